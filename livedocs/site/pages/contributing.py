"""The guide for contributors: the file at the root, with its links adapted to the site."""

from mkdocs_gen_files.editor import FilesEditor

from livedocs.content.languages import GUIDES
from livedocs.snippet import ROOT

editor = FilesEditor.current()
language = editor.config.theme["language"]
guide = (ROOT / GUIDES[language]).read_text("utf-8")

with editor.open("contributing.md", "w") as page:
    page.write(guide.replace(f"](docs/{language}/", "](").replace("](docs/", "]("))
with editor.open("rooms.svg", "wb") as picture:
    picture.write((ROOT / "docs/rooms.svg").read_bytes())
