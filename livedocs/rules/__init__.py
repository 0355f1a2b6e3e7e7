"""The house rules: what every snippet, page and module of the project keeps to.

project       what the rules ask about: all files, each read once
markdown_page  a page among them
readable      whether they can be parsed at all
snippets      the programs
pages         the pages, in both languages
guides        the guides for contributors
terms         the glossary, and the words that a page may use
article       the claims of the article
machinery     livedocs itself, and all files
requirements  the packages that the project needs

Every public function of the last seven is a rule: it takes a Project and yields a Message for
whatever breaks it. The tests ask each of them, ``python -m livedocs check`` all at once.
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
    """All that breaks a rule, by file and line; where a file cannot be read, only that."""
    return sorted(unreadable(project)) or sorted(
        message for rule in RULES for message in rule(project)
    )
