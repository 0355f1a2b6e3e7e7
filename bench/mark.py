"""A MkDocs hook, used after the project's own: mark where the panels and blocks of a page go.

The page's Markdown, with these marks, is written to the folder that BENCH_PAGES names.
"""

import json
import os
import re
from itertools import count
from pathlib import Path

_FENCE = re.compile(r"^( *)(`{3,})(\w*).*?^\1\2$", re.MULTILINE | re.DOTALL)
_OURS = ("snippet", "runs")


def on_page_markdown(markdown, page, config, files):
    numbers = count()

    def mark(found):
        if found[3] not in _OURS:  # skipped as a whole, because it may quote one of ours
            return found[0]
        number = next(numbers)
        return f"<!--paste {number}-->\n\n{found[0]}\n\n<!--end {number}-->"

    marked = _FENCE.sub(mark, markdown)
    language = config.theme["language"]
    kept = Path(os.environ["BENCH_PAGES"], language, page.file.src_uri).with_suffix(".json")
    kept.parent.mkdir(parents=True, exist_ok=True)
    fields = {"html": page.file.dest_uri, "meta": page.meta, "markdown": marked}
    kept.write_text(json.dumps(fields), "utf-8")
    return marked
