"""The player of a run: what the panel needs of it, and the data that it loads at the first use.

The data is a script, because a page that is opened from a folder cannot load JSON. Times in it are
whole microseconds since the start of the run.
"""

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from livedocs.record.run import Lane, Run
from livedocs.render import standing, timeline
from livedocs.render.axis import Scale
from livedocs.render.colours import colours, helpers
from livedocs.render.template import Words, plain, words
from livedocs.render.trace import microseconds
from livedocs.run.schedule import Request

FILMS = (8, 30)
"""Durations to which the player can stretch a run, in seconds; the first is the default."""


@dataclass(frozen=True)
class Player:
    """What the panel needs for the player of its run."""

    path: str
    """The path of its data on the site."""
    first: float
    last: float
    """The ends of the slider, in seconds since the start of the run."""
    films: tuple[int, ...]
    data: Markup
    """The data itself, if it is in the panel; else empty."""


def path(record: str) -> str:
    """The path of the player's data on the site, for the run whose record is at ``record``."""
    return f"{record.removesuffix('.json')}.player.js"


def _moments(run: Run) -> tuple[float, float]:
    """The first and last moment that the player shows, in seconds: it leaves out the start-up."""
    first = timeline.start_up(run) or 0.0
    return first, first + timeline.length(run)


def _name(lane: Lane, index: int, say: Words) -> str:
    if index == 0:
        return say.main_process
    return plain(lane.name or "") or f"PID {lane.pid}"


def _parts(phrase: str) -> tuple[str, str, str]:
    """What comes before the code in ``phrase``, the code, and what comes after it."""
    before, _, rest = phrase.partition("`")
    code, _, after = rest.rpartition("`")
    return before, code, after


def data(request: Request, run: Run, language: str) -> dict[str, Any]:
    """The data of the player for a ``run`` that was followed, ready for JSON."""
    say = words(language)
    classes = colours(run)
    phrases: dict[str, int] = {}
    stretches = []
    grey = helpers(run)
    shown = [stretch for stretch in run.stretches if stretch.lane not in grey]
    for stretch in shown:
        phrase = standing.standing(stretch, request.snippet.source, language)
        number = phrases.setdefault(phrase, len(phrases))
        share = standing.share(stretch)
        percent = 100 if share is None else round(100 * share)
        times = microseconds(stretch.start), microseconds(stretch.end)
        stretches.append([stretch.lane, *times, stretch.line or 0, number, percent])
    followed = sorted({stretch.lane for stretch in shown})
    first, last = _moments(run)
    return {
        "moments": [microseconds(first), microseconds(last)],
        "left": Scale(first, last - first).at(first),
        "lanes": {
            index: [_name(run.lanes[index], index, say), classes[index]] for index in followed
        },
        "lines": [microseconds(line.at) for line in run.lines],
        "phrases": list(map(_parts, phrases)),
        "stretches": stretches,
        "words": {
            name.removeprefix("player_"): text
            for name, text in vars(say).items()
            if name.startswith("player_now_")
        },
    }


def _json(request: Request, run: Run, language: str) -> str:
    return json.dumps(data(request, run, language), ensure_ascii=False, separators=(",", ":"))


def script(request: Request, run: Run, language: str) -> str:
    """The ``data`` as a script that passes it to the player of the panel."""
    return f"livedocsPlayer({json.dumps(request.anchor)},{_json(request, run, language)})\n"


def player(request: Request, run: Run, language: str, inline: bool) -> Player | None:
    """The Player of ``run``, with its data if ``inline``; None if the run has no stretches."""
    if run.exit is None or not run.stretches:
        return None
    found = _json(request, run, language).replace("<", "\\u003c") if inline else ""
    return Player(path(request.record), *_moments(run), FILMS, Markup(found))
