import json
import time

import pytest

from livedocs.record.collector import (
    MAX_BYTES,
    MAX_LANES,
    MAX_LINES,
    Collector,
    Stream,
    Text,
    shown,
)

MS = 1_000_000
PID, CHILD = 100, 101


def message(*parts):
    return repr(parts).encode() + b"\n"


PROCESS = message("process", 1 * MS, PID, 1, ["python", "x.py"])


def collected(*messages, end_ms=1000):
    """The lanes and lines of a run of one process that sent ``messages``."""
    collector = Collector(0, PID)
    stream = Stream(collector)
    for data in messages:
        stream.feed(data)
    stream.close(end_ms / 1000)
    return collector.finish(end_ms * MS)


def texts(lines):
    return [line["text"] for line in lines]


def written(*pieces):
    """The texts of the lines that the program makes by writing ``pieces``, one after the other."""
    writes = [message("write", 2 * MS, 0, "stdout", piece) for piece in pieces]
    _, lines = collected(PROCESS, *writes)
    return texts(lines)


# Messages


TALE = b"".join(
    [
        PROCESS,
        message("name", 2 * MS, "Ann", True, "spawn"),
        message("thread", 3 * MS, 1, "worker", True),
        message("task", 4 * MS, 2, "(fetch)", 1),
        message("rename", 4 * MS, 2, "Task-1 (fetch)"),
        message("write", 5 * MS, 2, "stdout", "你好\n".encode()),
        message("end", 6 * MS, 2, "Ann (fetch)", "cancelled"),
        message("end", 7 * MS, 1, "renamed", None),
    ]
)


def test_a_tale_is_told_in_full():
    lanes, lines = collected(TALE)
    assert [(lane["kind"], lane["name"]) for lane in lanes] == [
        ("process", "MainProcess"),
        ("thread", "renamed"),
        ("task", "Ann (fetch)"),
    ]
    assert [(lane["parent"], lane["end"], lane["ending"]) for lane in lanes] == [
        (None, 1.0, None),
        (0, 0.007, None),
        (1, 0.006, "cancelled"),
    ]
    assert [lane["daemon"] for lane in lanes] == [True, True, False]
    assert lines == [{"at": 0.005, "lane": 2, "stream": "stdout", "text": "你好"}]


def test_messages_may_be_cut_at_any_byte():
    whole = collected(TALE)
    for cut in range(len(TALE)):
        assert collected(TALE[:cut], TALE[cut:]) == whole, cut


def test_messages_may_come_byte_by_byte():
    assert collected(*[bytes([byte]) for byte in TALE]) == collected(TALE)


def test_an_unfinished_message_is_not_taken():
    _, lines = collected(PROCESS, message("write", 2 * MS, 0, "stdout", b"x\n").rstrip())
    assert lines == []


SENSELESS = {
    "bytes": b"\x00\xff\xfe\x80garbage\n",
    "empty": b"\n",
    "not a literal": b"exit()\n",
    "deep": b"(" * 10_000 + b"\n",
    "not a tuple": b"5\n",
    "empty tuple": b"()\n",
    "too short": message("write"),
    "too long": message("write", 2 * MS, 0, "stdout", b"x\n", 1, 2, 3),
    "unknown kind": message("dance", 2 * MS, 1),
    "kind that is a number": message(5, 2 * MS),
    "kind that is another method": message("__init__", 2 * MS),
    "time that is text": message("thread", "soon", 1, "worker", False),
    "time before the run": message("thread", -(10**15), 1, "worker", False),
    "time in a far future": message("thread", 10**25, 1, "worker", False),
    "time that is complex": message("thread", 1j, 1, "worker", False),
    "time that is None": message("write", None, 0, "stdout", b"x\n"),
    "time beyond a float": message("write", 10**400, 0, "stdout", b"x\n"),
    "time that is infinite": b"('thread', 1e999, 1, 'worker', False)\n",
    "unknown stream": message("write", 2 * MS, 0, "stdlog", b"x\n"),
    "stream that is a list": message("write", 2 * MS, 0, ["stdout"], b"x\n"),
    "data that is text": message("write", 2 * MS, 0, "stdout", "x\n"),
    "data that is a number": message("write", 2 * MS, 0, "stdout", 7),
    "lane that is a list": message("write", 2 * MS, [0], "stdout", b"x\n"),
    "thread number that is a list": message("thread", 2 * MS, [1], "worker", False),
    "parent that is a list": message("task", 2 * MS, 1, "Task-1", [0]),
    "rename of an unknown lane": message("rename", 2 * MS, 77, "worker"),
    "end of an unknown lane": message("end", 2 * MS, 77, "worker", None),
    "ending that is bytes": message("end", 2 * MS, 0, "worker", b"why"),
    "ending that is a set": message("end", 2 * MS, 0, "worker", {1}),
    "PID that is text": message("process", 2 * MS, "me", 1, []),
    "command that is a number": message("process", 2 * MS, 7, 1, 5),
    "command of numbers": message("process", 2 * MS, 7, 1, [5]),
    "status that is text": message("reaped", 2 * MS, 7, "well"),
    "status that is huge": message("reaped", 2 * MS, 7, 2**70),
    "status of a stopped process": message("reaped", 2 * MS, 7, 0x137F),
}


def usable(lanes, lines):
    """Whether these are such as a record may have: times of the run, plain names, real parents."""
    json.dumps([lanes, lines], allow_nan=False)
    return all(
        0 <= lane["start"] <= 1
        and 0 <= lane["end"] <= 1
        and isinstance(lane["name"], str | None)
        and isinstance(lane["ending"], str | int | None)
        and lane["parent"] in (None, *range(len(lanes)))
        for lane in lanes
    )


@pytest.mark.parametrize("senseless", SENSELESS.values(), ids=SENSELESS)
def test_a_senseless_message_does_not_spoil_what_follows(senseless):
    thread = message("thread", 3 * MS, 8, "worker", False)
    line = message("write", 3 * MS, 8, "stdout", b"still here\n")
    lanes, lines = collected(PROCESS, senseless, thread, line)
    assert [lines[-1]["text"], lanes[lines[-1]["lane"]]["name"]] == ["still here", "worker"]
    assert usable(lanes, lines)


@pytest.mark.parametrize("senseless", SENSELESS.values(), ids=SENSELESS)
def test_a_senseless_last_message_does_no_harm(senseless):
    assert usable(*collected(PROCESS, senseless))


@pytest.mark.parametrize("senseless", SENSELESS.values(), ids=SENSELESS)
def test_a_senseless_first_message_does_no_harm(senseless):
    lanes, lines = collected(senseless, PROCESS)
    assert "MainProcess" in [lane["name"] for lane in lanes]
    assert usable(lanes, lines)


@pytest.mark.parametrize("number", [3, "third", [3], -1])
def test_an_interpreter_without_a_process_does_no_harm(number):
    assert usable(*collected(message("process", 2 * MS, 7, 1, [], number)))


def test_an_interpreter_is_a_lane_of_its_process():
    collector = Collector(0, PID)
    Stream(collector).feed(PROCESS)
    Stream(collector).feed(message("process", 5 * MS, PID, 1, [], 3))
    lanes, _ = collector.finish(100 * MS)
    assert [(lane["kind"], lane["name"], lane["parent"]) for lane in lanes] == [
        ("process", "MainProcess", None),
        ("interpreter", "interpreter 3", 0),
    ]


@pytest.mark.parametrize(
    "early",
    [
        message("name", 2 * MS, "Ann", False, "spawn"),
        message("thread", 2 * MS, 1, "worker", False),
        message("task", 2 * MS, 1, "Task-1", 0),
        message("end", 2 * MS, 0, "worker", None),
    ],
    ids=["name", "thread", "task", "end"],
)
def test_a_message_before_its_process_is_passed_over(early):
    assert collected(early) == ([], [])


def test_a_write_without_a_process_is_a_line_without_a_lane():
    _, lines = collected(message("write", 2 * MS, 0, "stderr", b"x\n"))
    assert lines == [{"at": 0.002, "lane": None, "stream": "stderr", "text": "x"}]


def test_the_ending_of_a_thread_is_a_word_or_nothing():
    thread = message("thread", 2 * MS, 1, "worker", False)
    lanes, _ = collected(PROCESS, thread, message("end", 3 * MS, 1, "worker", 5))
    assert isinstance(lanes[1]["ending"], str | None)


def test_a_name_can_always_be_written_as_utf_8():
    lanes, _ = collected(PROCESS, message("thread", 2 * MS, 1, "odd \udc80", False))
    lanes[1]["name"].encode()


# Lines


@pytest.mark.parametrize(
    ("text", "on_screen"),
    [
        ("plain", "plain"),
        ("10%\r55%\r100%", "100%"),
        ("abc\rX", "Xbc"),
        ("\rabc", "abc"),
        ("abc\r", "abc"),
        ("\r\r", ""),
        ("", ""),
    ],
)
def test_a_carriage_return_overwrites(text, on_screen):
    assert shown(text) == on_screen


def test_a_windows_line_end_is_a_line_end():
    assert written(b"one\r\ntwo\r\n") == ["one", "two"]


def test_a_progress_bar_in_pieces_is_one_line():
    assert written(b"\r 10%", b"\r 50%", b"\r100%", b"\n") == ["100%"]


def test_pieces_become_one_line():
    assert written(b"a", b"b", b"c\n") == ["abc"]


def test_one_write_may_hold_several_lines():
    assert written(b"a\n\nb\n") == ["a", "", "b"]


def test_what_follows_the_last_line_end_is_a_line():
    assert written(b"a\nb") == ["a", "b"]


def test_a_line_has_the_time_of_its_first_piece():
    first = message("write", 5 * MS, 0, "stdout", b"a")
    second = message("write", 9 * MS, 0, "stdout", b"b\nc\n")
    _, lines = collected(PROCESS, first, second)
    assert [(line["text"], line["at"]) for line in lines] == [("ab", 0.005), ("c", 0.009)]


def test_stdout_and_stderr_do_not_mix():
    out = message("write", 5 * MS, 0, "stdout", b"o")
    err = message("write", 6 * MS, 0, "stderr", b"e")
    _, lines = collected(PROCESS, out, err, out, err)
    assert [(line["stream"], line["text"]) for line in lines] == [
        ("stdout", "oo"),
        ("stderr", "ee"),
    ]


def test_bad_utf_8_is_replaced():
    assert written(b"\xff\xfeok\n") == ["\ufffd\ufffdok"]


def test_a_character_may_be_split_over_writes():
    data = "你€😀\n".encode()
    for cut in range(len(data)):
        assert written(data[:cut], data[cut:]) == ["你€😀"], cut


def test_a_line_that_is_a_part_of_a_character_has_its_time_and_lane():
    lanes, (line,) = collected(PROCESS, message("write", 2 * MS, 0, "stdout", b"\xe4"))
    assert (line["at"], lanes[line["lane"]]["pid"], line["text"]) == (0.002, PID, "\ufffd")


def test_an_unfinished_character_at_the_end_is_replaced():
    assert written("好".encode()[:2]) == ["\ufffd"]


def test_lines_of_several_processes_are_in_the_order_of_their_times():
    collector = Collector(0, PID)
    streams = {pid: Stream(collector) for pid in (PID, CHILD)}
    for pid, stream in streams.items():
        stream.feed(message("process", 1 * MS, pid, 1, []))
    for pid, ms in [(PID, 30), (PID, 50), (CHILD, 20), (CHILD, 40)]:
        streams[pid].feed(message("write", ms * MS, 0, "stdout", f"{ms}\n".encode()))
    _, lines = collector.finish(100 * MS)
    assert texts(lines) == ["20", "30", "40", "50"]


def test_what_comes_through_a_pipe_has_no_lane():
    collector = Collector(0, PID)
    Text(collector, "stderr").feed(b"from C\n", 0.25)
    assert collector.lines == [{"at": 0.25, "lane": None, "stream": "stderr", "text": "from C"}]


# Limits


def test_as_many_lines_are_kept_as_the_limit_says():
    collector = Collector(0, PID)
    Text(collector, "stdout").feed(b"x\n" * (MAX_LINES + 7), 0.1)
    assert (len(collector.lines), collector.cut_lines) == (MAX_LINES, 7)


def test_just_as_many_lines_as_the_limit_are_all_kept():
    collector = Collector(0, PID)
    Text(collector, "stdout").feed(b"x\n" * MAX_LINES, 0.1)
    assert (len(collector.lines), collector.cut_lines, collector.cut_bytes) == (MAX_LINES, 0, 0)


def test_as_many_bytes_are_kept_as_the_limit_says():
    collector = Collector(0, PID)
    text = Text(collector, "stdout")
    for _ in range(40):
        text.feed(b"x" * 10_000, 0.1)
    text.feed(b"", 0.2, final=True)
    assert texts(collector.lines) == ["x" * MAX_BYTES]
    assert collector.cut_bytes == 400_000 - MAX_BYTES


def test_all_sources_share_the_limit():
    collector = Collector(0, PID)
    for name in ("stdout", "stderr"):
        Text(collector, name).feed(b"x" * (MAX_BYTES - 1) + b"\n", 0.1, final=True)
    assert len(collector.lines) == 1
    assert collector.cut_bytes == MAX_BYTES


def test_as_many_lanes_are_kept_as_the_limit_says():
    numbers = range(1, MAX_LANES + 50)
    threads = [message("thread", n * MS, n, "worker", False) for n in numbers]
    ends = [message("end", n * MS + 1, n, "worker", None) for n in numbers]
    last = message("write", 5000 * MS, numbers[-1], "stdout", b"who?\n")
    lanes, lines = collected(PROCESS, *threads, last, *ends)
    assert len(lanes) == MAX_LANES
    assert [(line["text"], line["lane"]) for line in lines] == [("who?", None)]


# Lanes


def test_processes_come_in_the_order_of_their_start_each_before_what_lives_in_it():
    collector = Collector(0, PID)
    late, early = Stream(collector), Stream(collector)
    late.feed(message("process", 30 * MS, 300, PID, []))
    early.feed(message("process", 20 * MS, 200, PID, []))
    early.feed(message("thread", 40 * MS, 1, "worker", False))
    Stream(collector).feed(PROCESS)
    lanes, _ = collector.finish(100 * MS)
    assert [(lane["kind"], lane["pid"], lane["parent"]) for lane in lanes] == [
        ("process", PID, None),
        ("process", 200, 0),
        ("thread", 200, 1),
        ("process", 300, 0),
    ]


def test_a_line_follows_its_lane_when_the_lanes_are_put_in_order():
    collector = Collector(0, PID)
    child = Stream(collector)
    child.feed(message("process", 20 * MS, CHILD, PID, []))
    child.feed(message("write", 30 * MS, 0, "stdout", b"child\n"))
    Stream(collector).feed(PROCESS)
    lanes, lines = collector.finish(100 * MS)
    assert lanes[lines[0]["lane"]]["pid"] == CHILD


def test_the_main_process_starts_with_the_run():
    lanes, _ = collected(PROCESS)
    assert (lanes[0]["name"], lanes[0]["start"]) == ("MainProcess", 0.0)


def test_a_process_whose_parent_is_not_known_has_none():
    collector = Collector(0, PID)
    Stream(collector).feed(message("process", 20 * MS, CHILD, 9999, []))
    lanes, _ = collector.finish(100 * MS)
    assert lanes[0]["parent"] is None


def test_all_that_lives_in_a_process_ends_with_it():
    lanes, _ = collected(PROCESS, message("thread", 3 * MS, 1, "worker", True), end_ms=500)
    assert [lane["end"] for lane in lanes] == [0.5, 0.5]


def test_what_has_not_ended_ends_with_the_run():
    collector = Collector(0, PID)
    Stream(collector).feed(PROCESS)
    lanes, _ = collector.finish(700 * MS)
    assert lanes[0]["end"] == 0.7


@pytest.mark.parametrize(("status", "code"), [(0, 0), (3 << 8, 3), (9, -9)])
def test_a_process_ends_as_its_parent_is_told(status, code):
    lanes, _ = collected(PROCESS, message("reaped", 5 * MS, PID, status))
    assert lanes[0]["ending"] == code


@pytest.mark.parametrize("helper", ["resource_tracker", "forkserver"])
def test_the_helpers_of_multiprocessing_are_named(helper):
    command = ["python", "-c", f"from multiprocessing.{helper} import main;main(5)"]
    collector = Collector(0, PID)
    Stream(collector).feed(message("process", 20 * MS, CHILD, PID, command))
    lanes, _ = collector.finish(100 * MS)
    assert lanes[0]["name"] == helper


def test_a_process_that_becomes_another_program_keeps_its_story_in_order():
    collector = Collector(0, PID)
    before, after = Stream(collector), Stream(collector)
    before.feed(PROCESS)
    before.feed(message("write", 2 * MS, 0, "stdout", b"before\n"))
    before.close(0.01)
    after.feed(message("process", 20 * MS, PID, 1, []))
    after.feed(message("write", 30 * MS, 0, "stdout", b"after\n"))
    after.close(0.05)
    lanes, lines = collector.finish(50 * MS)
    assert [lane["start"] for lane in lanes] == [0.0, 0.02]
    assert [(line["text"], line["lane"]) for line in lines] == [("before", 0), ("after", 1)]


def test_the_start_methods_that_were_used_are_kept():
    collector = Collector(0, PID)
    for pid, method in [(1, "fork"), (2, "spawn"), (3, "fork"), (4, None)]:
        stream = Stream(collector)
        stream.feed(message("process", 1 * MS, pid, PID, []))
        stream.feed(message("name", 2 * MS, "Ann", False, method))
    assert collector.start_methods == {"fork", "spawn"}


def test_a_message_of_many_megabytes_is_read_in_reasonable_time():
    stream = Stream(Collector(0, PID))
    stream.feed(PROCESS)
    piece, start = b"x" * 4096, time.monotonic()
    for _ in range(2048):
        stream.feed(piece)
    assert time.monotonic() - start < 3
