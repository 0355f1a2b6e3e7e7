"""The command with which a reader runs a snippet."""

import re
import sys

from livedocs.record.run import Run
from livedocs.run.schedule import Request

_NEEDS = re.compile(r"^Needs: pip install (.+)$", re.MULTILINE)
_VERSION = re.compile(r"\d+\.\d+")


def command(request: Request, run: Run, address: str) -> str:
    """The shell command that runs the snippet of ``request``.

    If the site has an ``address``, which ends in a slash, uv runs the snippet from there with the
    libraries that it needs, and with the Python of the ``run`` if another one built the site. If
    ``address`` is empty, the reader has to download the file first.
    """
    if not address:
        return f"python {request.snippet.file_name}"
    options = [f"--with {name}" for name in _NEEDS.findall(request.snippet.source)]
    if request.python != sys.executable and (version := _VERSION.search(run.python)):
        options.insert(0, f"--python {version[0]}{'t' * ('free-threaded' in run.python)}")
    return " ".join(["uv run", *options, f"{address}snippets/{request.snippet.name}"])
