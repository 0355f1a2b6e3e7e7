"""What the builds of both languages share: the runs, and how they get into the pages."""

import logging
import threading
from functools import partial
from pathlib import Path, PurePosixPath

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from livedocs.content.catalogue import ShownRun, catalogue
from livedocs.content.runs_json import runs_json
from livedocs.render.run_files import run_files
from livedocs.render.template import fill, words
from livedocs.run.schedule import Request, Schedule
from livedocs.site import blocks, fence
from livedocs.site.block_context import BlockContext
from livedocs.site.language_site import LanguageSite
from livedocs.site.progress import Progress

log = logging.getLogger("mkdocs.livedocs")


class Build:
    """A build of both languages. A server uses one for all its builds, and so keeps the runs."""

    page: Page
    """The MkDocs page that is being rendered."""

    def __init__(self, serving: bool = False) -> None:
        self.serving = serving
        self.schedule = Schedule()
        self.progress = Progress(self.schedule)
        self.sites: dict[str, LanguageSite] = {}
        """By language."""
        self.failures: list[str] = []
        self.panels: list[tuple[LanguageSite, str, tuple[Request, ...]]] = []
        """The LanguageSite, the name of the placeholder, and the requests of each fence."""
        self.complete: dict[str, list[ShownRun]] = {}
        """Language → all its runs, once they have ended."""
        self.rendered = threading.Event()
        """Set while no page is being rendered."""

    def begin_language(self, language: str) -> LanguageSite:
        """Begin to build the site in ``language``; returns its LanguageSite."""
        if language == "en":
            self.failures = []
            self.rendered.clear()
        site = self.sites.setdefault(language, LanguageSite(language))
        site.html = {}
        return site

    def fail(self, file: str | None, message: str) -> None:
        """Log ``message`` about ``file``, and let the build fail at its end."""
        failure = f"{file}: {message}"
        if failure not in self.failures:
            self.failures.append(failure)
            log.error(failure)

    def complain(self, message: str) -> None:
        """Log ``message`` about the page that is being rendered, and let the build fail."""
        self.fail(self.page.file.abs_src_path, message)

    def panels_placeholder(self, site: LanguageSite, wanted: fence.Wanted) -> Markup:
        """A placeholder, on the page that is being rendered, for the panels of a fence."""
        fail = partial(self.fail, self.page.file.abs_src_path)
        place = self.root(), site.address
        show = partial(fence.show, wanted, self.schedule, site.language, *place, fail)
        name = f"{self.page.url}#{wanted.snippet.anchor}"
        if not self.serving:
            self.panels.append((site, name, wanted.requests))
        return site.add_placeholder(name, show)

    def fill_panels(self) -> None:
        """Fill the placeholders of panels, each when its runs have ended, while others go on.

        Leaves out those whose runs were held up; these runs are made again at the end.
        """
        for site, name, requests in self.panels:
            self.schedule.wait(requests)
            if not set(requests) & set(self.schedule.held_up):
                site.fill_now(name)
        self.schedule.repeat_held_up()

    def block_placeholder(self, site: LanguageSite, name: str, *arguments: str) -> Markup:
        """A placeholder, on the page that is being rendered, for the block ``name``."""
        root, language = self.root(), site.language

        def show() -> Markup:
            shown = self.shown(site)
            context = BlockContext(language, root, site.pages, shown)
            block = blocks.show(context, name, *arguments)
            if language in self.complete:
                return block
            waiting = len(set(site.requests())) - len(shown)
            if not waiting:
                return block
            return fill("waiting.html", words=words(language), count=waiting) + block

        placeholder = " ".join([self.page.url, name, *arguments])
        return site.add_placeholder(placeholder, show, blocks.text(name, language, *arguments))

    def root(self) -> str:
        """The relative path from the page that is being rendered to the root of its language."""
        return get_relative_url(".", self.page.url).rstrip("/") + "/"

    def requests(self) -> list[Request]:
        """All requests of both languages."""
        return [request for site in self.sites.values() for request in site.requests()]

    def shown(self, site: LanguageSite) -> list[ShownRun]:
        """The runs of ``site`` that have ended."""
        if site.language in self.complete:
            return self.complete[site.language]
        return catalogue(site.pages, self.schedule.finished(site.requests()))

    def write(self, site: LanguageSite) -> None:
        """After all runs have ended, write the filled pages, the records, and a search index.

        The search index is also written as a script, which Material loads if the site is opened
        from a folder: such a page cannot load JSON.
        """
        shown = self.complete[site.language] = self.shown(site)
        for path in site.html:
            site.write(path)
        for one in shown:
            self._write_files(site, run_files(one.request, one.run, site.language))
        self._write_files(site, {"runs.json": runs_json(shown)})
        index = Path(site.folder, "search/search_index.json").read_text("utf-8")
        self._write_files(site, {"search/search_index.js": f"var __index = {index}"})

    def _write_files(self, site: LanguageSite, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = Path(site.folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def refresh(self, path: str) -> None:
        """Write the file that a server is about to send for ``path``, if it is made from runs."""
        self.rendered.wait()
        parts = PurePosixPath(path).parts[1:]
        language = "zh" if parts[:1] == ("zh",) else "en"
        site = self.sites[language]
        name = "/".join(parts[language == "zh" :])
        file = Path(site.folder, name, "index.html" if path.endswith("/") else "")
        if str(file) in site.html:
            site.write(str(file))
        elif name == "runs.json":
            self._write_files(site, {name: runs_json(self.shown(site))})
        elif name.startswith("runs/"):
            for one in self.shown(site):
                if name.startswith(one.request.record.removesuffix("json")):
                    self._write_files(site, run_files(one.request, one.run, site.language))
