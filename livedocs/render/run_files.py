"""What the site has of a run besides its panel: the record, and the trace."""

from livedocs.record.run import Run
from livedocs.render import trace
from livedocs.run.schedule import Request


def run_files(request: Request, run: Run) -> dict[str, str]:
    """Path of a file, below the root of the language's pages → its text."""
    return {
        request.record: run.to_json(),
        trace.path(request.record): trace.trace(run, request.snippet.source),
    }
