"""The blocks of the page that shows the latest stored result of the matrix."""

from typing import Any

from markupsafe import Markup

from livedocs.content import matrix_result
from livedocs.content.matrix_result import Row
from livedocs.site.block_context import BlockContext
from livedocs.snippet import anchor_of, find_all


def matrix_facts(context: BlockContext) -> Markup:
    """When, where and with what the matrix was made, its counts, and controls to filter rows."""
    result = matrix_result.load()
    rows = matrix_result.rows(result)
    return context.fill(
        "matrix_facts.html",
        result=result,
        counts=matrix_result.counts(result),
        missing=_missing,
        total=len(rows),
    )


def _missing(about: dict[str, Any]) -> list[str]:
    """The packages that do not install on an interpreter; ``about`` is its part of the result."""
    return [name for name, version in about["packages"].items() if version is None]


def matrix(context: BlockContext, chapter: str) -> Markup:
    """The table of a ``chapter``, with notes on what did not pass, and what was not tried."""
    result = matrix_result.load()
    rows = [row for row in matrix_result.rows(result) if row.snippet.startswith(f"{chapter}/")]
    notes: dict[tuple[object, ...], int] = {}  # key of a note → its number
    for row in rows:
        for flavour, cell in row.results.items():
            if not isinstance(cell, str):
                notes.setdefault(_note(row, flavour, cell), len(notes) + 1)
    names = {snippet.name for snippet in find_all() if snippet.chapter == chapter}
    return context.fill(
        "matrix.html",
        chapter=chapter,
        flavours=[about["flavour"] for about in result["interpreters"]],
        rows=rows,
        kind=matrix_result.kind,
        kinds=lambda row: sorted({*map(matrix_result.kind, row.results.values())}),
        note_of=lambda row, flavour, cell: notes[_note(row, flavour, cell)],
        notes=notes,
        url_of=lambda row: _url(context, row.snippet),
        untried=sorted(names - {row.snippet for row in rows}),
    )


def _url(context: BlockContext, name: str) -> str | None:
    """The address, below the root, of a snippet's panel in its own chapter; None if not there."""
    folder = name.rpartition("/")[0]
    for page in context.pages:
        if page.chapter.folder == folder and name in page.chapter.snippets:
            return f"{page.url}#{anchor_of(name)}"
    return None


def _note(row: Row, flavour: str, cell: dict[str, str]) -> tuple[object, ...]:
    """The key of the note for a ``cell`` that did not pass. Cells with the same key share it."""
    ((why, what),) = cell.items()
    if why == "failed":
        return why, what, flavour, row.snippet, row.methods
    return why, what, flavour if why == "needs" else ""


BLOCKS = matrix_facts, matrix
