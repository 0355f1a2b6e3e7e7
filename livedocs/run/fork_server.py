"""The process that forks a supervisor for each run, see ``supervisors``.

A supervisor reads its instructions and writes the raw record of its run, both as JSON.
"""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

from livedocs.run.limits import Limits
from livedocs.run.process_tree import become_subreaper, children, kill_below
from livedocs.run.raw_record import Record
from livedocs.run.supervise import supervise

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from typing import TextIO


def carry_out(instructions: str, stop: int, file: "TextIO") -> None:
    """Make the run that ``instructions`` (JSON) describe, and write its record to ``file``.

    Ends the run when the descriptor ``stop`` reaches its end. The instructions are the arguments of
    ``supervise``; ``environ``, the builder's environment variables; and ``live``: whether to write
    a record also now and then during the run, or an empty line if nothing has happened since.
    """

    def tell(record: Record | None) -> None:
        print(json.dumps(record) if record else "", file=file, flush=True)

    fields = json.loads(instructions)
    os.environ.clear()
    os.environ.update(fields.pop("environ"))
    try:
        record = supervise(
            script=Path(fields.pop("script")),
            limits=Limits(**fields.pop("limits")),
            stop=stop,
            report=tell if fields.pop("live") else None,
            **fields,
        )
    except (OSError, ValueError) as error:
        print(error, file=file, flush=True)
    else:
        if record:
            tell(record)


def become_supervisor(connection: socket.socket, others: Iterable[socket.socket]) -> None:
    """Supervise one run, whose instructions come from ``connection``; close the ``others``."""
    signal.set_wakeup_fd(-1)
    # A shell's background job ignores some signals, and all that it starts would inherit that.
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    for other in others:
        other.close()
    with (
        contextlib.suppress(OSError),  # the builder has closed it
        connection.makefile("rw", encoding="utf-8", newline="\n") as file,
    ):
        carry_out(file.readline(), os.dup(connection.fileno()), file)
        connection.shutdown(socket.SHUT_WR)  # even if others have it open
    os._exit(0)


class Supervisors:
    """The supervisors that were forked here."""

    def __init__(self) -> None:
        self.alive: dict[int, socket.socket] = {}
        """PID → connection, open here until all processes of its run have ended."""
        self.ended: list[socket.socket] = []
        """Connections of supervisors that have ended; processes of their runs may go on."""

    def reap(self) -> None:
        """Wait for the supervisors that have ended.

        If a snippet has killed its supervisor, its processes are children of this one now: kill
        them too.
        """
        with contextlib.suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG | os.WUNTRACED))[0]:
                pid, status = found
                if not os.WIFSTOPPED(status):
                    self.ended += [self.alive.pop(pid)] if pid in self.alive else []
                elif pid in self.alive:
                    os.kill(pid, signal.SIGKILL)  # a stopped one supervises nothing
        if set(children(os.getpid())) - self.alive.keys():
            kill_below(spared=self.alive)  # each end calls this again
        else:
            for connection in self.ended:
                connection.close()
            self.ended = []


def listen(address: Path) -> None:
    """Listen at ``address``, a socket in a new folder, and fork a supervisor for each connection.

    Prints a line when it listens. Removes the folder and returns when standard input ends.
    """
    address.parent.mkdir(mode=0o700)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(str(address))
    listening.listen(1024)
    with contextlib.suppress(BrokenPipeError):  # the builder has been killed
        os.write(sys.stdout.fileno(), b"\n")
    become_subreaper()
    supervisors = Supervisors()
    woken, wakes = socket.socketpair()
    wakes.setblocking(False)
    signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # without a handler, select would go on
    while sys.stdin not in (ready := select.select([listening, sys.stdin, woken], [], [])[0]):
        if woken in ready:
            woken.recv(4096)
            supervisors.reap()
        if listening in ready:
            connection, _ = listening.accept()
            if (pid := os.fork()) == 0:
                others = [*supervisors.alive.values(), *supervisors.ended]
                become_supervisor(connection, [listening, woken, wakes, *others])
            supervisors.alive[pid] = connection
    signal.set_wakeup_fd(-1)  # before its socket is gone: a supervisor may end now
    with contextlib.suppress(OSError):  # a snippet may have removed it
        shutil.rmtree(address.parent)


if __name__ == "__main__":
    if sys.argv[1] == "--listen":
        listen(Path(sys.argv[2]))
    else:
        carry_out(sys.argv[1], sys.stdin.fileno(), sys.stdout)
