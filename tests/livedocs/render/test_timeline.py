import signal
import sys
from itertools import pairwise

import pytest

from livedocs.record.run import signal_name
from livedocs.render.timeline import COLOURS, MAX_BARS, colours, duration, ending, timeline


@pytest.fixture
def crowd(make_run, make_lane, make_line):
    """A run of a main process, and of ``count`` children that print a line each."""

    def make(count, **changes):
        children = [
            make_lane(name=f"child {n}", pid=200 + n, parent=0, start=n / count / 2)
            for n in range(count)
        ]
        lines = [make_line(lane=n + 1, at=0.5 + n / count / 2) for n in range(count)]
        fields = {"lanes": (make_lane(), *children), "lines": tuple(lines)}
        return make_run(**fields | changes)

    return make


def test_a_lane_of_the_whole_run_is_as_wide_as_the_picture(make_run):
    (bar,) = timeline(make_run()).bars
    assert (bar.left, bar.width) == (0, 100)


def test_a_bar_stands_where_its_lane_lived(make_run, make_lane):
    run = make_run(wall=4.0, lanes=(make_lane(end=4.0), make_lane(start=1.0, end=3.0)))
    bar = timeline(run).bars[1]
    assert (bar.left, bar.width) == (25, 50)


def test_a_mark_stands_where_its_line_was_written(make_run, make_line):
    line = make_line(at=0.25)
    assert timeline(make_run(lines=(line,))).bars[0].marks == ((25, line),)


def test_a_mark_is_on_the_bar_of_its_lane(crowd):
    bars = timeline(crowd(3)).bars
    assert [[line.lane for _, line in bar.marks] for bar in bars] == [[], [1], [2], [3]]


def test_a_line_without_a_lane_has_no_mark(make_run, make_line):
    run = make_run(lines=(make_line(lane=None),))
    assert timeline(run).bars[0].marks == ()


def test_the_picture_is_as_long_as_the_longest_lane(make_run, make_lane):
    late = make_lane(start=1.0, end=2.0)
    assert timeline(make_run(wall=1.0, lanes=(make_lane(), late))).bars[1].width == 50


STRANGE = {
    "starts before the run": {"start": -5.0, "end": 0.5},
    "ends before it starts": {"start": 0.5, "end": 0.2},
    "lives before the run": {"start": -5.0, "end": -4.0},
    "lives for no time": {"start": 0.5, "end": 0.5},
    "outlives the main process": {"start": 0.5, "end": 2.0},
}


@pytest.mark.parametrize("times", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_positions_lie_in_the_picture(make_run, make_lane, make_line, times, at):
    run = make_run(lanes=(make_lane(), make_lane(**times)), lines=(make_line(at=at, lane=1),))
    for bar in timeline(run).bars:
        assert 0 <= bar.left <= 100
        assert 0 <= bar.width <= 100
        assert bar.left + bar.width <= 100 + 1e-9
        assert all(0 <= position <= 100 for position, _ in bar.marks)


@pytest.mark.parametrize("wall", [0.0, 1e-9, 1.0])
def test_a_run_without_lanes_has_no_bars(make_run, wall):
    picture = timeline(make_run(wall=wall, lanes=(), lines=()))
    assert (picture.bars, picture.hidden) == ((), 0)


def test_a_run_of_no_length_has_a_picture(make_run, make_lane, make_line):
    run = make_run(wall=0.0, lanes=(make_lane(end=0.0),), lines=(make_line(at=0.0),))
    (bar,) = timeline(run).bars
    assert (bar.left, bar.width, bar.marks[0][0]) == (0, 0, 0)


# The axis


LENGTHS = [0.001, 0.003, 0.0079, 0.02, 0.1, 0.38, 0.999, 1.0, 1.7, 2.5, 9.99, 10, 33, 60, 100]


def ticks(make_run, length):
    return timeline(make_run(wall=length, lanes=(), lines=())).ticks


@pytest.mark.parametrize("length", LENGTHS)
def test_there_are_neither_few_nor_many_ticks(make_run, length):
    assert 4 <= len(ticks(make_run, length)) <= 9


@pytest.mark.parametrize("length", LENGTHS)
def test_ticks_are_evenly_spaced_from_the_left_edge(make_run, length):
    positions = [tick.left for tick in ticks(make_run, length)]
    steps = {round(b - a, 6) for a, b in pairwise(positions)}
    assert (positions[0], len(steps)) == (0, 1)
    assert positions[-1] <= 100 + 1e-6


@pytest.mark.parametrize("length", LENGTHS)
def test_ticks_reach_almost_to_the_right_edge(make_run, length):
    last_two = [tick.left for tick in ticks(make_run, length)][-2:]
    assert 100 - last_two[1] < last_two[1] - last_two[0] + 1e-6


@pytest.mark.parametrize("length", LENGTHS)
def test_no_two_ticks_have_the_same_label(make_run, length):
    labels = [tick.label for tick in ticks(make_run, length)]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("length", LENGTHS)
def test_labels_say_where_their_ticks_are(make_run, length):
    for tick in ticks(make_run, length):
        number, unit = tick.label.split()
        seconds = float(number) * {"ms": 1e-3, "s": 1}[unit]
        assert seconds == pytest.approx(tick.left / 100 * length, abs=length / 1000)


def test_a_run_as_long_as_a_tick_ends_with_one(make_run):
    last = ticks(make_run, 100)[-1]
    assert (last.left, last.label) == (pytest.approx(100), "100 s")


@pytest.mark.parametrize("length", [1e-6, 3600, 1e6])
def test_an_unusual_length_has_ticks(make_run, length):
    assert ticks(make_run, length)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 ms"), (0.0004, "0 ms"), (0.14, "140 ms"), (1, "1.00 s"), (12.345, "12.35 s")],
)
def test_a_duration_is_written_with_its_unit(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize("seconds", [0.9996, 0.9999])
def test_a_duration_just_below_a_second_is_not_a_thousand_milliseconds(seconds):
    assert duration(seconds) == "1.00 s"


# Fold


@pytest.mark.parametrize("count", [0, 1, MAX_BARS - 1])
def test_as_many_lanes_as_there_is_room_for_are_drawn(crowd, count):
    picture = timeline(crowd(count))
    assert (len(picture.bars), picture.hidden) == (count + 1, 0)


@pytest.mark.parametrize("more", [1, 100])
def test_more_lanes_are_counted(crowd, more):
    picture = timeline(crowd(MAX_BARS - 1 + more))
    assert (len(picture.bars), picture.hidden) == (MAX_BARS, more)


def test_the_fold_is_at_24():
    assert MAX_BARS == 24


def test_lanes_are_drawn_in_their_order(crowd):
    run = crowd(100)
    order = [run.lanes.index(bar.lane) for bar in timeline(run).bars]
    assert order == sorted(order)


def drawn(run, kind):
    return [bar.lane.name for bar in timeline(run).bars if bar.lane.kind == kind]


def test_processes_are_drawn_rather_than_threads(make_run, make_lane):
    threads = [make_lane(kind="thread", name="t", parent=0) for _ in range(40)]
    children = [make_lane(name="child", parent=0) for _ in range(10)]
    run = make_run(lanes=(make_lane(), *threads, *children))
    assert drawn(run, "process") == ["MainProcess"] + ["child"] * 10


def test_what_writes_is_drawn_rather_than_what_does_not(make_run, make_lane, make_line):
    threads = [make_lane(kind="thread", name=str(n), parent=0) for n in range(40)]
    lines = [make_line(lane=1 + n) for n in range(30, 40)]
    run = make_run(lanes=(make_lane(), *threads), lines=tuple(lines))
    assert drawn(run, "thread")[-10:] == [str(n) for n in range(30, 40)]


def test_what_lives_long_is_drawn_rather_than_what_does_not(make_run, make_lane):
    lives = [n / 40 for n in range(40)]
    threads = [make_lane(kind="thread", name=str(end), parent=0, end=end) for end in lives]
    run = make_run(lanes=(make_lane(), *threads))
    assert drawn(run, "thread") == [str(end) for end in lives[-MAX_BARS + 1 :]]


# Colours


def test_each_process_has_a_colour_of_its_own_as_far_as_they_go(crowd):
    assert colours(crowd(COLOURS + 1)) == [*range(COLOURS), 0, 1]


def test_a_thread_that_writes_has_a_colour_of_its_own(make_run, make_lane, make_line):
    thread = make_lane(kind="thread", parent=0)
    run = make_run(lanes=(make_lane(), thread), lines=(make_line(lane=1),))
    assert colours(run) == [0, 1]


def test_a_thread_that_does_not_write_has_the_colour_of_its_process(make_run, make_lane):
    lanes = make_lane(), make_lane(pid=7), make_lane(kind="thread", parent=1)
    assert colours(make_run(lanes=lanes)) == [0, 1, 1]


def test_a_task_in_a_thread_has_the_colour_of_the_thread(make_run, make_lane, make_line):
    thread, task = make_lane(kind="thread", parent=0), make_lane(kind="task", parent=1)
    run = make_run(lanes=(make_lane(), thread, task), lines=(make_line(lane=1),))
    assert colours(run) == [0, 1, 1]


def test_a_bar_has_the_colour_of_its_lane(crowd):
    run = crowd(5)
    assert [bar.colour for bar in timeline(run).bars] == colours(run)


def test_what_lives_in_a_process_is_set_in(make_run, make_lane):
    lanes = make_lane(), make_lane(kind="thread", parent=0), make_lane(kind="task", parent=0)
    assert [bar.depth for bar in timeline(make_run(lanes=lanes)).bars] == [0, 1, 1]


# Endings


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("process", 0, ""),
        ("process", None, ""),
        ("process", 3, "exit 3"),
        ("task", None, ""),
        ("task", "cancelled", "cancelled"),
        ("task", "ValueError", "ValueError"),
        ("thread", None, ""),
    ],
)
def test_an_ending_is_a_word_where_it_says_something(make_lane, kind, value, text):
    assert ending(make_lane(kind=kind, ending=value)) == text


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGSEGV"])
def test_a_process_that_was_killed_ends_with_the_name_of_the_signal(make_lane, name):
    assert ending(make_lane(ending=-getattr(signal, name))) == name


def test_a_signal_without_a_name_has_its_number():
    assert signal_name(999) == "signal 999"


def test_a_bar_has_the_ending_of_its_lane(make_run, make_lane):
    assert timeline(make_run(lanes=(make_lane(ending=2),))).bars[0].ending == "exit 2"
