"""The files that the site has for each run: its record, its trace, and the player's data."""

from livedocs.record.run import Run
from livedocs.render import player, trace
from livedocs.run.schedule import Request


def run_files(request: Request, run: Run, language: str) -> dict[str, str]:
    """Path below the root of the language's pages → text of the file."""
    files = {
        request.record: run.to_json(),
        trace.path(request.record): trace.trace(run, request.snippet.source),
    }
    if run.stretches:
        files[player.path(request.record)] = player.script(request, run, language)
    return files
