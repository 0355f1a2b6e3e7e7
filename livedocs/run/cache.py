"""Keep the record of a run until anything that it depends on changes."""

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
"""The rooms of what makes a record."""


@functools.cache
def _makers() -> str:
    """A digest of what runs and records, as it was when this process first asked."""
    files = [file for room in MAKERS for file in sorted(room.rglob("*.py"))]
    files.append(ROOT / "requirements.txt")
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _head(snippet: Snippet, timeout: float, python: str) -> str:
    """How an entry begins: with a digest of all that the run depends on."""
    about = [
        interpreter.describe(python).build,
        interpreter.machine(),
        os.uname() if hasattr(os, "uname") else None,
    ]
    place = str(Path(python).parent)  # its name there does not matter: python, python3 are one
    parts = json.dumps([snippet.source, timeout, place, _makers(), about])
    return f'{{"key": "{hashlib.sha256(parts.encode()).hexdigest()}", "run": '


def _path(snippet: Snippet, python: str, folder: Path) -> Path:
    about = interpreter.describe(python)
    return folder / f"{snippet.name}.{about.flavour}.json"


def load(snippet: Snippet, timeout: float, python: str, folder: Path = FOLDER) -> Run | None:
    """The stored Run, or None: where there is none, it is out of date, or cannot be read."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        text = _path(snippet, python, folder).read_text("utf-8")
        if text.startswith(head := _head(snippet, timeout, python)):
            return Run.from_json(text[len(head) : -1])
    return None


def store(run: Run, snippet: Snippet, timeout: float, python: str, folder: Path = FOLDER) -> None:
    """Keep ``run``; a reader sees the old entry or the new one, never a part."""
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
