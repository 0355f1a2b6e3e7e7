"""Start to record this process."""

import _frozen_importlib
import os
import sys

from livedocs.record.recorder import (
    began,
    channel,
    greenlets,
    lanes,
    output,
    processes,
    tasks,
)

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any


class WatchOnImport:
    """A meta path finder that watches modules when the program imports them, and not before."""

    def __init__(self) -> None:
        self.watchers = {
            "multiprocessing.process": processes.watch_multiprocessing,
            "asyncio.base_events": tasks.watch_asyncio,
            "uvloop": tasks.watch_uvloop,
            "greenlet": greenlets.watch_greenlet,
        }
        for name in self.watchers.keys() & sys.modules.keys():
            self.watchers.pop(name)(sys.modules[name])

    def find_spec(self, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        watch = self.watchers.pop(name, None)
        if watch is None:
            return None
        spec = _frozen_importlib._find_spec(name, path, target)  # type: ignore[attr-defined]
        if spec is None:
            return None
        execute = spec.loader.exec_module

        def execute_and_watch(module: "ModuleType") -> None:
            execute(module)
            watch(module)

        spec.loader.exec_module = execute_and_watch
        return spec


def start() -> None:
    """Open the channel and watch this process; do nothing if no supervisor reads the channel."""
    if not channel.opened():
        return
    lanes.process(sys.orig_argv)
    os.register_at_fork(after_in_child=lanes.forked)
    if channel.interpreter != 0:  # it may end long before its process does
        import atexit

        atexit.register(lanes.end, 0)
    output.watch()
    for name in ("start_new_thread", "start_new", "start_joinable_thread"):
        lanes.watch_threads(name)
    processes.watch_waits()
    sys.meta_path.insert(0, WatchOnImport())
    if method := os.environ.get("LIVEDOCS_START_METHOD"):
        import multiprocessing

        multiprocessing.set_start_method(method)
    if not began.is_to_run(sys.orig_argv):
        return
    if not os.environ["LIVEDOCS_FOLLOW"]:
        began.watch()
    elif sys.version_info >= (3, 12):
        from livedocs.record.recorder import monitoring

        lanes.following = monitoring.start()
    else:
        from livedocs.record.recorder import tracing

        lanes.following = tracing.Tracing()
