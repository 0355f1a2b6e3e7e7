"""The matrix tries each snippet with each interpreter and start method, and tells how it went."""

import json
import multiprocessing
import sys
import time
from datetime import UTC, datetime

import pytest

from livedocs.content import matrix_result
from livedocs.content.article import Chapter
from livedocs.content.catalogue import Page
from livedocs.run import interpreter
from livedocs.site import blocks, matrix_blocks
from livedocs.site.block_context import BlockContext
from livedocs.trials import matrix, trial, venvs
from livedocs.trials.matrix import CHOSEN, Cell, Trials, methods

OWN = interpreter.describe(sys.executable)
ALL = tuple(multiprocessing.get_all_start_methods())


@pytest.fixture
def tried(write_snippet, tmp_path):
    """Try snippets, each with a test; returns (snippet name, start method) → result."""

    def try_them(*programs, options=None, packages=None, **how):
        snippets, files = [], []
        for name, source, test in programs:
            snippets.append(write_snippet(source, f"first/{name}.py"))
            file = tmp_path / f"test_first_{name}.py"
            file.write_text(f"from snippets.first import {name}\nimport pytest\n\n{test}\n")
            files.append(trial.read_tests(file))
        pythons = {OWN: venvs.Venv(sys.executable, packages or {})}
        trials = Trials(snippets, files, pythons, options or {}, tmp_path)
        trials.run(**how)
        return {(cell.snippet, cell.method): result for cell, result in trials.results.items()}

    return try_them


GUARDED_EXIT = "if __name__ == '__main__':\n    raise SystemExit(1)\n"
GOOD = "def main():\n    return 1\n"
PASSES = "def test_it():\n    pass\n"
FAILS = "def test_it():\n    assert 1 == 2\n"
SKIPS = "@pytest.mark.skip(reason='not here')\ndef test_it():\n    pass\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import threading", (None,)),
        ("from concurrent.futures import ThreadPoolExecutor", (None,)),
        ("import multiprocessing as mp", ALL),
        ("from multiprocessing.shared_memory import SharedMemory", ALL),
        ("from concurrent.futures import ProcessPoolExecutor", ALL),
        ("import multiprocessing as mp\nmp.get_start_method()", ALL),
        ("import multiprocessing as mp\nmp.get_context('spawn')", (CHOSEN,)),
        ("import multiprocessing as mp\nmp.set_start_method('spawn')", (CHOSEN,)),
        ("from multiprocessing import get_context", (CHOSEN,)),
    ],
)
def test_which_start_methods_a_program_is_tried_with(source, expected):
    assert methods(source) == expected


def test_what_works_has_passed(tried):
    assert tried(("good", GOOD, PASSES)) == {("first/good.py", None): "passed"}


def test_a_script_or_a_test_that_fails_has_failed(tried):
    results = tried(("script", GUARDED_EXIT, PASSES), ("test", GOOD, FAILS))
    assert "exited with 1, expected 0" in results["first/script.py", None]["failed"]
    assert results["first/test.py", None]["failed"].startswith("test_it: assert 1 == 2")


def test_an_exit_that_the_page_declares_is_right(tried):
    results = tried(
        ("one", GUARDED_EXIT, PASSES),
        options={"first/one.py": {"returncode": "1"}},
    )
    assert results == {("first/one.py", None): "passed"}


def test_what_starts_processes_is_tried_with_every_start_method(tried):
    source = """
        import multiprocessing as mp
        import sys

        def main():
            return mp.get_start_method()

        if __name__ == "__main__":
            sys.exit(main() == "spawn")
    """
    test = "def test_it():\n    assert starts.main() != 'spawn'\n"
    results = tried(("starts", source, test))
    assert {method for _, method in results} == {*ALL}
    spawned = results.pop(("first/starts.py", "spawn"))["failed"]
    assert "script: exited with 1" in spawned
    assert "test_it: " in spawned
    assert {*results.values()} <= {"passed"}


def test_what_lacks_a_library_is_not_applicable_and_not_run(tried):
    results = tried(("lacks", "import gevent_", FAILS), packages={"gevent_": None})
    assert results == {("first/lacks.py", None): {"needs": "gevent_"}}


def test_what_needs_a_later_python_is_not_applicable(tried):
    results = tried(("later", GUARDED_EXIT, SKIPS), options={"first/later.py": {"python": "3.99"}})
    assert results == {("first/later.py", None): {"python": "3.99"}}


def test_tests_that_are_all_skipped_are_not_applicable_unless_the_script_fails(tried):
    results = tried(("skips", GOOD, SKIPS), ("fails", GUARDED_EXIT, SKIPS))
    assert results["first/skips.py", None] == {"skipped": "not here"}
    assert "failed" in results["first/fails.py", None]


def test_what_has_no_test_has_failed(tried):
    results = tried(("untested", GOOD, ""))
    assert results == {("first/untested.py", None): {"failed": "no test is about it"}}


def test_what_measures_is_alone(tried, monkeypatch):
    running, beside = set(), []

    def run_script(python, snippet, *rest):
        running.add(snippet.name)
        time.sleep(0.02)
        beside.append(frozenset(running))
        running.discard(snippet.name)

    monkeypatch.setattr(trial, "run_script", run_script)
    programs = [(name, GOOD, PASSES) for name in ("measure_a", "b", "c", "measure_d")]
    tried(*programs, jobs=4)
    assert all(len(some) == 1 for some in beside if any("measure" in name for name in some))


# What is kept and told


@pytest.fixture
def result():
    """A result of three snippets with two interpreters."""

    def of(**changes):
        older = interpreter.Interpreter("", "CPython", "3.98.1", "", False, "fork")
        newer = interpreter.Interpreter("", "CPython", "3.99.0", "", True, "spawn")
        results = {
            Cell("first/a.py", method, flavour): "passed"
            for method in ("fork", "spawn")
            for flavour in ("3.98", "3.99t")
        }
        results[Cell("first/a.py", "forkserver", "3.98")] = "passed"
        results[Cell("first/a.py", "forkserver", "3.99t")] = {"failed": "test_it: <b>no</b>"}
        results[Cell("first/b.py", None, "3.99t")] = {"needs": "gevent"}
        results[Cell("first/b.py", None, "3.98")] = "passed"
        results[Cell("second/c.py", CHOSEN, "3.98")] = {"python": "3.99"}
        results[Cell("second/c.py", CHOSEN, "3.99t")] = {"skipped": "not here"}
        packages = {"3.98": {"gevent": "1.0"}, "3.99t": {"gevent": None}}
        made = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
        machine = {"system": "Linux x86_64", "cpus": 2}
        return matrix_result.make(results, [older, newer], packages, made, machine)

    return of()


def test_what_is_stored_can_be_loaded(result, tmp_path, monkeypatch):
    monkeypatch.setattr(matrix_result, "FILE", tmp_path / "matrix.json")
    matrix_result.store(result)
    assert matrix_result.load() == json.loads(json.dumps(result))


def test_start_methods_with_the_same_results_share_a_row(result):
    rows = [(row.snippet, row.methods) for row in matrix_result.rows(result)]
    assert rows == [
        ("first/a.py", ("fork", "spawn")),
        ("first/a.py", ("forkserver",)),
        ("first/b.py", (None,)),
        ("second/c.py", (CHOSEN,)),
    ]


def test_all_cells_are_counted(result):
    assert matrix_result.counts(result) == {"passed": 6, "failed": 1, "inapplicable": 3}


def test_the_summary_tells_what_did_not_pass_and_why(result):
    assert matrix_result.summary(result).splitlines() == [
        "first/a.py, 3.99t, forkserver: failed: test_it: <b>no</b>",
        "first/b.py, 3.99t, -: needs: gevent",
        "second/c.py, 3.98, chosen: python: 3.99",
        "second/c.py, 3.99t, chosen: skipped: not here",
        "6 passed, 1 failed, 3 not applicable",
    ]


def test_main_stores_a_whole_result_and_fails_with_it(monkeypatch, tmp_path, result, capsys):
    stored = tmp_path / "matrix.json"
    monkeypatch.setattr(matrix_result, "FILE", stored)
    monkeypatch.setattr(interpreter, "available", list)
    monkeypatch.setattr(Trials, "run", lambda self, tell: None)
    monkeypatch.setattr(Trials, "result", lambda self: result)
    with pytest.raises(SystemExit, match="1"):
        matrix.main(["threads/names.py"])
    assert not stored.exists()
    with pytest.raises(SystemExit, match="1"):
        matrix.main([])
    assert stored.exists()
    assert "6 passed, 1 failed" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="no such snippet"):
        matrix.main(["nowhere/"])


# The page


@pytest.fixture
def block(result, monkeypatch, parse):
    """A block of the page, parsed."""
    monkeypatch.setattr(matrix_result, "load", lambda: result)

    def show(*arguments, language="en", pages=()):
        return parse(blocks.show(BlockContext(language, "../", pages, []), *arguments))

    return show


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_has_a_row_for_each_row(block, language):
    html = block("matrix", "first", language=language)
    assert len(html.all("tr")) == 1 + 3
    assert [cell["data-kinds"] for cell in html.all("tr")[1:]] == [
        "passed",
        "failed passed",
        "inapplicable passed",
    ]


def test_a_snippet_leads_to_its_panel(block):
    pages = [
        Page(Chapter(path, "", (), ("first/b.py",)), url, ())
        for path, url in (("second/x.md", "second/x/"), ("first/y.md", "first/y/"))
    ]
    html = block("matrix", "first", pages=pages)
    assert [link["href"] for link in html.all("a") if link["text"] == "b.py"] == [
        "../first/y/#first-b"
    ]


def test_what_did_not_pass_leads_to_a_note(block):
    html = block("matrix", "first")
    links = [link["href"] for link in html.all("a")]
    notes = {f"#{note['id']}": note["text"] for note in html.all("li")}
    assert links == list(notes)
    assert list(notes.values()) == [
        "first/a.py, 3.99t: test_it: <b>no</b>",
        "Needs gevent, which does not install on 3.99t.",
    ]


def test_a_snippet_without_result_is_told(block, monkeypatch, write_snippet):
    monkeypatch.setattr(
        matrix_blocks, "find_all", lambda: [write_snippet("", f"first/{n}.py") for n in "abz"]
    )
    html = block("matrix", "first")
    assert [code["text"] for code in html.all("code")] == ["first/z.py"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_tells_when_and_with_what(block, language):
    html = block("matrix-facts", language=language)
    assert html.one("time")["datetime"] == "2026-01-02T03:04:05+00:00"
    for fact in ("CPython 3.98.1", "CPython 3.99.0 free-threaded", "gevent", "Linux x86_64"):
        assert fact in html.text


def test_the_stored_result_is_whole():
    result = matrix_result.load()
    flavours = {about["flavour"] for about in result["interpreters"]}
    assert all({*row.results} == flavours for row in matrix_result.rows(result))
    assert matrix_result.counts(result)["failed"] == 0
