"""The Pythons that snippets run with, and the machine that they run on."""

import json
import os
import platform
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TypedDict

_ASK = """
import json, multiprocessing, platform, sys, sysconfig
print(json.dumps({
    "path": sys.executable,
    "name": platform.python_implementation(),
    "version": platform.python_version(),
    "build": sys.version,
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "start_method": multiprocessing.get_start_method(),
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """An interpreter, as it describes itself."""

    path: str
    name: str
    version: str
    build: str
    free_threaded: bool
    start_method: str
    """The default start method of multiprocessing."""

    def __str__(self) -> str:
        return f"{self.name} {self.version}" + " free-threaded" * self.free_threaded

    @property
    def flavour(self) -> str:
        """Its minor version as a fence writes it: ``3.14``, ``3.14t`` without a GIL."""
        return ".".join(self.version.split(".")[:2]) + "t" * self.free_threaded

    @property
    def order(self) -> tuple[int, int, bool]:
        """A sort key: by version, and of each version the one with a GIL first."""
        major, minor = self.flavour.rstrip("t").split(".")
        return int(major), int(minor), self.free_threaded


@cache
def describe(python: str) -> Interpreter:
    """The Interpreter at the path ``python``. Raises OSError or ValueError if it is no Python."""
    answer = subprocess.run(
        [python, "-I", "-c", _ASK], capture_output=True, check=False, encoding="utf-8", timeout=30
    )
    try:
        return Interpreter(**json.loads(answer.stdout))
    except TypeError as error:
        raise ValueError(f"{python} is no Python: {error}") from error


def _described(python: str) -> Interpreter | None:
    """As ``describe``, but None for what is no Python, such as a shim of one not installed."""
    with suppress(OSError, ValueError, subprocess.TimeoutExpired):
        return describe(python)
    return None


@cache
def available() -> list[Interpreter]:
    """The interpreters on this machine, one for each flavour, oldest first.

    They are the one that runs this process, those listed in LIVEDOCS_PYTHONS (paths, separated as
    in PATH), and ``python3.11`` and later in PATH.
    """
    listed = filter(None, os.environ.get("LIVEDOCS_PYTHONS", "").split(os.pathsep))
    in_path = (shutil.which(f"python3.{minor}{t}") for minor in range(11, 20) for t in ("", "t"))
    pythons = dict.fromkeys([sys.executable, *listed, *filter(None, in_path)])
    found: dict[str, Interpreter] = {}
    with ThreadPoolExecutor() as asked:  # a pyenv shim is slow
        for about in asked.map(_described, pythons):
            if about and about.order >= (3, 11):
                found.setdefault(about.flavour, about)
    return sorted(found.values(), key=lambda about: about.order)


def choose(wanted: str) -> Interpreter | None:
    """The interpreter for ``wanted``: ``3.14`` (or later), ``3.14t`` (or later, without a GIL).

    Prefers the one that runs this process, then the oldest that fits; None if none fits. Raises
    ValueError if ``wanted`` is not such a version.
    """
    free_threaded = wanted.endswith("t")
    major, minor = wanted.rstrip("t").split(".")
    fitting = [
        about
        for about in available()
        if about.free_threaded == free_threaded and about.order[:2] >= (int(major), int(minor))
    ]
    own = describe(sys.executable)
    return own if own in fitting else next(iter(fitting), None)


class Computer(TypedDict):
    """The machine of a run, as its record describes it."""

    system: str
    cpus: int


@cache
def machine() -> Computer:
    """The system, and the number of CPUs that this process may use, also before Python 3.13."""
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"system": f"{platform.system()} {platform.machine()}", "cpus": cpus or 1}
