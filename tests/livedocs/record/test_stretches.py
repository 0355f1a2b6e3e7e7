"""What the lanes tell becomes stretches that do not overlap, with the CPU time of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livedocs.record import stretches
from livedocs.record.stretches import Stretches

SECOND = 10**9


@pytest.fixture
def made():
    """Make the stretches of a lane that lived for ten seconds: (start, end, line, CPU seconds)."""

    def make(*told, start=0.0, end=10.0):
        collected = Stretches()
        for at, line, used, *fast in told:
            collected.add(0, at, line, bool(fast), round(used * SECOND), -1)
        return [
            (one["start"], one["end"], one["line"], pytest.approx(one["cpu"]))
            for one in collected.of(0, start, end)
        ]

    return make


def test_each_stretch_ends_where_the_next_begins(made):
    assert made((1.0, 3, 0.5), (2.0, 4, 1.5), (5.0, None, 1.5)) == [
        (1.0, 2.0, 3, 1.0),
        (2.0, 5.0, 4, 0.0),
        (5.0, 10.0, None, 0.0),
    ]


def test_a_lane_that_told_nothing_has_no_stretches(made):
    assert made() == []


def test_what_is_told_out_of_order_is_put_in_order(made):
    assert made((2.0, 4, 1.5), (1.0, 3, 0.5)) == [(1.0, 2.0, 3, 1.0), (2.0, 10.0, 4, 0.0)]


def test_stretches_stay_within_the_life_of_their_lane(made):
    told = (0.0, 3, 0), (2.0, 4, 0), (9.0, 5, 0)
    assert [one[:3] for one in made(*told, start=1.0, end=4.0)] == [(1.0, 2.0, 3), (2.0, 4.0, 4)]


def test_a_stretch_has_no_more_cpu_time_than_time_and_none_that_is_negative(made):
    assert made((1.0, 3, 0.0), (2.0, 4, 7.0), (3.0, 5, 6.0)) == [
        (1.0, 2.0, 3, 1.0),
        (2.0, 3.0, 4, 0.0),
        (3.0, 10.0, 5, 0.0),
    ]


def test_a_brief_piece_joins_the_next_at_the_same_line(made):
    """A task comes to its await, and waits there."""
    assert made((1.0, 3, 0.0), (1.0005, 3, 0.0005), (2.0, 4, 0.0005)) == [
        (1.0, 2.0, 3, 0.0005),
        (2.0, 10.0, 4, 0.0),
    ]


def test_a_long_computation_is_told_apart_from_the_wait_at_the_same_line(made):
    assert made((1.0, 3, 0.0), (2.0, 3, 1.0), (5.0, 4, 1.0))[:2] == [
        (1.0, 2.0, 3, 1.0),
        (2.0, 5.0, 3, 0.0),
    ]


def test_a_killed_lane_waits_till_its_end_in_the_line_where_it_was(made):
    assert made((1.0, 3, 0.0), (2.0, 4, 1.0))[-1] == (2.0, 10.0, 4, 0.0)


def test_a_killed_lane_goes_on_as_before_in_what_is_too_fast_to_follow(made):
    told = (1.0, 3, 0.0), (2.0, 4, 0.5), (3.0, 3, 1.0), (4.0, 1, 1.5, True)
    assert made(*told)[-1] == (4.0, 10.0, 1, 3.0)


def test_a_killed_lane_goes_on_as_before_in_a_line_that_it_repeats(made):
    assert made((1.0, 3, 0.0), (2.0, 4, 0.0), (3.0, 4, 1.0))[-1] == (2.0, 10.0, 4, 8.0)


def test_past_the_limit_a_lane_is_too_fast_to_follow(monkeypatch):
    monkeypatch.setattr(stretches, "MAX_STRETCHES", 2)
    collected = Stretches()
    for at in range(4):
        collected.add(0, float(at), at + 1, False, 0, -1)
    told = [(one["start"], one["end"], one["line"], one["fast"]) for one in collected.of(0, 0, 9)]
    assert told == [(0.0, 1.0, 1, False), (1.0, 9, 2, True)]


def ran_in(*told):
    """The stretches of a task that told (seconds, line, seconds run): (start, end, seconds run)."""
    collected = Stretches()
    for at, line, ran in told:
        collected.add(0, at, line, False, 0, round(ran * SECOND))
    return [(one["start"], one["end"], one["ran"]) for one in collected.of(0, 0.0, 10.0)]


def test_a_stretch_of_a_task_has_the_time_for_which_it_ran():
    assert ran_in((1.0, 3, 0.0), (2.0, 4, 1.0), (5.0, 5, 1.5)) == [
        (1.0, 2.0, 1.0),
        (2.0, 5.0, 0.5),
        (5.0, 10.0, 0.0),
    ]


def test_a_task_that_blocks_is_told_apart_from_its_wait_at_the_same_line():
    assert ran_in((1.0, 3, 0.0), (2.0, 3, 1.0), (5.0, 4, 1.0))[:2] == [
        (1.0, 2.0, 1.0),
        (2.0, 5.0, 0.0),
    ]


def test_pieces_of_a_wait_add_up_the_time_for_which_the_task_ran():
    assert ran_in((1.0, 3, 0.0), (2.0, 3, 0.1), (3.0, 4, 0.2))[0] == (1.0, 3.0, pytest.approx(0.2))


def test_only_a_task_has_a_time_for_which_it_ran():
    collected = Stretches()
    for at in (1.0, 2.0):
        collected.add(0, at, round(at), False, 0, -1)
    assert [one["ran"] for one in collected.of(0, 0.0, 10.0)] == [None, None]


@pytest.mark.parametrize(
    "told",
    [
        (1.0, "x", False, 0, 0),
        (1.0, -1, False, 0, 0),
        (1.0, 3, False, -1, 0),
        (1.0, 3, False, 0, -2),
        (1.0, 3, False, 0, 2**60),
    ],
)
def test_nonsense_is_refused(told):
    with pytest.raises((TypeError, ValueError)):
        Stretches().add(0, *told)


@given(
    st.lists(
        st.tuples(
            st.floats(-1, 12),
            st.none() | st.integers(0, 3),
            st.booleans(),
            st.integers(0, 10 * SECOND),
            st.integers(-1, 10 * SECOND),
        ),
        max_size=30,
    ),
    st.floats(0, 5),
    st.floats(5, 10),
)
def test_stretches_are_in_order_whatever_is_told(told, start, end):
    collected = Stretches()
    for at, line, fast, used, ran in told:
        collected.add(0, at, line, fast, used, ran)
    now = start
    for one in collected.of(0, start, end):
        assert now <= one["start"] < one["end"] <= end
        for seconds in (one["cpu"], one["ran"] or 0):
            assert 0 <= seconds <= (one["end"] - one["start"]) * (1 + 1e-9)
        now = one["end"]
