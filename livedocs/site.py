"""What the project does at each event of a MkDocs build; hooks.py passes them on.

The English build starts the runs, builds the Chinese site inside its own, and fills both when the
runs are done.
"""

import logging
import re
import signal
from functools import partial
from pathlib import Path

from markdown_exec import validator
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from pymdownx.superfences import SuperFencesException

from livedocs import blocks, claims, fence
from livedocs.article import chapters as chapters_in
from livedocs.build import Build
from livedocs.catalogue import Page
from livedocs.chinese import join_lines
from livedocs.edition import Edition
from livedocs.report import runs_json
from livedocs.snippet import anchor_of
from livedocs.template import words

logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells how long it took to load


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
    """Note whether the site is served; SIGTERM ends both as Ctrl-C does, so that all is tidied."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _build.serving = command == "serve"


def configure(config):
    """Add the fences; the English site comes first, and begins anew."""
    global _build
    language = config.theme["language"]
    if language == "en":
        _build.schedule.stop()
        _build = Build(_build.serving)
    build = _build
    build.editions[language] = edition = Edition(language)
    config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault(
        "custom_fences", []
    ).extend(
        [
            {
                "name": "snippet",
                "class": "snippet",
                "validator": validator,
                "format": _loud(
                    fence.formatter(
                        partial(build.hold_panels, edition),
                        lambda message: build.fail(build.page.file.abs_src_path, message),
                    )
                ),
            },
            {
                "name": blocks.FENCE,
                "class": blocks.FENCE,
                "format": _loud(blocks.formatter(partial(build.hold_block, edition))),
            },
        ]
    )


def start_runs(files, config):
    """Start the runs that the pages ask for, so that they run beside the rendering."""
    chapters = {chapter.path: chapter for chapter in chapters_in(config.docs_dir)}
    _build.editions[config.theme["language"]].pages = pages = [
        Page(chapters[file.src_uri], file.url, tuple(fence.requests(file.content_string)))
        for file in files.documentation_pages()
        if file.src_uri in chapters
    ]
    _build.schedule.start([request for page in pages for request in page.requests])
    if not _build.serving:
        _build.progress.start()
    _build.schedule.wait_for_measures()


def order_pages(nav, config):
    """Put the pages into the order of the navigation."""
    order = [page.file.src_uri for page in nav.pages]
    _build.editions[config.theme["language"]].pages.sort(
        key=lambda page: order.index(page.chapter.path)
    )


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


def leave_page(page, config):
    """Tell MkDocs which anchors the panels of a page have, so that it can check links to them."""
    if shown := _build.editions[config.theme["language"]].page(page.file.src_uri):
        names = shown.chapter.snippets
        page.present_anchor_ids.update(anchor_of(name) for name in names)


def take_page(output, page, config):
    """Keep the page as MkDocs rendered it, to be filled in the end."""
    edition = _build.editions[config.theme["language"]]
    return edition.take(page.file.abs_dest_path, output)


def finish(config):
    """After the English site the Chinese one; then fill both, write the runs, say what failed."""
    if config.theme["language"] != "en":
        return
    chinese = load_config(
        str(Path(config.config_file_path).with_name("mkdocs.zh.yml")),
        site_dir=str(Path(config.site_dir, "zh")),
        site_url=config.site_url and f"{config.site_url}zh/",
        strict=config.strict,
    )
    mkdocs_build.build(chinese)
    for edition in _build.editions.values():
        _build.find_shown(edition)
    _build.progress.finish()
    for edition, folder in zip(
        _build.editions.values(), [config.site_dir, chinese.site_dir], strict=True
    ):
        shown = _build.shown[edition.language]
        edition.write()
        files = {one.request.record: one.run.to_json() for one in shown}
        for name, text in {**files, "runs.json": runs_json(shown)}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    if _build.failures and not _build.serving:
        raise Abort(f"{len(_build.failures)} failed, see above")


def shut_down():
    _build.progress.stop()
    _build.schedule.stop()
