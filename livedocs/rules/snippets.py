"""The rules for the programs under ``snippets/``."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import PurePosixPath

from livedocs.content import apis
from livedocs.content.languages import LANGUAGES
from livedocs.rules.project import Message, Project
from livedocs.snippet import Snippet, imports

_SHORTEST, _LONGEST, _LONGEST_BIG = 18, 45, 80
_BIG = re.compile("^measure_|^echo_|server|crawler")
"""Snippets with such a name may be longer."""

_TABLE = "docs/snippets.toml"


def _each(
    rule: Callable[[Project, Snippet], Iterator[tuple[int, str]]],
) -> Callable[[Project], Iterator[Message]]:
    """A rule for the project from ``rule``, which yields lines and texts for one snippet."""

    @wraps(rule)
    def ask(project: Project) -> Iterator[Message]:
        for snippet in project.snippets:
            for line, text in rule(project, snippet):
                yield project.at(snippet.path, line, text)

    return ask


@_each
def a_claim_is_one_sentence(project: Project, snippet: Snippet) -> Iterator[tuple[int, str]]:
    if not re.fullmatch(r"(?:(?![.!?] +[A-Z]).)+\.", snippet.claim):
        yield 1, "begin with a docstring: one line, one sentence, what the run shows"


@_each
def a_snippet_is_neither_too_short_nor_too_long(
    project: Project, snippet: Snippet
) -> Iterator[tuple[int, str]]:
    longest = _LONGEST_BIG if _BIG.search(snippet.file_name) else _LONGEST
    count = len(snippet.source.splitlines())
    if not _SHORTEST <= count <= longest:
        yield count, f"{count} lines; show one thing in {_SHORTEST} to {longest}"


@_each
def a_snippet_has_a_main_function(project: Project, snippet: Snippet) -> Iterator[tuple[int, str]]:
    kinds = ast.FunctionDef, ast.AsyncFunctionDef
    if "main" not in {node.name for node in snippet.tree.body if isinstance(node, kinds)}:
        yield 1, "no main(): put there what runs, and return what a test can check"


@_each
def a_snippet_ends_with_the_main_guard(
    project: Project, snippet: Snippet
) -> Iterator[tuple[int, str]]:
    guard, last = "if __name__ == '__main__':", snippet.tree.body[-1:]
    if not any(ast.unparse(node).startswith(guard) for node in last):
        yield last[0].lineno if last else 1, f"end with {guard} a started process imports it"


@_each
def a_snippet_imports_nothing_from_the_project(
    project: Project, snippet: Snippet
) -> Iterator[tuple[int, str]]:
    names = {"livedocs", "snippets", "tests", "hooks", *(one.path.stem for one in project.snippets)}
    for line, name, *_ in imports(snippet.tree):
        if name.partition(".")[0] in names or name.startswith("."):
            yield line, f"imports {name} from the project; it must stand alone"


@_each
def no_snippet_folder_is_a_package(project: Project, snippet: Snippet) -> Iterator[tuple[int, str]]:
    if snippet.file_name == "__init__.py":
        yield 1, "a folder of snippets is no package; remove it"


def a_snippet_is_on_a_page_of_its_chapter(project: Project) -> Iterator[Message]:
    for language in LANGUAGES:
        shown = {
            name
            for page in project.pages[language].values()
            for name in page.snippets
            if page.folder == PurePosixPath(name).parent.as_posix()
        }
        for snippet in project.snippets:
            if snippet.name not in shown:
                folder = f"docs/{language}/{snippet.chapter}/"
                yield project.at(snippet.path, 1, f"no page in {folder} has its fence; add it")


def a_snippet_has_a_test(project: Project) -> Iterator[Message]:
    names = {test.stem for test in project.tests}
    names |= {name for test in project.tests for _, name, *_ in imports(project.tree(test))}
    for snippet in project.snippets:
        chapter, stem = snippet.path.parent.name, snippet.path.stem
        if not {f"test_{chapter}_{stem}", f"snippets.{chapter}.{stem}"} & names:
            text = "no test imports it; check its claim in tests/snippets/"
            yield project.at(snippet.path, 1, text)


def a_snippet_has_its_claim_in_chinese(project: Project) -> Iterator[Message]:
    claims, names = project.table(_TABLE), {snippet.name for snippet in project.snippets}
    for snippet in project.snippets:
        if snippet.name not in claims:
            yield project.at(snippet.path, 1, f"say its claim in Chinese, in {_TABLE}")
    for name, claim in claims.items():
        if name not in names:
            yield project.at(_TABLE, f'"{name}"', f"there is no snippet {name}; remove the line")
        if not claim.endswith("。"):
            yield project.at(_TABLE, f'"{name}"', "end the claim with 。")


def a_name_that_a_snippet_uses_is_documented(project: Project) -> Iterator[Message]:
    table = project.table("docs/apis.toml")
    used = {snippet: apis.used(snippet.source) for snippet in project.snippets}
    found = {apis.entry(name, table) for names in used.values() for name in names} - {""}
    for snippet, names in used.items():
        for name in names:
            # The name or its beginning is documented, or it is the module of such a name.
            if not any(name.startswith(one) or one.startswith(f"{name}.") for one in found):
                last = name.rpartition(".")[2]
                text = f"say in docs/apis.toml where {name} is documented"
                yield project.at(snippet.path, last, text)
    for name in table.keys() - found:
        yield project.at("docs/apis.toml", f'"{name}"', "no snippet uses it; remove the line")
