"""Try every snippet many times and with every Python. Started by hand, not by a build.

matrix         every snippet with every interpreter and start method
trial          try one snippet: its file, its tests
venvs          an environment for each interpreter
start_method/  set the start method of multiprocessing without changing the program
soak           all tests of the snippets, many times in a row
"""
