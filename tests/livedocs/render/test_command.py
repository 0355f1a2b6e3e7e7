import pytest

from livedocs.render.command import command
from livedocs.run.schedule import Request

SITE = "https://example.org/live/"


@pytest.mark.parametrize(
    ("address", "python", "source", "expected"),
    [
        ("", {}, "", "python x.py"),
        (SITE, {}, "", f"uv run {SITE}snippets/processes/x.py"),
        (
            SITE,
            {},
            '"""Waits.\n\nNeeds: pip install gevent\n"""\n',
            f"uv run --with gevent {SITE}snippets/processes/x.py",
        ),
        (
            SITE,
            {"python": "/elsewhere/python3.14t"},
            "",
            f"uv run --python 3.14t {SITE}snippets/processes/x.py",
        ),
    ],
)
def test_the_command_runs_the_snippet(write_snippet, make_run, address, python, source, expected):
    request = Request(write_snippet(source, "processes/x.py"), **python)
    run = make_run(python="CPython 3.14.0 free-threaded")
    assert command(request, run, address) == expected
