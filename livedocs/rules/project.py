"""The files of the project that the rules check, each read and parsed once."""

import ast
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from livedocs.content import claims
from livedocs.content.languages import LANGUAGES
from livedocs.rules.markdown_page import MarkdownPage
from livedocs.snippet import Snippet, find_all

T = TypeVar("T")


class Message(NamedTuple):
    """Where a rule is broken, and what to do about it; messages sort by file and line."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True, eq=False)
class Project:
    """The files below ``root``, as they are at the first access."""

    root: Path
    _parsed: dict[Path | str, Any] = field(default_factory=dict)

    def at(self, file: Path | str, line: int | str, text: str) -> Message:
        """A Message about ``line`` of ``file``: its number, or a text that the line contains."""
        path = self.root / file
        if isinstance(line, str):
            lines = path.read_text("utf-8").splitlines() if path.is_file() else []
            line = next((n for n, found in enumerate(lines, 1) if line in found), 1)
        return Message(path.relative_to(self.root).as_posix(), line, text)

    def _parse(self, file: Path | str, parse: Callable[[str], T]) -> T:
        if file not in self._parsed:
            self._parsed[file] = parse((self.root / file).read_text("utf-8"))
        parsed: T = self._parsed[file]
        return parsed

    def text(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def table(self, name: str) -> dict[str, Any]:
        """The TOML file called ``name``."""
        return self._parse(name, tomllib.loads)

    def tree(self, file: Path) -> ast.Module:
        """The syntax tree of a Python file."""
        return self._parse(file, ast.parse)

    @cached_property
    def snippets(self) -> list[Snippet]:
        return find_all(folder=self.root / "snippets")

    @cached_property
    def tests(self) -> list[Path]:
        """The tests of the snippets."""
        return sorted((self.root / "tests/snippets").rglob("test_*.py"))

    @cached_property
    def pages(self) -> dict[str, dict[str, MarkdownPage]]:
        """Language → path → MarkdownPage."""
        found: dict[str, dict[str, MarkdownPage]] = {}
        for language in LANGUAGES:
            folder = self.root / "docs" / language
            paths = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*.md")}
            found[language] = {path: MarkdownPage(paths[path], path) for path in sorted(paths)}
        return found

    @cached_property
    def every_page(self) -> list[MarkdownPage]:
        return [page for language in LANGUAGES for page in self.pages[language].values()]

    @property
    def claims(self) -> tuple[claims.Claim, ...]:
        """The claims of the article. Raises ValueError or KeyError if one is wrong."""
        return claims.load(self.root / "docs/claims.toml")

    @cached_property
    def files(self) -> list[Path] | None:
        """All files except those that git ignores; None if git cannot tell."""
        git = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        try:
            listed = subprocess.run(git, cwd=self.root, capture_output=True, encoding="utf-8")
        except OSError:  # there is no git
            return None
        if listed.returncode != 0:
            return None
        paths = [self.root / name for name in listed.stdout.split("\0") if name]
        return [path for path in paths if path.is_file()]
