"""What the generated pages are made from: complete, and true of the pages and the snippets."""

import re
import tomllib

import pytest

from livedocs import apis, article, claims
from livedocs.snippet import ROOT, find_all

LANGUAGES = ("en", "zh")
GLOSSARY = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf-8"))
TERMS = GLOSSARY["term"]
CLAIMS = claims.load()
SNIPPETS = {snippet.name: snippet for snippet in find_all()}


def chapters(language):
    return article.chapters(ROOT / "docs" / language)


def page_text(language, page):
    return (ROOT / "docs" / language / page.partition("#")[0]).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", article.items())
def test_each_part_of_the_article_has_a_chapter_with_a_snippet(language, key):
    covering = [chapter for chapter in chapters(language) if key in chapter.article]
    assert covering
    assert article.items()[key].get("prose") or any(chapter.snippets for chapter in covering)


@pytest.mark.parametrize("language", LANGUAGES)
def test_chapters_name_only_parts_that_exist(language):
    named = {key for chapter in chapters(language) for key in chapter.article}
    assert named <= article.items().keys()


def test_both_languages_cover_the_same_parts_with_the_same_snippets():
    english, chinese = (
        [(chapter.path, chapter.article, chapter.snippets) for chapter in chapters(language)]
        for language in LANGUAGES
    )
    assert english == chinese


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["en"])
def test_each_term_is_on_the_page_that_explains_it(language, term):
    text = page_text(language, term["page"])
    assert term[language].lower() in text.lower()
    anchor = term["page"].partition("#")[2]
    assert not anchor or f"{{ #{anchor} }}" in text


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["en"])
def test_each_term_is_told_in_both_languages(term):
    assert {"en", "zh", "en_line", "zh_line", "page"} <= term.keys()


@pytest.mark.parametrize("term", [term for term in TERMS if "not" in term], ids=lambda t: t["en"])
def test_no_chinese_page_uses_another_word_for_a_term(term):
    for page in (ROOT / "docs" / "zh").rglob("*.md"):
        text = page.read_text("utf-8")
        assert not [word for word in term["not"] if word in text], page


@pytest.mark.parametrize("slip", GLOSSARY["slip"], ids=lambda slip: slip["article"])
def test_the_slips_of_the_article_are_not_ours(slip):
    wrong = re.compile(rf"(?<!\*){re.escape(slip['article'])}(?!\*)")  # *quoted* is allowed
    for page in (ROOT / "docs").rglob("*.md"):
        assert not wrong.search(page.read_text("utf-8")), page


# The claims


def test_there_are_at_least_fifty_claims_with_an_id_of_their_own():
    ids = [claim.id for claim in CLAIMS]
    assert len(ids) >= 50
    assert sorted(set(ids)) == sorted(ids)
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_the_claims_are_in_the_order_of_the_article():
    order = list(article.items())
    places = [order.index(claim.article) for claim in CLAIMS]
    assert places == sorted(places)


def each_claim(*, having=lambda claim: True):
    some = [claim for claim in CLAIMS if having(claim)]
    return pytest.mark.parametrize("claim", some, ids=lambda claim: claim.id)


@each_claim()
def test_a_claim_is_told_in_both_languages(claim):
    for text in (claim.en, claim.zh, claim.en_right, claim.zh_right):
        assert text.endswith((".", "。", "?", "？"))
    assert re.search("[\u4e00-\u9fff]", claim.zh)
    assert re.search("[\u4e00-\u9fff]", claim.zh_right)


@each_claim()
def test_a_claim_has_a_verdict_and_sources(claim):
    assert claim.verdict in claims.VERDICTS
    assert claim.sources
    assert [url for url in claim.sources if not url.startswith("https://")] == []


@each_claim()
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_leads_to_where_it_is_explained(claim, language):
    text = page_text(language, claim.page)
    assert not claim.anchor or f"{{ #{claim.anchor} }}" in text


@each_claim()
def test_a_claim_is_shown_by_a_snippet_or_says_why_none_can(claim):
    if claim.snippet is None:
        assert claim.why_en and claim.why_zh
        assert not claim.shows and not claim.rules
    else:
        assert claim.snippet in SNIPPETS
        assert bool(claim.shows) != bool(claim.rules)
        assert not claim.why_en and not claim.why_zh


@each_claim(having=lambda claim: claim.rules)
def test_a_claim_about_numbers_is_measured(claim):
    assert SNIPPETS[claim.snippet].measures
    assert claim.verdict != "holds"
    for rule in claim.rules:
        assert rule.at_most is None or rule.at_least < rule.at_most


@each_claim(having=lambda claim: claim.snippet)
def test_the_snippet_of_a_claim_is_on_a_page(claim):
    shown = {name for chapter in chapters("en") for name in chapter.snippets}
    assert claim.snippet in shown


# The gallery and the API index


def test_every_snippet_has_its_claim_in_chinese():
    told = tomllib.loads((ROOT / "docs" / "snippets.toml").read_text("utf-8"))
    assert told.keys() == SNIPPETS.keys()
    wrong = [word for term in TERMS for word in term.get("not", [])]
    for name, claim in told.items():
        assert claim.endswith("。"), name
        assert not [word for word in wrong if word in claim], name


def test_every_name_that_a_snippet_uses_has_its_documentation():
    used = {name for snippet in SNIPPETS.values() for name in apis.used(snippet.source)}
    found = {name for snippet in SNIPPETS.values() for name in apis.names(snippet.source)}

    def is_told(name):
        """It is documented, or a part of it, or it is the module of a name that is."""
        return any(name.startswith(known) or known.startswith(f"{name}.") for known in found)

    assert [name for name in used if not is_told(name)] == []
    assert apis.documented().keys() == found
