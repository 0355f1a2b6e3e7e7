"""The command by which a reader runs a snippet."""

import re
import sys

from livedocs.record.run import Run
from livedocs.run.schedule import Request

_NEEDS = re.compile(r"^Needs: pip install (.+)$", re.MULTILINE)
_VERSION = re.compile(r"\d+\.\d+")


def command(request: Request, run: Run, address: str) -> str:
    """The command for a shell: where the site has an ``address``, it needs no download.

    ``address`` ends in a slash, or is empty. uv gets the libraries that the snippet names, and the
    version of Python that made the ``run``, where that is not the one that built the site.
    """
    if not address:
        return f"python {request.snippet.file_name}"
    options = [f"--with {name}" for name in _NEEDS.findall(request.snippet.source)]
    if request.python != sys.executable and (version := _VERSION.search(run.python)):
        options.insert(0, f"--python {version[0]}{'t' * ('free-threaded' in run.python)}")
    return " ".join(["uv run", *options, f"{address}snippets/{request.snippet.name}"])
