"""Start a supervisor for each run: a process of its own, see ``supervise``.

Starting a Python for each run would take more CPU time than most snippets do. So one small process
imports all that is needed, and each supervisor is a fork of it. On a system without fork, each
supervisor is a new Python.
"""

import atexit
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from livedocs.snippet import ROOT

Instructions = dict[str, Any]
"""The instructions of ``fork_server.carry_out``, ready for JSON."""

_COMMAND = [sys.executable, "-S", "-m", "livedocs.run.fork_server"]


class Forked:
    """A supervisor that answers through a socket, and stops when that is closed."""

    def __init__(self, address: str, instructions: Instructions) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(address)
        self.socket.sendall(json.dumps(instructions).encode() + b"\n")

    def answers(self) -> Iterator[str]:
        with self.socket.makefile(encoding="utf-8") as lines:
            yield from lines

    def stop(self) -> None:
        with contextlib.suppress(OSError):  # it has ended
            self.socket.shutdown(socket.SHUT_WR)


class Started:
    """A supervisor that answers through its standard output, and stops when its input ends."""

    def __init__(self, instructions: Instructions) -> None:
        self.process = subprocess.Popen(
            [*_COMMAND, json.dumps(instructions)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def answers(self) -> Iterator[str]:
        assert self.process.stdout  # it is a pipe
        with self.process:
            yield from self.process.stdout

    def stop(self) -> None:
        assert self.process.stdin  # it is a pipe
        self.process.stdin.close()


class Server:
    """The process that forks supervisors, started when its address is first asked for."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def address(self) -> str:
        """The path of the socket at which it listens."""
        with self.lock:
            if self.process is None or self.process.poll() is not None:
                self.start()
            return self.path

    def replace(self, address: str) -> None:
        """Start a new process for the one at ``address``, unless that has been replaced already."""
        with self.lock:
            if self.process and self.path == address:
                self.process.kill()  # a SIGSTOP may hold it; its supervisors go on
                self.process.wait()
                self.start()

    def start(self) -> None:
        # It makes the folder, and removes it when its standard input ends: at the latest when this
        # process does.
        folder = Path(tempfile.gettempdir(), f"runs-{os.urandom(5).hex()}")
        self.path = str(folder / "supervisors")
        self.process = subprocess.Popen(
            [*_COMMAND, "--listen", self.path],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.process.stdout  # it is a pipe
        self.process.stdout.readline()  # it listens
        atexit.register(self.end, self.process, folder)

    @staticmethod
    def end(process: subprocess.Popen[bytes], folder: Path) -> None:
        assert process.stdin  # it is a pipe
        process.stdin.close()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)  # it may have been killed


server = Server()


def start(instructions: Instructions) -> Forked | Started:
    """Start a supervisor that carries out ``instructions``."""
    if not (hasattr(os, "fork") and hasattr(socket, "AF_UNIX")):
        return Started(instructions)
    address = server.address()
    try:
        return Forked(address, instructions)
    except (ConnectionError, FileNotFoundError):  # a snippet has ended it, or removed its socket
        server.replace(address)
        return Forked(server.address(), instructions)
