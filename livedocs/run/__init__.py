"""Make a run: a real ``python file.py``, in a folder of its own, within limits.

interpreter   the Pythons that are there, and the machine
folder        the folder of a run
limits        what a run may take of the machine
streams       what its processes write and tell, and how they end
held_up       how long its threads waited for a CPU, and whether others are to blame
process_tree  find and end all processes that came from it
supervise     run one snippet to its end
environment   the environment variables of a run
raw_record    make its record, without any trace of where it was made
fork_server   the process that forks a supervisor for each run
supervisors   start a supervisor, and read what it answers
running       a run under way, and the call that makes one
cache         keep a record until anything that it depends on changes
slots         which runs may go on at the same time
schedule      all runs of a build: many side by side, those that measure time alone
"""
