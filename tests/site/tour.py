"""One visit to every page of the site, in every view; the tests ask what it has seen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path

from tests.site.browser import PHONE, browsing

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
ASK = Path(__file__).with_suffix(".js").read_text("utf-8")

BROWSERS = 2
"""Side by side, each with a share of the pages: axe keeps a CPU busy."""

DESK = {"width": 1280, "height": 2000}
"""So high that the navigation need not scroll: axe takes what is half scrolled away for small."""

SCHEMES = {"light": "default", "dark": "slate"}
AT_REST = "*, ::before, ::after { transition: none !important }"
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass
class Seen:
    """A page, and what its visit has found."""

    path: str
    ids: list
    faults: list
    """What axe has found, each with its view."""
    sideways: dict
    """Width → by how many pixels the page scrolls sideways."""
    copied: list
    """Pairs of a snippet and the text that the copy button of its panel gives."""


class Page:
    """A page of Playwright, with what ``tour.js`` can tell of it."""

    def __init__(self, page, known):
        self.page, self.known = page, known
        page.evaluate(AXE)
        page.evaluate(ASK)
        page.add_style_tag(content=AT_REST)

    def ask(self, what):
        return self.page.evaluate(f"tour.{what}()")

    def ask_unknown(self, what, view):
        """The faults that ``what`` finds in what no other page has shown in that ``view``."""
        known = self.known.setdefault((what, view), set())
        faults, judged = self.page.evaluate(f"(known) => tour.{what}(known)", [*known])
        known.update(judged)
        return [f"{view}: {fault}" for fault in faults]

    def show(self, scheme, size):
        """Let the page be seen in another scheme and size."""
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=scheme)
        body = self.page.locator(f"body[data-md-color-scheme={SCHEMES[scheme]}]")
        body.wait_for(state="attached")
        self.page.evaluate(SETTLED)


def see(tab, known, path):
    """Open the page at ``path``, look at it in each view, and copy what it offers; gives Seen.

    ``known`` is what axe need not judge on another page, and is added to.
    """
    tab.reopen()  # else Chromium keeps all earlier pages with what axe knew of them
    tab.page.set_viewport_size(DESK)
    tab.page.emulate_media(color_scheme="light")
    tab.go(path)
    page = Page(tab.page, known)
    seen = Seen(path, page.ask("ids"), page.ask("structure"), {}, [])
    seen.faults += page.ask_unknown("colours", "light")
    seen.sideways[DESK["width"]] = page.ask("sideways")
    page.show("dark", DESK)
    seen.faults += page.ask_unknown("colours", "dark")
    page.show("dark", PHONE)
    seen.faults += page.ask_unknown("structure_elsewhere", "phone")
    seen.sideways[PHONE["width"]] = page.ask("sideways")
    seen.copied = page.ask("copies")
    return seen


def visit(address, known, paths):
    """See the pages at ``paths``; gives the Tab that has been there, and all that it has seen."""
    with browsing(address) as open_tab:
        tab = open_tab()
        return tab, [see(tab, known, path) for path in paths]


def see_all(address, paths):
    """See the pages at ``paths``; gives the Tabs that have been there, and path → Seen."""
    parts = [paths[first::BROWSERS] for first in range(BROWSERS)]
    with ThreadPoolExecutor() as pool:
        tabs, parts = zip(*pool.map(partial(visit, address, {}), parts), strict=True)
    return tabs, {seen.path: seen for part in parts for seen in part}
