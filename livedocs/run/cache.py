"""Store the records of runs, and use each until something that it depends on changes."""

import contextlib
import functools
import hashlib
import json
import os
import tempfile
from pathlib import Path

from livedocs.record.run import Run
from livedocs.run import interpreter
from livedocs.snippet import ROOT, Snippet

FOLDER = ROOT / ".cache"

MAKERS = ROOT / "livedocs" / "record", ROOT / "livedocs" / "run"
"""The rooms whose code decides what is in a record."""


@functools.cache
def _makers() -> str:
    """A digest of the code that runs and records, as it was at the first call."""
    files = [file for room in MAKERS for file in sorted(room.rglob("*.py"))]
    files.append(ROOT / "requirements.txt")
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _head(snippet: Snippet, timeout: float, python: str) -> str:
    """The beginning of a stored entry: a digest of all that the run depends on."""
    about = [
        interpreter.describe(python).build,
        interpreter.machine(),
        os.uname() if hasattr(os, "uname") else None,
    ]
    place = str(Path(python).parent)  # not its name: python and python3 are the same
    parts = json.dumps([snippet.source, timeout, place, _makers(), about])
    return f'{{"key": "{hashlib.sha256(parts.encode()).hexdigest()}", "run": '


def _path(snippet: Snippet, python: str, folder: Path) -> Path:
    about = interpreter.describe(python)
    return folder / f"{snippet.name}.{about.flavour}.json"


def load(snippet: Snippet, timeout: float, python: str, folder: Path = FOLDER) -> Run | None:
    """The stored Run of ``snippet`` within ``timeout`` seconds by the interpreter at ``python``.

    None if there is none, if it is out of date, or if it cannot be read.
    """
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        text = _path(snippet, python, folder).read_text("utf-8")
        if text.startswith(head := _head(snippet, timeout, python)):
            return Run.from_json(text[len(head) : -1])
    return None


def store(run: Run, snippet: Snippet, timeout: float, python: str, folder: Path = FOLDER) -> None:
    """Store ``run`` where ``load`` finds it with the same arguments. Raises OSError if that fails.

    Other processes see the old entry or the new one, never a part.
    """
    path = _path(snippet, python, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = _head(snippet, timeout, python) + run.to_json() + "}"
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink()
        raise
