"""The rules for the claims of the article, ``docs/claims.toml``."""

import re
from collections import Counter
from collections.abc import Iterator

from livedocs.content.claims import VERDICTS, Claim
from livedocs.content.languages import LANGUAGES
from livedocs.rules.project import Message, Project

_FILE = "docs/claims.toml"
_LEAST = 50
_CHINESE = re.compile("[\u4e00-\u9fff]")


def _about(project: Project, claim: Claim, text: str) -> Message:
    return project.at(_FILE, f'id = "{claim.id}"', f"{claim.id}: {text}")


def there_are_claims_enough(project: Project) -> Iterator[Message]:
    if len(project.claims) < _LEAST:
        yield project.at(_FILE, 1, f"{len(project.claims)} claims; check at least {_LEAST}")


def a_claim_has_an_id_of_its_own(project: Project) -> Iterator[Message]:
    counts = Counter(claim.id for claim in project.claims)
    for claim in project.claims:
        if counts[claim.id] > 1:
            yield _about(project, claim, "more than one claim has this id; give it another")
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", claim.id):
            yield _about(project, claim, "make the id of small letters, digits and hyphens")


def the_claims_are_in_the_order_of_the_article(project: Project) -> Iterator[Message]:
    order, furthest = list(project.table("docs/article.toml")), 0
    for claim in project.claims:
        if claim.article not in order:
            yield _about(project, claim, f"the article has no part {claim.article}; mend it")
        elif order.index(claim.article) < furthest:
            yield _about(project, claim, f"move it before the claims about {order[furthest]}")
        else:
            furthest = order.index(claim.article)


def a_claim_is_told_in_both_languages(project: Project) -> Iterator[Message]:
    for claim in project.claims:
        for field in ("en", "zh", "en_right", "zh_right"):
            text = getattr(claim, field)
            if not text.endswith((".", "。", "?", "？")):
                yield _about(project, claim, f"end {field} as a sentence ends")
            if field.startswith("zh") and not _CHINESE.search(text):
                yield _about(project, claim, f"write {field} in Chinese")


def a_claim_has_a_verdict_and_sources(project: Project) -> Iterator[Message]:
    for claim in project.claims:
        if claim.verdict not in VERDICTS:
            yield _about(project, claim, f"make its verdict one of {', '.join(VERDICTS)}")
        if not claim.sources:
            yield _about(project, claim, "name a source")
        if not all(url.startswith("https://") for url in claim.sources):
            yield _about(project, claim, "begin each source with https://")


def a_claim_leads_to_where_it_is_explained(project: Project) -> Iterator[Message]:
    for claim in project.claims:
        for language in LANGUAGES:
            page = project.pages[language].get(claim.chapter)
            if page is None:
                yield _about(project, claim, f"there is no docs/{language}/{claim.chapter}")
            elif claim.anchor and f"{{ #{claim.anchor} }}" not in page.text:
                place = f"docs/{language}/{claim.chapter}"
                yield _about(project, claim, f"{place} has no {{ #{claim.anchor} }}; mend it")


def a_claim_is_shown_by_a_snippet_or_says_why_none_can(project: Project) -> Iterator[Message]:
    names = {snippet.name for snippet in project.snippets}
    for claim in project.claims:
        if claim.snippet is None:
            if not claim.why_en or not claim.why_zh:
                yield _about(project, claim, "name a snippet, or say why none can (why_en, why_zh)")
            if claim.shows or claim.rules:
                yield _about(project, claim, "without a snippet, leave out shows and rules")
        else:
            if claim.snippet not in names:
                yield _about(project, claim, f"there is no snippet {claim.snippet}; mend the name")
            if bool(claim.shows) == bool(claim.rules):
                yield _about(project, claim, "give it either shows or rules")
            if claim.why_en or claim.why_zh:
                yield _about(project, claim, "a snippet shows it: leave out why_en and why_zh")


def a_claim_about_numbers_is_measured(project: Project) -> Iterator[Message]:
    snippets = {snippet.name: snippet for snippet in project.snippets}
    for claim in project.claims:
        if not claim.rules:
            continue
        if claim.snippet in snippets and not snippets[claim.snippet].measures:
            yield _about(project, claim, "it has rules: name a snippet called measure_*.py")
        if claim.verdict == "holds":
            yield _about(project, claim, "give the verdict for where its rules do not hold")
        for rule in claim.rules:
            if rule.at_most is not None and rule.at_least >= rule.at_most:
                yield _about(project, claim, "make at_least less than at_most")


def the_snippet_of_a_claim_is_on_a_page(project: Project) -> Iterator[Message]:
    shown = {name for page in project.every_page for name in page.snippets}
    for claim in project.claims:
        if claim.snippet and claim.snippet not in shown:
            yield _about(project, claim, f"no page shows {claim.snippet}; add its fence to one")
