"""Worker processes fetch and parse pages; a callback keeps the titles.

Needs: pip install requests
"""

import multiprocessing as mp
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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


def title_of(url):
    return parse(fetch(url))


def crawl(urls):
    titles = []
    with mp.Pool(3) as pool:
        for url in urls:
            pool.apply_async(
                title_of,
                (url,),
                callback=titles.append,
                error_callback=print,
            )
        pool.close()
        pool.join()
    return titles


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), SlowPages) as server:
        Thread(
            target=server.serve_forever, args=(0.02,), daemon=True
        ).start()
        base = f"http://127.0.0.1:{server.server_port}"
        titles = crawl([f"{base}/{page}" for page in PAGES])
        server.shutdown()
    print(f"{len(titles)} titles")
    return sorted(titles)


if __name__ == "__main__":
    main()
