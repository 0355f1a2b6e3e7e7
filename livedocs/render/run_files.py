"""What the site has of a run besides its panel: the record, the trace, and the player's data."""

from livedocs.record.run import Run
from livedocs.render import player, trace
from livedocs.run.schedule import Request


def run_files(request: Request, run: Run, language: str) -> dict[str, str]:
    """Path of a file, below the root of the language's pages → its text."""
    files = {
        request.record: run.to_json(),
        trace.path(request.record): trace.trace(run, request.snippet.source),
    }
    if run.stretches:
        files[player.path(request.record)] = player.script(request, run, language)
    return files
