"""What a run may take of the machine: memory, room on the disk, processes.

Two things hold it. The kernel bounds each process and each file (setrlimit(2)), so that what asks
for everything at once gets a MemoryError or an OSError. And the supervisor looks now and then what
the whole tree takes, and ends it where that is too much. Linux only; elsewhere there is only the
time.
"""

import os
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from livedocs.run.folder import RunFolder
from livedocs.run.held_up import HeldUp
from livedocs.run.process_tree import below, children, stop

LOOK = 0.2
"""Seconds between two looks, at least."""
HURRY = 0.01
"""Seconds until the next look when a process has started: those that fork double soon."""
SHARE = 0.2
"""The part of a CPU that the looks may take: those at many processes or files are rarer."""
DATA = 100_000_000_000
"""Bytes that one process may have to write to, used or not: 8 MB for the stack of each thread, and
43 MB where there is no GIL. What it uses is counted by the look at its memory."""


def _memory() -> int:
    """2 GB, or a quarter of a small machine's memory."""
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # no such system tells it
        return 2_000_000_000
    return min(2_000_000_000, machine // 4)


@dataclass(frozen=True)
class Limits:
    """What one run may take; the largest snippets take a tenth of it."""

    memory: int = _memory()
    """Bytes, resident, of all its processes together."""
    disk: int = 256_000_000
    """Bytes, of all files in its folder together."""
    processes: int = 100
    """At the same time."""


LIMITS = Limits()


def bound(pid: int, limits: Limits) -> None:
    """Let the kernel bound the process ``pid``, and all that it will start."""
    if sys.platform != "linux":
        return
    import resource

    bounds = {
        resource.RLIMIT_DATA: DATA,
        # A single file stays below what the folder may have: its writer gets an OSError.
        resource.RLIMIT_FSIZE: limits.disk // 2,
    }
    for kind, most in bounds.items():
        known = [value for value in resource.prlimit(pid, kind) if value != resource.RLIM_INFINITY]
        most = min([most, *known])
        resource.prlimit(pid, kind, (most, most))


def _pages(pid: int) -> int:
    """Resident pages of the process ``pid``, those that it shares too."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except OSError:  # it has ended meanwhile
        return 0


def _proportional(pid: int, resident: int) -> int:
    """Bytes of the process ``pid``, of what n processes share an nth; ``resident`` if not told."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    except PermissionError:
        return resident
    except OSError:  # it has ended meanwhile
        pass
    return 0


def memory(pids: Collection[int], most: int) -> int:
    """Bytes that the processes ``pids`` have resident together; exactly where more than ``most``.

    A fork shares its memory with its parent until one of them writes. The sum of what each has
    resident counts that twice. The kernel can tell each one's part ("Pss" in proc_pid_smaps(5)),
    but has to go through all pages for it, so it is asked only where the sum is too much.
    """
    page = os.sysconf("SC_PAGE_SIZE")
    resident = {pid: _pages(pid) * page for pid in pids}
    total = sum(resident.values())
    if total <= most:
        return total
    return sum(_proportional(pid, size) for pid, size in resident.items())


class Watch:
    """Looks, now and then, whether all below this process, and in ``folder``, is in the limits.

    ``held_up`` takes a look at the same processes.
    """

    def __init__(self, limits: Limits, folder: RunFolder, held_up: HeldUp) -> None:
        self.limits, self.folder, self.held_up = limits, folder, held_up
        self.next = time.monotonic() + LOOK

    def exceeded(self) -> str:
        """Which limit is exceeded, "" for none or when it is too early for another look."""
        if sys.platform != "linux" or time.monotonic() < self.next:
            return ""
        before = time.thread_time()
        found = self.look()
        took = time.thread_time() - before
        self.next = time.monotonic() + max(LOOK, took / SHARE)
        return found

    def hurry(self) -> None:
        """Look soon: there is one process more."""
        self.next = min(self.next, time.monotonic() + HURRY)

    def look(self) -> str:
        """Look now; returns as ``exceeded`` does."""
        pids = below(children, self.limits.processes)
        self.held_up.look(pids)
        if len(pids) > self.limits.processes:
            stop(pids)  # at once: while we look for more, they double
            return "processes"
        most = self.limits.memory
        # Twice: where one ends meanwhile, what it had shared counts with the next ones once more.
        if memory(pids, most) > most and memory(pids, most) > most:
            return "memory"
        if self.folder.size() > self.limits.disk:
            return "disk"
        return ""
