import logging
import sys
import threading
import time
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace

import pytest

from livedocs.run import cache
from livedocs.run import schedule as schedule_module
from livedocs.run.running import RunError
from livedocs.run.schedule import IN_VAIN, JOBS, Request, Schedule


@pytest.fixture
def request_for(write_snippet):
    """A request for a program."""

    def make(source="", name="program.py", **options):
        return Request(write_snippet(source, name), **options)

    return make


class Runs:
    """Stands in for ``run``: notes which runs there were, and which at the same time."""

    def __init__(self, make_run):
        self.make_run = make_run
        self.lock = threading.Lock()
        self.names, self.now, self.beside, self.most = [], set(), {}, 0
        self.enter = lambda name: None

    def __call__(self, snippet, timeout, python, follow):
        with self.lock:
            self.names.append(snippet.name)
            self.now.add(snippet.name)
            self.most = max(self.most, len(self.now))
            for name in self.now:
                self.beside.setdefault(name, set()).update(self.now - {name})
        try:
            self.enter(snippet.name)
            made = self.make_run(snippet=snippet.name)
            return made if follow else replace(made, unfollowed="off")
        finally:
            with self.lock:
                self.now.remove(snippet.name)


@pytest.fixture
def runs(monkeypatch, make_run):
    made = Runs(make_run)
    monkeypatch.setattr(schedule_module, "run", made)
    return made


def test_a_request_is_run(schedule, request_for):
    run, cached = schedule.result(request_for("print('hello')"))
    assert ([line.text for line in run.lines], cached) == (["hello"], False)


def test_a_request_runs_once_however_often_it_is_asked_for(schedule, request_for, runs):
    request = request_for()
    schedule.start([request, request])
    schedule.start([request])
    first, again = schedule.result(request), schedule.result(request_for())
    assert runs.names == ["program.py"]
    assert first == again


def test_requests_that_differ_run_each(schedule, request_for, runs):
    schedule.start([request_for(), request_for(timeout=5.0), request_for(name="other.py")])
    for request in (request_for(), request_for(timeout=5.0), request_for(name="other.py")):
        schedule.result(request)
    assert sorted(runs.names) == ["other.py", "program.py", "program.py"]


def test_starting_does_not_wait(schedule, request_for, runs):
    go = threading.Event()
    runs.enter = lambda name: go.wait(10)
    schedule.start([request_for()])
    go.set()
    assert schedule.result(request_for())


def test_runs_are_side_by_side(schedule, request_for, runs):
    together = threading.Barrier(2)
    runs.enter = lambda name: together.wait(10)
    requests = [request_for(name=name) for name in ("a.py", "b.py")]
    schedule.start(requests)
    assert [schedule.result(request)[0].snippet for request in requests] == ["a.py", "b.py"]


def test_as_many_runs_are_side_by_side_as_there_are_jobs(schedule, request_for, runs):
    together = threading.Barrier(JOBS)
    runs.enter = lambda name: together.wait(10)
    requests = [request_for(name=f"{n}.py") for n in range(3 * JOBS)]
    schedule.start(requests)
    for request in requests:
        schedule.result(request)
    assert runs.most == JOBS


def test_what_measures_runs_before_the_others_and_alone(schedule, request_for, runs):
    other = threading.Event()
    runs.enter = lambda name: other.wait(0.3) if name.startswith("measure_") else other.set()
    names = ["a.py", "measure_b.py", "c.py", "measure_d.py"]
    requests = [request_for(name=name) for name in names]
    schedule.start(requests)
    for request in requests:
        schedule.result(request)
    assert runs.names[:2] == ["measure_b.py", "measure_d.py"]
    assert runs.beside["measure_b.py"] == runs.beside["measure_d.py"] == set()


def test_what_measures_waits_for_runs_that_were_started_before(schedule, request_for, runs):
    measuring = threading.Event()
    runs.enter = lambda name: measuring.wait(0.5) if name == "a.py" else measuring.set()
    schedule.start([request_for(name="a.py")])
    schedule.result(request_for(name="measure_b.py"))
    assert (runs.names, runs.beside["measure_b.py"]) == (["a.py", "measure_b.py"], set())


def test_what_measures_can_be_waited_for(schedule, request_for, runs):
    runs.enter = lambda name: time.sleep(0.2)
    schedule.start([request_for(name="measure_b.py")])
    schedule.wait_for_measures()
    assert (runs.names, runs.now) == (["measure_b.py"], set())


# Runs that others held up


@pytest.fixture
def held_up(runs, make_run):
    """Runs of this name are disturbed so many seconds of one: ``held_up["a.py"] = [0.5, 0.0]``."""
    disturbed = {}

    def make(snippet):
        seconds = disturbed.get(snippet, [])
        return make_run(snippet=snippet, disturbed=seconds.pop(0) if seconds else 0.0)

    runs.make_run = make
    return disturbed


def test_a_run_that_was_held_up_is_made_again_alone_when_all_have_ended(
    schedule, request_for, runs, held_up
):
    held_up["a.py"] = [0.5]
    together = threading.Barrier(2)
    runs.enter = lambda name: runs.names.count(name) == 1 and together.wait(10)
    requests = [request_for(name=name) for name in ("a.py", "b.py")]
    schedule.start(requests)
    schedule.wait(requests)
    assert schedule.held_up == requests[:1]
    runs.beside.clear()
    schedule.repeat_held_up()
    assert sorted(runs.names) == ["a.py", "a.py", "b.py"]
    assert runs.beside == {"a.py": set()}
    assert (schedule.held_up, schedule.repeated) == ([], {requests[0]: 1.0})
    (again, _), (other, _) = map(schedule.result, requests)
    assert (again.disturbed, again.alone, other.alone) == (0.0, True, False)


def test_a_run_that_was_held_up_again_is_taken_as_it_is(schedule, request_for, runs, held_up):
    held_up["a.py"] = [0.5, 0.4, 0.3]
    schedule.result(request_for(name="a.py"))
    schedule.repeat_held_up()
    schedule.repeat_held_up()
    assert schedule.result(request_for(name="a.py"))[0].disturbed == 0.4


def test_what_is_in_vain_is_given_up(schedule, request_for, runs, held_up):
    requests = [request_for(name=f"{number}.py") for number in range(IN_VAIN + 4)]
    held_up |= {request.snippet.name: [0.5, 0.5] for request in requests}
    held_up[requests[0].snippet.name] = [0.5, 0.0]
    for request in requests:
        schedule.result(request)
    schedule.repeat_held_up()
    assert list(schedule.repeated) == requests[: 1 + IN_VAIN]
    assert all(schedule.result(request)[0].held_up for request in requests[1:])
    schedule.repeat_held_up()
    assert len(schedule.repeated) == 1 + IN_VAIN


def test_what_measures_is_not_made_again(schedule, request_for, runs, held_up):
    held_up["measure_a.py"] = [0.5]
    schedule.result(request_for(name="measure_a.py"))
    schedule.repeat_held_up()
    assert runs.names == ["measure_a.py"]


def test_a_run_that_waits_for_its_own_workers_is_not_made_again(
    schedule, request_for, runs, make_run
):
    runs.make_run = lambda snippet: make_run(snippet=snippet, ready=4.0, disturbed=0.05)
    schedule.result(request_for())
    schedule.repeat_held_up()
    assert runs.names == ["program.py"]


def test_a_run_that_was_replaced_or_forgotten_is_not_made_again(
    schedule, request_for, runs, held_up, make_run
):
    held_up |= {"a.py": [0.5], "b.py": [0.5]}
    replaced, forgotten = request_for(name="a.py"), request_for(name="b.py")
    schedule.result(replaced)
    schedule.result(forgotten)
    schedule.put(replaced, make_run())
    schedule.keep_only([replaced])
    schedule.repeat_held_up()
    assert runs.names == ["a.py", "b.py"]


def test_what_came_meanwhile_goes_first(schedule, request_for, runs, held_up):
    held_up |= {"a.py": [0.5], "b.py": [0.5]}
    for name in ("a.py", "b.py"):
        schedule.result(request_for(name=name))

    def enter(name):
        if runs.names == ["a.py", "b.py", "a.py"]:
            schedule.start([request_for(name="c.py")])

    runs.enter = enter
    schedule.repeat_held_up()
    assert runs.names == ["a.py", "b.py", "a.py", "c.py", "b.py"]


def test_nothing_is_made_again_after_a_stop(schedule, request_for, runs, held_up):
    held_up["a.py"] = [0.5]
    schedule.result(request_for(name="a.py"))
    schedule.stop()
    schedule.repeat_held_up()
    assert runs.names == ["a.py"]


def test_what_has_several_processes_starts_last(schedule, request_for, runs, monkeypatch):
    monkeypatch.setattr(schedule.slots, "_jobs", 1)
    names = {"a.py": "import multiprocessing", "b.py": "", "measure_c.py": ""}
    schedule.start([request_for(source, name) for name, source in names.items()])
    schedule.wait(schedule.requests())
    assert runs.names == ["measure_c.py", "b.py", "a.py"]


def test_what_has_ended_is_known_without_waiting(schedule, request_for, runs):
    go = threading.Event()
    runs.enter = lambda name: name == "a.py" and go.wait(10)
    slow, quick = request_for(name="a.py"), request_for(name="b.py")
    schedule.start([slow, quick])
    schedule.result(quick)
    assert schedule.finished([slow, quick]).keys() == {quick}
    assert (schedule.is_done(slow), schedule.is_done(quick)) == (False, True)
    go.set()
    schedule.result(slow)
    assert schedule.finished([slow, quick]).keys() == {slow, quick}


def test_an_edited_snippet_is_another_request(schedule, request_for, runs):
    first = request_for("print(1)")
    schedule.result(first)
    second = request_for("print(2)")
    schedule.result(second)
    assert runs.names == ["program.py", "program.py"]
    assert request_for("print(2)") == second != first


def test_real_runs_that_measure_are_alone(schedule, request_for, tmp_path):
    source = f"""
        import sys, time
        start = time.monotonic()
        time.sleep(0.6)
        with open({str(tmp_path / "times")!r}, "a") as file:
            print(start, time.monotonic(), __file__, file=file)
    """
    names = ["a.py", "b.py", "measure_c.py", "measure_d.py"]
    requests = [request_for(source, name) for name in names]
    schedule.start(requests)
    for request in requests:
        schedule.result(request)
    rows = [line.split() for line in (tmp_path / "times").read_text().splitlines()]
    times = {name.split("/")[-1]: (float(start), float(end)) for start, end, name in rows}
    for name in names:
        if name.startswith("measure_"):
            start, end = times.pop(name)
            assert all(e <= start or end <= s for s, e in times.values())
    (_, first_end), (second_start, _) = sorted(times.values())
    assert second_start < first_end


def test_a_run_that_could_not_be_made_is_an_error_each_time(schedule, request_for, runs):
    def fail(name):
        raise RunError(name)

    runs.enter = fail
    schedule.start([request_for()])
    for _ in range(2):
        with pytest.raises(RunError):
            schedule.result(request_for())
    assert runs.names == ["program.py"]


def test_what_measures_runs_though_another_could_not(schedule, request_for, runs):
    def fail(name):
        if name == "a.py":
            raise RunError(name)

    runs.enter = fail
    schedule.start([request_for(name="a.py")])
    assert schedule.result(request_for(name="measure_b.py"))


def test_an_interpreter_that_is_no_python_is_a_run_error(tmp_path, request_for):
    (tmp_path / "python").touch()
    schedule = Schedule(tmp_path / "cache")
    with pytest.raises(RunError):
        schedule.result(request_for(python=str(tmp_path / "python")))
    schedule.stop()


def test_nothing_starts_after_a_stop(request_for, runs):
    schedule = Schedule(cache_folder=None)
    runs.enter = lambda name: time.sleep(0.5)
    requests = [request_for(name=f"{n}.py") for n in range(JOBS + 5)]
    schedule.start(requests)
    schedule.stop()
    for request in requests:
        with suppress(CancelledError):
            schedule.result(request)
    assert len(runs.names) <= JOBS


def test_a_stop_ends_what_runs(request_for, tmp_path, wait_until):
    ready = tmp_path / "ready"
    schedule = Schedule(cache_folder=None)
    request = request_for(f"open({str(ready)!r}, 'w').close(); import time; time.sleep(600)")
    schedule.start([request])
    wait_until(ready.exists)
    schedule.stop()
    with pytest.raises(RunError):
        schedule.result(request)


# The cache


@pytest.fixture
def build(tmp_path):
    """The results of requests in one more build; all builds share a cache."""

    def results(*requests):
        schedule = Schedule(tmp_path / "cache")
        try:
            return [schedule.result(request) for request in requests]
        finally:
            schedule.stop()

    return results


def test_the_next_build_takes_the_run_from_the_cache(build, request_for, runs):
    ((first, first_cached),) = build(request_for())
    ((second, second_cached),) = build(request_for())
    assert first == second
    assert (first_cached, second_cached, runs.names) == (False, True, ["program.py"])


def test_a_changed_snippet_runs_again(build, request_for, runs):
    build(request_for("1"))
    ((_, cached),) = build(request_for("2"))
    assert (cached, len(runs.names)) == (False, 2)


def test_a_run_that_is_not_to_be_followed_any_more_is_made_again(build, request_for, runs):
    for follow, cached in [(True, False), (True, True), (False, False), (False, True)]:
        assert [made[1] for made in build(request_for(follow=follow))] == [cached]


def test_a_run_that_failed_is_not_kept(build, request_for, runs, make_run):
    runs.make_run = lambda snippet: make_run(snippet=snippet, exit=1)
    build(request_for())
    build(request_for())
    assert len(runs.names) == 2


def test_a_run_that_failed_as_declared_is_kept(build, request_for, runs, make_run):
    runs.make_run = lambda snippet: make_run(snippet=snippet, exit=1)
    build(request_for(expected_exit=1))
    ((run, cached),) = build(request_for(expected_exit=1))
    assert (run.exit, cached) == (1, True)


def test_a_kept_run_whose_exit_is_not_what_is_now_expected_is_a_problem(build, request_for, runs):
    build(request_for())
    request = request_for(expected_exit=1)
    ((run, _),) = build(request)
    assert not request.as_expected(run)


@pytest.mark.parametrize("calm", [True, False])
def test_a_stored_run_that_was_held_up_is_made_again_when_the_machine_is_calm(
    build, request_for, runs, held_up, monkeypatch, calm
):
    held_up["measure_a.py"] = [0.5]
    build(request_for(name="measure_a.py"))
    monkeypatch.setattr(schedule_module, "is_calm", lambda: calm)
    ((run, cached),) = build(request_for(name="measure_a.py"))
    assert (run.disturbed, cached) == ((0.0, False) if calm else (0.5, True))


def test_a_cache_that_cannot_be_written_is_told_once_and_the_build_goes_on(
    tmp_path, request_for, runs, caplog
):
    (tmp_path / "cache").write_text("a file, where a folder should be")
    schedule = Schedule(tmp_path / "cache")
    with caplog.at_level(logging.WARNING):
        names = [schedule.result(request_for(name=f"{n}.py"))[0].snippet for n in range(3)]
    schedule.stop()
    assert names == ["0.py", "1.py", "2.py"]
    assert len(caplog.records) == 1


def test_a_cache_that_cannot_be_written_is_told_once_by_runs_side_by_side(
    tmp_path, request_for, runs, caplog, monkeypatch
):
    together = threading.Barrier(4)
    runs.enter = lambda name: together.wait(10)

    def fail(*args, **kwargs):
        time.sleep(0.2)  # so that the others come to it meanwhile
        raise OSError("the disk is full")

    monkeypatch.setattr(cache, "store", fail)
    schedule = Schedule(tmp_path / "cache")
    requests = [request_for(name=f"{n}.py") for n in range(4)]
    with caplog.at_level(logging.WARNING):
        schedule.start(requests)
        assert len([schedule.result(request) for request in requests]) == 4
    schedule.stop()
    assert len(caplog.records) == 1


def test_runs_use_this_interpreter_unless_told_otherwise(request_for):
    assert request_for().python == sys.executable
