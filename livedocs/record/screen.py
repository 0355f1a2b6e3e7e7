"""A terminal screen that knows who wrote each cell: pyte, whose colours stand for writers."""

import pyte

from livedocs.record.writer import Row, Writer


class _Cells(pyte.Screen):
    """A screen without colours: the colour of a cell is the number of its writer."""

    def __init__(self, rows: int, columns: int) -> None:
        self.scrolled: list[dict[int, pyte.screens.Char]] = []
        super().__init__(columns, rows)

    def write_as(self, number: int) -> None:
        self.number = str(number)
        self.cursor.attrs = self.cursor.attrs._replace(fg=self.number)

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        pass

    def restore_cursor(self) -> None:
        super().restore_cursor()
        self.write_as(int(self.number))

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """As pyte does, but remove erased cells, which is faster in wide rows."""
        line, x = self.buffer[self.cursor.y], self.cursor.x
        for column in list(line):
            if how == 2 or (column >= x if how == 0 else column <= x):
                del line[column]

    def linefeed(self) -> None:
        line = self.buffer[self.cursor.y]
        if not line:
            line[0] = self.cursor.attrs  # an empty line has a writer too
        super().linefeed()

    def index(self) -> None:
        if self.cursor.y == self.lines - 1 and self.margins is None:
            self.scrolled.append(self.buffer[0])
        super().index()


class Screen:
    """A screen of text, of which each cell has a Writer."""

    def __init__(self, rows: int, columns: int) -> None:
        self.cells = _Cells(rows, columns)
        self.stream = pyte.Stream(self.cells)
        self.writers: list[Writer] = []

    def feed(self, text: str, writer: Writer) -> None:
        """Show some text of one writer."""
        self.cells.write_as(len(self.writers))
        self.writers.append(writer)
        self.stream.feed(text.replace("\n", "\r\n"))  # as a terminal's driver does

    def take_scrolled(self) -> list[Row]:
        """The rows that have left the screen since the last call."""
        scrolled, self.cells.scrolled = self.cells.scrolled, []
        return [self._row(line) for line in scrolled]

    def rows(self) -> list[Row]:
        """All rows on the screen, except the empty ones at its end."""
        written = [y for y, line in self.cells.buffer.items() if line]
        last = max(written, default=-1)
        return [self._row(self.cells.buffer[y]) for y in range(last + 1)]

    def _row(self, line: "dict[int, pyte.screens.Char]") -> Row:
        text = "".join(line[x].data if x in line else " " for x in range(max(line, default=-1) + 1))
        seen = [int(cell.fg) for cell in line.values() if cell.data.strip()]
        numbers = seen or [int(cell.fg) for cell in line.values()] or [len(self.writers) - 1]
        return text.rstrip(), self.writers[max(numbers)]
