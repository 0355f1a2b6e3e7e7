"""A page as the rules read it: its Markdown, not the HTML of the site."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from livedocs.content.article import front_matter
from livedocs.content.fences import Fence, fences


@dataclass(frozen=True, eq=False)
class MarkdownPage:
    """A Markdown file below ``docs/en`` or ``docs/zh``."""

    file: Path
    path: str
    """Below the folder of its language: ``processes/locks.md``."""

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @cached_property
    def text(self) -> str:
        return self.file.read_text("utf-8")

    @cached_property
    def front(self) -> dict[str, Any]:
        """The front matter. Raises ValueError or YAMLError if it is wrong."""
        front = front_matter(self.text)
        if not isinstance(front, dict):
            raise ValueError("the front matter must be names and values")
        return front

    @property
    def article(self) -> list[str]:
        """The parts of the article that it covers."""
        return self.front.get("article") or []

    @cached_property
    def fences(self) -> list[Fence]:
        """The fences that ask for a snippet."""
        return fences(self.text)

    @property
    def snippets(self) -> set[str]:
        return {fence.snippet for fence in self.fences}

    @cached_property
    def anchors(self) -> list[str]:
        """The anchors of its headings."""
        return re.findall(r"^#+ .*\{[^}]*#([\w-]+)[^}]*\}\s*$", self.text, re.MULTILINE)
