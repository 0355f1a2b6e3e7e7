"""MkDocs events, each passed on to livedocs (MkDocs puts only this folder on the import path)."""

from livedocs import edition, site


def on_startup(command, dirty):
    site.start_up(command)


def on_config(config):
    site.configure(config)


def on_files(files, config):
    site.start_runs(files, config)


def on_nav(nav, config, files):
    site.order_pages(nav, files, config)


def on_env(env, config, files):
    site.leave_out_pages(env, files, config)


def on_page_markdown(markdown, page, config, files):
    return site.enter_page(page, markdown, config)


def on_page_content(html, page, config, files):
    site.leave_page(page, config)


def on_post_page(output, page, config):
    return site.take_page(output, page, config)


def on_post_template(output_content, template_name, config):
    return edition.mended(output_content, config.theme["language"])


def on_post_build(config):
    site.finish(config)


def on_serve(server, config, builder):
    site.serve(server, config)


def on_shutdown():
    site.shut_down()
