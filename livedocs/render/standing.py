"""What a lane does in a stretch, in words: it computes, it waits for a lock, it sleeps.

A task that runs and uses no CPU, such as one that calls ``time.sleep()``, blocks its event loop.
"""

import re

from livedocs.record.run import Stretch
from livedocs.render.template import plain, words

BUSY = 0.8
"""The share of CPU time from which a lane is said to compute, and of time run from which a task may
be said to block."""
IDLE = 0.2
"""The share up to which it is said to wait, or to block."""
SHORT = 1e-3
"""Seconds. The CPU time of a shorter stretch is not known well enough to say what the lane does."""
BLOCKS = 1e-2
"""Seconds. A task that holds its thread for a shorter time may just have waited for a CPU."""
LONGEST = 48
"""The most characters of a source line that a sentence quotes."""

# What a lane at a source line waits for: the first pattern that the line matches.
_WAITS = {
    "await": r"\bawait\b|\basync (?:with|for)\b",
    "sleep": r"\bsleep\(",
    "lock": r"\.acquire\(|\bwith\b.*(?:lock|semaphore|mutex|condition)",
    "join": r"(?<![\"'])\.join\(",
    "get": r"\.get\(",
    "put": r"\.put\(",
    "connection": r"\.(?:accept|connect)\(|\bcreate_connection\(",
    "data": r"\.(?:recv\w*|readline|read|poll)\(|\burlopen\(",
    "signal": r"\.wait\w*\(",
    "result": r"\.(?:result|map|starmap|imap\w*|apply|submit)\(|\b(?:as_completed|gather)\(",
}
_WAIT = re.compile("|".join(f"(?P<{kind}>{found})" for kind, found in _WAITS.items()), re.I)


def share(stretch: Stretch) -> float | None:
    """The share of ``stretch`` in which its lane computed or, as a task, held its thread: from 0 to
    1; None where it is too short to tell.
    """
    length = stretch.end - stretch.start
    if length < SHORT:
        return None
    return min(1.0, max(0.0, stretch.busy / length))


def blocks(stretch: Stretch) -> bool:
    """Whether ``stretch`` is that of a task that blocks its event loop and computes nothing."""
    length = stretch.end - stretch.start
    ran = stretch.ran or 0.0
    return length >= BLOCKS and ran >= BUSY * length and stretch.cpu <= IDLE * length


def code_at(source: str, line: int) -> str:
    """Line ``line`` of ``source`` without indentation and comment, shortened if it is long."""
    lines = source.split("\n")
    text = plain(lines[line - 1]).partition("  # ")[0].strip() if 0 < line <= len(lines) else ""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _doing(stretch: Stretch, code: str) -> str:
    """What the lane does, as the first part of a key in words.toml."""
    busy = share(stretch)
    if busy is None:
        return "stands"
    if blocks(stretch):
        return "blocks"
    if stretch.cpu >= BUSY * (stretch.end - stretch.start):
        return "computes"
    if busy > IDLE:
        return "works"
    found = _WAIT.search(code)
    return f"waits_{found.lastgroup}" if found else "waits"


def standing(stretch: Stretch, source: str, language: str) -> str:
    """What the lane of ``stretch`` does in it: "waits in line 23, `ann.join()`".

    ``source`` is the text of the snippet, ``language`` is "en" or "zh". In both languages, the name
    of the lane and a space may come before it.
    """
    say = words(language)
    percent = round(100 * (share(stretch) or 0))
    if stretch.line is None:
        doing = _doing(stretch, "")
        text: str = getattr(say, f"{doing}_elsewhere")
        return text.format(percent=percent)
    code = code_at(source, stretch.line)
    if stretch.fast:
        return say.too_fast.format(line=stretch.line, code=code)
    text = getattr(say, _doing(stretch, code))
    return text.format(line=stretch.line, code=code, percent=percent)
