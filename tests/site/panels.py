"""Read the panels of a built page, by the hooks that they have for whoever checks one."""

import html
import re
from dataclasses import dataclass

_PANEL = re.compile(r'<section class="run"(.*?)>\n(.*?)</section>', re.DOTALL)
_LINE = re.compile(r'<span class="line\b([^>]*)><span[^>]*></span>([^<]*)</span>')
_DATA = re.compile(r'\bdata-(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Panel:
    """One panel: the data attributes of its section (empty where it has no run), and its HTML."""

    snippet: str
    exit: str
    wall: str
    cached: str
    html: str

    @property
    def lines(self):
        """The data attributes of each line of output, with its text."""
        return [
            dict(_DATA.findall(attributes)) | {"text": html.unescape(text)}
            for attributes, text in _LINE.findall(self.html)
        ]

    @property
    def output(self):
        return [line["text"] for line in self.lines]

    @property
    def python(self):
        """The interpreter that ran it, as its facts name it; empty where it has no run."""
        found = re.search(r'<span role="listitem">(\w+ [^·<]*) · [^<]* · [^<]*</span>', self.html)
        return found[1] if found else ""

    @property
    def download(self):
        """Where the link to the raw file leads, from the page."""
        return re.search(r'<a class="run__download" href="([^"]*)"', self.html)[1]


def panels(page):
    """The panels of ``page``, the HTML of one page."""
    found = [(dict(_DATA.findall(data)), rest) for data, rest in _PANEL.findall(page)]
    names = ("snippet", "exit", "wall", "cached")
    return [Panel(*(data.get(name, "") for name in names), html=rest) for data, rest in found]
