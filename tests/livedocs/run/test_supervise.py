"""Bad input: whatever a program does, its run ends in time, is told, and nothing stays behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from livedocs.record.collector import MAX_BYTES, MAX_LINES
from livedocs.record.run import Run
from livedocs.render import panel
from livedocs.run.folder import RunFolder
from livedocs.run.limits import Limits
from livedocs.run.schedule import Request
from livedocs.snippet import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux can find and end all that a program leaves behind"
)


def texts(run, stream="stdout"):
    return [line.text for line in run.lines if line.stream == stream]


def test_processes_that_are_left_running_are_found(left_running):
    """What the other tests rely on."""
    with subprocess.Popen(["sleep", "60"]) as process:
        try:
            assert left_running() == [process.pid]
        finally:
            process.kill()
    assert left_running() == []


# How it ends


@pytest.mark.parametrize("code", [0, 1, 3, 255])
def test_a_program_that_exits_with_a_code(survive, code):
    assert survive(f"import sys; sys.exit({code})").exit == code


def test_a_program_that_raises(survive):
    run = survive("1 / 0")
    assert (run.exit, texts(run, "stderr")[-1]) == (1, "ZeroDivisionError: division by zero")


def test_a_program_that_is_no_python(survive):
    run = survive("this is no Python")
    assert (run.exit, texts(run, "stderr")[-1]) == (1, "SyntaxError: invalid syntax")


def test_an_empty_program(survive):
    run = survive("")
    assert (run.exit, run.lines) == (0, ())


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_program_that_is_killed_by_a_signal(survive, name):
    number = getattr(signal, name)
    run = survive(f"""
        import os
        print("here", flush=True)
        os.kill(os.getpid(), {int(number)})
    """)
    assert (run.exit, run.exceeded, texts(run)) == (-number, "", ["here"])


def test_a_program_that_kills_its_process_group(survive):
    run = survive("""
        import os, signal
        os.fork()
        os.killpg(0, signal.SIGKILL)
    """)
    assert run.exit == -9


def test_os_exit_keeps_what_was_flushed(survive):
    run = survive("""
        import os
        print("line")
        print("piece", end="", flush=True)
        os._exit(3)
    """)
    assert (run.exit, texts(run)) == (3, ["line", "piece"])


def test_os_exit_loses_what_was_not_flushed(survive):
    run = survive("""
        import os
        print("line")
        print("piece", end="")
        os._exit(3)
    """)
    assert (run.exit, texts(run)) == (3, ["line"])


# Never ends


NEVER = {
    "sleeps": "import time; time.sleep(600)",
    "is busy": "while True: pass",
    "is stopped": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "ignores signals": """
        import signal, time
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        time.sleep(600)
    """,
    "prints for ever": """
        while True:
            print("again")
    """,
    "has children": """
        import multiprocessing as mp, time
        if __name__ == "__main__":
            for method in mp.get_all_start_methods():
                mp.get_context(method).Process(target=time.sleep, args=(600,)).start()
    """,
    "has grandchildren": """
        import os, time
        for _ in range(3):
            os.fork()
        time.sleep(600)
    """,
    "has threads": """
        import threading, time
        for _ in range(20):
            threading.Thread(target=time.sleep, args=(600,)).start()
    """,
    "left its session": """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork():
                os._exit(0)
        time.sleep(600)
    """,
    "waits for another program": "import subprocess; subprocess.run(['sleep', '600'])",
}


@pytest.mark.parametrize("program", NEVER.values(), ids=NEVER)
def test_a_program_that_never_ends(survive, program):
    run = survive(program, timeout=1)
    assert (run.exceeded, run.exit) == ("time", -9)
    assert run.wall >= 1


def test_what_was_printed_before_the_timeout_is_kept(survive):
    run = survive("print('here'); import time; time.sleep(600)", timeout=1)
    assert texts(run) == ["here"]


def test_many_processes_that_print_for_ever_are_stopped_in_time(survive):
    run = survive(
        """
        import os, time
        end = time.monotonic() + 30
        for _ in range(4):
            os.fork()
        while time.monotonic() < end:
            print("again")
        """,
        timeout=1,
    )
    assert run.exceeded == "time"


# Leaves processes behind


def test_processes_that_are_left_behind_are_named(survive):
    run = survive("""
        import subprocess
        subprocess.Popen(["sleep", "600"])
        subprocess.Popen(["cat", "/dev/zero"], stdout=subprocess.DEVNULL)
        print("main ends")
    """)
    assert run.left_behind == ("cat", "sleep")
    assert (run.exit, run.exceeded, texts(run)) == (0, "", ["main ends"])


def test_a_process_that_left_its_session_is_found(survive):
    run = survive("""
        import os
        reader, writer = os.pipe()
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.closerange(0, 3)
                os.execvp("sleep", ["sleep", "600"])
            os._exit(0)
        os.close(writer)
        os.read(reader, 1)  # until it is another program
    """)
    assert run.left_behind == ("sleep",)


def test_an_orphan_that_ends_by_itself_is_not_left_behind(survive):
    run = survive("""
        import os
        reader, writer = os.pipe()
        if os.fork() == 0:
            if os.fork() == 0:
                os.close(reader)
                print("orphan", flush=True)
                os._exit(7)
            os._exit(0)
        os.close(writer)
        os.wait()
        os.read(reader, 1)
    """)
    assert run.left_behind == ()


def test_an_orphan_has_its_exit_code(survive):
    run = survive("""
        import os
        reader, writer = os.pipe()
        if os.fork() == 0:
            if os.fork() == 0:
                os.close(reader)
                print("orphan", flush=True)
                os._exit(7)
            os._exit(0)
        os.close(writer)
        os.wait()
        os.read(reader, 1)
    """)
    (line,) = run.lines
    assert run.lanes[line.lane].ending == 7


def test_the_run_lasts_as_long_as_its_main_process(survive):
    run = survive("import subprocess; subprocess.Popen(['sleep', '600'])")
    assert run.wall < run.lanes[0].end + 0.4


@pytest.mark.parametrize("leave", ["pass", "os.setsid()"], ids=["group", "sessions"])
def test_a_process_that_forks_all_the_time_is_found(survive, tmp_path, leave):
    beats = tmp_path / "beats"
    run = survive(f"""
        import os, time
        end = time.monotonic() + 15
        beats = os.open({str(beats)!r}, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        while time.monotonic() < end:
            os.write(beats, b".")
            if os.fork():
                os._exit(0)
            {leave}
    """)
    size = beats.stat().st_size
    time.sleep(0.3)
    assert beats.stat().st_size == size
    assert run.left_behind


def test_a_hundred_processes_are_left_behind(survive):
    run = survive(
        """
        import os, time
        for _ in range(100):
            if os.fork() == 0:
                time.sleep(600)
        """,
        limits=Limits(processes=110),
    )
    assert len(run.left_behind) == 100


# Prints too much, or strange things


def test_megabytes_of_lines(survive):
    run = survive("""
        for n in range(40_000):
            print("x" * 99)
    """)
    assert len(run.lines) == MAX_LINES
    kept = MAX_BYTES // 100
    assert (run.cut_lines, run.cut_bytes) == (kept - MAX_LINES + 1, 4_000_000 - MAX_BYTES)


def test_a_megabyte_without_a_line_end(survive):
    run = survive("print('x' * 1_000_000, end='')")
    assert texts(run) == ["x" * MAX_BYTES]
    assert run.cut_bytes == 1_000_000 - MAX_BYTES


def test_many_megabytes_in_one_print(survive):
    run = survive("print('x' * 64_000_000)")
    assert run.cut_bytes == 64_000_001 - MAX_BYTES


def test_megabytes_of_another_program(survive):
    run = survive("import subprocess; subprocess.run('yes | head -c 5000000', shell=True)")
    assert len(run.lines) == MAX_LINES
    assert run.cut_bytes == 5_000_000 - MAX_BYTES


def test_bad_utf_8(survive):
    run = survive("import sys; sys.stdout.buffer.write(b'caf\\xe9 \\xff\\n')")
    assert texts(run) == ["caf\ufffd \ufffd"]


def test_ansi_colours_are_left_out(survive):
    assert texts(survive(r"print('\x1b[31mred\x1b[0m')")) == ["red"]


def test_html(survive):
    assert texts(survive("print('<b>&amp;</b>')")) == ["<b>&amp;</b>"]


def test_a_progress_bar(survive):
    run = survive("""
        for percent in range(0, 101, 10):
            print(f"\\r{percent:3}%", end="", flush=True)
        print()
    """)
    assert texts(run) == ["100%"]


def test_control_characters(survive):
    run = survive(r"print('a\x00b\x07c\x0bd')")
    assert texts(run) == ["abc", "   d"]


# FileWatch what it stands on


def test_a_program_that_closes_its_stdout(survive):
    run = survive("""
        import sys
        print("before")
        sys.stdout.close()
        print("after")
    """)
    assert (run.exit, texts(run)) == (1, ["before"])
    assert texts(run, "stderr")[-1] == "ValueError: I/O operation on closed file."


def test_a_program_that_closes_the_descriptor_of_its_stdout(survive):
    run = survive("""
        import os, sys
        print("before")
        os.close(1)
        try:
            print("after", flush=True)
        except OSError as error:
            print(error, file=sys.stderr)
        os._exit(0)
    """)
    assert (run.exit, texts(run)) == (0, ["before"])
    assert texts(run, "stderr") == ["[Errno 9] Bad file descriptor"]


def test_a_program_that_closes_all_its_files(survive):
    run = survive("""
        import os
        print("before")
        os.closerange(0, 256)
        os._exit(4)
    """)
    assert (run.exit, texts(run)) == (4, ["before"])


def test_a_program_that_closes_the_files_that_are_not_its_own(survive):
    run = survive("""
        import os
        os.closerange(3, 256)
        print("after")
    """)
    assert [(line.lane, line.text) for line in run.lines] == [(0, "after")]


def test_standard_input_is_at_its_end(survive):
    run = survive("""
        import sys
        print(repr(sys.stdin.read()))
        try:
            input()
        except EOFError as error:
            print(error)
    """)
    assert texts(run) == ["''", "EOF when reading a line"]


def test_a_program_that_changes_its_folder(survive):
    run = survive("""
        import multiprocessing as mp
        import os
        if __name__ == "__main__":
            os.chdir("/")
            for method in mp.get_all_start_methods():
                process = mp.get_context(method).Process(target=print, args=(method,))
                process.start()
                process.join()
    """)
    assert (run.exit, sorted(texts(run))) == (0, ["fork", "forkserver", "spawn"])


def test_a_program_that_removes_its_folder(survive):
    run = survive("""
        import os, shutil
        shutil.rmtree(os.getcwd())
        print("gone")
    """)
    assert (run.exit, texts(run)) == (0, ["gone"])


def test_a_program_runs_in_an_empty_folder_of_its_own(survive):
    run = survive("""
        import os
        print(os.listdir())
        open("file", "w").close()
    """)
    assert texts(run) == ["['program.py']"]


def test_a_program_leads_its_own_process_group(survive):
    run = survive("import os; print(os.getpgid(0) == os.getsid(0) == os.getpid())")
    assert texts(run) == ["True"]


def test_a_program_has_utf_8(survive):
    run = survive("""
        import sys
        print(sys.stdout.encoding, open("file", "w").encoding, "你好")
    """)
    assert texts(run) == ["utf-8 utf-8 你好"]


def test_a_program_does_not_see_the_python_variables_of_the_builder(survive, monkeypatch):
    monkeypatch.setenv("PYTHONOPTIMIZE", "2")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    run = survive("import sys; print(sys.flags.optimize, '/nowhere' in sys.path)")
    assert texts(run) == ["0 False"]


def test_the_temporary_folder_is_not_on_the_record(survive):
    run = survive("print(__file__); 1 / 0")
    assert texts(run) == ["program.py"]
    assert texts(run, "stderr")[1] == '  File "program.py", line 1, in <module>'


@pytest.mark.parametrize("home", ["/", "/r", "/nowhere"])
def test_paths_stay_true_whatever_the_home(survive, monkeypatch, home):
    monkeypatch.setenv("HOME", home)
    assert texts(survive("print('and/or /root /run/x')")) == ["and/or /root /run/x"]


def test_the_home_of_the_builder_is_not_on_the_record(survive, monkeypatch):
    monkeypatch.setenv("HOME", "/home/someone")
    run = survive("""
        print("/home/someone/file", "/home/someone/.pyenv/bin/python")
        print("/home/someone-else/file", "/mnt/home/someone/file")
    """)
    assert texts(run) == [
        "~/file ~/.pyenv/bin/python",
        "/home/someone-else/file /mnt/home/someone/file",
    ]


# Tells the supervisor lies


LIES = {
    "garbage": "send(b'\\x00\\xff garbage\\n' * 1000)",
    "no line end": "send(b'x' * 1_000_000)",
    "half a message": "send(b'%d 0 %d thr' % (os.getpid(), now))",
    "a thread without a process": "say(7, now, 'thread 1 0 worker')",
    "a process that is not": "say(1, now, 'process 0 x')",
    "a process in the future": "say(7, 10**25, 'process 1 ')",
    "a process in the past": "say(7, 5, 'process 1 ')",
    "a line in the past": "say(7, now, 'process 1 '); say(7, 5, 'write 0 1 0 x')",
    "a line in the future": "say(7, now, 'process 1 '); say(7, 10**25, 'write 0 1 0 told')",
    "what it does not write": "say(os.getpid(), now, 'write 0 1 0 never')",
    "that it writes megabytes": """
        for n in range(10_000):
            say(os.getpid(), now, "write 0 1 0 " + "x" * 2000)
    """,
    "an end in the future": "say(7, now, 'process 1 '); say(7, 10**25, 'end 0 x')",
    "an end before the start": "say(7, now, 'process 1 '); say(7, 5, 'end 0 ')",
    "a parent that is none": "say(7, now, 'process 1 '); say(7, now, 'task 1 99 x')",
    "an exit code that is none": "say(os.getpid(), now, f'reaped {os.getpid()} well ')",
    "an exit code without end": "say(os.getpid(), now, f'reaped {os.getpid()} {10**400} ')",
    "its own end": "say(os.getpid(), now, f'reaped {os.getpid()} 3 ')",
    "a name that is no text": """
        say(7, now, 'process 1 '); send(b'7 0 9 name 0 spawn \\xff<\\x00>\\n')
    """,
    "its own process once more": "say(os.getpid(), now, f'process {os.getpid()} ')",
    "a source line without end": "say(os.getpid(), now, f'write 0 1 {10**400} told\\\\n')",
    "a child before its parent": """
        say(7, now, 'process 1 '); say(7, time.monotonic_ns(), 'thread 1 0 x')
        say(7, now + 1, 'task 2 1 y')
    """,
    "processes without end": """
        for n in range(20_000):
            say(n + 10**6, now, "process 1 ")
    """,
}


def positions(html):
    """Every percentage in a panel's timeline."""
    return [float(number) for number in re.findall(r'"(-?[\d.e+inf-]+)%"', html)]


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_program_that_writes_to_the_channel_of_the_recorder(survive, write_snippet, lie):
    run = survive(f"""
        import os, time

        channel = open(os.environ["LIVEDOCS_CHANNEL"].split(":")[0], "wb", buffering=0)
        now = time.monotonic_ns()
        send = channel.write
        say = lambda pid, at, words: send(f"{{pid}} 0 {{at}} {{words}}\\n".encode())
        {lie.strip()}
        channel.close()
        print("told")
    """)
    assert (run.exit, "told" in texts(run)) == (0, True)
    assert Run.from_json(run.to_json().encode().decode()) == run
    html = panel.render(Request(write_snippet("", "x.py")), run, "en", "", cached=False)
    assert all(0 <= position <= 100 for position in positions(html))
    html.encode()


def test_a_program_that_removes_the_channel_of_the_recorder(survive):
    run = survive("""
        import os
        os.unlink(os.environ["LIVEDOCS_CHANNEL"].split(":")[0])
        print("removed")
        if os.fork() == 0:
            print("child", flush=True)
            os._exit(0)
        os.wait()
    """)
    assert (run.exit, texts(run)) == (0, ["removed", "child"])


# The builder


def test_all_ends_when_the_builder_is_killed(
    write_snippet, left_running, wait_until, tmp_path, temporary
):
    ready = tmp_path / "ready"
    snippet = write_snippet(f"""
        import multiprocessing as mp
        import os, time

        def work():
            os.setsid()
            open({str(ready)!r}, "w").close()
            time.sleep(600)

        if __name__ == "__main__":
            mp.Process(target=work).start()
    """)
    code = f"""
from pathlib import Path
from livedocs.run.running import run
from livedocs.snippet import Snippet
run(Snippet({snippet.name!r}, Path({str(snippet.path)!r})))
"""
    environment = os.environ | {"TMPDIR": str(temporary)}
    builder = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment)
    try:
        wait_until(ready.exists, timeout=30)
        assert len(left_running()) >= 4
    finally:
        builder.kill()
        builder.wait()
    wait_until(lambda: not left_running())
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there nothing is inherited")
def test_a_run_takes_the_signals_that_its_builder_ignores(write_snippet):
    snippet = write_snippet("""
        import signal
        for number in signal.SIGINT, signal.SIGHUP, signal.SIGTERM:
            print(signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler))
    """)
    builder = f"""
import signal
from pathlib import Path
for number in signal.SIGINT, signal.SIGHUP, signal.SIGTERM:
    signal.signal(number, signal.SIG_IGN)
from livedocs.run.running import run
from livedocs.snippet import Snippet
print(*[line.text for line in run(Snippet("program.py", Path({str(snippet.path)!r}))).lines])
"""
    command = [sys.executable, "-c", builder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 3


def test_the_supervisor_prints_nothing_but_the_record(write_snippet):
    snippet = write_snippet("print('hello')")
    order = {
        "python": sys.executable,
        "script": str(snippet.path),
        "folder": str(RunFolder.new().path),
        "timeout": 10,
        "limits": {},
        "unfollowed": "off",
        "live": False,
        "environ": {},
    }
    done = subprocess.run(
        [sys.executable, "-m", "livedocs.run.fork_server", json.dumps(order)],
        cwd=ROOT,
        stdin=(held := os.pipe())[0],
        capture_output=True,
        text=True,
    )
    for fd in held:
        os.close(fd)
    assert done.stderr == ""
    assert [line["text"] for line in json.loads(done.stdout)["lines"]] == ["hello"]


@pytest.mark.parametrize("after", [0.0, 0.03, 0.1])
def test_a_builder_that_is_killed_at_its_start_leaves_nothing(
    write_snippet, left_running, wait_until, temporary, after
):
    snippet = write_snippet("import time; time.sleep(600)")
    code = f"""
from pathlib import Path
from livedocs.run.running import run
from livedocs.snippet import Snippet
print(flush=True)
run(Snippet({snippet.name!r}, Path({str(snippet.path)!r})))
"""
    builder = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with builder:
        builder.stdout.readline()
        time.sleep(after)
        builder.kill()
        builder.communicate(timeout=30)  # its server and supervisors have the same stderr
    wait_until(lambda: not left_running())
    # Not all files: tempfile tries out a folder with one, and may be killed before it removes it.
    assert list(temporary.glob("run*")) == []
