"""A tiny site with more and more snippets, each of which sleeps a little."""

import re

from bench.checkout import BUILD, cost
from tests.site.tiny_site import TinySite

SIZES = (50, 200, 800)
ON_A_PAGE = 10

_SNIPPET = '''\
"""Snippet {number} sleeps."""

import time


def main():
    print("snippet {number}", flush=True)
    time.sleep(0.2)


if __name__ == "__main__":
    main()
'''


def make(folder, size):
    """Make the tests' tiny site in ``folder``, with ``size`` snippets more."""
    TinySite(folder)
    names = [f"grown/sleeps_{number:03}.py" for number in range(size)]
    (folder / "snippets" / "grown").mkdir()
    for number, name in enumerate(names):
        (folder / "snippets" / name).write_text(_SNIPPET.format(number=number), "utf-8")
    pages = []
    for first in range(0, size, ON_A_PAGE):
        pages.append(f"grown/from_{first:03}.md")
        fences = [f'```snippet exec="on"\n{name}\n```' for name in names[first:][:ON_A_PAGE]]
        text = "\n\n".join([f"# From {first}", *fences, ""])
        for language in ("en", "zh"):
            page = folder / "docs" / language / pages[-1]
            page.parent.mkdir(exist_ok=True)
            page.write_text(text, "utf-8")
    for language in ("en", "zh"):
        with (folder / "docs" / language / "gallery.md").open("a", encoding="utf-8") as gallery:
            gallery.write("\n```runs\ngallery grown\n```\n")
    for name in ("mkdocs.yml", "mkdocs.zh.yml"):
        configuration = folder / name
        text = configuration.read_text("utf-8")
        grown = text.replace("nav: [index.md,", f"nav: [index.md, {', '.join(pages)},")
        assert grown != text, f"{name} of the tiny site has another nav"
        configuration.write_text(grown, "utf-8")


def named(page):
    """How many of the generated snippets ``page`` names."""
    return len(set(re.findall(r"\bsleeps_\d+\.py", page)))


def measure(folder, size):
    """Build a site with ``size`` snippets more in ``folder``, cold and warm.

    Returns its seconds and bytes, as in the JSON file.
    """
    make(folder, size)
    cold, warm = cost(BUILD, folder), cost(BUILD, folder)
    pages = {
        name: (folder / "site" / name / "index.html").read_text("utf-8")
        for name in ("report", "gallery")
    }
    return {
        "snippets": size,
        "cold": cold.wall,
        "warm": warm.wall,
        "cold_memory": cold.memory,
        "warm_memory": warm.memory,
        **{f"{name}_bytes": len(page.encode()) for name, page in pages.items()},
        **{f"{name}_rows": named(page) for name, page in pages.items()},
    }
