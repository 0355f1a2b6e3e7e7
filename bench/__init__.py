"""Measure how long this site takes to build, compared with what is possible: ``make bench``.

checkout    a copy of the checkout, and the time and memory that a command in it takes
mark        a MkDocs hook that marks the places of the panels
paste       the floor: the same pages with the recorded panels pasted in
serial      every snippet, one after another
serve       from a saved file to the page that shows the change
growth      a tiny site with more and more snippets
recorder    what the recorder adds to a program
table       the bound, the targets, and the table

Needs git, and a system with ``os.wait4``.
"""
