"""The machinery that makes a panel on the site from each snippet.

Its rooms are listed in the order in which a snippet passes through them. A module may import from
its own room and from those above it, never from one below (``tests/livedocs/test_rooms.py``).

snippet     the files under ``snippets/``
record/     the record of a run: lanes, lines and stretches, and how they are recorded
run/        make a run: folder, limits, supervisor, process tree, schedule, cache, interpreters
render/     a record as HTML: panel, timeline, player, chart, ten runs; as a trace; fixed words
content/    what the pages say: fences, the article and its claims, library names, catalogue
site/       the only room that knows MkDocs: events, build, generated pages, the served site
trials/     every snippet with every Python, and its tests many times: matrix, soak
rules/      the house rules, one function each
new         a new snippet, its test and its fences, from a template
__main__    ``python -m livedocs``: check, new
"""
