"""A browser, and a server for the site: what the tests in a browser share."""

import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.site.tiny_site import wait_until

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}

needs_chromium = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium here: install it (Debian: chromium) to test in a browser"
)


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below the path ``base``, and sends ``headers`` with each answer."""

    def __init__(self, *args, base, headers, **options):
        self.base, self.headers_of_all = base, headers
        super().__init__(*args, **options)

    def translate_path(self, path):
        inside = path.startswith(f"{self.base}/")
        return super().translate_path(path.removeprefix(self.base) if inside else "/none")

    def end_headers(self):
        for name, value in self.headers_of_all.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def served(folder, base="", headers=None, handler=Handler):
    """Serve ``folder`` below the path ``base``; gives the address of its front page, no slash."""
    handler = partial(handler, directory=folder, base=base, headers=headers or {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()


@dataclass
class Tab:
    """One page of the site in a browser of its own, and what it asked for and complained of."""

    page: object
    address: str
    asked: list = field(default_factory=list)
    complained: list = field(default_factory=list)

    def __post_init__(self):
        context = self.page.context
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("weberror", lambda error: self.complained.append(str(error.error)))
        context.on("console", self.hear)

    def hear(self, message):
        if message.type in ("error", "warning"):
            self.complained.append(f"{message.page and message.page.url}: {message.text}")

    def go(self, path, wait_until="load"):
        self.page.goto(self.address + path, wait_until=wait_until)

    def reopen(self):
        """Start a page anew; what its context has loaded and stored stays."""
        old = self.page
        self.page = old.context.new_page()
        old.close()

    def copied(self, button):
        """What a click on the copy ``button``, a locator, puts on the clipboard."""
        self.page.evaluate("navigator.clipboard.writeText('')")
        button.click()
        return wait_until(lambda: self.page.evaluate("navigator.clipboard.readText()"))

    @property
    def path(self):
        return urlsplit(self.page.url).path

    @property
    def elsewhere(self):
        """What it asked other hosts for."""
        hosts = {urlsplit(self.address).hostname, None}  # None: data: and blob:
        return [url for url in self.asked if urlsplit(url).hostname not in hosts]


@contextmanager
def browsing(address):
    """A browser; gives a function that opens a Tab of ``address``, with options of a context."""
    # While Playwright runs, this thread has a running event loop.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)

        def open_tab(address=address, **options):
            context = browser.new_context(**options)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            return Tab(context.new_page(), address)

        yield open_tab
        browser.close()
