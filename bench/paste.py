"""The floor: MkDocs builds the same pages with the recorded panels pasted in, and runs nothing.

    python -m bench.paste DOCS

builds both languages, one after the other, from a folder ``DOCS`` that ``prepare`` has filled.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from bench.checkout import BUILD

EDITIONS = {"en": ("mkdocs.yml", "site"), "zh": ("mkdocs.zh.yml", "site/zh")}
"""Language → its configuration, and where the site is, both in the checkout."""
OURS = ("gen-files", "markdown-exec")
"""The plugins whose results are in the pages already."""

_MARKED = re.compile(r"<!--paste (\d+)-->(.*?)<!--end \1-->", re.DOTALL)


def prepare(checkout, pasted, bare):
    """Fill two folders with the pages of the ``checkout``, after a build of it.

    ``pasted`` gets them with the panels, ``bare`` with nothing in the place of these.
    """
    configuration = checkout / "mkdocs.yml"
    plain = configuration.read_text("utf-8")
    hooked = plain.replace("hooks: [hooks.py]", "hooks: [hooks.py, bench/mark.py]")
    assert hooked != plain, "mkdocs.yml names its hooks in another way"
    kept = pasted / "kept"
    configuration.write_text(hooked, "utf-8")
    subprocess.run(BUILD, cwd=checkout, env=os.environ | {"BENCH_PAGES": str(kept)}, check=True)
    configuration.write_text(plain, "utf-8")
    for language, (_, below) in EDITIONS.items():
        site = checkout / below
        for docs in (pasted, bare):
            shutil.copytree(site / "snippets", docs / language / "snippets")
            shutil.copy(site / "snippets.zip", docs / language)
        for file in (kept / language).rglob("*.json"):
            fields = json.loads(file.read_text("utf-8"))
            panels = dict(_MARKED.findall((site / fields["html"]).read_text("utf-8")))
            path = file.relative_to(kept).with_suffix(".md")
            _write(pasted / path, fields, lambda found, panels=panels: panels[found[1]].strip())
            _write(bare / path, fields, "")


def _write(path, fields, replacement):
    """Write a page's Markdown, with ``replacement`` for what is between the marks."""
    front = yaml.safe_dump(fields["meta"], allow_unicode=True)
    text = _MARKED.sub(replacement, fields["markdown"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}---\n\n{text}\n", "utf-8")


def build(docs):
    """Build the site of ``docs`` with the configurations here, without our hooks and plugins."""
    for language, (name, _) in EDITIONS.items():
        with Path(name).open("rb") as file:
            plugins = yaml_load(file)["plugins"]
        config = load_config(
            name,
            docs_dir=str(docs / language),
            site_dir=str(site_of(docs, language)),
            hooks=[],
            plugins=[{plugin: plugins[plugin]} for plugin in plugins if plugin not in OURS],
        )
        mkdocs_build.build(config)


def site_of(docs, language):
    """The folder in which ``build`` writes the site of ``language``."""
    return docs / EDITIONS[language][1]


def compare(checkout, docs, language):
    """Raise AssertionError unless the floor has all panels that the ``checkout``'s site has."""
    theirs, ours = (
        sum(
            page.read_text("utf-8").count('<section class="run"')
            for page in site.rglob("index.html")
        )
        for site in (checkout / EDITIONS[language][1], site_of(docs, language))
    )
    assert theirs == ours > 0, f"{language}: {ours} panels in the floor, {theirs} in the site"


if __name__ == "__main__":
    build(Path(sys.argv[1]))
