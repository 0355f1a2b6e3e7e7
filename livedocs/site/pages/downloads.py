"""Put each snippet's file into the site, so that a panel can link to it, and a zip of them all."""

import io
import zipfile

from mkdocs_gen_files.editor import FilesEditor

from livedocs.snippet import find_all

README = """\
The snippets of Python Concurrency, Live
========================================

Each file stands alone and shows one thing; its first line says what. Run one with Python 3.11 or
later:

    python processes/join_together.py

A few need a library; their docstrings say so. All of them at once:

    pip install {libraries}

Some need a later Python, or a system other than Windows: they say so when they run.
Files called measure_*.py measure time: let nothing else run beside them.
"""

NEEDS = "Needs: pip install "

editor = FilesEditor.current()
snippets = find_all()
lines = [line for snippet in snippets for line in snippet.source.splitlines()]
needed = sorted({line.removeprefix(NEEDS) for line in lines if line.startswith(NEEDS)})
archive = io.BytesIO()
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:

    def add(name: str, text: str) -> None:
        file.writestr(zipfile.ZipInfo(f"snippets/{name}"), text, zipfile.ZIP_DEFLATED)

    add("README.txt", README.format(libraries=" ".join(needed)))
    for snippet in snippets:
        add(snippet.name, snippet.source)
        with editor.open(f"snippets/{snippet.name}", "w") as page:
            page.write(snippet.source)
with editor.open("snippets.zip", "wb") as page:
    page.write(archive.getvalue())
