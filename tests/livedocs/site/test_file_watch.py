import threading

from watchdog.events import FileSystemEventHandler

from livedocs.site.file_watch import FileWatch


class Seen(FileSystemEventHandler):
    """The names of the files that something has happened to."""

    def __init__(self):
        self.names, self.news = set(), threading.Condition()

    def dispatch(self, event):
        with self.news:
            self.names.add(event.src_path.rpartition("/")[2])
            self.news.notify_all()


def test_an_edit_is_told_but_no_bytecode(tmp_path):
    cache = tmp_path / "__pycache__"
    cache.mkdir()
    seen, watch = Seen(), FileWatch()
    watch.schedule(seen, str(tmp_path), recursive=True)
    watch.start()
    try:
        (cache / "page.cpython-311.pyc").write_bytes(b"")
        (tmp_path / "page.py").write_text("")
        with seen.news:
            assert seen.news.wait_for(lambda: "page.py" in seen.names, 10)
        assert seen.names == {"page.py"}
    finally:
        watch.stop()
        watch.join()
