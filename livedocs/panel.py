"""Render a run as HTML: source, output, timeline, facts.

Pure: the same record gives the same text.
"""

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from livedocs import chart, timeline

HERE = Path(__file__).parent

# https://pictogrammers.com/library/mdi/icon/content-copy/ (Apache 2.0), as Material's own button
_COPY_ICON = Markup(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 '
    '2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12z"/></svg>'
)

# ECMA-48 control sequences, then every other control character but the tab
_CONTROL = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])"
    r"|[\x00-\x08\x0a-\x1f\x7f-\x9f]"
)


def plain(text):
    """``text`` without terminal colours and control characters, which HTML cannot show."""
    return _CONTROL.sub("", text)


@cache
def words(language):
    """The fixed words of a panel in ``language`` ("en" or "zh")."""
    table = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    return SimpleNamespace(**{key: texts[language] for key, texts in table.items()})


@cache
def _environment():
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "plain": plain,
        "percent": lambda value: f"{value:.2f}%",
        "ratio": lambda value: f"{value:.{1 if value < 10 else 0}f} ×",
    }
    return environment


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


def _source(snippet, root, say):
    formatter = HtmlFormatter(cssclass="highlight", wrapcode=True)
    return {
        "snippet": snippet,
        "source": Markup(highlight(snippet.source, PythonLexer(stripnl=False), formatter)),
        "root": root,
        "words": say,
        "copy_icon": _COPY_ICON,
    }


def render_without_run(snippet, python, language, root):
    """The panel of a snippet that no interpreter on this machine can run: it says which could."""
    say = words(language)
    template = _environment().get_template("panel.html")
    return Markup(template.render(**_source(snippet, root, say), python=python))


def tabs(titles, panels):
    """Panels side by side, as pymdownx.tabbed would write them."""
    template = _environment().get_template("tabs.html")
    name = hashlib.sha256("".join(panels).encode()).hexdigest()[:8]
    return Markup(template.render(name=name, titles=titles, panels=panels))


def render(snippet, run, language, root, cached, problem=None):
    """The panel of ``run`` as HTML.

    ``language`` is "en" or "zh"; ``root`` leads from the page to the root of the site, where the
    raw files are below ``snippets/``; ``problem`` says what was not as expected.
    """
    say = words(language)
    if run.timed_out:
        exit_words = say.timed_out
    elif run.exit < 0:
        exit_words = say.killed.format(signal=timeline.signal_name(-run.exit))
    else:
        exit_words = say.exit.format(code=run.exit)
    picture = timeline.timeline(run)

    def lane_name(line):
        if line.lane is None:
            return ""
        return plain(run.lanes[line.lane].name or "") or run.lanes[line.lane].pid

    html = (
        _environment()
        .get_template("panel.html")
        .render(
            **_source(snippet, root, say),
            run=run,
            cached=cached,
            problem=problem,
            exit_words=exit_words,
            colours=timeline.colours(run),
            measured=chart.chart(run) if snippet.measures else None,
            picture=None if snippet.measures else picture,
            label=lambda bar: _label(bar, say),
            describe=lambda bar: _describe(bar, say),
            lane_name=lane_name,
            facts=list(_facts(run, say)),
        )
    )
    return Markup(html)
