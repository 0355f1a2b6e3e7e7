"""Under ``mkdocs serve``: what MkDocs made of a page is taken again while nothing changes it.

MkDocs renders every page whenever a file is saved. Of a page that is kept the Markdown is not
converted, the template is an empty one, and the search plugin gets the entries that it made before.
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

_RENDERED = ["content", "toc", "present_anchor_ids", "links_to_anchors", "_title_from_render"]


def stamps(paths: Iterable[Path]) -> tuple[tuple[str, int], ...]:
    """What changes when one of the files in ``paths`` does, or one in a folder among them."""
    files = [file for path in paths for file in (path, *path.rglob("*"))]
    found = [(str(file), file.stat().st_mtime_ns) for file in sorted(files) if file.is_file()]
    return tuple(found)


@dataclass
class Kept:
    """What was made of one page."""

    key: object
    """What it was made from."""
    rendered: dict[str, Any]
    """Attributes of the MkDocs page."""
    nav: object = None
    """The titles and addresses of all pages, which each page has in its navigation."""
    html: str = ""
    entries: list[object] = field(default_factory=list)
    """In the search index."""


class UnchangedPages:
    """The pages of one language, by source."""

    def __init__(self) -> None:
        self.pages: dict[str, Kept] = {}
        self.templates = Templates()

    def replace_render(
        self, nav: Navigation, pages: Iterable[Page], key: Callable[[Page], object]
    ) -> None:
        """Let the ``pages`` of MkDocs be rendered only where ``key(page)`` is another one."""
        self.nav = nav
        self.fresh: set[str] = set()  # paths of those that are rendered
        for page in pages:
            page.render = partial(self._render, page, key)  # type: ignore[method-assign]  # of this one

    def _render(
        self, page: Page, key_of: Callable[[Page], object], config: MkDocsConfig, files: Files
    ) -> None:
        path, key = page.file.src_uri, key_of(page)
        kept = self.pages.get(path)
        if kept and kept.key == key:
            vars(page).update(kept.rendered)
            links = kept.rendered.get("links_to_anchors") or {}
            page.links_to_anchors = {files.src_uris[file.src_uri]: links[file] for file in links}
            return
        Page.render(page, config, files)
        rendered = {name: vars(page).get(name) for name in _RENDERED}
        self.pages[path] = Kept(key, rendered)
        self.fresh.add(path)

    def skip_templates(self, pages: Iterable[Page], search: Any, environment: Environment) -> None:
        """When all ``pages`` are rendered: leave out the templates of those that stay as they were.

        ``search`` is the plugin of that name, ``environment`` that of the templates.
        """
        titles = [(page.title, page.url) for page in self.nav.pages]
        self.search, self.count = search, 0
        environment.bytecode_cache = self.templates
        for page in pages:
            kept = self.pages[page.file.src_uri]
            if kept.nav != titles or not kept.html:
                kept.nav = titles
                self.fresh.add(page.file.src_uri)
            elif page.file.src_uri not in self.fresh:
                page.meta.update(template="empty.html", search={"exclude": True})

    def html_of(self, page: Page, output: str) -> str:
        """The HTML of ``page``: its template's ``output``, or what was kept of an earlier one."""
        path = page.file.src_uri
        entries = self.search.search_index.entries
        kept = self.pages[path]
        if path in self.fresh:
            kept.html, kept.entries = output, entries[self.count :]
        else:
            entries += kept.entries
        self.count = len(entries)
        return kept.html


class Templates(BytecodeCache):
    """The compiled templates: each build has an environment of its own, which knows none."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill Jinja's ``bucket``, where it is known."""
        if bucket.key + bucket.checksum in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep Jinja's ``bucket``."""
        self.compiled[bucket.key + bucket.checksum] = bucket.bytecode_to_string()
