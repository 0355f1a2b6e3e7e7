"""Tell of the tasks of asyncio: begin, name, end, and which one runs."""

from livedocs.record.recorder import lanes
from livedocs.record.recorder.lanes import here

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

    Told = tuple[int, str, str | None]
    """What has been told of a task: its number, the name of its coroutine, its own name."""

_ENDS = ("shutdown_asyncgens", "shutdown_default_executor")
"""asyncio.run() ends with tasks of these two coroutines, whatever the program."""


class Tasks:
    """The tasks of this process that have been told of."""

    def __init__(self, tasks: "ModuleType") -> None:
        from weakref import WeakKeyDictionary

        self.Task = tasks.Task
        self.running_loop = tasks.events._get_running_loop
        self.current_task = tasks.current_task
        # The recorder must not keep a task alive.
        self.told: WeakKeyDictionary[Any, Told] = WeakKeyDictionary()

    def begin(self, task: "Any") -> "int | None":
        """Tell of a task that was made past create_task(); returns its number, None for no lane."""
        called = getattr(task.get_coro(), "__name__", "")
        if called in _ENDS or task.done():
            return None
        number = next(lanes.numbers)
        lanes.begin("task", number, getattr(here, "lane", 0), f"{task.get_name()} ({called})")
        self.told[task] = number, called, task.get_name()
        return number

    def tell_name(self, task: "Any") -> None:
        number, called, name = self.told[task]
        if task.get_name() != name:
            self.told[task] = number, called, task.get_name()
            lanes.rename(number, f"{task.get_name()} ({called})")

    def tell_end(self, task: "Any") -> None:
        if task.done() and task in self.told:
            self.tell_name(task)
            ending = ""
            if task.cancelled():
                ending = "cancelled"
            elif task._exception is not None:  # .exception() would mark it as retrieved
                ending = type(task._exception).__name__
            lanes.end(self.told.pop(task)[0], ending)

    def watch_create_task(self, loop: "Any") -> None:
        """Replace ``create_task`` of ``loop``, a class, by one that tells of the task."""
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
                if stack := task._source_traceback:  # asyncio takes its own frame away likewise
                    stack[:] = [frame for frame in stack if frame.filename != __file__]
                self.told[task] = number, called, None
                self.tell_name(task)
                self.tell_end(task)
            else:
                lanes.end(number)
            return task

        loop.create_task = create_task_watched

    def watch_steps(self, handle: "Any") -> None:
        """Replace ``_run`` of ``handle``, a class: it runs each step of a task."""
        run = handle._run

        def run_watched(self_: "Any") -> object:
            task = getattr(self_._callback, "__self__", None)
            if not isinstance(task, self.Task):
                return run(self_)
            if task in self.told:
                self.tell_name(task)  # asyncio.create_task() of Python 3.11 sets it afterwards
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
        """The lane of the task that runs here, for loops that run steps in their own way."""
        if self.running_loop() is None or (task := self.current_task()) is None:
            return None
        found = self.told.get(task)
        return found[0] if found else self.begin(task)


def watch_asyncio(base_events: "ModuleType") -> None:
    tasks = Tasks(base_events.tasks)
    tasks.watch_create_task(base_events.BaseEventLoop)
    tasks.watch_steps(base_events.events.Handle)


def watch_uvloop(uvloop: "ModuleType") -> None:
    """Its loop runs the steps in C: a task ends, for the record, when nothing holds it any more."""
    import asyncio
    from weakref import finalize

    class TasksOfUvloop(Tasks):
        def tell_name(self, task: "Any") -> None:
            super().tell_name(task)
            finalize(task, lanes.end, self.told[task][0]).atexit = False

    tasks = TasksOfUvloop(asyncio.tasks)
    tasks.watch_create_task(uvloop.Loop)
    lanes.finders.append(tasks.find)
