"""A virtual environment for each interpreter, with the libraries that install there."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from livedocs.run.interpreter import Interpreter
from livedocs.snippet import ROOT, imports

FOLDER = ROOT / ".cache" / "venvs"
PINNED_IN = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"

_PIN = re.compile(r"^([\w.-]+)(?:\[.*?\])?==([\w.]+)", re.MULTILINE)
_NO_WHEEL = "No matching distribution found"


@dataclass(frozen=True)
class Venv:
    """A virtual environment that is ready to use."""

    python: str
    """The path of its interpreter."""
    packages: dict[str, str | None]
    """Name → version; None if it does not install."""


@cache
def libraries(source: str) -> frozenset[str]:
    """The modules that ``source`` imports from outside the standard library.

    For all libraries that the snippets use, this is also the name of the package.
    """
    names = {one.name.partition(".")[0] for one in imports(ast.parse(source))}
    return frozenset(names - sys.stdlib_module_names)


def pins() -> dict[str, str]:
    """Name → version of all packages that the two requirements files pin."""
    return dict(pin for file in PINNED_IN for pin in _PIN.findall(file.read_text("utf-8")))


def prepare(about: Interpreter, packages: Iterable[str], folder: Path = FOLDER) -> Venv:
    """The Venv of the interpreter ``about`` with ``packages``; made again if anything changed.

    Raises RuntimeError if it cannot be made.
    """
    place = folder / about.flavour
    key = [about.path, about.build, sorted(packages), sorted(pins().items())]
    ready = place / "ready.json"
    python = str(place / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    try:
        told = json.loads(ready.read_text("utf-8"))
        if told["key"] == json.loads(json.dumps(key)):
            return Venv(python, told["packages"])
    except (OSError, ValueError, KeyError):  # there is none, or it is incomplete
        pass
    shutil.rmtree(place, ignore_errors=True)
    pip = _create(about, place, python)
    constraints = place / "constraints.txt"
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in pins().items()))
    made = {name: _install(pip, name, constraints) for name in sorted(packages)}
    ready.write_text(json.dumps({"key": key, "packages": made}), "utf-8")
    return Venv(python, made)


def _create(about: Interpreter, place: Path, python: str) -> list[str]:
    """Make an empty environment; returns the command that runs pip for it."""
    if _run([about.path, "-m", "venv", str(place)]).returncode == 0:
        return [python, "-m", "pip"]
    # Some Pythons come without ensurepip, but with a pip.
    done = _run([about.path, "-m", "venv", "--clear", "--without-pip", str(place)])
    if done.returncode != 0:
        raise RuntimeError(f"{about} makes no virtual environment:\n{done.stdout}")
    return [about.path, "-m", "pip", "--python", python]


def _install(pip: list[str], name: str, constraints: Path) -> str | None:
    """Install the pinned version of a package; returns that version, or None if it has no wheel.

    Its dependencies are as pinned too, or if these do not install, any versions that do.
    """
    command = [*pip, "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    wanted = f"{name}=={pins()[name]}"
    for options in (["--constraint", str(constraints)], []):
        done = _run([*command, *options, wanted])
        if done.returncode == 0:
            return pins()[name]
    if _NO_WHEEL in done.stdout:
        return None
    raise RuntimeError(f"{name} could not be installed:\n{done.stdout}")


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
