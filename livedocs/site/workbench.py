"""Run snippets on demand under ``mkdocs serve``: the part that answers the script of the pages.

It stands in front of MkDocs' own server. It runs only snippets, by name, and only for this machine
and pages of this server: a page of another one cannot send JSON without a permission that is never
given (https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS#simple_requests). Answers are lines
of JSON; an empty line finds out whether the reader is still there.
"""

import ipaddress
import json
import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer

from livedocs.content import apis
from livedocs.record.run import Run
from livedocs.render import outcome, panel, repeats
from livedocs.render.template import words
from livedocs.run import interpreter
from livedocs.run.running import RunError, Running
from livedocs.run.schedule import Request
from livedocs.site.build import Build
from livedocs.snippet import SnippetError, find

FILES = ["workbench.js", "workbench.css"]
"""Files that only a served site has."""
JOBS = interpreter.machine()["cpus"]
"""How many runs on demand go on at the same time; others wait."""
TIMES = 10
"""How many runs in a row show the reader what varies."""
BACKLOG = 128
"""How many connections can wait to be accepted; with the server's own five, some are lost."""
PULSE = 0.5
"""The longest time between two lines of an answer, in seconds."""
LONGEST = 10_000
"""The most bytes of an order."""

Order = dict[str, str]
"""What the script of a page asks for."""
Answer = dict[str, Any]
"""What the script gets, ready for JSON."""


class RefusedError(Exception):
    """An order is not carried out; the arguments are an HTTPStatus and the reason."""


def check(environ: WSGIEnvironment, port: int) -> Order:
    """The order in a WSGI request to this server's ``port``. Raises RefusedError if not allowed."""
    host = environ.get("HTTP_HOST", "")
    if not ipaddress.ip_address(environ["REMOTE_ADDR"]).is_loopback:
        raise RefusedError(HTTPStatus.FORBIDDEN, "only this machine may run snippets")
    if host not in (f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]")):
        raise RefusedError(HTTPStatus.FORBIDDEN, "the Host is not this server")
    if environ.get("HTTP_ORIGIN") != f"http://{host}":
        raise RefusedError(HTTPStatus.FORBIDDEN, "the Origin is not this server")
    if environ["REQUEST_METHOD"] != "POST":
        raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "only a POST runs a snippet")
    if environ.get("CONTENT_TYPE") != "application/json":
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "an order is JSON")
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if not 0 <= length <= LONGEST:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "an order is short")
        order = json.loads(environ["wsgi.input"].read(length))
        return {name: str(value) for name, value in order.items()}
    except (ValueError, AttributeError) as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "an order is a JSON object") from error


class Workbench:
    """A WSGI application: the workbench's own addresses, and all others as ``server`` has them."""

    def __init__(self, server: LiveReloadServer, build: Build) -> None:
        self.server, self.build = server, build
        application = server.get_app()
        assert application  # MkDocs has set it
        self.application = application
        server.request_queue_size = BACKLOG
        self.slots = threading.BoundedSemaphore(JOBS)
        self.waiting = 0
        self.routes: dict[str, Callable[[Order], Iterable[Answer | None]]] = {
            "/workbench/run": self.run,
            "/workbench/options": self.options,
            "/workbench/ended": self.ended,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        route = self.routes.get(path)
        if route is None:
            self.build.refresh(path)
            return self.application(environ, start_response)
        try:
            answers = route(check(environ, self.server.server_port))
        except RefusedError as error:
            status, why = error.args
            start_response(f"{status} {status.phrase}", [("Content-Type", "text/plain")])
            return [f"{why}\n".encode()]
        start_response("200 OK", [("Content-Type", "application/x-ndjson")])
        return (f"{json.dumps(answer) if answer else ''}\n".encode() for answer in answers)

    def request(self, order: Order) -> Request:
        """The request for an ``order``, with the options of the snippet's fence on the site.

        Raises RefusedError if there is no such snippet or interpreter.
        """
        try:
            snippet = find(order.get("snippet", ""))
        except (SnippetError, ValueError) as error:  # a NUL in the name
            raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from error
        known = [one for one in self.build.requests() if one.snippet.name == snippet.name]
        request = replace(known[0], snippet=snippet) if known else Request(snippet)
        if wanted := order.get("python"):
            pythons = {about.flavour: about.path for about in interpreter.available()}
            if wanted not in pythons:
                raise RefusedError(HTTPStatus.BAD_REQUEST, f"there is no Python {wanted} here")
            fitting = (one for one in known if one.python == pythons[wanted])
            request = next(fitting, replace(request, python=pythons[wanted]))
            request = replace(request, snippet=snippet)
        return request

    def options(self, order: Order) -> list[Answer | None]:
        """The interpreters and start methods for a snippet, and the words for the page's script."""
        language = "zh" if order.get("language") == "zh" else "en"
        request = self.request(order)
        chooses = {"multiprocessing", "concurrent.futures"} & {
            name.rpartition(".")[0] for name in apis.names(request.snippet.source)
        }
        fixed = ("set_start_method", "get_context", "mp_context")
        own = any(name in request.snippet.source for name in fixed)
        methods = multiprocessing.get_all_start_methods()
        say = vars(words(language))
        return [
            {
                "pythons": [about.flavour for about in interpreter.available()],
                "methods": methods if chooses and not own and not request.snippet.measures else [],
                "words": {name: text for name, text in say.items() if name.startswith("served_")},
            }
        ]

    def run(self, order: Order) -> Iterator[Answer | None]:
        """Run a snippet; yields how many runs wait before it, then its panel while it fills."""
        request = self.request(order)
        language = "zh" if order.get("language") == "zh" else "en"
        method = order.get("method", "")
        if method not in ("", *multiprocessing.get_all_start_methods()):
            raise RefusedError(HTTPStatus.BAD_REQUEST, f"there is no start method {method}")
        times = TIMES if order.get("times") == str(TIMES) else 1
        return self._run(request, method, times, language, order.get("root", ""))

    def _run(
        self, request: Request, method: str, times: int, language: str, root: str
    ) -> Iterator[Answer | None]:
        alone = request.snippet.measures
        self.waiting += 1
        try:
            while not self.slots.acquire(timeout=PULSE):
                yield {"waiting": self.waiting - 1}
        finally:
            self.waiting -= 1
        try:
            while not self.build.schedule.slots.acquire(alone, PULSE, urgent=True):
                yield {"waiting": 0}
            try:
                yield from self._made(request, method, times, language, root)
            finally:
                self.build.schedule.slots.release(alone)
        finally:
            self.slots.release()

    def _made(
        self, request: Request, method: str, times: int, language: str, root: str
    ) -> Iterator[Answer | None]:
        made: list[Run] = []
        for number in range(times):
            parts = request.snippet, request.timeout, request.python, method
            running = Running(*parts, live=True, follow=request.follow)
            try:
                for run in running.records():
                    if run is None:
                        yield None
                        continue
                    made[number:] = [run]
                    html = panel.render(request, run, language, root, cached=False, inline=True)
                    yield {"html": html}
            except RunError as error:
                yield {"error": outcome.error_words(request, error, language)}
                return
            finally:
                running.stop()
            if times > 1:
                yield {"strip": repeats.render(made, language)}
        if not method and any(one == request for one in self.build.requests()):
            self.build.schedule.put(request, made[-1])
        yield {"done": True}

    def ended(self, order: Order) -> Iterator[Answer | None]:
        """The panels of the ``anchors`` of a page, each when its run has ended."""
        language = "zh" if order.get("language") == "zh" else "en"
        wanted = set(order.get("anchors", "").split())
        requests = [one for one in self.build.requests() if one.anchor in wanted]
        return self._ended(dict.fromkeys(requests), language, order.get("root", ""))

    def _ended(
        self, requests: dict[Request, None], language: str, root: str
    ) -> Iterator[Answer | None]:
        schedule = self.build.schedule
        while requests:
            seen = schedule.ended
            for request, (run, cached) in schedule.finished(requests).items():
                requests.pop(request)
                html = panel.render(request, run, language, root, cached)
                yield {"anchor": request.anchor, "html": html}
            for request in [one for one in requests if schedule.is_done(one)]:
                requests.pop(request)  # no record could be made: the page says so when it is loaded
            if requests:
                schedule.wait_for_news(seen, PULSE)
                yield None
        while not all(map(schedule.is_done, self.build.requests())):
            schedule.wait_for_news(schedule.ended, PULSE)
            yield None
        yield {"done": True}
