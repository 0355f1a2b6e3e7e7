"""The real site in a real browser: what only its scripts and style sheets decide."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.site.browser import needs_chromium
from tests.site.panels import panels
from tests.site.tiny_site import page_path

ROOT = Path(__file__).parents[2]

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def site(built):
    return built


@pytest.fixture(scope="module")
def paths(site):
    """The path of every page, with a slash at both ends."""
    return sorted(page_path(file, site) for file in site.rglob("index.html"))


def html(site, path):
    return (site / path.strip("/") / "index.html").read_text("utf-8")


def first_panel(site, path):
    return next(iter(panels(html(site, path))), None)


def is_recorded(panel):
    """Whether the run was recorded from inside, as it is not where the snippet measures."""
    return panel and panel.lines and panel.lines[0]["pid"]


@pytest.fixture(params=["home", "chapter", "Chinese home", "Chinese chapter"])
def path(request, site):
    """The path of a home page, or of the first page in its navigation with a recorded run."""
    home = "/zh/" if "Chinese" in request.param else "/"
    if "home" in request.param:
        return home
    links = re.findall(r'<a href="([^"#]*)" class="md-nav__link', html(site, home))
    for path in [urljoin(home, link) for link in links]:
        if path != home and is_recorded(first_panel(site, path)):
            return path
    pytest.fail(f"no page in the navigation of {home} shows a recorded run first")


# A panel


def copied(tab, part):
    """What the copy button of ``part`` of the page's first panel puts on the clipboard."""
    return tab.copied(tab.page.locator(f".run {part} .run__copy").first)


def test_the_copy_button_gives_exactly_the_file(tab, site, path):
    tab.go(path)
    snippet = ROOT / "snippets" / first_panel(site, path).snippet
    assert copied(tab, ".run__source") == snippet.read_text("utf-8")


def test_the_copy_button_of_the_output_gives_the_lines_alone(tab, site, path):
    tab.go(path)
    assert copied(tab, ".run__output").splitlines() == first_panel(site, path).output


def test_a_selection_takes_the_lines_alone(tab, site, path):
    tab.go(path)
    selected = tab.page.evaluate(
        """() => {
          const output = document.querySelector(".run__output code")
          getSelection().selectAllChildren(output)
          return getSelection().toString()
        }"""
    )
    assert [line for line in selected.split("\n") if line] == [
        line for line in first_panel(site, path).output if line
    ]


def test_a_line_shows_its_time_and_pid(tab, site, path):
    tab.go(path)
    line = first_panel(site, path).lines[0]
    shown = tab.page.locator(".run__output .line").first.evaluate(
        """line => [line, line.querySelector(".line__pid")].map(
          (element) => getComputedStyle(element, "::before").content)"""
    )
    # Chromium gives the strings of one `content` each in quotes, or joined, by its version.
    assert [text.replace('" "', "") for text in shown] == [f'"+{line["at"]} s"', f'"{line["pid"]}"']


def lit(tab, part):
    """How many elements of the page's first panel that are such a ``part`` are lit."""
    return tab.page.locator(f".run >> nth=0 >> {part}.lit").count()


def test_a_line_lights_its_lane_and_its_mark(tab, path):
    tab.go(path)
    tab.page.locator(".run .line[data-bar]").first.hover()
    assert [lit(tab, part) for part in (".line", "g", "circle")] == [1, 1, 1]
    tab.page.locator("h1").hover()
    assert [lit(tab, part) for part in (".line", "g", "circle")] == [0, 0, 0]


def test_a_lane_lights_all_its_lines(tab, path):
    tab.go(path)
    bar = tab.page.locator(".run g[data-bar]:has(circle)").first
    number = bar.get_attribute("data-bar")
    tab.page.locator(f'.run >> nth=0 >> .timeline-labels [data-bar="{number}"]').hover()
    assert lit(tab, "g") == 1
    assert lit(tab, ".line") == bar.locator("circle").count()


def test_the_arrows_go_from_line_to_line(tab, path):
    tab.go(path)
    lines = tab.page.locator(".run >> nth=0 >> .line[data-bar]")
    lines.nth(0).focus()
    tab.page.keyboard.press("ArrowDown")
    expect(lines.nth(1)).to_be_focused()
    assert "lit" in lines.nth(1).get_attribute("class").split()
    assert lit(tab, "circle") == 1


@pytest.mark.parametrize("path", ["/processes/joinable/", "/zh/processes/joinable/"])
def test_the_arrows_go_from_lane_to_lane(tab, path):
    tab.go(path)
    bars = tab.page.locator(".run >> nth=0 >> g[data-bar]")
    bars.nth(0).focus()
    tab.page.keyboard.press("ArrowDown")
    expect(bars.nth(1)).to_be_focused()
    assert "lit" in bars.nth(1).get_attribute("class").split()


@pytest.mark.parametrize(("switch", "part"), [("times", ".line"), ("pids", ".line__pid")])
def test_times_and_pids_stay_as_the_reader_set_them(tab, path, switch, part):
    def shown():
        first = tab.page.locator(f".run {part}").first
        return first.evaluate("part => getComputedStyle(part, '::before').content") != "none"

    tab.go(path)
    assert shown()
    tab.page.locator(f"[data-switch={switch}]").first.click()
    assert not shown()
    tab.go(path)
    assert not shown()
    expect(tab.page.locator(f"[data-switch={switch}]").first).to_have_attribute(
        "aria-pressed", "false"
    )


def test_many_lines_fold_and_unfold(tab, site, paths):
    path, panel = next(
        (path, panel)
        for path in paths
        for panel in panels(html(site, path))
        if len(panel.lines) > 24
    )
    tab.go(path)
    run = tab.page.locator(f'.run[data-snippet="{panel.snippet}"]').first
    expect(run.locator(".line:visible")).to_have_count(24)
    run.locator(".run__more button").click()
    expect(run.locator(".line:visible")).to_have_count(len(panel.lines))
    run.locator(".run__more button").click()
    expect(run.locator(".line:visible")).to_have_count(24)


def test_a_page_works_without_scripts(open_tab, site, path):
    tab = open_tab(java_script_enabled=False)
    tab.go(path, wait_until="load")
    first = tab.page.locator(".run").first
    assert first.locator(".line").count() == len(first_panel(site, path).lines)
    assert first.locator("button:visible").count() == 0
    assert first.locator("svg.timeline").is_visible()
    tab.page.context.close()


# The pages made from all runs


@pytest.mark.parametrize("root", ["/", "/zh/"])
def test_the_gallery_is_filtered_by_name_and_by_api(tab, root):
    tab.go(f"{root}gallery/")
    cards = tab.page.locator(".card:visible")
    everything = cards.count()
    tab.page.locator(".filter input").fill("joinable_queue")
    expect(cards).to_have_count(1)
    expect(tab.page.locator(".md-content h2:visible")).to_have_count(1)
    tab.page.locator(".filter input").fill("")
    tab.page.locator(".filter select").select_option("multiprocessing.JoinableQueue")
    assert 1 <= cards.count() < everything
    assert all("JoinableQueue" in text for text in cards.all_inner_texts())


@pytest.mark.parametrize("root", ["/", "/zh/"])
def test_the_claims_are_filtered_by_verdict_and_chapter(tab, root):
    tab.go(f"{root}claims/")
    shown = tab.page.locator(".claim:visible")
    everything = shown.count()
    tab.page.locator("[data-by=verdict]").select_option("wrong")
    assert 1 <= shown.count() < everything
    expect(shown.locator(".verdict--wrong")).to_have_count(shown.count())
    tab.page.locator("[data-by=chapter]").select_option("processes/orphans.md")
    assert {claim.get_attribute("data-chapter") for claim in shown.all()} <= {
        "processes/orphans.md"
    }


def test_the_report_sorts_by_a_column(tab):
    tab.go("/report/")

    def walls():
        return [float(text) for text in tab.page.locator(".runs td:nth-child(4)").all_inner_texts()]

    head = tab.page.locator(".runs thead th").nth(3)
    head.locator("button").click()
    assert walls() == sorted(walls(), reverse=True)
    expect(head).to_have_attribute("aria-sort", "descending")
    head.locator("button").click()
    assert walls() == sorted(walls())


# Two languages


def test_the_language_switch_stays_on_the_page_and_leads_back(tab, path):
    there = path.removeprefix("/zh") if path.startswith("/zh/") else f"/zh{path}"
    visited = []
    tab.go(path)
    for _ in range(2):
        with tab.page.expect_navigation():
            tab.page.locator(".language-switch").click()
        visited.append(tab.path)
    assert visited == [there, path]


@pytest.mark.parametrize(
    ("root", "word"), [("/", "process"), ("/zh/", "进程"), ("/zh/", "守护进程")]
)
def test_search_finds_a_page_with_the_word(tab, root, word):
    tab.go(root)
    box = tab.page.locator(".md-search__input")
    box.press_sequentially(word)
    box.press("End")  # Material reads the box at the end of a key, and 进程 comes without keys
    result = tab.page.locator(".md-search-result__link").first
    result.wait_for(timeout=20_000)
    assert result.locator("h1, h2").first.inner_text().strip()
    tab.page.goto(result.evaluate("link => link.href"))
    assert word in tab.page.locator(".md-content").inner_text().lower(), tab.path


# Light and dark


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_colours_follow_the_system(tab, system, scheme):
    tab.page.emulate_media(color_scheme=system)
    tab.go("/")
    expect(tab.page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_the_switch_changes_the_colours(tab):
    tab.page.emulate_media(color_scheme="dark")
    tab.go("/")
    tab.page.locator("[data-md-component=palette] label:visible").click()
    expect(tab.page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
