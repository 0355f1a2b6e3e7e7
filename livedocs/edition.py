"""The site in one language: its pages, and what is put into them when the runs are done.

While MkDocs renders a page, a short holder stands wherever something of a run goes. So rendering
waits for no run, and what searches or highlights a page need not read the panels.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from livedocs.catalogue import Page
from livedocs.kept import KeptPages
from livedocs.schedule import Request

_HOLDER = re.compile(r'<div data-holder="([^"]*)">[^<]*</div>')

_ALTERNATE = re.compile(r'\s*<link rel="alternate"[^>]*hreflang[^>]*>')


_NAMED = re.compile(r'aria-labelledby="(__nav_\w+)_label"')
_TITLE = re.compile(r'<label class="md-nav__title" for="(__nav_\w+)"')


def mended(html: str, language: str) -> str:
    """``html`` with names for what has none, and without empty table heads and alternates.

    Material names a part of the navigation by the label that folds it, which has only an icon where
    the part has an index. It writes the same two alternates, relative, on every page, and its
    script asks for a sitemap below each of them.
    """
    label = {"en": "Search", "zh": "搜索"}[language]
    html = html.replace('role="dialog">', f'role="dialog" aria-label="{label}">')
    html = _NAMED.sub(r'aria-labelledby="\1_title"', html)
    html = _TITLE.sub(r'\g<0> id="\1_title"', html)
    html = html.replace("<th></th>", "<td></td>")
    return _ALTERNATE.sub("", html)


@dataclass
class Edition:
    """The site in one ``language``."""

    language: str
    pages: list[Page] = field(default_factory=list)
    """In the order of the navigation."""
    folder: str = ""
    """Where its site is written."""
    fillers: dict[str, Callable[[], Markup]] = field(default_factory=dict)
    """Name of a holder → a function that gives the HTML for its place."""
    html: dict[str, str] = field(default_factory=dict)
    """Path of a file → the page as MkDocs rendered it."""
    kept: KeptPages = field(default_factory=KeptPages)

    def hold(self, name: str, filler: Callable[[], Markup], text: str = "") -> Markup:
        """A holder called ``name`` for what ``filler()`` gives; ``text`` is for the search."""
        self.fillers[name] = filler
        return Markup('<div data-holder="{}">{}</div>').format(name, text)

    def settle(self, name: str) -> None:
        """Let the holder called ``name`` have for good what its filler gives now."""
        html = self.fillers[name]()
        self.fillers[name] = lambda: html

    def fill(self, html: str) -> str:
        """``html`` with each of its holders replaced."""
        return _HOLDER.sub(lambda found: str(self.fillers[found[1]]()), html)

    def write(self, path: str) -> None:
        """Write the page at ``path``, filled."""
        Path(path).write_text(self.fill(self.html[path]), "utf-8")

    def requests(self) -> list[Request]:
        """What its pages ask for."""
        return [request for page in self.pages for request in page.requests]

    def page(self, path: str) -> Page | None:
        """The page whose source is ``path``; None for one that is generated."""
        return next((page for page in self.pages if page.chapter.path == path), None)
