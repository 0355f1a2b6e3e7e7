"""The lanes of this process: which one runs here, and how each begins and ends."""

import _thread
import os
import sys
from itertools import count

from livedocs.record.recorder import channel

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


here = _thread._local()
"""``here.lane`` is the number of the lane that runs in this thread; 0 is the process itself."""
numbers = count(1)
finders: "list[Callable[[], int | None]]" = []
"""Functions that return the number of the lane that runs now, or None if they do not know it.

For tasks and greenlets that do not report when they start to run."""

following: "Any" = None
"""The object that follows source lines; it is told when lanes run. None if nothing is followed."""


def current() -> int:
    """The number of the lane that runs now."""
    if finders:
        for find in finders:
            if (found := find()) is not None:
                return found
    try:
        return here.lane  # type: ignore[no-any-return]
    except AttributeError:
        if channel.interpreter:  # any thread may enter an interpreter
            return 0
        # This thread was started by C code.
        here.lane = number = next(numbers)
        thread = sys.modules.get("threading")
        known = thread and thread._active.get(_thread.get_ident())
        begin("thread", number, 1, known.name if known else "thread")
        here.end = _End(number)
        return number


class _End:
    """Reports the end of a thread when its thread-local values are freed."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        end(self.number)


def text(value: object) -> bytes:
    """``value`` as bytes that are short enough for a message."""
    return str(value)[:200].encode("utf-8", "backslashreplace")


def begin(kind: str, number: int, detail: int, name: object) -> None:
    """Report that a lane begins.

    ``kind`` is "thread" or "task". ``detail`` is 1 for a daemon thread, and for a task the number
    of the lane that it lives in.
    """
    channel.tell(f"{kind} {number} {detail:d}", text(name))


def rename(number: int, name: object) -> None:
    """Report that the lane ``number`` has another name."""
    channel.tell(f"rename {number}", text(name))


def end(number: int, ending: str = "") -> None:
    """Report that a lane has ended; ``ending`` is "cancelled" or the name of its exception."""
    channel.tell(f"end {number}", text(ending))


def enter(number: int) -> int:
    """The task ``number`` runs in this thread until ``leave``; returns the lane before it."""
    before: int = getattr(here, "lane", 0)
    here.lane = number
    if following:
        following.turn_begins(number)
    return before


def leave(before: int) -> None:
    """The lane ``before`` runs in this thread again."""
    if following:
        following.turn_ends(here.lane)
    here.lane = before


def process(command: list[str]) -> None:
    """Report that this process, or this interpreter in it, has begun; ``command`` is its argv."""
    global numbers
    numbers = count(1)
    here.lane = 0
    words = "\0".join(command)[: channel.PIECE // 4].encode("utf-8", "backslashreplace")
    channel.tell(f"process {os.getppid()}", words)


def forked() -> None:
    """Report that this process, a fork, has begun."""
    channel.forked()
    process([])  # a fork has no command line of its own


def _name_of(thread: "Any", function: object) -> str:
    """The name of ``thread`` if it is a threading.Thread, else that of its ``function``.

    If a numbered thread has a class of the standard library, the class follows its number, as
    Python does with a thread's target: "Thread-1 (Timer)".
    """
    try:
        name, kind = str(thread.name), type(thread)
        package = kind.__module__.partition(".")[0]
    except Exception:
        return str(getattr(function, "__name__", "thread"))
    is_numbered = name.startswith("Thread-") and name[7:].isdecimal()
    if is_numbered and kind.__name__ != "Thread" and package in sys.stdlib_module_names:
        return f"{name} ({kind.__name__})"
    return name


def watch_threads(name: str) -> None:
    """Wrap the function ``name`` of _thread, which starts threads, to report them."""
    start = getattr(_thread, name, None)
    if start is None:
        return

    def start_watched(function: object, *args: object, **kwargs: object) -> object:
        if not callable(function):
            return start(function, *args, **kwargs)
        thread = getattr(function, "__self__", None)  # threading passes Thread._bootstrap

        def body(*args: object, **kwargs: object) -> object:
            here.lane = number = next(numbers)
            called = _name_of(thread, function)
            begin("thread", number, bool(getattr(thread, "_daemonic", False)), called)
            if following:
                following.thread_begins()
            try:
                return function(*args, **kwargs)
            finally:
                if (name := _name_of(thread, function)) != called:
                    rename(number, name)
                end(number)

        body.__qualname__ = getattr(function, "__qualname__", body.__qualname__)
        return start(body, *args, **kwargs)

    setattr(_thread, name, start_watched)
    if f"_{name}" in vars(sys.modules.get("threading", os)):  # a .pth file imported it already
        setattr(sys.modules["threading"], f"_{name}", start_watched)
