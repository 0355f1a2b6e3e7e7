"""What the processes of a run write, put into one queue of events as it comes."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from subprocess import Popen

from livedocs.run.held_up import HeldUp


@dataclass(frozen=True)
class Reaped:
    """A process that was waited for."""

    pid: int
    exit: int
    """As subprocess gives it."""
    usage: tuple[float, int] | None
    """Its CPU time in seconds, and its peak memory as getrusage(2) tells it."""


Events = Queue[tuple[object, int, bytes | Reaped | None]]
"""Where each event comes from, its moment by ``time.monotonic_ns()``, and what it brings."""


def read_into(events: Events, fd: int, key: object) -> None:
    """Put what ``fd`` carries into ``events`` until it ends."""
    while True:
        try:
            data = os.read(fd, 65536)
        except OSError:
            data = b""
        events.put((key, time.monotonic_ns(), data))
        if not data:
            os.close(fd)
            return


def start_thread(function: Callable[..., object], *args: object) -> None:
    threading.Thread(target=function, args=args, daemon=True).start()


class StreamServer:
    """Takes the recorders' connections, one for each process, and puts them into ``events``."""

    def __init__(self, events: Events, folder: Path) -> None:
        self.events = events
        self.address = str(folder / "stream")
        self.own_address = str(folder / "own")
        self.last_word = os.urandom(16)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.bind(self.address)
        self.socket.listen(128)
        with contextlib.suppress(OSError):  # the same socket, where the program removes the other
            os.link(self.address, self.own_address)
        start_thread(self.accept)

    def accept(self) -> None:
        while True:
            connection, _ = self.socket.accept()
            stream = object()
            self.events.put((stream, time.monotonic_ns(), None))
            start_thread(read_into, self.events, connection.detach(), stream)

    def end(self) -> None:
        """Let "childless" follow all connections: one more, behind those still in the queue."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as last:
            try:
                last.connect(self.own_address)
                last.sendall(self.last_word)
            except OSError:  # the run was stopped, or both are gone, or there was no link
                self.events.put(("childless", time.monotonic_ns(), None))


def wait_for_children(
    events: Events, process: Popen[bytes], held_up: HeldUp, end: Callable[[], None]
) -> None:
    """Put each child's end into ``events``; call ``end`` when none is left."""
    if not hasattr(os, "wait4"):
        reaped = Reaped(process.pid, process.wait(), None)
        events.put(("reaped", time.monotonic_ns(), reaped))
    else:
        with contextlib.suppress(ChildProcessError):
            while True:
                held_up.look_at_child()
                pid, status, used = os.wait4(-1, 0)
                usage = used.ru_utime + used.ru_stime, used.ru_maxrss
                reaped = Reaped(pid, os.waitstatus_to_exitcode(status), usage)
                events.put(("reaped", time.monotonic_ns(), reaped))
    end()
