"""Tell at which source line of the snippet each lane stands, and what CPU time it has used.

The recorder starts this in each Python process of a run that is followed. From then on a message
``at`` leaves the process whenever a lane comes to another line of the snippet's own file, or leaves
that file. Other code is not followed: a lane that is in a library stands at the line of the snippet
that called it, or at none. A task that waits stands at its ``await``.

How Python tells lines is in ``monitoring``, and for Python 3.11 in ``tracing``.

A loop would fill the record and take many times as long. So a lane's lines of one function are told
``KEPT`` times. After that the lane is *fast* there: it stands at the ``def``, and Python is asked
to be silent about these lines. It is then silent about them in all threads. So it is not asked at
once where another lane stands in the same function, which may be about to run. And when a lane
leaves such a place, or a thread begins, everything is switched on again.

The program has the right of way: if it asks for our tool id or sets its own trace function, it
gets it, and is not followed from then on. This module may not raise into the program. It can meet
``RecursionError`` only; what else comes up in it was raised by a signal handler of the program.
"""

import _thread
import os
from time import monotonic_ns, thread_time_ns

from livedocs.record.recorder import channel, lanes

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import CodeType, FrameType

KEPT = 100
"""How often a lane's lines of one function are told; likewise its calls."""
KEPT_OF_ALL = 2_000
"""The same for all lanes of a process together."""
REPEATS = 20
"""How often Python may tell one line again before it is asked to be silent about it."""
PATIENCE = 30_000
"""How often it is looked whether another lane stands where one is fast: about 10 ms of work."""
RECENT = 100_000
"""Nanoseconds for which a thread is not asked again for its CPU time, which takes 1 to 4 µs."""
BRIEF = 1_000_000
"""Nanoseconds: the part of a stretch in which a task ran is told by itself if it is longer."""

AWAITS = 0x80 | 0x100 | 0x200
"""The flags of coroutines, of generators used as such, and of asynchronous generators
(https://docs.python.org/3/library/inspect.html#code-objects-bit-flags)."""


class Lane:
    """Where one lane stands; only the thread that runs it changes it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.code = 0  # the id of the code in which it stands
        self.line: int | None = None
        self.fast = False
        self.turns = 0  # a task: how often it has run; 0 for a lane that is a thread
        self.repeats = 0
        self.counts: dict[tuple[str, int], int] = {}
        self.since = 0  # when it was last told, or its last turn ended
        self.used = 0  # CPU time in its turns so far, in nanoseconds
        self.zero = 0  # CPU time that its thread has used for others
        self.turn = 0  # when its turn began
        self.ran = 0  # nanoseconds of its earlier turns


class Following:
    """Where the lanes of this process stand, and what is told of it."""

    def __init__(self) -> None:
        self.script = os.environ["LIVEDOCS_SCRIPT"]
        self.own = os.path.dirname(__file__)
        self.clock = _thread._local()
        self.begin()
        os.register_at_fork(after_in_child=self.begin)

    def begin(self) -> None:
        """Know nothing: this is a new process, maybe a fork."""
        self.lanes: dict[int, Lane] = {}
        self.totals: dict[tuple[str, int], int] = {}
        self.patience = PATIENCE

    def lane(self, number: int | None = None) -> Lane:
        """The lane ``number``, else the one that runs in this thread."""
        if number is None:
            number = lanes.current()
        if number not in self.lanes:
            self.lanes[number] = Lane(number)
        return self.lanes[number]

    def cpu(self) -> int:
        """The CPU time of this thread in nanoseconds, at most ``RECENT`` too much."""
        clock, now = self.clock, monotonic_ns()
        since: int = now - getattr(clock, "asked", -RECENT)
        if since < RECENT:
            return int(clock.used) + since
        clock.asked, clock.used = now, thread_time_ns()
        return int(clock.used)

    def tell(self, lane: Lane) -> None:
        """Tell where ``lane``, which runs in this thread, stands, and the totals of its CPU time
        and of the time for which it has run: -1 for a thread, which has no turns.
        """
        lane.since = monotonic_ns()
        used = max(self.cpu() - lane.zero, 0)
        ran = lane.ran + lane.since - lane.turn if lane.turns else -1
        channel.tell(f"at {lane.number} {lane.line or 0} {lane.fast:d} {used} {ran}")

    def stand(self, lane: Lane, code: object, line: int | None, fast: bool = False) -> None:
        """``lane`` stands at ``line`` of ``code`` from now on."""
        lane.code = id(code)
        if line == lane.line and fast == lane.fast:
            return
        was_silent = lane.fast or lane.repeats >= REPEATS
        lane.line, lane.fast, lane.repeats = line, fast, 0
        self.tell(lane)
        if was_silent:
            self.switch_on()

    def stand_in(self, lane: Lane, code: "CodeType", line: int | None) -> None:
        """``lane`` stands in ``code``, at ``line`` if that is known and it is not fast there."""
        if lane.counts.get(("line", id(code)), 0) >= KEPT:
            self.stand(lane, code, code.co_firstlineno, fast=True)
        elif line is not None:
            self.stand(lane, code, line)

    def is_fast(self, lane: Lane, code: "CodeType") -> bool:
        """``lane`` is fast in ``code`` from now on; as ``is_enough``."""
        self.stand(lane, code, code.co_firstlineno, fast=True)
        return self.is_enough(lane)

    def is_enough(self, lane: Lane) -> bool:
        """Whether Python may be silent about the code in which ``lane`` stands."""
        if self.patience > 0:
            self.patience -= len(self.lanes)
            for other in tuple(self.lanes.values()):
                if other.code == lane.code and other.line != lane.line:
                    return False
        return True

    def switch_on(self) -> None:
        """Hear again of what Python is silent about."""

    def count(self, lane: Lane, kind: str, code: object) -> bool:
        """Count an event of ``code``; whether it may be told."""
        key = kind, id(code)  # the hash of a code object takes long
        count, total = lane.counts.get(key, 0), self.totals.get(key, 0)
        if count >= KEPT or total >= KEPT_OF_ALL:
            return False
        lane.counts[key], self.totals[key] = count + 1, total + 1
        return True

    # Events of the snippet's own code. Each returns whether no more of its kind is wanted.

    def on_line(self, code: "CodeType", line: int) -> bool:
        """``line`` begins."""
        lane = self.lane()
        if line == lane.line and not lane.fast:
            lane.repeats += 1
            if lane.repeats == REPEATS:
                self.tell(lane)  # its CPU time: it may go on until the process is killed
            return lane.repeats >= REPEATS and self.is_enough(lane)
        if not self.count(lane, "line", code):
            return self.is_fast(lane, code)
        self.stand(lane, code, line)
        return False

    def on_enter(self, code: "CodeType", line: int | None) -> bool:
        """A function is called or goes on; at ``line``, where no other event tells the line."""
        lane = self.lane()
        if lane.turns and code.co_flags & AWAITS:
            return False  # the task stands where it stood
        if not self.count(lane, "call", code):
            return self.is_fast(lane, code)
        self.stand_in(lane, code, line)
        return False

    def on_leave(self, frame: "FrameType", *, pauses: bool = False) -> bool:
        """The function of ``frame`` is left; for a time, if it ``pauses``."""
        lane, code = self.lane(), frame.f_code
        if pauses and lane.turns and code.co_flags & AWAITS:
            return False  # the task waits in this line
        if not self.count(lane, "call", code):
            return self.is_fast(lane, code)
        if caller := self.caller(lane, frame):
            self.stand_in(lane, caller.f_code, caller.f_lineno)
        else:
            self.stand(lane, None, None)
        return False

    def caller(self, lane: Lane, frame: "FrameType") -> "FrameType | None":
        """The frame of the snippet that ``frame`` goes back to; None where there is none."""
        above = frame.f_back
        while above is not None:
            code = above.f_code
            if code.co_filename == self.script:
                return above
            if code.co_name == "_bootstrap":
                return None  # multiprocessing's: a forked child has its parent's frames above it
            if lane.turns and code.co_filename.startswith(self.own):
                return None  # the lane that runs the event loop is above it
            above = above.f_back
        return None

    # The recorder calls these.

    def thread_begins(self) -> None:
        """This thread is new."""
        self.switch_on()

    def turn_begins(self, number: int) -> None:
        """The lane ``number``, a task or greenlet, runs in this thread from now on."""
        lane = self.lane(number)
        lane.turns += 1
        lane.zero, lane.turn = self.cpu() - lane.used, monotonic_ns()
        self.tell_turn(lane)

    def turn_ends(self, number: int) -> None:
        """The lane ``number``, a task or greenlet, does not run any more for now."""
        lane = self.lane(number)
        self.tell_turn(lane)
        lane.used, lane.since = self.cpu() - lane.zero, monotonic_ns()
        lane.ran += lane.since - lane.turn
        if lane.line is None:
            self.lanes.pop(lane.number, None)  # it has ended

    def tell_turn(self, lane: Lane) -> None:
        """Part what ``lane`` has done in its line until now from what it does from now on."""
        if (
            lane.line is not None
            and not lane.fast
            and monotonic_ns() - lane.since > BRIEF
            and self.count(lane, "turn", None)
        ):
            self.tell(lane)
