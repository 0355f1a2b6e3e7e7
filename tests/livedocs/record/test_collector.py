import json
import time

import pytest

from livedocs.record.collector import MAX_BYTES, MAX_LANES, MAX_LINES, Collector
from livedocs.record.finish import finish

MS = 1_000_000
PID, CHILD = 100, 101


def message(words, at=2 * MS, pid=PID, interpreter=0, text=b""):
    text = text.replace(b"\\", b"\\\\").replace(b"\n", b"\\n")
    return f"{pid} {interpreter} {at} {words} ".encode() + text + b"\n"


def write(text, at=2 * MS, pid=PID, lane=0, stream=1, line=0):
    """An announcement, and what is announced."""
    return message(f"write {lane} {stream} {line}", at, pid, text=text), text


PROCESS = message("process 1", 1 * MS, text=b"python\0x.py")


def collected(*messages, end_ms=1000):
    """The lanes and lines of a run of one process that sent ``messages``.

    A pair is a message and what the process wrote after it.
    """
    collector = Collector(0, PID, "stdout")
    for data in messages:
        told, output = data if isinstance(data, tuple) else (data, b"")
        collector.receive(told)
        if output:
            collector.output("stdout", output, end_ms / 1000)
    collector.output("stdout", b"", end_ms / 1000)
    collector.close(PID, end_ms / 1000)
    return finish(collector, end_ms * MS)[:2]


def texts(lines):
    return [line["text"] for line in lines]


# Messages


TALE = b"".join(
    [
        PROCESS,
        message("name 1 spawn", text=b"Ann"),
        message("began", 2 * MS),
        message("thread 1 1", 3 * MS, text=b"worker"),
        message("task 2 1", 4 * MS, text=b"(fetch)"),
        message("rename 2", 4 * MS, text=b"Ann (fetch)"),
        write("你好\n".encode(), 5 * MS, lane=2, line=7)[0],
        message("end 2", 6 * MS, text=b"cancelled"),
        message("rename 1", 7 * MS, text=b"renamed"),
        message("end 1", 7 * MS),
    ]
)
SAID = "你好\n".encode()


def test_a_tale_is_told_in_full():
    lanes, lines = collected((TALE, SAID))
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
    assert [(lane["daemon"], lane["began"]) for lane in lanes] == [
        (True, 0.002),
        (True, None),
        (False, None),
    ]
    line = {"at": 0.005, "lane": 2, "stream": "stdout", "text": "你好", "source_line": 7}
    assert lines == [line]


def test_messages_may_be_cut_at_any_byte():
    whole = collected((TALE, SAID))
    for cut in range(len(TALE)):
        assert collected(TALE[:cut], (TALE[cut:], SAID)) == whole, cut


def test_an_unfinished_message_is_not_taken():
    _, (line,) = collected(PROCESS, (message("write 0 1 0", text=b"x\n")[:-1], b"x\n"))
    assert line["lane"] is None


def test_a_text_may_have_any_bytes():
    data = bytes(range(256)) + b"\\n\\\\n\n"
    _, lines = collected(PROCESS, write(data, line=5))
    assert {line["source_line"] for line in lines} == {5}


SENSELESS = {
    "bytes": b"\x00\xff\xfe\x80garbage\n",
    "empty": b"\n",
    "too short": b"100 0 5 write\n",
    "no time": b"100 0 soon thread 1 0 worker\n",
    "time before the run": message("thread 1 0", -(10**15), text=b"worker"),
    "time in a far future": message("thread 1 0", 10**25, text=b"worker"),
    "time beyond a float": message("write 0 1 0", 10**400, text=b"x\n"),
    "time of many digits": b"100 0 " + b"9" * 5000 + b" thread 1 0 x\n",
    "unknown kind": message("dance 1"),
    "kind that is another method": message("__init__ 1 2"),
    "kind that is no text": b"100 0 5 \xff 1 0 x\n",
    "unknown stream": message("write 0 7 0", text=b"x\n"),
    "lane that is text": message("write x 1 0", text=b"x\n"),
    "source line without end": message(f"write 0 1 {10**300}", text=b"x\n"),
    "thread number that is text": message("thread one 0", text=b"worker"),
    "parent that is unknown": message("task 1 55", text=b"Task-1"),
    "parent that is itself": message("task 1 1", text=b"Task-1"),
    "rename of an unknown lane": message("rename 77", text=b"worker"),
    "end of an unknown lane": message("end 77"),
    "PID that is text": b"me 0 5 process 1 x\n",
    "exit code that is text": message("reaped 7 well"),
    "exit code that is huge": message(f"reaped 7 {2**70}"),
    "what is never written": message("write 0 1 0", text=b"never\n"),
    "nothing": message("write 0 1 0"),
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
    thread = message("thread 8 0", 3 * MS, text=b"worker")
    lanes, lines = collected(PROCESS, senseless, thread, write(b"still here\n", 3 * MS, lane=8))
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


@pytest.mark.parametrize("number", [3, "third", -1])
def test_an_interpreter_without_a_process_does_no_harm(number):
    assert usable(*collected(message("process 1", pid=7, interpreter=number)))


def test_an_interpreter_is_a_lane_of_its_process():
    lanes, _ = collected(PROCESS, message("process 1", 5 * MS, interpreter=3))
    assert [(lane["kind"], lane["name"], lane["parent"]) for lane in lanes] == [
        ("process", "MainProcess", None),
        ("interpreter", "interpreter 3", 0),
    ]


@pytest.mark.parametrize("early", ["name 0 spawn", "thread 1 0", "task 1 0", "end 0", "began"])
def test_a_message_before_its_process_is_passed_over(early):
    assert collected(message(early, text=b"x")) == ([], [])


def test_a_write_without_a_process_is_a_line_without_a_lane():
    _, lines = collected(write(b"x\n", stream=2))
    assert [(line["at"], line["lane"], line["stream"]) for line in lines] == [
        (0.002, None, "stderr")
    ]


def test_a_name_can_always_be_written_as_utf_8():
    lanes, _ = collected(PROCESS, message("thread 1 0", text=b"odd \xff\xed\xb2\x80"))
    lanes[1]["name"].encode()


def test_a_message_of_many_megabytes_is_read_in_reasonable_time():
    collector = Collector(0, PID, "stdout")
    collector.receive(PROCESS)
    piece, start = b"x" * 4096, time.monotonic()
    for _ in range(2048):
        collector.receive(piece)
    assert time.monotonic() - start < 3


# Limits


def one_pipe(data, at=0.1):
    collector = Collector(0, PID, "stdout")
    for start in range(0, len(data), 60_000):
        collector.output("stdout", data[start : start + 60_000], at)
    return collector, *finish(collector, 1000 * MS)[:4]


def test_as_many_lines_are_kept_as_the_limit_says():
    _, _, lines, cut_lines, _ = one_pipe(b"x\n" * (MAX_LINES + 7))
    assert (len(lines), cut_lines) == (MAX_LINES, 7)


def test_just_as_many_lines_as_the_limit_are_all_kept():
    collector, _, lines, cut_lines, _ = one_pipe(b"x\n" * MAX_LINES)
    assert (len(lines), cut_lines, collector.cut_bytes) == (MAX_LINES, 0, 0)


def test_as_many_bytes_are_kept_as_the_limit_says():
    collector, _, lines, _, _ = one_pipe(b"x" * 400_000)
    assert texts(lines) == ["x" * MAX_BYTES]
    assert collector.cut_bytes == 400_000 - MAX_BYTES


def test_all_pipes_share_the_limit():
    collector = Collector(0, PID, "stdout", "stderr")
    for name in ("stdout", "stderr"):
        collector.output(name, b"x" * (MAX_BYTES - 1) + b"\n", 0.1)
    assert len(finish(collector, MS)[1]) == 1
    assert collector.cut_bytes == MAX_BYTES


def many_lanes(count, *more):
    collector = Collector(0, PID, "stdout")
    collector.receive(PROCESS)
    for n in range(1, count + 1):
        collector.receive(message(f"task {n} 0", n * MS, text=b"work"))
    for told, output in more:
        collector.receive(told)
        collector.output("stdout", output, 9.0)
    return finish(collector, 10**10)[:4]


def test_as_many_lanes_are_kept_as_the_limit_says_and_the_rest_is_counted():
    lanes, _, _, cut_lanes = many_lanes(MAX_LANES + 49)
    assert (len(lanes), cut_lanes) == (MAX_LANES, 50)


def test_just_as_many_lanes_as_the_limit_are_all_kept():
    lanes, _, _, cut_lanes = many_lanes(MAX_LANES - 1)
    assert (len(lanes), cut_lanes) == (MAX_LANES, 0)


def test_a_lane_that_printed_and_a_process_are_kept_before_others():
    last = MAX_LANES + 500
    process = message("process 100", 7 * MS, pid=CHILD, text=b"python\0child.py")
    lanes, lines, _, _ = many_lanes(
        last, write(b"here\n", 8 * MS, lane=last), (process, b""), write(b"child\n", pid=CHILD)
    )
    assert [lanes[line["lane"]]["name"] for line in lines] == ["work", "child.py"]
    assert lanes[lines[0]["lane"]]["start"] == last / 1000


def test_lines_of_a_lane_that_is_not_known_are_of_its_process():
    lanes, lines, _, cut_lanes = many_lanes(25_000, write(b"here\n", lane=24_999))
    assert (lines[0]["lane"], lanes[0]["kind"]) == (0, "process")
    assert cut_lanes == 25_001 - MAX_LANES


# Lanes


def test_processes_come_in_the_order_of_their_start_each_before_what_lives_in_it():
    lanes, _ = collected(
        message("process 100", 30 * MS, pid=300),
        message("process 100", 20 * MS, pid=200),
        message("thread 1 0", 40 * MS, pid=200, text=b"worker"),
        PROCESS,
    )
    assert [(lane["kind"], lane["pid"], lane["parent"]) for lane in lanes] == [
        ("process", PID, None),
        ("process", 200, 0),
        ("thread", 200, 1),
        ("process", 300, 0),
    ]


def test_a_line_follows_its_lane_when_the_lanes_are_put_in_order():
    lanes, lines = collected(
        message("process 100", 20 * MS, pid=CHILD), write(b"child\n", 30 * MS, pid=CHILD), PROCESS
    )
    assert lanes[lines[0]["lane"]]["pid"] == CHILD


def test_the_main_process_starts_with_the_run():
    lanes, _ = collected(PROCESS)
    assert (lanes[0]["name"], lanes[0]["start"]) == ("MainProcess", 0.0)


def test_a_process_whose_parent_is_not_known_has_none():
    lanes, _ = collected(message("process 9999", pid=CHILD))
    assert lanes[0]["parent"] is None


def test_all_that_lives_in_a_process_ends_with_it():
    lanes, _ = collected(PROCESS, message("thread 1 1", text=b"worker"), end_ms=500)
    assert [lane["end"] for lane in lanes] == [0.5, 0.5]


def test_what_has_not_ended_ends_with_the_run():
    collector = Collector(0, PID, "stdout")
    collector.receive(PROCESS)
    assert finish(collector, 700 * MS)[0][0]["end"] == 0.7


def test_the_collector_can_be_finished_again_and_again():
    collector = Collector(0, PID, "stdout")
    collector.receive(TALE)
    collector.output("stdout", SAID, 0.5)
    assert finish(collector, 700 * MS) == finish(collector, 700 * MS)


@pytest.mark.parametrize("code", [0, 3, -9])
def test_a_process_ends_as_its_parent_is_told(code):
    lanes, _ = collected(PROCESS, message(f"reaped {PID} {code}"))
    assert lanes[0]["ending"] == code


@pytest.mark.parametrize("helper", ["resource_tracker", "forkserver"])
def test_the_helpers_of_multiprocessing_are_named(helper):
    command = f"python\0-c\0from multiprocessing.{helper} import main;main(5)".encode()
    lanes, _ = collected(message("process 100", pid=CHILD, text=command))
    assert lanes[0]["name"] == helper


def test_a_process_that_becomes_another_program_keeps_its_story_in_order():
    lanes, lines = collected(
        PROCESS,
        write(b"before\n", 2 * MS),
        message("process 1", 20 * MS),
        write(b"after\n", 30 * MS),
        end_ms=50,
    )
    assert [(lane["start"], lane["end"]) for lane in lanes] == [(0.0, 0.02), (0.02, 0.05)]
    assert [(line["text"], line["lane"]) for line in lines] == [("before", 0), ("after", 1)]


def test_the_start_methods_that_were_used_are_kept():
    collector = Collector(0, PID, "stdout")
    for pid, method in [(1, "fork"), (2, "spawn"), (3, "fork"), (4, None)]:
        collector.receive(message("process 100", pid=pid))
        collector.receive(message(f"name 0 {method}", pid=pid, text=b"Ann"))
    assert collector.start_methods == {"fork", "spawn"}
