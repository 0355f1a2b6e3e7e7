"""What a terminal shows of some text, and who wrote each line of it.

The terminal has 24 rows, and 1,000 columns, so that long lines are not wrapped. Colours are left
out. Only where a text has control characters is a terminal emulated, see ``screen``.
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
    """All that it is fed, as lines; of those that scroll away the first ``most`` are kept."""

    def __init__(self, most: int) -> None:
        self.most, self.cut_lines = most, 0
        self.rows: list[Row] = []
        """Those that no text to come can change, unless it moves the cursor."""
        self.pieces: list[Row] = []
        """Of the row that has no end yet."""
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
        """Each line with its writer: the one who wrote the last text that can be seen in it."""
        if self.screen:
            return self.rows + self.screen.rows()
        return [*self.rows, _row(self.pieces)] if self.pieces else self.rows

    def _add(self, text: str, writer: Writer) -> None:
        if len(self.rows) < self.most:
            self.rows.append((text, writer))
        else:
            self.cut_lines += 1

    def _emulate(self) -> None:
        """From now on emulate a terminal, which shows the last rows already."""
        if "site" not in sys.modules:  # a supervisor does without it, and so without packages
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
    """The pieces of a row as one, with the writer of the last that can be seen."""
    seen = [writer for text, writer in pieces if text.strip()]
    return "".join(text for text, _ in pieces), (seen or [writer for _, writer in pieces])[-1]
