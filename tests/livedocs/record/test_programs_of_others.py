"""Programs as others write them: the record shows what a terminal shows, and who wrote it."""

import re
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a terminal and /proc")

MAIN = "MainProcess"

PROGRAMS = {
    "a spinner, overwritten by the answer": (
        """
        import sys, threading

        def spin():
            for frame in "|/-":
                sys.stdout.write(f"\\r{frame} busy")
                sys.stdout.flush()
            sys.stdout.write("\\r      \\r")
            sys.stdout.flush()

        thread = threading.Thread(target=spin, name="spinner")
        thread.start()
        thread.join()
        print("answer 42")
        """,
        {"answer 42": (MAIN, 13)},
    ),
    "two bars, the upper one drawn again": (
        """
        import sys, threading
        print("one  10%")
        print("two  10%")

        def draw():
            sys.stdout.write("\\x1b[2A\\x1b[2Kone 100%\\x1b[2B\\r")
            sys.stdout.flush()

        thread = threading.Thread(target=draw, name="upper")
        thread.start()
        thread.join()
        print("end")
        """,
        {"one 100%": ("upper", 6), "two  10%": (MAIN, 3), "end": (MAIN, 12)},
    ),
    "colours, erased lines, backspaces and wide characters": (
        """
        print("\\x1b[31mworking on it\\x1b[0m\\rdone\\x1b[K")
        print("\\x1b[1;32mgreen\\x1b[0m and plain")
        print("12345\\b\\b\\b\\x1b[Kx")
        print("你好吗\\r再见")
        print("tab\\tstop\\rT")
        print("bell\\a and null\\0")
        """,
        {"done": (MAIN, 1), "green and plain": (MAIN, 2), "12x": (MAIN, 3), "再见吗": (MAIN, 4)},
    ),
    "a screen that scrolls under a bar": (
        """
        for n in range(40):
            print(f"\\r\\x1b[Kline {n}\\nbar {n}", end="", flush=True)
        print()
        """,
        {"line 0": (MAIN, 2), "line 39": (MAIN, 2), "bar 39": (MAIN, 2)},
    ),
    "a line that two processes write": (
        """
        import os
        print("the child says: ", end="", flush=True)
        if os.fork() == 0:
            print("hello", flush=True)
            os._exit(0)
        os.wait()
        print("the parent goes on")
        """,
        {"the child says: hello": (None, 4), "the parent goes on": (MAIN, 7)},
    ),
    "other programs between prints": (
        """
        import os, subprocess, sys
        for n in range(10):
            subprocess.run(["echo", f"child {n}"])
            print("parent", n, file=[sys.stdout, sys.stderr][n % 2])
            os.write(1, f"past Python {n}\\n".encode())
        """,
        {"parent 3": (MAIN, 4), "child 3": "nobody", "past Python 9": "nobody"},
    ),
    "a daemon that closes all its files": (
        """
        import os
        if os.fork() == 0:
            os.setsid()
            os.closerange(3, 4096)
            print("daemon", flush=True)
            if os.fork() == 0:
                print("its child", flush=True)
                os._exit(0)
            os.wait()
            os._exit(0)
        os.wait()
        """,
        {"daemon": (None, 5), "its child": (None, 7)},
    ),
    "the numbers of closed files used again": (
        """
        import os, socket
        os.closerange(3, 4096)
        files = [open(f"file{n}", "w") for n in range(600)]
        ends = [os.pipe()[1] for _ in range(50)]
        print("hello")
        for file in files:
            file.close()
        print([n for n in range(600) if os.path.getsize(f"file{n}")])
        """,
        {"hello": (MAIN, 5), "[]": (MAIN, 8)},
    ),
    "lines that look like those of a traceback": (
        """
        import _thread, faulthandler, threading, traceback
        thread = threading.Thread(target=faulthandler.dump_traceback, kwargs={"all_threads": False})
        thread.start()
        thread.join()
        print("    an indented line")
        def work():
            traceback.print_stack()
            print("    another one")
            done.release()
        done = _thread.allocate_lock()
        done.acquire()
        _thread.start_new_thread(work, ())
        done.acquire()
        print("        return function(*args, **kwargs)")
        """,
        {"    an indented line": (MAIN, 5), "    another one": ("work", 8)},
    ),
    "patched functions": (
        """
        import os
        from unittest import mock
        with mock.patch("os.write") as write, mock.patch("os.fstat"), mock.patch("time.time"):
            print("hello")
        print(write.call_count)
        """,
        {"hello": (MAIN, 4), "0": (MAIN, 5)},
    ),
    "logging in threads, and a library that prints": (
        """
        import logging, pprint, threading
        logging.basicConfig(format="%(threadName)s %(message)s", level="INFO")

        def work():
            logging.info("at work")
            pprint.pprint({"a": 1})

        thread = threading.Thread(target=work, name="Ann")
        thread.start()
        thread.join()
        """,
        {"Ann at work": ("Ann", 5), "{'a': 1}": ("Ann", 6)},
    ),
    "a pool under each start method": (
        """
        import multiprocessing as mp

        def work(n):
            print("work", n, flush=True)
            return n

        if __name__ == "__main__":
            for n, method in enumerate(["fork", "spawn", "forkserver"]):
                with mp.get_context(method).Pool(1) as pool:
                    print(method, pool.map(work, [n]))
        """,
        {"work 0": (None, 4), "work 1": (None, 4), "work 2": (None, 4), "spawn [1]": (MAIN, 10)},
    ),
    "pieces without an end, from tasks": (
        """
        import asyncio

        async def work(name):
            print(name, end=" ")

        async def main():
            await asyncio.gather(work("a"), work("b"))
            print()

        asyncio.run(main())
        print("last", end="")
        """,
        {"a b": ("Task-3 (work)", 4), "last": (MAIN, 11)},
    ),
    "tasks made past the loop": (
        """
        import asyncio

        async def work():
            print("in a task")

        async def main():
            await asyncio.Task(work(), name="direct")

        asyncio.run(main())
        """,
        {"in a task": ("direct (work)", 4)},
    ),
    "asyncio in debug mode": (
        """
        import asyncio

        async def work():
            await asyncio.sleep(0)

        async def main():
            task = asyncio.create_task(work(), name="w")
            print(task)
            await task

        asyncio.run(main(), debug=True)
        """,
        {},
    ),
    "another stream on the same descriptor": (
        """
        import io, os, sys
        print(type(sys.stdout.buffer), isinstance(sys.stdout.buffer, io.BufferedWriter))
        print(sys.stdout.buffer, sys.stdout.buffer.raw)
        sys.stdout = io.TextIOWrapper(sys.stdout.detach(), line_buffering=True)
        print("rewrapped")
        kept = os.dup(1)
        os.close(1)
        os.dup2(kept, 1)
        print("and back")
        """,
        {"rewrapped": (MAIN, 5), "and back": (MAIN, 9)},
    ),
}


def comparable(lines):
    """``lines`` without what differs from run to run."""
    text = "\n".join(line.expandtabs().rstrip() for line in lines)
    text = re.sub(r"0x[0-9a-f]+", "0x…", text)
    return re.sub(r"[~/][\w./-]*/", "", text).splitlines()


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_record_shows_what_a_terminal_shows_and_who_wrote_it(run_program, on_terminal, program):
    source, writers = program
    run, shown = run_program(source, timeout=30), on_terminal(source)
    assert comparable(line.text for line in run.lines) == comparable(shown.lines)
    assert run.exit == shown.exit
    lines = {line.text.rstrip(): line for line in run.lines}
    for text, writer in writers.items():
        line = lines[text]
        if writer == "nobody":
            assert (line.lane, line.source_line) == (None, None), text
        else:
            lane = run.lanes[line.lane]
            name, source_line = writer
            assert line.source_line == source_line, text
            assert lane.name == name or (name is None and lane.kind == "process" != lane.parent)


def test_a_line_is_dated_when_its_last_text_was_written(run_program):
    run = run_program("""
        import sys, time

        print("working: ", end="", flush=True)
        print("beside it", file=sys.stderr)
        print("50%", end="", flush=True)
        time.sleep(0.3)
        print("\\rdone")
    """)
    beside, done = run.lines
    assert (beside.text, done.text) == ("working: beside it", "done")
    assert done.at - beside.at >= 0.3


def test_a_process_tells_when_the_snippets_own_file_begins(run_program):
    run = run_program("""
        import multiprocessing as mp
        import subprocess, sys

        if __name__ == "__main__":
            for method in ("fork", "spawn", "forkserver"):
                process = mp.get_context(method).Process(target=print, args=(method,), name=method)
                process.start()
                process.join()
            subprocess.run([sys.executable, "-c", "print('another program')"])
    """)
    began = {lane.name: lane.began for lane in run.lanes if lane.kind == "process"}
    for lane in run.lanes:
        if lane.began is not None:
            assert lane.start <= lane.began <= lane.end, lane.name
    assert began["python -c"] is None
    assert began["resource_tracker"] is None
    assert 0 < began[MAIN] < began["fork"] < began["spawn"] < began["forkserver"]


def test_a_run_has_an_environment_of_its_own(run_program, monkeypatch):
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TERM", "LANG", "LC_ALL", "PYTHONDEVMODE"):
        monkeypatch.setenv(name, "1")
    run = run_program("""
        import os
        print(*sorted(name for name in os.environ if not name.startswith("LIVEDOCS_")))
        print(os.environ["LANG"])
        1 / 0
    """)
    names = set(run.lines[0].text.split())
    allowed = {"HOME", "LANG", "LOGNAME", "PATH", "PYTHONPATH", "PYTHONUTF8", "SHELL", "TMPDIR"}
    assert names <= allowed | {"USER", "LC_CTYPE"}
    assert [line.text for line in run.lines[1:3]] == [
        "C.UTF-8",
        "Traceback (most recent call last):",
    ]
