"""Tell the supervisor what happens inside this Python process.

Python imports this module at its start, because the supervisor puts this
folder on PYTHONPATH (https://docs.python.org/3/library/site.html). It opens
one stream to the supervisor and writes a message, ``repr(tuple)`` and a
newline, for each start and end of a thread or task, each write to stdout or
stderr, and each child that was waited for. Times are ``time.monotonic_ns()``
of this process. The kernel closes the stream when the process ends, however
it ends, so the end of the stream is the end of the process.

It must not change what the program does or prints, and must never raise into
it: what cannot be told is left untold. It imports only what is built in or
loaded already.
"""

import _frozen_importlib
import _socket
import _thread
import fcntl
import io
import os
import sys
from itertools import count
from time import monotonic_ns

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

CHUNK = 64 * 1024
"""The most that one message carries of a write, in bytes."""

here = _thread._local()
"""``here.lane`` is the number of the lane that runs in this thread; 0 is the process itself."""


class Stream:
    """The connection of this process to the supervisor; a child by fork gets its own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.connect(sys.orig_argv)
        os.register_at_fork(after_in_child=self.reconnect)

    def connect(self, command: list[str]) -> None:
        self.fd: int | None = None
        self.torn = False
        self.lock = _thread.RLock()  # reentrant: a signal handler may print
        self.numbers = count(1)
        here.lane = 0
        try:
            socket = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
            socket.connect(self.address)
        except OSError:
            return
        # A high number leaves the program the numbers that it would get without us.
        for number in (500, 100, 20, 3):
            try:
                self.fd = fcntl.fcntl(socket.fileno(), fcntl.F_DUPFD_CLOEXEC, number)
                break
            except OSError:  # it may not open so many files
                continue
        socket.close()
        if self.fd is None:
            return
        self.send("process", os.getpid(), os.getppid(), command, interpreter())

    def reconnect(self) -> None:
        if self.fd is not None:
            try:
                os.close(self.fd)
            except OSError:  # the program has closed it
                pass
            self.connect([])  # a fork has no command line of its own

    def send(self, kind: str, *details: object) -> bool:
        """Send one message; False when there is no connection any more."""
        if self.fd is None:
            return False
        try:
            message = repr((kind, monotonic_ns(), *details)).encode() + b"\n"
            with self.lock:
                rest = memoryview(b"\n" * self.torn + message)
                self.torn = True  # unless the loop ends: a signal handler may raise in it
                while rest:
                    rest = rest[os.write(self.fd, rest) :]
                self.torn = False
        except OSError as error:
            if error.errno is None:  # not the stream's: a signal handler's TimeoutError, say
                raise
            self.fd = None
            return False
        except RecursionError:
            return False
        return True


def interpreter() -> int:
    """The number of this interpreter in its process; the main one is 0."""
    try:
        import _interpreters  # type: ignore[import-not-found]  # built in since 3.13
    except ImportError:
        return 0
    return int(_interpreters.get_current()[0])


def lane() -> int:
    return getattr(here, "lane", 0)


def pipe_at(fd: int, pipes: dict[tuple[int, int], str]) -> str | None:
    """The supervisor's name of the pipe that ``fd`` leads to; None when it leads elsewhere."""
    try:
        place = os.fstat(fd)
    except OSError as error:
        if error.errno is None:
            raise
        return None
    return pipes.get((place.st_dev, place.st_ino))


def watch_output(stream: Stream, pipes: dict[tuple[int, int], str], name: str) -> None:
    """Send what sys.stdout or sys.stderr would write into a pipe of the supervisor.

    What the program has redirected goes where it would go without a recorder.
    """

    class Output(io.FileIO):
        """Below the text, without a buffer between: a signal handler may print while it writes."""

        @property
        def raw(self) -> "Output":
            return self

        def write(self, data: "Any") -> int:
            try:
                rest = memoryview(data).cast("B")
            except TypeError:
                return super().write(data)
            size = len(rest)
            pipe = pipe_at(self.fileno(), pipes)
            while rest and pipe and stream.send("write", lane(), pipe, bytes(rest[:CHUNK])):
                rest = rest[CHUNK:]
            while rest:
                rest = rest[os.write(self.fileno(), rest) :]
            return size

    original = getattr(sys, name)
    if original is None or not pipe_at(original.fileno(), pipes):
        return
    raw = Output(original.fileno(), "wb", closefd=False)
    raw.name = f"<{name}>"
    text = io.TextIOWrapper(
        raw,
        encoding=original.encoding,
        errors=original.errors,
        newline="\n",
        line_buffering=True,  # as on a terminal: a line leaves when it is complete
        write_through=original.write_through,
    )
    text.mode = "w"  # type: ignore[misc]  # Python's own has it too
    setattr(sys, name, text)
    setattr(sys, f"__{name}__", text)


def name_of(thread: "Any", function: object) -> str:
    """The name of a threading.Thread, else that of the function that it runs."""
    try:
        return str(thread.name)
    except Exception:
        return str(getattr(function, "__name__", "thread"))


def watch_threads(stream: Stream, name: str) -> None:
    start = getattr(_thread, name, None)
    if start is None:
        return

    def start_watched(function: object, *args: object, **kwargs: object) -> object:
        if not callable(function):
            return start(function, *args, **kwargs)
        thread = getattr(function, "__self__", None)  # threading passes Thread._bootstrap

        def body(*args: object, **kwargs: object) -> object:
            here.lane = number = next(stream.numbers)
            daemon = getattr(thread, "_daemonic", False)
            stream.send("thread", number, name_of(thread, function), bool(daemon))
            try:
                return function(*args, **kwargs)
            finally:
                stream.send("end", number, name_of(thread, function), None)

        body.__qualname__ = getattr(function, "__qualname__", body.__qualname__)
        return start(body, *args, **kwargs)

    setattr(_thread, name, start_watched)
    if f"_{name}" in vars(sys.modules.get("threading", os)):  # a .pth file imported it already
        setattr(sys.modules["threading"], f"_{name}", start_watched)


def watch_wait(stream: Stream, name: str) -> None:
    wait = getattr(os, name)

    def wait_watched(*args: object, **kwargs: object) -> "Any":
        result = wait(*args, **kwargs)
        if result[0]:
            stream.send("reaped", result[0], result[1])
        return result

    setattr(os, name, wait_watched)


def watch_multiprocessing(stream: Stream, process: "ModuleType") -> None:
    bootstrap = process.BaseProcess._bootstrap

    def bootstrap_watched(self: "Any", *args: object, **kwargs: object) -> "Any":
        method = self._start_method
        if method is None:
            context = sys.modules["multiprocessing.context"]._default_context
            method = context.get_start_method(allow_none=True)
        stream.send("name", self.name, bool(self.daemon), method)
        return bootstrap(self, *args, **kwargs)

    process.BaseProcess._bootstrap = bootstrap_watched


def watch_asyncio(stream: Stream, base_events: "ModuleType") -> None:
    from weakref import WeakKeyDictionary

    create_task = base_events.BaseEventLoop.create_task
    run = base_events.events.Handle._run
    # The recorder must not keep a task alive.
    numbers: WeakKeyDictionary[Any, tuple[int, str, str | None]] = WeakKeyDictionary()

    def tell_end(task: "Any") -> None:
        if task.done() and task in numbers:
            how = None
            if task.cancelled():
                how = "cancelled"
            elif task._exception is not None:  # .exception() would mark it as retrieved
                how = type(task._exception).__name__
            number, called, _ = numbers.pop(task)
            stream.send("end", number, f"{task.get_name()} ({called})", how)

    def tell_name(task: "Any") -> None:
        number, called, name = numbers[task]
        if task.get_name() != name:
            numbers[task] = number, called, task.get_name()
            stream.send("rename", number, f"{task.get_name()} ({called})")

    def create_task_watched(self: object, coro: object, **kwargs: object) -> "Any":
        called = getattr(coro, "__name__", "")
        # asyncio.run() ends with these two, whatever the program.
        if called in ("shutdown_asyncgens", "shutdown_default_executor"):
            return create_task(self, coro, **kwargs)
        before, number = lane(), next(stream.numbers)
        stream.send("task", number, f"({called})", before)
        here.lane = number  # an eager task runs its first step at once
        try:
            task = create_task(self, coro, **kwargs)
        except BaseException:
            stream.send("end", number, f"({called})", None)
            raise
        finally:
            here.lane = before
        if isinstance(task, base_events.tasks.Task):
            numbers[task] = number, called, None
            tell_name(task)
            tell_end(task)
        else:
            stream.send("end", number, f"({called})", None)
        return task

    def run_watched(self: "Any") -> object:
        task = getattr(self._callback, "__self__", None)
        if not isinstance(task, base_events.tasks.Task) or task not in numbers:
            return run(self)
        tell_name(task)  # asyncio.create_task() of Python 3.11 sets it afterwards
        before, here.lane = lane(), numbers[task][0]
        try:
            return run(self)
        finally:
            here.lane = before
            tell_end(task)

    base_events.BaseEventLoop.create_task = create_task_watched
    base_events.events.Handle._run = run_watched


class WatchOnImport:
    """Meta path finder: what the program does not import stays not imported."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.watchers = {
            "multiprocessing.process": watch_multiprocessing,
            "asyncio.base_events": watch_asyncio,
        }
        for name in self.watchers.keys() & sys.modules.keys():
            self.watchers.pop(name)(stream, sys.modules[name])

    def find_spec(self, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        watch = self.watchers.pop(name, None)
        if watch is None:
            return None
        spec = _frozen_importlib._find_spec(name, path, target)  # type: ignore[attr-defined]
        execute = spec.loader.exec_module

        def execute_and_watch(module: "ModuleType") -> None:
            execute(module)
            watch(self.stream, module)

        spec.loader.exec_module = execute_and_watch
        return spec


def start() -> None:
    """Connect, and watch; where no supervisor listens, do nothing."""
    sys.path[:] = [entry for entry in sys.path if entry != os.path.dirname(__file__)]
    stream = Stream(os.environ["LIVEDOCS_STREAM"])
    if stream.fd is None:
        return
    if interpreter() != 0:  # it may end long before its process does
        import atexit

        atexit.register(stream.send, "end", 0, None, None)
    pipes: dict[tuple[int, int], str] = {}
    for pipe in os.environ["LIVEDOCS_PIPES"].split(","):
        name, device, inode = pipe.split(":")
        pipes[int(device), int(inode)] = name
    for name in ("stdout", "stderr"):
        watch_output(stream, pipes, name)
    for name in ("start_new_thread", "start_joinable_thread"):
        watch_threads(stream, name)
    for name in ("wait", "waitpid", "wait3", "wait4"):
        watch_wait(stream, name)
    sys.meta_path.insert(0, WatchOnImport(stream))
    if method := os.environ.get("LIVEDOCS_START_METHOD"):
        import multiprocessing

        multiprocessing.set_start_method(method)


try:
    start()
except Exception:
    pass
