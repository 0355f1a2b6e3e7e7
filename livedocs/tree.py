"""The tree of processes below this one: find it, and end it."""

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path


def become_subreaper():
    """Make orphans of this process's tree children of this process. Linux only, else nothing."""
    if sys.platform == "linux":
        PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children(pid):
    """The PIDs of the children of ``pid``: quickly, but one may be missing (proc_pid_task(5))."""
    found = []
    with contextlib.suppress(OSError):  # it has ended meanwhile, or this kernel tells no children
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += (task / "children").read_text("ascii").split()
    return [int(child) for child in found]


def children_for_certain():
    """PID → the PIDs of its children, for every process: slowly, from all of /proc."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            parent = stat.read_text("utf-8", "replace").rpartition(") ")[2].split()[1]
            found.setdefault(int(parent), []).append(int(stat.parent.name))
    return found


def below(children_of):
    """The PIDs of all processes below this one."""
    found, todo = [], [os.getpid()]
    while todo:
        new = children_of(todo.pop()) or []
        found += new
        todo += new
    return found


def has_children():
    """Whether this process has one, be it one that has ended and waits to be waited for."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def stop_tree():
    """Stop all processes below this one, so that none can start another; returns their PIDs.

    One that forks and ends, again and again, is gone before all of /proc has been read; the short
    lists of children find it.
    """
    stopped = set()

    def stop(pids):
        new = set(pids) - stopped
        send_signal(new, signal.SIGSTOP)
        stopped.update(new)
        return new

    # To read all of /proc takes its time; a subreaper without a child has nothing below it.
    while has_children() and (stop(below(children)) or stop(below(children_for_certain().get))):
        pass
    return stopped


def names(pids):
    """PID → name of those of ``pids`` that have not ended."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
            name, _, rest = stat.partition(" (")[2].rpartition(") ")
            if not rest.startswith("Z"):
                found[pid] = name
    return found


def kill_tree(process):
    """End ``process`` and all that came from it; returns PID → name of what was found."""
    found = {}
    if sys.platform == "linux":
        stopped = stop_tree()
        found = names(stopped)
        send_signal(stopped, signal.SIGKILL)
    elif hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    return found


def send_signal(pids, number):
    for pid in pids:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            os.kill(pid, number)
