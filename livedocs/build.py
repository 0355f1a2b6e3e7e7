"""What one build, of both languages, has in common: its runs, and what the pages get of them."""

import logging
from functools import partial

from mkdocs.utils import get_relative_url

from livedocs import blocks, fence
from livedocs.catalogue import catalogue
from livedocs.progress import Progress
from livedocs.schedule import Schedule

log = logging.getLogger("mkdocs.livedocs")


class Build:
    """What one build, of both languages, has in common."""

    def __init__(self, serving=False):
        self.serving = serving
        self.schedule = Schedule()
        self.progress = Progress(self.schedule)
        self.editions = {}
        """By language."""
        self.shown = {}
        """Language → each catalogue.Shown, once the runs are done."""
        self.page = None
        """The MkDocs page that is being rendered."""
        self.failures = []

    def fail(self, file, message):
        self.failures.append(f"{file}: {message}")
        log.error(self.failures[-1])

    def complain(self, message):
        """Note that the page being rendered breaks the build."""
        self.fail(self.page.file.abs_src_path, message)

    def hold_panels(self, edition, wanted):
        """A holder on the page being rendered for the panels of what a fence has ``wanted``."""
        fail = partial(self.fail, self.page.file.abs_src_path)
        show = partial(fence.show, wanted, self.schedule, edition.language, self.root(), fail)
        return edition.hold(f"{self.page.url}#{wanted.snippet.anchor}", show)

    def hold_block(self, edition, name, *arguments):
        """A holder on the page being rendered for a block made from all runs."""
        root, language = self.root(), edition.language

        def show():
            site = blocks.Site(language, root, edition.pages, self.shown[language])
            return blocks.show(site, name, *arguments)

        holder = " ".join([self.page.url, name, *arguments])
        return edition.hold(holder, show, blocks.text(name, language, *arguments))

    def root(self):
        """Leads from the page being rendered to the root of its language."""
        return get_relative_url(".", self.page.url).rstrip("/") + "/"

    def find_shown(self, edition):
        """Wait for the runs that an edition shows, and note them."""
        requests = [request for page in edition.pages for request in page.requests]
        self.schedule.wait(requests)
        finished = self.schedule.finished(requests)
        self.shown[edition.language] = catalogue(edition.pages, finished)
        return self.shown[edition.language]
