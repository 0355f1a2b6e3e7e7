"""Put what the processes of a run tell, and what its pipes carry, into lanes and lines.

Nothing that a program sends may raise here: a message that makes no sense is passed over.
"""

import ast
import codecs
import os

from livedocs.record.lane_names import program, short

MAX_LINES = 2_000
MAX_BYTES = 256 * 1024
MAX_LANES = 2_000
MAX_MESSAGE = 4 * 1024 * 1024
"""Bytes; the recorder's own messages are far smaller."""

TYPE_CHECKING = False  # a type checker takes it for true; typing itself is large, see supervise
if TYPE_CHECKING:
    from typing import Any

    RawLane = dict[str, Any]
    """The fields of a ``run.Lane`` and, until it is finished, the PID of its parent."""
    RawLine = dict[str, Any]
    """The fields of a ``run.Line``."""


def shown(text: str) -> str:
    """What a terminal shows of ``text``, one line that may return the carriage and overwrite."""
    line = ""
    for part in text.split("\r"):
        line = part + line[len(part) :]
    return line


class Text:
    """One source of output: cuts what arrives into lines, whatever the pieces."""

    def __init__(self, collector: "Collector", stream: str) -> None:
        self.collector, self.stream = collector, stream
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.pending, self.at = "", 0.0
        self.lane: int | None = None

    def feed(self, data: bytes, at: float, lane: int | None = None, *, final: bool = False) -> None:
        """Take ``data``, bytes written at ``at`` seconds in ``lane``; ``final`` ends the text."""
        data = self.collector.within_limit(data)
        if not self.pending and not self.decoder.getstate()[0]:  # nor a part of a character
            self.at, self.lane = at, lane
        *lines, self.pending = (self.pending + self.decoder.decode(data, final)).split("\n")
        if final and self.pending:
            lines.append(self.pending)
        for line in lines:
            self.collector.add_line(self.at, self.lane, self.stream, shown(line))
            self.at, self.lane = at, lane


class Stream:
    """The messages of one process, from its recorder's start to the process's end."""

    def __init__(self, collector: "Collector") -> None:
        self.collector = collector
        self.rest = bytearray()
        self.lanes: dict[int, int] = {}  # the process's own number of a lane → the collector's
        self.texts = {name: Text(collector, name) for name in ("stdout", "stderr")}

    def feed(self, data: bytes) -> None:
        """Take some bytes; a message counts once its line is complete."""
        self.rest += data
        if b"\n" not in data:
            if len(self.rest) > MAX_MESSAGE:
                self.rest.clear()
            return
        *messages, self.rest = self.rest.split(b"\n")
        for message in messages:
            try:
                kind, nanoseconds, *details = ast.literal_eval(message.decode())
                handle = getattr(self, f"on_{kind}")
                handle(self.collector.seconds(nanoseconds), *details)
            except Exception:
                continue

    def close(self, at: float) -> None:
        """The process has ended at ``at`` seconds: so has all that lived in it."""
        for text in self.texts.values():
            text.feed(b"", at, final=True)
        for index in self.lanes.values():
            lane = self.collector.lanes[index]
            lane["end"] = at if lane["end"] is None else lane["end"]

    def on_process(
        self, at: float, pid: int, parent_pid: int, command: list[str], interpreter: int = 0
    ) -> None:
        if self.lanes:
            return
        name = program(command)
        self.pid = int(pid)
        self.parent_pid = int(parent_pid)
        if int(interpreter):
            self.add_lane(0, "interpreter", f"interpreter {interpreter}", at, None)
        else:
            self.add_lane(0, "process", name, at, None)

    def on_name(self, at: float, name: str, daemon: bool, method: str | None) -> None:
        self.lane(0).update(name=short(name), daemon=bool(daemon))
        if method in ("fork", "spawn", "forkserver"):
            self.collector.start_methods.add(method)

    def on_thread(self, at: float, number: int, name: str, daemon: bool) -> None:
        self.add_lane(number, "thread", short(name), at, 0)
        self.lane(number).update(daemon=bool(daemon))

    def on_task(self, at: float, number: int, name: str, parent: int) -> None:
        self.add_lane(number, "task", short(name), at, parent)

    def on_rename(self, at: float, number: int, name: str) -> None:
        self.lane(number)["name"] = short(name)

    def on_end(self, at: float, number: int, name: str | None, how: str | None) -> None:
        self.lane(number).update(end=at, ending=None if how is None else short(how))
        if name is not None:  # it may have been renamed since its start
            self.on_rename(at, number, name)

    def on_write(self, at: float, number: int, stream: str, data: bytes) -> None:
        self.texts[stream].feed(data, at, self.lanes.get(number))

    def on_reaped(self, at: float, pid: int, status: int) -> None:
        if len(self.collector.endings) < MAX_LANES:
            self.collector.endings[int(pid)] = os.waitstatus_to_exitcode(status)

    def lane(self, number: int) -> "RawLane":
        return self.collector.lanes[self.lanes[number]]

    def add_lane(
        self, number: int, kind: str, name: str | None, at: float, parent: int | None
    ) -> None:
        if len(self.collector.lanes) >= MAX_LANES:
            return
        lane = {
            "kind": kind,
            "name": name,
            "pid": self.pid,
            "parent_pid": self.parent_pid,
            "parent": None if parent is None else self.lanes.get(parent),
            "daemon": False,
            "start": at,
            "end": None,
            "ending": None,
        }
        self.lanes[number] = len(self.collector.lanes)
        self.collector.lanes.append(lane)


class Collector:
    """Everything that one run tells; ``start`` is its zero, in ``time.monotonic_ns()``."""

    def __init__(self, start: int, pid: int) -> None:
        self.start, self.pid = start, pid
        self.lanes: list[RawLane] = []
        self.lines: list[RawLine] = []
        self.cut_lines = self.cut_bytes = self.bytes = 0
        self.endings: dict[int, int] = {}  # PID → exit code, as subprocess gives it
        self.start_methods: set[str] = set()

    def seconds(self, nanoseconds: int) -> float:
        """Seconds since the start of the run. Raises TypeError for what is no whole number."""
        if type(nanoseconds) is not int:
            raise TypeError(f"not a time: {nanoseconds!r}")
        return (nanoseconds - self.start) / 1e9

    def within_limit(self, data: bytes) -> bytes:
        """The part of ``data`` that a record has room for; the rest is counted."""
        kept = data[: MAX_BYTES - self.bytes]
        self.bytes += len(kept)
        self.cut_bytes += len(data) - len(kept)
        return kept

    def add_line(self, at: float, lane: int | None, stream: str, text: str) -> None:
        if len(self.lines) < MAX_LINES:
            self.lines.append({"at": at, "lane": lane, "stream": stream, "text": text})
        else:
            self.cut_lines += 1

    def finish(self, now: int) -> "tuple[list[RawLane], list[RawLine]]":
        """The lanes, each process before all that lives in it, and the lines, in order of time.

        What has not ended ends ``now`` (nanoseconds). Both are lists for JSON; a lane's
        ``parent`` and a line's ``lane`` are indices into the lanes.
        """
        last = self.seconds(now)

        def within(at: float) -> float:
            """A program may write to its stream by itself, and tell any time."""
            return min(max(at, 0.0), last)

        processes: dict[int, int] = {}  # PID → its lane; the first, where it became another program
        for index, lane in enumerate(self.lanes):
            if lane["kind"] == "process":
                processes.setdefault(lane["pid"], index)
        if self.pid in processes:
            # The recorder starts some milliseconds after its process.
            self.lanes[processes[self.pid]].update(start=0.0, name="MainProcess")
        for index, lane in enumerate(self.lanes):
            lane["start"] = within(lane["start"])
            lane["end"] = max(lane["start"], within(last if lane["end"] is None else lane["end"]))
            parent_pid = lane.pop("parent_pid")
            if lane["kind"] == "process":
                lane["ending"] = self.endings.get(lane["pid"])
                parent = processes.get(parent_pid)
                lane["parent"] = None if parent == index else parent
            elif lane["parent"] is None:
                lane["parent"] = processes.get(lane["pid"])

        def place(index: int) -> tuple[float, int, bool, float]:
            lane = self.lanes[index]
            process = self.lanes[processes.get(lane["pid"], index)]
            return process["start"], lane["pid"], lane["kind"] != "process", lane["start"]

        order = sorted(range(len(self.lanes)), key=place)
        moved = {old: new for new, old in enumerate(order)} | {None: None}
        lanes = [self.lanes[index] for index in order]
        for lane in lanes:
            lane["parent"] = moved[lane["parent"]]
        for line in self.lines:
            line.update(at=within(line["at"]), lane=moved[line["lane"]])
        lines = sorted(self.lines, key=lambda line: line["at"])
        return lanes, lines
