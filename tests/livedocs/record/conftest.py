"""The truth that a record is held against: a program at a terminal, without a recorder."""

import os
import pty
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

import pyte
import pytest

ROWS, COLUMNS = 24, 1000


@dataclass
class Shown:
    """What a program at a terminal did."""

    lines: list[str]
    """What the terminal shows at the end, with what has left it above."""
    exit: int
    folder: Path


def lines_of(data):
    """What a terminal shows of ``data``, bytes that were written to it."""
    screen = pyte.HistoryScreen(COLUMNS, ROWS, history=10_000)
    pyte.ByteStream(screen).feed(data)
    rows = [*screen.history.top, *(screen.buffer[y] for y in range(ROWS))]
    lines = ["".join(row[x].data for x in range(COLUMNS)).rstrip() for row in rows]
    while lines and not lines[-1]:
        lines.pop()
    return lines


@pytest.fixture
def on_terminal(write_snippet, tmp_path):
    """Run a program at a terminal, with nothing else in its environment than a run has."""
    import fcntl
    import termios

    def run_it(source, name="program.py", python=sys.executable):
        snippet = write_snippet(source, name)
        folder = tmp_path / "terminal"
        folder.mkdir(exist_ok=True)
        (folder / snippet.file_name).write_text(snippet.source, "utf-8")
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER") if name in os.environ}
        variables = kept | {"LANG": "C.UTF-8", "PYTHONUTF8": "1", "TMPDIR": str(tmp_path)}
        pid, fd = pty.fork()
        if pid == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.chdir(folder)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.execve(python, [python, snippet.file_name], variables)
        data = b""
        while True:
            try:
                data += os.read(fd, 65536)
            except OSError:  # nobody has the terminal open any more
                break
        os.close(fd)
        exit_code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return Shown(lines_of(data), exit_code, folder)

    return run_it
