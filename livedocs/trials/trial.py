"""Try a snippet as its readers do: run its file, and run its tests with pytest.

The snippet is not changed. With a start method, ``start_method/`` is on PYTHONPATH.
"""

import ast
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from livedocs.snippet import ROOT, Snippet, imports

TESTS = ROOT / "tests" / "snippets"
START_METHOD = Path(__file__).parent / "start_method"
TEST_TIMEOUT = 300.0
"""Seconds for the tests of one file."""


def environment(method: str | None = None) -> dict[str, str]:
    """This process's variables without Python's own, with UTF-8 and the start method ``method``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept |= {"PYTHONUTF8": "1"}
    if method:
        kept |= {"PYTHONPATH": str(START_METHOD), "LIVEDOCS_START_METHOD": method}
    return kept


def run_to_end(
    command: list[str], folder: str | Path, timeout: float, method: str | None = None
) -> tuple[int | None, str]:
    """Run ``command`` in ``folder``; returns its exit code, None after a timeout, and its output.

    The output goes to a file: the end of a pipe would come only after all processes that have it
    open have ended.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(method),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        code: int | None
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            process.kill()
            if hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(0)
        return code, output.read().decode("utf-8", "replace").strip()


def run_script(
    python: str,
    snippet: Snippet,
    expected_exit: int = 0,
    timeout: float = 60.0,
    method: str | None = None,
) -> str | None:
    """Run a copy of the snippet in an empty folder, for at most ``timeout`` seconds.

    Returns what went wrong, or None.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        shutil.copy(snippet.path, folder)
        code, output = run_to_end([python, snippet.file_name], folder, timeout, method)
    last = output.rpartition("\n")[2]
    if code is None:
        return f"script: did not end within {timeout:g} s: {last}"
    if code != expected_exit:
        return f"script: exited with {code}, expected {expected_exit}: {last}"
    return None


# The tests


@dataclass(frozen=True)
class FileOfTests:
    """A file of tests."""

    path: Path
    tests: dict[str, frozenset[str]]
    """Name of a test → the names of the snippets that it is about."""

    def about(self, snippets: set[str]) -> list[str]:
        """The tests that are about one of ``snippets``."""
        return [test for test, names in self.tests.items() if names & snippets]


def read_tests(path: Path) -> FileOfTests:
    """The FileOfTests at ``path``. A test is about the snippets that it, or what it uses, names."""
    tree = ast.parse(path.read_text("utf-8"))
    snippets = {
        one.bound: f"{one.target.removeprefix('snippets.').replace('.', '/')}.py"
        for one in imports(tree)
        if one.target.startswith("snippets.")
    }
    defined: dict[str, ast.stmt] = {}
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement]
        for target in targets:
            if name := getattr(target, "id", getattr(target, "name", None)):
                defined[name] = statement
    # A snippet that no test can import has a test file of its own.
    chapter, _, stem = path.stem.removeprefix("test_").partition("_")
    own = set() if snippets else {f"{chapter}/{stem}.py"}

    def named(node: ast.AST, seen: set[str]) -> Iterator[str]:
        for part in ast.walk(node):
            name = getattr(part, "id", getattr(part, "arg", None))
            if name in snippets:
                yield snippets[name]
            elif name in defined and name not in seen:
                yield from named(defined[name], {*seen, name})

    return FileOfTests(
        path,
        {
            name: frozenset(named(node, {name})) or frozenset(own or snippets.values())
            for name, node in defined.items()
            if name.startswith("test_")
        },
    )


def read_all_tests(folder: Path = TESTS) -> list[FileOfTests]:
    """All FileOfTests in ``folder``."""
    return [read_tests(path) for path in sorted(folder.glob("test_*.py"))]


def run_tests(
    python: str, file: FileOfTests, tests: list[str], method: str | None = None, root: Path = ROOT
) -> dict[str, tuple[str, str]]:
    """Run some tests of a file below ``root``; returns test → outcome and reason.

    Outcomes are "passed", "skipped" and "failed".
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        report = Path(folder, "report.xml")
        command = [python, "-m", "pytest", "-p", "no:cacheprovider", "--junitxml", str(report)]
        chosen = [f"{file.path}::{test}" for test in tests]
        code, output = run_to_end([*command, *chosen], root, TEST_TIMEOUT, method)
        try:
            cases = list(ET.parse(report).iter("testcase"))
        except (OSError, ET.ParseError):
            cases = []
    outcomes: dict[str, tuple[str, str]] = {}
    for case in cases:
        name = case.get("name", "").partition("[")[0]
        outcomes[name] = max(outcomes.get(name, ("", "")), _outcome(case), key=_badness)
    errors = [line for line in output.splitlines() if line.startswith(("E  ", "ERROR"))]
    last = (errors or output.splitlines() or [""])[-1]
    broken = "failed", "did not end" if code is None else f"did not run, exit {code}: {last}"
    return {test: outcomes.get(test, broken) for test in tests}


def _badness(outcome: tuple[str, str]) -> int:
    return ("", "skipped", "passed", "failed").index(outcome[0])


def _outcome(case: ET.Element) -> tuple[str, str]:
    for part in case:
        if part.tag in ("failure", "error"):
            return "failed", part.get("message", "").partition("\n")[0]
        if part.tag == "skipped":
            return "skipped", part.get("message", "")
    return "passed", ""
