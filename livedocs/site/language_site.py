"""The site in one language: its pages, and what is put into them when the runs have ended.

While MkDocs renders a page, a short placeholder stands for everything that comes from a run. So
rendering does not wait for runs, and the search plugin does not have to read the panels.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from livedocs.content.catalogue import Page
from livedocs.run.schedule import Request
from livedocs.site.unchanged_pages import UnchangedPages

_PLACEHOLDER = re.compile(r'<div data-placeholder="([^"]*)">[^<]*</div>')


@dataclass
class LanguageSite:
    """The site in one ``language``."""

    language: str
    pages: list[Page] = field(default_factory=list)
    """In the order of the navigation."""
    folder: str = ""
    """The folder in which the site is written."""
    address: str = ""
    """The address at which the site will be, with a slash at its end; empty if not known."""
    fillers: dict[str, Callable[[], Markup]] = field(default_factory=dict)
    """Name of a placeholder → a function that returns the HTML to replace it."""
    html: dict[str, str] = field(default_factory=dict)
    """Path of a file → the page as MkDocs rendered it, with placeholders."""
    unchanged: UnchangedPages = field(default_factory=UnchangedPages)

    def add_placeholder(self, name: str, filler: Callable[[], Markup], text: str = "") -> Markup:
        """A placeholder for what ``filler()`` will return. A search finds ``text`` in its place."""
        self.fillers[name] = filler
        return Markup('<div data-placeholder="{}">{}</div>').format(name, text)

    def fill_now(self, name: str) -> None:
        """Call the filler of the placeholder ``name`` now, and use what it returns from now on."""
        html = self.fillers[name]()
        self.fillers[name] = lambda: html

    def filled(self, html: str) -> str:
        """``html`` with each of its placeholders replaced."""
        return _PLACEHOLDER.sub(lambda found: str(self.fillers[found[1]]()), html)

    def write(self, path: str) -> None:
        """Write the page at ``path``, filled."""
        Path(path).write_text(self.filled(self.html[path]), "utf-8")

    def requests(self) -> list[Request]:
        """The requests of its pages."""
        return [request for page in self.pages for request in page.requests]

    def page(self, path: str) -> Page | None:
        """The page whose source is ``path``; None for one that is generated."""
        return next((page for page in self.pages if page.chapter.path == path), None)
