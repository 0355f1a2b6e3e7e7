"""Tables made from the files of the project: glossary, article map, API index.

A line such as ``{terms}`` in a page is replaced by the rows of the table with that name.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator

from livedocs.content import apis, article
from livedocs.content.article import Chapter
from livedocs.snippet import ROOT, Snippet, find, find_all

_MANUAL = {"en": "https://docs.python.org/3/", "zh": "https://docs.python.org/zh-cn/3/"}
_API_HEAD = {"en": "| Name | Snippets | Chapters |", "zh": "| 名称 | 脚本 | 章节 |"}


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _links(chapters: Iterable[Chapter]) -> str:
    return ", ".join(f"[{chapter.title}]({chapter.path})" for chapter in chapters)


def _glossary() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf-8"))


def terms(language: str, chapters: list[Chapter]) -> Iterator[str]:
    """A row for each term, with its word in the other language and its meaning."""
    other = {"en": "zh", "zh": "en"}[language]
    for term in sorted(_glossary()["term"], key=lambda term: term["en"].lower()):
        link = f"[{term[language]}]({term['page']})"
        yield _row(link, term[other], term[f"{language}_line"])


def slips(language: str, chapters: list[Chapter]) -> Iterator[str]:
    """A row for each term that the article gets wrong, with the right one."""
    for slip in _glossary()["slip"]:
        yield _row(slip["article"], slip["right"])


def parts(language: str, chapters: list[Chapter]) -> Iterator[str]:
    """A row for each part of the article, with the chapters and the snippets that cover it."""
    for key, item in article.items().items():
        covering = [chapter for chapter in chapters if key in chapter.article]
        panels = {find(name): chapter.path for chapter in covering for name in chapter.snippets}
        snippets = (f"[`{one.name}`]({path}#{one.anchor})" for one, path in panels.items())
        yield _row(key, item[language], _links(covering), ", ".join(snippets))


def names(language: str, chapters: list[Chapter]) -> Iterator[str]:
    """A section for each module, with a row for each of its names that the snippets use."""
    users: dict[str, dict[str, list[Snippet]]] = {}  # module → full name → snippets
    for snippet in find_all():
        for name in apis.names(snippet.source):
            module = name.rpartition(".")[0]
            users.setdefault(module, {}).setdefault(name, []).append(snippet)

    def home(snippet: Snippet) -> Chapter:
        """The chapter that shows ``snippet``, preferably its own."""
        showing = [chapter for chapter in chapters if snippet.name in chapter.snippets]
        return min(showing, key=lambda chapter: chapter.folder != snippet.chapter)

    for module, used in sorted(users.items()):
        yield f"\n## {module} {{ #{module.replace('.', '-')} }}\n"
        yield from (_API_HEAD[language], "| --- | --- | --- |")
        for name, snippets in sorted(used.items()):
            place = apis.documented()[name]
            url = place if "://" in place else f"{_MANUAL[language]}{place}"
            panels = (f"[`{one.file_name}`]({home(one).path}#{one.anchor})" for one in snippets)
            homes = dict.fromkeys(map(home, snippets))
            yield _row(f"[`{name}`]({url})", ", ".join(panels), _links(homes))


_TABLES = {table.__name__: table for table in (terms, slips, parts, names)}
_MARK = re.compile(rf"^{{({'|'.join(_TABLES)})}}$", re.MULTILINE)


def fill(markdown: str, language: str) -> str:
    """``markdown``, a page in ``language``, with the rows of the tables that it asks for."""

    def rows(found: re.Match[str]) -> str:
        chapters = article.chapters(ROOT / "docs" / language)
        return "\n".join(_TABLES[found[1]](language, chapters))

    return _MARK.sub(rows, markdown)
