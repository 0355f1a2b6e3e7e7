"""Who wrote what comes through a pipe that all share."""

import pytest

from livedocs.record.output import MOST, Output
from livedocs.record.writer import Writer


def announced(*texts, lane=1, at=0.5):
    """An Output for which one lane has announced ``texts``."""
    output = Output("stdout", 2000)
    for text in texts:
        output.announce(Writer(at, lane, "stderr", 7), text)
    return output


def lines(output):
    return [(text, writer.lane) for text, writer in output.lines()]


def test_what_was_announced_is_its_writers():
    output = announced(b"hello\n")
    output.feed(b"hello\n", 0.6)
    ((text, writer),) = output.lines()
    assert (text, writer.lane, writer.at) == ("hello", 1, 0.5)
    assert (writer.stream, writer.source_line) == ("stderr", 7)


def test_what_nobody_announced_has_no_lane_and_the_time_of_what_follows():
    output = announced(b"mine\n", at=0.5)
    output.feed(b"early\nmine\nlate\n", 0.6)
    assert [(text, writer.lane, writer.at) for text, writer in output.lines()] == [
        ("early", None, 0.5),
        ("mine", 1, 0.5),
        ("late", None, 0.6),
    ]


@pytest.mark.parametrize("cut", [1, 1799, 1800, 1801, 30_000, 65_536])
def test_a_large_write_may_come_in_parts(cut):
    """A pipe takes of more than it has room for a part; that is never less than PIPE_BUF."""
    text = b"".join(b"%d " % n for n in range(15_000)) + b"\n"
    output = announced(*[text[start : start + 1800] for start in range(0, len(text), 1800)])
    before = b"x" * 5000 + b"\n"
    output.feed(before + text[:cut], 0.6)
    output.feed(text[cut:], 0.6)
    assert lines(output) == [("x" * 5000, None), (text.decode()[:-1], 1)]


def test_a_short_piece_is_not_taken_for_the_start_of_a_longer_one():
    output = announced(b"working\n")
    output.feed(b"w", 0.6)
    output.feed(b"\nworking\n", 0.6)
    assert lines(output) == [("w", None), ("working", 1)]


def test_several_lanes_may_announce_before_one_writes():
    output = announced(b"a\n")
    output.announce(Writer(0.5, 2, "stdout"), b"ab\n")
    output.feed(b"ab\na\n", 0.6)
    assert lines(output) == [("ab", 2), ("a", 1)]


def test_what_a_lane_announced_and_never_wrote_does_not_hide_what_it_wrote_after():
    output = announced(b"never\n", b"then\n")
    output.feed(b"other\nthen\nnever\n", 0.6)
    assert lines(output) == [("other", None), ("then", 1), ("never", None)]


def test_what_an_ended_lane_announced_and_never_wrote_is_forgotten():
    output = announced(b"never\n")
    output.forget({1})
    output.feed(b"never\n", 0.6)
    assert lines(output) == [("never", None)]


def test_two_writes_that_are_mixed_lose_nothing():
    output = announced(b"a" * 1800, b"A" * 1800 + b"\n")
    output.announce(Writer(0.5, 2, "stdout"), b"b" * 1800 + b"\n")
    output.feed(b"a" * 1800 + b"b" * 1800 + b"\n" + b"A" * 1800 + b"\n", 0.6)
    assert lines(output) == [("a" * 1800 + "b" * 1800, 2), ("A" * 1800, 1)]


def test_times_do_not_run_back():
    output = announced(b"late\n", at=0.1)
    output.feed(b"first\n", 0.4)
    output.feed(b"late\n", 0.5)
    assert [writer.at for _, writer in output.lines()] == [0.4, 0.4]


def test_a_character_may_be_cut():
    data = "你€😀\n".encode()
    for cut in range(len(data)):
        output = announced(data)
        output.feed(data[:cut], 0.6)
        output.feed(data[cut:], 0.6)
        assert [text for text, _ in output.lines()] == ["你€😀"]


def test_an_unfinished_character_at_the_end_is_shown_and_is_its_writers():
    output = announced(b"\xe4")
    output.feed(b"\xe4", 0.6)
    output.end()
    assert lines(output) == [("\ufffd", 1)]


def test_what_is_announced_without_end_is_not_kept_without_end():
    output = Output("stdout", 2000)
    for _ in range(2 * MOST // 1_000_000):
        output.announce(Writer(0.5, 1, "stdout"), b"x" * 1_000_000)
    assert sum(len(text) for queue in output.announced.values() for _, text in queue) <= MOST
