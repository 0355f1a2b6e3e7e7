"""The rules for the packages that the project needs.

``requirements.in`` names what the site and the snippets need, ``requirements-dev.in`` what tests
and contributors need in addition. The ``.txt`` file of each pins the versions to install.
"""

import re
from collections.abc import Iterator

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from livedocs.rules.project import Message, Project

_WANTED_TO_PINS = {
    "requirements.in": "requirements.txt",
    "requirements-dev.in": "requirements-dev.txt",
}
_SITE_PINS, _DEV_PINS = _WANTED_TO_PINS.values()


def _requirements(project: Project, name: str) -> Iterator[tuple[int, str]]:
    """The line number and text of each requirement in a file, without hashes and comments."""
    for number, line in enumerate(project.text(name).splitlines(), 1):
        if found := re.match(r"[^\s#-]\S*", line):
            yield number, found[0]


def _pins(project: Project, name: str) -> dict[str, set[str]]:
    """Package → the versions that a file pins; several if they differ by Python version."""
    pins: dict[str, set[str]] = {}
    for _, requirement in _requirements(project, name):
        package, equals, version = requirement.partition("==")
        if equals:
            pins.setdefault(package, set()).add(version)
    return pins


def what_is_wanted_is_pinned(project: Project) -> Iterator[Message]:
    for file, pinned_in in _WANTED_TO_PINS.items():
        pins = _pins(project, pinned_in)
        for line, requirement in _requirements(project, file):
            try:
                want = Requirement(requirement)
            except InvalidRequirement as error:
                yield project.at(file, line, f"mend it: {str(error).splitlines()[0]}")
                continue
            versions = pins.get(canonicalize_name(want.name), set())
            if not versions or not all(map(want.specifier.contains, versions)):
                found = " and ".join(sorted(versions)) or "no version"
                text = f"{pinned_in} has {found} of {want.name}: make requirements"
                yield project.at(file, line, text)


def a_package_has_the_same_version_in_both_files(project: Project) -> Iterator[Message]:
    site = _pins(project, _SITE_PINS)
    for package, versions in _pins(project, _DEV_PINS).items():
        if versions - site.get(package, versions):
            other = " and ".join(sorted(site[package]))
            text = f"{_SITE_PINS} has {other} of {package}: make requirements"
            yield project.at(_DEV_PINS, f"{package}==", text)


def the_requirements_name_no_host(project: Project) -> Iterator[Message]:
    for file in _WANTED_TO_PINS.values():
        for number, line in enumerate(project.text(file).splitlines(), 1):
            if "://" in line:
                yield project.at(file, number, "names a host; leave it to pip's own settings")
