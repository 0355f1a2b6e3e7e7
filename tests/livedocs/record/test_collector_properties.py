"""Whatever a program writes, and however it arrives: no exception, no lost line, a whole record."""

import json
import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livedocs.record.collector import Collector, Stream, Text, shown
from livedocs.record.run import Lane, Line, Run

PID = 100
LAST = 10**9
"""Nanoseconds: when the run ends."""


def message(*parts):
    return repr(parts).encode("utf-8", "backslashreplace") + b"\n"


def cut(data, places):
    """``data`` in pieces, cut at ``places``, which are parts of its length."""
    marks = sorted({round(place * len(data)) for place in places} | {0, len(data)})
    return [data[start:end] for start, end in pairwise(marks)]


# Strategies

places = st.lists(st.floats(0, 1), max_size=20)
text = st.text(max_size=20)  # lone surrogates too
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**40), 10**40)
    | st.just(10**400)
    | st.floats(allow_nan=False)
    | text
    | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.integers(), inner, max_size=2),
    max_leaves=4,
)
times = st.integers(-LAST, 3 * LAST)
numbers = st.integers(0, 4)
pids = st.integers(PID, PID + 3)
commands = st.lists(text | st.sampled_from(["-c", "-m", "python", "x.py"]), max_size=4)
output = st.binary(max_size=30) | st.sampled_from([b"a\n", b"\r\n", "你好\n".encode(), b"\xe4\xbd"])
streams = st.sampled_from(["stdout", "stderr"])

sensible = st.one_of(
    st.tuples(st.just("process"), times, pids, pids, commands),
    st.tuples(st.just("process"), times, pids, pids, commands, numbers),
    st.tuples(st.just("name"), times, text, st.booleans(), st.sampled_from(["fork", None, "x"])),
    st.tuples(st.just("thread"), times, numbers, text, st.booleans()),
    st.tuples(st.just("task"), times, numbers, text, numbers),
    st.tuples(st.just("rename"), times, numbers, text),
    st.tuples(st.just("end"), times, numbers, st.none() | text, st.none() | text),
    st.tuples(st.just("write"), times, numbers, streams, output),
    st.tuples(st.just("reaped"), times, pids, st.integers(0, 2**16)),
)
kinds = ["process", "name", "thread", "task", "rename", "end", "write", "reaped", "xy", "__init__"]
senseless = st.builds(
    lambda kind, at, details: (kind, at, *details),
    st.sampled_from(kinds) | values,
    times | values,
    st.lists(values | numbers, max_size=5),
)
forged = st.lists(
    sensible.map(lambda parts: message(*parts))
    | senseless.map(lambda parts: message(*parts))
    | st.binary(max_size=40)
    | st.binary(max_size=40).map(lambda data: data + b"\n"),
    max_size=12,
).map(b"".join)


# Text


@given(st.lists(output, max_size=8).map(b"".join), places)
def test_a_text_has_the_same_lines_wherever_it_is_cut(data, places):
    collector = Collector(0, PID)
    text = Text(collector, "stdout")
    for piece in cut(data, places):
        text.feed(piece, 0.5)
    text.feed(b"", 0.6, final=True)
    *whole, last = data.decode("utf-8", "replace").split("\n")
    expected = [shown(line) for line in whole + [last] * bool(last)]
    assert [line["text"] for line in collector.lines] == expected


@given(st.text(alphabet=string.printable, max_size=40))
def test_what_a_terminal_shows_of_a_line_is_not_longer_than_its_longest_part(line):
    assert len(shown(line)) == max(map(len, line.split("\r")))


# The stream of one process


def finished(pieces):
    """Lanes and lines of a run whose streams sent ``pieces``: pairs of a stream and some bytes."""
    collector = Collector(0, PID)
    streams = {}
    for key, data in pieces:
        streams.setdefault(key, Stream(collector)).feed(data)
    for stream in streams.values():
        stream.close(LAST / 1e9)
    return collector.finish(LAST)


@given(forged, places)
def test_a_stream_tells_the_same_wherever_it_is_cut(data, places):
    assert finished([(0, piece) for piece in cut(data, places)]) == finished([(0, data)])


@given(st.lists(forged, max_size=4), st.lists(st.integers(0, 3), max_size=20), places)
def test_a_record_is_whole_whatever_the_streams_tell(told, order, places):
    queues = [cut(data, places) for data in told]
    pieces = [(n, queues[n].pop(0)) for n in order if n < len(queues) and queues[n]]
    pieces += [(n, piece) for n, queue in enumerate(queues) for piece in queue]
    lanes, lines = finished(pieces)
    for lane in lanes:
        assert 0 <= lane["start"] <= lane["end"] <= LAST / 1e9
        assert lane["parent"] is None or 0 <= lane["parent"] < len(lanes)
    for line in lines:
        assert 0 <= line["at"] <= LAST / 1e9
        assert line["lane"] is None or 0 <= line["lane"] < len(lanes)
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
    assert {lane["kind"] for lane in lanes} <= {"process", "interpreter", "thread", "task"}
    record = tuple(Lane(**lane) for lane in lanes), tuple(Line(**line) for line in lines)
    run = Run("x", "", "", "", 1, 0, 1.0, "", (), None, None, (), *record, 0, 0)
    assert Run.from_json(run.to_json().encode().decode()) == run


@given(
    st.lists(st.lists(output, max_size=6), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
    places,
)
def test_no_line_is_lost_however_the_streams_are_interleaved(writes, random, places):
    queues = []
    for n, pieces in enumerate(writes):
        messages = [message("process", 1, PID + n, 1, [])]
        messages += [message("write", at, 0, "stdout", piece) for at, piece in enumerate(pieces, 2)]
        queues.append(cut(b"".join(messages), places))
    order = [n for n, queue in enumerate(queues) for _ in queue]
    random.shuffle(order)
    lanes, lines = finished([(n, queues[n].pop(0)) for n in order])
    for n, pieces in enumerate(writes):
        *whole, last = b"".join(pieces).decode("utf-8", "replace").split("\n")
        found = [line["text"] for line in lines if lanes[line["lane"]]["pid"] == PID + n]
        assert found == [shown(line) for line in whole + [last] * bool(last)]


# The record as JSON

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
seconds = st.floats(0, 1e6)
lanes = st.builds(
    Lane,
    kind=st.sampled_from(["process", "interpreter", "thread", "task"]),
    name=st.none() | words,
    pid=st.integers(),
    parent=st.none() | st.integers(0, 5),
    daemon=st.booleans(),
    start=seconds,
    end=seconds,
    ending=st.none() | st.integers() | words,
)
lines = st.builds(Line, at=seconds, lane=st.none() | st.integers(0, 5), stream=streams, text=words)
runs = st.builds(
    Run,
    snippet=words,
    started=words,
    python=words,
    system=words,
    cpus=st.integers(1, 99),
    exit=st.none() | st.integers(-64, 255),
    wall=seconds,
    exceeded=st.sampled_from(["", "time", "memory", "disk", "processes"]),
    left_behind=st.lists(words, max_size=3).map(tuple),
    cpu=st.none() | seconds,
    peak_memory=st.none() | st.integers(0),
    start_methods=st.lists(words, max_size=3).map(tuple),
    lanes=st.lists(lanes, max_size=4).map(tuple),
    lines=st.lists(lines, max_size=4).map(tuple),
    cut_lines=st.integers(0),
    cut_bytes=st.integers(0),
)


@given(runs)
def test_a_record_survives_json(run):
    assert Run.from_json(run.to_json().encode().decode()) == run


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | words,
        lambda inner: st.lists(inner) | st.dictionaries(words | st.just("lanes"), inner),
        max_leaves=5,
    )
)
def test_other_json_is_no_record(value):
    with pytest.raises((ValueError, TypeError, KeyError)):
        Run.from_json(json.dumps(value))
