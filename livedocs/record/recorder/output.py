"""Report who prints: sys.stdout and sys.stderr get a ``write`` that announces its bytes first.

What is printed goes through the same pipe as without a recorder. Before bytes are written, a
message announces them: their lane, their source line, and the bytes themselves, by which the
supervisor recognizes them in the pipe.
"""

import _io as io  # loaded already, while io is not since 3.14
import os
import sys
from sys import _getframe

from livedocs.record.recorder import channel
from livedocs.record.recorder.lanes import current

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from typing import Any

MOST_LINES = 2_000
MOST_BYTES = 256 * 1024
"""How much output a record keeps; so no process has to announce more."""

_script = os.environ["LIVEDOCS_SCRIPT"]
_device, _inode = os.environ["LIVEDOCS_OUTPUT"].split(":")
_output = int(_device), int(_inode)
_left = {"lines": MOST_LINES, "bytes": MOST_BYTES}
_watched: "list[Any]" = []


def who() -> tuple[int, int]:
    """The lane that runs now, and the innermost line of the snippet's file on its stack, or 0."""
    frame: Any = _getframe()
    while frame:
        if frame.f_code.co_filename == _script:
            return current(), frame.f_lineno
        frame = frame.f_back
    return current(), 0


def _like(base: "Any", write: "Any") -> "Any":
    """A subclass of ``base`` with another ``write`` whose instances print as those of ``base``."""
    new = type(f"_io.{base.__name__}", (base,), {"__module__": "builtins", "write": write})
    _watched.append(new)
    return new


def _forget() -> None:
    """Announce nothing more: give the classes the ``write`` of their base again."""
    while _watched:
        del _watched.pop().write


def announce(words: str, data: "Any") -> None:
    """Report that ``data`` is about to be written. Raises TypeError if it is not bytes-like."""
    if type(data) is not bytes:
        data = bytes(memoryview(data).cast("B")[: _left["bytes"]])
    for start in range(0, min(len(data), _left["bytes"]), channel.PIECE):
        channel.tell(words, data[start : start + channel.PIECE])
    _left["lines"] -= data.count(b"\n")
    _left["bytes"] -= len(data)
    if _left["lines"] < 0 or _left["bytes"] <= 0:
        _forget()


def _watch(name: str, number: int) -> None:
    """Replace ``name`` of sys by a stream that announces, if it leads to the run's pipe."""
    original = getattr(sys, name)
    if original is None or not channel.leads_to(original.fileno(), _output):
        return
    write_text = io.TextIOWrapper.write
    unbuffered = isinstance(original.buffer, io.FileIO)
    base: Any = io.FileIO if unbuffered else io.BufferedWriter
    write_bytes, leads_to = base.write, channel.leads_to

    def text_write(self: "Any", text: "Any") -> "Any":
        if text not in (" ", "\n"):  # what print() puts between and after
            watched.by = who()
        return write_text(self, text)

    def bytes_write(self: "Any", data: "Any") -> "Any":
        by, self.by = self.by, None
        if data and leads_to(self.fileno(), _output):
            lane, line = by or who()
            try:
                announce(f"write {lane} {number} {line}", data)
            except TypeError:  # not bytes: an error of the program
                pass
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
    text.mode = "w"  # as Python's own stream
    setattr(sys, name, text)
    setattr(sys, f"__{name}__", text)


def watch() -> None:
    """Announce what is printed from now on."""
    _watch("stdout", 1)
    _watch("stderr", 2)
