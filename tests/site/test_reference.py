"""The article map and the glossary: complete, and true of the pages."""

import re
import tomllib

import pytest

from livedocs import article
from livedocs.snippet import ROOT

LANGUAGES = ("en", "zh")
GLOSSARY = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf-8"))
TERMS = GLOSSARY["term"]


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
