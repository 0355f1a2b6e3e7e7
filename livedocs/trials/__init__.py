"""Every snippet, tried many times and with every Python; by hand, not in a build.

matrix         every snippet with every interpreter and start method
trial          try one snippet: its file, its tests
venvs          an environment for each interpreter
start_method/  set the start method of a program from outside
soak           all tests of the snippets, many times in a row
"""
