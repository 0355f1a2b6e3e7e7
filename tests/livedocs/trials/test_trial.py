"""A snippet is tried as it is: its file, its tests, and the start method from outside."""

import multiprocessing
import os
import sys

import pytest

from livedocs.snippet import find_all
from livedocs.trials import trial

METHODS = multiprocessing.get_all_start_methods()

TELLS_ITS_METHOD = """
    import multiprocessing, sys

    def child(wanted):
        sys.exit(multiprocessing.get_start_method() != wanted)

    def main():
        wanted = {wanted!r}
        process = multiprocessing.Process(target=child, args=(wanted,))
        process.start()
        process.join()
        return multiprocessing.get_start_method() == wanted and process.exitcode == 0

    if __name__ == "__main__":
        sys.exit(not main())
"""


@pytest.fixture
def write_tests(tmp_path):
    """Write a file of tests; returns its FileOfTests."""

    def write(source, name="test_first_program.py"):
        path = tmp_path / "tests" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, "utf-8")
        return trial.read_tests(path)

    return write


def run_script(snippet, *arguments, **options):
    return trial.run_script(sys.executable, snippet, *arguments, **options)


# The script


def test_a_script_that_ends_as_expected_has_no_problem(write_snippet):
    assert run_script(write_snippet("print('done')")) is None
    assert run_script(write_snippet("raise SystemExit(3)"), 3) is None


def test_another_exit_is_told_with_the_last_line(write_snippet):
    problem = run_script(write_snippet("raise ValueError('no soup')"))
    assert problem == "script: exited with 1, expected 0: ValueError: no soup"


def test_a_script_that_does_not_end_is_ended(write_snippet):
    problem = run_script(write_snippet("import time\ntime.sleep(60)"), timeout=0.2)
    assert problem.startswith("script: did not end within 0.2 s")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="has no process groups")
def test_nothing_is_left_of_a_script(write_snippet, left_running, wait_until):
    source = """
        import subprocess, sys
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    """
    assert run_script(write_snippet(source)) is None
    wait_until(lambda: left_running() == [])


@pytest.mark.parametrize("method", METHODS)
def test_the_start_method_is_set_from_outside(write_snippet, method):
    assert run_script(write_snippet(TELLS_ITS_METHOD.format(wanted=method)), method=method) is None


def test_a_start_method_asked_for_by_name_stays(write_snippet):
    source = """
        import multiprocessing, sys
        if __name__ == "__main__":
            context = multiprocessing.get_context("spawn")
            sys.exit(context.get_start_method() != "spawn")
    """
    assert run_script(write_snippet(source), method=METHODS[0]) is None


def test_no_variable_of_python_reaches_a_script(write_snippet, monkeypatch):
    monkeypatch.setenv("PYTHONINSPECT", "1")
    assert "PYTHONINSPECT" not in trial.environment()


# Which tests are about which snippets

NAMES = """
import pytest

from snippets.first import one, two as second
from snippets.first import three

THREE = pytest.mark.parametrize("snippet", [three])


@pytest.fixture
def result():
    return second.main()


def helper(argument):
    return one.main()


def test_directly():
    assert one.main()


def test_through_a_helper():
    assert helper(1)


def test_through_a_fixture(result):
    assert result


@THREE
def test_through_a_mark(snippet):
    assert snippet.main()


def test_with_an_import_inside():
    from snippets.first import four

    assert four.main()


def test_with_nothing():
    pass
"""


def test_a_test_is_about_what_it_names(write_tests):
    tests = {name: sorted(about) for name, about in write_tests(NAMES).tests.items()}
    every = [f"first/{name}.py" for name in ("four", "one", "three", "two")]
    assert tests == {
        "test_directly": ["first/one.py"],
        "test_through_a_helper": ["first/one.py"],
        "test_through_a_fixture": ["first/two.py"],
        "test_through_a_mark": ["first/three.py"],
        "test_with_an_import_inside": ["first/four.py"],
        "test_with_nothing": every,
    }


def test_a_file_that_imports_no_snippet_is_about_the_one_that_it_is_named_for(write_tests):
    file = write_tests("def test_it():\n    pass\n", "test_first_long_name.py")
    assert file.tests == {"test_it": {"first/long_name.py"}}


def test_each_snippet_of_the_project_has_a_test():
    covered = {
        name for file in trial.read_all_tests() for test in file.tests.values() for name in test
    }
    assert {snippet.name for snippet in find_all()} - covered == set()


# What they say


def run_tests(file, *tests, **options):
    return trial.run_tests(sys.executable, file, tests or list(file.tests), **options)


def test_the_outcome_of_each_test_is_told(write_tests):
    file = write_tests(
        "import pytest\n"
        "def test_good():\n    pass\n"
        "def test_bad():\n    assert 1 == 2\n"
        "def test_not_here():\n    pytest.skip('not here')\n"
        "@pytest.mark.parametrize('number', [1, 2, 3])\n"
        "def test_once_bad(number):\n    assert number != 2\n"
    )
    outcomes = run_tests(file)
    assert {name: outcome for name, (outcome, _) in outcomes.items()} == {
        "test_good": "passed",
        "test_bad": "failed",
        "test_not_here": "skipped",
        "test_once_bad": "failed",
    }
    assert outcomes["test_not_here"] == ("skipped", "not here")
    assert outcomes["test_bad"][1].startswith("assert 1 == 2")


def test_only_the_tests_asked_for_are_run(write_tests):
    file = write_tests("def test_a():\n    pass\ndef test_b():\n    assert False\n")
    assert run_tests(file, "test_a") == {"test_a": ("passed", "")}


def test_tests_that_cannot_be_collected_have_failed(write_tests):
    file = write_tests("import nowhere_to_be_found\ndef test_a():\n    pass\n")
    outcome, why = run_tests(file)["test_a"]
    assert outcome == "failed"
    assert "nowhere_to_be_found" in why or file.path.name in why


def test_tests_that_do_not_end_have_failed(write_tests, monkeypatch):
    monkeypatch.setattr(trial, "TEST_TIMEOUT", 1.0)
    file = write_tests("import time\ndef test_a():\n    time.sleep(60)\n")
    assert run_tests(file) == {"test_a": ("failed", "did not end")}


def test_tests_that_end_their_pytest_have_failed(write_tests):
    file = write_tests("import os\ndef test_a():\n    os._exit(7)\n")
    outcome, why = run_tests(file)["test_a"]
    assert outcome == "failed"
    assert why.startswith("did not run, exit 7: ")


def test_tests_get_the_start_method_too(write_snippet, write_tests, tmp_path):
    write_snippet(TELLS_ITS_METHOD.format(wanted="spawn"), "first/program.py")
    file = write_tests(
        "from snippets.first import program\ndef test_it():\n    assert program.main()\n"
    )
    assert run_tests(file, method="spawn", root=tmp_path) == {"test_it": ("passed", "")}
