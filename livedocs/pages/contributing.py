"""The guide for contributors: the file at the root, with its links as they are on the site."""

import mkdocs_gen_files

from livedocs.rules.project import GUIDES
from livedocs.snippet import ROOT

language = mkdocs_gen_files.FilesEditor.current().config.theme["language"]
guide = (ROOT / GUIDES[language]).read_text("utf-8")

with mkdocs_gen_files.open("contributing.md", "w") as page:
    page.write(guide.replace(f"](docs/{language}/", "]("))
