"""Goes into each Python process of a run, and tells the supervisor what happens there.

sitecustomize   Python imports it at its start; starts the rest
start           watch all that follows
channel         the named pipe to the supervisor: one line for each event
lanes           which lane runs here; begin and end of threads
output          who prints, and in which source line
processes       processes that were waited for, and those of multiprocessing
tasks           tasks of asyncio
greenlets       greenlets, those of gevent too
following       at which source line each lane stands
monitoring      how Python tells that
tracing         how Python 3.11 does
began           when the snippet's own file begins to run, where it is not followed

It must not change what the program does or prints, and must never raise into it: what cannot be
told is left untold. It imports only what is built in or loaded already.

What a program can notice all the same, if it looks for it:

- one descriptor more, of a high number; five environment variables; the modules ``sitecustomize``
  and ``livedocs.record.recorder``; one finder more in ``sys.meta_path``
- the types of sys.stdout, sys.stderr and their buffers: subclasses of what they would be, with a
  ``write`` in Python, until the process has printed as much as a record keeps
- so its frames: in ``sys.settrace`` and ``sys.setprofile``, in a stack that the program takes
  itself, one level less of recursion when it prints; those that it prints are taken out of the
  record
- functions of ``_thread``, ``os.wait…``, ``multiprocessing`` and ``asyncio`` that are replaced by
  those that call them; so ``unraisable.object`` of a thread is not its function
- on 3.11 a trace function, on later versions a tool of ``sys.monitoring``; until the first line of
  the snippet's own file, or until the end where the run is followed, see ``following``

And what it cannot tell: a Python that leaves out PYTHONPATH or ``site`` (-I, -E, -S, an environment
of its own), or that is older than 3.11, has no recorder. What other programs print, and what Python
code writes past sys.stdout and sys.stderr (``os.write``, a file of its own on the same descriptor),
is in the record without a lane.
"""
