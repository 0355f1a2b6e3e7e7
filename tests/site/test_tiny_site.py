"""A bilingual site of two pages, built for real: cold, from the cache, served, and failing."""

import os
import re
import shutil
import signal
import subprocess
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.site.panels import panels
from tests.site.tiny_site import free_port, read, runs_of, served, started, wait_until

PATHS = ["/", "/deep/page/"]
BOTH = [*PATHS, "/zh/", "/zh/deep/page/"]
LANGUAGES = list(zip(BOTH, ["en", "en", "zh", "zh"], strict=True))

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="needs /proc to see what is left running"
)


def tags(page, name):
    return re.findall(rf"<{name}\b[^>]*>", page)


# Cold


def test_a_strict_build_passes(cold):
    assert cold.exit == 0, cold.stdout + cold.stderr


@pytest.mark.parametrize("path", BOTH)
def test_every_page_has_its_panels(cold, path):
    home = ["first/two_processes.py", "first/one_process.py"]
    deep = ["first/two_processes.py", "first/fails_as_declared.py"]
    assert [panel.snippet for panel in cold.panels(path)] == (deep if "deep" in path else home)


@pytest.mark.parametrize(("path", "language"), LANGUAGES)
def test_a_page_says_its_language(cold, path, language):
    (tag,) = tags(cold.pages[path], "html")
    assert f'lang="{language}"' in tag


@pytest.mark.parametrize("path", PATHS)
def test_the_language_switch_leads_to_the_same_page_and_back(cold, path):
    def switch(path):
        (tag,) = re.findall(r"<a [^>]*language-switch[^>]*>", cold.pages[path])
        return urljoin(path, re.search(r'href="([^"]*)"', tag)[1])

    assert (switch(path), switch(f"/zh{path}")) == (f"/zh{path}", path)


@pytest.mark.parametrize("path", PATHS)
def test_both_languages_show_the_same_run(cold, path):
    english, chinese = cold.panels(path), cold.panels(f"/zh{path}")
    assert [panel.lines for panel in english] == [panel.lines for panel in chinese]


def test_two_pages_show_the_same_run(cold):
    assert cold.panels("/")[0].lines == cold.panels("/deep/page/")[0].lines


def test_each_process_signs_its_lines(cold):
    child, parent = cold.panels("/")[0].lines
    assert child["lane"] == "Child"
    assert child["pid"] != parent["pid"]


def test_output_is_escaped(cold):
    assert cold.panels("/")[0].output == ["child: 你好 <b>&amp;</b>", "parent: done"]


def test_output_has_a_line_for_each_line_even_without_a_style_sheet(cold):
    _, output = cold.panels("/")[0].html.split('class="run__output')
    (pre,) = re.findall(r"<pre><code>(.*?)</code></pre>", output, re.DOTALL)
    assert len(re.sub("<.*?>", "", pre).strip().split("\n")) == 2


def test_a_declared_failure_is_a_run_like_any_other(cold):
    panel = cold.panels("/deep/page/")[1]
    assert (panel.exit, panel.output) == ("1", ["failing as declared"])
    assert "run__problem" not in panel.html


@pytest.mark.parametrize("path", BOTH)
def test_a_panel_links_to_the_snippet_as_it_is(cold, site, path):
    for panel in cold.panels(path):
        raw = cold.site / urljoin(path, panel.download).lstrip("/")
        assert raw.read_bytes() == (site.folder / "snippets" / panel.snippet).read_bytes()


def test_code_on_a_chinese_page_keeps_its_lines(cold):
    assert "第一行，\n第二行" in cold.pages["/zh/deep/page/"]


def test_no_banner_about_the_future_of_mkdocs(cold):
    assert not re.search("MKDOCS_2_WARNING|Zensical|ProperDocs", cold.stdout + cold.stderr)


@pytest.mark.parametrize("path", BOTH)
def test_every_dialog_has_a_name(cold, path):
    dialogs = re.findall(r'<[^>]*role="dialog"[^>]*>', cold.pages[path])
    assert dialogs
    assert all("aria-label=" in tag for tag in dialogs)


@pytest.mark.parametrize("path", BOTH)
def test_no_alternate_is_a_relative_link(cold, path):
    links = tags(cold.pages[path], "link")
    assert links
    alternates = [tag for tag in links if 'rel="alternate"' in tag]
    assert [tag for tag in alternates if 'href="http' not in tag] == []


# From the cache


def test_a_clean_checkout_runs_everything(cold):
    assert set(cold.cached().values()) == {"false"}


def test_a_second_build_runs_nothing(warm):
    assert warm.exit == 0, warm.stdout + warm.stderr
    assert set(warm.cached().values()) == {"true"}


@pytest.mark.parametrize("path", BOTH)
def test_a_second_build_shows_the_first_runs(cold, warm, path):
    def as_cached(panel):
        return panel.html, panel.wall, panel.exit

    assert [*map(as_cached, warm.panels(path))] == [*map(as_cached, cold.panels(path))]


def test_an_edited_snippet_runs_again_and_alone(edited):
    assert edited.cached() == {
        "first/one_process.py": "false",
        "first/two_processes.py": "true",
        "first/fails_as_declared.py": "true",
    }


def test_a_damaged_cache_entry_does_not_break_the_build(damaged):
    assert damaged.exit == 0, damaged.stdout + damaged.stderr


def test_a_damaged_cache_entry_costs_one_run(damaged):
    assert damaged.cached() == {
        "first/one_process.py": "true",
        "first/two_processes.py": "false",
        "first/fails_as_declared.py": "true",
    }


# With failures

FAILURES = {  # a fence → what the build must say of it
    "missing.py": ["there is no snippet failing/missing.py"],
    "../../hooks.py": ["failing/../../hooks.py is not under snippets/"],
    "exits_with_1.py": ["failing/exits_with_1.py exited with 1", "last words before the exit"],
    "killed.py": ["failing/killed.py", "SIGKILL", "last words before the signal"],
    'never_ends.py timeout="1"': [
        "failing/never_ends.py did not end within 1 s",
        "last words before the sleep",
    ],
    "forks.py": ["failing/forks.py had more than 100 processes", "last words before the forks"],
    "kills_its_supervisor.py": [
        "failing/kills_its_supervisor.py could not be run: its supervisor was killed"
    ],
    '../first/one_process.py returncode="1"': [
        "first/one_process.py exited with 0, expected 1",
        "only one",
    ],
}


def fence(what):
    name, _, options = what.partition(" ")
    return f'```snippet exec="on" {options}'.rstrip() + f"\nfailing/{name}\n```"


class Failing:
    def __init__(self, site, what, *options):
        self.site, self.messages = site, FAILURES[what]
        site.add_fence(fence(what))
        self.built = site.build(*options)


@pytest.fixture(scope="module", params=FAILURES)
def failing(request, make_site):
    return Failing(make_site(), request.param)


def test_a_failure_breaks_a_build_that_is_not_strict(failing):
    assert failing.built.exit not in (0, None)


def test_a_failure_breaks_the_build_soon(failing):
    assert failing.built.seconds < 30


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_build_names_the_failing_page(failing, language):
    page = failing.site.folder / "docs" / language / "index.md"
    assert str(page) in failing.built.stderr


def test_the_build_tells_the_failure(failing):
    assert [text for text in failing.messages if text not in failing.built.stderr] == []


@pytest.mark.parametrize("path", BOTH)
def test_other_panels_are_whole(failing, cold, path):
    whole = [(panel.snippet, panel.exit, panel.output) for panel in cold.panels(path)]
    built = [(panel.snippet, panel.exit, panel.output) for panel in failing.built.panels(path)]
    assert built[: len(whole)] == whole


@needs_proc
def test_a_failing_build_leaves_nothing_running(failing):
    assert failing.site.left() == []


def test_a_strict_build_tells_the_failure_too(make_site):
    failing = Failing(make_site(), "exits_with_1.py", "--strict")
    page = str(failing.site.folder / "docs/en/index.md")
    assert failing.built.exit == 1
    assert [text for text in [page, *failing.messages] if text not in failing.built.stderr] == []


# Interrupted


@pytest.fixture
def temporary(monkeypatch, tmp_path):
    """The folder that all temporary files of a build are in."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@needs_proc
@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupt_ends_every_run_and_leaves_a_cache_that_can_be_read(
    make_site, command, number, temporary
):
    site = make_site()
    site.add_fence(fence("never_ends.py"))
    options = ["--dev-addr", f"127.0.0.1:{free_port()}"] if command == "serve" else []
    with started(site, command, *options) as process:
        assert wait_until((site.temporary / "never_ends.started").exists)
        assert wait_until(lambda: len([*site.folder.glob(".cache/first/*.json")]) == 3)
        assert runs_of(site)
        process.send_signal(number)
        assert wait_until(lambda: not runs_of(site), 2), runs_of(site)
        exit_code = process.wait(timeout=10)
        assert wait_until(lambda: not site.left()), site.left()
    if command == "build":
        assert exit_code != 0
    if number != signal.SIGKILL:
        assert [path.name for path in temporary.iterdir() if "jieba" not in path.name] == []
    (site.folder / "snippets/failing/never_ends.py").write_text('"""Ends."""\n', "utf-8")
    after = site.build("--strict")
    assert after.exit == 0, after.stderr
    assert [name for name, cached in after.cached().items() if cached == "false"] == [
        "failing/never_ends.py"
    ]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="has no pseudo-terminals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_the_terminal_clean(make_site, number, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    site = make_site()
    site.add_fence(fence("never_ends.py"))
    terminal, end = os.openpty()
    process = site.start("build", stdout=end, stderr=end)
    os.close(end)
    written = ""
    with suppress(OSError):  # the end of a terminal
        while data := os.read(terminal, 65536):
            if "the slowest: " not in written and "the slowest: " in data.decode():
                process.send_signal(number)
            written += data.decode()
    os.close(terminal)
    assert process.wait(timeout=10) != 0
    assert written.rpartition("\r\x1b[K")[2].split() == ["Aborted!"]


# The cache of a checkout

TOGETHER = '''"""Ends when it runs twice at once."""
import os, tempfile, time
from pathlib import Path

folder = Path(tempfile.gettempdir()).parents[1] / "together"
folder.mkdir(exist_ok=True)
(folder / str(os.getpid())).touch()
while len([*folder.iterdir()]) < 2:
    time.sleep(0.01)
'''


def test_two_builds_at_once_do_not_spoil_each_others_cache(make_site):
    site = make_site()
    for snippet in site.folder.glob("snippets/first/[ot]*.py"):
        program = TOGETHER.replace("together", snippet.stem)  # each ends when both builds run it
        snippet.write_text(program, "utf-8")
    with ExitStack() as builds:
        both = [
            builds.enter_context(site.start("build", "--site-dir", name, stderr=subprocess.PIPE))
            for name in ("one", "two")
        ]
        errors = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    assert "The runs are not kept" not in "".join(errors)
    assert len([path for path in site.folder.glob(".cache/**/*") if path.is_file()]) == 3
    assert set(site.build("--strict").cached().values()) == {"true"}


def no_folder(cache):
    cache.write_text("a file where the folder should be", "utf-8")


def no_space(cache):
    cache.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(cache)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("needs to mount a small disk")


def read_only(cache):
    no_space(cache)
    subprocess.run(["mount", "-o", "remount,ro", str(cache)], check=True)


@pytest.mark.parametrize("harm", [no_folder, no_space, read_only])
def test_a_cache_that_cannot_be_written_is_told_once_and_the_build_goes_on(make_site, harm):
    site = make_site()
    cache = site.folder / ".cache"
    harm(cache)
    try:
        built = site.build("--strict")
    finally:
        if cache.is_mount():
            subprocess.run(["umount", str(cache)], check=True)
    assert built.exit == 0, built.stderr
    assert built.stderr.count("The runs are not kept: ") == 1
    assert set(built.cached().values()) == {"false"}


# Served


@pytest.fixture(scope="module")
def address(make_site):
    site = make_site()
    site.add_fence(fence("exits_with_1.py"))
    with served(site) as (_, url):
        yield url


@pytest.mark.parametrize("language", ["", "zh/"])
def test_serve_shows_a_failure_in_its_panel(address, language):
    def last():
        return panels(read(address + language))[-1:]

    assert wait_until(lambda: [panel.exit for panel in last()] == ["1"], 60)
    (panel,) = last()
    assert panel.snippet == "failing/exits_with_1.py"
    assert "run__problem" in panel.html


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_end_leaves_nothing_running(make_site, number):
    site = make_site()
    site.add_fence(fence("exits_with_1.py"))
    with served(site) as (process, _):
        process.send_signal(number)
        process.wait(timeout=10)
        assert wait_until(lambda: not site.left()), site.left()


def test_serve_runs_an_edited_snippet_again(make_site):
    site = make_site()
    site.add_fence(fence("exits_with_1.py"))
    with served(site) as (_, url):
        snippet = site.folder / "snippets/failing/exits_with_1.py"
        snippet.write_text(snippet.read_text("utf-8").replace("sys.exit(1)", "sys.exit(0)"))
        assert wait_until(lambda: [panel.exit for panel in panels(read(url))][-1:] == ["0"], 60)
