"""Follow by ``sys.monitoring`` (https://docs.python.org/3/library/sys.monitoring.html).

The start of every function is asked for, each only until it is known not to be the snippet's. All
other events are those of the snippet's functions alone.
"""

import atexit
import sys

from livedocs.record.recorder import channel
from livedocs.record.recorder.following import KEPT, Following

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

RESTARTS = 200
"""How often everything is switched on again; it costs up to 0.1 ms."""

monitoring: "Any" = getattr(sys, "monitoring", None)  # new in Python 3.12


class Monitoring(Following):
    """Following by sys.monitoring."""

    def __init__(self, tool: int) -> None:
        """``tool`` is the number of ours, one that is free."""
        self.tool, self.silenced = tool, False
        super().__init__()
        self.events, self.DISABLE = monitoring.events, monitoring.DISABLE
        self.use_tool_id = monitoring.use_tool_id
        self.use_tool_id(tool, "livedocs")
        monitoring.use_tool_id = self.give_way
        self.known: dict[int, tuple[CodeType, int | None]] = {}
        for name in ("LINE", "PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD", "PY_UNWIND"):
            event, callback = getattr(self.events, name), getattr(self, name.lower())
            monitoring.register_callback(tool, event, callback)
        # A single function has no PY_UNWIND of its own before Python 3.15.
        monitoring.set_events(tool, self.events.PY_START | self.events.PY_UNWIND)
        atexit.register(self.stop)

    def begin(self) -> None:
        super().begin()
        self.restarts = RESTARTS
        self.unwound: dict[int, int] = {}
        self.switch_on()  # a fork is silenced where its parent was

    def py_start(self, code: "CodeType", _: int) -> object:
        if code.co_filename != self.script:
            return self.DISABLE
        return self.answer(self.on_start, code)

    def on_start(self, code: "CodeType") -> bool:
        """A function is called; as ``on_enter``."""
        if id(code) not in self.known:
            events = self.events
            wanted = events.LINE | events.PY_RESUME | events.PY_RETURN | events.PY_YIELD
            monitoring.set_local_events(self.tool, code, wanted)
            lines = {line for _, _, line in code.co_lines() if line}
            # Python 3.13 tells no line of a function that has only one.
            self.known[id(code)] = code, lines.pop() if len(lines) == 1 else None
        return self.on_enter(code, self.known[id(code)][1])

    def py_resume(self, code: "CodeType", _: int) -> object:
        return self.answer(self.on_enter, code, sys._getframe(1).f_lineno)

    def line(self, code: "CodeType", line: int) -> object:
        return self.answer(self.on_line, code, line)

    def py_return(self, _: "CodeType", __: int, value: object) -> object:
        return self.answer(self.on_leave, sys._getframe(1))

    def py_yield(self, _: "CodeType", __: int, value: object) -> object:
        return self.answer(self.on_leave, sys._getframe(1), pauses=True)

    def py_unwind(self, code: "CodeType", _: int, error: object) -> None:
        if code.co_filename != self.script:
            return
        # Python allows no silence here, and closes generators by the thousand.
        times = self.unwound[id(code)] = self.unwound.get(id(code), 0) + 1
        if times <= KEPT:
            self.answer(self.on_leave, sys._getframe(1))

    def answer(self, handle: "Callable[..., bool]", *details: object, **options: bool) -> object:
        """What a callback returns, after ``handle`` has taken the event."""
        try:
            if not handle(*details, **options):
                return None
        except RecursionError:
            return None
        self.silenced = True
        return self.DISABLE

    def switch_on(self) -> None:
        if self.silenced and self.restarts > 0:
            self.silenced = False
            self.restarts -= 1
            monitoring.restart_events()

    def give_way(self, tool: int, name: str) -> None:
        """What the program finds as ``sys.monitoring.use_tool_id``."""
        if tool == self.tool:
            self.stop()
            channel.tell("unfollowed python")
        self.use_tool_id(tool, name)

    def stop(self) -> None:
        """Follow no more: the program has ended, and what runs now tears it down."""
        if self.tool < 0:
            return
        if self.lanes:
            self.tell(self.lane())
        monitoring.set_events(self.tool, 0)
        for code, _ in self.known.values():
            monitoring.set_local_events(self.tool, code, 0)
        monitoring.free_tool_id(self.tool)
        self.tool = -1


def start() -> Following | None:
    """Follow this process; None where other tools have all places."""
    free = [tool for tool in (4, 3) if monitoring.get_tool(tool) is None]
    if not free:
        channel.tell("unfollowed python")
        return None
    return Monitoring(free[0])
