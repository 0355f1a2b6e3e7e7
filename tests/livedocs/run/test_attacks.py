"""Attacks: a program that takes too much, or turns on what runs it, ends and is told plainly."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from livedocs.run import supervisors
from livedocs.run.limits import LIMITS, Limits
from livedocs.run.running import RunError, run

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux can find and end all that a program leaves behind"
)

SMALL = Limits(memory=200_000_000, disk=20_000_000)
FEW = Limits(processes=40)


def texts(run, stream="stdout"):
    return [line.text for line in run.lines if line.stream == stream]


# Takes too much

TOO_MUCH = {
    "memory": {
        "one process fills it": "kept = [b'x' * 2**20 for _ in range(2**20)]",
        "many processes fill it": """
            import os, time
            for _ in range(8):
                if os.fork() == 0:
                    kept = [b"x" * 2**20 for _ in range(40)]
                    time.sleep(600)
            time.sleep(600)
        """,
        "what is shared is full": """
            import mmap, time
            kept = []
            for _ in range(1000):
                kept.append(mmap.mmap(-1, 2**20))
                kept[-1].write(b"x" * 2**20)
            time.sleep(600)
        """,
        "a child that left the session fills it": """
            import os, time
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    kept = [b"x" * 2**20 for _ in range(2**20)]
                os._exit(0)
            time.sleep(600)
        """,
    },
    "disk": {
        "many files in its folder": """
            for n in range(10**6):
                with open(str(n), "wb") as file:
                    file.write(b"x" * 2**20)
        """,
        "many files in the temporary folder": """
            import tempfile
            kept = []
            while True:
                kept.append(tempfile.NamedTemporaryFile())
                kept[-1].write(b"x" * 2**20)
                kept[-1].flush()
        """,
        "files without anything in them": """
            for n in range(10**9):
                open(f"{n}", "w").close()
        """,
        "folders in folders": """
            import os, time
            for _ in range(2000):
                os.mkdir("f")
                os.chdir("f")
            time.sleep(600)
        """,
    },
    "processes": {
        "forks without end": """
            import os, time
            end = time.monotonic() + 2
            while time.monotonic() < end:
                os.fork()
        """,
        "forks without end, each in a session of its own": """
            import os, time
            end = time.monotonic() + 2
            while time.monotonic() < end:
                if os.fork() and os.getpid() != os.getsid(0):
                    os.setsid()
        """,
        "starts children without end": """
            import subprocess
            while True:
                subprocess.Popen(["sleep", "600"])
        """,
        "forks, and its main process ends": """
            import os, time
            for _ in range(100):
                if os.fork() == 0:
                    time.sleep(600)
        """,
    },
}


@pytest.mark.parametrize(
    ("limit", "program"),
    [
        pytest.param(limit, program, id=name)
        for limit, programs in TOO_MUCH.items()
        for name, program in programs.items()
    ],
)
def test_a_program_that_takes_too_much_is_killed(survive, limit, program):
    run = survive(program, timeout=15, limits=FEW if limit == "processes" else SMALL)
    assert (run.exceeded, run.left_behind) == (limit, ())


def test_what_was_printed_before_it_took_too_much_is_kept(survive):
    run = survive(
        """
        print("here")
        kept = [b"x" * 2**20 for _ in range(2**20)]
        """,
        limits=SMALL,
    )
    assert (texts(run), run.exceeded) == (["here"], "memory")


def test_memory_that_forks_share_counts_once(survive):
    run = survive(
        """
        import os
        kept = b"x" * 100_000_000
        reader, writer = os.pipe()
        for _ in range(8):
            if os.fork() == 0:
                os.read(reader, 1)  # until main has ended its sleep
                os._exit(0)
        import time
        time.sleep(0.5)  # for some looks
        os.write(writer, b"x" * 8)
        for _ in range(8):
            os.wait()
        """,
        limits=SMALL,
    )
    assert (run.exit, run.exceeded) == (0, "")


def test_all_memory_at_once_is_an_error_of_the_program(survive):
    run = survive("bytearray(10**12)", limits=SMALL)
    assert (run.exit, run.exceeded, texts(run, "stderr")[-1]) == (1, "", "MemoryError")


def test_a_file_that_is_too_large_is_an_error_of_the_program(survive):
    run = survive(
        """
        with open("file", "wb") as file:
            while True:
                file.write(b"x" * 2**16)
        """,
        limits=SMALL,
    )
    assert (run.exit, run.exceeded) == (1, "")
    assert texts(run, "stderr")[-1] == "OSError: [Errno 27] File too large"


def test_the_limits_of_a_run_have_room_for_a_hundred_threads(survive):
    run = survive("""
        import threading
        done = threading.Event()
        threads = [threading.Thread(target=done.wait) for _ in range(100)]
        for thread in threads:
            thread.start()
        done.set()
    """)
    assert (run.exit, len(run.lanes)) == (0, 101)
    assert LIMITS.memory >= 400_000_000


# Turns on what runs it

TURNS = {
    "replaces sys.stdout": """
        import io, sys
        sys.stdout = sys.stderr = io.StringIO()
        print("nowhere")
    """,
    "deletes sys.stdout": "import sys; del sys.stdout, sys.__stdout__",
    "breaks threading": """
        import threading
        threading.Thread.start = None
        del threading.current_thread, threading.Thread._bootstrap
    """,
    "breaks os": """
        import os
        for name in ("write", "fork", "getpid", "wait", "waitpid", "fstat", "close"):
            delattr(os, name)
        print("nobody can write it")
    """,
    "unloads every module": "import sys; sys.modules.clear()",
    "forgets its environment": "import os; os.environ.clear(); print('here')",
    "closes all files, and goes on": "import os, time; os.closerange(0, 1024); time.sleep(0.1)",
    "removes all there is of the run": """
        import os, shutil
        folder = os.path.dirname(os.getcwd())
        os.chdir("/")
        shutil.rmtree(folder)
    """,
    "puts another folder there": """
        import os, shutil
        folder = os.path.dirname(os.getcwd())
        os.chdir("/")
        shutil.rmtree(folder)
        os.symlink("/", folder)
        os.unlink(folder)
        os.mkdir(folder)
        open(folder + "/stream", "w").close()
    """,
    "ignores every signal": """
        import signal
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            try:
                signal.signal(number, signal.SIG_IGN)
            except OSError:
                pass
    """,
    "opens the channel again and again": """
        import os, resource
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        path = os.environ["LIVEDOCS_CHANNEL"].split(":")[0]
        kept = []
        try:
            for _ in range(3000):
                kept.append(os.open(path, os.O_WRONLY))
        except OSError:
            pass
    """,
    "tells of processes without end": """
        import os, time
        path = os.environ["LIVEDOCS_CHANNEL"].split(":")[0]
        with open(path, "wb", buffering=0) as channel:
            for n in range(100_000):
                channel.write(b"7 0 %d reaped %d 0 \\n" % (time.monotonic_ns(), n))
    """,
    "has names without end": """
        import multiprocessing, threading
        for _ in range(3):
            multiprocessing.Process(target=int, name="y" * 3_000_000).start()
            threading.Thread(target=int, name="x" * 3_000_000).start()
    """,
}


@pytest.mark.parametrize("program", TURNS.values(), ids=TURNS)
def test_a_program_that_turns_on_what_runs_it_ends(survive, program):
    run = survive(program, timeout=15)
    assert (run.exceeded, run.left_behind) == ("", ())
    assert len(run.to_json()) < 1_000_000


# Turns on its supervisor

ABOVE = {
    "kills its supervisor": "os.kill(supervisor, signal.SIGKILL)",
    "stops its supervisor": "os.kill(supervisor, signal.SIGSTOP)",
    "kills what starts supervisors, and its own": """
            os.kill(server, signal.SIGKILL)
            os.kill(supervisor, signal.SIGKILL)
    """,
}
STAYS = """
    import os, signal, time
    from pathlib import Path

    supervisor = os.getppid()
    server = int(Path(f"/proc/{supervisor}/stat").read_text().rpartition(") ")[2].split()[1])
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            %s
        time.sleep(600)
    time.sleep(600)
"""


@pytest.mark.parametrize("end", ABOVE.values(), ids=ABOVE)
def test_a_program_that_ends_what_is_above_it_ends(survive, end):
    with pytest.raises(
        RunError, match=r"^program\.py could not be run: its supervisor was killed$"
    ):
        survive(STAYS % end.strip())
    assert survive("print('the next one')").exit == 0


def test_what_has_no_environment_ends_though_its_supervisor_was_killed(
    survive, wait_until, tmp_path
):
    note = tmp_path / "pid"
    with pytest.raises(RunError, match="its supervisor was killed"):
        survive(f"""
            import os, signal, time
            if os.fork() == 0:
                os.setsid()
                command = "echo $$ > {note}.part; mv {note}.part {note}; exec sleep 600"
                os.execve("/bin/sh", ["sh", "-c", command], dict(PATH="/usr/bin:/bin"))
            while not os.path.exists({str(note)!r}):
                time.sleep(0.02)
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(600)
        """)
    process = Path("/proc", note.read_text("ascii").strip())
    wait_until(lambda: not process.exists())


def test_a_run_beside_one_that_ends_what_starts_supervisors_goes_on(
    survive, write_snippet, tmp_path, wait_until
):
    ready, done = tmp_path / "ready", tmp_path / "done"
    beside = write_snippet(
        f"""
        import os, time
        open({str(ready)!r}, "w").close()
        while not os.path.exists({str(done)!r}):
            time.sleep(0.02)
        """,
        "beside.py",
    )
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(run, beside)
        wait_until(ready.exists)
        killed = supervisors.server.process
        end = ABOVE["kills what starts supervisors, and its own"]
        with pytest.raises(RunError, match="its supervisor was killed"):
            run(write_snippet(STAYS % end.strip()))
        assert killed.wait(10) == -9
        done.touch()
        assert future.result(20).exit == 0
