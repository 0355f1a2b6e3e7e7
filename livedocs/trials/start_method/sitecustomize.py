"""Set the start method of multiprocessing, as if the first line of the program did.

Python imports this module at its start if this folder is on PYTHONPATH. A program that asks for a
start method by name still gets that one.
"""

import multiprocessing
import os

if method := os.environ.get("LIVEDOCS_START_METHOD"):
    multiprocessing.set_start_method(method)
