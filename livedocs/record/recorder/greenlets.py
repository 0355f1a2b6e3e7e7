"""Report greenlets, including those of gevent: each is a lane of its own."""

from livedocs.record.recorder import lanes
from livedocs.record.recorder.lanes import here

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any


def _name(greenlet: "Any") -> str:
    """gevent's name with the function's, or the thread's name if gevent made it of a thread."""
    run = getattr(greenlet, "_run", None)
    thread: Any = getattr(run, "__self__", None)
    if hasattr(thread, "_bootstrap"):
        return str(thread.name)
    name = getattr(greenlet, "name", "greenlet")
    function = getattr(run, "__name__", "")
    return f"{name} ({function})" if function else str(name)


def _function(greenlet: "Any") -> str:
    """The name of the outermost function of a waiting greenlet; "" if it has ended."""
    frame, name = greenlet.gr_frame, ""
    while frame:
        frame, name = frame.f_back, frame.f_code.co_name
    return str(name)


def watch_greenlet(module: "ModuleType") -> None:
    """Report the greenlets of ``module``, which is greenlet."""
    from weakref import WeakKeyDictionary

    numbers: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
    getcurrent = module.getcurrent

    def find() -> "int | None":
        """The lane of the greenlet that runs now; None for the main one of its thread."""
        greenlet = getcurrent()
        if greenlet in numbers:
            return numbers[greenlet]
        if greenlet.parent is None or type(greenlet).__name__ == "Hub":
            return None
        numbers[greenlet] = number = next(lanes.numbers)
        lanes.begin("task", number, getattr(here, "lane", 0), _name(greenlet))
        return number

    def switched(event: str, greenlets: "Any") -> None:
        origin, _ = greenlets
        if lanes.following and origin in numbers:
            lanes.following.turn_ends(numbers[origin])
        if origin in numbers and type(origin) is module.greenlet and (name := _function(origin)):
            lanes.rename(numbers[origin], f"greenlet ({name})")  # known only once it runs
        if origin.dead and origin in numbers:
            lanes.end(numbers.pop(origin))
        if (number := find()) is not None and lanes.following:
            lanes.following.turn_begins(number)

    lanes.finders.append(find)
    module.settrace(switched)
