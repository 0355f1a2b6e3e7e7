"""Tell who prints: sys.stdout and sys.stderr as they were, with a ``write`` that says so first.

Nothing that is printed takes another way than without us. Before some bytes are written, a message
announces them: their lane, their source line, and the bytes themselves, by which the supervisor
knows them again when they come through the pipe.
"""

import _io as io  # which is loaded already; since 3.14 io is not
import os
import sys

from livedocs.record.recorder import channel, lanes

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from typing import Any

MOST_LINES = 2_000
MOST_BYTES = 256 * 1024
"""What a record keeps of all output, and so what one process has to announce at most."""

_script = os.environ["LIVEDOCS_SCRIPT"]
_device, _inode = os.environ["LIVEDOCS_OUTPUT"].split(":")
_output = int(_device), int(_inode)
_left = {"lines": MOST_LINES, "bytes": MOST_BYTES}
_watched: "list[Any]" = []


def source_line() -> int:
    """The line of the snippet's own file that is under way here, the innermost; 0 for none."""
    frame = sys._getframe()
    while frame:
        if frame.f_code.co_filename == _script:
            return frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return 0


def _like(base: "Any", write: "Any") -> "Any":
    """A class that is ``base`` with another ``write``, and that prints itself in the same way."""
    new = type(f"_io.{base.__name__}", (base,), {"__module__": "builtins", "write": write})
    _watched.append(new)
    return new


def _forget() -> None:
    """Announce nothing more: the classes get back the ``write`` of C."""
    while _watched:
        del _watched.pop().write


def _watch(name: str, number: int) -> None:
    """Put a stream that announces in the place of that of sys, where it leads to the run's pipe."""
    original = getattr(sys, name)
    if original is None or not channel.leads_to(original.fileno(), _output):
        return
    write_text = io.TextIOWrapper.write
    unbuffered = isinstance(original.buffer, io.FileIO)
    base: Any = io.FileIO if unbuffered else io.BufferedWriter
    write_bytes = base.write

    def text_write(self: "Any", text: "Any") -> "Any":
        if text != "\n":  # the end of a print; who printed the rest is known
            self.buffer.by = lanes.current(), source_line()
        return write_text(self, text)

    def bytes_write(self: "Any", data: "Any") -> "Any":
        by = self.by
        self.by = None
        if data and channel.leads_to(self.fileno(), _output):
            try:
                announced = memoryview(data).cast("B")[: _left["bytes"]]
            except TypeError:  # no bytes: an error of the program
                return write_bytes(self, data)
            lane, line = by or (lanes.current(), source_line())
            for start in range(0, len(announced), channel.PIECE):
                piece = bytes(announced[start : start + channel.PIECE])
                channel.tell(f"write {lane} {number} {line}", piece)
                _left["lines"] -= piece.count(b"\n")
            _left["bytes"] -= len(announced)
            if _left["lines"] < 0 or _left["bytes"] <= 0:
                _forget()
        return write_bytes(self, data)

    bytes_write.__name__ = text_write.__name__ = "write"
    encoding, errors = original.encoding, original.errors
    binary = original.detach()
    binary_class = _like(base, bytes_write)
    if unbuffered:
        watched = binary_class(binary.fileno(), "wb", closefd=False)
        watched.name = binary.name
    else:
        watched = binary_class(binary.detach())
    watched.by = None
    text = _like(io.TextIOWrapper, text_write)(
        watched,
        encoding=encoding,
        errors=errors,
        newline="\n",
        line_buffering=True,  # as on a terminal: a line leaves when it is complete
        write_through=unbuffered,
    )
    text.mode = "w"  # Python's own has it too
    setattr(sys, name, text)
    setattr(sys, f"__{name}__", text)


def watch() -> None:
    """Announce what is printed from now on."""
    _watch("stdout", 1)
    _watch("stderr", 2)
