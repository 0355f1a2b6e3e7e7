"""MkDocs events, each passed on to livedocs (MkDocs puts only this folder on the import path)."""

from collections.abc import Callable

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from livedocs import edition, site


def on_startup(command: str, dirty: bool) -> None:
    site.start_up(command)


def on_config(config: MkDocsConfig) -> None:
    site.configure(config)


def on_files(files: Files, config: MkDocsConfig) -> None:
    site.start_runs(files, config)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    site.order_pages(nav, files, config)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    site.leave_out_pages(env, files, config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return site.enter_page(page, markdown, config)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    site.leave_page(page, config)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return site.take_page(output, page, config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return edition.mended(output_content, config.theme["language"])


def on_post_build(config: MkDocsConfig) -> None:
    site.finish(config)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    site.serve(server, config)


def on_shutdown() -> None:
    site.shut_down()
