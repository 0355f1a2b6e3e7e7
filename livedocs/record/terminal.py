"""What a terminal shows of some text, and who wrote each line of it.

The terminal has 24 rows, and 1,000 columns, so that long lines are not wrapped. Colours are left
out. A terminal is emulated only if the text has control characters, see ``screen``.
"""

import re
import sys

from livedocs.record.writer import Row, Writer

TYPE_CHECKING = False  # a type checker takes it for true; typing itself is large, see supervise
if TYPE_CHECKING:
    from livedocs.record.screen import Screen

ROWS, COLUMNS = 24, 1000
_COLOURS = re.compile(r"\x1b\[[0-9;:]*m")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Terminal:
    """Turns all text that it is fed into lines. Keeps the first ``most`` that scroll away."""

    def __init__(self, most: int) -> None:
        self.most, self.cut_lines = most, 0
        self.rows: list[Row] = []
        """The complete rows. Later text cannot change them, unless it moves the cursor."""
        self.pieces: list[Row] = []
        """The pieces of the row that has no end yet."""
        self.screen: Screen | None = None

    def feed(self, text: str, writer: Writer) -> None:
        """Take some text of one writer."""
        if self.screen is None:
            plain = _COLOURS.sub("", text).replace("\r\n", "\n")
            if not _CONTROLS.search(plain):
                *ended, rest = plain.split("\n")
                for part in ended:
                    self._add(*_row([*self.pieces, (part, writer)]))
                    self.pieces.clear()
                if rest:
                    self.pieces.append((rest, writer))
                return
            self._emulate()
        assert self.screen
        self.screen.feed(text, writer)
        for row in self.screen.take_scrolled():
            self._add(*row)

    def lines(self) -> list[Row]:
        """Each line, with the writer of its last visible text."""
        if self.screen:
            return self.rows + self.screen.rows()
        return [*self.rows, _row(self.pieces)] if self.pieces else self.rows

    def _add(self, text: str, writer: Writer) -> None:
        if len(self.rows) < self.most:
            self.rows.append((text, writer))
        else:
            self.cut_lines += 1

    def _emulate(self) -> None:
        """Emulate a terminal from now on; it shows the last rows so far."""
        if "site" not in sys.modules:  # a supervisor starts without it, and without packages
            import site

            site.main()
        from livedocs.record.screen import Screen  # large, and few need it

        self.screen = Screen(ROWS, COLUMNS)
        shown = self.rows[1 - ROWS :]
        del self.rows[1 - ROWS :]
        for text, writer in shown:
            self.screen.feed(text + "\n", writer)
        for text, writer in self.pieces:
            self.screen.feed(text, writer)
        self.pieces.clear()


def _row(pieces: list[Row]) -> Row:
    """The pieces of a row as one, with the writer of its last visible text."""
    seen = [writer for text, writer in pieces if text.strip()]
    return "".join(text for text, _ in pieces), (seen or [writer for _, writer in pieces])[-1]
