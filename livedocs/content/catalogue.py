"""The catalogue of all runs on the site, each with the page that has its panel."""

from dataclasses import dataclass

from livedocs.content.article import Chapter
from livedocs.record.run import Run
from livedocs.run.schedule import Made, Request


@dataclass(frozen=True)
class Page:
    """A page of one language, and the runs that it asks for."""

    chapter: Chapter
    url: str
    """Its path below the root of its language: ``processes/locks/``."""
    requests: tuple[Request, ...]


@dataclass(frozen=True)
class ShownRun:
    """A run, and the page with its panel; if several have it, the one in the snippet's chapter."""

    request: Request
    run: Run
    cached: bool
    page: Page

    @property
    def url(self) -> str:
        """The address of its panel, below the root of its language."""
        return f"{self.page.url}#{self.request.anchor}"

    def count(self, kind: str) -> int:
        """How many lanes of this ``kind`` the run has."""
        return sum(lane.kind == kind for lane in self.run.lanes)


def catalogue(pages: list[Page], finished: dict[Request, Made]) -> list[ShownRun]:
    """A ShownRun for each run in ``finished`` that one of ``pages`` asks for, by page."""
    homes: dict[Request, Page] = {}
    for page in pages:
        for request in page.requests:
            if page.chapter.folder == request.snippet.chapter:
                homes.setdefault(request, page)
    for page in pages:
        for request in page.requests:
            homes.setdefault(request, page)
    return [
        ShownRun(request, *finished[request], page)
        for page in pages
        for request in dict.fromkeys(page.requests)
        if request in finished and homes[request] is page
    ]
