"""Every page of the site in a browser, light and dark, on a desk and on a phone."""

from collections import Counter

import pytest
from playwright.sync_api import Error

from tests.site.browser import PHONE, needs_chromium
from tests.site.tour import Page

pytestmark = needs_chromium

LAWN = """<!doctype html><html lang="en"><title>Lawn</title><style>
@media (min-width: 600px) { .phone { display: none } }
</style><body data-md-color-scheme="default"><main><h1>Lawn</h1>%s</main>"""
PALE = '<p style="color: #aaa">Pale</p>'
PALE_FIELD = '<label>Name <input style="color: #aaa" value="Pale"></label>'
SMALL = """<a href="#a" style="position: absolute; width: 9px; height: 9px">1</a>
<a href="#b">2</a>"""


def assert_none(found):
    """Fail with all that was ``found``, one a line."""
    if found := [*found]:
        pytest.fail("\n".join([f"{len(found)} found:", *found]))


@pytest.fixture
def page(open_tab):
    """Call it with HTML for a Page of it, to which what the one before has shown is known."""
    tab = open_tab()
    known = {}

    def make(html):
        tab.page.set_content(LAWN % html)
        return Page(tab.page, known)

    yield make
    tab.page.context.close()


def rules(faults):
    return {fault.removeprefix("view: ").partition(" ")[0] for fault in faults}


def test_a_fault_in_the_structure_is_found(page):
    faulty = page(f'{SMALL}<img src="data:,">')
    assert rules(faulty.ask("structure")) >= {"image-alt", "target-size"}


@pytest.mark.parametrize("html", [PALE, PALE_FIELD])
def test_a_fault_in_the_colours_is_found(page, html):
    assert rules(page(html).ask_unknown("colours", "view")) == {"color-contrast"}


def test_the_colours_of_a_text_are_judged_once_in_each_view(page):
    text = PALE.replace("#aaa", "#555")
    assert page(text).ask_unknown("colours", "view") == []
    again = page(text)
    again.page.evaluate("() => { axe.run = () => { throw Error('asked again') } }")
    assert again.ask_unknown("colours", "view") == []
    with pytest.raises(Error, match="asked again"):
        again.ask_unknown("colours", "another view")
    assert rules(page(text + PALE).ask_unknown("colours", "view")) == {"color-contrast"}


def test_a_pale_text_is_found_in_front_of_what_it_is_pale_on(page):
    text = '<p style="color: #555">Text</p>'
    assert page(text).ask_unknown("colours", "view") == []
    dark = f'<div style="background: #333">{text}</div>'
    assert rules(page(dark).ask_unknown("colours", "view")) == {"color-contrast"}


def test_a_fault_that_only_a_phone_shows_is_found(page):
    faulty = page(f'<div class="phone">{SMALL}<img src="data:,"></div>')
    assert faulty.ask("structure") == []
    faulty.page.set_viewport_size(PHONE)
    found = faulty.ask_unknown("structure_elsewhere", "view")
    assert rules(found) >= {"image-alt", "target-size"}


def test_axe_finds_nothing(tour):
    _, seen = tour
    assert_none(f"{path}: {fault}" for path, one in seen.items() for fault in one.faults)


def test_no_page_scrolls_sideways(tour):
    _, seen = tour
    assert_none(
        f"{path}, {width} px wide: {pixels} px"
        for path, one in seen.items()
        for width, pixels in one.sideways.items()
        if pixels > 0
    )


def test_every_id_is_valid_and_unique(tour):
    _, seen = tour
    assert_none(
        f"{path}: {name!r}"
        for path, one in seen.items()
        for name, count in Counter(one.ids).items()
        if count > 1 or name.split() != [name]
    )


def test_no_page_asks_another_host(tour):
    tabs, _ = tour
    assert all(tab.asked for tab in tabs)
    assert_none(url for tab in tabs for url in tab.elsewhere)


def test_no_page_complains_on_the_console(tour):
    tabs, _ = tour
    assert_none(text for tab in tabs for text in tab.complained)
