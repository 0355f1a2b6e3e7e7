"""Every link and anchor inside the built site, in both languages, and what is made from runs."""

import json
import subprocess
import sys
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from livedocs.content import claims
from livedocs.snippet import find_all
from tests.site.panels import panels
from tests.site.tiny_site import page_path

HOST = "https://example.org/live"


class Page(HTMLParser):
    """The ids of a page, and what it links to and loads."""

    def __init__(self, path, text):
        super().__init__()
        self.path, self.ids, self.links = path, [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name in ("href", "src"):
            if attributes.get(name):
                self.links.append(attributes[name])

    @property
    def targets(self):
        """Pairs of a path and an anchor of this site."""
        for link in self.links:
            url = urlsplit(urljoin(f"{HOST}{self.path}", link))
            if url._replace(query="", fragment="").geturl().startswith(HOST):
                yield unquote(url.path.removeprefix("/live")), unquote(url.fragment)


@pytest.fixture(scope="module")
def pages(built):
    """Path → Page, of every page of the site."""
    files = {page_path(file, built): file for file in built.rglob("index.html")}
    files["/404.html"] = built / "404.html"
    return {path: Page(path, file.read_text("utf-8")) for path, file in files.items()}


def test_no_link_leaves_the_path_that_the_site_is_at(pages):
    host = HOST.removesuffix("/live")
    outside = {
        (page.path, link)
        for page in pages.values()
        for link in page.links
        if (url := urljoin(f"{HOST}{page.path}", link)).startswith(host)
        and not url.startswith(f"{HOST}/")
    }
    assert outside == set()


def test_no_link_leads_nowhere(built, pages):
    missing = set()
    for page in pages.values():
        for path, _ in page.targets:
            file = built / path.lstrip("/")
            if not (file / "index.html" if file.is_dir() else file).is_file():
                missing.add((page.path, path))
    assert missing == set()


def test_no_anchor_leads_nowhere(pages):
    missing = {
        (page.path, path, anchor)
        for page in pages.values()
        for path, anchor in page.targets
        if anchor and path in pages and anchor not in pages[path].ids
    }
    assert missing == set()


def test_no_page_has_an_id_twice(pages):
    twice = {
        path: [name for name, count in Counter(page.ids).items() if count > 1]
        for path, page in pages.items()
    }
    assert {path: names for path, names in twice.items() if names} == {}


def test_every_page_is_in_both_languages(pages):
    english = {path for path in pages if not path.startswith("/zh/")} - {"/404.html"}
    assert {f"/zh{path}" for path in english} == {path for path in pages if path not in english} - {
        "/404.html"
    }


# The generated pages


@pytest.mark.parametrize("root", ["", "zh/"])
def test_every_panel_has_a_row_and_a_record(built, root):
    report = (built / root / "report/index.html").read_text("utf-8")
    told = json.loads((built / root / "runs.json").read_text("utf-8"))
    runs = {run["snippet"]: run for run in told["runs"]}
    folder = built / root
    shown = [panel for file in folder.rglob("index.html") for panel in panels(file.read_text())]
    ran = {panel.snippet for panel in shown if panel.exit}
    assert ran == runs.keys()
    for name, run in runs.items():
        assert f'<tr id="{run["panel"].partition("#")[2]}"' in report
        record = json.loads((folder / run["record"]).read_text("utf-8"))
        assert (record["snippet"], record["exit"]) == (name, run["exit"])
        trace = (folder / run["record"]).with_suffix(".trace.json")
        assert len(json.loads(trace.read_text("utf-8"))["traceEvents"]) >= len(record["lines"])


@pytest.mark.parametrize("root", ["", "zh/"])
def test_every_claim_that_ran_has_its_evidence(built, root):
    page = (built / root / "claims/index.html").read_text("utf-8")
    ran = {run["snippet"] for run in json.loads((built / "runs.json").read_text("utf-8"))["runs"]}
    for claim in claims.load():
        (_, _, rest) = page.partition(f'<article class="claim" id="{claim.id}"')
        article = rest.partition("</article>")[0]
        assert article, claim.id
        if claim.snippet in ran and claim.shows:
            assert "claim__lines" in article, claim.id
        if claim.snippet in ran and claim.rules:
            assert "unmeasured" not in article, claim.id


@pytest.mark.parametrize("root", ["", "zh/"])
def test_every_run_has_a_card(built, root):
    page = (built / root / "gallery/index.html").read_text("utf-8")
    told = json.loads((built / root / "runs.json").read_text("utf-8"))
    for run in told["runs"]:
        assert f'href="../{run["panel"]}"' in page


def test_the_zip_has_every_snippet_and_they_run_from_it(built, tmp_path):
    with zipfile.ZipFile(built / "snippets.zip") as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "snippets"
    snippets = find_all()
    for snippet in snippets:
        assert (folder / snippet.name).read_text("utf-8") == snippet.source
    assert "pip install" in (folder / "README.txt").read_text("utf-8")
    for name in ("ideas/calls_sync.py", "processes/join_together.py", "threads/names.py"):
        run = subprocess.run([sys.executable, name], cwd=folder, capture_output=True, timeout=60)
        assert run.returncode == 0, run.stderr
        assert run.stdout


@pytest.mark.parametrize("root", ["", "zh/"])
def test_a_page_can_be_shown_as_a_card(built, root):
    page = Page("/", (built / root / "index.html").read_text("utf-8"))
    text = (built / root / "index.html").read_text("utf-8")
    language = "zh" if root else "en"
    card = f"assets/card-{language}.png"
    assert f'property="og:image" content="{HOST}/{root}{card}"' in text
    assert (built / root / card).is_file()
    assert page.ids


def test_nothing_names_a_place_on_the_builders_machine(built):
    home = str(Path.home())
    for file in built.rglob("*"):
        if file.suffix in {".html", ".json", ".js", ".css"} and len(home) > 1:
            assert home not in file.read_text("utf-8"), file
