"""Set how multiprocessing starts processes, as if the program's first line did.

Python imports this module at its start where this folder is on PYTHONPATH. A program that asks for
a start method by name still gets that one.
"""

import multiprocessing
import os

if method := os.environ.get("LIVEDOCS_START_METHOD"):
    multiprocessing.set_start_method(method)
