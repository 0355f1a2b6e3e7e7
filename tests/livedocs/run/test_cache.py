import errno
import io
import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from livedocs.run import cache, interpreter
from livedocs.snippet import ROOT, Snippet

TIMEOUT = 60.0


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def snippet(write_snippet):
    return write_snippet("print('hello')\n", "processes/x.py")


@pytest.fixture
def stored(make_run, snippet, folder):
    """A record in the cache."""
    run = make_run()
    cache.store(run, snippet, TIMEOUT, sys.executable, folder)
    return run


@pytest.fixture
def entry(stored, folder):
    """The file that holds it."""
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


@pytest.fixture
def load(snippet, folder):
    def load_it(snippet=snippet, timeout=TIMEOUT, python=sys.executable):
        return cache.load(snippet, timeout, python, folder)

    return load_it


def test_an_empty_cache_has_nothing(load):
    assert load() is None


def test_what_was_stored_is_found(stored, load):
    assert load() == stored


def test_a_record_in_any_script_is_found(snippet, folder, load, make_run, make_line):
    run = make_run(lines=(make_line("你好 \ufffd \x1b[0m \x00"),))
    cache.store(run, snippet, TIMEOUT, sys.executable, folder)
    assert load() == run


def test_a_changed_source_is_a_miss(stored, load, snippet):
    snippet.path.write_text("print('bye')\n")
    assert load(Snippet(snippet.name, snippet.path)) is None


def test_a_source_that_is_changed_back_is_a_hit(stored, load, snippet):
    source = snippet.source
    snippet.path.write_text("print('bye')\n")
    snippet.path.write_text(source)
    assert load(Snippet(snippet.name, snippet.path)) == stored


def test_another_snippet_of_the_same_source_is_a_miss(stored, load, snippet):
    assert load(Snippet("processes/y.py", snippet.path)) is None


def test_another_timeout_is_a_miss(stored, load):
    assert load(timeout=5.0) is None


links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@links
def test_another_place_of_python_is_a_miss(stored, load, tmp_path):
    (tmp_path / "python").symlink_to(Path(sys.executable).resolve())
    assert load(python=tmp_path / "python") is None


@links
def test_another_name_of_python_is_a_hit(snippet, folder, load, make_run, tmp_path):
    one, other = tmp_path / "python", tmp_path / "python3"
    for name in (one, other):
        name.symlink_to(Path(sys.executable).resolve())
    cache.store(make_run(), snippet, TIMEOUT, one, folder)
    assert load(python=other) == make_run()


def test_another_version_of_python_has_an_entry_of_its_own(
    stored, load, snippet, folder, make_run, newer_python
):
    if newer_python == sys.executable:
        pytest.skip("needs two Pythons")
    other = make_run(python="another")
    cache.store(other, snippet, TIMEOUT, newer_python, folder)
    assert (load(), load(python=newer_python)) == (stored, other)


def test_another_machine_is_a_miss(stored, load, monkeypatch):
    monkeypatch.setattr(interpreter, "machine", lambda: {"system": "Linux x86_64", "cpus": 999})
    assert load() is None


@pytest.mark.parametrize(
    "maker", ["record/recorder/sitecustomize.py", "record/collector.py", "run/supervise.py"]
)
def test_a_change_of_what_makes_records_is_a_miss(stored, load, monkeypatch, tmp_path, maker):
    for room in cache.MAKERS:
        shutil.copytree(room, tmp_path / room.name)
    monkeypatch.setattr(cache, "MAKERS", (tmp_path / "record", tmp_path / "run"))
    cache._makers.cache_clear()  # as in a new process
    assert load() == stored
    with (tmp_path / maker).open("a") as file:
        file.write("# changed\n")
    cache._makers.cache_clear()
    assert load() is None
    cache._makers.cache_clear()


def test_all_that_a_supervisor_imports_makes_records():
    code = "import sys, livedocs.run.fork_server; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    imported = {name for name in done.stdout.split() if name.startswith("livedocs.")}
    assert "livedocs.run.supervise" in imported
    assert {name.split(".")[1] for name in imported} == {"record", "run"}


DAMAGE = {
    "empty": lambda text: "",
    "half": lambda text: text[: len(text) // 2],
    "cut": lambda text: text[:-1],
    "nonsense": lambda text: "nonsense",
    "null": lambda text: "null",
    "list": lambda text: "[]",
    "number": lambda text: "5",
    "object": lambda text: "{}",
    "no key": lambda text: text.replace('"key"', '"lock"'),
    "no run": lambda text: text.replace('"run"', '"walk"'),
    "no wall": lambda text: text.replace('"wall"', '"moat"'),
    "no kind of lane": lambda text: text.replace('"kind"', '"sort"'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_is_a_miss(entry, load, damage):
    text = entry.read_text("utf-8")
    assert damage(text) != text
    entry.write_text(damage(text), "utf-8")
    assert load() is None


def test_an_entry_that_is_no_text_is_a_miss(entry, load):
    entry.write_bytes(b"\xff\xfe\x00")
    assert load() is None


def test_an_entry_of_another_schema_is_a_miss(entry, load):
    content = json.loads(entry.read_text("utf-8"))
    content["run"]["one_more"] = 1
    entry.write_text(json.dumps(content), "utf-8")
    assert load() is None


def test_an_entry_that_cannot_be_read_is_a_miss(entry, load):
    entry.unlink()
    entry.mkdir()
    assert load() is None


def test_an_interpreter_that_is_not_there_is_a_miss(stored, load, tmp_path):
    assert load(python=tmp_path / "python") is None


def test_an_entry_that_is_out_of_date_is_replaced(entry, load, snippet, folder, make_run):
    snippet.path.write_text("print('bye')\n")
    changed = Snippet(snippet.name, snippet.path)
    run = make_run(wall=2.0)
    cache.store(run, changed, TIMEOUT, sys.executable, folder)
    assert load(changed) == run
    assert [path for path in folder.rglob("*") if path.is_file()] == [entry]


def test_a_damaged_entry_is_replaced(entry, stored, load, snippet, folder):
    entry.write_text("nonsense")
    cache.store(stored, snippet, TIMEOUT, sys.executable, folder)
    assert load() == stored


def test_storing_leaves_one_file(entry, folder):
    assert [path for path in folder.rglob("*") if path.is_file()] == [entry]


def test_a_store_that_fails_leaves_nothing(entry, stored, snippet, folder):
    entry.unlink()
    entry.mkdir()  # in the way
    before = sorted(folder.rglob("*"))
    with pytest.raises(OSError):
        cache.store(stored, snippet, TIMEOUT, sys.executable, folder)
    assert sorted(folder.rglob("*")) == before


def test_a_disk_that_gets_full_leaves_the_old_entry_and_no_part(
    entry, stored, load, snippet, folder, make_run, monkeypatch
):
    class Full(io.TextIOWrapper):
        def write(self, text):
            super().write(text[:20])
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache.os, "fdopen", lambda fd, *_, **__: Full(io.FileIO(fd, "w")))
    with pytest.raises(OSError):
        cache.store(make_run(wall=2.0), snippet, TIMEOUT, sys.executable, folder)
    assert [path for path in folder.rglob("*") if path.is_file()] == [entry]
    assert load() == stored


def test_a_reader_never_sees_a_part(stored, load, snippet, folder, make_run, make_line):
    runs = [make_run(lines=(make_line(letter * 200_000),)) for letter in "ab"]
    stop = threading.Event()

    def store():
        while not stop.is_set():
            for run in runs:
                cache.store(run, snippet, TIMEOUT, sys.executable, folder)

    writer = threading.Thread(target=store)
    writer.start()
    try:
        seen = [load() for _ in range(30)]
    finally:
        stop.set()
        writer.join()
    assert all(run in (stored, *runs) for run in seen)
