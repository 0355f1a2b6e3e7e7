import dataclasses
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from livedocs.record.run import Run
from livedocs.run.running import RunError, run, stop_all

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and peak memory")


def changed(run, **changes):
    return json.dumps(json.loads(run.to_json()) | changes)


# The record as JSON


def test_a_record_survives_json(make_run, make_lane, make_line, make_stretch):
    run = make_run(
        exit=-9,
        exceeded="time",
        left_behind=("sleep", "cat"),
        cpu=None,
        peak_memory=None,
        start_methods=("fork", "spawn"),
        lanes=(
            make_lane(began=0.02),
            make_lane(kind="task", parent=0, ending="cancelled", name=None),
        ),
        lines=(make_line("你好 <b>", source_line=3), make_line(lane=None, stream="stderr")),
        cut_lines=1,
        cut_bytes=2,
        stretches=(make_stretch(), make_stretch(lane=1, line=None, fast=True)),
        unfollowed="slow",
    )
    assert Run.from_json(run.to_json()) == run


def test_a_record_of_a_real_run_survives_json(run_program):
    run = run_program("import sys; print('out'); print('err', file=sys.stderr)")
    assert Run.from_json(run.to_json()) == run


def test_the_json_is_readable(make_run, make_line):
    assert "你好" in make_run(lines=(make_line("你好"),)).to_json()


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "null", "5", '"text"', "[]", "[{}]", "{}", '{"lanes": [], "lines": []}'],
)
def test_other_text_is_no_record(text):
    with pytest.raises((ValueError, TypeError, KeyError)):
        Run.from_json(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"lanes": None},
        {"lanes": [{}]},
        {"lanes": [[1, 2]]},
        {"lines": [{"at": 0.1, "text": "x"}]},
        {"lines": "text"},
        {"stretches": [{}]},
        {"left_behind": None},
        {"one_more": 1},
    ],
    ids=str,
)
def test_a_record_of_another_form_is_no_record(make_run, changes):
    with pytest.raises((ValueError, TypeError, KeyError)):
        Run.from_json(changed(make_run(), **changes))


def test_a_record_cannot_be_changed(make_run):
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_run().exit = 1


# Facts


def test_a_run_says_which_snippet_it_is_of(run_program):
    assert run_program("", name="processes/x.py").snippet == "processes/x.py"


def test_a_run_says_when_it_was(run_program):
    before = datetime.now(UTC).replace(microsecond=0)
    started = datetime.fromisoformat(run_program("").started)
    assert before <= started <= datetime.now(UTC)


def test_a_run_says_where_it_was(run_program):
    run = run_program("")
    assert f"{sys.implementation.name} {sys.version.split()[0]}" in run.python.lower()
    assert (run.cpus >= 1, bool(run.system)) == (True, True)


def test_a_run_takes_as_long_as_it_sleeps(run_program):
    assert 0.3 <= run_program("import time; time.sleep(0.3)").wall < 20


def test_sleeping_takes_no_cpu(run_program):
    run = run_program("import time; time.sleep(1)")
    assert 0 < run.cpu < run.wall


def test_cpu_is_that_of_all_processes(run_program):
    run = run_program("""
        import multiprocessing as mp
        import time

        def work():
            while time.process_time() < 0.3:
                pass

        if __name__ == "__main__":
            processes = [mp.Process(target=work) for _ in range(2)]
            for process in processes:
                process.start()
            for process in processes:
                process.join()
    """)
    assert 0.6 <= run.cpu < 5


@linux
def test_the_memory_of_a_small_program_is_small(run_program):
    ballast = bytearray(200_000_000)
    run = run_program("")
    assert 3e6 < run.peak_memory < 60e6
    assert len(ballast) == 200_000_000


@linux
def test_memory_is_that_of_the_largest_process(run_program):
    run = run_program("""
        import multiprocessing as mp

        def work():
            len(b"x" * 100_000_000)

        if __name__ == "__main__":
            for _ in range(3):
                process = mp.Process(target=work)
                process.start()
                process.join()
    """)
    assert 100e6 < run.peak_memory < 200e6


def test_times_of_lanes_and_lines_lie_in_the_run(run_program):
    run = run_program("""
        import threading
        thread = threading.Thread(target=print, args=("hello",))
        thread.start()
        thread.join()
    """)
    assert 0 < run.lanes[1].start <= run.lines[0].at <= run.lanes[1].end <= run.wall


# What measures


def test_what_measures_is_not_recorded(run_program):
    run = run_program("print('hello')", name="measure_x.py")
    assert run.lanes == ()
    assert [(line.lane, line.text) for line in run.lines] == [(None, "hello")]


def test_what_measures_has_nothing_of_the_recorder(run_program):
    run = run_program(
        """
        import os, sys
        print(sorted(name for name in os.environ if name.startswith(("PYTHON", "LIVEDOCS"))))
        print("recorder" in str(sys.path), "sitecustomize" in sys.modules)
        """,
        name="measure_x.py",
    )
    assert "PYTHONPATH" not in run.lines[0].text
    assert "LIVEDOCS_STREAM" not in run.lines[0].text
    assert run.lines[1].text == "False False"


def test_lines_of_what_measures_have_their_times(run_program):
    run = run_program(
        """
        import time
        print("start")
        time.sleep(0.8)
        print("end")
        """,
        name="measure_x.py",
    )
    assert run.lines[1].at - run.lines[0].at > 0.2


# Stopping


def test_a_run_that_is_stopped_is_an_error(write_snippet, tmp_path, wait_until):
    ready = tmp_path / "ready"
    snippet = write_snippet(f"open({str(ready)!r}, 'w').close(); import time; time.sleep(600)")
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(run, snippet, 20)
        wait_until(ready.exists)
        stop_all()
        with pytest.raises(RunError, match="stopped"):
            future.result(20)


@linux
def test_stopping_ends_the_whole_tree(write_snippet, tmp_path, wait_until, left_running):
    ready = tmp_path / "ready"
    snippet = write_snippet(f"""
        import subprocess
        subprocess.Popen(["sleep", "600"], start_new_session=True)
        open({str(ready)!r}, "w").close()
        subprocess.run(["sleep", "600"])
    """)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(run, snippet, 20)
        wait_until(ready.exists)
        stop_all()
    wait_until(lambda: not left_running())


def test_runs_can_be_made_after_a_stop(run_program):
    stop_all()
    assert run_program("").exit == 0


# The interpreter


@pytest.fixture
def no_python(tmp_path):
    """Make a program that is no Python."""

    def make(script):
        path = tmp_path / "python"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return make


def test_an_interpreter_that_is_not_there_is_an_error(run_program, tmp_path):
    with pytest.raises(RunError, match=r"program\.py"):
        run_program("", python=str(tmp_path / "python"))


def test_an_interpreter_that_cannot_be_executed_is_an_error(run_program, tmp_path):
    (tmp_path / "python").touch()
    with pytest.raises(RunError, match=r"program\.py"):
        run_program("", python=str(tmp_path / "python"))


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("script", ["exit 1", "exit 0", "echo hello", "echo '{}'", "kill -9 $$"])
def test_an_interpreter_that_is_no_python_is_an_error(run_program, no_python, script):
    with pytest.raises(RunError, match=r"program\.py"):
        run_program("", python=no_python(script))


def test_a_program_that_is_not_there_is_an_error(write_snippet):
    snippet = write_snippet("")
    snippet.path.unlink()
    with pytest.raises(RunError, match=r"program\.py"):
        run(snippet)


def test_another_interpreter_may_be_asked_for(run_program, newer_python):
    run = run_program("import sys; print(sys.version_info[:2] >= (3, 12))", python=newer_python)
    assert run.lines[0].text == "True"
