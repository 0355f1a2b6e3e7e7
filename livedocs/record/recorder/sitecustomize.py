"""Start the recorder in this Python.

Python imports this module at its start, because the supervisor puts this folder on PYTHONPATH
(https://docs.python.org/3/library/site.html). Its syntax is valid in every Python, even in one that
is too old to be recorded.
"""

import os
import sys


def record():
    # type: () -> None
    here = os.path.dirname(__file__)
    sys.path[:] = [entry for entry in sys.path if entry != here]
    if sys.version_info < (3, 11) or "LIVEDOCS_CHANNEL" not in os.environ:
        return
    root = os.path.dirname(os.path.dirname(os.path.dirname(here)))
    sys.path.insert(0, root)
    try:
        from livedocs.record.recorder import start
    finally:
        sys.path.remove(root)
    start.start()


try:
    record()
except Exception:
    pass
