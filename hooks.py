"""Pass each MkDocs event on to livedocs. (MkDocs puts only this folder on the import path.)"""

from collections.abc import Callable

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from livedocs.site import events


def on_startup(command: str, dirty: bool) -> None:
    events.start_up(command)


def on_config(config: MkDocsConfig) -> None:
    events.configure(config)


def on_files(files: Files, config: MkDocsConfig) -> None:
    events.start_runs(files, config)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    events.order_pages(nav, files, config)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    events.before_templates(env, files, config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return events.before_markdown(page, markdown, config)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    events.after_markdown(page, config)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return events.after_template(output, page, config)


def on_post_build(config: MkDocsConfig) -> None:
    events.finish(config)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    events.serve(server, config)


def on_shutdown() -> None:
    events.shut_down()
