import json
from itertools import pairwise

import pytest

from livedocs.record.run import Stretch
from livedocs.render.trace import OTHER_CODE, path, trace

SOURCE = "import time\n\nlock.acquire()\nprint(1)\n"


@pytest.fixture
def busy_run(make_run, make_lane, make_line):
    """Two processes, a thread and a task that overlap, with stretches and output."""
    return make_run(
        lanes=(
            make_lane(),
            make_lane(name="Ann", pid=101, parent=0, start=0.1, end=0.8, ending=-9),
            make_lane(kind="thread", name="feeder", pid=101, parent=1, start=0.2, end=0.7),
            make_lane(kind="task", name=None, parent=0, start=0.3, end=0.6, ending="cancelled"),
        ),
        lines=(
            make_line("main 你好", at=0.4),
            make_line("Ann", at=0.35, lane=1, source_line=4, stream="stderr"),
            make_line("cat", at=0.5, lane=None),
        ),
        stretches=(
            Stretch(0, 0.05, 0.0500004, 1, 0.0, False),
            Stretch(0, 0.0500004, 0.9, 3, 0.01, False),
            Stretch(1, 0.1, 0.3, None, 0.2, False),
            Stretch(1, 0.3, 0.8000001, 4, 0.3, True),
            Stretch(3, 0.3, 0.6, 99, 0.0, False, 0.25),
        ),
    )


def events_of(run, *phases):
    events = json.loads(trace(run, SOURCE))["traceEvents"]
    return [event for event in events if event["ph"] in phases]


def test_each_event_has_the_fields_of_its_phase(busy_run):
    needed = {
        "M": {"name", "ph", "pid", "tid", "args"},
        "X": {"name", "cat", "ph", "ts", "dur", "pid", "tid", "args"},
        "i": {"name", "cat", "ph", "ts", "s", "pid", "tid", "args"},
    }
    for event in events_of(busy_run, "M", "X", "i"):
        assert event.keys() == needed[event["ph"]]
        assert isinstance(event["name"], str)
        for number in {"ts", "dur", "pid", "tid"} & event.keys():
            assert isinstance(event[number], int)
            assert event[number] >= 0


def test_the_times_are_in_order_and_in_microseconds(busy_run):
    times = [event["ts"] for event in events_of(busy_run, "X", "i")]
    assert times == sorted(times)
    assert 350_000 in times


def test_each_lane_has_a_track_of_its_own_with_its_name(busy_run):
    names = [event for event in events_of(busy_run, "M") if event["name"] == "thread_name"]
    tracks = [(event["pid"], event["tid"]) for event in names]
    assert len(set(tracks)) == len(busy_run.lanes)
    assert [event["args"]["name"] for event in names] == ["MainProcess", "Ann", "feeder", "100"]
    processes = [event for event in events_of(busy_run, "M") if event["name"] == "process_name"]
    assert [(event["pid"], event["args"]["name"]) for event in processes] == [
        (100, "MainProcess"),
        (101, "Ann"),
    ]


def test_the_slices_of_a_track_are_one_in_the_other_or_apart(busy_run):
    tracks = {}
    for event in events_of(busy_run, "X"):
        tracks.setdefault((event["pid"], event["tid"]), []).append(event)
    for lane, *stretches in tracks.values():
        assert lane["cat"] in ("process", "thread", "task")
        for stretch in stretches:
            assert lane["ts"] <= stretch["ts"]
            assert stretch["ts"] + stretch["dur"] <= lane["ts"] + lane["dur"]
        for one, two in pairwise(stretches):
            assert one["ts"] + one["dur"] <= two["ts"]


def test_a_stretch_tells_its_source_line_and_its_cpu_time(busy_run):
    found = {
        (event["tid"], event["name"]): event["args"]
        for event in events_of(busy_run, "X")
        if event["cat"] == "stretch"
    }
    expected = {"line": 3, "cpu_ms": 10.0, "too_fast_to_follow": False}
    assert found[1, "lock.acquire()"] == expected
    assert found[2, "print(1)"]["too_fast_to_follow"]
    assert found[2, OTHER_CODE]["line"] is None
    assert found[4, OTHER_CODE]["ran_ms"] == 250.0  # a line that the source has not got


def test_a_line_of_output_is_an_instant_in_the_track_that_wrote_it(busy_run):
    written = {event["name"]: (event["ts"], event["tid"]) for event in events_of(busy_run, "i")}
    assert written == {"main 你好": (400_000, 1), "Ann": (350_000, 2), "cat": (500_000, 0)}


def test_a_run_without_lanes_has_a_trace(make_run, make_line):
    assert events_of(make_run(lanes=(), lines=(make_line(lane=None),)), "M", "X", "i")


def test_the_trace_lies_beside_the_record():
    assert path("runs/gil/cpu.3.14t.json") == "runs/gil/cpu.3.14t.trace.json"
