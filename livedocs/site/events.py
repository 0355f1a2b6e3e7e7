"""What the project does at each event of a MkDocs build; hooks.py passes them on.

The English build starts the runs, builds the Chinese site inside its own, and fills both when the
runs are done.
"""

import logging
import signal
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown_exec import validator
from markupsafe import Markup
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from pymdownx.superfences import SuperFencesException

from livedocs.content import claims, tables
from livedocs.content.article import RECAP
from livedocs.content.article import chapters as chapters_in
from livedocs.content.catalogue import Page
from livedocs.content.pictures import contradictions
from livedocs.render.template import words
from livedocs.site import blocks, fence, unchanged_pages, workbench
from livedocs.site.build import Build
from livedocs.site.chinese import join_lines
from livedocs.site.file_watch import FileWatch
from livedocs.snippet import ROOT, anchor_of

logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells how long it took to load
log = logging.getLogger("mkdocs.livedocs")

_build = Build()


def _loud(formatter: Callable[..., Markup]) -> Callable[..., Markup]:
    """``formatter``, but its errors end the build. Superfences would show the fence as text."""

    def format_fence(*args: Any, **kwargs: Any) -> Markup:
        try:
            return formatter(*args, **kwargs)
        except Exception as error:
            raise SuperFencesException(f"{_build.page.file.abs_src_path}: {error!r}") from error

    return format_fence


def start_up(command: str) -> None:
    """Note whether ``command`` is "serve", and let SIGTERM end MkDocs as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _build.serving = command == "serve"


def configure(config: MkDocsConfig) -> None:
    """Add the fences. The English site comes first and starts a new Build, except under serve."""
    global _build
    language = config.theme["language"]
    if language == "en" and not _build.serving:
        _build.schedule.stop()
        _build = Build()
    build = _build
    site = build.begin_language(language)
    site.folder = config.site_dir
    site.address = "" if build.serving else config.site_url or ""
    if build.serving:
        config.extra_javascript.append("assets/workbench.js")
        config.extra_css.append("assets/workbench.css")
    config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault(
        "custom_fences", []
    ).extend(
        [
            {
                "name": "snippet",
                "class": "snippet",
                "validator": validator,
                "format": _loud(
                    fence.formatter(partial(build.panels_placeholder, site), build.complain)
                ),
            },
            {
                "name": blocks.FENCE,
                "class": blocks.FENCE,
                "format": _loud(blocks.formatter(partial(build.block_placeholder, site))),
            },
        ]
    )


def start_runs(files: Files, config: MkDocsConfig) -> None:
    """Start the runs that the pages ask for, so that they run beside the rendering."""
    chapters = {chapter.path: chapter for chapter in chapters_in(config.docs_dir)}
    _build.sites[config.theme["language"]].pages = [
        Page(chapters[file.src_uri], file.url, tuple(fence.requests(file.content_string)))
        for file in files.documentation_pages()
        if file.src_uri in chapters
    ]
    if _build.serving:  # the pages come first
        for name in workbench.FILES:
            path = str(Path(__file__).with_name(name))
            files.append(File.generated(config, f"assets/{name}", abs_src_path=path))
    else:
        _build.schedule.start(_build.requests())
        _build.progress.start()
        _build.schedule.wait_for_measures()


def _pages(files: Files) -> list[MkDocsPage]:
    """The pages that MkDocs renders."""
    return [file.page for file in files.documentation_pages() if file.page]


def order_pages(nav: Navigation, files: Files, config: MkDocsConfig) -> None:
    """Sort the pages as in the navigation. Under serve, let only changed pages be rendered."""
    order = {page.file.src_uri: number for number, page in enumerate(nav.pages)}
    site = _build.sites[config.theme["language"]]
    # A page that is not in the navigation comes last; MkDocs warns of it.
    site.pages.sort(key=lambda page: order.get(page.chapter.path, len(order)))
    if _build.serving:
        shared = unchanged_pages.stamps(
            [*ROOT.glob("mkdocs*.yml"), *ROOT.glob("docs/*.*"), ROOT / "theme"]
        )
        names = sorted(files.src_uris)

        def key(page: MkDocsPage) -> object:
            found = site.page(page.file.src_uri)
            texts = blocks.texts(page.markdown or "", site.language)
            return page.markdown, found and found.requests, texts, shared, names

        site.unchanged.replace_render(nav, _pages(files), key)


def before_templates(env: Environment, files: Files, config: MkDocsConfig) -> None:
    """Under serve, skip the templates of unchanged pages. All pages have been rendered."""
    if _build.serving:
        search = next(one for one in config.plugins.values() if hasattr(one, "search_index"))
        site = _build.sites[config.theme["language"]]
        site.unchanged.skip_templates(_pages(files), search, env)


def before_markdown(page: MkDocsPage, markdown: str, config: MkDocsConfig) -> str:
    """Note that ``page`` is being rendered; returns its Markdown with its tables and claims."""
    _build.page = page
    language = config.theme["language"]
    path = page.file.src_uri
    markdown = tables.fill(markdown, language)
    if any(claim.chapter == path for claim in claims.load()):
        found = RECAP.search(markdown)
        place = found.start() if found else len(markdown)
        heading = f"## {words(language).claims_here} {{ #claims }}"
        block = f"\n{heading}\n\n```{blocks.FENCE}\nclaims-on {path}\n```\n\n"
        markdown = markdown[:place] + block + markdown[place:]
    return join_lines(markdown) if language == "zh" else markdown


def after_markdown(page: MkDocsPage, config: MkDocsConfig) -> None:
    """Tell MkDocs the anchors of the panels of a page, so that it can check links to them."""
    shown = _build.sites[config.theme["language"]].page(page.file.src_uri)
    if shown and page.present_anchor_ids is not None:
        page.present_anchor_ids.update(anchor_of(name) for name in shown.chapter.snippets)


def after_template(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Keep the page as MkDocs rendered it; its placeholders are filled at the end."""
    site = _build.sites[config.theme["language"]]
    html = site.unchanged.html_of(page, output) if _build.serving else output
    site.html[page.file.abs_dest_path] = html
    return html


def finish(config: MkDocsConfig) -> None:
    """Build the Chinese site after the English one, fill both, write the runs, report failures.

    Under serve, a page is filled when it is asked for, because more runs may have ended by then.
    Raises Abort if something failed.
    """
    if config.theme["language"] != "en":
        return
    chinese = load_config(
        str(Path(config.config_file_path).with_name("mkdocs.zh.yml")),
        site_dir=str(Path(config.site_dir, "zh")),
        site_url=config.site_url and f"{config.site_url}zh/",
        strict=config.strict,
    )
    mkdocs_build.build(chinese)
    if _build.serving:
        _build.schedule.keep_only(_build.requests())
        for measures in (False, True):  # those that run alone come last
            some = [one for one in _build.requests() if one.snippet.measures == measures]
            _build.schedule.start(some)
        _build.rendered.set()
        threading.Thread(target=_build.schedule.repeat_held_up, daemon=True).start()
        return
    _build.fill_panels()
    _build.progress.finish()
    for site in _build.sites.values():
        _build.write(site)
    for message in contradictions(_build.complete["en"]):
        log.warning(message)  # a strict build fails
    if _build.failures:
        raise Abort(f"{len(_build.failures)} failed, see above")


def serve(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Put the workbench in front of the server's own application, and watch the files."""
    server.set_app(workbench.Workbench(server, _build))
    watched = [config.docs_dir, config.config_file_path]
    for path in watched:
        server.unwatch(path)
    server.observer = FileWatch()
    for path in watched:
        server.watch(path)


def shut_down() -> None:
    """Stop the progress line and all runs."""
    _build.progress.stop()
    _build.schedule.stop()
