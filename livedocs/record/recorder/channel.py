"""The channel to the supervisor: a named pipe into which every process of the run writes.

One line for each event: PID, interpreter, time, kind, numbers, and a text in which a line end is
written as ``\\n``. The kernel keeps each line whole, because it is not longer than PIPE_BUF
(pipe(7)), so there is nothing to lock.
"""

import fcntl
import os
from os import O_CLOEXEC, O_NONBLOCK, O_WRONLY, close, fstat, open, write  # before they are patched
from time import monotonic_ns

PIECE = 1800
"""The most bytes of a text. Even if each is escaped as two, the message fits into PIPE_BUF."""

_path, _device, _inode = os.environ["LIVEDOCS_CHANNEL"].rsplit(":", 2)
_place = int(_device), int(_inode)
_fd = -1
_lost = False


def _interpreter() -> int:
    try:
        import _interpreters  # type: ignore[import-not-found]  # built in since 3.13
    except ImportError:
        return 0
    return int(_interpreters.get_current()[0])


interpreter = _interpreter()
"""The number of this interpreter in its process; the main one is 0."""
_sender = f"{os.getpid()} {interpreter}"


def tell(words: str, text: bytes = b"") -> None:
    """Send one message: ``words`` is its kind and its numbers, ``text`` comes last.

    Does nothing if the channel is gone.
    """
    global _fd
    if b"\\" in text:
        text = text.replace(b"\\", b"\\\\")
    head = f"{_sender} {monotonic_ns()} {words} ".encode()
    message = b"%b%b\n" % (head, text.replace(b"\n", b"\\n"))
    try:
        if not leads_to(_fd, _place):
            _open()
        if not _lost:
            write(_fd, message)
    except RecursionError:
        pass
    except OSError as error:
        if error.errno is None:  # raised by a signal handler, such as a TimeoutError
            raise
        _fd = -1


def leads_to(fd: int, place: tuple[int, int]) -> bool:
    """Whether the descriptor ``fd`` is open and leads to ``place``, a device and an inode.

    The program may have closed the descriptor, and another file may have its number now.
    """
    try:
        found = fstat(fd)
    except OSError as error:
        if error.errno is None:
            raise
        return False
    return found.st_ino == place[1] and found.st_dev == place[0]


def _open() -> None:
    """Open the pipe. Without O_NONBLOCK, this would block if no supervisor reads it."""
    global _fd, _lost
    if _lost:
        return
    _lost = True
    low = open(_path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    try:
        if not leads_to(low, _place):
            return
        fcntl.fcntl(low, fcntl.F_SETFL, O_WRONLY)
        # A high number leaves the program the numbers that it gets without a recorder.
        for number in (500, 100, 20, 3):
            try:
                _fd = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, number)
                _lost = False
                return
            except OSError:  # it may not open so many files
                continue
    finally:
        close(low)


def opened() -> bool:
    """Open the channel; returns False if no supervisor reads it."""
    try:
        _open()
    except OSError:
        pass
    return not _lost


def forked() -> None:
    """Send messages as the new process; the descriptor is shared with the old one."""
    global _sender
    _sender = f"{os.getpid()} {interpreter}"
