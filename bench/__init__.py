"""How long this very site takes to build, held against what is possible: ``make bench``.

checkout    a copy of the checkout, and what a command in it takes
mark        a MkDocs hook: marks the places of the panels
paste       the floor: the same pages with the recorded panels pasted in
serial      every snippet, one after another
serve       from a saved file to the page that shows it
growth      a tiny site with more and more snippets
table       the bound, the targets, and the table

Needs git, and a system with ``os.wait4``.
"""
