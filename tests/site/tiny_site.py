"""Build a tiny bilingual site for real: ``tiny/`` and the project's own machinery."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

from tests.site.panels import panels

ROOT = Path(__file__).parents[2]
TINY = Path(__file__).parent / "tiny"

# -P keeps the current folder off the import path, where the command `mkdocs` has not got it either.
MODULE = [sys.executable, "-P", "-m"]
MKDOCS = [*MODULE, "mkdocs"]

QUIETED = {"NO_MKDOCS_2_WARNING", "DISABLE_MKDOCS_2_WARNING"}
"""Whoever sets these sees no banner about MkDocs' future; the site must quiet it by itself."""


def page_path(file, site):
    """The path in its address of a page whose ``index.html`` is ``file``, below ``site``."""
    folder = file.parent.relative_to(site).as_posix()
    return "/" if folder == "." else f"/{folder}/"


class Built:
    """What one `mkdocs build` did: how it ended, and every page as it was then."""

    def __init__(self, exit, stdout, stderr, seconds, site):
        self.exit, self.stdout, self.stderr, self.seconds = exit, stdout, stderr, seconds
        self.site = site
        self.pages = {
            page_path(file, site): file.read_text("utf-8") for file in site.rglob("index.html")
        }

    def panels(self, path):
        """The panels of the page at ``path``: ``/``, ``/zh/deep/page/``."""
        return panels(self.pages[path])

    def cached(self):
        """Snippet → whether its panel shows a stored run, over all pages."""
        every = {
            (panel.snippet, panel.cached) for page in self.pages for panel in self.panels(page)
        }
        answer = dict(every)
        assert len(answer) == len(every), f"panels of one run do not agree: {every}"
        return answer


class TinySite:
    """A copy of the tiny site in a folder of its own, with all that the project gives it."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(TINY, folder)
        self.temporary = folder.with_name(f"{folder.name}-t").resolve()
        """What its builds find as the folder for temporary files; their runs have theirs in it."""
        self.temporary.mkdir()
        for name in ("livedocs", "theme"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        files = ROOT / "hooks.py", ROOT / "requirements.txt", *ROOT.glob("CONTRIBUTING*.md")
        for file in [*files, *(ROOT / "docs").glob("*.[jst]*")]:
            shutil.copy(file, folder / file.relative_to(ROOT))
        shutil.copy(ROOT / "mkdocs.yml", folder / "project.yml")
        shutil.copy(ROOT / "mkdocs.zh.yml", folder / "project.zh.yml")

    def add_fence(self, fence):
        """Let the home page of each language end with ``fence``."""
        for language in ("en", "zh"):
            with (self.folder / "docs" / language / "index.md").open("a", encoding="utf-8") as page:
                page.write(f"\n{fence}\n")

    def start(self, *arguments, command=MKDOCS, **options):
        """Start ``command``; its folder for temporary files marks all it starts, see ``left``."""
        environment = {name: value for name, value in os.environ.items() if name not in QUIETED}
        # A shell's background job ignores SIGINT, and so would whatever it starts.
        handler = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return subprocess.Popen(
                [*command, *arguments],
                cwd=self.folder,
                env=environment | {"TMPDIR": str(self.temporary)},
                encoding="utf-8",
                **options,
            )
        finally:
            signal.signal(signal.SIGINT, handler)

    def build(self, *arguments, **options):
        """Build it with these ``arguments`` and the ``options`` of ``start``."""
        started = time.monotonic()
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with self.start("build", *arguments, **pipes, **options) as process:
            try:
                output, errors = process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        seconds = time.monotonic() - started
        return Built(process.returncode, output, errors, seconds, self.folder / "site")

    def left(self):
        """The command of each process that runs and was started from here (Linux)."""
        mark = f"TMPDIR={self.temporary}".encode()
        commands = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                variables = (process / "environ").read_bytes().split(b"\0")
                if any(variable.startswith(mark) for variable in variables):
                    commands.append((process / "cmdline").read_bytes())
            except OSError:  # it has ended meanwhile, or is another user's
                continue
        return commands


def wait_until(true, seconds=20):
    """Wait until ``true()`` is; returns what it was at last."""
    deadline = time.monotonic() + seconds
    while not (answer := true()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer


@contextmanager
def until_interrupted(process):
    """Give ``process``, a MkDocs; interrupted in the end, so that it takes its own files away."""
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def started(site, *arguments):
    """``mkdocs`` with these ``arguments`` in ``site``, interrupted in the end."""
    with (site.folder / "mkdocs.log").open("w", encoding="utf-8") as log:
        process = site.start(*arguments, stdout=log, stderr=subprocess.STDOUT)
        with until_interrupted(process):
            yield process


def runs_of(site):
    """The command of each process of a snippet that is running."""
    ours = b"mkdocs", b"livedocs.run.fork_server"
    return [command for command in site.left() if not any(name in command for name in ours)]


def free_port():
    """A port of this machine that nobody listens to."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return free.getsockname()[1]


def read(url):
    """The page at ``url``; empty while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


@contextmanager
def served(site):
    """Serve ``site``; gives the process and the address."""
    host = f"127.0.0.1:{free_port()}"
    with started(site, "serve", "--dev-addr", host) as process:
        url = f"http://{host}/"
        assert wait_until(lambda: read(url), 60), (site.folder / "mkdocs.log").read_text("utf-8")
        yield process, url
