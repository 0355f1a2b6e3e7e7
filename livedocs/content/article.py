"""Which part of the article each chapter covers."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from livedocs.content.fences import fences
from livedocs.snippet import ROOT

RECAP = re.compile(r"^## .*\{ #recap \}$", re.MULTILINE)
"""The heading of the recap near the end of a page. New sections are added before it."""

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Chapter:
    """What the article map needs of a page."""

    path: str
    """Below the folder of its language: ``processes/locks.md``."""
    title: str
    article: tuple[str, ...]
    """The ids of the parts of the article that it covers."""
    snippets: tuple[str, ...]

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]


@cache
def items() -> dict[str, dict[str, Any]]:
    """Id → {"en": ..., "zh": ..., maybe "prose": true}, in the article's order."""
    return tomllib.loads((ROOT / "docs" / "article.toml").read_text("utf-8"))


@cache
def front_matter(text: str) -> Any:
    """The YAML at the beginning of a page, {} if there is none. Raises YAMLError if it is wrong."""
    return yaml.safe_load(match[1]) if (match := _FRONT_MATTER.match(text)) else {}


def chapters(folder: str | Path) -> list[Chapter]:
    """The Chapter of each page in ``folder``, by path; raises ValueError for bad front matter."""
    found = []
    for page in sorted(Path(folder).rglob("*.md")):
        text = page.read_text("utf-8")
        try:
            front = front_matter(text)
        except yaml.YAMLError as error:
            raise ValueError(f"{page}: the front matter is not YAML: {error}") from error
        found.append(
            Chapter(
                path=page.relative_to(folder).as_posix(),
                title=front.get("title", page.stem),
                article=tuple(front.get("article", ())),
                snippets=tuple(dict.fromkeys(fence.snippet for fence in fences(text))),
            )
        )
    return found
