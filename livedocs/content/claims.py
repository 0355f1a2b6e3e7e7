"""What the article of 2017 claims, and whether the runs of this build confirm it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from livedocs.record.run import Run
from livedocs.render import chart
from livedocs.snippet import ROOT

FILE = ROOT / "docs" / "claims.toml"
VERDICTS = ("holds", "imprecise", "wrong", "outdated")
SHOWN_LINES = 3


@dataclass(frozen=True)
class Rule:
    """A claim about two medians: the larger is at least, and at most, so many times the smaller."""

    larger: str
    smaller: str
    at_least: float = 1.0
    at_most: float | None = None

    def ratio(self, run: Run) -> float | None:
        """The larger median by the smaller, as ``run`` measured them; None if it lacks one."""
        bars = {bar.name: bar.ratio for bar in chart.chart(run).bars}
        if self.larger not in bars or not bars.get(self.smaller):
            return None
        return bars[self.larger] / bars[self.smaller]

    def holds(self, run: Run) -> bool | None:
        """Whether the rule holds in ``run``; None if the run did not measure both."""
        ratio = self.ratio(run)
        if ratio is None:
            return None
        return ratio >= self.at_least and (self.at_most is None or ratio <= self.at_most)


@dataclass(frozen=True)
class Claim:
    """A statement of the article in our words, and what is right."""

    id: str
    article: str
    """The part of the article, by its id in ``docs/article.toml``."""
    page: str
    """The page and anchor that explain it: ``processes/orphans.md#zombie``."""
    verdict: str
    """One of VERDICTS; if there are rules, it is for a build in which they do not hold."""
    en: str
    zh: str
    en_right: str
    zh_right: str
    sources: tuple[str, ...]
    snippet: str | None = None
    shows: str | None = None
    """A regular expression: lines of the run that match it are the evidence."""
    rules: tuple[Rule, ...] = ()
    why_en: str | None = None
    """Why no snippet can show it."""
    why_zh: str | None = None

    @property
    def chapter(self) -> str:
        """The page without its anchor."""
        return self.page.partition("#")[0]

    @property
    def anchor(self) -> str:
        return self.page.partition("#")[2]

    def verdict_in(self, run: Run | None) -> str | None:
        """Its verdict after what ``run`` measured; None if its rules were not measured."""
        if not self.rules:
            return self.verdict
        held = [rule.holds(run) if run else None for rule in self.rules]
        if None in held:
            return None
        return "holds" if all(held) else self.verdict

    def evidence(self, run: Run) -> list[str]:
        """The first SHOWN_LINES lines of ``run`` that show it."""
        if self.shows is None:
            return []
        found = [line.text for line in run.lines if re.search(self.shows, line.text)]
        return found[:SHOWN_LINES]


@cache
def load(file: Path = FILE) -> tuple[Claim, ...]:
    """All Claims in ``file``, in the article's order; none if there is no file.

    Raises ValueError if an entry is not a claim.
    """
    if not file.exists():
        return ()
    claims = []
    for fields in tomllib.loads(file.read_text("utf-8"))["claim"]:
        try:
            fields["sources"] = tuple(fields["sources"])
            fields["rules"] = tuple(Rule(**rule) for rule in fields.get("rules", ()))
            claims.append(Claim(**fields))
        except (TypeError, KeyError) as error:
            raise ValueError(f"{file}: claim {fields.get('id')}: {error}") from None
    return tuple(claims)


def source_name(url: str) -> str:
    """The name of a source: ``PEP 703``, ``wait(2)``, ``multiprocessing.Process.join``."""
    page, _, anchor = url.removesuffix("/").partition("#")
    last = page.rpartition("/")[2].removesuffix(".html")
    if pep := re.fullmatch(r"pep-0*(\d+)", last):
        return f"PEP {pep[1]}"
    if manual := re.fullmatch(r"(.+)\.(\d\w*)", last):
        return f"{manual[1]}({manual[2]})"
    if "pubs.opengroup.org" in page:
        return f"POSIX {last}"
    return anchor if "." in anchor else last


def localized(url: str, language: str) -> str:
    """``url``, which leads to Python's documentation in ``language`` if it leads there."""
    place = {"en": "/3/", "zh": "/zh-cn/3/"}[language]
    return url.replace("docs.python.org/3/", f"docs.python.org{place}")
