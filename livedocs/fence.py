"""The fence that asks for a snippet, as markdown-exec runs it.

    ```snippet exec="on" returncode="1" timeout="5"
    processes/x.py
    ```

``exec``, ``returncode`` and ``id`` are options of markdown-exec; ``timeout`` (seconds) is ours.
"""

import re
from textwrap import indent

from markdown_exec import ExecutionError, base_format

from livedocs import panel
from livedocs.run import TIMEOUT, RunError
from livedocs.schedule import Request
from livedocs.snippet import FOLDER, SnippetError, find

_FENCE = re.compile(r"^[ \t]*(`{3,})snippet +(.*)\n[ \t]*(.*)\n[ \t]*\1$", re.MULTILINE)
_OPTION = re.compile(r'(\w+)="([^"]*)"')


def _request(code, folder, returncode=0, timeout=TIMEOUT):
    try:
        return Request(find(code.strip(), folder), int(returncode), float(timeout))
    except ValueError as error:
        raise SnippetError(
            f"{code.strip()}: returncode and timeout are numbers ({error})"
        ) from None


def requests(markdown, folder=FOLDER):
    """What the fences in ``markdown`` ask for, but for what is not there: the fence tells that."""
    for _, options, code in _FENCE.findall(markdown):
        options = dict(_OPTION.findall(options))
        try:
            yield _request(
                code, folder, options.get("returncode", 0), options.get("timeout", TIMEOUT)
            )
        except SnippetError:
            continue


def formatter(schedule, language, place, complain, folder=FOLDER):
    """A formatter for pymdownx.superfences that shows the panel of a snippet.

    ``place()`` leads from the page being rendered to the root of the site; ``complain(message)``
    takes what must break the build.
    """

    failed = []  # the panel of a failed run: markdown-exec logs it, the page shows the panel

    def run(code, returncode=0, timeout=TIMEOUT, **_):
        try:
            request = _request(code, folder, returncode, timeout)
            made, cached = schedule.result(request)
        except (SnippetError, RunError) as error:
            complain(str(error))
            raise ExecutionError(f"!!! failure\n\n    {error}\n") from error
        problem = request.problem(made)
        html = panel.render(request.snippet, made, language, place(), cached, problem)
        if problem is None:
            return html
        tail = "\n".join(line.text for line in made.lines[-10:])
        complain(
            f"{request.snippet.name} {problem}; its output ended with:\n{indent(tail, '    ')}"
        )
        failed.append(html)
        raise ExecutionError(tail, made.exit)

    def format_fence(source, language, css_class, options, md, **_):
        options = {**options, "html": True}
        html = base_format(language=language, run=run, code=source, md=md, **options)
        return failed.pop() if failed else html

    return format_fence
