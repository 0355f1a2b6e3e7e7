"""The rules for ``requirements.in``, what is wanted, and ``requirements.txt``, what that is now."""

import re
from collections.abc import Iterator

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from livedocs.rules.project import Message, Project

_PINS, _WANTED = "requirements.txt", "requirements.in"


def _requirements(project: Project, name: str) -> Iterator[tuple[int, list[str]]]:
    """The first line of each requirement in a file, and its words, without comments."""
    first = 1
    words: list[str] = []
    for number, line in enumerate(project.text(name).splitlines(), 1):
        line = re.sub(r"(^|\s)#.*", "", line).strip()
        first = first if words else number
        words += line.removesuffix("\\").split()
        if words and not line.endswith("\\"):
            yield first, words
            words = []


def a_requirement_is_pinned_with_the_hashes_of_its_files(project: Project) -> Iterator[Message]:
    for line, (name, *rest) in _requirements(project, _PINS):
        hashes = [word for word in rest if re.fullmatch("--hash=sha256:[0-9a-f]{64}", word)]
        if not re.fullmatch(r"[a-z0-9-]+==[\w.]+", name) or not hashes:
            yield project.at(_PINS, line, f"{name} needs a version and hashes: make requirements")


def what_is_wanted_is_pinned(project: Project) -> Iterator[Message]:
    pinned = (words[0].partition("==") for _, words in _requirements(project, _PINS))
    pins = {name: version for name, _, version in pinned}
    for line, words in _requirements(project, _WANTED):
        try:
            want = Requirement(words[0])
        except InvalidRequirement as error:
            yield project.at(_WANTED, line, f"mend it: {str(error).splitlines()[0]}")
            continue
        pin = pins.get(canonicalize_name(want.name))
        if not pin or not want.specifier.contains(pin):
            text = f"{_PINS} has {pin or 'no version'} of {want.name}: make requirements"
            yield project.at(_WANTED, line, text)


def the_requirements_name_no_host(project: Project) -> Iterator[Message]:
    for number, line in enumerate(project.text(_PINS).splitlines(), 1):
        if "://" in line:
            yield project.at(_PINS, number, "names a host; leave it to pip's own settings")
