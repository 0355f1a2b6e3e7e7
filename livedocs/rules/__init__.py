"""The house rules, which every snippet, page and module of the project keeps.

project        the files that the rules check, each read once
markdown_page  a page among them
readable       whether the files can be parsed at all
snippets       rules for the programs
pages          rules for the pages, in both languages
guides         rules for the guides for contributors
terms          rules for the glossary, and for the words that a page may use
article        rules for the claims of the article
machinery      rules for livedocs itself, and for all files
requirements   rules for the packages that the project needs

Every public function of the last seven is a rule: it takes a Project and yields a Message for each
place that breaks it. The tests try each of them; ``python -m livedocs check`` checks all.
"""

from collections.abc import Callable, Iterator

from livedocs.rules import article, guides, machinery, pages, requirements, snippets, terms
from livedocs.rules.project import Message, Project
from livedocs.rules.readable import unreadable

__all__ = ["RULES", "Message", "Project", "check", "unreadable"]

Rule = Callable[[Project], Iterator[Message]]

RULES: list[Rule] = [
    function
    for module in (snippets, pages, guides, terms, article, machinery, requirements)
    for name, function in vars(module).items()
    if getattr(function, "__module__", None) == module.__name__ and not name.startswith("_")
]


def check(project: Project) -> list[Message]:
    """All Messages, by file and line; if some files cannot be parsed, only those about them."""
    return sorted(unreadable(project)) or sorted(
        message for rule in RULES for message in rule(project)
    )
