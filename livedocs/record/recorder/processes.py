"""Report the processes that this one waits for, and those of multiprocessing."""

import os
import sys

from livedocs.record.recorder import channel, lanes

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any


def _watch_wait(name: str) -> None:
    wait = getattr(os, name, None)
    if wait is None:
        return

    def wait_watched(*args: object, **kwargs: object) -> "Any":
        result = wait(*args, **kwargs)
        if name == "waitid":
            if result and result.si_code != os.CLD_STOPPED and result.si_code != os.CLD_CONTINUED:
                exited = result.si_code == os.CLD_EXITED
                code = result.si_status if exited else -result.si_status
                channel.tell(f"reaped {result.si_pid} {code}")
        elif result[0] and not os.WIFSTOPPED(result[1]) and not os.WIFCONTINUED(result[1]):
            channel.tell(f"reaped {result[0]} {os.waitstatus_to_exitcode(result[1])}")
        return result

    setattr(os, name, wait_watched)


def watch_waits() -> None:
    """Report the exit code of each process that this one waits for."""
    for name in ("wait", "waitpid", "wait3", "wait4", "waitid"):
        _watch_wait(name)


def watch_multiprocessing(process: "ModuleType") -> None:
    """Report the name and the start method of this process, if multiprocessing started it.

    ``process`` is the module ``multiprocessing.process``.
    """
    bootstrap = process.BaseProcess._bootstrap

    def bootstrap_watched(self: "Any", *args: object, **kwargs: object) -> "Any":
        method = self._start_method
        if method is None:
            context = sys.modules["multiprocessing.context"]._default_context
            method = context.get_start_method(allow_none=True)
        name = lanes.text(self.name)
        channel.tell(f"name {bool(self.daemon):d} {method}", name)
        return bootstrap(self, *args, **kwargs)

    process.BaseProcess._bootstrap = bootstrap_watched
