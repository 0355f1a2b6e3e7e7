"""Under ``mkdocs serve``: use the rendered pages of the last build again where nothing has changed.

MkDocs renders every page whenever a file is saved. For an unchanged page, the Markdown is not
converted, the template is an empty one, and the search index gets the entries of the last build.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

_ATTRIBUTES = ["content", "toc", "present_anchor_ids", "links_to_anchors", "_title_from_render"]


def stamps(paths: Iterable[Path]) -> tuple[tuple[str, int], ...]:
    """Path and time of change, in ns, of each file in ``paths`` and in the folders among them."""
    files = [file for path in paths for file in (path, *path.rglob("*"))]
    found = [(str(file), file.stat().st_mtime_ns) for file in sorted(files) if file.is_file()]
    return tuple(found)


@dataclass
class RenderedPage:
    """A page as MkDocs rendered it in an earlier build."""

    key: object
    """What it was made from: the page is rendered again when this changes."""
    attributes: dict[str, Any]
    """The attributes that ``render`` sets on the MkDocs page."""
    nav: object = None
    """The titles and addresses of all pages, which are in the navigation of this one."""
    html: str = ""
    entries: list[object] = field(default_factory=list)
    """Its entries in the search index."""


class UnchangedPages:
    """The rendered pages of one language, by the path of their source."""

    def __init__(self) -> None:
        self.pages: dict[str, RenderedPage] = {}
        self.templates = Templates()

    def replace_render(
        self, nav: Navigation, pages: Iterable[Page], key: Callable[[Page], object]
    ) -> None:
        """Make MkDocs render only those of ``pages`` for which ``key(page)`` has changed."""
        self.nav = nav
        self.fresh: set[str] = set()  # paths of the pages that are rendered now
        for page in pages:
            page.render = partial(self._render, page, key)  # type: ignore[method-assign]  # of this one

    def _render(
        self, page: Page, key_of: Callable[[Page], object], config: MkDocsConfig, files: Files
    ) -> None:
        path, key = page.file.src_uri, key_of(page)
        before = self.pages.get(path)
        if before and before.key == key:
            vars(page).update(before.attributes)
            links = before.attributes.get("links_to_anchors") or {}
            page.links_to_anchors = {files.src_uris[file.src_uri]: links[file] for file in links}
            return
        Page.render(page, config, files)
        attributes = {name: vars(page).get(name) for name in _ATTRIBUTES}
        self.pages[path] = RenderedPage(key, attributes)
        self.fresh.add(path)

    def skip_templates(self, pages: Iterable[Page], search: Any, environment: Environment) -> None:
        """After all ``pages`` are rendered: give each unchanged page an empty template.

        ``search`` is the search plugin, ``environment`` is Jinja's for the templates.
        """
        titles = [(page.title, page.url) for page in self.nav.pages]
        self.search, self.count = search, 0
        environment.bytecode_cache = self.templates
        for page in pages:
            rendered = self.pages[page.file.src_uri]
            if rendered.nav != titles or not rendered.html:
                rendered.nav = titles
                self.fresh.add(page.file.src_uri)
            elif page.file.src_uri not in self.fresh:
                page.meta.update(template="empty.html", search={"exclude": True})

    def html_of(self, page: Page, output: str) -> str:
        """The HTML of ``page``: its template's ``output``, or that of an earlier build."""
        path = page.file.src_uri
        entries = self.search.search_index.entries
        rendered = self.pages[path]
        if path in self.fresh:
            rendered.html, rendered.entries = output, entries[self.count :]
        else:
            entries += rendered.entries
        self.count = len(entries)
        return rendered.html


class Templates(BytecodeCache):
    """The compiled templates, kept between builds: each build has a new Jinja environment."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill Jinja's ``bucket`` if its template has been compiled before."""
        if bucket.key + bucket.checksum in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the compiled template in Jinja's ``bucket``."""
        self.compiled[bucket.key + bucket.checksum] = bucket.bytecode_to_string()
