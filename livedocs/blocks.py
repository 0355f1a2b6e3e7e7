"""The parts of pages that are made from all runs: claims, gallery, report.

    ```runs
    gallery processes
    ```

The first word is a function below, the others are its arguments.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from markupsafe import Markup

from livedocs import apis, chart, claims, interpreter, matrix_blocks, timeline
from livedocs.catalogue import Page, Shown
from livedocs.claims import Claim
from livedocs.panel import exit_words
from livedocs.snippet import ROOT, Snippet, find_all
from livedocs.template import fill, words

FENCE = "runs"
SLOWEST = 10


@dataclass(frozen=True)
class Site:
    """What a block can be made from."""

    language: str
    root: str
    """Leads from the page to the root of its language."""
    pages: list[Page]
    shown: list[Shown]

    def page(self, path: str) -> Page:
        """The page whose source is ``path``."""
        return next(page for page in self.pages if page.chapter.path == path)

    def of(self, snippet: str) -> Shown | None:
        """The first Shown of the snippet called ``snippet``; None where it did not run."""
        found = (shown for shown in self.shown if shown.request.snippet.name == snippet)
        return next(found, None)

    def fill(self, template: str, **values: object) -> Markup:
        language = self.language
        return fill(
            template,
            site=self,
            words=words(language),
            root=self.root,
            exit_words=partial(exit_words, language=language),
            **values,
        )


@cache
def _chinese_claims() -> dict[str, str]:
    """Snippet → its claim in Chinese."""
    file = ROOT / "docs" / "snippets.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


def _claim_of(snippet: Snippet, language: str) -> str:
    """What the run of ``snippet`` confirms, in ``language``."""
    translated = _chinese_claims() if language == "zh" else {}
    return translated.get(snippet.name, snippet.claim)


def _judged(site: Site, some: Iterable[Claim]) -> Iterator[tuple[Claim, str | None, Shown | None]]:
    """Triples of a claim, its verdict in this build, and the Shown that is its evidence."""
    for claim in some:
        shown = site.of(claim.snippet) if claim.snippet else None
        yield claim, claim.judge(shown.run if shown else None), shown


def claims_filter(site: Site) -> Markup:
    """How many claims have which verdict, and the controls that choose among them."""
    judged = list(_judged(site, claims.load()))
    chapters = dict.fromkeys(claim.chapter for claim, *_ in judged)
    counts = Counter(verdict or "unmeasured" for _, verdict, _ in judged)
    order = [*claims.VERDICTS, "unmeasured"]
    return site.fill(
        "claims_filter.html",
        counts=[(verdict, counts[verdict]) for verdict in order if counts[verdict]],
        chapters=[(path, site.page(path).chapter.title) for path in chapters],
        total=len(judged),
    )


def claims_about(site: Site, part: str) -> Markup:
    """The claims of one part of the article, ``P``, with what is right and the evidence."""
    some = [claim for claim in claims.load() if claim.article.startswith(part)]
    return site.fill(
        "claims.html",
        judged=list(_judged(site, some)),
        source_name=claims.source_name,
        localized=partial(claims.localized, language=site.language),
    )


def claims_on(site: Site, chapter: str) -> Markup:
    """The claims that the page ``chapter`` explains, in a list."""
    some = [claim for claim in claims.load() if claim.chapter == chapter]
    return site.fill("claims_list.html", judged=list(_judged(site, some)))


def gallery_filter(site: Site) -> Markup:
    """The controls that choose among the cards."""
    used = {name for shown in site.shown for name in apis.names(shown.request.snippet.source)}
    return site.fill("gallery_filter.html", apis=sorted(used), total=len(_once(site.shown)))


def _once(shown: list[Shown]) -> list[Shown]:
    """The first of each snippet."""
    first: dict[str, Shown] = {}
    for one in shown:
        first.setdefault(one.request.snippet.name, one)
    return list(first.values())


def gallery(site: Site, chapter: str) -> Markup:
    """A card for each snippet of a ``chapter``."""
    cards = [
        {
            "shown": shown,
            "snippet": shown.request.snippet,
            "claim": _claim_of(shown.request.snippet, site.language),
            "apis": apis.names(shown.request.snippet.source),
            "picture": timeline.timeline(shown.run),
            "chart": chart.chart(shown.run) if shown.request.snippet.measures else None,
        }
        for shown in _once(site.shown)
        if shown.request.snippet.chapter == chapter
    ]
    return site.fill("gallery.html", cards=cards)


def report(site: Site) -> Markup:
    """The machine, the interpreters, the slowest runs, and a row for each run."""
    pythons = {shown.request.python for shown in site.shown}
    slowest = sorted(site.shown, key=lambda shown: -shown.run.wall)[:SLOWEST]
    return site.fill(
        "report.html",
        machine=interpreter.machine(),
        interpreters=sorted(map(interpreter.describe, pythons), key=lambda about: about.order),
        slowest=slowest,
        cached=sum(shown.cached for shown in site.shown),
        wall=sum(shown.run.wall for shown in site.shown),
    )


_BLOCKS: dict[str, Callable[..., Markup]] = {
    block.__name__.replace("_", "-"): block
    for block in (
        *(claims_filter, claims_about, claims_on, gallery_filter, gallery, report),
        *matrix_blocks.BLOCKS,
    )
}


def _claims_text(language: str, fits: Callable[[Claim], bool]) -> str:
    return " ".join(
        f"{getattr(claim, language)} {getattr(claim, f'{language}_right')}"
        for claim in claims.load()
        if fits(claim)
    )


def text(name: str, language: str, argument: str = "") -> str:
    """What a search finds in a block, whatever the runs did."""
    if name == "claims-about":
        return _claims_text(language, lambda claim: claim.article.startswith(argument))
    if name == "gallery":
        some = find_all(argument)
        return " ".join(f"{one.file_name} {_claim_of(one, language)}" for one in some)
    return ""


_FENCE = re.compile(rf"^```{FENCE}\n(.*)\n```$", re.MULTILINE)


def texts(markdown: str, language: str) -> list[str]:
    """What a search finds in the blocks that a page asks for."""
    return [text(name, language, *rest) for name, *rest in map(str.split, _FENCE.findall(markdown))]


def show(site: Site, name: str, *arguments: str) -> Markup:
    """The block called ``name``, as HTML."""
    return _BLOCKS[name](site, *arguments)


def formatter(place: Callable[..., Markup]) -> Callable[..., Markup]:
    """A formatter for pymdownx.superfences; ``place(name, *arguments)`` holds a block's place."""

    def format_fence(source: str, *_: object, **__: object) -> Markup:
        return place(*source.split())

    return format_fence
