"""A served site in a real browser: the Run button, and what a page shows while files are edited."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.site.browser import ARGUMENTS, CHROMIUM, needs_chromium
from tests.site.tiny_site import runs_of, served, wait_until

pytestmark = needs_chromium

# The runs of a build wait for the file "go" too.
WAITS = """\
\"""A thread waits until it may go on.\"""

import threading
import time
from pathlib import Path

GO = Path({go!r})


def wait():
    print("waiting", flush=True)
    while not GO.exists():
        time.sleep(0.01)


def main():
    thread = threading.Thread(target=wait, name="Waiter")
    thread.start()
    thread.join()
    print("went on")


if __name__ == "__main__":
    main()
"""
CHOOSES = "first/two_processes.py"


class Page:
    """A page of a served site in a browser."""

    def __init__(self, page, site):
        self.page, self.site = page, site

    def panel(self, snippet):
        return self.page.locator(f'.run[data-snippet="{snippet}"]')

    def press(self, snippet):
        self.panel(snippet).locator(".bench__run").click()

    def lines(self, snippet):
        return self.panel(snippet).locator(".line")


@pytest.fixture(scope="module")
def browser():
    # For this module only: while Playwright runs, this thread has a running event loop.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(make_site):
    """The address of a served site, and its TinySite; the first run of one snippet waits."""
    site = make_site()
    (site.folder / "snippets/first/waits.py").write_text(
        WAITS.format(go=str(site.folder / "go")), "utf-8"
    )
    site.add_fence('```snippet exec="on"\nfirst/waits.py\n```')
    with served(site) as (_, url):
        yield url, site


@contextmanager
def opened(browser, server, path=""):
    url, site = server
    context = browser.new_context()
    page = context.new_page()
    complained = []
    context.on("weberror", lambda error: complained.append(str(error.error)))
    page.goto(url + path)
    yield Page(page, site)
    context.close()
    assert complained == []


@pytest.fixture
def page(browser, server):
    """The home page, with all runs ended."""
    (server[1].folder / "go").touch()
    with opened(browser, server) as page:
        expect(page.page.locator("[data-pending]")).to_have_count(0, timeout=30_000)
        yield page


@pytest.fixture
def held(page):
    """The home page, with the snippet that waits held up from now on."""
    go = page.site.folder / "go"
    go.unlink()
    yield page
    go.touch()


def test_a_panel_fills_when_its_run_ends(browser, server):
    _, site = server
    with opened(browser, server) as page:
        pending = page.panel("first/waits.py")
        expect(pending).to_have_attribute("data-pending", "")
        expect(page.panel("first/one_process.py")).to_have_attribute("data-exit", "0")
        page.page.evaluate("window.same = true")
        (site.folder / "go").touch()
        expect(pending).to_have_attribute("data-exit", "0", timeout=30_000)
        expect(page.lines("first/waits.py")).to_have_text(["waiting", "went on"])
        assert page.page.evaluate("window.same"), "the page was loaded again"


def test_a_panel_fills_while_its_snippet_runs(held):
    panel = held.panel("first/waits.py")
    held.press("first/waits.py")
    expect(panel).to_have_attribute("data-running", "")
    expect(held.lines("first/waits.py")).to_have_text(["waiting"])
    expect(panel.locator("svg.timeline")).to_contain_text("Waiter")
    (held.site.folder / "go").touch()
    expect(panel).to_have_attribute("data-exit", "0")
    expect(held.lines("first/waits.py")).to_have_text(["waiting", "went on"])
    expect(panel.locator(".run__facts")).to_be_visible()
    expect(panel.locator(".bench__run")).to_have_text(re.compile("Run"))


def test_the_stop_button_ends_the_run(held):
    held.press("first/waits.py")
    expect(held.lines("first/waits.py")).to_have_text(["waiting"])
    assert runs_of(held.site)
    held.press("first/waits.py")
    expect(held.panel("first/waits.py").locator(".bench__told")).to_have_text("stopped")
    assert wait_until(lambda: not runs_of(held.site)), runs_of(held.site)


def test_r_runs_the_panel_under_the_pointer(held):
    held.panel("first/waits.py").hover()
    held.page.keyboard.press("r")
    expect(held.panel("first/waits.py")).to_have_attribute("data-running", "")
    expect(held.page.locator("[data-running]")).to_have_count(1)
    held.press("first/waits.py")


def test_ten_times_in_a_row_are_a_strip_of_ten(page):
    panel = page.panel(CHOOSES)
    panel.locator(".bench__options > summary").click()
    panel.get_by_label("Ten times in a row").check()
    page.press(CHOOSES)
    expect(panel.locator(".repeats__runs > li")).to_have_count(10, timeout=60_000)
    expect(panel.locator(".repeats__facts")).to_contain_text("The same exit in 10 of 10")
    expect(panel.locator(".bench__run")).to_have_text(re.compile("Run"))


def test_a_fresh_run_is_played_without_asking_for_its_data(page):
    asked = []
    page.page.on("request", lambda request: asked.append(request.url))
    panel = page.panel(CHOOSES)
    panel.locator(".bench__options > summary").click()
    panel.get_by_label("Start method").select_option("spawn")  # the site has no such run
    page.press(CHOOSES)
    expect(panel.locator(".run__facts")).to_contain_text("spawn", timeout=30_000)
    expect(panel.locator(".bench__run")).to_have_text(re.compile("Run"))
    panel.locator(".player__on").click()
    expect(panel.locator(".player__now")).to_contain_text("the main process")
    expect(panel.locator(".src .player__dot")).to_have_count(1)
    assert not [url for url in asked if "player.js" in url]


def test_a_start_method_is_chosen(page):
    panel = page.panel(CHOOSES)
    panel.locator(".bench__options > summary").click()
    panel.get_by_label("Start method").select_option("spawn")
    page.press(CHOOSES)
    expect(panel.locator(".run__facts")).to_contain_text("spawn", timeout=30_000)


def test_the_result_stays_when_the_page_is_loaded_again(page):
    page.press("first/one_process.py")
    panel = page.panel("first/one_process.py")
    expect(panel.locator(".bench__run")).to_have_text(re.compile("Run"))
    expect(panel).to_have_attribute("data-cached", "false")
    wall = panel.get_attribute("data-wall")
    page.page.reload()
    expect(panel).to_have_attribute("data-wall", wall)


def test_a_chinese_page_speaks_chinese(browser, server):
    with opened(browser, server, "zh/") as page:
        expect(page.panel(CHOOSES).locator(".bench__run")).to_have_text("▶ 运行")


def test_an_edited_snippet_runs_again_and_the_open_page_shows_it(page):
    source = page.site.folder / "snippets/first/one_process.py"
    page.page.evaluate("window.before = true")
    good = source.read_text("utf-8")
    lines = page.lines("first/one_process.py")
    source.write_text(good + "oops(\n", "utf-8")
    expect(lines.last).to_contain_text("SyntaxError", timeout=30_000)
    assert not page.page.evaluate("window.before"), "the page was not loaded again"
    source.write_text(good.replace("def main():", "def main():\n    print('healed')"), "utf-8")
    expect(lines.first).to_have_text("healed", timeout=30_000)


def test_a_built_site_has_no_workbench(cold, site):
    assert not [path for path in cold.pages if "workbench" in cold.pages[path]]
    assert not list(site.folder.glob("site/**/workbench*"))
