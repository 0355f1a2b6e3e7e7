"""Under ``mkdocs serve``: the time from saving a file to the page that shows the change."""

import re
import subprocess
import time
from contextlib import contextmanager

from bench.checkout import MKDOCS
from tests.site.tiny_site import free_port, page_path, read, until_interrupted

_PANEL = re.compile(r'<section class="run"([^>]*)>(.*?)</section>', re.DOTALL)
PENDING = "data-pending"
"""An attribute of a panel whose run has not ended."""
QUIET = 2
"""Seconds between two edits, so that each is done before the next."""


def wait_until(true, seconds=180):
    """Wait until ``true()`` returns a true value; returns that value and the seconds it took.

    Raises TimeoutError after ``seconds``.
    """
    started = time.monotonic()
    while not (answer := true()):
        if time.monotonic() > started + seconds:
            raise TimeoutError(f"nothing to be seen after {seconds} s")
        time.sleep(0.02)
    return answer, time.monotonic() - started


@contextmanager
def served(folder):
    """A context manager that serves the checkout in ``folder``, from when all runs have ended.

    Its value is the address.
    """
    host = f"127.0.0.1:{free_port()}"
    with (folder / "serve.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*MKDOCS, "serve", "--quiet", "--dev-addr", host],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        with until_interrupted(process):
            for file in (folder / "site").rglob("index.html"):
                page = f"http://{host}{page_path(file, folder / 'site')}"
                wait_until(lambda page=page: (text := read(page)) and PENDING not in text)
            yield f"http://{host}/"


def own_time(page, name, output):
    """The wall time of the run of the snippet ``name`` on ``page``, once it prints ``output``.

    None before that.
    """
    for attributes, panel in _PANEL.findall(page):
        if f'data-snippet="{name}"' in attributes and f">{output}</span>" in panel:
            found = re.search(r'data-wall="([\d.]+)"', attributes)
            return float(found[1]) if found and PENDING not in attributes else None
    return None


def edits(checkout, url, run, rounds):
    """Save ``rounds`` edits of a paragraph and as many of the snippet of ``run``.

    ``run`` is one of ``runs.json``, ``url`` the address of the served site. Returns the seconds by
    name, see ``bench.__main__.rows_of``.
    """
    page = url + run["panel"].partition("#")[0]
    paragraphs, snippets, own = [], [], []
    for number in range(rounds):
        time.sleep(QUIET)
        text = edit_paragraph(checkout, run, f"served {number}")
        paragraphs.append(wait_until(lambda text=text: text in read(page))[1])
        time.sleep(QUIET)
        output = edit_snippet(checkout, run, f"served {number}")
        seconds, waited = wait_until(
            lambda output=output: own_time(read(page), run["snippet"], output)
        )
        snippets.append(waited)
        own.append(seconds)
    return {"served paragraph": paragraphs, "served snippet": snippets, "its own run": own}


def edit_paragraph(checkout, run, mark):
    """Add a paragraph to the English page that shows ``run``; returns it."""
    below = run["panel"].partition("#")[0].strip("/") or "index"
    pages = checkout / "docs" / "en"
    path = pages / f"{below}.md"
    with (path if path.exists() else pages / below / "index.md").open(
        "a", encoding="utf-8"
    ) as page:
        page.write(f"\nA paragraph, {mark}.\n")
    return f"A paragraph, {mark}."


def edit_snippet(checkout, run, mark):
    """Make the snippet of ``run`` print one more line at its end; returns that line."""
    with (checkout / "snippets" / run["snippet"]).open("a", encoding="utf-8") as file:
        file.write(f'    print("one more line, {mark}")\n')
    return f"one more line, {mark}"


def typical(runs):
    """The run to edit: of those that do not measure and exit 0, the one of median wall time."""
    names = [run["snippet"] for run in runs]
    some = [
        run
        for run in runs
        if names.count(run["snippet"]) == 1
        and run["exit"] == 0
        and "/measure_" not in run["snippet"]
    ]
    return sorted(some, key=lambda run: run["wall"])[len(some) // 2]
