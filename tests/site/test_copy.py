"""Every snippet, copied from its panel and pasted into an empty file, runs as the page shows it."""

import contextlib
import os
import re
import signal
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from livedocs.run import interpreter
from livedocs.snippet import find_all
from livedocs.trials import trial
from tests.site.browser import needs_chromium
from tests.site.panels import panels

pytestmark = [
    needs_chromium,
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="has no pseudo-terminals"),
]

AT_ONCE = 8  # most of them sleep most of the time
TIMEOUT = 120
"""Seconds that one may take while the machine is busy."""

SNIPPETS = {snippet.name: snippet for snippet in find_all()}
NAMES = r"\b[A-Z][a-z]+\b"  # who of several was first, such as "Bo" or "Process"
NUMBERS = r"0x[0-9a-f]+|\d+(?:[.,:]\d+)*"


def kinds(lines):
    """The different ``lines``, apart from their numbers, names, quoted texts and spaces."""
    for pattern in ("'[^']*'|\"[^\"]*\"", NUMBERS, NAMES):
        lines = [re.sub(pattern, "#", line) for line in lines]
    return {" ".join(line.split()) for line in lines}


def run_in_terminal(command, folder):
    """Run ``command`` in ``folder``, as a reader does; returns its exit code and its output.

    Not into a file: Python would keep lines back there, and lose those of a process that is killed.
    """
    terminal, end = os.openpty()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=trial.environment() | {"NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=end,
        stderr=end,
        start_new_session=True,
    )
    os.close(end)
    timer = threading.Timer(TIMEOUT, os.killpg, (process.pid, signal.SIGKILL))
    timer.start()
    output = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while data := os.read(terminal, 65536):
            output += data
    exit_code = process.wait()
    timer.cancel()
    os.close(terminal)
    return exit_code, output.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.fixture(scope="module")
def copied(tour):
    """Snippet → what the copy buttons of its panels give, on all pages."""
    _, seen = tour
    texts = {}
    for one in seen.values():
        for name, text in one.copied:
            texts.setdefault(name, []).append(text)
    return texts


@pytest.fixture(scope="module")
def shown(built):
    """Snippet → its first panel on an English page."""
    answer = {}
    for file in sorted(built.rglob("index.html")):
        if not file.is_relative_to(built / "zh"):
            for panel in panels(file.read_text("utf-8")):
                answer.setdefault(panel.snippet, panel)
    return answer


@pytest.fixture(scope="module")
def ran(copied, shown, tmp_path_factory):
    """Snippet → how the copied text ended and what it printed, where its Python is here."""
    pythons = {str(about): about.path for about in interpreter.available()}

    def run(name):
        panel, text = shown[name], copied[name][0]
        if panel.python not in pythons:
            return None
        file = tmp_path_factory.mktemp("empty") / "pasted.py"
        file.write_text(text, "utf-8")
        exit_code, output = run_in_terminal([pythons[panel.python], file.name], file.parent)
        for path in (str(file), file.name):  # a page shows the snippet's own name, and no folder
            output = output.replace(path, SNIPPETS[name].file_name)
        return exit_code, output

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(copied, pool.map(run, copied), strict=True))


@pytest.mark.parametrize("name", SNIPPETS)
def test_the_copy_button_gives_the_file(name, copied):
    assert {*copied[name]} == {SNIPPETS[name].source}


@pytest.mark.parametrize("name", SNIPPETS)
def test_what_was_copied_runs_as_the_page_shows_it(name, shown, ran):
    panel = shown[name]
    if not ran[name]:
        pytest.skip(f"needs {panel.python or 'a Python that the page was made without'}")
    exit_code, output = ran[name]
    assert exit_code == int(panel.exit), output
    assert kinds(output.splitlines()) == kinds(panel.output), output


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["1 of 2: Ann eats", "Traceback (most recent call last):"],
        ["1 of 2: Ann sleeps"],
    ],
)
def test_another_output_would_be_noticed(lines):
    assert kinds(["10 of 3: Bo eats", "2 of 3:  Bo eats"]) == kinds(["1 of 2: Ann eats"])
    assert kinds(lines) != kinds(["1 of 2: Ann eats"])
