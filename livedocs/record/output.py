"""Find out which lane wrote the bytes that come through the pipe that all processes share."""

import codecs
from collections import deque

from livedocs.record.terminal import Terminal
from livedocs.record.writer import Row, Writer

WHOLE = 4096
"""Bytes: a smaller write is never split (PIPE_BUF in pipe(7))."""
MOST = 4 * 1024 * 1024
"""Bytes that may be announced but not written yet; no real program reaches this."""
AHEAD = 20
"""How many announcements of a lane are tried after one that was never written."""

Announced = tuple[Writer, bytes]


class Output:
    """All that comes through one pipe, in order.

    Before a recorder writes bytes, it announces them and their lane. So all bytes in the pipe have
    been announced, except those of other programs and those that bypass Python's own streams. If
    several lanes have announced something, the bytes themselves tell which was written first.
    """

    def __init__(self, stream: str, most: int) -> None:
        self.stream = stream
        """The stream of bytes that were not announced."""
        self.terminal = Terminal(most)
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.announced: dict[tuple[int | None, str], deque[Announced]] = {}
        self.waiting = 0
        self.last = Writer(0.0, None, stream)

    def announce(self, writer: Writer, data: bytes) -> None:
        """``writer`` is about to write ``data``."""
        self.waiting += len(data)
        if self.waiting > MOST:
            self.announced.clear()
            self.waiting = len(data)
        if data:
            queue = self.announced.setdefault((writer.lane, writer.stream), deque())
            queue.append((writer, data))

    def forget(self, lanes: set[int]) -> None:
        """Drop the announcements of ``lanes``, which have ended and will write nothing more."""
        for key in [key for key in self.announced if key[0] in lanes]:
            del self.announced[key]

    def feed(self, data: bytes, at: float) -> None:
        """Take ``data``, read from the pipe at ``at`` seconds."""
        pieces: list[tuple[Writer, bytes]] = []
        cut = len(data) >= WHOLE
        while data:
            offset, key, index = self._next(data, cut)
            if offset:
                pieces.append((Writer(at, None, self.stream), data[:offset]))
            if key is not None:
                pieces.append(self._take(key, index, data[offset:]))
                offset += len(pieces[-1][1])
            data = data[offset:]
        for writer, _ in reversed(pieces):  # unannounced bytes came before those after them
            at = writer.at = min(writer.at, at)
        for writer, piece in pieces:
            writer.at = max(writer.at, self.last.at)
            self.last = writer
            self.terminal.feed(self.decoder.decode(piece), writer)

    def lines(self) -> list[Row]:
        """Each line with its writer."""
        return self.terminal.lines()

    def end(self) -> None:
        """Nothing more comes."""
        if rest := self.decoder.decode(b"", True):
            self.terminal.feed(rest, self.last)

    def _next(self, data: bytes, cut: bool) -> "tuple[int, tuple[int | None, str] | None, int]":
        """Find the first announced text in ``data``: its offset, the key of its queue, its index.

        ``cut`` says that ``data`` may end in the middle of an announced text.
        """

        def fits(text: bytes) -> bool:
            return data.startswith(text) or (cut and text.startswith(data))

        queues = self.announced.items()
        if first := [(-len(queue[0][1]), key) for key, queue in queues if fits(queue[0][1])]:
            return 0, min(first, key=lambda each: each[0])[1], 0
        best: tuple[int, tuple[int | None, str] | None, int] = len(data), None, 0
        for key, queue in queues:
            for index, (_, text) in enumerate(queue):
                if index > AHEAD:
                    break
                offset = 0 if fits(text) else data.find(text)
                if 0 <= offset < best[0]:
                    best = offset, key, index
        return best

    def _take(self, key: "tuple[int | None, str]", index: int, data: bytes) -> Announced:
        """Take the text at ``index`` from the queue ``key``, or as much of it as ``data`` has."""
        queue = self.announced[key]
        for _ in range(index):  # never written: its thread was killed or had an error
            self.waiting -= len(queue.popleft()[1])
        writer, text = queue.popleft()
        piece = text[: len(data)]
        self.waiting -= len(piece)
        if len(piece) < len(text):
            queue.appendleft((writer, text[len(piece) :]))
        if not queue:
            del self.announced[key]
        return Writer(writer.at, writer.lane, writer.stream, writer.source_line), piece
