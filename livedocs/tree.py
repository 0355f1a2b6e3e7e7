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


def descendants():
    """PID → name of every process below this one, read from /proc; empty where there is none."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            pid, rest = stat.read_text("utf-8", "replace").split(" (", 1)
            name, rest = rest.rsplit(") ", 1)
            state, parent = rest.split()[:2]
            if state != "Z":
                children.setdefault(int(parent), []).append((int(pid), name))
    found, todo = {}, [os.getpid()]
    while todo:
        for pid, name in children.get(todo.pop(), ()):
            found[pid] = name
            todo.append(pid)
    return found


def kill_tree(process):
    """End ``process`` and all that came from it; returns PID → name of what was found."""
    stopped = {}
    if sys.platform == "linux":
        # Stopped first, so that none can start another meanwhile.
        while new := {pid: name for pid, name in descendants().items() if pid not in stopped}:
            send_signal(new, signal.SIGSTOP)
            stopped |= new
        send_signal(stopped, signal.SIGKILL)
    elif hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    return stopped


def send_signal(pids, number):
    for pid in pids:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            os.kill(pid, number)
