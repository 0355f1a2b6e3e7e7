"""The fence that asks for a snippet, as markdown-exec runs it.

    ```snippet exec="on" returncode="1" timeout="5" python="3.14"
    processes/x.py
    ```

``exec``, ``returncode`` and ``id`` are options of markdown-exec. Ours are ``timeout``, in seconds,
and ``python``: ``3.14`` for that version or later, ``3.14t`` for one without a GIL, ``all`` for
every interpreter that is found, in tabs.
"""

import re
import sys
from textwrap import indent

from markdown_exec import ExecutionError, base_format, code_block

from livedocs import interpreter, panel
from livedocs.run import TIMEOUT, RunError
from livedocs.schedule import Request
from livedocs.snippet import FOLDER, SnippetError, find

_FENCE = re.compile(r"^[ \t]*(`{3,})snippet +(.*)\n[ \t]*(.*)\n[ \t]*\1$", re.MULTILINE)
_OPTION = re.compile(r'(\w+)="([^"]*)"')


def _pythons(wanted):
    if wanted == "all":
        return interpreter.available()
    if wanted:
        return [chosen] if (chosen := interpreter.choose(wanted)) else []
    return [interpreter.describe(sys.executable)]


def _requests(code, folder, returncode=0, timeout=TIMEOUT, python="", **_):
    """A Request for each interpreter that will do; none where there is no such interpreter."""
    snippet = find(code.strip(), folder)
    try:
        expected, seconds, pythons = int(returncode), float(timeout), _pythons(python)
    except ValueError as error:
        raise SnippetError(f"{snippet.name}: an option of its fence is wrong: {error}") from None
    return [
        Request(snippet, expected, seconds, about.path, about.flavour if number else "")
        for number, about in enumerate(pythons)
    ]


def requests(markdown, folder=FOLDER):
    """What the fences in ``markdown`` ask for, but for what is not there: the fence tells that."""
    for _, options, code in _FENCE.findall(markdown):
        try:
            yield from _requests(code, folder, **dict(_OPTION.findall(options)))
        except SnippetError:
            continue


def formatter(schedule, language, place, complain, folder=FOLDER):
    """A formatter for pymdownx.superfences that shows the panel of a snippet.

    ``place()`` leads from the page being rendered to the root of the site; ``complain(message)``
    takes what must break the build.
    """

    failed = []  # the panels of a failed run: markdown-exec logs it, the page shows the panels

    def run(code, returncode=0, python="", **options):
        try:
            asked = _requests(code, folder, returncode, python=python, **options)
            results = [(request, *schedule.result(request)) for request in asked]
        except (SnippetError, RunError) as error:
            complain(str(error))
            note = indent(code_block("text", str(error)), "    ")
            raise ExecutionError(f"!!! failure\n\n{note}") from error
        panels, tails = [], []
        for request, made, cached in results:
            problem = request.problem(made)
            panels.append(panel.render(request, made, language, place(), cached))
            if problem:
                tails.append("\n".join(line.text for line in made.lines[-10:]))
                complain(
                    f"{request.snippet.name} {problem}; its output ended with:\n"
                    f"{indent(tails[-1], '    ')}"
                )
        if not results:
            return panel.render_without_run(find(code.strip(), folder), python, language, place())
        html = panels[0]
        if python == "all":
            html = panel.tabs([made.python for _, made, _ in results], panels)
        if tails:
            failed.append(html)
            raise ExecutionError(code_block("text", "\n".join(tails)), made.exit)
        return html

    def format_fence(source, language, css_class, options, md, **_):
        options = {**options, "html": True}
        html = base_format(language=language, run=run, code=source, md=md, **options)
        return failed.pop() if failed else html

    return format_fence
