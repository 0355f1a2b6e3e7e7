"""The project's own site, built once, in a browser; the tiny site, and its builds one by one."""

import os
import subprocess

import pytest

from tests.site.browser import browsing, served
from tests.site.tiny_site import MKDOCS, ROOT, TinySite
from tests.site.tour import see_all


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The folder that the project's own site is built into, as if for https://example.org/live/."""
    folder = tmp_path_factory.mktemp("built") / "site"
    build = subprocess.run(
        [*MKDOCS, "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": "https://example.org/live/"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert build.returncode == 0, build.stdout + build.stderr
    return folder


@pytest.fixture(scope="module")
def address(built):
    """Where the project's own site is served."""
    with served(built) as address:
        yield address


@pytest.fixture(scope="module")
def open_tab(address):
    """Call it with options of a browser context for a new Tab."""
    with browsing(address) as open_tab:
        yield open_tab


@pytest.fixture(scope="session")
def tour(built):
    """Tabs that have been on every page together, and path → Seen."""
    files = [file.relative_to(built).as_posix() for file in sorted(built.rglob("*.html"))]
    paths = ["/" + file.removesuffix("index.html") for file in files]
    assert {"/", "/zh/", "/404.html"} <= set(paths)
    # A page that is not found expects the site below the path of its address.
    with served(built, "/live") as address:
        return see_all(address, paths)


@pytest.fixture(scope="module")
def shared_tab(open_tab):
    """A Tab for many tests: a context of its own would load all scripts and styles once more."""
    return open_tab()


@pytest.fixture
def tab(shared_tab):
    """A Tab where nothing is stored, and of which no use may ask another host or make an error."""
    shared_tab.reopen()
    shared_tab.asked.clear()
    shared_tab.complained.clear()
    yield shared_tab
    shared_tab.page.evaluate("localStorage.clear()")
    assert (shared_tab.elsewhere, shared_tab.complained) == ([], [])


@pytest.fixture(scope="session")
def make_site(tmp_path_factory):
    """Call it for another copy of the tiny site."""
    return lambda: TinySite(tmp_path_factory.mktemp("tiny") / "project")


@pytest.fixture(scope="session")
def site(make_site):
    """The copy that the builds below share, each after the one before."""
    return make_site()


@pytest.fixture(scope="session")
def cold(site):
    """The first build."""
    return site.build("--strict")


@pytest.fixture(scope="session")
def warm(site, cold):
    """The second one, with nothing changed."""
    return site.build("--strict")


@pytest.fixture(scope="session")
def edited(site, warm):
    """A build after one snippet was edited."""
    with (site.folder / "snippets/first/one_process.py").open("a", encoding="utf-8") as file:
        file.write("\n# edited\n")
    return site.build("--strict")


@pytest.fixture(scope="session")
def damaged(site, edited):
    """A build after the stored run of one snippet was damaged."""
    (entry,) = site.folder.glob(".cache/first/two_processes.py*")
    entry.write_bytes(b'{"key": "\xff')
    return site.build("--strict")
