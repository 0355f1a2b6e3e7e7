import signal
import sys

import pytest

from livedocs.record.run import signal_name
from livedocs.render.axis import STUB
from livedocs.render.colours import colours
from livedocs.render.timeline import MAX_BARS, ending, timeline


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


# Start-up


@pytest.fixture
def begun(make_run, make_lane):
    """A run of two seconds whose program begins after one, with ``lanes`` of others."""

    def make(*lanes, **changes):
        main = make_lane(end=2.0, began=1.0)
        return make_run(wall=2.0, lanes=(main, *lanes), **changes)

    return make


def test_the_start_up_is_a_stub_and_the_picture_begins_after_it(begun, make_lane, make_line):
    lane = make_lane(start=1.0, end=1.5)
    picture = timeline(begun(lane, lines=(make_line(at=2.0),)))
    main, child = picture.bars
    assert picture.start_up == 1.0
    assert (main.left, main.start_up, main.left + main.width) == (0, STUB, 100)
    assert (child.left, child.width) == (STUB, (100 - STUB) / 2)
    assert main.marks[0][0] == 100


def test_a_child_that_starts_a_python_of_its_own_shows_its_start_up(begun, make_lane):
    spawned, forked = make_lane(start=1.0, end=2.0, began=1.25), make_lane(start=1.0, end=2.0)
    bars = timeline(begun(spawned, forked)).bars
    assert [bar.start_up for bar in bars[1:]] == [(100 - STUB) / 4, 0]


def test_a_child_that_ended_before_it_began_is_all_start_up(begun, make_lane):
    bar = timeline(begun(make_lane(start=1.0, end=1.5, began=1.75))).bars[1]
    assert bar.start_up == bar.width


def test_without_a_beginning_there_is_no_stub(make_run):
    picture = timeline(make_run())
    assert (picture.start_up, picture.bars[0].start_up) == (None, 0)


@pytest.mark.parametrize("began", [0.0, 1e-9, 1.0, 5.0])
def test_a_strange_beginning_leaves_all_in_the_picture(make_run, make_lane, make_line, began):
    run = make_run(lanes=(make_lane(began=began),), lines=(make_line(at=0.0), make_line(at=1.0)))
    (bar,) = timeline(run).bars
    assert 0 <= bar.left <= bar.left + bar.width <= 100
    assert 0 <= bar.start_up <= bar.width
    assert all(0 <= position <= 100 for position, _ in bar.marks)


def test_pictures_of_several_runs_can_have_the_same_scale(begun):
    (bar,) = timeline(begun(), span=4.0).bars
    assert bar.left + bar.width == pytest.approx(STUB + (100 - STUB) / 4)


# Helpers


def test_helpers_are_drawn_apart(make_run, make_lane):
    feeder = make_lane(kind="thread", name="QueueFeederThread", parent=0)
    picture = timeline(make_run(lanes=(make_lane(), feeder)))
    assert [bar.index for bar in picture.bars] == [0]
    assert [bar.index for bar in picture.helpers] == [1]
    assert picture.hidden == 0


def test_many_helpers_are_counted(make_run, make_lane):
    feeders = [make_lane(kind="thread", name="QueueFeederThread", parent=0) for _ in range(30)]
    picture = timeline(make_run(lanes=(make_lane(), *feeders)))
    assert (len(picture.bars), len(picture.helpers), picture.hidden) == (1, MAX_BARS, 6)


# Stretches


def test_a_stretch_is_on_the_bar_of_its_lane(make_run, make_lane, make_stretch):
    run = make_run(lanes=(make_lane(), make_lane()), stretches=(make_stretch(lane=1),))
    picture = timeline(run)
    assert [len(bar.pieces) for bar in picture.bars] == [0, 1]
    assert picture.followed


def test_a_run_that_was_not_followed_has_no_pieces(make_run):
    picture = timeline(make_run())
    assert not picture.followed
    assert picture.bars[0].pieces == ()
