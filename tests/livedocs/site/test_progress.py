import io
import logging
import os
import re
import sys
import threading
from contextlib import suppress

import pytest

from livedocs.run import schedule as schedule_module
from livedocs.run.running import RunError
from livedocs.run.schedule import JOBS, Request, Schedule
from livedocs.site import progress as progress_module
from livedocs.site.progress import Progress, is_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")

COLUMNS = 60


@pytest.fixture
def request_for(write_snippet):
    def make(name="a.py", mark=""):
        return Request(write_snippet("", name), mark=mark)

    return make


@pytest.fixture
def held(monkeypatch, make_run):
    """Each run waits until the event of its name is set: ``held("a.py")``."""
    events = {}

    def event(name):
        return events.setdefault(name, threading.Event())

    def run(snippet, timeout, python, follow):
        assert event(snippet.name).wait(10)
        if snippet.name == "broken.py":
            raise RunError("it could not be run")
        disturbed = 5.0 if snippet.name.startswith("disturbed") else 0.0
        return make_run(snippet=snippet.name, wall=len(snippet.name), disturbed=disturbed)

    monkeypatch.setattr(schedule_module, "run", run)
    return event


@pytest.fixture
def schedule(tmp_path, held):
    made = Schedule(tmp_path / "cache")
    yield made
    for request in made.requests():
        held(request.snippet.name).set()
    made.stop()


@pytest.fixture
def log(monkeypatch):
    """MkDocs' logger, with the handler that mkdocs gives it."""
    logger = logging.getLogger("mkdocs")
    before = logger.level
    logger.setLevel(logging.INFO)
    handler = logging.StreamHandler(io.StringIO())
    logger.addHandler(handler)
    monkeypatch.setattr(progress_module, "TICK", 0.02)
    monkeypatch.setattr(progress_module, "PAUSE", 0.02)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(before)


@pytest.fixture
def told(log):
    """The lines that were logged."""
    return lambda: log.stream.getvalue().splitlines()


class Terminal:
    """A pseudo-terminal, and what one sees on it."""

    def __init__(self):
        import termios

        self.fd, slave = os.openpty()
        termios.tcsetwinsize(slave, (24, COLUMNS))
        os.set_blocking(self.fd, False)
        self.stream = os.fdopen(slave, "w")
        self.text = ""

    def lines(self):
        """The lines as they are now; the cursor is in the last one."""
        try:
            while data := os.read(self.fd, 65536):
                self.text += data.decode()
        except BlockingIOError:
            pass
        lines, column = [""], 0
        for part in re.findall(r"\x1b\[K|[^\x1b]", self.text):
            if part == "\n":
                lines.append("")
            elif part == "\r":
                column = 0
            elif part == "\x1b[K":
                lines[-1] = lines[-1][:column]
            else:
                lines[-1] = lines[-1][:column] + part + lines[-1][column + 1 :]
                column += 1
        return lines


@pytest.fixture
def terminal(monkeypatch, log):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    made = Terminal()
    log.setStream(made.stream)
    yield made
    with suppress(OSError):  # the test has closed it
        log.setStream(io.StringIO())
        made.stream.close()
        os.close(made.fd)


@pytest.fixture
def follow(schedule):
    """Start requests and a Progress of them; all are stopped in the end."""
    made = []

    def start(*requests, stream=None):
        schedule.start(requests)
        made.append(Progress(schedule, stream or io.StringIO()))
        made[-1].start()
        return made[-1]

    yield start
    for one in made:
        one.stop()


# Anywhere


def test_the_first_line_tells_how_many_come_from_the_cache(
    follow, schedule, request_for, held, told
):
    held("a.py").set()
    schedule.result(request_for("a.py"))
    again = Schedule(schedule._cache_folder)
    again.start([request_for("a.py"), request_for("b.py"), request_for("c.py")])
    Progress(again).start()
    assert told()[0] == "Runs: 1 from the cache, 2 to make"
    held("b.py").set()
    held("c.py").set()
    again.stop()


def test_the_line_tells_what_is_done_runs_and_waits(
    follow, schedule, request_for, held, wait_until, log
):
    requests = [request_for(f"{number}.py") for number in range(JOBS + 3)]
    progress = follow(*requests)
    held("0.py").set()
    wait_until(lambda: schedule.is_done(requests[0]) and len(schedule.under_way) == JOBS)
    assert progress.line().startswith(f"1 done, {JOBS} running, 2 waiting; the slowest: ")


def test_the_line_names_the_slowest_that_runs(follow, schedule, request_for, wait_until, log):
    requests = [request_for("a.py"), request_for("b.py", "3.14t"), request_for("c.py")]
    progress = follow(*requests)
    wait_until(lambda: len(schedule.under_way) == 3)
    schedule.under_way[requests[1]] -= 7
    assert progress.line() == "0 done, 3 running, 0 waiting; the slowest: b.py 3.14t, 7 s"


def test_there_is_no_line_when_all_is_done(follow, schedule, request_for, held, log):
    held("a.py").set()
    progress = follow(request_for())
    schedule.result(request_for())
    assert progress.line() == ""


def test_a_run_that_could_not_be_made_is_left_out(follow, schedule, request_for, held, told):
    progress = follow(request_for("broken.py"), request_for("a.py"), request_for("b.py"))
    held("broken.py").set()
    held("a.py").set()
    schedule.wait([request_for("broken.py"), request_for("a.py")])
    assert progress.line().startswith("1 done, ")
    held("b.py").set()
    schedule.wait(schedule.requests())
    progress.finish()
    assert told()[-1] == "Runs: 2 made, 8.0 s in all; the longest: a.py, 4.0 s"


def test_the_last_line_tells_the_sum_and_the_longest(follow, schedule, request_for, held, told):
    progress = follow(request_for("a.py"), request_for("longer.py"))
    held("a.py").set()
    held("longer.py").set()
    schedule.wait(schedule.requests())
    progress.finish()
    progress.finish()
    last = "Runs: 2 made, 13.0 s in all; the longest: longer.py, 9.0 s"
    assert [line for line in told() if " made" in line] == [last]


def test_what_is_made_again_is_told(follow, schedule, request_for, held, told, caplog):
    progress = follow(request_for("disturbed.py"), request_for("a.py"))
    held("disturbed.py").set()
    schedule.wait([request_for("disturbed.py")])
    assert ", 1 to be made again" in progress.line()
    held("a.py").set()
    schedule.repeat_held_up()
    progress.finish()
    assert told()[-1] == "Runs: 1 held up and made again, alone, 12.0 s"


@pytest.mark.parametrize("quiet", [False, True])
def test_a_busy_machine_is_told_even_quietly_and_fails_no_strict_build(
    follow, schedule, request_for, held, told, caplog, quiet
):
    logging.getLogger("mkdocs").setLevel(logging.ERROR if quiet else logging.INFO)
    names = "disturbed.py", "disturbed_too.py", "a.py"
    for name in names:
        held(name).set()
    progress = follow(*map(request_for, names))
    schedule.repeat_held_up()
    progress.finish()
    (record,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert record.getMessage().startswith("This machine is busy: 2 of 3 runs were held up by other")
    assert not record.name.startswith("mkdocs")


def test_there_is_no_last_line_when_nothing_was_made(follow, told):
    follow().finish()
    assert told() == ["Runs: 0 from the cache, 0 to make"]


@pytest.mark.parametrize("at_terminal", [False, True])
def test_a_quiet_build_is_told_nothing(terminal, follow, request_for, held, schedule, at_terminal):
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    progress = follow(request_for(), stream=terminal.stream if at_terminal else None)
    assert progress.thread is None
    held("a.py").set()
    schedule.wait(schedule.requests())
    progress.finish()
    assert terminal.lines() == [""]


def test_stopping_ends_the_thread_though_runs_are_under_way(follow, request_for, log):
    progress = follow(request_for())
    progress.stop()
    assert not progress.thread.is_alive()


# Elsewhere than at a terminal


def test_elsewhere_lines_are_logged_while_something_is_to_be_done(
    follow, schedule, request_for, held, told, wait_until
):
    progress = follow(request_for())
    wait_until(lambda: any("1 running" in line for line in told()))
    held("a.py").set()
    schedule.wait(schedule.requests())
    progress.finish()
    assert not [line for line in told() if "\r" in line or "0 running, 0 waiting" in line]


def test_a_build_of_less_than_the_pause_logs_two_lines(
    follow, schedule, request_for, held, told, monkeypatch
):
    monkeypatch.setattr(progress_module, "PAUSE", 10.0)
    progress = follow(request_for())
    held("a.py").set()
    schedule.wait(schedule.requests())
    progress.finish()
    assert len(told()) == 2


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_ci_and_a_dumb_terminal_are_no_terminals(terminal, monkeypatch, name, value):
    assert is_terminal(terminal.stream)
    monkeypatch.setenv(name, value)
    assert not is_terminal(terminal.stream)


# At a terminal


def test_a_terminal_has_one_line_and_no_more(terminal, follow, schedule, request_for, wait_until):
    follow(request_for(), stream=terminal.stream)
    wait_until(lambda: "1 running" in terminal.lines()[-1])
    schedule.under_way[request_for()] -= 100
    wait_until(lambda: "100 s" in terminal.lines()[-1])
    assert len(terminal.lines()) == 2


def test_the_line_is_as_wide_as_the_terminal_at_most(terminal, follow, request_for, wait_until):
    follow(request_for("a" * COLUMNS + ".py"), stream=terminal.stream)
    wait_until(lambda: "1 running" in terminal.lines()[-1])
    assert len(terminal.lines()[-1]) == COLUMNS - 1


@pytest.mark.parametrize("logger", ["mkdocs.structure", "livedocs"])
def test_who_logs_finds_an_empty_line(
    terminal, follow, request_for, wait_until, logger, monkeypatch
):
    if logger == "livedocs":  # pytest has handlers for it, mkdocs has none: it is the last resort
        monkeypatch.setattr(logging.getLogger("livedocs"), "propagate", False)
        monkeypatch.setattr(sys, "stderr", terminal.stream)
    follow(request_for(), stream=terminal.stream)
    for number in range(20):
        wait_until(lambda: "1 running" in terminal.lines()[-1])
        logging.getLogger(logger).warning("message %d", number)
    assert terminal.lines()[1:-1] == [f"message {number}" for number in range(20)]


@pytest.mark.parametrize("end", [Progress.finish, Progress.stop])
def test_the_line_is_empty_in_the_end(terminal, follow, request_for, wait_until, end, log):
    progress = follow(request_for(), stream=terminal.stream)
    wait_until(lambda: "1 running" in terminal.lines()[-1])
    end(progress)
    assert terminal.lines()[1:] == [""]
    assert log.filters == []


def test_a_terminal_that_has_gone_does_not_matter(terminal, follow, request_for, wait_until):
    progress = follow(request_for(), stream=terminal.stream)
    wait_until(lambda: "1 running" in terminal.lines()[-1])
    os.close(terminal.fd)
    wait_until(lambda: not progress.at_terminal)
    progress.stop()
