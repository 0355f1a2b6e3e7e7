import re
import sys

import pytest

from livedocs.render.outcome import problem
from livedocs.run.limits import LIMITS
from livedocs.run.schedule import Request


@pytest.fixture
def request_for(write_snippet):
    """A request for a program."""

    def make(**options):
        return Request(write_snippet(""), **options)

    return make


def test_a_run_as_expected_is_no_problem(request_for, make_run):
    assert problem(request_for(), make_run()) is None


def test_a_declared_failure_is_no_problem(request_for, make_run):
    assert problem(request_for(expected_exit=3), make_run(exit=3)) is None


@pytest.mark.parametrize(("exit_code", "expected"), [(1, 0), (0, 1), (2, 1), (1, -9)])
def test_another_exit_is_a_problem_that_names_both(request_for, make_run, exit_code, expected):
    told = problem(request_for(expected_exit=expected), make_run(exit=exit_code))
    assert told == f"exited with {exit_code}, expected {expected}"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_a_signal_is_a_problem_that_names_it(request_for, make_run):
    told = problem(request_for(), make_run(exit=-11))
    assert told == "was killed by SIGSEGV, expected exit 0"


def test_a_signal_that_is_declared_is_no_problem(request_for, make_run):
    assert problem(request_for(expected_exit=-9), make_run(exit=-9)) is None


EXCEEDED = {
    "time": "did not end within 2.5 s",
    "memory": f"took more than {LIMITS.memory / 1e6:.0f} MB of memory",
    "disk": "wrote more than 256 MB to its folder",
    "processes": "had more than 100 processes",
}


@pytest.mark.parametrize(("limit", "words"), EXCEEDED.items(), ids=EXCEEDED)
def test_a_limit_that_was_exceeded_is_a_problem_that_names_it(request_for, make_run, limit, words):
    told = problem(request_for(timeout=2.5), make_run(exit=-9, exceeded=limit))
    assert told == f"{words} and was killed"


@pytest.mark.parametrize(
    "changes",
    [{"exit": -9, "exceeded": limit} for limit in EXCEEDED] + [{"exit": 1}, {"exit": -11}],
    ids=str,
)
def test_a_problem_is_told_in_chinese_too(request_for, make_run, changes):
    told = problem(request_for(), make_run(**changes), "zh")
    assert re.search("[\u4e00-\u9fff]", told)
    assert not re.search("[a-z]{3}|{", told)


def test_a_timeout_is_a_problem_though_the_exit_is_as_expected(request_for, make_run):
    assert problem(request_for(expected_exit=-9), make_run(exit=-9, exceeded="time"))
