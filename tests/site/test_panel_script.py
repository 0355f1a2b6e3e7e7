"""A panel with source lines and stretches in a browser: what lights what."""

import pytest
from playwright.sync_api import expect

from livedocs.record.run import Run
from livedocs.render import panel
from livedocs.run.schedule import Request
from livedocs.snippet import ROOT, Snippet
from tests.site.browser import browsing, needs_chromium

pytestmark = needs_chromium

ASSETS = ROOT / "theme/assets"
SOURCE = """import threading

def work(name):
    print(f"{name} begins")
    sleep(1)
    print(f"{name} is done")

for name in ("Ann", "Bo"):
    Thread(work, name).start()
print("last")
"""
BEGINS, SLEEPS, DONE, LAST = 4, 5, 6, 10


@pytest.fixture(scope="module")
def open_tab():
    with browsing("") as open_tab:
        yield open_tab


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    """A panel of two threads: each prints, sleeps, prints; then the main process prints."""
    path = tmp_path_factory.mktemp("snippets") / "x.py"
    path.write_text(SOURCE, "utf-8")
    lane = {"pid": 7, "daemon": False, "end": 1.0, "ending": None}
    process = lane | {"kind": "process", "name": "MainProcess", "parent": None, "start": 0.0}
    thread = lane | {"kind": "thread", "parent": 0, "start": 0.1}
    wrote = [(0.1, 1, BEGINS), (0.2, 2, BEGINS), (0.8, 1, DONE), (0.9, 2, DONE), (1.0, 0, LAST)]
    stood = [(1, 0.1, 0.2, BEGINS), (1, 0.2, 0.8, SLEEPS), (2, 0.3, 0.9, SLEEPS)]
    run = Run.from_fields(
        **{"snippet": "threads/x.py", "started": "", "python": "", "system": "", "cpus": 2},
        **{"exit": 0, "wall": 1.0, "exceeded": "", "left_behind": [], "cpu": None},
        **{"peak_memory": None, "start_methods": [], "cut_lines": 0, "cut_bytes": 0},
        lanes=[process, thread | {"name": "Ann"}, thread | {"name": "Bo"}],
        lines=[
            {"at": at, "lane": lane, "stream": "stdout", "text": "line", "source_line": line}
            for at, lane, line in wrote
        ],
        stretches=[
            {"lane": lane, "start": start, "end": end, "line": line, "cpu": 0.0, "fast": False}
            for lane, start, end, line in stood
        ],
    )
    request = Request(Snippet("threads/x.py", path))
    return str(panel.render(request, run, "en", "", cached=False))


def show(page, html):
    page.set_content(f'<main class="md-content md-typeset">{html}</main>')
    page.add_style_tag(path=ASSETS / "panel.css")
    page.add_script_tag(path=ASSETS / "panel.js")


@pytest.fixture
def page(open_tab, html):
    tab = open_tab()
    show(tab.page, html)
    yield tab.page
    assert tab.complained == []
    tab.page.context.close()


def lit(page):
    """What is lit: lines of output, marks, lanes by number; source lines; stretches by line."""
    return page.evaluate(
        """() => {
          const of = (part, say) => [...document.querySelectorAll(`${part}.lit`)].map(say)
          const output = [...document.querySelectorAll(".line")]
          const marks = [...document.querySelectorAll("circle")]
          return {
            lines: of(".line", (line) => output.indexOf(line)),
            marks: of("circle", (mark) => marks.indexOf(mark)),
            lanes: of("g", (lane) => +lane.dataset.bar),
            source: of(".src", (line) => +line.dataset.line),
            stretches: of("rect", (rect) => +rect.dataset.line),
          }
        }"""
    )


NOTHING = {"lines": [], "marks": [], "lanes": [], "source": [], "stretches": []}


def source(page, line):
    return page.locator(f'.src[data-line="{line}"]')


def test_a_line_of_output_lights_the_source_line_that_wrote_it(page):
    page.locator(".line").nth(2).hover()
    # The marks stand in the order of the lanes: one of the main process, then two of Ann.
    assert lit(page) == NOTHING | {"lines": [2], "marks": [2], "lanes": [1], "source": [DONE]}
    page.mouse.move(0, 0)
    assert lit(page) == NOTHING


def test_a_mark_lights_its_line_and_the_source_line(page):
    page.locator("circle").nth(2).hover()
    assert lit(page) == NOTHING | {"lines": [2], "marks": [2], "lanes": [1], "source": [DONE]}


def test_a_source_line_lights_all_that_it_wrote_and_who_stood_there(page):
    source(page, BEGINS).hover()
    found = {"lines": [0, 1], "marks": [1, 3], "lanes": [1, 2], "source": [BEGINS]}
    assert lit(page) == found | {"stretches": [BEGINS]}
    source(page, SLEEPS).hover()
    expected = {"lanes": [1, 2], "source": [SLEEPS], "stretches": [SLEEPS, SLEEPS]}
    assert lit(page) == NOTHING | expected


def test_a_source_line_at_which_nothing_happened_lights_nothing(page):
    source(page, 1).hover()
    assert lit(page) == NOTHING


def test_a_stretch_lights_its_source_line(page):
    page.locator(f'g[data-bar="2"] rect[data-line="{SLEEPS}"]').hover()
    assert lit(page) == NOTHING | {"lanes": [2], "source": [SLEEPS], "stretches": [SLEEPS]}


def test_source_output_and_lanes_have_one_tab_stop_each(page):
    stops = page.evaluate(
        """() => [...document.querySelectorAll(".run [tabindex='0']")]
          .map((part) => part.getAttribute("class").split(" ")[0])"""
    )
    assert stops == ["src", "line", "timeline__bar"]


def test_the_arrows_go_to_the_source_lines_of_which_something_is_known(page):
    source(page, BEGINS).focus()
    reached = []
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        reached += lit(page)["source"]
    assert reached == [SLEEPS, DONE, LAST]
    page.keyboard.press("ArrowDown")
    expect(source(page, LAST)).to_be_focused()


def test_a_tap_lights_until_the_next_one(open_tab, html):
    tab = open_tab(has_touch=True)
    show(tab.page, html)
    tab.page.locator(".line").nth(4).tap()
    assert lit(tab.page)["source"] == [LAST]
    source(tab.page, DONE).tap()
    assert lit(tab.page)["lines"] == [2, 3]
    tab.page.context.close()


def test_the_copied_source_is_the_file(page):
    button = page.locator(".run__source .run__copy")
    expect(button).to_have_attribute("data-clipboard-text", SOURCE)


def test_a_selection_of_the_source_has_its_lines(page):
    selected = page.evaluate(
        """() => {
          getSelection().selectAllChildren(document.querySelector(".run__source code"))
          return getSelection().toString()
        }"""
    )
    assert selected.rstrip("\n") == SOURCE.rstrip("\n")


# Where things stand


def boxes(page, *parts):
    return [page.locator(part).bounding_box() for part in parts]


def test_with_room_the_source_stands_beside_the_run(page):
    page.set_viewport_size({"width": 1200, "height": 800})
    code, record = boxes(page, ".run__code", ".run__record")
    assert record["y"] < code["y"] + code["height"]
    assert code["x"] + code["width"] <= record["x"] + 1
    assert not page.locator(".run__jump").is_visible()


def test_the_shorter_of_the_two_stays_in_view(page):
    page.set_viewport_size({"width": 1200, "height": 300})
    page.add_style_tag(content=".run__source { height: 2000px } body { margin: 0 }")
    page.mouse.wheel(0, 600)
    expect(page.locator(".run__bar--ran")).to_be_in_viewport(ratio=1)


def test_without_room_the_output_stays_in_reach_of_the_source(page):
    page.set_viewport_size({"width": 390, "height": 300})
    page.add_style_tag(content=".run__source { height: 2000px }")
    source, output = boxes(page, ".run__source", ".run__output")
    assert source["y"] + source["height"] < output["y"]
    expect(page.locator(".run__output")).not_to_be_in_viewport()
    page.locator(".run__jump").click()
    expect(page.locator(".run__output")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_is_wider_than_the_page(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.add_style_tag(content="pre { overflow: auto }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
