"""Whether the files can be parsed at all. If not, no rule can be checked."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import yaml

from livedocs.content.languages import GUIDES
from livedocs.rules.project import Message, Project

_TABLES = [
    *(f"docs/{name}.toml" for name in ("apis", "article", "glossary", "snippets")),
    "livedocs/render/words.toml",
]
_TEXTS = [
    *(f"requirements{name}" for name in (".in", ".txt", "-dev.in", "-dev.txt")),
    *GUIDES.values(),
]


def _reads(project: Project) -> Iterator[tuple[Path | str, Callable[[], object]]]:
    """Each file that the rules parse, with a function that parses it."""
    yield from ((one.path, partial(getattr, one, "tree")) for one in project.snippets)
    yield from ((test, partial(project.tree, test)) for test in project.tests)
    yield from ((page.file, partial(getattr, page, "front")) for page in project.every_page)
    yield from ((name, partial(project.table, name)) for name in _TABLES)
    yield from ((name, partial(project.text, name)) for name in _TEXTS)
    yield "docs/claims.toml", partial(getattr, project, "claims")


def unreadable(project: Project) -> Iterator[Message]:
    """A Message for each file that cannot be parsed."""
    for file, read in _reads(project):
        try:
            read()
        except SyntaxError as error:
            yield project.at(file, error.lineno or 1, f"mend the syntax: {error.msg}")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            # Front matter is parsed from its second line on.
            line = mark.line + 1 + (Path(file).suffix == ".md") if mark else 1
            yield project.at(file, line, f"mend the YAML: {error.problem}")
        except (ValueError, KeyError, OSError, yaml.YAMLError) as error:
            yield project.at(file, 1, f"cannot be read; mend it: {error}")
