"""The snippets: where they are, and what can be read from the text of each."""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "snippets"

_STARTS_PROCESSES = re.compile(r"multiprocessing|ProcessPool|InterpreterPool|fork\(|subprocess")


class SnippetError(Exception):
    """A page asks for a snippet that does not exist; the message is for the author of the page."""


def anchor_of(name: str) -> str:
    """The id of the panel of the snippet called ``name``."""
    return name.removesuffix(".py").replace("/", "-")


class Import(NamedTuple):
    """One name of an import statement."""

    line: int
    name: str
    """The full name of what is imported: ``concurrent.futures.wait``."""
    bound: str
    """The name that it gets in the program: ``wait``."""
    target: str
    """The full name of what ``bound`` refers to: ``os`` after ``import os.path``."""


def imports(tree: ast.AST) -> Iterator[Import]:
    """Every Import in ``tree``, including those in functions; relative names begin with dots."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                bound = name.asname or name.name.partition(".")[0]
                yield Import(node.lineno, name.name, bound, name.name if name.asname else bound)
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                full = f"{'.' * node.level}{node.module or ''}.{name.name}"
                yield Import(node.lineno, full, name.asname or name.name, full)


@dataclass(frozen=True, eq=False)
class Snippet:
    """A small stand-alone program under ``snippets/``. After an edit it is another Snippet."""

    name: str
    """Its path below ``snippets/``, with slashes: ``processes/join.py``."""
    path: Path

    @cached_property
    def source(self) -> str:
        """Its text, read at the first access."""
        return self.path.read_text("utf-8")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snippet):
            return NotImplemented
        return (self.path, self.source) == (other.path, other.source)

    def __hash__(self) -> int:
        return hash(self.path)

    @cached_property
    def chapter(self) -> str:
        """The folder that it is in."""
        return PurePosixPath(self.name).parent.as_posix()

    @property
    def file_name(self) -> str:
        return PurePosixPath(self.name).name

    @property
    def anchor(self) -> str:
        """The id of its panel: ``processes-join``."""
        return anchor_of(self.name)

    @property
    def measures(self) -> bool:
        """Whether it measures time. Then it runs alone and without a recorder."""
        return self.file_name.startswith("measure_")

    @property
    def starts_processes(self) -> bool:
        """Whether its text seems to start processes or interpreters; False if it cannot be read."""
        with suppress(OSError, ValueError):
            return bool(_STARTS_PROCESSES.search(self.source))
        return False

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree. Raises SyntaxError if it is not valid Python."""
        return ast.parse(self.source)

    @cached_property
    def claim(self) -> str:
        """The first line of its docstring, which says what its run shows."""
        try:
            return (ast.get_docstring(self.tree) or "").partition("\n")[0]
        except SyntaxError:  # its run shows it
            return ""


def find(name: str, folder: Path = FOLDER) -> Snippet:
    """The snippet called ``name``.

    Raises SnippetError if there is none, or if it lies outside ``folder``.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise SnippetError(f"{name} is not under {folder.name}/: give a path below that folder")
    if path.suffix != ".py" or not path.is_file():
        raise SnippetError(f"there is no snippet {name}: create {folder.name}/{name}")
    return Snippet(path.relative_to(folder).as_posix(), path)


def find_all(chapter: str = "", folder: Path = FOLDER) -> list[Snippet]:
    """Every snippet, or every snippet of a ``chapter``, sorted by name."""
    return [
        Snippet(path.relative_to(folder).as_posix(), path)
        for path in sorted((folder / chapter).rglob("*.py"))
    ]
