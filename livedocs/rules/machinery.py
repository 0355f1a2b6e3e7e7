"""The rules for livedocs itself, and for all files of the project."""

import re
from collections.abc import Iterator

from livedocs.content.languages import LANGUAGES
from livedocs.rules.project import Message, Project

_WORDS = "livedocs/render/words.toml"
_LINES = {"sitecustomize.py": 350}
_LINES_ELSE = 240


def a_word_is_in_both_languages_with_the_same_gaps(project: Project) -> Iterator[Message]:
    for key, texts in project.table(_WORDS).items():
        gaps = [sorted(re.findall(r"{\w+}", texts.get(language, ""))) for language in LANGUAGES]
        if set(texts) != {*LANGUAGES} or not all(texts.values()):
            yield project.at(_WORDS, f"[{key}]", f"say {key} in {' and '.join(LANGUAGES)}")
        elif gaps[0] != gaps[1]:
            yield project.at(_WORDS, f"[{key}]", f"give {key} the same gaps in both languages")


def a_module_of_the_machinery_is_short(project: Project) -> Iterator[Message]:
    for module in sorted((project.root / "livedocs").rglob("*.py")):
        most = _LINES.get(module.name, _LINES_ELSE)
        count = len(module.read_text("utf-8").splitlines())
        if count >= most:
            yield project.at(module, count, f"{count} lines; split it, {most} are too many")


def no_file_names_a_place_on_a_developers_machine(project: Project) -> Iterator[Message]:
    machine = re.compile(rb"(?<!\w)/(work|tmp/pythons)/")
    for file in project.files or []:
        data = file.read_bytes()
        if b"\0" in data:
            continue
        if found := machine.search(data):
            line = data.count(b"\n", 0, found.start()) + 1
            yield project.at(file, line, f"names {found[0].decode()}, a place on one machine only")
