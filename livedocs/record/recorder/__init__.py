"""Runs in each Python process of a run, and reports to the supervisor what happens there.

sitecustomize   imported by Python at its start; starts the recorder
start           watch all that the modules below report
channel         the named pipe to the supervisor: one line for each event
lanes           which lane runs now; when threads begin and end
output          which lane prints, and from which source line
processes       processes that were waited for, and those of multiprocessing
tasks           tasks of asyncio
greenlets       greenlets, including those of gevent
following       at which source line each lane stands
monitoring      how Python reports source lines
tracing         how Python 3.11 reports them
began           when the snippet's own file begins to run, if it is not followed

The recorder must not change what the program does or prints, and must never raise into it: what it
cannot find out is not reported. It imports only modules that are built in or loaded already.

What a program can still notice, if it looks for it:

- one more descriptor, with a high number; six environment variables (PYTHONPATH and LIVEDOCS_…);
  the modules ``sitecustomize``, ``livedocs.record.recorder`` and some built-in ones; one more
  finder in ``sys.meta_path``
- the types of sys.stdout, sys.stderr and their buffers: they are subclasses of the usual ones, with
  a ``write`` in Python until the process has printed as much as a record keeps. They look alike
  when printed, but their ``__name__`` includes the module: ``_io.TextIOWrapper``
- the frames of that ``write``: in ``sys.settrace`` and ``sys.setprofile``, in a stack that the
  program reads itself, and as one level less of recursion when it prints. In tracebacks that the
  program prints they are removed from the record
- functions of ``_thread``, ``os.wait…``, ``multiprocessing`` and ``asyncio``: they are wrapped, so
  ``unraisable.object`` of a thread is not its own function
- a trace function on 3.11, a tool of ``sys.monitoring`` on later versions: until the first line of
  the snippet's own file, or if the run is followed until its end, see ``following``. Then
  ``sys.settrace`` and ``sys.gettrace``, or ``sys.monitoring.use_tool_id``, are wrapped too

What the recorder misses: a Python that ignores PYTHONPATH or ``site`` (-I, -E, -S, an environment
of its own), or that is older than 3.11, has no recorder. What other programs print, and what Python
code writes without sys.stdout and sys.stderr (``os.write``, another file on the same descriptor),
is in the record without a lane.
"""
