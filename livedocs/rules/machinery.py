"""The rules for livedocs itself, and for all files of the project."""

import re
from collections.abc import Iterator

from livedocs.content.languages import LANGUAGES
from livedocs.rules.project import Message, Project

_WORDS = "livedocs/render/words.toml"
_LINES = 240
_CODE = ".py", ".html", ".js"


def a_word_is_in_both_languages_with_the_same_gaps(project: Project) -> Iterator[Message]:
    for key, texts in project.table(_WORDS).items():
        gaps = [sorted(re.findall(r"{\w+}", texts.get(language, ""))) for language in LANGUAGES]
        if set(texts) != {*LANGUAGES} or not all(texts.values()):
            yield project.at(_WORDS, f"[{key}]", f"say {key} in {' and '.join(LANGUAGES)}")
        elif gaps[0] != gaps[1]:
            yield project.at(_WORDS, f"[{key}]", f"give {key} the same gaps in both languages")


def a_word_is_used(project: Project) -> Iterator[Message]:
    """Code has the name of a word in full, or its beginning or end in an f-string."""
    files = [
        file
        for folder in ("livedocs", "theme")
        for file in sorted((project.root / folder).rglob("*"))
        if file.suffix in _CODE
    ]
    code = "\n".join(file.read_text("utf-8") for file in files)
    names = set(re.findall(r"\w+", code))
    beginnings = tuple(set(re.findall(r"(\w+_)[{']", code)))
    ends = tuple(set(re.findall(r"}(_\w+)", code)))
    for key in project.table(_WORDS):
        # player.js gets its words without "player_".
        used = {key, key.removeprefix("player_")} & names
        if not used and not key.startswith(beginnings) and not key.endswith(ends):
            yield project.at(_WORDS, f"[{key}]", f"nothing uses {key}; remove it")


def a_module_of_the_machinery_is_short(project: Project) -> Iterator[Message]:
    for module in sorted((project.root / "livedocs").rglob("*.py")):
        count = len(module.read_text("utf-8").splitlines())
        if count >= _LINES:
            yield project.at(module, count, f"{count} lines; split it, {_LINES} are too many")


def no_file_names_a_place_on_a_developers_machine(project: Project) -> Iterator[Message]:
    machine = re.compile(rb"(?<!\w)/(work|tmp/pythons)/")
    for file in project.files or []:
        data = file.read_bytes()
        if b"\0" in data:
            continue
        if found := machine.search(data):
            line = data.count(b"\n", 0, found.start()) + 1
            yield project.at(file, line, f"names {found[0].decode()}, a place on one machine only")
