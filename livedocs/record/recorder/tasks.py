"""Report the tasks of asyncio: their begin, name and end, and which one runs."""

from livedocs.record.recorder import lanes
from livedocs.record.recorder.lanes import here

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

    Told = tuple[int, str, str | None]
    """What has been reported of a task: its number, the name of its coroutine, its own name."""

_ENDS = ("shutdown_asyncgens", "shutdown_default_executor")
"""asyncio.run() ends with tasks of these two coroutines in every program."""


class Tasks:
    """The tasks of this process that have been reported. ``tasks`` is ``asyncio.tasks``."""

    def __init__(self, tasks: "ModuleType") -> None:
        from weakref import WeakKeyDictionary

        self.Task = tasks.Task
        self.running_loop = tasks.events._get_running_loop
        self.current_task = tasks.current_task
        # The recorder must not keep a task alive.
        self.told: WeakKeyDictionary[Any, Told] = WeakKeyDictionary()

    def begin(self, task: "Any") -> "int | None":
        """Report a task made without create_task(); returns its number, None if it is no lane."""
        called = getattr(task.get_coro(), "__name__", "")
        if called in _ENDS or task.done():
            return None
        number = next(lanes.numbers)
        lanes.begin("task", number, getattr(here, "lane", 0), f"{task.get_name()} ({called})")
        self.told[task] = number, called, task.get_name()
        return number

    def tell_name(self, task: "Any") -> None:
        """Report the name of ``task`` if it has changed."""
        number, called, name = self.told[task]
        if task.get_name() != name:
            self.told[task] = number, called, task.get_name()
            lanes.rename(number, f"{task.get_name()} ({called})")

    def tell_end(self, task: "Any") -> None:
        """Report the end of ``task`` if it is done."""
        if task.done() and task in self.told:
            self.tell_name(task)
            ending = ""
            if task.cancelled():
                ending = "cancelled"
            elif task._exception is not None:  # .exception() would mark it as retrieved
                ending = type(task._exception).__name__
            lanes.end(self.told.pop(task)[0], ending)

    def watch_create_task(self, loop: "Any") -> None:
        """Wrap ``create_task`` of the class ``loop`` to report each task."""
        create_task = loop.create_task

        def create_task_watched(self_: object, coro: object, **kwargs: object) -> "Any":
            called = getattr(coro, "__name__", "")
            if called in _ENDS:
                return create_task(self_, coro, **kwargs)
            before, number = lanes.current(), next(lanes.numbers)
            lanes.begin("task", number, before, f"({called})")
            lanes.enter(number)  # an eager task runs its first step at once
            try:
                task = create_task(self_, coro, **kwargs)
            except BaseException:
                lanes.end(number)
                raise
            finally:
                lanes.leave(before)
            if isinstance(task, self.Task):
                if stack := task._source_traceback:  # asyncio removes its own frame too
                    stack[:] = [frame for frame in stack if frame.filename != __file__]
                self.told[task] = number, called, None
                self.tell_name(task)
                self.tell_end(task)
            else:
                lanes.end(number)
            return task

        loop.create_task = create_task_watched

    def watch_steps(self, handle: "Any") -> None:
        """Wrap ``_run`` of the class ``handle``, which runs each step of a task."""
        run = handle._run

        def run_watched(self_: "Any") -> object:
            task = getattr(self_._callback, "__self__", None)
            if not isinstance(task, self.Task):
                return run(self_)
            if task in self.told:
                self.tell_name(task)  # Python 3.11 sets the name after create_task()
            elif self.begin(task) is None:
                return run(self_)
            before = lanes.enter(self.told[task][0])
            try:
                return run(self_)
            finally:
                lanes.leave(before)
                self.tell_end(task)

        handle._run = run_watched

    def find(self) -> "int | None":
        """The lane of the task that runs now, for event loops that do not use ``Handle._run``."""
        if self.running_loop() is None or (task := self.current_task()) is None:
            return None
        found = self.told.get(task)
        return found[0] if found else self.begin(task)


def watch_asyncio(base_events: "ModuleType") -> None:
    """Report the tasks of asyncio; ``base_events`` is its module of that name."""
    tasks = Tasks(base_events.tasks)
    tasks.watch_create_task(base_events.BaseEventLoop)
    tasks.watch_steps(base_events.events.Handle)


def watch_uvloop(uvloop: "ModuleType") -> None:
    """uvloop runs the steps of tasks in C, so a task is reported to end when it is freed."""
    import asyncio
    from weakref import finalize

    class TasksOfUvloop(Tasks):
        def tell_name(self, task: "Any") -> None:
            super().tell_name(task)
            finalize(task, lanes.end, self.told[task][0]).atexit = False

    tasks = TasksOfUvloop(asyncio.tasks)
    tasks.watch_create_task(uvloop.Loop)
    lanes.finders.append(tasks.find)
