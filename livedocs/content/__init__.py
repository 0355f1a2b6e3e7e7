"""What the pages say of the article and of each snippet.

languages      English and Chinese, and the files of each
fences         which snippets a page asks for
article        which parts of the article each chapter covers
claims         what the article claims, and what the runs of this build say to it
apis           the names of libraries that a snippet uses
tables         the glossary, the article map and the API index, as Markdown
pictures       what some runs must show, or they contradict their page
catalogue      all runs, each with the page that shows it
runs_json      all runs, for programs
matrix_result  how every snippet did with every Python
"""
