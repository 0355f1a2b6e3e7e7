"""Follow by ``sys.settrace``, which slows all code: a process that runs much of it is given up."""

import sys

from livedocs.record.recorder import channel
from livedocs.record.recorder.following import AWAITS, Following

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

TRACED = 100_000
"""Calls and lines of a process after which Python 3.11 gives up: about 50 ms of work for us."""
YIELD_VALUE = 86
"""The opcode in Python 3.11."""


class Tracing(Following):
    """Following by sys.settrace."""

    left = TRACED

    def __init__(self) -> None:
        """Trace this thread from now on; the program finds no trace function but its own."""
        super().__init__()
        self.settrace, self.gettrace = sys.settrace, sys.gettrace
        sys.settrace, sys.gettrace = self.give_way, self.traced_by
        self.settrace(self.trace)

    def traced_by(self) -> "Any":
        """What the program finds as ``sys.gettrace``."""
        trace = self.gettrace()
        return None if trace == self.trace else trace

    def give_way(self, function: "Any") -> None:
        """What the program finds as ``sys.settrace``."""
        if self.left >= 0:
            self.left = -1
            channel.tell("unfollowed python")
        self.settrace(function)

    def trace(self, frame: "FrameType", event: str, argument: object) -> "Any":
        """The trace function: an event of any function."""
        self.left -= 1
        if self.left < 0:
            frame.f_trace = None
            if self.gettrace() == self.trace:  # else it is the program's
                self.settrace(None)
            if self.left == -1:
                channel.tell("unfollowed slow")
            return None
        code, line = frame.f_code, frame.f_lineno
        if code.co_filename != self.script:
            return None
        try:
            if event == "call":
                if self.on_enter(code, line if line > code.co_firstlineno else None):
                    return None
            elif event == "line":
                self.on_line(code, line)  # a long loop counts, until we give up
            elif event == "return":
                awaits = code.co_flags & AWAITS and code.co_code[frame.f_lasti] == YIELD_VALUE
                self.on_leave(frame, pauses=bool(awaits))
        except RecursionError:
            pass
        return self.trace

    def thread_begins(self) -> None:
        if self.left >= 0:
            self.settrace(self.trace)
