"""Try every snippet, its script and its tests, with every interpreter and start method.

python -m livedocs.trials.matrix                  tries all; stores the result
python -m livedocs.trials.matrix processes/ x.py  tries names that begin or end so; stores nothing
"""

import ast
import multiprocessing
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from livedocs.content import apis, matrix_result
from livedocs.content.fences import fences
from livedocs.content.matrix_result import Cell, Result
from livedocs.run import interpreter
from livedocs.run.interpreter import Interpreter
from livedocs.run.slots import Slots
from livedocs.snippet import ROOT, Snippet, find_all, imports
from livedocs.trials import trial, venvs
from livedocs.trials.trial import FileOfTests
from livedocs.trials.venvs import Venv

JOBS = 2 * interpreter.machine()["cpus"]
CHOSEN = "chosen"
"""Stands for the start method of a snippet that chooses one itself."""

Job = tuple[bool, Callable[[], None]]
"""Whether it has to run alone, and a function that does it."""

_CHOOSES = {
    f"multiprocessing.{name}"
    for name in ("get_context", "set_start_method", "get_all_start_methods")
}
_STARTS = "multiprocessing", "concurrent.futures.ProcessPoolExecutor"


def methods(source: str) -> tuple[str | None, ...]:
    """The start methods with which to try a program; only None if it starts no processes."""
    names = {*apis.used(source), *(one.name for one in imports(ast.parse(source)))}
    if names & _CHOOSES:
        return (CHOSEN,)
    if any(name.startswith(_STARTS) for name in names):
        return tuple(multiprocessing.get_all_start_methods())
    return (None,)


def options_in_pages(folder: Path = ROOT / "docs" / "en") -> dict[str, dict[str, str]]:
    """Name of a snippet → the options of its fences in all pages of ``folder``."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for page in sorted(folder.rglob("*.md")):
        for name, options in fences(page.read_text("utf-8")):
            found[name] |= options
    return found


class Trials:
    """All trials of the matrix, and their results."""

    def __init__(
        self,
        snippets: list[Snippet],
        files: list[FileOfTests],
        pythons: dict[Interpreter, Venv],
        options: dict[str, dict[str, str]],
        root: Path = ROOT,
    ) -> None:
        """``files`` have the tests; ``options`` is what ``options_in_pages`` returns."""
        self.snippets, self.files, self.pythons = snippets, files, pythons
        self.options, self.root = options, root
        self.results: dict[Cell, Result] = {}
        self.scripts: dict[Cell, str | None] = {}
        """What went wrong with each script; None if nothing did."""
        self.tests: dict[Cell, list[tuple[str, str, str]]] = defaultdict(list)
        """The tests of each cell: name, outcome and reason."""

    def run(
        self, jobs: int = JOBS, tell: Callable[[int, int], object] = lambda done, total: None
    ) -> None:
        """Try all snippets, ``jobs`` at a time; those that measure run alone.

        ``tell`` is called with the number of jobs that are done and the number of all.
        """
        slots = Slots(jobs)
        work = [*self._script_jobs(), *self._test_jobs()]
        work.sort(key=lambda job: not job[0])

        def do(job: Job) -> None:
            alone, act = job
            with slots.slot(alone):
                act()

        with ThreadPoolExecutor(jobs) as pool:
            for number, _ in enumerate(pool.map(do, work), 1):
                tell(number, len(work))
        for cell in self.scripts:
            self.results[cell] = self._judge(cell)

    def result(self) -> dict[str, Any]:
        """The result to be stored, see ``matrix_result.make``."""
        packages = {about.flavour: venv.packages for about, venv in self.pythons.items()}
        parts = self.results, self.pythons, packages, datetime.now(UTC), interpreter.machine()
        return matrix_result.make(*parts)

    def _cells(self, about: Interpreter, snippets: Iterable[Snippet]) -> Iterator[Cell]:
        """The Cells of ``snippets`` that can be tried with ``about``; others get their result."""
        for snippet in snippets:
            packages = self.pythons[about].packages
            missing = [name for name in venvs.libraries(snippet.source) if not packages[name]]
            for method in methods(snippet.source):
                cell = Cell(snippet.name, method, about.flavour)
                if missing:
                    self.results[cell] = {"needs": missing[0]}
                else:
                    yield cell

    def _script_jobs(self) -> Iterator[Job]:
        for about, venv in self.pythons.items():
            for snippet in self.snippets:
                for cell in self._cells(about, [snippet]):
                    yield snippet.measures, partial(self._run_script, cell, venv, snippet)

    def _run_script(self, cell: Cell, venv: Venv, snippet: Snippet) -> None:
        options = self.options.get(snippet.name, {})
        expected = int(options.get("returncode", 0))
        timeout = float(options.get("timeout", 60))
        self.scripts[cell] = trial.run_script(
            venv.python, snippet, expected, timeout, _forced(cell.method)
        )

    def _test_jobs(self) -> Iterator[Job]:
        for about, venv in self.pythons.items():
            for file in self.files:
                for measures in (False, True):
                    snippets = [one for one in self.snippets if one.measures == measures]
                    cells: dict[str | None, list[Cell]] = defaultdict(list)
                    for cell in self._cells(about, snippets):
                        cells[_forced(cell.method)].append(cell)
                    for some in cells.values():
                        if file.about({cell.snippet for cell in some}):
                            yield measures, partial(self._run_tests, some, venv, file)

    def _run_tests(self, cells: list[Cell], venv: Venv, file: FileOfTests) -> None:
        tests = file.about({cell.snippet for cell in cells})
        method = _forced(cells[0].method)
        outcomes = trial.run_tests(venv.python, file, tests, method, self.root)
        for cell in cells:
            about = [test for test in tests if cell.snippet in file.tests[test]]
            self.tests[cell] += [(test, *outcomes[test]) for test in about]

    def _judge(self, cell: Cell) -> Result:
        """The result of a ``cell`` that was tried."""
        tests = self.tests[cell]
        failed = [f"{test}: {why}" for test, outcome, why in tests if outcome == "failed"]
        skipped = [why for _, outcome, why in tests if outcome == "skipped"]
        wanted = self.options.get(cell.snippet, {}).get("python", "all")
        if not failed and tests and len(skipped) == len(tests):
            if wanted != "all" and _order(cell.flavour) < _order(wanted):
                return {"python": wanted}
            if self.scripts[cell] is None:
                return {"skipped": skipped[0]}
        problems = [*filter(None, [self.scripts[cell]]), *failed]
        if not problems and not tests:
            problems = ["no test is about it"]
        if problems:
            return {"failed": "; ".join(problems)[: matrix_result.LONGEST]}
        return "passed"


def _forced(method: str | None) -> str | None:
    return None if method == CHOSEN else method


def _order(flavour: str) -> tuple[int, ...]:
    return tuple(map(int, flavour.rstrip("t").split(".")))


def main(arguments: list[str]) -> None:
    every = find_all()
    snippets = [
        snippet
        for snippet in every
        if not arguments
        or snippet.name.startswith(tuple(arguments))
        or snippet.name.endswith(tuple(arguments))
    ]
    if not snippets:
        sys.exit("there is no such snippet")
    packages = {"pytest"}.union(*(venvs.libraries(snippet.source) for snippet in every))
    pythons = {}
    for about in interpreter.available():
        print(f"{about}: {about.path}", flush=True)
        pythons[about] = venvs.prepare(about, packages)
    trials = Trials(snippets, trial.read_all_tests(), pythons, options_in_pages())
    trials.run(tell=_tell)
    result = trials.result()
    print(matrix_result.summary(result))
    if not arguments:
        matrix_result.store(result)
    sys.exit(1 if matrix_result.counts(result)["failed"] else 0)


def _tell(done: int, total: int) -> None:
    if done % 100 == 0 or done == total:
        print(f"{done} of {total}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
