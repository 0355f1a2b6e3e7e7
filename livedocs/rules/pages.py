"""The rules for the pages under ``docs/en`` and ``docs/zh``."""

import re
from collections.abc import Iterator
from pathlib import Path

from livedocs.content.languages import LANGUAGES
from livedocs.rules.markdown_page import MarkdownPage
from livedocs.rules.project import Message, Project


def _pairs(project: Project) -> Iterator[tuple[MarkdownPage, MarkdownPage]]:
    """Pairs of an English page and its Chinese one, if both exist."""
    english, chinese = (project.pages[language] for language in LANGUAGES)
    yield from ((page, chinese[path]) for path, page in english.items() if path in chinese)


def both_languages_have_the_same_pages(project: Project) -> Iterator[Message]:
    for here, there in [LANGUAGES, LANGUAGES[::-1]]:
        for path, page in project.pages[here].items():
            if path not in project.pages[there]:
                yield project.at(page.file, 1, f"write docs/{there}/{path} too")


def both_languages_have_the_same_fences(project: Project) -> Iterator[Message]:
    for english, chinese in _pairs(project):
        if english.fences != chinese.fences:
            text = f"make its fences the same as in docs/en/{english.path}"
            yield project.at(chinese.file, "```snippet", text)


def both_languages_have_the_same_anchors(project: Project) -> Iterator[Message]:
    for english, chinese in _pairs(project):
        if english.anchors != chinese.anchors:
            differ = {*english.anchors} ^ {*chinese.anchors}
            here = [name for name in chinese.anchors if name in differ]
            what = ", ".join(sorted(differ)) or "another order"
            text = f"give it the anchors of docs/en/{english.path}: they differ in {what}"
            yield project.at(chinese.file, f"#{here[0]}" if here else 1, text)


def both_languages_cover_the_same_of_the_article(project: Project) -> Iterator[Message]:
    for english, chinese in _pairs(project):
        if english.article != chinese.article:
            text = f"name the same parts as docs/en/{english.path} does"
            yield project.at(chinese.file, "article:", text)


def a_page_shows_a_snippet_or_says_that_it_is_prose(project: Project) -> Iterator[Message]:
    for page in project.every_page:
        bare = not page.fences and page.front.get("prose") is not True
        if bare and Path(page.path).name != "index.md":
            text = "shows no snippet; add one, or say prose: true in the front matter"
            yield project.at(page.file, 1, text)


def a_chapter_is_in_the_gallery_and_in_the_matrix(project: Project) -> Iterator[Message]:
    chapters = sorted({snippet.chapter for snippet in project.snippets})
    for page in project.every_page:
        name = page.path.removesuffix(".md")
        for chapter in chapters if name in ("gallery", "matrix") else ():
            if f"```runs\n{name} {chapter}\n```" not in page.text:
                text = f"show {chapter}: add a ```runs block, {name} {chapter}"
                yield project.at(page.file, 1, text)


def a_page_covers_what_the_article_has(project: Project) -> Iterator[Message]:
    for page in project.every_page:
        for key in page.article:
            if key not in project.table("docs/article.toml"):
                text = f"the article has no part {key}: see docs/article.toml"
                yield project.at(page.file, "article:", text)


def a_part_of_the_article_has_a_page_with_a_snippet(project: Project) -> Iterator[Message]:
    for language in LANGUAGES:
        pages = project.pages[language].values()
        for key, part in project.table("docs/article.toml").items():
            covering = [page for page in pages if key in page.article]
            if not covering:
                text = f"no page in docs/{language} covers {key}: name it in a front matter"
                yield project.at("docs/article.toml", f"[{key}]", text)
            elif not part.get("prose") and not any(page.fences for page in covering):
                text = f"no page in docs/{language} that covers {key} shows a snippet; add one"
                yield project.at("docs/article.toml", f"[{key}]", text)


def nothing_is_left_to_fill_in(project: Project) -> Iterator[Message]:
    files = [snippet.path for snippet in project.snippets] + project.tests
    files += [page.file for page in project.every_page] + [project.root / "docs/snippets.toml"]
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if left := re.search(r"\bTODO\b[:：]?\s*([^\".。{]*)", line):
                yield project.at(file, number, f"TODO: {left[1].strip()}")
