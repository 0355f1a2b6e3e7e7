"""How much time the recorder adds to a program: to its start, to a line, to a flood of lines."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Row
from livedocs.run.running import run
from livedocs.snippet import Snippet

LINES = """
import time
begin = time.process_time()
for n in range(1000):
    print("line", n)
print(time.process_time() - begin)
"""
PROGRAMS = {
    "start of Python": "",
    "1,000 printed lines": LINES,
    "a flood of 100,000 lines": 'for n in range(100_000):\n    print("line", n)',
}


def plain(path):
    """Run the program at ``path`` with an unbuffered pipe; returns its seconds and last line."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command, start = [sys.executable, path], time.perf_counter()
    done = subprocess.run(command, capture_output=True, env=kept | {"PYTHONUNBUFFERED": "1"})
    return time.perf_counter() - start, done.stdout.decode().splitlines()[-1:]


def recorded(path):
    """Run the program at ``path`` with the recorder, not followed; returns the same."""
    made = run(Snippet(path.name, path), follow=False)
    return made.wall, [line.text for line in made.lines[-1:]]


def rows(rounds):
    """The rows of the table, each measured ``rounds`` times."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, source in PROGRAMS.items():
            path = Path(folder, "program.py")
            path.write_text(source)
            recorded(path)  # the first one starts the fork server
            pairs = [(recorded(path), plain(path)) for _ in range(rounds)]
            if source == LINES:  # it prints its own CPU time
                seconds = [[float(last[0]) for _, last in pair] for pair in pairs]
            else:
                seconds = [[took for took, _ in pair] for pair in pairs]
            found[name] = [*zip(*seconds, strict=True)]
    targets = [(0.03, True), (0.005, True), (2, False)]
    return [
        Row(f"recorded: {name}", [*with_it], "plain", without, target=target, beyond=beyond)
        for (name, (with_it, without)), (target, beyond) in zip(found.items(), targets, strict=True)
    ]
