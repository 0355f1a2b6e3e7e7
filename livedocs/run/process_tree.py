"""The tree of processes below this one: find it, and end it."""

import contextlib
import ctypes
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from subprocess import Popen


def become_subreaper() -> None:
    """Make this process the new parent of orphans below it. Linux only, else nothing."""
    if sys.platform == "linux":
        PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


ChildrenOf = Callable[[int], list[int] | None]
"""A function from the PID of a process to the PIDs of its children."""


def children(pid: int) -> list[int]:
    """The PIDs of the children of ``pid``. Fast, but may miss one (proc_pid_task(5))."""
    found = []
    with contextlib.suppress(OSError):  # it has ended, or this kernel does not list children
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += (task / "children").read_text("ascii").split()
    return [int(child) for child in found]


def children_for_certain() -> dict[int, list[int]]:
    """PID → the PIDs of its children, for every process. Slow, because it reads all of /proc."""
    found: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended
            parent = stat.read_text("utf-8", "replace").rpartition(") ")[2].split()[1]
            found.setdefault(int(parent), []).append(int(stat.parent.name))
    return found


def below(children_of: ChildrenOf, enough: float = math.inf) -> list[int]:
    """The PIDs of all processes below this one; stops when there are more than ``enough``."""
    found: list[int] = []
    todo = [os.getpid()]
    while todo and len(found) <= enough:
        new = children_of(todo.pop()) or []
        found += new
        todo += new
    return found


def has_children() -> bool:
    """Whether this process has a child, including one that has ended and was not waited for."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def stop(pids: Iterable[int]) -> None:
    """Send SIGSTOP to ``pids`` and to the process groups that they lead."""
    for pid in pids:
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                kill(pid, signal.SIGSTOP)


def stop_tree(spared: Container[int]) -> set[int]:
    """Stop all processes below this one, so that none can start another; returns their PIDs.

    Leaves out the ``spared`` and all below them. Each process is stopped before its children are
    looked for, so that endless forks are not faster than this function. A process that forks and
    ends, again and again, is gone before all of /proc has been read, but ``children`` finds it.
    """
    stopped: set[int] = set()

    def stop_below(children_of: ChildrenOf) -> bool:
        before = len(stopped)

        def stopped_children_of(pid: int) -> list[int]:
            found = [child for child in children_of(pid) or [] if child not in spared]
            stop(found)
            stopped.update(found)
            return found

        below(stopped_children_of)
        return len(stopped) > before

    # Reading all of /proc is slow, and a subreaper without a child has nothing below it.
    while has_children() and (stop_below(children) or stop_below(children_for_certain().get)):
        pass
    return stopped


def names(pids: Iterable[int]) -> dict[int, str]:
    """PID → name, for those of ``pids`` that have not ended."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):  # it has ended
            stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
            name, _, rest = stat.partition(" (")[2].rpartition(") ")
            if not rest.startswith("Z"):
                found[pid] = name
    return found


def kill_below(spared: Container[int] = ()) -> dict[int, str]:
    """Kill all processes below this one, except the ``spared`` and those below them. Linux only.

    Returns PID → name of those that had not ended.
    """
    stopped = stop_tree(spared)
    found = names(stopped)
    send_signal(stopped, signal.SIGKILL)
    return found


def kill_tree(process: Popen[bytes]) -> dict[int, str]:
    """Kill ``process`` and all processes below it; returns PID → name, or nothing but on Linux."""
    if sys.platform == "linux":
        return kill_below()
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    return {}


def kill_marked(variable: str) -> None:
    """Kill all processes that were started with ``variable`` (NAME=value) in their environment.

    This finds the processes of a run whose supervisor has been killed. Linux only, else nothing.
    """

    def marked() -> Iterator[int]:
        for environ in Path("/proc").glob("[0-9]*/environ"):
            with contextlib.suppress(OSError):  # it has ended meanwhile, or is another user's
                if variable.encode() in environ.read_bytes().split(b"\0"):
                    yield int(environ.parent.name)

    for _ in range(100):  # repeatedly, because one may have forked meanwhile
        if not (found := list(marked())):
            return
        send_signal(found, signal.SIGKILL)
        time.sleep(0.01)


def send_signal(pids: Iterable[int], number: int) -> None:
    """Send the signal ``number`` to each of ``pids``."""
    for pid in pids:
        with contextlib.suppress(OSError):  # it has ended
            os.kill(pid, number)
