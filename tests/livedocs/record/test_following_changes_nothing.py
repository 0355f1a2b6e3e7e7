"""Every snippet that is followed does what it does when it is not."""

import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from livedocs.content.fences import fences
from livedocs.run import interpreter
from livedocs.run.running import run
from livedocs.snippet import ROOT, find_all

ROUNDS = 4
SIDE_BY_SIDE = 4 * (os.cpu_count() or 1)

ALONE = {"processes/primes_cluster.py"}
"""A second cluster on the machine warns that its port is taken."""

MASKS = (
    r"(?!)",  # nothing
    r"\b0x[0-9a-f]+|\d+(\.\d+)?",
    r"\b0x[0-9a-f]+|\d+(\.\d+)?|\b[A-Z][a-z]{1,2}\b",  # Ann, Bo, Cy: who gets the work is chance
)


def not_to_be_followed():
    """The snippets whose fences say follow="off"."""
    return {
        fence.snippet
        for page in (ROOT / "docs" / "en").rglob("*.md")
        for fence in fences(page.read_text("utf-8"))
        if fence.options.get("follow") == "off"
    }


def masked(made, mask):
    """How a run ended, and all different lines that it printed, in any order."""
    lines = frozenset((line.stream, re.sub(mask, "#", line.text)) for line in made.lines)
    return made.exit, made.exceeded, lines


def agree(plain, followed):
    """Whether runs that were followed had an outcome that they have when they are not.

    What is the same in all runs that were not followed has to be the same.
    """
    for mask in MASKS:
        outcomes = {masked(made, mask) for made in plain}
        if outcomes & {masked(made, mask) for made in followed}:
            return True
        if len(outcomes) == 1:  # also after the first round: then another may tell more
            return False
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="compares what the site shows")
def test_following_changes_nothing():
    pythons = [about.path for about in interpreter.available() if not about.free_threaded]
    off = not_to_be_followed()
    left = [one for one in find_all() if not one.measures and one.name not in off]
    runs = {snippet: ([], []) for snippet in left}

    def try_once(snippet, follow):
        runs[snippet][follow].append(run(snippet, python=pythons[-1], follow=follow))

    for _ in range(ROUNDS):
        tries = [(snippet, follow) for snippet in left for follow in (False, True)]
        together = [one for one in tries if one[0].name not in ALONE]
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for done in [pool.submit(try_once, *one) for one in together]:
                done.result()
        for one in tries:
            if one not in together:
                try_once(*one)
        left = [snippet for snippet in left if not agree(*runs[snippet])]
    differ = {
        snippet.name: [sorted(line.text for line in made[-1].lines) for made in runs[snippet]]
        for snippet in left
    }
    assert differ == {}
