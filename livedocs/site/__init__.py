"""The site that MkDocs builds and serves. No other room knows MkDocs.

events           what happens at each event of a build; ``hooks.py`` passes them on
build            what the builds of both languages share: the runs, and how they get into pages
language_site    the site in one language: its pages, and their placeholders
fence            the fence that asks for a snippet
blocks           parts of pages that are made from all runs; block_context, matrix_blocks
pages/           one script for each generated page
chinese          join lines of Chinese text without a space
progress         show how many runs of a build are done
unchanged_pages  under serve: use the rendered pages again that have not changed
file_watch       under serve: notice an edit at once
workbench        under serve: run snippets on demand; its script and style
"""
