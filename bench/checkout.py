"""A copy of the checkout in a folder of its own, and the time and memory of a command in it."""

import compileall
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

# -P keeps the current folder off the import path, as with the command `mkdocs`.
MKDOCS = [sys.executable, "-P", "-m", "mkdocs"]
BUILD = [*MKDOCS, "build", "--quiet", "--strict"]

_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, KiB elsewhere


@dataclass(frozen=True)
class Cost:
    """The time and memory that a command took."""

    wall: float
    """Seconds."""
    memory: int
    """Bytes of resident memory of the largest of its processes."""


def copy(folder):
    """Copy all files of the checkout to ``folder``, except those that git ignores."""
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(git, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    compileall.compile_dir(folder / "livedocs", quiet=1)  # else the first build does it


def cost(command, folder):
    """Run ``command`` in ``folder``; returns its Cost. Raises RuntimeError if it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        started = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            process.wait()
            raise
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(f"{command} exited with {process.returncode}:\n{log.read()}")
    return Cost(wall, usage.ru_maxrss * _UNIT)


def forget(folder):
    """Remove caches and site, so that the next build in ``folder`` is like one of a new clone."""
    for name in (".cache", "site"):
        shutil.rmtree(folder / name, ignore_errors=True)
