"""Render the panel of a run as HTML: source, output, timeline, facts.

The same record always gives the same text.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from unicodedata import east_asian_width

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from livedocs.record.run import Line, Run
from livedocs.render import chart, timeline, trace
from livedocs.render.axis import duration
from livedocs.render.colours import colours
from livedocs.render.command import command
from livedocs.render.outcome import exit_words, problem
from livedocs.render.pieces import Piece
from livedocs.render.player import player
from livedocs.render.standing import standing
from livedocs.render.template import Words, fill, plain, words
from livedocs.render.timeline import Bar, Timeline
from livedocs.run.schedule import Request
from livedocs.snippet import Snippet

# https://pictogrammers.com/library/mdi/icon/content-copy/ (Apache 2.0), as Material's own button
_COPY_ICON = Markup(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 '
    '2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12z"/></svg>'
)

# The line of a traceback with the error, also in an exception group: "  | ValueError: no".
_ERROR = re.compile(r"[ |+]*(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Exit|Group|Interrupt)\b")


def _ending(text: str, say: Words) -> str:
    if text.startswith("exit "):
        return say.exit.format(code=text.removeprefix("exit "))
    return say.cancelled if text == "cancelled" else text


def _label(bar: Bar, say: Words) -> str:
    lane = bar.lane
    name = [str(lane.pid)] if lane.kind == "process" else []
    name += [lane.name] if lane.name else []
    notes = [say.daemon] if lane.daemon and lane.kind == "process" else []
    notes += [_ending(bar.ending, say)] if bar.ending else []
    return plain(" · ".join([" ".join(name).strip(), *notes]))


def _describe(bar: Bar, say: Words) -> str:
    return say.lane.format(
        name=_label(bar, say),
        start=duration(bar.lane.start),
        end=duration(bar.lane.end),
        lines=len(bar.marks),
    )


def _helpers(picture: Timeline, say: Words) -> str:
    """How many helpers of the standard library there are, and of which kind, in a few words."""
    count = len(picture.helpers)
    kinds = {bar.lane.kind for bar in picture.helpers}
    one, many = {
        frozenset({"thread"}): ("helper_thread", "helper_threads"),
        frozenset({"process"}): ("helper_process", "helper_processes"),
    }.get(frozenset(kinds), ("helpers", "helpers"))
    text: str = getattr(say, one if count == 1 else many)
    return text.format(count=count)


def _label_width(picture: Timeline, say: Words) -> int:
    """The width of the longest label, 12 to 30 characters; a Chinese character counts twice."""

    def width(bar: Bar) -> int:
        label = _label(bar, say)
        return 4 * bar.depth + len(label) + sum(map("WF".count, map(east_asian_width, label)))

    return min(max([12, *map(width, picture.bars + picture.helpers)]), 30)


def _facts(run: Run, say: Words) -> Iterator[tuple[str, str]]:
    """Pairs of a fact about ``run`` and an explanation, which may be empty."""
    kinds = [lane.kind for lane in run.lanes]
    counted = ("process", "processes"), ("interpreter", "interpreters"), ("thread", "threads")
    for one, many in (*counted, ("task", "tasks")):
        if count := kinds.count(one):
            text: str = getattr(say, one if count == 1 else many)
            yield text.format(count=count), ""
    if run.cpu is not None:
        yield say.cpu.format(seconds=f"{run.cpu:.2f}"), ""
    if run.waited:
        yield say.waited.format(seconds=f"{run.ready:.1f}"), say.waited_hint
    if run.held_up:
        yield say.held_up.format(seconds=f"{run.disturbed:.1f}"), say.held_up_hint
    if run.peak_memory is not None:
        yield say.peak.format(size=f"{run.peak_memory / 1e6:.0f}"), say.peak_hint
    for method in run.start_methods:
        yield say.start_method.format(method=method), ""
    cpus = say.one_cpu if run.cpus == 1 else say.cpus.format(count=run.cpus)
    yield f"{run.python} · {run.system} · {cpus}", ""
    yield say.ran.format(moment=run.started[:16].replace("T", " ")), ""


@cache
def _highlighted(source: str) -> list[Markup]:
    """Each line of ``source`` as highlighted HTML, with its line end."""
    html = highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    return [Markup(line + "\n") for line in html.split("\n")[:-1]]


def _source(snippet: Snippet, root: str, say: Words) -> dict[str, object]:
    return {
        "snippet": snippet,
        "anchor": snippet.anchor,
        "source_lines": _highlighted(snippet.source),
        "root": root,
        "words": say,
        "copy_icon": _COPY_ICON,
    }


def render_without_run(snippet: Snippet, python: str, language: str, root: str) -> Markup:
    """The panel of a snippet that no interpreter here can run; it names the ``python`` it needs."""
    return fill("panel.html", **_source(snippet, root, words(language)), python=python)


def render_before_run(request: Request, language: str, root: str) -> Markup:
    """The panel of ``request`` while its run has not ended."""
    parts = _source(request.snippet, root, words(language)) | {"anchor": request.anchor}
    return fill("panel.html", **parts, waiting=True)


def tabs(titles: list[str], panels: list[Markup]) -> Markup:
    """The ``panels`` as tabs with ``titles``, in the HTML of pymdownx.tabbed."""
    name = hashlib.sha256("".join(panels).encode()).hexdigest()[:8]
    return fill("tabs.html", name=name, titles=titles, panels=panels)


def render(
    request: Request,
    run: Run,
    language: str,
    root: str,
    cached: bool,
    *,
    address: str = "",
    inline: bool = False,
) -> Markup:
    """The panel of the ``run`` that ``request`` asked for, as HTML.

    ``language`` is "en" or "zh". ``root`` is the relative path from the page to the root of that
    language's pages, ``address`` the full address of that root if it is known and lasts. ``cached``
    tells whether the run came from the cache. ``inline`` puts the data of the player into the
    panel, for a run of which the site has no such file.
    """
    say = words(language)
    snippet = request.snippet
    wrong = problem(request, run, language)
    picture = None if snippet.measures else timeline.timeline(run)

    def lane_name(line: Line) -> str:
        if line.lane is None:
            return ""
        return plain(run.lanes[line.lane].name or "") or str(run.lanes[line.lane].pid)

    def told(piece: Piece) -> str:
        stretch = piece.stretch
        return say.stretch.format(
            start=f"{stretch.start:.3f}",
            end=f"{stretch.end:.3f}",
            standing=standing(stretch, snippet.source, language),
        )

    return fill(
        "panel.html",
        **_source(snippet, root, say) | {"anchor": request.anchor},
        run=run,
        record=request.record,
        trace=trace.path(request.record),
        command=command(request, run, address),
        player=player(request, run, language, inline),
        cached=cached,
        problem=wrong,
        lesson=run.exit and not wrong,
        exit_words=exit_words(run, language),
        is_error=lambda line: line.stream == "stderr" and _ERROR.match(line.text),
        colours=colours(run),
        measured=chart.chart(run) if snippet.measures else None,
        picture=picture,
        helpers=_helpers(picture, say) if picture else "",
        label_width=_label_width(picture, say) if picture else 0,
        duration=duration,
        told=told,
        label=lambda bar: _label(bar, say),
        describe=lambda bar: _describe(bar, say),
        lane_name=lane_name,
        facts=list(_facts(run, say)),
    )
