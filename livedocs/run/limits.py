"""How much memory, disk space and how many processes a run may use.

The limits are enforced in two ways. The kernel limits each process and each file (setrlimit(2)): a
program that asks for too much at once gets a MemoryError or an OSError. And the supervisor checks
now and then how much all processes of the run use together, and ends them if that is too much.
Both work on Linux only; elsewhere only the time of a run is limited.
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
"""The shortest time between two checks, in seconds."""
HURRY = 0.01
"""Seconds until the next check after a process has started: forks may double quickly."""
SHARE = 0.2
"""The part of a CPU that checks may use. With many processes or files they are less frequent."""
DATA = 100_000_000_000
"""Bytes of writable memory that one process may reserve, used or not. Each thread reserves 8 MB for
its stack, 43 MB without a GIL. ``Limits.memory`` is about the memory that is used."""


def _memory() -> int:
    """2 GB, or a quarter of the machine's memory if that is less, in bytes."""
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # the system does not tell
        return 2_000_000_000
    return min(2_000_000_000, machine // 4)


@dataclass(frozen=True)
class Limits:
    """How much one run may use; the largest snippets use a tenth of it."""

    memory: int = _memory()
    """Bytes of resident memory of all its processes together."""
    disk: int = 256_000_000
    """Bytes of all files in its folder together."""
    processes: int = 100
    """At the same time."""


LIMITS = Limits()


def bound(pid: int, limits: Limits) -> None:
    """Set the kernel's limits for the process ``pid`` and for all that it will start."""
    if sys.platform != "linux":
        return
    import resource

    bounds = {
        resource.RLIMIT_DATA: DATA,
        # A single file cannot exceed the limit of the folder: its writer gets an OSError first.
        resource.RLIMIT_FSIZE: limits.disk // 2,
    }
    for kind, most in bounds.items():
        known = [value for value in resource.prlimit(pid, kind) if value != resource.RLIM_INFINITY]
        most = min([most, *known])
        resource.prlimit(pid, kind, (most, most))


def _pages(pid: int) -> int:
    """Resident pages of the process ``pid``, including shared ones."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except OSError:  # it has ended
        return 0


def _proportional(pid: int, resident: int) -> int:
    """Bytes of the process ``pid``, where a page shared by n processes counts as an nth.

    Returns ``resident`` if the kernel does not tell.
    """
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    except PermissionError:
        return resident
    except OSError:  # it has ended
        pass
    return 0


def memory(pids: Collection[int], most: int) -> int:
    """Bytes of resident memory of the processes ``pids`` together; exact if more than ``most``.

    A fork shares its memory with its parent until one of them writes, and a plain sum counts that
    memory twice. The kernel can tell the part of each process ("Pss" in proc_pid_smaps(5)), but has
    to go through all pages for it, so it is asked only if the sum is more than ``most``.
    """
    page = os.sysconf("SC_PAGE_SIZE")
    resident = {pid: _pages(pid) * page for pid in pids}
    total = sum(resident.values())
    if total <= most:
        return total
    return sum(_proportional(pid, size) for pid, size in resident.items())


class Watch:
    """Checks now and then whether the processes below this one, and ``folder``, keep to ``limits``.

    ``held_up`` looks at the same processes at each check.
    """

    def __init__(self, limits: Limits, folder: RunFolder, held_up: HeldUp) -> None:
        self.limits, self.folder, self.held_up = limits, folder, held_up
        self.next = time.monotonic() + LOOK

    def exceeded(self) -> str:
        """The limit that is exceeded: "processes", "memory" or "disk".

        "" for none, or if it is too early for another check.
        """
        if sys.platform != "linux" or time.monotonic() < self.next:
            return ""
        before = time.thread_time()
        found = self.look()
        took = time.thread_time() - before
        self.next = time.monotonic() + max(LOOK, took / SHARE)
        return found

    def hurry(self) -> None:
        """Check soon, because a process has started."""
        self.next = min(self.next, time.monotonic() + HURRY)

    def look(self) -> str:
        """Check now; returns what ``exceeded`` does."""
        pids = below(children, self.limits.processes)
        self.held_up.look(pids)
        if len(pids) > self.limits.processes:
            stop(pids)  # first of all, or they go on to double
            return "processes"
        most = self.limits.memory
        # Twice: if a process ends during the count, the pages that it shared count once more.
        if memory(pids, most) > most and memory(pids, most) > most:
            return "memory"
        if self.folder.size() > self.limits.disk:
            return "disk"
        return ""
