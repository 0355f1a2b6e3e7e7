"""Every page of the site in a browser, light and dark, on a desk and on a phone."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import resources
from itertools import chain

import pytest

from tests.site.browser import PHONE, browsing, needs_chromium, served

pytestmark = needs_chromium

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK = {"width": 1280, "height": 2000}
"""So high that the navigation need not scroll: axe takes what is half scrolled away for small."""

BROWSERS = 2
"""Side by side, each with a share of the pages: axe keeps a CPU busy."""

SCHEMES = {"light": "default", "dark": "slate"}

CONTRAST = {
    "context": {
        "exclude": [
            ".run ~ .run .highlight",
            ":lang(zh) .run",
            ".line:nth-child(n + 9)",
            "tr:nth-child(n + 9)",
            ".card:nth-child(n + 4)",
            ".claim ~ .claim",
        ]
    },
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
}
"""axe's slowest rule by far: of what repeats, with the same colours, it need not see everything."""

OTHERS = {"runOnly": STANDARD, "rules": {"color-contrast": {"enabled": False}}}

VIEWS = [("light", DESK, [CONTRAST, OTHERS]), ("dark", DESK, [CONTRAST]), ("dark", PHONE, [OTHERS])]
"""Scheme, size, and what axe looks for: contrast depends on the scheme, all others on the width."""

SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
RUN_AXE = """async ({ context = document, ...options }) => {
  const found = await axe.run(context, { resultTypes: ["violations"], preload: false, ...options })
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target}`))
}"""


@dataclass(frozen=True)
class Seen:
    """One page in one view, and what is wrong there."""

    path: str
    scheme: str
    width: int
    axe: tuple
    sideways: int
    """By how many pixels it scrolls sideways."""

    def __str__(self):
        return f"{self.path} at {self.width} px, {self.scheme}"


def look(tab, path):
    """Open the page at ``path``; gives it as Seen in each of the VIEWS, and then its ids."""
    tab.page.close()  # else Chromium keeps all earlier pages with what axe knew of them
    tab.page = page = tab.page.context.new_page()
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    tab.go(path, wait_until="load")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    page.evaluate(AXE)
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    views = []
    for scheme, size, wanted in VIEWS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        body = page.locator(f"body[data-md-color-scheme={SCHEMES[scheme]}]")
        body.wait_for(state="attached")
        page.evaluate(SETTLED)
        axe = tuple(found for one in wanted for found in page.evaluate(RUN_AXE, one))
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        views.append(Seen(path, scheme, size["width"], axe, sideways))
    return views, ids


@pytest.fixture(scope="module")
def address(built):
    """Where a page that is not found expects the site: below the path of its address."""
    with served(built, "/live") as address:
        yield address


def visit(address, paths):
    """A Tab that has been at ``paths``, every Seen, and path → ids."""
    with browsing(address) as open_tab:
        tab, seen, ids = open_tab(), [], {}
        for path in paths:
            views, ids[path] = look(tab, path)
            seen += views
    return tab, seen, ids


@pytest.fixture(scope="module")
def tour(built, address):
    """Tabs that have been on every page together, every Seen, and path → ids."""
    files = [file.relative_to(built).as_posix() for file in sorted(built.rglob("*.html"))]
    paths = ["/" + file.removesuffix("index.html") for file in files]
    with ThreadPoolExecutor() as pool:
        parts = [paths[first::BROWSERS] for first in range(BROWSERS)]
        tabs, seen, ids = zip(*pool.map(partial(visit, address), parts), strict=True)
    assert {"/", "/zh/", "/404.html"} <= set(paths)
    return tabs, [*chain(*seen)], {path: found for part in ids for path, found in part.items()}


def assert_none(found):
    """Fail with all that was ``found``, one a line."""
    if found := [*found]:
        pytest.fail("\n".join([f"{len(found)} found:", *found]))


def test_axe_can_find_something(open_tab):
    tab = open_tab(viewport=PHONE)
    tab.page.set_content(
        """<html lang="en"><title>Faulty</title><main><h1 style="color: #aaa">Pale</h1>
        <a href="#a" style="position: absolute; width: 9px; height: 9px">1</a><a href="#b">2</a>"""
    )
    tab.page.evaluate(AXE)
    found = [one for wanted in (CONTRAST, OTHERS) for one in tab.page.evaluate(RUN_AXE, wanted)]
    assert {one.partition(" ")[0] for one in found} >= {"color-contrast", "target-size"}


def test_axe_finds_nothing(tour):
    _, seen, _ = tour
    assert_none(f"{one}: {found}" for one in seen for found in one.axe)


def test_no_page_scrolls_sideways(tour):
    _, seen, _ = tour
    assert_none(f"{one}: {one.sideways} px" for one in seen if one.sideways > 0)


def test_every_id_is_valid_and_unique(tour):
    _, _, ids = tour
    assert_none(
        f"{path}: {name!r}"
        for path, names in ids.items()
        for name, count in Counter(names).items()
        if count > 1 or name.split() != [name]
    )


def test_no_page_asks_another_host(tour):
    tabs, _, _ = tour
    assert all(tab.asked for tab in tabs)
    assert_none(url for tab in tabs for url in tab.elsewhere)


def test_no_page_complains_on_the_console(tour):
    tabs, _, _ = tour
    assert_none(text for tab in tabs for text in tab.complained)
