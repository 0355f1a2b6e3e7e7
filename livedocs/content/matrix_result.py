"""The result of the matrix: stored as a JSON file, summed up as text, and shown on a page."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from livedocs.run.interpreter import Computer, Interpreter
from livedocs.snippet import ROOT

FILE = ROOT / "docs" / "matrix.json"
LONGEST = 300
"""The most characters that are kept of what went wrong."""

Result = str | dict[str, str]
"""The result of a cell: "passed", or a dictionary with one key.

``failed``: what went wrong. Or it is not applicable: ``needs``: the package that does not install
there; ``python``: the version that it needs; ``skipped``: why all its tests were skipped.
"""


@dataclass(frozen=True)
class Cell:
    """A snippet, tried with one interpreter and one start method."""

    snippet: str
    method: str | None
    flavour: str


@dataclass(frozen=True)
class Row:
    """The results of a snippet with ``methods``, start methods which all gave the same."""

    snippet: str
    methods: tuple[str | None, ...]
    results: dict[str, Result]
    """By flavour of the interpreter."""


def make(
    results: dict[Cell, Result],
    interpreters: Collection[Interpreter],
    packages: dict[str, dict[str, str | None]],
    made: datetime,
    machine: Computer,
) -> dict[str, Any]:
    """The result to be stored; ``packages`` is flavour → name → version, None if not installed."""
    rows: dict[tuple[str, str | None], dict[str, Result]] = {}
    for cell, result in results.items():
        rows.setdefault((cell.snippet, cell.method), {})[cell.flavour] = result
    return {
        "version": 1,
        "made": made.isoformat(timespec="seconds"),
        **machine,
        "interpreters": [
            {
                "flavour": about.flavour,
                "python": str(about),
                "start_method": about.start_method,
                "packages": packages[about.flavour],
            }
            for about in interpreters
        ],
        "results": [
            {"snippet": snippet, "method": method}
            | {about.flavour: by_flavour[about.flavour] for about in interpreters}
            for (snippet, method), by_flavour in sorted(
                rows.items(), key=lambda row: (row[0][0], row[0][1] or "")
            )
        ],
    }


def to_json(result: dict[str, Any]) -> str:
    """The text that is stored: a line for each row, so that a diff of it can be read."""
    lines = []
    for name, value in result.items():
        if isinstance(value, list):
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f' "{name}": [\n  {rows}\n ]')
        else:
            lines.append(f' "{name}": {json.dumps(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def store(result: dict[str, Any]) -> None:
    FILE.write_text(to_json(result), "utf-8")


def load() -> dict[str, Any]:
    """The latest stored result."""
    result: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return result


def rows(result: dict[str, Any]) -> list[Row]:
    """The Rows of ``result``, by snippet; start methods with the same results share a Row."""
    found: dict[tuple[str, str], tuple[dict[str, Result], list[str | None]]] = {}
    for row in result["results"]:
        results = {name: row[name] for name in row if name not in ("snippet", "method")}
        same = found.setdefault((row["snippet"], json.dumps(results)), (results, []))
        same[1].append(row["method"])
    return [
        Row(snippet, tuple(methods), results) for (snippet, _), (results, methods) in found.items()
    ]


def counts(result: dict[str, Any]) -> dict[str, int]:
    """How many cells "passed", "failed", and are "inapplicable"."""
    kinds = [
        kind(cell) for row in rows(result) for cell in row.results.values() for _ in row.methods
    ]
    return {name: kinds.count(name) for name in ("passed", "failed", "inapplicable")}


def kind(cell: Result) -> str:
    """ "passed", "failed" or "inapplicable"."""
    if isinstance(cell, str):
        return cell
    return "failed" if "failed" in cell else "inapplicable"


def summary(result: dict[str, Any]) -> str:
    """The result as text: a line for each cell that did not pass, with its reason; the counts."""
    lines = [
        f"{row.snippet}, {flavour}, {', '.join(method or '-' for method in row.methods)}: "
        + ": ".join(*cell.items())
        for row in rows(result)
        for flavour, cell in row.results.items()
        if not isinstance(cell, str)
    ]
    told = counts(result)
    lines.append(
        f"{told['passed']} passed, {told['failed']} failed, {told['inapplicable']} not applicable"
    )
    return "\n".join(lines)
