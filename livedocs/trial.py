"""Try a snippet as its readers do: run its file, and what pytest says of it.

Nothing of the snippet is changed. With a start method, ``start_method/`` is on PYTHONPATH.
"""

import ast
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from livedocs.snippet import ROOT

TESTS = ROOT / "tests" / "snippets"
START_METHOD = Path(__file__).parent / "start_method"
TEST_TIMEOUT = 300.0
"""Seconds for the tests of one file."""


def environment(method=None):
    """Our variables without those of Python, for UTF-8, and for that start method."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept |= {"PYTHONUTF8": "1"}
    if method:
        kept |= {"PYTHONPATH": str(START_METHOD), "LIVEDOCS_START_METHOD": method}
    return kept


def run_to_end(command, folder, timeout, method=None):
    """Run ``command`` in ``folder``; returns its exit code, None after a timeout, and its output.

    The output goes to a file: with a pipe, we would also wait for whoever else has it.
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


def run_script(python, snippet, expected_exit=0, timeout=60.0, method=None):
    """Run a copy of the snippet in an empty folder; returns what went wrong, or None."""
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
    """The tests of one file."""

    path: Path
    tests: dict
    """Test → the names of the snippets that it is about."""

    def about(self, snippets):
        """The tests that are about one of ``snippets``."""
        return [test for test, names in self.tests.items() if names & snippets]


def read_tests(path):
    """The FileOfTests at ``path``, by what each test names, itself or through what it uses."""
    tree = ast.parse(path.read_text("utf-8"))
    snippets, defined = {}, {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("snippets."):
            chapter = node.module.removeprefix("snippets.")
            for name in node.names:
                snippets[name.asname or name.name] = f"{chapter}/{name.name}.py"
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node]
        for target in targets:
            if name := getattr(target, "id", getattr(target, "name", None)):
                defined[name] = node
    # A snippet that no test can import has a file of tests for itself.
    chapter, _, stem = path.stem.removeprefix("test_").partition("_")
    own = set() if snippets else {f"{chapter}/{stem}.py"}

    def named(node, seen):
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


def read_all_tests(folder=TESTS):
    """Every FileOfTests."""
    return [read_tests(path) for path in sorted(folder.glob("test_*.py"))]


def run_tests(python, file, tests, method=None, root=ROOT):
    """Run some tests of a file below ``root``; returns test → outcome and why.

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
    outcomes = {}
    for case in cases:
        name = case.get("name").partition("[")[0]
        outcomes[name] = max(outcomes.get(name, ("", "")), _outcome(case), key=_badness)
    errors = [line for line in output.splitlines() if line.startswith(("E  ", "ERROR"))]
    last = (errors or output.splitlines() or [""])[-1]
    broken = "failed", "did not end" if code is None else f"did not run: {last}"
    return {test: outcomes.get(test, broken) for test in tests}


def _badness(outcome):
    return ("", "skipped", "passed", "failed").index(outcome[0])


def _outcome(case):
    for part in case:
        if part.tag in ("failure", "error"):
            return "failed", part.get("message", "").partition("\n")[0]
        if part.tag == "skipped":
            return "skipped", part.get("message", "")
    return "passed", ""
