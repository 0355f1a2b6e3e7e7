"""Make a run: a real ``python file.py``, in a folder of its own, within limits.

interpreter   the Pythons on this machine; its system and CPUs
folder        the folder of a run
limits        how much memory, disk space and how many processes a run may use
streams       what a supervisor waits for: pipes, the recorders' channel, children
held_up       how long its threads waited for a CPU, and how much of that others caused
process_tree  find and end all processes below this one
supervise     run one snippet to its end
environment   the environment variables of a run
raw_record    make its raw record, without the paths of this machine
fork_server   the process that forks a supervisor for each run
supervisors   start a supervisor, and read its answers
running       a run that is going on, and the function that makes one
cache         store records until something that they depend on changes
slots         which runs may go on at the same time
schedule      all runs of a build: many at the same time, but alone those that measure
"""
