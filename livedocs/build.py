"""What the builds of both languages have in common: the runs, and what the pages get of them."""

import logging
import threading
from functools import partial
from pathlib import Path, PurePosixPath

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from livedocs import blocks, fence
from livedocs.catalogue import Shown, catalogue
from livedocs.edition import Edition
from livedocs.progress import Progress
from livedocs.report import runs_json
from livedocs.schedule import Request, Schedule
from livedocs.template import fill, words

log = logging.getLogger("mkdocs.livedocs")


class Build:
    """A build of both languages; all builds of one server, which go on with the same runs."""

    page: Page
    """The MkDocs page that is being rendered."""

    def __init__(self, serving: bool = False) -> None:
        self.serving = serving
        self.schedule = Schedule()
        self.progress = Progress(self.schedule)
        self.editions: dict[str, Edition] = {}
        """By language."""
        self.failures: list[str] = []
        self.panels: list[tuple[Edition, str, tuple[Request, ...]]] = []
        """Edition, name of the holder, and requests of each fence."""
        self.complete: dict[str, list[Shown]] = {}
        """Language → what all its runs have made, when no more is to come."""
        self.rendered = threading.Event()
        """Set while no page is being rendered."""

    def begin(self, language: str) -> Edition:
        """Begin to build ``language``; returns its Edition."""
        if language == "en":
            self.failures = []
            self.rendered.clear()
        edition = self.editions.setdefault(language, Edition(language))
        edition.html = {}
        return edition

    def fail(self, file: str | None, message: str) -> None:
        """Note what breaks the build, and tell it."""
        failure = f"{file}: {message}"
        if failure not in self.failures:
            self.failures.append(failure)
            log.error(failure)

    def complain(self, message: str) -> None:
        """Note that the page being rendered breaks the build."""
        self.fail(self.page.file.abs_src_path, message)

    def hold_panels(self, edition: Edition, wanted: fence.Wanted) -> Markup:
        """A holder on the page being rendered for the panels of what a fence has ``wanted``."""
        fail = partial(self.fail, self.page.file.abs_src_path)
        show = partial(fence.show, wanted, self.schedule, edition.language, self.root(), fail)
        name = f"{self.page.url}#{wanted.snippet.anchor}"
        if not self.serving:
            self.panels.append((edition, name, wanted.requests))
        return edition.hold(name, show)

    def fill_panels(self) -> None:
        """Fill the holders of panels, each when its runs have ended, while others go on."""
        for edition, name, requests in self.panels:
            self.schedule.wait(requests)
            edition.settle(name)

    def hold_block(self, edition: Edition, name: str, *arguments: str) -> Markup:
        """A holder on the page being rendered for a block made from all runs."""
        root, language = self.root(), edition.language

        def show() -> Markup:
            shown = self.shown(edition)
            site = blocks.Site(language, root, edition.pages, shown)
            block = blocks.show(site, name, *arguments)
            if language in self.complete:
                return block
            waiting = len(set(edition.requests())) - len(shown)
            if not waiting:
                return block
            return fill("waiting.html", words=words(language), count=waiting) + block

        holder = " ".join([self.page.url, name, *arguments])
        return edition.hold(holder, show, blocks.text(name, language, *arguments))

    def root(self) -> str:
        """Leads from the page being rendered to the root of its language."""
        return get_relative_url(".", self.page.url).rstrip("/") + "/"

    def requests(self) -> list[Request]:
        """What both languages ask for."""
        return [request for edition in self.editions.values() for request in edition.requests()]

    def shown(self, edition: Edition) -> list[Shown]:
        """A catalogue.Shown for each run of ``edition`` that has ended."""
        if edition.language in self.complete:
            return self.complete[edition.language]
        return catalogue(edition.pages, self.schedule.finished(edition.requests()))

    def write(self, edition: Edition) -> None:
        """When all runs have ended: write pages, filled, their records, and a search index.

        A page that is opened from a folder may read no JSON: Material looks for a script there.
        """
        shown = self.complete[edition.language] = self.shown(edition)
        for path in edition.html:
            edition.write(path)
        self._write_files(edition, {one.request.record: one.run.to_json() for one in shown})
        self._write_files(edition, {"runs.json": runs_json(shown)})
        index = Path(edition.folder, "search/search_index.json").read_text("utf-8")
        self._write_files(edition, {"search/search_index.js": f"var __index = {index}"})

    def _write_files(self, edition: Edition, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = Path(edition.folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def refresh(self, path: str) -> None:
        """Before the file at ``path`` of the site is served: write it, if it is made from runs."""
        self.rendered.wait()
        parts = PurePosixPath(path).parts[1:]
        language = "zh" if parts[:1] == ("zh",) else "en"
        edition = self.editions[language]
        name = "/".join(parts[language == "zh" :])
        file = Path(edition.folder, name, "index.html" if path.endswith("/") else "")
        if str(file) in edition.html:
            edition.write(str(file))
        elif name == "runs.json":
            self._write_files(edition, {name: runs_json(self.shown(edition))})
        elif name.startswith("runs/"):
            found = {one.request.record: one.run.to_json() for one in self.shown(edition)}
            self._write_files(edition, {name: found[name]} if name in found else {})
