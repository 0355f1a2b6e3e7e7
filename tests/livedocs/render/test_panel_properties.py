"""Whatever a program prints, and calls its threads: the panel's structure stays the same."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from livedocs.record.run import Lane, Line, Run, Stretch
from livedocs.render import panel, repeats
from livedocs.render.template import plain
from livedocs.run.schedule import Request
from livedocs.snippet import Snippet

HOSTILE = {
    "closing tags": "</span></code></pre></section>",
    "a script": "<script>alert(1)</script>",
    "a comment": "<!-- ",
    "an attribute": "\" onload='x' class=\"",
    "entities": "&lt;&#0;&amp &#x110000;",
    "colours": "\x1b[31mred\x1b[0m",
    "a link of the terminal": "\x1b]8;;http://x\x1b\\",
    "control characters": "\x00\x07\x7f\x9f",
    "lone surrogates": "\ud800 \udc80",
    "directions": "\u202e\u2066\u2069\u200f",
    "line ends": "\u2028\u2029\x85\x0b\x0c\r",
    "a template": "{{ words }}{% raw %}{0}{name}",
    "a long line": "x" * 20_000,
    "nothing": "",
}
MARKUP = "<>/&;\"'=!-[]ab \t\x1b\x00\ud800\u202e"
texts = st.text(max_size=30) | st.text(MARKUP, max_size=40)
texts |= st.lists(st.sampled_from([*HOSTILE.values()]) | texts, max_size=4).map("".join)
texts = texts.map(lambda text: text.replace("\n", ""))  # a record's line has no end


def everywhere(text):
    """A run with ``text`` wherever a program can put one."""
    kinds = ("process", "thread", "task", "interpreter")
    lanes = tuple(Lane(kind, f"{text}\n", 100, None, True, 0.1, 1.0, f"E{text}") for kind in kinds)
    lines = [Line(0.5, lane, "stdout", text) for lane in (0, 1, 2, 3, None)]
    lines += [Line(0.6, 0, "stderr", f"ValueError: {text}")]
    lines += [Line(0.7, 0, "stdout", f"n{text}: {n} s, 1 to 3") for n in (1, 2)]
    machine = {"python": "CPython 3.11.7", "system": "Linux x86_64", "cpus": 2}
    ended = {"exit": 1, "wall": 1.0, "exceeded": "", "cpu": 0.25, "peak_memory": 12_000_000}
    return Run(
        snippet="processes/x.py",
        started="2026-01-02T03:04:05+00:00",
        **machine,
        **ended,
        left_behind=(text,),
        start_methods=("spawn",),
        lanes=lanes,
        lines=tuple(lines),
        cut_lines=1,
        cut_bytes=1,
        stretches=tuple(Stretch(lane, 0.2, 0.4, 1, 0.1, fast=False) for lane in range(4)),
    )


class Structure(HTMLParser):
    """All tags, each with the names of its attributes and its classes; all that is no text.

    A lane has its colour, a class, by its name.
    """

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        names = re.sub(r"\blane-\d\b", "lane", dict(attrs).get("class") or "")
        self.found.append((tag, [name for name, _ in attrs], names))

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")

    def handle_markup(self, data):
        self.found.append(data)

    handle_comment = handle_decl = handle_pi = unknown_decl = handle_markup


@pytest.fixture(scope="module", params=["x.py", "measure_x.py"])
def render(request, tmp_path_factory):
    """Render a run of a snippet, one that is recorded and one that measures; returns the HTML."""
    path = tmp_path_factory.mktemp("snippets") / request.param
    path.write_text("print(1)\n", "utf-8")
    asked = Request(Snippet(f"processes/{path.name}", path))

    def render(run, language="en"):
        return str(panel.render(asked, run, language, "../", cached=False))

    return render


def examples(test):
    for name, text in HOSTILE.items():
        test = example(text).via(name)(test)
    return test


@examples
@given(texts)
def test_no_text_changes_the_structure_of_a_panel(render, text):
    html = render(everywhere(text))
    assert Structure(html).found == Structure(render(everywhere("text"))).found
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)


@examples
@given(texts)
def test_what_was_printed_is_on_the_page(render, parse, text):
    page = parse(render(everywhere(text)))
    shown = [line["text"] for line in page.all("span", "line")]
    assert shown[:5] == [plain(text)] * 5


@examples
@given(texts)
def test_no_text_changes_the_structure_of_a_strip(text):
    strips = [str(repeats.render([everywhere(one)] * 2, "en")) for one in (text, "text")]
    assert Structure(strips[0]).found == Structure(strips[1]).found
