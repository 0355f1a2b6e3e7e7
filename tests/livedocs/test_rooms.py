"""The rooms of livedocs: a module imports from its own room and those above it, none goes round."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import livedocs
from livedocs.content.languages import GUIDES
from livedocs.snippet import ROOT

ROOMS = ("snippet", "record", "run", "render", "content", "site", "trials", "rules", "new")
"""Each may import from those before it."""


def modules(root: Path) -> dict[str, Path]:
    """The full name of each module below ``root``/livedocs, and its file."""
    files = (root / "livedocs").rglob("*.py")
    names = {file.relative_to(root).with_suffix("").as_posix(): file for file in files}
    return {name.replace("/", ".").removesuffix(".__init__"): file for name, file in names.items()}


def room_of(module: str) -> str:
    return [*module.split("."), ""][1]


def imports(file: Path, known: set[str]) -> set[str]:
    """Which of the ``known`` modules the one in ``file`` imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names} | {node.module}
    return found & known


def faults(root: Path) -> Iterator[str]:
    """A line for each module in no room, each import of a later room, and a circle."""
    files = modules(root)
    graph = {name: imports(file, {*files}) - {name} for name, file in files.items()}
    for name, imported in graph.items():
        place = files[name].relative_to(root)
        room = room_of(name)
        if room in ("", "__main__"):
            continue
        if room not in ROOMS:
            yield f"{place}: {room} is no room; move it into one of {', '.join(ROOMS[1:-1])}"
            continue
        for other in sorted(imported):
            later = room_of(other)
            if later in ROOMS and ROOMS.index(later) > ROOMS.index(room):
                yield f"{place}: {room}/ may not import {other}; what uses it belongs in {later}/"
    # A package imports its own modules to offer them; that is no circle.
    rooms = {name for name, file in files.items() if file.name == "__init__.py"}
    inside = {name: {*found} - rooms for name, found in graph.items() if name not in rooms}
    try:
        TopologicalSorter(inside).prepare()
    except CycleError as error:
        circle = " imports ".join(reversed(error.args[1]))
        yield f"a circle: {circle}; move what both need into a module of its own"


def test_each_module_is_in_its_room_and_imports_only_what_comes_before_it():
    assert [*faults(ROOT)] == []


def test_the_map_has_each_room_in_this_order():
    lines = (livedocs.__doc__ or "").splitlines()
    told = [line.split()[0].rstrip("/") for line in lines if line.startswith((*ROOMS,))]
    assert told == [*ROOMS]


def test_the_picture_has_each_room_and_the_guides_have_them_in_this_order():
    folder = ROOT / "livedocs"
    rooms = [f"{room}/" if (folder / room).is_dir() else f"{room}.py" for room in ROOMS]
    picture = (ROOT / "docs/rooms.svg").read_text("utf-8")
    drawn = re.findall(r'class="(?:room|hand)".*?<text[^>]*>(.*?)</text>', picture)
    assert {*drawn} == {room.removesuffix(".py") for room in rooms}
    for guide in GUIDES.values():
        assert re.findall("^- `([^`]*)`", (ROOT / guide).read_text("utf-8"), re.MULTILINE) == rooms


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"clock.py": ""}, "livedocs/clock.py: clock is no room; move it into one of record, run"),
        ({"clocks/clock.py": ""}, "livedocs/clocks/clock.py: clocks is no room"),
        (
            {"run/start.py": "from livedocs.render import panel", "render/panel.py": ""},
            "livedocs/run/start.py: run/ may not import livedocs.render.panel; "
            "what uses it belongs in render/",
        ),
        (
            {"run/start.py": "import livedocs.new", "new.py": ""},
            "livedocs/run/start.py: run/ may not import livedocs.new",
        ),
        (
            {
                "site/a.py": "def late():\n    from livedocs.site.b import x",
                "site/b.py": "from livedocs.site import c",
                "site/c.py": "import livedocs.site.a",
            },
            "a circle: livedocs.site.",
        ),
    ],
)
def test_what_is_in_the_wrong_place_is_told(tmp_path, files, fault):
    for name, text in files.items():
        path = tmp_path / "livedocs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (told,) = faults(tmp_path)
    assert told.startswith(fault)
