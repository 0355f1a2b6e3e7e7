"""Who wrote what, and when."""


class Writer:
    """Who wrote some text, and when."""

    __slots__ = "at", "lane", "source_line", "stream"

    def __init__(
        self, at: float, lane: int | None, stream: str, source_line: int | None = None
    ) -> None:
        self.at, self.lane, self.stream, self.source_line = at, lane, stream, source_line


Row = tuple[str, Writer]
"""The text of one row of a terminal, and the writer of its last visible text."""
