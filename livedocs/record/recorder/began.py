"""Report when the first line of the snippet's own file runs in this process."""

import os
import sys

from livedocs.record.recorder import channel

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from types import CodeType, FrameType

_TOOL = 4
"""The recorder's tool id for sys.monitoring, until the snippet begins."""

_script = os.environ["LIVEDOCS_SCRIPT"]


def _watch_starts() -> None:
    """Ask Python to report the first start of every function (since Python 3.12)."""
    monitoring = sys.monitoring  # type: ignore[attr-defined]  # since 3.12

    def started(code: "CodeType", offset: int) -> object:
        if code.co_filename == _script:
            monitoring.set_events(_TOOL, 0)
            monitoring.free_tool_id(_TOOL)
            channel.tell("began")
        return monitoring.DISABLE

    monitoring.use_tool_id(_TOOL, "livedocs")
    monitoring.register_callback(_TOOL, monitoring.events.PY_START, started)
    monitoring.set_events(_TOOL, monitoring.events.PY_START)


def _trace_calls() -> None:
    """Trace every call until the program's first line, then stop tracing (Python 3.11)."""

    def called(frame: "FrameType", event: str, argument: object) -> None:
        if frame.f_code.co_filename == _script:
            sys.settrace(None)
            channel.tell("began")

    sys.settrace(called)


def is_to_run(command: list[str]) -> bool:
    """Whether the ``command`` of this process is going to run the snippet's file."""
    return os.path.basename(_script) in map(os.path.basename, command) or any(
        "multiprocessing.spawn" in word or "multiprocessing.forkserver" in word for word in command
    )


def watch() -> None:
    """Report the start of the snippet's file, once."""
    if sys.version_info >= (3, 12):
        _watch_starts()
    else:
        _trace_calls()
