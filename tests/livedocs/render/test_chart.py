import pytest

from livedocs.render.chart import LINEAR_UP_TO, chart


@pytest.fixture
def charted(make_run, make_line):
    """The chart of a run that printed these lines."""
    return lambda *texts: chart(make_run(lines=tuple(make_line(text) for text in texts)))


def test_a_line_of_the_form_is_a_bar(charted):
    (bar,) = charted("two threads: 0.512 s, 0.498 to 0.561").bars
    assert (bar.name, bar.median, bar.low, bar.high) == ("two threads", "0.512", "0.498", "0.561")
    assert bar.unit == "s"


def test_bars_are_in_the_order_of_the_lines(charted):
    bars = charted("b: 2 s, 1 to 3", "a: 1 s, 1 to 1").bars
    assert [bar.name for bar in bars] == ["b", "a"]


def test_other_lines_are_no_bars(charted):
    made = charted("measuring", "a: 1 s, 1 to 2", "a: 1 s", "a: x s, 1 to 2", "a: 1 h, 1 to 2", "")
    assert len(made.bars) == 1


@pytest.mark.parametrize("texts", [[], ["nothing measured"], ["a: 0 s, 0 to 0"]])
def test_nothing_measured_is_no_bars(charted, texts):
    assert charted(*texts).bars == ()


def test_a_ratio_is_to_the_smallest(charted):
    bars = charted("a: 3 s, 2 to 4", "b: 1.5 s, 1 to 2").bars
    assert [bar.ratio for bar in bars] == [2, 1]


def test_the_largest_value_reaches_the_edge(charted):
    bars = charted("a: 1 s, 1 to 2", "b: 3 s, 2 to 4").bars
    assert (bars[0].width, bars[1].width, bars[1].high_at) == (25, 75, 100)


@pytest.mark.parametrize("largest", [1, 5, LINEAR_UP_TO, LINEAR_UP_TO + 1, 10**6])
def test_positions_are_in_order_and_in_the_picture(charted, largest):
    made = charted("a: 1 ms, 1 to 1", f"b: {largest} ms, 1 to {largest}", "c: 0 ms, 0 to 1")
    for bar in made.bars:
        assert 0 <= bar.low_at <= bar.width <= bar.high_at <= 100 + 1e-9


@pytest.mark.parametrize(("largest", "logarithmic"), [(LINEAR_UP_TO, False), (1000, True)])
def test_a_large_ratio_is_drawn_to_a_logarithmic_scale(charted, largest, logarithmic):
    made = charted("a: 1 ms, 1 to 1", f"b: {largest} ms, {largest} to {largest}")
    assert made.logarithmic is logarithmic


def test_the_smallest_bar_can_be_seen_on_a_logarithmic_scale(charted):
    assert charted("a: 1 ns, 1 to 1", "b: 1000000 ns, 1 to 1000000").bars[0].width > 1


def test_units_are_taken_into_account(charted):
    bars = charted("a: 500 ms, 400 to 600", "b: 1 s, 0.9 to 1.1").bars
    assert [bar.ratio for bar in bars] == [1, 2]
    assert bars[0].width < bars[1].width
