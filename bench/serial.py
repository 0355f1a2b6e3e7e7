"""Run every snippet that the pages ask for, one after another, and build no site.

python -m bench.serial
"""

from livedocs.render.outcome import problem
from livedocs.run.running import run
from livedocs.site.fence import requests
from livedocs.snippet import ROOT

if __name__ == "__main__":
    pages = [path.read_text("utf-8") for path in sorted((ROOT / "docs" / "en").rglob("*.md"))]
    for request in dict.fromkeys(request for page in pages for request in requests(page)):
        made = run(request.snippet, request.timeout, request.python)
        if wrong := problem(request, made):
            raise SystemExit(f"{request.snippet.name} {wrong}")
