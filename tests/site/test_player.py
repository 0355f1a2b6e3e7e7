"""The player of a run in a real browser, under a strict policy, with records made by hand."""

import json
import re
from importlib import resources

import pytest
from playwright.sync_api import expect

from livedocs.render import panel
from livedocs.render.axis import STUB
from livedocs.run.schedule import Request
from livedocs.snippet import Snippet
from tests.site import followed_runs
from tests.site.browser import PHONE, needs_chromium, served
from tests.site.test_places import policy

pytestmark = needs_chromium

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
LOCK, MANY, SILENT = followed_runs.RUNS


@pytest.fixture(scope="module")
def built(make_site):
    """The folder of a site that shows the runs."""
    site = make_site()
    followed_runs.put_into(site)
    done = site.build("--strict")
    assert done.exit == 0, done.stderr
    return done.site


@pytest.fixture(scope="module")
def address(built):
    with served(built, headers={"Content-Security-Policy": policy()}) as address:
        yield address


class Player:
    """The player of one panel of a page."""

    def __init__(self, tab, snippet=LOCK):
        self.tab, self.page = tab, tab.page
        self.panel = self.page.locator(f'.run[data-snippet="{snippet}"]')
        self.whole = self.panel.locator(".player")
        self.slider = self.panel.locator("input[type=range]")
        self.told = self.panel.locator(".player__now")
        self.lines = self.panel.locator(".line:visible")

    def button(self, name):
        return self.whole.locator(f".player__{name}")

    def press(self, name, times=1):
        for _ in range(times):
            self.button(name).click()

    @property
    def at(self):
        """The instant that it shows, in seconds."""
        return float(self.slider.input_value())

    def dots(self):
        """Name of a lane → the source line that it stands at, and how full its dot is."""
        return {
            dot.get_attribute("title"): (
                int(dot.evaluate("dot => dot.closest('.src').dataset.line")),
                dot.evaluate("dot => dot.style.getPropertyValue('--share')"),
            )
            for dot in self.panel.locator(".src .player__dot").all()
        }


@pytest.fixture
def player(tab):
    """The player of the run with two workers and a lock."""
    tab.go("/")
    return Player(tab)


def loaded(tab):
    """The data of players that ``tab`` asked for."""
    names = [url.partition("?")[0].rpartition("/")[2] for url in tab.asked]
    return [name for name in names if name.endswith(".player.js")]


def test_steps_show_who_stands_where_and_what_has_been_printed(player):
    expect(player.lines).to_have_count(7)  # before it is used, all is there
    assert loaded(player.tab) == []
    height = player.panel.locator(".run__output").bounding_box()["height"]
    player.press("on")
    expect(player.told).to_contain_text("0.050 s: the main process computes in line 3")
    assert player.dots() == {"the main process": (3, "100%")}
    expect(player.lines).to_have_count(0)
    player.press("on", 8)
    expect(player.told).to_have_text(
        "0.170 s: the main process waits for another to end in line 21, worker.join(); "
        'Ann computes in line 11, sum(range(10_000_000)); Bo is at line 8, print(f"{name} comes")'
    )
    expect(player.told).to_have_attribute("aria-live", "polite")
    expected = {"the main process": (21, "0%"), "Ann": (11, "97%"), "Bo": (8, "100%")}
    assert player.dots() == expected
    expect(player.lines).to_have_text(["Ann comes", "Ann has the lock", "Bo comes"])
    expect(player.slider).to_have_attribute("aria-valuetext", "0.170 s")
    assert player.panel.locator(".run__output").bounding_box()["height"] == height
    player.press("back", 2)
    expect(player.lines).to_have_text(["Ann comes", "Ann has the lock"])
    assert "Bo" not in player.dots()
    assert loaded(player.tab) == ["lock.player.js"]


def test_keys_move_it_while_it_has_the_focus(player):
    player.slider.focus()
    for key, at in [
        ("ArrowRight", 0.05),
        ("ArrowRight", 0.06),
        ("End", 1.0),
        ("ArrowLeft", 0.92),
        ("ArrowLeft", 0.85),
        ("Home", 0.05),
        ("ArrowLeft", 0.05),
    ]:
        player.page.keyboard.press(key)
        expect(player.slider).to_have_value(str(at).rstrip("0").rstrip("."))
    player.page.keyboard.press("End")
    expect(player.lines).to_have_count(7)
    player.page.keyboard.press(" ")
    expect(player.button("play")).to_have_attribute("aria-label", "Pause")
    player.page.keyboard.press(" ")
    expect(player.button("play")).to_have_attribute("aria-label", "Play")


def test_it_plays_in_eight_seconds_or_as_fast_as_it_was(tab):
    tab.page.clock.install(time=0)
    tab.go("/")
    player = Player(tab)
    tab.page.clock.pause_at(3600)
    player.press("play")
    expect(player.button("play")).to_have_attribute("aria-label", "Pause")
    expect(player.told).to_have_attribute("aria-live", "off")
    tab.page.clock.run_for(4000)
    assert player.at == pytest.approx(0.05 + 0.95 / 2, abs=0.01)
    head = player.panel.locator(".player__head")
    half = (STUB + 100) / 2  # of the picture after the start-up
    assert float(head.get_attribute("x1").rstrip("%")) == pytest.approx(half, abs=1)
    expect(player.lines).to_have_count(5)
    player.press("play")
    tab.page.clock.run_for(1000)
    assert player.at == pytest.approx(0.05 + 0.95 / 2, abs=0.01)
    player.whole.locator("select").select_option(label="as it was: 0.95 s")
    player.press("play")
    tab.page.clock.run_for(200)
    assert player.at == pytest.approx(0.05 + 0.95 / 2 + 0.2, abs=0.04)
    tab.page.clock.run_for(1000)
    assert player.at == 1
    expect(player.button("play")).to_have_attribute("aria-label", "Play")
    expect(player.lines).to_have_count(7)
    player.press("play")  # from the start again
    tab.page.clock.run_for(100)
    assert player.at < 0.3


def test_the_address_of_an_instant_is_copied_and_opens_there(player, open_tab):
    player.press("on", 9)
    copied = player.tab.copied(player.button("address"))
    assert copied == f"{player.tab.address}/#first-lock@0.17"
    tab = open_tab()
    # A reader who comes to it from elsewhere, and one who follows such a link on the page itself.
    for address, count in [(copied, 3), (copied.replace("0.17", "0.9"), 6)]:
        tab.page.goto(address)
        other = Player(tab)
        expect(other.lines).to_have_count(count)
        expect(other.panel.locator(".src").first).to_be_in_viewport()
        expect(other.slider).to_be_in_viewport()
        expect(other.slider).to_be_focused()
    tab.page.goto(f"{tab.address}/#first-silent@nonsense")
    tab.page.context.close()
    assert tab.complained == []


def test_an_address_opens_the_tab_that_the_panel_is_in(player):
    tabs = player.page.locator(".run-tabs > input")
    tabs.evaluate("tab => tab.checked = false")
    expect(player.panel).not_to_be_visible()
    player.page.evaluate("location.hash = '#first-lock@0.5'")
    expect(player.slider).to_be_in_viewport()


def test_two_players_on_a_page_know_nothing_of_one_another(player):
    silent = Player(player.tab, SILENT)
    player.press("on", 3)
    silent.press("on", 2)
    expect(silent.told).to_have_text("0.055 s: the main process sleeps in line 7, time.sleep(0.1)")
    assert silent.dots() == {"the main process": (7, "0%")}
    assert player.at == 0.1
    expect(player.told).to_contain_text("0.100 s")


def test_many_lanes_and_lines_are_told_in_few_words(tab):
    tab.go("/")
    player = Player(tab, MANY)
    expect(player.lines).to_have_count(24)
    player.slider.fill("11.3")
    expect(player.told).to_have_text(
        re.compile(r"Looper 0 waits .* \(Looper 1, Looper 2, Looper 3 and 19 more too\)$")
    )
    assert len(player.dots()) == 24
    expect(player.lines).to_have_count(24)  # the last ones, as on a terminal
    expect(player.lines.last).to_have_text("19 10")


def test_a_panel_that_was_filled_anew_has_a_new_player(player, built):
    """As on a served site: its data is in the panel then."""
    player.press("on", 5)
    snippet = Snippet(LOCK, built.parent / "snippets" / LOCK)
    run = followed_runs.RUNS[LOCK][1]
    html = panel.render(Request(snippet, mark=""), run, "en", "", cached=False, inline=True)
    player.panel.evaluate(
        """(panel, html) => {
          const holder = document.createElement("template")
          holder.innerHTML = html
          const made = holder.content.querySelector(".player")
          panel.querySelector(".player").replaceWith(made)
          panel.dispatchEvent(new CustomEvent("panel-filled", { bubbles: true }))
        }""",
        html,
    )
    assert player.dots() == {}
    expect(player.lines).to_have_count(7)
    asked = loaded(player.tab)
    player.press("on", 9)
    expect(player.lines).to_have_count(3)
    assert loaded(player.tab) == asked


def test_it_speaks_chinese_and_works_by_touch_on_a_phone(open_tab):
    tab = open_tab(viewport=PHONE, has_touch=True)
    tab.go("/zh/")
    player = Player(tab)
    for _ in range(9):
        player.button("on").tap()
    expect(player.told).to_have_text(
        "0.170 秒：主进程在第 21 行等待对方结束 worker.join()；"
        'Ann 在第 11 行计算 sum(range(10_000_000))；Bo 执行到第 8 行 print(f"{name} comes")'
    )
    # The first line of the source is at the top of the screen, and the player is still in reach.
    player.panel.locator(".src").first.evaluate("line => line.scrollIntoView()")
    expect(player.button("on")).to_be_in_viewport()
    for control in player.whole.locator("button, input, select").all():
        assert control.bounding_box()["height"] >= 43
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.page.context.close()
    assert tab.complained == []


def test_who_wants_no_motion_gets_steps_only(open_tab):
    tab = open_tab(reduced_motion="reduce")
    tab.go("/")
    player = Player(tab)
    expect(player.button("play")).not_to_be_visible()
    player.press("on", 2)
    player.slider.press(" ")
    tab.page.wait_for_timeout(100)
    assert player.at == 0.06
    tab.page.context.close()


def test_it_is_not_printed_and_what_is_printed_is_whole(player):
    player.press("on", 2)
    expect(player.lines).to_have_count(0)
    player.page.emulate_media(media="print")
    expect(player.whole).not_to_be_visible()
    expect(player.lines).to_have_count(7)
    assert player.panel.locator(".player__dot:visible").count() == 0


def test_without_scripts_there_is_none(open_tab):
    tab = open_tab(java_script_enabled=False)
    tab.go("/", wait_until="load")
    assert tab.page.locator(".player").count() >= 3  # the other runs may be followed, too
    assert tab.page.locator(".player:visible").count() == 0
    tab.page.context.close()


def test_it_works_from_a_folder_and_tells_where_its_data_is_missing(open_tab, built):
    tab = open_tab(built.as_uri())
    tab.go("/index.html")
    player = Player(tab)
    player.press("on", 9)
    expect(player.lines).to_have_count(3)
    (built / "runs/first/silent.player.js").rename(built / "moved.js")
    silent = Player(tab, SILENT)
    silent.press("on")
    expect(silent.told).to_have_text("What happens at each instant could not be loaded.")
    (built / "moved.js").rename(built / "runs/first/silent.player.js")
    tab.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_is_used(open_tab, scheme):
    tab = open_tab(color_scheme=scheme, bypass_csp=True)
    tab.go("/")
    player = Player(tab)
    player.press("on", 9)
    expect(player.lines).to_have_count(3)
    tab.page.evaluate(AXE)
    found = tab.page.evaluate("axe.run('#first-lock')")["violations"]
    told = {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found}
    assert told == {}, json.dumps(told, indent=1)
    tab.page.context.close()
