"""The rules for the guides for contributors, which are at the root and also on the site."""

import re
from collections.abc import Iterator

from livedocs.content.languages import GUIDES
from livedocs.rules.project import Message, Project

_PICTURES = {"docs/rooms.svg"}
"""livedocs/site/pages/contributing.py puts them on the site."""


def both_guides_have_the_same_headings_and_code(project: Project) -> Iterator[Message]:
    def parts(name: str) -> list[str]:
        text = project.text(name)
        code = re.finditer(r"^ *(`{3,}).*?^ *\1$", text, re.MULTILINE | re.DOTALL)
        return re.findall(r"^#+ ", text, re.MULTILINE) + [block[0] for block in code]

    if parts(GUIDES["en"]) != parts(GUIDES["zh"]):
        text = f"give it the headings and the code blocks that {GUIDES['en']} has"
        yield project.at(GUIDES["zh"], 1, text)


def a_guide_links_to_pages_of_its_language(project: Project) -> Iterator[Message]:
    """Those links work at the root; livedocs/site/pages/contributing.py adapts them to the site."""
    for language, name in GUIDES.items():
        pages = {f"docs/{language}/{path}" for path in project.pages[language]}
        for link in re.findall(r"\]\(([^):#]+)[^):]*\)", project.text(name)):
            if link not in pages | _PICTURES:
                text = f"link to a page in docs/{language}/, not {link}"
                yield project.at(name, f"]({link}", text)


def a_guide_names_files_that_exist(project: Project) -> Iterator[Message]:
    for name in GUIDES.values():
        for path in re.findall(r"`((?:livedocs|docs|tests|theme)/[\w./-]*)`", project.text(name)):
            if not (project.root / path).exists():
                yield project.at(name, f"`{path}`", f"there is no {path}")
