"""The site works wherever it is put: in a folder, below a path, under a strict policy."""

import base64
import hashlib
import re
from contextlib import nullcontext
from importlib import resources

import pytest
from playwright.sync_api import expect

from livedocs.snippet import find
from tests.site.browser import needs_chromium, served

pytestmark = needs_chromium

MATERIAL = resources.files("material") / "templates/partials"
INLINE = [MATERIAL / name for name in ("javascripts/base.html", "javascripts/content.html")]
INLINE += [MATERIAL / "javascripts/palette.html"]
BASES = [".", "..", "../..", "../../.."]
"""From a page to the root of its language: Material writes it into one of its inline scripts."""


def hashes():
    """The inline scripts of Material, as a policy names them."""
    for file in INLINE:
        for script in re.findall("<script>(.*?)</script>", file.read_text("utf-8"), re.DOTALL):
            for text in {re.sub("{{.*?}}", base, script) for base in BASES}:
                digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
                yield f"'sha256-{digest}'"


def policy():
    """It allows no inline script of ours; a panel's timeline is drawn by style attributes."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(hashes())}",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


PLACES = {
    "a folder": lambda site: nullcontext(site.as_uri()),
    "a path": lambda site: served(site, "/deep/path"),
    "a strict policy": lambda site: served(site, headers={"Content-Security-Policy": policy()}),
}


@pytest.fixture(scope="module", params=PLACES)
def address(built, request):
    """Where the site is, without a slash."""
    with PLACES[request.param](built) as address:
        yield address


@pytest.fixture
def tab(tab):
    """A Tab that may ask for nothing outside of the site."""
    yield tab
    inside = (f"{tab.address}/", "data:", "blob:", "about:")
    assert [url for url in tab.asked if not url.startswith(inside)] == []


def go(tab, path):
    """Open the page of ``path``, which ends in a slash: a folder opens no page by itself."""
    tab.go(f"{path}index.html", wait_until="networkidle")


def is_at(tab, path):
    """Wait until the tab is at ``path``."""
    expect(tab.page).to_have_url(re.compile(re.escape(tab.address + path) + r"(index\.html)?$"))
    tab.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("root", ["/", "/zh/"])
def test_links_lead_from_page_to_page(tab, root):
    go(tab, f"{root}guide/")
    tab.page.locator(".md-nav--primary a[href='../comparison/']").click()
    is_at(tab, f"{root}comparison/")
    tab.page.locator(".md-footer__link--next").click()
    is_at(tab, f"{root}comparison/costs/")
    tab.page.locator(".md-header__button.md-logo").press("Enter")
    is_at(tab, root)


def test_the_language_switch_leads_there_and_back(tab):
    go(tab, "/processes/joinable/")
    tab.page.locator(".language-switch").click()
    is_at(tab, "/zh/processes/joinable/")
    tab.page.locator(".language-switch").click()
    is_at(tab, "/processes/joinable/")


@pytest.mark.parametrize(("root", "word"), [("/", "daemon"), ("/zh/", "守护进程")])
def test_search_leads_to_a_page_with_the_word(tab, root, word):
    go(tab, f"{root}processes/joinable/")
    box = tab.page.locator(".md-search__input")
    box.press_sequentially(word)
    box.press("End")  # Material reads the box at the end of a key, and Chinese comes without keys
    result = tab.page.locator(".md-search-result__link").first
    result.wait_for(timeout=20_000)
    before = tab.page.url
    result.click()
    expect(tab.page).not_to_have_url(before)
    expect(tab.page.locator(".md-content")).to_contain_text(re.compile(word, re.IGNORECASE))
    tab.page.wait_for_load_state("networkidle")


def test_a_panel_is_copied_and_its_times_are_switched(tab):
    go(tab, "/processes/joinable/")
    run = tab.page.locator(".run").first
    text = tab.copied(run.locator(".run__source .run__copy"))
    assert text == find(run.get_attribute("data-snippet")).source
    times = run.locator("[data-switch=times]")
    times.click()
    expect(times).to_have_attribute("aria-pressed", "false")


def test_the_palette_is_switched_and_kept(tab):
    body = tab.page.locator("body")
    go(tab, "/")
    for scheme in ("default", "slate"):
        tab.page.locator("[data-md-component=palette] label:visible").click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
    tab.page.reload(wait_until="networkidle")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("path", ["/gallery/", "/zh/report/", "/guide/", "/zh/claims/"])
def test_a_page_made_from_runs_opens(tab, path):
    go(tab, path)
    expect(tab.page.locator("h1")).to_be_visible()
