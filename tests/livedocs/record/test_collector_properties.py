"""Whatever a program writes, and however it arrives: no exception, no lost line, a whole record."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livedocs.record.collector import Collector
from livedocs.record.finish import finish
from livedocs.record.run import Lane, Line, Run

PID = 100
LAST = 10**9
"""Nanoseconds: when the run ends."""


def message(pid, interpreter, at, words, text):
    text = text.replace(b"\\", b"\\\\").replace(b"\n", b"\\n")
    return f"{pid} {interpreter} {at} {words} ".encode() + text + b"\n"


def cut(data, places):
    """``data`` in pieces, cut at ``places``, which are parts of its length."""
    marks = sorted({round(place * len(data)) for place in places} | {0, len(data)})
    return [data[start:end] for start, end in pairwise(marks)]


# Strategies

places = st.lists(st.floats(0, 1), max_size=20)
times = st.integers(-LAST, 3 * LAST) | st.just(10**400)
numbers = st.integers(0, 4)
pids = st.integers(PID, PID + 3)
codes = st.integers(-64, 255)
output = st.binary(max_size=30) | st.sampled_from([b"a\n", b"\r\n", "你好\n".encode(), b"\xe4\xbd"])
words = st.one_of(
    st.builds("process {}".format, pids),
    st.builds("name {} {}".format, numbers, st.sampled_from(["fork", "None", "x"])),
    st.just("began"),
    st.builds("thread {} {}".format, numbers, numbers),
    st.builds("task {} {}".format, numbers, numbers),
    st.builds("rename {}".format, numbers),
    st.builds("end {}".format, numbers),
    st.builds("write {} {} {}".format, numbers, numbers, numbers),
    st.builds("reaped {} {}".format, pids, codes),
)
sensible = st.builds(message, pids, st.integers(0, 1), times, words, output)
forged = st.lists(
    sensible | st.binary(max_size=40) | st.binary(max_size=40).map(lambda data: data + b"\n"),
    max_size=12,
).map(b"".join)


def finished(*pieces):
    """Lanes and lines of a run: each piece is some bytes of the channel, and of the output."""
    collector = Collector(0, PID, "stdout")
    for told, written in pieces:
        collector.receive(told)
        if written:
            collector.output("stdout", written, LAST / 1e9)
    collector.output("stdout", b"", LAST / 1e9)
    return finish(collector, LAST)[:2]


@given(forged, places)
def test_the_channel_tells_the_same_wherever_it_is_cut(data, places):
    pieces = [(piece, b"") for piece in cut(data, places)]
    assert finished(*pieces) == finished((data, b""))


@given(st.lists(st.tuples(forged, output), max_size=6))
def test_a_record_is_whole_whatever_the_channel_tells(pieces):
    lanes, lines = finished(*pieces)
    for lane in lanes:
        assert 0 <= lane["start"] <= lane["end"] <= LAST / 1e9
        assert lane["parent"] is None or 0 <= lane["parent"] < len(lanes)
    for line in lines:
        assert 0 <= line["at"] <= LAST / 1e9
        assert line["lane"] is None or 0 <= line["lane"] < len(lanes)
    assert {lane["kind"] for lane in lanes} <= {"process", "interpreter", "thread", "task"}
    record = tuple(Lane(**lane) for lane in lanes), tuple(Line(**line) for line in lines)
    run = Run("x", "", "", "", 1, 0, 1.0, "", (), None, None, (), *record, 0, 0, 0)
    assert Run.from_json(run.to_json().encode().decode()) == run


@given(st.lists(st.tuples(forged, output), max_size=6))
def test_what_is_shown_does_not_depend_on_what_is_told(pieces):
    _, lines = finished(*pieces)
    _, plain = finished(*((b"", written) for _, written in pieces))
    assert [line["text"] for line in lines] == [line["text"] for line in plain]


pieces = st.text("ab .", min_size=1, max_size=3).map(str.encode)


@given(
    st.lists(st.tuples(st.integers(0, 3), pieces, st.booleans()), max_size=12),
    st.randoms(use_true_random=False),
    places,
)
def test_each_line_is_its_writers_though_several_have_announced(writes, random, places):
    """All announce first; then their writes come in any order that keeps each one's own."""
    queues = {}
    told = [message(PID + n, 0, 1, "process 1", b"") for n in range(4)]
    for number, (writer, text, _) in enumerate(writes):
        text = text + b"%d\n" % number  # what two write in the same words, nobody can tell apart
        queues.setdefault(writer, []).append(text)
        told.append(message(PID + writer, 0, number + 2, "write 0 1 0", text))
    order = [writer for writer, texts in queues.items() for _ in texts]
    random.shuffle(order)
    written = [(writer, queues[writer].pop(0)) for writer in order]
    data = b"".join(text for _, text in written)
    lanes, lines = finished((b"".join(told), data))
    found = [(lanes[line["lane"]]["pid"] - PID, line["text"].encode() + b"\n") for line in lines]
    assert found == written


# The record as JSON

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
seconds = st.floats(0, 1e6)
lanes = st.builds(
    Lane,
    kind=st.sampled_from(["process", "interpreter", "thread", "task"]),
    name=st.none() | names,
    pid=st.integers(),
    parent=st.none() | st.integers(0, 5),
    daemon=st.booleans(),
    start=seconds,
    end=seconds,
    began=st.none() | seconds,
    ending=st.none() | st.integers() | names,
)
lines = st.builds(
    Line,
    at=seconds,
    lane=st.none() | st.integers(0, 5),
    stream=st.sampled_from(["stdout", "stderr"]),
    text=names,
    source_line=st.none() | st.integers(1),
)
runs = st.builds(
    Run,
    snippet=names,
    started=names,
    python=names,
    system=names,
    cpus=st.integers(1, 99),
    exit=st.none() | st.integers(-64, 255),
    wall=seconds,
    exceeded=st.sampled_from(["", "time", "memory", "disk", "processes"]),
    left_behind=st.lists(names, max_size=3).map(tuple),
    cpu=st.none() | seconds,
    peak_memory=st.none() | st.integers(0),
    start_methods=st.lists(names, max_size=3).map(tuple),
    lanes=st.lists(lanes, max_size=4).map(tuple),
    lines=st.lists(lines, max_size=4).map(tuple),
    cut_lines=st.integers(0),
    cut_bytes=st.integers(0),
    cut_lanes=st.integers(0),
)


@given(runs)
def test_a_record_survives_json(run):
    assert Run.from_json(run.to_json().encode().decode()) == run


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | names,
        lambda inner: st.lists(inner) | st.dictionaries(names | st.just("lanes"), inner),
        max_leaves=5,
    )
)
def test_other_json_is_no_record(value):
    with pytest.raises((ValueError, TypeError, KeyError)):
        Run.from_json(json.dumps(value))
