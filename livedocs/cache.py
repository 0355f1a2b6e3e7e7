"""Keep the record of a run until anything that it depends on changes."""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from livedocs import interpreter
from livedocs.run import Run
from livedocs.snippet import ROOT, Snippet

FOLDER = ROOT / ".cache"

_MAKERS = [
    "recorder/sitecustomize.py",
    "collect.py",
    "names.py",
    "supervise.py",
    "orders.py",
    "supervisors.py",
    "streams.py",
    "tree.py",
    "place.py",
    "limits.py",
    "run.py",
]


def _key(snippet: Snippet, timeout: float, python: str) -> str:
    """A digest of all that a run depends on: the program, what runs and records it, and where."""
    makers = [(Path(__file__).parent / name).read_text("utf-8") for name in _MAKERS]
    requirements = (ROOT / "requirements.txt").read_text("utf-8")
    about = [
        interpreter.describe(python).build,
        interpreter.machine(),
        os.uname() if hasattr(os, "uname") else None,
    ]
    place = str(Path(python).parent)  # its name there does not matter: python, python3 are one
    parts = json.dumps([snippet.source, timeout, place, makers, requirements, about])
    return hashlib.sha256(parts.encode()).hexdigest()


def _path(snippet: Snippet, python: str, folder: Path) -> Path:
    about = interpreter.describe(python)
    return folder / f"{snippet.name}.{about.flavour}.json"


def load(snippet: Snippet, timeout: float, python: str, folder: Path = FOLDER) -> Run | None:
    """The stored Run, or None: where there is none, it is out of date, or cannot be read."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        stored = json.loads(_path(snippet, python, folder).read_text("utf-8"))
        if stored["key"] == _key(snippet, timeout, python):
            return Run.from_json(json.dumps(stored["run"]))
    return None


def store(run: Run, snippet: Snippet, timeout: float, python: str, folder: Path = FOLDER) -> None:
    """Keep ``run``; a reader sees the old entry or the new one, never a part."""
    path = _path(snippet, python, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    entry = {"key": _key(snippet, timeout, python), "run": json.loads(run.to_json())}
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(entry, file, ensure_ascii=False)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink()
        raise
