"""What the project does at each event of a MkDocs build; hooks.py passes them on.

The English build starts the runs, and ends by building the Chinese site inside its own.
"""

import logging
import re
from pathlib import Path

from markdown_exec import validator
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.utils import get_relative_url

from livedocs import fence
from livedocs.chinese import join_lines
from livedocs.schedule import Schedule

log = logging.getLogger("mkdocs.livedocs")
logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells how long it took to load


class Build:
    """What one build, of both languages, has in common."""

    def __init__(self, serving=False):
        self.serving = serving
        self.schedule = Schedule()
        self.page = None
        self.failures = []

    def fail(self, message):
        self.failures.append(f"{self.page.file.abs_src_path}: {message}")
        log.error(self.failures[-1])


_build = Build()


def start_up(command):
    _build.serving = command == "serve"


def configure(config):
    """Add the fence; the English site comes first, and begins anew."""
    global _build
    language = config.theme["language"]
    if language == "en":
        _build.schedule.stop()
        _build = Build(_build.serving)
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault(
        "custom_fences", []
    )
    fences.append(
        {
            "name": "snippet",
            "class": "snippet",
            "validator": validator,
            "format": fence.formatter(
                _build.schedule,
                language,
                place=lambda: get_relative_url(".", _build.page.url).rstrip("/") + "/",
                complain=_build.fail,
            ),
        }
    )


def start_runs(files):
    """Start the runs that the pages ask for, so that they run beside the rendering."""
    pages = [file.content_string for file in files.documentation_pages()]
    _build.schedule.start([request for page in pages for request in fence.requests(page)])


def enter_page(page, markdown, config):
    """Note which page is being rendered; returns its Markdown, mended where it is Chinese."""
    _build.page = page
    return join_lines(markdown) if config.theme["language"] == "zh" else markdown


def finish(config):
    """After the English site: the Chinese one; after both: say what failed."""
    if config.theme["language"] != "en":
        return
    _build_chinese(config)
    if _build.failures and not _build.serving:
        raise Abort(f"{len(_build.failures)} failed, see above")


def _build_chinese(config):
    chinese = load_config(
        str(Path(config.config_file_path).with_name("mkdocs.zh.yml")),
        site_dir=str(Path(config.site_dir, "zh")),
        site_url=config.site_url and f"{config.site_url}zh/",
        strict=config.strict,
    )
    build(chinese)


_ALTERNATE = re.compile(r'\s*<link rel="alternate"[^>]*hreflang[^>]*>')


def mend_html(html, config):
    """Give the search dialog a name, and leave out links to "alternate" front pages.

    Material writes the same two alternates, relative, on every page, and its script asks for a
    sitemap below each of them.
    """
    label = {"en": "Search", "zh": "搜索"}[config.theme["language"]]
    html = html.replace('role="dialog">', f'role="dialog" aria-label="{label}">')
    return _ALTERNATE.sub("", html)


def shut_down():
    _build.schedule.stop()
