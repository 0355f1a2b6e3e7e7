"""The player of a run: what its panel has of it, and the data that it takes when it is first used.

The data comes as a script, since a page that is opened from a folder may read no JSON. Times in it
are whole microseconds since the start of the run.
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
"""Seconds that a run can take in the player instead of its own time; the first is the default."""


@dataclass(frozen=True)
class Player:
    """What the panel of a run that was followed has of its player."""

    path: str
    """Where the site has its data."""
    first: float
    last: float
    """The moments that the slider goes from and to, in seconds since the start of the run."""
    films: tuple[int, ...]
    data: Markup
    """The data itself, where it is not to be loaded; else empty."""


def path(record: str) -> str:
    """Where the site has the data of the player for the run whose record is at ``record``."""
    return f"{record.removesuffix('.json')}.player.js"


def _moments(run: Run) -> tuple[float, float]:
    """The first and the last moment that the player shows, in seconds: it skips the start-up."""
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
    """All that the player of a ``run`` that was followed needs, as JSON."""
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
    """The ``data`` as the script that hands it to the player of the panel."""
    return f"livedocsPlayer({json.dumps(request.anchor)},{_json(request, run, language)})\n"


def player(request: Request, run: Run, language: str, inline: bool) -> Player | None:
    """The Player of ``run``, with its data where ``inline``; None for a run without stretches."""
    if run.exit is None or not run.stretches:
        return None
    found = _json(request, run, language).replace("<", "\\u003c") if inline else ""
    return Player(path(request.record), *_moments(run), FILMS, Markup(found))
