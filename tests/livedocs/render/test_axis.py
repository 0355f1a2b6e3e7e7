from itertools import pairwise

import pytest

from livedocs.render import axis
from livedocs.render.axis import STUB, Scale, duration

LENGTHS = [0.001, 0.003, 0.0079, 0.02, 0.1, 0.38, 0.999, 1.0, 1.7, 2.5, 9.99, 10, 33, 60, 100]


def ticks(length, began=0.0):
    return axis.ticks(Scale(began, length))


def told(some):
    """Pairs of each Tick and the seconds that it tells: the last one has the unit of all."""
    unit = some[-1].label.split()[1]
    numbers = [tick.label for tick in some[:-1]] + [some[-1].label.split()[0]]
    factor = {"ms": 1e-3, "s": 1}[unit]
    return [(tick, float(number) * factor) for tick, number in zip(some, numbers, strict=True)]


@pytest.mark.parametrize("length", LENGTHS)
def test_there_are_neither_few_nor_many_ticks(length):
    assert 3 <= len(ticks(length)) <= 7


@pytest.mark.parametrize("length", LENGTHS)
def test_ticks_are_evenly_spaced_from_the_left_edge(length):
    positions = [tick.left for tick in ticks(length)]
    steps = {round(b - a, 6) for a, b in pairwise(positions)}
    assert (positions[0], len(steps)) == (0, 1)
    assert positions[-1] <= 100 + 1e-6


@pytest.mark.parametrize("length", LENGTHS)
def test_ticks_reach_almost_to_the_right_edge(length):
    last_two = [tick.left for tick in ticks(length)][-2:]
    assert 100 - last_two[1] < last_two[1] - last_two[0] + 1e-6


@pytest.mark.parametrize("length", LENGTHS)
def test_no_two_ticks_have_the_same_label(length):
    labels = [tick.label for tick in ticks(length)]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("length", LENGTHS)
def test_labels_say_where_their_ticks_are(length):
    for tick, seconds in told(ticks(length)):
        assert seconds == pytest.approx(tick.left / 100 * length, abs=length / 1000)


def test_a_run_as_long_as_a_tick_ends_with_one():
    last = ticks(100)[-1]
    assert (last.left, last.label) == (pytest.approx(100), "100 s")


@pytest.mark.parametrize("length", [1e-6, 3600, 1e6])
def test_an_unusual_length_has_ticks(length):
    assert ticks(length)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 ms"), (0.0004, "0 ms"), (0.14, "140 ms"), (1, "1.00 s"), (12.345, "12.35 s")],
)
def test_a_duration_is_written_with_its_unit(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize("seconds", [0.9996, 0.9999])
def test_a_duration_just_below_a_second_is_not_a_thousand_milliseconds(seconds):
    assert duration(seconds) == "1.00 s"


@pytest.mark.parametrize("began", [0.05, 0.29, 1.234, 30])
@pytest.mark.parametrize("length", LENGTHS)
def test_ticks_stand_at_round_times_after_the_start_up(began, length):
    some = ticks(length, began)
    assert 2 <= len(some) <= 7
    scale = Scale(began, length)
    for tick, seconds in told(some):
        assert tick.left == pytest.approx(scale.at(seconds), abs=100 * 0.006 / length)
        assert STUB - 1e-6 <= tick.left <= 100 + 1e-6
    assert len({tick.label for tick in some}) == len(some)


def test_the_start_up_has_a_fixed_width():
    assert [Scale(2.0, 8.0).at(seconds) for seconds in (-1, 0, 2, 10)] == [0, 0, STUB, 100]
    assert Scale(0.0, 8.0).at(4) == 50
