"""Blocks, the parts of pages that are made from all runs: claims, gallery, report.

    ```runs
    gallery processes
    ```

The first word names a function below, the others are its arguments.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from markupsafe import Markup

from livedocs.content import apis, claims
from livedocs.content.catalogue import ShownRun
from livedocs.content.claims import Claim
from livedocs.render import chart, timeline
from livedocs.run import interpreter
from livedocs.site import matrix_blocks
from livedocs.site.block_context import BlockContext
from livedocs.snippet import ROOT, Snippet, find_all

FENCE = "runs"
SLOWEST = 10


@cache
def _chinese_claims() -> dict[str, str]:
    """Name of a snippet → its claim in Chinese."""
    file = ROOT / "docs" / "snippets.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


def _claim_of(snippet: Snippet, language: str) -> str:
    """The claim of ``snippet`` in ``language``."""
    translated = _chinese_claims() if language == "zh" else {}
    return translated.get(snippet.name, snippet.claim)


def _judged(
    context: BlockContext, some: Iterable[Claim]
) -> Iterator[tuple[Claim, str | None, ShownRun | None]]:
    """Each of the claims ``some`` with its verdict in this build, and the run that is evidence."""
    for claim in some:
        shown = context.shown_run(claim.snippet) if claim.snippet else None
        yield claim, claim.verdict_in(shown.run if shown else None), shown


def claims_filter(context: BlockContext) -> Markup:
    """The number of claims by verdict, and the controls that filter them."""
    judged = list(_judged(context, claims.load()))
    chapters = dict.fromkeys(claim.chapter for claim, *_ in judged)
    counts = Counter(verdict or "unmeasured" for _, verdict, _ in judged)
    order = [*claims.VERDICTS, "unmeasured"]
    return context.fill(
        "claims_filter.html",
        counts=[(verdict, counts[verdict]) for verdict in order if counts[verdict]],
        chapters=[(path, context.page(path).chapter.title) for path in chapters],
        total=len(judged),
    )


def claims_about(context: BlockContext, part: str) -> Markup:
    """The claims of a ``part`` of the article, such as "P", with what is right and the evidence."""
    some = [claim for claim in claims.load() if claim.article.startswith(part)]
    return context.fill(
        "claims.html",
        judged=list(_judged(context, some)),
        source_name=claims.source_name,
        localized=partial(claims.localized, language=context.language),
    )


def claims_on(context: BlockContext, chapter: str) -> Markup:
    """A list of the claims that the page ``chapter`` explains."""
    some = [claim for claim in claims.load() if claim.chapter == chapter]
    return context.fill("claims_list.html", judged=list(_judged(context, some)))


def gallery_filter(context: BlockContext) -> Markup:
    """The controls that filter the cards."""
    used = {name for shown in context.shown for name in apis.names(shown.request.snippet.source)}
    return context.fill("gallery_filter.html", apis=sorted(used), total=len(_once(context.shown)))


def _once(shown: list[ShownRun]) -> list[ShownRun]:
    """The first run of each snippet."""
    first: dict[str, ShownRun] = {}
    for one in shown:
        first.setdefault(one.request.snippet.name, one)
    return list(first.values())


def gallery(context: BlockContext, chapter: str) -> Markup:
    """A card for each snippet of a ``chapter``."""
    cards = [
        {
            "shown": shown,
            "snippet": shown.request.snippet,
            "claim": _claim_of(shown.request.snippet, context.language),
            "apis": apis.names(shown.request.snippet.source),
            "picture": timeline.timeline(shown.run),
            "chart": chart.chart(shown.run) if shown.request.snippet.measures else None,
        }
        for shown in _once(context.shown)
        if shown.request.snippet.chapter == chapter
    ]
    return context.fill("gallery.html", cards=cards)


def report(context: BlockContext) -> Markup:
    """The machine, the interpreters, the slowest runs, and a row for each run."""
    pythons = {shown.request.python for shown in context.shown}
    slowest = sorted(context.shown, key=lambda shown: -shown.run.wall)[:SLOWEST]
    return context.fill(
        "report.html",
        machine=interpreter.machine(),
        interpreters=sorted(map(interpreter.describe, pythons), key=lambda about: about.order),
        slowest=slowest,
        cached=sum(shown.cached for shown in context.shown),
        wall=sum(shown.run.wall for shown in context.shown),
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
    """The text that a search finds in a block; it does not depend on the runs."""
    if name == "claims-about":
        return _claims_text(language, lambda claim: claim.article.startswith(argument))
    if name == "gallery":
        some = find_all(argument)
        return " ".join(f"{one.file_name} {_claim_of(one, language)}" for one in some)
    return ""


_FENCE = re.compile(rf"^```{FENCE}\n(.*)\n```$", re.MULTILINE)


def texts(markdown: str, language: str) -> list[str]:
    """The texts that a search finds in the blocks of the page ``markdown``."""
    return [text(name, language, *rest) for name, *rest in map(str.split, _FENCE.findall(markdown))]


def show(context: BlockContext, name: str, *arguments: str) -> Markup:
    """The block called ``name``, as HTML."""
    return _BLOCKS[name](context, *arguments)


def formatter(place: Callable[..., Markup]) -> Callable[..., Markup]:
    """A formatter for pymdownx.superfences; ``place(name, *arguments)`` returns a placeholder."""

    def format_fence(source: str, *_: object, **__: object) -> Markup:
        return place(*source.split())

    return format_fence
