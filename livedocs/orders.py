"""What a supervisor's process does: it takes an order and writes the raw record, as JSON."""

import contextlib
import json
import os
import select
import signal
import socket
import sys
from pathlib import Path

from livedocs.supervise import supervise


def answer(order, stop, file):
    """Do what ``order`` says, JSON, until the descriptor ``stop`` ends; print the record.

    Besides what ``supervise`` takes, the order has the builder's variables, and whether to write
    ``live`` records too; an empty line says that nothing has happened since the last.
    """

    def tell(record):
        print(json.dumps(record) if record else "", file=file, flush=True)

    order = json.loads(order)
    os.environ.clear()
    os.environ.update(order.pop("environ"))
    try:
        if order.pop("live"):
            order["report"] = tell
        record = supervise(stop=stop, script=Path(order.pop("script")), **order)
    except (OSError, ValueError) as error:
        print(error, file=file, flush=True)
    else:
        if record:
            tell(record)


def listen(listening):
    """Fork a supervisor for each connection to the socket ``listening``."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    while listening in select.select([listening, sys.stdin], [], [])[0]:
        connection, _ = listening.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
            listening.close()
            with (
                contextlib.suppress(OSError),  # nobody wants to know any more
                connection.makefile("rw", encoding="utf-8", newline="\n") as file,
            ):
                answer(file.readline(), os.dup(connection.fileno()), file)
            os._exit(0)
        connection.close()


if __name__ == "__main__":
    if sys.argv[1] == "--listen":
        listen(socket.socket(fileno=int(sys.argv[2])))
    else:
        answer(sys.argv[1], sys.stdin.fileno(), sys.stdout)
