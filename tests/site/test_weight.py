"""What a first visit loads; and what Lighthouse says of it, where ``lighthouse`` is in PATH."""

import gzip
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.browser import CHROMIUM, Handler, needs_chromium, served
from tests.site.panels import panels
from tests.site.tiny_site import page_path

pytestmark = needs_chromium
needs_lighthouse = pytest.mark.skipif(
    not shutil.which("lighthouse"), reason="no lighthouse in PATH (npm install -g lighthouse)"
)

PAGES = ["/", "/processes/joinable/", "/zh/", "/zh/processes/joinable/"]

LIGHTEST = 200_000
"""Bytes that a first visit to a chapter may load, packed."""

FAST = 95
TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml")


class PackingHandler(Handler):
    """Sends text as gzip, as GitHub Pages and most other hosts do."""

    protocol_version = "HTTP/1.1"

    def send_head(self):
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or not self.guess_type(file).startswith(TEXT):
            return super().send_head()
        packed = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(file)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return io.BytesIO(packed)


@pytest.fixture(scope="module")
def address(built):
    with served(built, "/live", handler=PackingHandler) as address:
        yield address


@pytest.fixture(scope="module")
def heaviest(built):
    """Whether Chinese → the path of the chapter with the largest page."""
    chapters = {False: [], True: []}
    for file in built.rglob("index.html"):
        path = page_path(file, built)
        if panels(file.read_text("utf-8")):
            chapters[path.startswith("/zh/")].append((file.stat().st_size, path))
    return {chinese: max(found)[1] for chinese, found in chapters.items()}


@pytest.mark.parametrize("chinese", [False, True], ids=["English", "Chinese"])
def test_a_first_visit_loads_little(open_tab, heaviest, chinese):
    tab = open_tab()
    loaded = []
    tab.page.context.on("requestfinished", lambda request: loaded.append(request))
    tab.go(heaviest[chinese], wait_until="networkidle")
    sizes = {request.url: request.sizes()["responseBodySize"] for request in loaded}
    assert not [url for url in sizes if url.endswith("search_index.json")]
    assert 0 < sum(sizes.values()) < LIGHTEST, sizes
    with tab.page.expect_request("**/search_index.json"):
        tab.page.keyboard.press("/")


def scores(url, *categories):
    """What Lighthouse gives the page at ``url`` in each of these categories, of 100."""
    options = [
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(categories)}",
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    done = subprocess.run(
        ["lighthouse", url, *options],
        env=os.environ | {"CHROME_PATH": CHROMIUM},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["categories"]
    return {name: round(100 * found[name]["score"]) for name in categories}


@needs_lighthouse
@pytest.mark.parametrize("path", PAGES)
def test_lighthouse_has_nothing_to_complain_of(address, path):
    found = scores(address + path, "accessibility", "best-practices", "seo")
    assert found == {"accessibility": 100, "best-practices": 100, "seo": 100}


@needs_lighthouse
@pytest.mark.skipif(not hasattr(os, "getloadavg"), reason="cannot tell whether it is busy")
@pytest.mark.parametrize("path", PAGES)
def test_lighthouse_finds_a_page_fast(address, path):
    best = 0
    for _ in range(3):
        if (busy := os.getloadavg()[0]) > os.cpu_count():  # a slow phone is reckoned from this one
            pytest.skip(f"the machine is busy: its load is {busy}")
        best = max(best, scores(address + path, "performance")["performance"])
        if best >= FAST:
            return
    pytest.fail(f"{best} of 100")
