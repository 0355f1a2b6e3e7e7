"""The rules for the glossary, and for the words that a page may use."""

import re
from collections.abc import Iterator

from livedocs.content.languages import GUIDES, LANGUAGES
from livedocs.rules.project import Message, Project

_FILE = "docs/glossary.toml"
_FIELDS = ("en", "zh", "en_line", "zh_line", "page")


def a_term_is_told_in_both_languages(project: Project) -> Iterator[Message]:
    for term in project.table(_FILE).get("term", []):
        for field in _FIELDS:
            if not term.get(field):
                name = term.get("en") or term.get("zh") or ""
                yield project.at(_FILE, f'"{name}"', f"the term {name} has no {field}; add it")


def a_term_is_on_the_page_that_explains_it(project: Project) -> Iterator[Message]:
    """The build checks that the page and its anchor exist, because the glossary links to them."""
    for term in project.table(_FILE).get("term", []):
        if not all(term.get(field) for field in _FIELDS):
            continue
        path = term["page"].partition("#")[0]
        for language in LANGUAGES:
            file, word = f"docs/{language}/{path}", term[language]
            page = project.pages[language].get(path)
            if page and word.lower() not in page.text.lower():
                text = f"{file} does not say {word}; use the term there, or mend its page"
                yield project.at(_FILE, f'en = "{term["en"]}"', text)


def no_chinese_page_uses_another_word_for_a_term(project: Project) -> Iterator[Message]:
    files = [page.file for page in project.pages["zh"].values()]
    files += [project.root / "docs/snippets.toml", project.root / GUIDES["zh"]]
    words = {
        word: term for term in project.table(_FILE).get("term", []) for word in term.get("not", [])
    }
    for file in files:
        text = file.read_text("utf-8")
        for word, term in words.items():
            if word in text:
                yield project.at(file, word, f"write {term['zh']}, not {word}: see {_FILE}")


def no_page_has_a_slip_of_the_article(project: Project) -> Iterator[Message]:
    for slip in project.table(_FILE).get("slip", []):
        wrong = re.compile(rf"(?<!\*){re.escape(slip['article'])}(?!\*)")  # *quoted* is allowed
        for page in project.every_page:
            for found in wrong.finditer(page.text):
                line = page.text.count("\n", 0, found.start()) + 1
                right = f"write {slip['right']}, or *{slip['article']}* where it is quoted"
                yield project.at(page.file, line, right)
