"""One thread fetches all pages at the same time: each has a task.

Needs: pip install aiohttp
"""

import asyncio
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import aiohttp

PAGES = ["apple", "banana", "cherry", "date", "elder", "fig"]


class SlowPages(BaseHTTPRequestHandler):
    """Stands in for the web: answers each request after a while."""

    def do_GET(self):
        time.sleep(0.2)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"<title>{self.path[1:]}</title>".encode())

    def log_message(self, *args):
        pass


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        print(f"fetched {url.rpartition('/')[2]}")
        return await response.text()


def parse(text):
    title = text.removeprefix("<title>").removesuffix("</title>")
    print(f"parsed {title}")
    return title


async def crawl(urls):
    async def title_of(url):
        return parse(await fetch(session, url))

    async with (
        aiohttp.ClientSession() as session,
        asyncio.TaskGroup() as group,
    ):
        tasks = [group.create_task(title_of(url)) for url in urls]
    return [task.result() for task in tasks]


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), SlowPages) as server:
        Thread(
            target=server.serve_forever, args=(0.02,), daemon=True
        ).start()
        base = f"http://127.0.0.1:{server.server_port}"
        titles = asyncio.run(crawl([f"{base}/{page}" for page in PAGES]))
        server.shutdown()
    print(f"{len(titles)} titles")
    return sorted(titles)


if __name__ == "__main__":
    main()
