"""What a supervisor waits for in one loop: pipes, the recorders' channel, and ended children."""

import contextlib
import os
import selectors
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from subprocess import Popen

from livedocs.run.held_up import HeldUp

CHUNK = 64 * 1024
"""Bytes of one read: all that a pipe holds (pipe(7))."""
CHANNEL = 256 * 1024
"""Bytes that the recorders can write before they have to wait for the supervisor."""


@dataclass(frozen=True)
class Reaped:
    """A child that has ended and was waited for."""

    pid: int
    at: int
    """When, by ``time.monotonic_ns()``."""
    exit: int
    """Its exit code, or minus the number of the signal that ended it."""
    usage: tuple[float, int] | None
    """Its CPU time in seconds, and its peak memory in the unit of getrusage(2)."""


def start_thread(function: Callable[..., object], *args: object) -> None:
    threading.Thread(target=function, args=args, daemon=True).start()


class Channel:
    """The named pipe into which the recorders write. Only this process reads it."""

    def __init__(self, folder: Path) -> None:
        import fcntl  # not on Windows, which has no named pipe either

        self.path = folder / "channel"
        os.mkfifo(self.path, 0o600)
        # Open for writing too, or it would be at its end whenever no recorder has it open.
        self.fd = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        with contextlib.suppress(AttributeError, OSError):  # not Linux, or over the user's limit
            fcntl.fcntl(self.fd, fcntl.F_SETPIPE_SZ, CHANNEL)
        place = os.fstat(self.fd)
        self.address = f"{self.path}:{place.st_dev}:{place.st_ino}"

    def read(self) -> bytes:
        """The bytes that it holds now."""
        with contextlib.suppress(BlockingIOError):
            return os.read(self.fd, CHANNEL)
        return b""


class Children:
    """Waits for the children of this process in a thread; after an end, ``wakes`` is readable."""

    def __init__(self, process: Popen[bytes], held_up: HeldUp) -> None:
        self.process, self.held_up = process, held_up
        self.queue: SimpleQueue[Reaped | None] = SimpleQueue()
        self.wakes, self.wake = socket.socketpair()
        start_thread(self._wait)

    def ended(self) -> list[Reaped | None]:
        """The children that have ended since the last call; a None at the end: no child is left."""
        self.wakes.recv(4096)
        found: list[Reaped | None] = []
        with contextlib.suppress(Empty):
            while True:
                found.append(self.queue.get_nowait())
        return found

    def _wait(self) -> None:
        if not hasattr(os, "wait4"):
            exit_code = self.process.wait()
            self._put(Reaped(self.process.pid, time.monotonic_ns(), exit_code, None))
        else:
            with contextlib.suppress(ChildProcessError):
                while True:
                    self.held_up.look_at_child()
                    pid, status, used = os.wait4(-1, 0)
                    usage = used.ru_utime + used.ru_stime, used.ru_maxrss
                    code = os.waitstatus_to_exitcode(status)
                    self._put(Reaped(pid, time.monotonic_ns(), code, usage))
        self._put(None)

    def _put(self, reaped: Reaped | None) -> None:
        self.queue.put(reaped)
        self.wake.send(b".")


def selector() -> selectors.BaseSelector:
    """A selector that takes any descriptor; epoll(7) does not take /dev/null."""
    return getattr(selectors, "PollSelector", selectors.SelectSelector)()


def selectable(fd: int) -> int:
    """``fd``, or on Windows, where select takes only sockets, a socket with the same data."""
    if os.name == "posix":
        return fd
    here, there = socket.socketpair()

    def carry() -> None:
        while data := os.read(fd, CHUNK):
            there.sendall(data)
        there.close()

    start_thread(carry)
    return here.detach()
