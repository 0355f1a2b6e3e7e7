"""The rules for the programs under ``snippets/``."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath

from livedocs.content import apis
from livedocs.content.languages import LANGUAGES
from livedocs.rules.project import Message, Project
from livedocs.snippet import imports

_COLUMNS = 76
_SHORTEST, _LONGEST, _LONGEST_BIG = 18, 45, 80
_BIG = re.compile("^measure_|^echo_|server|crawler")
"""Snippets with such a name may be longer."""

_TABLE = "docs/snippets.toml"


def a_claim_is_one_sentence(project: Project) -> Iterator[Message]:
    for snippet in project.snippets:
        if not re.fullmatch(r"(?:(?![.!?] +[A-Z]).)+\.", snippet.claim):
            yield project.at(
                snippet.path,
                1,
                "begin with a docstring: one line, one sentence, what the run shows",
            )


def a_snippet_fits_the_width_of_a_page(project: Project) -> Iterator[Message]:
    for snippet in project.snippets:
        for number, line in enumerate(snippet.source.splitlines(), 1):
            if len(line) > _COLUMNS:
                yield project.at(
                    snippet.path, number, f"{len(line)} columns; break the line at {_COLUMNS}"
                )


def a_snippet_is_neither_too_short_nor_too_long(project: Project) -> Iterator[Message]:
    for snippet in project.snippets:
        longest = _LONGEST_BIG if _BIG.search(snippet.file_name) else _LONGEST
        count = len(snippet.source.splitlines())
        if not _SHORTEST <= count <= longest:
            yield project.at(
                snippet.path, count, f"{count} lines; show one thing in {_SHORTEST} to {longest}"
            )


def a_snippet_has_a_main_function(project: Project) -> Iterator[Message]:
    kinds = ast.FunctionDef, ast.AsyncFunctionDef
    for snippet in project.snippets:
        if "main" not in {node.name for node in snippet.tree.body if isinstance(node, kinds)}:
            yield project.at(
                snippet.path, 1, "no main(): put there what runs, and return what a test can check"
            )


def a_snippet_ends_with_the_main_guard(project: Project) -> Iterator[Message]:
    guard = "if __name__ == '__main__':"
    for snippet in project.snippets:
        last = snippet.tree.body[-1:]
        if not any(ast.unparse(node).startswith(guard) for node in last):
            line = last[0].lineno if last else 1
            yield project.at(snippet.path, line, f"end with {guard} a started process imports it")


def a_snippet_imports_nothing_from_the_project(project: Project) -> Iterator[Message]:
    names = {"livedocs", "snippets", "tests", "hooks"}
    names |= {snippet.path.stem for snippet in project.snippets}
    for snippet in project.snippets:
        for line, name, *_ in imports(snippet.tree):
            if name.partition(".")[0] in names or name.startswith("."):
                yield project.at(
                    snippet.path, line, f"imports {name} from the project; it must stand alone"
                )


def no_snippet_hides_a_module_of_the_standard_library(project: Project) -> Iterator[Message]:
    for snippet in project.snippets:
        if snippet.path.stem in sys.stdlib_module_names:
            yield project.at(
                snippet.path, 1, f"hides the module {snippet.path.stem} from its folder; rename it"
            )


def no_snippet_folder_is_a_package(project: Project) -> Iterator[Message]:
    for snippet in project.snippets:
        if snippet.file_name == "__init__.py":
            yield project.at(snippet.path, 1, "a folder of snippets is no package; remove it")


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
            yield project.at(
                snippet.path,
                1,
                "no test imports it; check its claim in tests/snippets/",
            )


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
            # It is documented, or a part of it, or it is the module of a name that is.
            if not any(name.startswith(one) or one.startswith(f"{name}.") for one in found):
                last = name.rpartition(".")[2]
                yield project.at(
                    snippet.path, last, f"say in docs/apis.toml where {name} is documented"
                )
    for name in table.keys() - found:
        yield project.at("docs/apis.toml", f'"{name}"', "no snippet uses it; remove the line")
