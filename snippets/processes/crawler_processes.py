"""Worker processes fetch pages; a callback in the main one keeps them.

Needs: pip install requests
"""

import multiprocessing as mp
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import requests

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


def fetch(url):
    response = requests.get(url, timeout=10)
    response.raise_for_status()
    print(f"fetched {url.rpartition('/')[2]}")
    return response.text


def parse(text):
    title = text.removeprefix("<title>").removesuffix("</title>")
    print(f"parsed {title}")
    return title


def crawl(urls, db):
    def keep(text):
        with db.open("a") as file:
            print(parse(text), file=file)

    with mp.Pool(3) as pool:
        for url in urls:
            pool.apply_async(
                fetch, (url,), callback=keep, error_callback=print
            )
        pool.close()
        pool.join()


def main():
    with (
        TemporaryDirectory() as folder,
        ThreadingHTTPServer(("127.0.0.1", 0), SlowPages) as server,
    ):
        Thread(
            target=server.serve_forever, args=(0.02,), daemon=True
        ).start()
        base = f"http://127.0.0.1:{server.server_port}"
        db = Path(folder, "db.txt")
        crawl([f"{base}/{page}" for page in PAGES], db)
        server.shutdown()
        titles = db.read_text().split()
    print(f"{len(titles)} titles are in the file")
    return sorted(titles)


if __name__ == "__main__":
    main()
