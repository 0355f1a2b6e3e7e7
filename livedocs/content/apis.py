"""Which names of libraries a snippet uses, read from its syntax tree."""

import ast
import tomllib
from collections.abc import Container
from functools import cache

from livedocs.snippet import ROOT, imports


@cache
def documented() -> dict[str, str]:
    """Full name → where it is documented: a path in Python's documentation, or a full address."""
    return tomllib.loads((ROOT / "docs" / "apis.toml").read_text("utf-8"))


def used(source: str) -> list[str]:
    """The full names of imported things that ``source`` uses: ``multiprocessing.Queue``.

    A context of multiprocessing counts as the module. Methods of objects are not found, because a
    syntax tree does not know types. Raises SyntaxError if ``source`` is not valid Python.
    """
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    # A name in the program → the full name of what it refers to.
    known = {one.bound: one.target for one in imports(tree)}

    def full_name(node: ast.AST) -> str | None:
        if isinstance(node, ast.Name):
            return known.get(node.id)
        if isinstance(node, ast.Attribute):
            owner = full_name(node.value)
            return owner and f"{owner}.{node.attr}"
        if isinstance(node, ast.Call) and full_name(node.func) == "multiprocessing.get_context":
            return "multiprocessing"
        return None

    for node in nodes:
        if isinstance(node, ast.Assign) and full_name(node.value) == "multiprocessing":
            known |= {
                target.id: "multiprocessing"
                for target in node.targets
                if isinstance(target, ast.Name)
            }
    names = {full_name(node) or "" for node in nodes}
    return sorted(name for name in names if "." in name)


def entry(name: str, table: Container[str]) -> str:
    """The longest beginning of ``name``, up to a dot, that is in ``table``; "" if none is."""
    while name and name not in table:
        name = name.rpartition(".")[0]
    return name


@cache
def names(source: str) -> list[str]:
    """The documented names that ``source`` uses, sorted; none if it is not valid Python."""
    try:
        names_used = used(source)
    except SyntaxError:  # its run shows it
        return []
    return sorted({entry(name, documented()) for name in names_used} - {""})
