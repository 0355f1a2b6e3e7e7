"""The fence that asks for a snippet, as markdown-exec runs it.

    ```snippet exec="on" returncode="1" timeout="5" python="3.14"
    processes/x.py
    ```

``exec``, ``returncode`` and ``id`` are options of markdown-exec. The other options are:

timeout  seconds that the snippet may run
python   ``3.14`` for that version or later, ``3.14t`` for one without a GIL, ``all`` for a tab with
         each interpreter that is found
follow   ``off`` does not record at which source lines the lanes stand; it is for a race that ends
         differently if each line takes longer
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

from markdown_exec import ExecutionError, base_format, code_block
from markupsafe import Markup

from livedocs.content.fences import fences
from livedocs.render import outcome, panel
from livedocs.run import interpreter
from livedocs.run.interpreter import Interpreter
from livedocs.run.running import TIMEOUT, RunError
from livedocs.run.schedule import Request, Schedule
from livedocs.snippet import FOLDER, Snippet, SnippetError, find


@dataclass(frozen=True)
class Wanted:
    """What one fence asks for."""

    snippet: Snippet
    python: str
    """The option ``python`` of the fence."""
    requests: tuple[Request, ...]
    """A request for each interpreter that fits; none if there is no such interpreter."""


def _pythons(wanted: str) -> list[Interpreter]:
    if wanted == "all":
        return interpreter.available()
    if wanted:
        return [chosen] if (chosen := interpreter.choose(wanted)) else []
    return [interpreter.describe(sys.executable)]


def _wanted(
    code: str,
    folder: Path,
    returncode: str | int = 0,
    timeout: str | float = TIMEOUT,
    python: str = "",
    follow: str = "on",
    **_: object,
) -> Wanted:
    snippet = find(code.strip(), folder)
    try:
        expected, seconds, pythons = int(returncode), float(timeout), _pythons(python)
        if follow not in ("on", "off"):
            raise ValueError(f"follow is on or off, not {follow}")
    except ValueError as error:
        raise SnippetError(f"{snippet.name}: an option of its fence is wrong: {error}") from None
    requests = (
        Request(
            snippet, expected, seconds, about.path, about.flavour if number else "", follow == "on"
        )
        for number, about in enumerate(pythons)
    )
    return Wanted(snippet, python, tuple(requests))


def requests(markdown: str, folder: Path = FOLDER) -> Iterator[Request]:
    """The requests of the fences in ``markdown``. Skips wrong ones: ``formatter`` reports them."""
    for name, options in fences(markdown):
        try:
            yield from _wanted(name, folder, **options).requests
        except SnippetError:
            continue


def formatter(
    place: Callable[[Wanted], Markup], complain: Callable[[str], None], folder: Path = FOLDER
) -> Callable[..., Markup]:
    """A formatter for pymdownx.superfences that puts a placeholder where panels will be.

    ``place(wanted)`` returns the HTML of the placeholder, which ``show`` replaces later.
    ``complain(message)`` is called with what must break the build.
    """

    def run(code: str, **options: Any) -> Markup:
        try:
            return place(_wanted(code, folder, **options))
        except SnippetError as error:
            complain(str(error))
            note = indent(code_block("text", str(error)), "    ")
            raise ExecutionError(f"!!! failure\n\n{note}") from error

    def format_fence(
        source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **_: object
    ) -> Markup:
        options = {**options, "html": True}
        return base_format(language=language, run=run, code=source, md=md, **options)

    return format_fence


def show(
    wanted: Wanted,
    schedule: Schedule,
    language: str,
    root: str,
    address: str,
    complain: Callable[[str], None],
) -> Markup:
    """The panels of what is ``wanted``, in tabs if there are several.

    ``root`` is the relative path from the page to the root of its language, ``address`` the full
    address of that root if it is known. ``complain(message)`` is called with what must break the
    build.
    """
    if not wanted.requests:
        return panel.render_without_run(wanted.snippet, wanted.python, language, root)
    panels, titles = [], []
    for request in wanted.requests:
        if not schedule.is_done(request):
            panels.append(panel.render_before_run(request, language, root))
            titles.append(str(interpreter.describe(request.python)))
            continue
        try:
            made, cached = schedule.result(request)
        except RunError as error:
            complain(str(error))
            told = outcome.error_words(request, error, language)
            return Markup('<div class="admonition failure"><pre>{}</pre></div>').format(told)
        panels.append(panel.render(request, made, language, root, cached, address=address))
        titles.append(made.python)
        if problem := outcome.problem(request, made):
            tail = indent("\n".join(line.text for line in made.lines[-10:]), "    ")
            complain(f"{request.snippet.name} {problem}; its output ended with:\n{tail}")
    return panel.tabs(titles, panels) if wanted.python == "all" else panels[0]
