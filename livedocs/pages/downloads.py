"""Put each snippet's file into the site, so that a panel can link to it."""

import mkdocs_gen_files

from livedocs.snippet import find_all

for snippet in find_all():
    with mkdocs_gen_files.open(f"snippets/{snippet.name}", "w") as file:
        file.write(snippet.source)
