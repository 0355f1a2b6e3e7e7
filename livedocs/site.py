"""What the project does at each event of a MkDocs build; hooks.py passes them on.

The English build starts the runs, and ends by building the Chinese site inside its own.
"""

import logging
import re
from functools import cache
from pathlib import Path

from markdown_exec import validator
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url
from pymdownx.superfences import SuperFencesException

from livedocs import blocks, claims, fence
from livedocs.article import chapters as chapters_in
from livedocs.catalogue import Page, catalogue
from livedocs.chinese import join_lines
from livedocs.report import runs_json
from livedocs.schedule import Schedule
from livedocs.template import words

log = logging.getLogger("mkdocs.livedocs")
logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells how long it took to load


class Build:
    """What one build, of both languages, has in common."""

    def __init__(self, serving=False):
        self.serving = serving
        self.schedule = Schedule()
        self.pages = []
        """Each catalogue.Page of the language that is being built, as its navigation has them."""
        self.page = None
        self.failures = []

    def fail(self, message):
        self.failures.append(f"{self.page.file.abs_src_path}: {message}")
        log.error(self.failures[-1])

    def root(self):
        """Leads from the page being rendered to the root of its language."""
        return get_relative_url(".", self.page.url).rstrip("/") + "/"

    def shown(self):
        """The runs of the site, waited for."""
        return catalogue(self.pages, self.schedule.finished())


_build = Build()


def _loud(formatter):
    """``formatter`` with errors that end the build: superfences would show the fence as text."""

    def format_fence(*args, **kwargs):
        try:
            return formatter(*args, **kwargs)
        except Exception as error:
            raise SuperFencesException(f"{_build.page.file.abs_src_path}: {error!r}") from error

    return format_fence


def start_up(command):
    _build.serving = command == "serve"


def configure(config):
    """Add the fences; the English site comes first, and begins anew."""
    global _build
    language = config.theme["language"]
    if language == "en":
        _build.schedule.stop()
        _build = Build(_build.serving)
    build = _build
    by_path = cache(lambda: {page.chapter.path: page for page in build.pages})
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault(
        "custom_fences", []
    )
    fences += [
        {
            "name": "snippet",
            "class": "snippet",
            "validator": validator,
            "format": _loud(fence.formatter(build.schedule, language, build.root, build.fail)),
        },
        {
            "name": blocks.FENCE,
            "class": blocks.FENCE,
            "format": _loud(
                blocks.formatter(
                    lambda: blocks.Site(language, build.root(), by_path(), build.shown())
                )
            ),
        },
    ]


def start_runs(files, config):
    """Start the runs that the pages ask for, so that they run beside the rendering.

    Returns the files, those last that show what has run.
    """
    chapters = {chapter.path: chapter for chapter in chapters_in(config.docs_dir)}
    _build.pages = [
        Page(chapters[file.src_uri], file.url, tuple(fence.requests(file.content_string)))
        for file in files.documentation_pages()
        if file.src_uri in chapters
    ]
    _build.schedule.start([request for page in _build.pages for request in page.requests])
    return Files(sorted(files, key=_shows_runs))


def _shows_runs(file):
    return file.is_documentation_page() and f"```{blocks.FENCE}" in file.content_string


def order_pages(nav):
    """Put the pages into the order of the navigation."""
    order = [page.file.src_uri for page in nav.pages]
    _build.pages.sort(key=lambda page: order.index(page.chapter.path))


_RECAP = re.compile(r"^## .*\{ #recap \}$", re.MULTILINE)


def enter_page(page, markdown, config):
    """Note which page is being rendered; returns its Markdown, with the claims that it explains."""
    _build.page = page
    language = config.theme["language"]
    path = page.file.src_uri
    if any(claim.chapter == path for claim in claims.load()):
        found = _RECAP.search(markdown)
        place = found.start() if found else len(markdown)
        heading = f"## {words(language).claims_here} {{ #claims }}"
        block = f"\n{heading}\n\n```{blocks.FENCE}\nclaims-on {path}\n```\n\n"
        markdown = markdown[:place] + block + markdown[place:]
    return join_lines(markdown) if language == "zh" else markdown


def leave_page(page, html):
    """Tell MkDocs which anchors the panels of a page have, so that it can check links to them."""
    page.present_anchor_ids.update(re.findall(r'\bid="([^"]+)"', html))


def finish(config):
    """Write the runs as JSON; after the English site the Chinese one; then say what failed."""
    shown = _build.shown()
    files = {one.request.record: one.run.to_json() for one in shown}
    for name, text in {**files, "runs.json": runs_json(shown)}.items():
        path = Path(config.site_dir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
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
    mkdocs_build.build(chinese)


_ALTERNATE = re.compile(r'\s*<link rel="alternate"[^>]*hreflang[^>]*>')


def mend_html(html, config):
    """Give the search dialog a name, empty corners of tables no head, and leave out "alternates".

    Material writes the same two alternates, relative, on every page, and its script asks for a
    sitemap below each of them.
    """
    label = {"en": "Search", "zh": "搜索"}[config.theme["language"]]
    html = html.replace('role="dialog">', f'role="dialog" aria-label="{label}">')
    html = html.replace("<th></th>", "<td></td>")
    return _ALTERNATE.sub("", html)


def shut_down():
    _build.schedule.stop()
