"""Render a run as HTML: source, output, timeline, facts.

Pure: the same record gives the same text.
"""

import hashlib
import re
from functools import cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from livedocs import chart, timeline
from livedocs.run import SupervisorKilledError
from livedocs.template import fill, plain, words

# https://pictogrammers.com/library/mdi/icon/content-copy/ (Apache 2.0), as Material's own button
_COPY_ICON = Markup(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 '
    '2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12z"/></svg>'
)

# The line of a traceback that says what happened, also in an exception group: "  | ValueError: no".
_ERROR = re.compile(r"[ |+]*(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Exit|Group|Interrupt)\b")


def _ending(text, say):
    if text.startswith("exit "):
        return say.exit.format(code=text.removeprefix("exit "))
    return say.cancelled if text == "cancelled" else text


def _label(bar, say):
    lane = bar.lane
    name = [str(lane.pid), lane.name or ""] if lane.kind == "process" else [lane.name]
    notes = [say.daemon] if lane.daemon and lane.kind == "process" else []
    notes += [_ending(bar.ending, say)] if bar.ending else []
    return plain(" · ".join([" ".join(name).strip(), *notes]))


def _describe(bar, say):
    return say.lane.format(
        name=_label(bar, say),
        start=timeline.duration(bar.lane.start),
        end=timeline.duration(bar.lane.end),
        lines=len(bar.marks),
    )


def _facts(run, say):
    """Pairs of a fact and a hint."""
    kinds = [lane.kind for lane in run.lanes]
    counted = ("process", "processes"), ("interpreter", "interpreters"), ("thread", "threads")
    for one, many in (*counted, ("task", "tasks")):
        if count := kinds.count(one):
            yield getattr(say, one if count == 1 else many).format(count=count), ""
    if run.cpu is not None:
        yield say.cpu.format(seconds=f"{run.cpu:.2f}"), ""
    if run.peak_memory is not None:
        yield say.peak.format(size=f"{run.peak_memory / 1e6:.0f}"), say.peak_hint
    for method in run.start_methods:
        yield say.start_method.format(method=method), ""
    cpus = say.one_cpu if run.cpus == 1 else say.cpus.format(count=run.cpus)
    yield f"{run.python} · {run.system} · {cpus}", ""
    yield say.ran.format(moment=run.started[:16].replace("T", " ")), ""


@cache
def _highlighted(source):
    formatter = HtmlFormatter(cssclass="highlight", wrapcode=True)
    return Markup(highlight(source, PythonLexer(stripnl=False), formatter))


def _source(snippet, root, say):
    return {
        "snippet": snippet,
        "anchor": snippet.anchor,
        "source": _highlighted(snippet.source),
        "root": root,
        "words": say,
        "copy_icon": _COPY_ICON,
    }


def render_without_run(snippet, python, language, root):
    """The panel of a snippet that no interpreter on this machine can run: it says which could."""
    return fill("panel.html", **_source(snippet, root, words(language)), python=python)


def render_before_run(request, language, root):
    """The panel of what ``request`` asks for while its run has not ended."""
    parts = _source(request.snippet, root, words(language)) | {"anchor": request.anchor}
    return fill("panel.html", **parts, waiting=True)


def tabs(titles, panels):
    """Panels side by side, as pymdownx.tabbed would write them."""
    name = hashlib.sha256("".join(panels).encode()).hexdigest()[:8]
    return fill("tabs.html", name=name, titles=titles, panels=panels)


def exit_words(run, language):
    """How ``run`` ended, in a few words."""
    say = words(language)
    if run.exit is None:
        return say.running
    if run.exceeded:
        return getattr(say, f"ended_{run.exceeded}")
    if run.exit < 0:
        return say.killed.format(signal=timeline.signal_name(-run.exit))
    return say.exit.format(code=run.exit)


def error_words(request, error, language):
    """Why there is no run of ``request``, by the RunError that was raised."""
    if isinstance(error, SupervisorKilledError):
        return words(language).supervisor_killed.format(snippet=request.snippet.name)
    return str(error)


def render(request, run, language, root, cached):
    """The panel of the ``run`` that ``request`` asked for, as HTML.

    ``language`` is "en" or "zh"; ``root`` leads from the page to the root of that language's pages.
    """
    say = words(language)
    snippet = request.snippet
    problem = request.problem(run, language)

    def lane_name(line):
        if line.lane is None:
            return ""
        return plain(run.lanes[line.lane].name or "") or run.lanes[line.lane].pid

    return fill(
        "panel.html",
        **_source(snippet, root, say) | {"anchor": request.anchor},
        run=run,
        record=request.record,
        cached=cached,
        problem=problem,
        lesson=run.exit and not problem,
        exit_words=exit_words(run, language),
        is_error=lambda line: line.stream == "stderr" and _ERROR.match(line.text),
        colours=timeline.colours(run),
        measured=chart.chart(run) if snippet.measures else None,
        picture=None if snippet.measures else timeline.timeline(run),
        label=lambda bar: _label(bar, say),
        describe=lambda bar: _describe(bar, say),
        lane_name=lane_name,
        facts=list(_facts(run, say)),
    )
