"""What the pages say about the article and about each snippet.

languages      English and Chinese, and the files of each
fences         which snippets a page asks for
article        which parts of the article each chapter covers
claims         what the article claims, and whether the runs of this build confirm it
apis           the names of libraries that a snippet uses
tables         the glossary, the article map and the API index, as Markdown
pictures       what some runs must show so that they do not contradict their page
catalogue      all runs, each with the page that shows it
runs_json      all runs as JSON, for other programs
matrix_result  how every snippet did with every Python
"""
