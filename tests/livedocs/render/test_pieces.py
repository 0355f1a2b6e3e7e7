import pytest

from livedocs.render import pieces as module
from livedocs.render.axis import Scale
from livedocs.render.pieces import FINE, LEVELS, MOST


def pieces(*stretches):
    return module.pieces(list(stretches), Scale(0.0, 1.0))


def test_a_stretch_stands_where_it_was(make_stretch):
    (piece,) = pieces(make_stretch(start=0.25, end=0.75))
    assert (piece.left, piece.width) == (25, 50)


@pytest.mark.parametrize(
    ("cpu", "level"), [(0, 0), (0.25, LEVELS / 2), (0.5, LEVELS), (0.9, LEVELS)]
)
def test_a_stretch_is_as_thick_as_its_share_of_cpu_time(make_stretch, cpu, level):
    assert pieces(make_stretch(cpu=cpu))[0].level == level


def test_a_task_is_as_thick_as_the_share_for_which_it_ran(make_stretch):
    assert pieces(make_stretch(cpu=0.0, ran=0.25))[0].level == LEVELS / 2
    step = FINE / 200
    short = [make_stretch(start=n * step, end=(n + 1) * step, ran=step / 2) for n in range(20)]
    (piece,) = pieces(*short)
    assert (piece.level, piece.stretch.ran) == (LEVELS / 2, pytest.approx(10 * step))


def test_short_stretches_in_a_row_are_one_piece_of_all_their_time(make_stretch):
    least = FINE / 100
    short = [
        make_stretch(start=n * least / 2, end=(n + 1) * least / 2, line=n % 2, cpu=least / 4)
        for n in range(20)
    ]
    (piece,) = pieces(*short)
    assert (piece.left, piece.width) == (0, pytest.approx(10 * FINE))
    assert piece.level == LEVELS / 2
    assert piece.stretch.line in (0, 1)


def test_a_piece_has_the_line_of_its_longest_stretch(make_stretch):
    times = [(0, 0.001, 1), (0.001, 0.003, 2), (0.003, 0.004, 3)]
    short = [make_stretch(start=start, end=end, line=line) for start, end, line in times]
    (piece,) = pieces(*short)
    assert piece.stretch.line == 2


def test_a_long_stretch_stands_alone_between_short_ones(make_stretch):
    times = [(0, 0.003), (0.003, 0.5), (0.5, 0.502), (0.502, 0.504)]
    some = pieces(*(make_stretch(start=start, end=end) for start, end in times))
    assert [piece.width for piece in some] == pytest.approx([0.3, 49.7, 0.4])


def test_short_stretches_that_lie_apart_stay_apart(make_stretch):
    some = pieces(*(make_stretch(start=at, end=at + 0.003) for at in (0.1, 0.5)))
    assert len(some) == 2


@pytest.mark.parametrize("count", [MOST, MOST + 1, 1500])
def test_many_stretches_are_few_pieces(make_stretch, count):
    step = 1 / count
    some = [
        make_stretch(start=n * step, end=(n + 1) * step, line=n, cpu=step * (n % 7 > n / count * 7))
        for n in range(count)
    ]
    found = pieces(*some)
    assert 2 < len(found) <= MOST
    assert found[0].left == 0
    assert found[-1].left + found[-1].width == pytest.approx(100)
    cpu = sum(stretch.cpu for stretch in some)
    assert sum(piece.stretch.cpu for piece in found) == pytest.approx(cpu)


@pytest.mark.parametrize("end", [0.0, 0.001])
def test_a_moment_alone_is_not_drawn(make_stretch, end):
    assert pieces(make_stretch(end=end, cpu=0.1)) == ()


def test_a_stretch_of_no_length_has_no_thickness(make_stretch):
    assert module.level(make_stretch(end=0.0, cpu=0.1)) == 0
