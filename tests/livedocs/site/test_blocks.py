"""The parts of pages that are made from all runs, and where they say that a run is shown."""

import json

import pytest

from livedocs.content import claims
from livedocs.content.article import Chapter
from livedocs.content.catalogue import Page, catalogue
from livedocs.content.runs_json import runs_json
from livedocs.run.schedule import Request
from livedocs.site import blocks
from livedocs.site.block_context import BlockContext

EVIL = '<img src=x onerror=alert(1)>&"'


@pytest.fixture
def request_for(write_snippet):
    """A Request for a snippet of that name."""

    def make(name, **options):
        source = f'"""What {name} shows."""\n\nimport time\n\ntime.sleep(0)\n'
        return Request(write_snippet(source, name), **options)

    return make


@pytest.fixture
def page():
    """A Page that asks for ``requests``."""

    def make(path, *requests):
        names = tuple(request.snippet.name for request in requests)
        chapter = Chapter(path, f"Title of {path}", (), names)
        return Page(chapter, path.removesuffix(".md") + "/", requests)

    return make


@pytest.fixture
def site(make_run):
    """A BlockContext of these pages, each run of which has ended."""

    def make(*pages, language="en", **changes):
        finished = {
            request: (make_run(snippet=request.snippet.name, **changes), False)
            for page in pages
            for request in page.requests
        }
        return BlockContext(language, "../", list(pages), catalogue(pages, finished))

    return make


@pytest.fixture
def the_claims(monkeypatch):
    """Let these be the claims of the article."""

    def make(*fields):
        common = {
            "article": "P1",
            "page": "processes/a.md",
            "verdict": "wrong",
            "en": "Says this",
            "zh": "这样说",
            "en_right": "Right is that",
            "zh_right": "正确的是",
            "sources": ("https://peps.python.org/pep-0703/",),
        }
        made = [claims.Claim(**common | {"id": f"c{n}"} | one) for n, one in enumerate(fields)]
        monkeypatch.setattr(claims, "load", lambda: tuple(made))

    return make


# Where a run is shown


def test_a_run_is_shown_on_the_page_that_asks_for_it(request_for, page, site):
    (shown,) = site(page("processes/a.md", request_for("processes/x.py"))).shown
    assert shown.url == "processes/a/#processes-x"


def test_the_page_of_its_own_chapter_comes_first(request_for, page, site):
    request = request_for("processes/x.py")
    pages = page("index.md", request), page("processes/a.md", request)
    (shown,) = site(*pages).shown
    assert shown.page is pages[1]


def test_runs_are_in_the_order_of_the_pages(request_for, page, site):
    x, y, z = (request_for(f"processes/{name}.py") for name in "xyz")
    shown = site(page("processes/b.md", z, x), page("processes/a.md", y)).shown
    assert [one.request for one in shown] == [z, x, y]


def test_a_run_that_could_not_be_made_is_not_shown(request_for, page):
    assert catalogue([page("processes/a.md", request_for("processes/x.py"))], {}) == []


# The report


def test_every_run_has_a_row_that_its_panel_leads_to(request_for, page, site, parse):
    requests = request_for("processes/x.py"), request_for("processes/y.py", mark="3.14t")
    html = parse(blocks.report(site(page("processes/a.md", *requests))))
    rows = [row["id"] for row in html.all("tr") if "id" in row]
    assert rows == ["processes-x", "processes-y-3.14t"]
    links = [link["href"] for link in html.all("a")]
    assert "../processes/a/#processes-y-3.14t" in links
    assert "../runs/processes/y.3.14t.json" in links


def test_the_slowest_are_told(request_for, page, make_run, parse):
    requests = [request_for(f"processes/x{n}.py") for n in range(12)]
    one = page("processes/a.md", *requests)
    finished = {request: (make_run(wall=n), False) for n, request in enumerate(requests)}
    shown = catalogue([one], finished)
    html = parse(blocks.report(BlockContext("en", "../", [one], shown)))
    slowest = [item["text"].split()[2] for item in html.all("li")]
    assert slowest == [f"processes/x{n}.py" for n in range(11, 1, -1)]


def test_what_is_not_known_of_a_run_is_left_empty(request_for, page, site, parse):
    one = site(page("processes/a.md", request_for("processes/x.py")), cpu=None, peak_memory=None)
    texts = [cell["text"] for cell in parse(blocks.report(one)).all("td")]
    assert "None" not in "".join(texts)


def test_runs_json_has_every_run(request_for, page, site):
    requests = request_for("processes/x.py"), request_for("processes/y.py", expected_exit=1)
    shown = site(page("processes/a.md", *requests), exit=1).shown
    told = json.loads(runs_json(shown))
    assert told["version"] == 1
    assert [run["snippet"] for run in told["runs"]] == ["processes/x.py", "processes/y.py"]
    assert [run["expected_exit"] for run in told["runs"]] == [0, 1]
    assert told["runs"][0]["processes"] == 1


# The gallery


def test_a_snippet_has_a_card_in_its_chapter(request_for, page, site, parse):
    requests = request_for("processes/x.py"), request_for("threads/y.py")
    html = parse(blocks.gallery(site(page("processes/a.md", *requests)), "processes"))
    card = html.one("article", "card")
    assert "What processes/x.py shows." in card["text"]
    assert card["data-apis"] == "time.sleep"
    assert html.all("rect")


def test_a_snippet_that_several_interpreters_run_has_one_card(request_for, page, site, parse):
    requests = request_for("gil/x.py"), request_for("gil/x.py", python="other", mark="3.14t")
    html = parse(blocks.gallery(site(page("gil/a.md", *requests)), "gil"))
    assert len(html.all("article")) == 1


def test_a_card_can_be_chosen_by_what_it_uses(request_for, page, site, parse):
    html = parse(blocks.gallery_filter(site(page("gil/a.md", request_for("gil/x.py")))))
    assert [option["text"] for option in html.all("option")] == ["all", "time.sleep"]


# The claims


def test_a_claim_is_shown_with_what_is_right_and_the_evidence(
    request_for, page, site, parse, the_claims, make_line
):
    the_claims({"snippet": "processes/x.py", "shows": "^state"})
    lines = make_line("state Z"), make_line("end")
    one = site(page("processes/a.md", request_for("processes/x.py")), lines=lines)
    html = parse(blocks.claims_about(one, "P"))
    assert "wrong" in html.one("article")["data-verdict"]
    assert "Right is that" in html.one("article")["text"]
    assert html.one("pre")["text"] == "state Z"
    assert "../processes/a/#processes-x" in [link["href"] for link in html.all("a")]


def test_a_claim_that_nothing_can_show_says_why(page, site, parse, the_claims):
    the_claims({"why_en": "It is history.", "why_zh": "这是历史。"})
    html = blocks.claims_about(site(page("processes/a.md")), "P")
    assert "It is history." in parse(html).one("article")["text"]


def test_claims_of_another_part_are_elsewhere(page, site, parse, the_claims):
    the_claims({}, {"article": "T3"})
    html = parse(blocks.claims_about(site(page("processes/a.md")), "T"))
    assert [claim["id"] for claim in html.all("article")] == ["c1"]


def test_a_page_lists_the_claims_that_it_explains(page, site, parse, the_claims):
    the_claims({}, {"page": "processes/b.md"})
    html = parse(blocks.claims_on(site(page("processes/a.md")), "processes/a.md"))
    assert [link["href"] for link in html.all("a")] == ["../claims/#c0"]


def test_the_verdict_is_the_one_of_this_build(
    request_for, page, site, parse, the_claims, make_line
):
    rule = claims.Rule("process", "thread", 10, 100)
    the_claims({"snippet": "gil/measure_x.py", "rules": (rule,)})
    lines = make_line("process: 50 ms, 50 to 50"), make_line("thread: 1 ms, 1 to 1")
    asked = page("processes/a.md", request_for("gil/measure_x.py"))
    for some, verdict in ((lines, "holds"), (lines[:1], "unmeasured")):
        one = site(asked, lines=some)
        assert parse(blocks.claims_about(one, "P")).one("article")["data-verdict"] == verdict
        assert f'value="{verdict}"' in blocks.claims_filter(one)


def test_a_claim_is_escaped_but_for_code(page, site, parse, the_claims):
    the_claims({"en": f"{EVIL} calls `join()`"})
    html = parse(blocks.claims_about(site(page("processes/a.md")), "P"))
    assert html.all("img") == []
    assert "join()" in [code["text"] for code in html.all("code")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_block_is_well_formed_in_both_languages(
    request_for, page, site, parse, the_claims, language
):
    the_claims({"snippet": "processes/x.py", "shows": "hello"}, {"why_en": "So.", "why_zh": "。"})
    one = site(page("processes/a.md", request_for("processes/x.py")), language=language)
    arguments = {"claims-about": ["P"], "claims-on": ["processes/a.md"], "gallery": ["processes"]}
    arguments |= {"matrix": ["processes"]}
    for name, block in blocks._BLOCKS.items():
        assert parse(block(one, *arguments.get(name, []))).elements
