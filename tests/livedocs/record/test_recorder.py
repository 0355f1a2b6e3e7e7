"""What the recorder tells of a program, and that the program does not notice it."""

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from livedocs.run.raw_record import RECORDER

with contextlib.suppress(ImportError):
    import resource  # not on Windows

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux finds orphans and reads /proc")
posix = pytest.mark.skipif(os.name != "posix", reason="needs fork and signals")


def told(run):
    """(name of the lane, text) of each line; None for a line without a lane."""
    return [
        (None if line.lane is None else run.lanes[line.lane].name, line.text) for line in run.lines
    ]


def texts(run, stream="stdout"):
    return [line.text for line in run.lines if stream in (None, line.stream)]


def lanes(run, kind):
    return [lane for lane in run.lanes if lane.kind == kind]


def lane(run, name):
    """The one lane whose name has ``name`` in it."""
    (found,) = [lane for lane in run.lanes if name in (lane.name or "")]
    return found


# Processes


METHODS = """
    import multiprocessing as mp
    import os

    def work():
        print("working", os.getpid())

    if __name__ == "__main__":
        process = mp.get_context("{method}").Process(target=work, name="Ann")
        process.start()
        process.join()
        print("parent", os.getpid())
"""


@posix
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_a_child_is_a_lane_and_its_line_is_its_own(run_program, method):
    run = run_program(METHODS.format(method=method))
    assert told(run) == [
        ("Ann", f"working {lane(run, 'Ann').pid}"),
        ("MainProcess", f"parent {run.lanes[0].pid}"),
    ]


@posix
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_the_start_method_is_told(run_program, method):
    assert run_program(METHODS.format(method=method)).start_methods == (method,)


@posix
def test_the_default_start_method_is_told(run_program):
    run = run_program("""
        import multiprocessing as mp

        if __name__ == "__main__":
            process = mp.Process(target=print)
            process.start()
            process.join()
            print(mp.get_start_method())
    """)
    assert run.start_methods == (run.lines[-1].text,)


@posix
def test_a_child_by_forkserver_has_the_server_as_its_parent(run_program):
    run = run_program(METHODS.format(method="forkserver"))
    server = lane(run, "forkserver")
    assert run.lanes[lane(run, "Ann").parent] == server
    assert run.lanes[server.parent].name == "MainProcess"


@posix
def test_the_helper_processes_have_names(run_program):
    run = run_program(METHODS.format(method="spawn"))
    assert {process.name for process in lanes(run, "process")} == {
        "MainProcess",
        "Ann",
        "resource_tracker",
    }


@posix
def test_a_daemon_process_is_told_as_one(run_program):
    run = run_program("""
        import multiprocessing as mp

        context = mp.get_context("fork")
        for name, daemon in [("Ann", True), ("Bo", False)]:
            process = context.Process(target=print, name=name, daemon=daemon)
            process.start()
            process.join()
    """)
    assert [(process.name, process.daemon) for process in lanes(run, "process")] == [
        ("MainProcess", False),
        ("Ann", True),
        ("Bo", False),
    ]


@posix
def test_a_pool_shows_its_workers_and_its_helper_threads(run_program):
    run = run_program("""
        import multiprocessing as mp

        def double(n):
            print("doubling", n)
            return 2 * n

        if __name__ == "__main__":
            with mp.get_context("fork").Pool(2) as pool:
                print(pool.map(double, [1, 2, 3], chunksize=1))
                pool.close()
                pool.join()  # or one that had nothing to do is ended before it tells of itself
    """)
    workers = [process for process in lanes(run, "process") if process.name != "MainProcess"]
    helpers = {thread.name for thread in lanes(run, "thread") if thread.parent == 0}
    assert len(workers) == 2
    assert {re.sub(r"Thread-\d+ ", "", name) for name in helpers} == {
        "(_handle_workers)",
        "(_handle_tasks)",
        "(_handle_results)",
    }
    assert sorted(texts(run))[1:] == ["doubling 1", "doubling 2", "doubling 3"]
    assert all(name != "MainProcess" for name, text in told(run) if text.startswith("doubling"))


@posix
def test_a_child_by_os_fork_is_a_lane(run_program):
    run = run_program("""
        import os

        if os.fork() == 0:
            print("child", os.getpid(), flush=True)
            os._exit(5)
        os.wait()
        print("parent", os.getpid())
    """)
    parent, child = lanes(run, "process")
    assert (child.parent, child.ending) == (0, 5)
    assert [(line.lane, line.text) for line in run.lines] == [
        (1, f"child {child.pid}"),
        (0, f"parent {parent.pid}"),
    ]


@posix
def test_a_child_that_is_killed_ends_when_it_is_killed(run_program):
    run = run_program("""
        import multiprocessing as mp
        import signal, time

        def work(started):
            print("at work", flush=True)
            started.set()
            time.sleep(60)

        context = mp.get_context("fork")
        started = context.Event()
        process = context.Process(target=work, args=(started,), name="Ann")
        process.start()
        started.wait()
        process.kill()
        process.join()
        print("joined")
        time.sleep(0.3)
    """)
    killed = lane(run, "Ann")
    assert killed.ending == -9
    assert ("Ann", "at work") in told(run)
    assert killed.end < run.lanes[0].end - 0.2


@posix
def test_threads_of_a_killed_process_end_with_it(run_program):
    run = run_program("""
        import os, signal, threading, time

        threading.Thread(target=time.sleep, args=(60,), name="sleeper").start()
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    assert lane(run, "sleeper").end == run.lanes[0].end
    assert run.exit == -9


@posix
@pytest.mark.parametrize(
    "wait",
    ["wait()", "waitpid(pid, 0)", "wait3(0)", "wait4(pid, 0)", "wait3(options=0)"],
)
def test_a_child_that_was_waited_for_has_its_exit_code(run_program, wait):
    run = run_program(f"""
        import os

        pid = os.fork()
        if pid == 0:
            os._exit(3)
        print(os.waitstatus_to_exitcode(os.{wait}[1]))
    """)
    assert (run.exit, texts(run), run.lanes[1].ending) == (0, ["3"], 3)


@posix
def test_a_child_of_subprocess_has_its_exit_code(run_program):
    run = run_program("""
        import subprocess, sys

        subprocess.run([sys.executable, "-c", "import sys; sys.exit(4)"])
    """)
    assert [process.ending for process in lanes(run, "process")] == [0, 4]


def test_a_process_pool_executor_is_recorded(run_program):
    run = run_program("""
        from concurrent.futures import ProcessPoolExecutor

        def work(n):
            print("work", n)

        if __name__ == "__main__":
            with ProcessPoolExecutor(1) as pool:
                pool.submit(work, 1).result()
            print("done")
    """)
    assert texts(run) == ["work 1", "done"]
    assert run.lines[0].lane != run.lines[1].lane


@posix
def test_the_feeder_thread_of_a_queue_is_a_lane(run_program):
    run = run_program("""
        import multiprocessing as mp

        queue = mp.Queue()
        queue.put(1)
        print(queue.get())
    """)
    assert lane(run, "QueueFeederThread").parent == 0


@posix
def test_lines_of_processes_that_take_turns_are_in_the_order_of_their_turns(run_program):
    run = run_program("""
        import os

        turn = [os.pipe(), os.pipe()]
        me = 0 if os.fork() else 1
        if me == 0:
            os.write(turn[0][1], b".")
        for n in range(me, 100, 2):
            os.read(turn[me][0], 1)
            print(n, flush=True)
            os.write(turn[1 - me][1], b".")
        if me == 0:
            os.wait()
    """)
    assert texts(run) == [str(n) for n in range(100)]
    assert [line.lane for line in run.lines] == [0, 1] * 50


def test_the_times_of_lines_are_those_of_their_writer(run_program):
    run = run_program("""
        import time

        print("start")
        time.sleep(0.4)
        print("end")
    """)
    assert run.lines[1].at - run.lines[0].at >= 0.4


@posix
def test_a_process_that_becomes_another_program_is_recorded_before_and_after(run_program):
    run = run_program("""
        import os, sys

        if len(sys.argv) == 1:
            print("before", flush=True)
            os.execv(sys.executable, [sys.executable, __file__, "again"])
        print("after")
    """)
    before, after = lanes(run, "process")
    assert before.pid == after.pid
    assert before.start == 0 < before.end <= after.start
    assert [(line.lane, line.text) for line in run.lines] == [(0, "before"), (1, "after")]


@posix
def test_a_fork_in_a_thread_starts_a_lane_of_its_own(run_program):
    run = run_program("""
        import os, threading

        def fork():
            if os.fork() == 0:
                print("child", flush=True)
                os._exit(0)
            os.wait()
            print("thread")

        thread = threading.Thread(target=fork, name="forker")
        thread.start()
        thread.join()
    """)
    child, thread = (run.lanes[line.lane] for line in run.lines)
    assert (child.kind, thread.kind) == ("process", "thread")
    assert child.pid != thread.pid


# Threads


def test_a_thread_is_a_lane_of_its_process(run_program):
    run = run_program("""
        import threading

        thread = threading.Thread(target=print, args=("hello",), name="Ann")
        thread.start()
        thread.join()
        print("bye")
    """)
    (thread,) = lanes(run, "thread")
    assert (thread.name, thread.parent, thread.pid) == ("Ann", 0, run.lanes[0].pid)
    assert told(run) == [("Ann", "hello"), ("MainProcess", "bye")]


def test_a_thread_ends_when_its_function_returns(run_program):
    run = run_program("""
        import threading, time

        thread = threading.Thread(target=time.sleep, args=(0.1,), name="Ann")
        thread.start()
        thread.join()
        time.sleep(0.4)
    """)
    thread = lane(run, "Ann")
    assert thread.end - thread.start >= 0.1
    assert thread.end < run.lanes[0].end - 0.3


@pytest.mark.parametrize("follow", [True, False])
def test_a_numbered_thread_of_the_standard_library_has_its_class(run_program, follow):
    run = run_program(
        """
        import threading
        from concurrent.futures import ProcessPoolExecutor

        class Mine(threading.Thread):
            def run(self): pass

        def named(timer):
            timer.name = "Ann"
            return timer

        if __name__ == "__main__":
            with ProcessPoolExecutor(1) as pool:
                pool.submit(int).result()
            timers = threading.Timer(0, int), named(threading.Timer(0, int))
            threads = *timers, Mine(), threading.Thread(target=int)
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        """,
        follow=follow,
    )
    names = [lane.name for lane in run.lanes if lane.pid == run.lanes[0].pid][1:]
    kinds = [re.sub(r"\d+", "N", name) for name in names if name != "QueueFeederThread"]
    assert kinds == [
        "Thread-N (_ExecutorManagerThread)",
        "Thread-N (Timer)",
        "Ann",
        "Thread-N",
        "Thread-N (int)",
    ]


def test_a_thread_that_is_renamed_has_its_last_name(run_program):
    run = run_program("""
        import threading

        def work():
            threading.current_thread().name = "Bo"

        thread = threading.Thread(target=work, name="Ann")
        thread.start()
        thread.join()
    """)
    assert [thread.name for thread in lanes(run, "thread")] == ["Bo"]


@pytest.mark.parametrize("daemon", [True, False])
def test_a_thread_is_told_as_daemon_or_not(run_program, daemon):
    run = run_program(f"""
        import threading

        thread = threading.Thread(target=print, name="Ann", daemon={daemon})
        thread.start()
        thread.join()
    """)
    assert lane(run, "Ann").daemon is daemon


def test_a_daemon_thread_that_outlives_the_main_thread_ends_with_the_process(run_program):
    run = run_program("""
        import threading, time

        threading.Thread(target=time.sleep, args=(60,), name="Ann", daemon=True).start()
    """)
    assert lane(run, "Ann").end == run.lanes[0].end


def test_a_thread_of_the_low_level_module_is_a_lane(run_program):
    run = run_program("""
        import _thread

        done = _thread.allocate_lock()
        done.acquire()

        def work(name, *, mark):
            print(name + mark)
            done.release()

        _thread.start_new_thread(work, ("hello",), {"mark": "!"})
        done.acquire()
    """)
    assert told(run) == [("work", "hello!")]


def test_a_thread_of_an_object_with_a_difficult_name_runs(run_program):
    run = run_program("""
        import _thread

        class Difficult:
            @property
            def name(self):
                raise RuntimeError("no name")

            def work(self):
                print("working")
                done.release()

        done = _thread.allocate_lock()
        done.acquire()
        _thread.start_new_thread(Difficult().work, ())
        print("worked" if done.acquire(timeout=5) else "did not run")
    """)
    assert texts(run) == ["working", "worked"]


def test_threads_of_a_child_live_in_the_child(run_program):
    run = run_program("""
        import multiprocessing as mp
        import threading

        def work():
            thread = threading.Thread(target=print, args=("hello",), name="inner")
            thread.start()
            thread.join()

        if __name__ == "__main__":
            process = mp.Process(target=work, name="Ann")
            process.start()
            process.join()
    """)
    assert run.lanes[lane(run, "inner").parent] == lane(run, "Ann")
    assert told(run) == [("inner", "hello")]


# Tasks


def test_a_task_is_a_lane_with_its_name_and_that_of_its_coroutine(run_program):
    run = run_program("""
        import asyncio

        async def fetch():
            print("fetching")

        async def main():
            await asyncio.create_task(fetch(), name="Ann")

        asyncio.run(main())
    """)
    assert [task.name for task in lanes(run, "task")] == ["Task-1 (main)", "Ann (fetch)"]
    assert told(run) == [("Ann (fetch)", "fetching")]


def test_a_task_that_is_renamed_has_its_last_name(run_program):
    run = run_program("""
        import asyncio

        async def main():
            asyncio.current_task().set_name("Ann")

        asyncio.run(main())
    """)
    assert [task.name for task in lanes(run, "task")] == ["Ann (main)"]


def test_lines_of_tasks_that_take_turns_are_their_own(run_program):
    run = run_program("""
        import asyncio

        async def count(name):
            for n in range(3):
                print(name, n)
                await asyncio.sleep(0)

        async def main():
            print("main")
            await asyncio.gather(count("a"), count("b"))
            print("main")

        asyncio.run(main())
        print("after")
    """)
    a, b = "Task-2 (count)", "Task-3 (count)"
    assert told(run) == [
        ("Task-1 (main)", "main"),
        *[(a, "a 0"), (b, "b 0"), (a, "a 1"), (b, "b 1"), (a, "a 2"), (b, "b 2")],
        ("Task-1 (main)", "main"),
        ("MainProcess", "after"),
    ]


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        ("return 1", None),
        ("raise ValueError('no')", "ValueError"),
        ("asyncio.current_task().cancel(); await asyncio.sleep(1)", "cancelled"),
        ("await asyncio.sleep(0); raise KeyError", "KeyError"),
    ],
)
def test_a_task_ends_in_its_way(run_program, body, ending):
    run = run_program(f"""
        import asyncio

        async def work():
            {body}

        async def main():
            await asyncio.gather(work(), return_exceptions=True)

        asyncio.run(main())
    """)
    assert (run.exit, lane(run, "(work)").ending) == (0, ending)


def test_a_task_that_is_cancelled_from_outside_ends_then(run_program):
    run = run_program("""
        import asyncio

        async def main():
            task = asyncio.create_task(asyncio.sleep(60))
            await asyncio.sleep(0.1)
            task.cancel()
            await asyncio.sleep(0.4)

        asyncio.run(main())
    """)
    task = lane(run, "(sleep)")
    assert task.ending == "cancelled"
    assert task.end < run.lanes[0].end - 0.3


def test_a_task_that_never_ends_ends_with_its_process(run_program):
    run = run_program("""
        import asyncio, os

        async def main():
            task = asyncio.create_task(asyncio.sleep(60))
            await asyncio.sleep(0)
            os._exit(0)

        asyncio.run(main())
    """)
    assert lane(run, "(sleep)").end == run.lanes[0].end


def test_a_task_that_never_ends_has_its_name(run_program):
    run = run_program("""
        import asyncio, os

        async def main():
            task = asyncio.create_task(asyncio.sleep(60), name="Ann")
            await asyncio.sleep(0)
            os._exit(0)

        asyncio.run(main())
    """)
    assert [task.name for task in lanes(run, "task")] == ["Task-1 (main)", "Ann (sleep)"]


def test_a_plain_callback_belongs_to_no_task(run_program):
    run = run_program("""
        import asyncio

        async def main():
            asyncio.get_running_loop().call_soon(print, "callback")
            await asyncio.sleep(0)
            await asyncio.sleep(0)

        asyncio.run(main())
    """)
    assert told(run) == [("MainProcess", "callback")]


def test_a_function_sent_to_a_thread_is_in_the_lane_of_the_thread(run_program):
    run = run_program("""
        import asyncio

        asyncio.run(asyncio.to_thread(print, "hello"))
    """)
    (line,) = run.lines
    assert run.lanes[line.lane].kind == "thread"


def test_tasks_of_a_task_group_are_lanes(run_program):
    run = run_program("""
        import asyncio

        async def work(n):
            print("work", n)

        async def main():
            async with asyncio.TaskGroup() as group:
                for n in range(2):
                    group.create_task(work(n))

        asyncio.run(main())
    """)
    assert told(run) == [("Task-2 (work)", "work 0"), ("Task-3 (work)", "work 1")]


EAGER = """
    import asyncio

    async def fetch():
        print("at once")
        await asyncio.sleep(0)
        print("later")

    async def main():
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
        print("before")
        task = asyncio.create_task(fetch())
        print("after")
        await task

    asyncio.run(main())
"""


def test_an_eager_task_is_a_lane_and_its_lines_are_its_own(run_program, newer_python):
    run = run_program(EAGER, python=newer_python)
    main, fetch = lanes(run, "task")
    assert [(run.lanes[line.lane], line.text) for line in run.lines] == [
        (main, "before"),
        (fetch, "at once"),
        (main, "after"),
        (fetch, "later"),
    ]


@posix
def test_processes_of_a_newer_python_are_recorded(run_program, newer_python):
    run = run_program(METHODS.format(method="spawn"), python=newer_python)
    assert [name for name, _ in told(run)] == ["Ann", "MainProcess"]


def test_threads_of_a_newer_python_are_recorded(run_program, newer_python):
    run = run_program(
        """
        import threading

        thread = threading.Thread(target=print, args=("hello",), name="Ann", daemon=True)
        thread.start()
        thread.join()
        print("bye")
        """,
        python=newer_python,
    )
    assert told(run) == [("Ann", "hello"), ("MainProcess", "bye")]
    assert lane(run, "Ann").daemon


def test_tasks_of_a_newer_python_are_recorded(run_program, newer_python):
    run = run_program(
        """
        import asyncio

        async def fetch():
            print("fetching")

        async def main():
            await asyncio.create_task(fetch(), name="Ann")

        asyncio.run(main())
        """,
        python=newer_python,
    )
    assert [task.name for task in lanes(run, "task")] == ["Task-1 (main)", "Ann (fetch)"]
    assert told(run) == [("Ann (fetch)", "fetching")]


def test_another_interpreter_in_the_process_is_a_lane(run_program, newer_python):
    """Its module is private until 3.14; https://peps.python.org/pep-0734/."""
    run = run_program(
        """
        try:
            import _interpreters
        except ImportError:
            raise SystemExit(5)
        other = _interpreters.create()
        _interpreters.run_string(other, "print('inside')")
        _interpreters.destroy(other)
        print("outside")
        """,
        python=newer_python,
    )
    if run.exit == 5:
        pytest.skip("needs Python 3.13 or later")
    (inner,) = lanes(run, "interpreter")
    assert (inner.name, inner.parent, inner.pid) == ("interpreter 1", 0, run.lanes[0].pid)
    assert told(run) == [("interpreter 1", "inside"), ("MainProcess", "outside")]


# Output


def test_pieces_become_one_line(run_program):
    run = run_program("""
        for n in range(3):
            print(n, end=" ", flush=True)
        print("done")
    """)
    assert told(run) == [("MainProcess", "0 1 2 done")]


def test_bytes_written_to_the_buffer_are_recorded(run_program):
    run = run_program("""
        import sys

        sys.stdout.buffer.write(b"bytes\\n")
        sys.stdout.flush()
    """)
    assert told(run) == [("MainProcess", "bytes")]


def test_stderr_is_told_as_stderr(run_program):
    run = run_program("""
        import sys

        print("out")
        print("err", file=sys.stderr)
    """)
    assert [(line.stream, line.text) for line in run.lines] == [
        ("stdout", "out"),
        ("stderr", "err"),
    ]


def test_a_text_without_a_line_end_is_a_line(run_program):
    assert told(run_program("print('no end', end='')")) == [("MainProcess", "no end")]


def test_what_is_written_past_python_has_no_lane(run_program):
    run = run_program("""
        import os

        os.write(1, b"raw\\n")
    """)
    assert told(run) == [(None, "raw")]


@posix
def test_what_another_program_prints_has_no_lane(run_program):
    run = run_program("""
        import subprocess

        subprocess.run(["sh", "-c", "echo hi; echo oh >&2"])
    """)
    assert [(line.stream, line.lane, line.text) for line in run.lines] == [
        ("stdout", None, "hi"),
        ("stdout", None, "oh"),  # both are one pipe, and nobody tells
    ]


def test_a_python_that_shares_stdout_has_a_lane_of_its_own(run_program):
    run = run_program("""
        import subprocess, sys

        subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"])
    """)
    (line,) = run.lines
    assert line.text == str(run.lanes[line.lane].pid)
    assert line.lane == 1


def test_a_python_without_site_has_no_lane(run_program):
    run = run_program("""
        import subprocess, sys

        subprocess.run([sys.executable, "-S", "-c", "print('hi')"])
    """)
    assert told(run) == [(None, "hi")]


REDIRECTED = {
    "contextlib.redirect_stdout": """
        import contextlib, io
        with contextlib.redirect_stdout(io.StringIO()) as text:
            print("elsewhere")
        found = text.getvalue()
    """,
    "sys.stdout": """
        import io, sys
        sys.stdout = text = io.StringIO()
        print("elsewhere")
        sys.stdout = sys.__stdout__
        found = text.getvalue()
    """,
    "os.dup2": """
        import os
        kept = os.dup(1)
        with open("file", "w") as file:
            os.dup2(file.fileno(), 1)
        print("elsewhere", flush=True)
        os.dup2(kept, 1)
        found = open("file").read()
    """,
    "os.dup2 in a child": """
        import os
        if os.fork() == 0:
            with open("file", "w") as file:
                os.dup2(file.fileno(), 1)
            print("elsewhere", flush=True)
            os._exit(0)
        os.wait()
        found = open("file").read()
    """,
    "subprocess.PIPE": """
        import subprocess, sys
        command = [sys.executable, "-c", "print('elsewhere')"]
        found = subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout
    """,
    "a file as stdout": """
        import subprocess, sys
        with open("file", "w") as file:
            subprocess.run([sys.executable, "-c", "print('elsewhere')"], stdout=file)
        found = open("file").read()
    """,
    "closed and opened anew": """
        import os
        kept = os.dup(1)
        os.close(1)
        assert os.open("file", os.O_WRONLY | os.O_CREAT) == 1
        print("elsewhere", flush=True)
        os.dup2(kept, 1)
        found = open("file").read()
    """,
}


@posix
@pytest.mark.parametrize("program", REDIRECTED.values(), ids=REDIRECTED)
def test_redirected_output_goes_where_the_program_sent_it(run_program, program):
    run = run_program(program + "\n        print('found', found.strip())\n")
    assert told(run) == [("MainProcess", "found elsewhere")]


@posix
def test_stdout_sent_to_stderr_is_told_as_stdout(run_program):
    """Both are one pipe: it makes no difference, as at a terminal."""
    run = run_program("""
        import os

        os.dup2(2, 1)
        print("hi")
    """)
    assert [(line.stream, line.text) for line in run.lines] == [("stdout", "hi")]


@posix
@pytest.mark.parametrize(
    ("option", "environment"),
    [("-u", {}), ("-B", {"PYTHONUNBUFFERED": "1"})],
    ids=["-u", "variable"],
)
def test_an_unbuffered_python_keeps_nothing_back(run_program, option, environment):
    run = run_program(f"""
        import os, subprocess, sys

        code = "import os; print('at once', end=''); os._exit(0)"
        environment = os.environ | {environment}
        subprocess.run([sys.executable, {option!r}, "-c", code], env=environment)
    """)
    assert texts(run) == ["at once"]


@posix
def test_a_signal_handler_may_print(run_program):
    run = run_program("""
        import signal

        def ring(number, frame):
            print("ring")

        signal.signal(signal.SIGALRM, ring)
        for n in range(3):
            print("line", n)
            signal.raise_signal(signal.SIGALRM)
    """)
    assert texts(run) == ["line 0", "ring", "line 1", "ring", "line 2", "ring"]
    assert {line.source_line for line in run.lines} == {4, 8}


INTERRUPTED = """
    import signal

    class Ring({base}):
        pass

    def ring(number, frame):
        raise Ring

    signal.signal(signal.SIGALRM, ring)
    n = 0
    for _ in range(100):
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.0003)
            while True:
                n += 1
                print(f"<{{n}}>")
        except Ring:
            pass
"""


@posix
@pytest.mark.parametrize("base", ["Exception", "TimeoutError", "KeyboardInterrupt"])
def test_an_exception_of_a_signal_handler_reaches_a_program_that_prints(run_program, base):
    run = run_program(INTERRUPTED.format(base=base), timeout=10)
    assert (run.exit, texts(run, "stderr")) == (0, [])


@posix
def test_nothing_is_repeated_because_of_a_signal(run_program):
    run = run_program(INTERRUPTED.format(base="Exception"), timeout=10)
    numbers = re.findall("<[0-9]+>", " ".join(texts(run)))  # a signal may join two lines
    assert len(set(numbers)) == len(numbers) > 0


def test_recording_goes_on_after_a_recursion_error(run_program):
    run = run_program("""
        def dive(depth):
            print("depth", depth)
            dive(depth + 1)

        try:
            dive(0)
        except RecursionError:
            print("caught")
        print("after")
    """)
    assert {("MainProcess", "caught"), ("MainProcess", "after")} <= set(told(run))
    depths = sorted(int(text.split()[1]) for text in texts(run) if text.startswith("depth"))
    assert depths == list(range(len(depths)))


# The program does not notice


PROGRAMS = {
    "prints": """
        import sys
        print("a", "b", sep="-", end="!\\n")
        print()
        print("tab\\tand 你好 and \\u20ac")
        print("several\\nlines")
        sys.stdout.write("written\\n")
        sys.stdout.writelines(["x\\n", "y\\n"])
        print("error", file=sys.stderr)
    """,
    "stdout": """
        import sys
        for stream in (sys.stdout, sys.stderr):
            print(stream, stream.name, stream.mode, stream.encoding, stream.errors)
            print(stream.fileno(), stream.writable(), stream.readable())
            print(stream.closed, stream.seekable(), stream.newlines, stream.write_through)
            print(stream.buffer.name, stream.buffer.closed)
            print(stream.buffer.raw.name, stream.buffer.raw.mode, stream.buffer.raw.closefd)
        print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__)
    """,
    "bytes": """
        import array, sys
        data = b"one\\n", bytearray(b"two\\n"), memoryview(b"three\\n"), array.array("I", [10] * 3)
        print([sys.stdout.buffer.write(each) for each in data], flush=True)
        sys.stdout.buffer.writelines([b"four\\n", b"five\\n"])
    """,
    "a full pipe that does not block": """
        import os, sys
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        os.dup2(writer, 1)
        try:
            for n in range(100_000):
                print("x" * 100)
        except BlockingIOError:
            print("blocked", file=sys.stderr)
        os._exit(0)
    """,
    "no bytes": """
        import sys
        for data in ("text", 5, None, [1]):
            try:
                sys.stdout.buffer.write(data)
            except TypeError as error:
                print(error, flush=True)
    """,
    "surrogates": """
        print("\\udcff")
    """,
    "stdin": """
        import sys
        print(repr(sys.stdin.read()))
        input("name? ")
    """,
    "sys": """
        import sys
        print(sys.path[1:], sys.argv, sys.flags, sys.orig_argv[1:])
        print(sys.excepthook is sys.__excepthook__, sys.gettrace(), sys.getprofile())
    """,
    "first files": """
        import os, socket
        with open(__file__) as file, socket.socket() as connection:
            print(file.fileno(), connection.fileno(), os.pipe())
    """,
    "first file of a child": """
        import os
        if os.fork() == 0:
            print(open(__file__).fileno(), flush=True)
            os._exit(0)
        os.wait()
    """,
    "exception": """
        def f():
            return 1 / 0
        f()
    """,
    "exception in a thread": """
        import threading
        def work():
            return 1 / 0
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    """,
    "exception in a low-level thread": """
        import _thread, sys
        done = _thread.allocate_lock()
        done.acquire()
        hook = sys.unraisablehook
        def show(unraisable):
            hook(unraisable)
            done.release()
        sys.unraisablehook = show
        def work():
            return 1 / 0
        _thread.start_new_thread(work, ())
        done.acquire()
    """,
    "exception in a child": """
        import multiprocessing as mp
        def work():
            return 1 / 0
        if __name__ == "__main__":
            process = mp.get_context("spawn").Process(target=work)
            process.start()
            process.join()
            print(process.exitcode)
    """,
    "exception of a wait": """
        import os
        os.wait()
    """,
    "caught exception of a wait": """
        import os
        try:
            os.waitpid(-1, 0)
        except ChildProcessError as error:
            print(error)
    """,
    "wait arguments": """
        import os
        for function, arguments in [(os.wait, (1,)), (os.waitpid, ("x", 0)), (os.waitpid, ())]:
            try:
                function(*arguments)
            except TypeError as error:
                print(error)
    """,
    "threads": """
        import threading
        print(threading.active_count(), threading.enumerate()[0].name)
        seen = []
        threads = [threading.Thread(target=seen.append, args=(n,)) for n in range(5)]
        for thread in threads:
            thread.start()
            thread.join()
        print(seen, [thread.name for thread in threads], threading.active_count())
    """,
    "stack of a thread": """
        import threading, traceback
        thread = threading.Thread(target=traceback.print_stack)
        thread.start()
        thread.join()
    """,
    "stack of a task": """
        import asyncio, traceback
        async def main():
            traceback.print_stack()
        asyncio.run(main())
    """,
    "asyncio exception": """
        import asyncio
        async def main():
            await asyncio.sleep(0)
            return 1 / 0
        asyncio.run(main())
    """,
    "asyncio exception that nobody retrieved": """
        import asyncio, gc
        async def work():
            return 1 / 0
        async def main():
            task = asyncio.create_task(work(), name="lost")
            await asyncio.sleep(0)
            del task
            gc.collect()
            print("main goes on")
        asyncio.run(main())
    """,
    "asyncio task destroyed while pending": """
        import asyncio, gc
        async def work():
            await asyncio.get_running_loop().create_future()
        loop = asyncio.new_event_loop()
        async def main():
            loop.create_task(work(), name="lost")
            await asyncio.sleep(0)
            gc.collect()
            print("main goes on")
        loop.run_until_complete(main())
        loop.close()
    """,
    "asyncio interrupt": """
        import asyncio, os, signal
        async def main():
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(10)
        try:
            asyncio.run(main())
        except KeyboardInterrupt:
            print("interrupted")
    """,
    "asyncio exit": """
        import asyncio, sys
        async def main():
            sys.exit(3)
        asyncio.run(main())
    """,
    "asyncio task of no coroutine": """
        import asyncio
        async def main():
            try:
                asyncio.create_task(5)
            except TypeError as error:
                print(error)
        asyncio.run(main())
    """,
    "asyncio tasks": """
        import asyncio
        async def work(n):
            await asyncio.sleep(0)
            return n
        async def main():
            print(len(asyncio.all_tasks()), asyncio.current_task().get_name())
            print(await asyncio.gather(*map(work, range(5))))
            async with asyncio.timeout(10):
                print(await asyncio.to_thread(abs, -1))
        asyncio.run(main())
    """,
    "forked twice": """
        import os
        for n in range(2):
            if os.fork() == 0:
                print("child", n, flush=True)
                os._exit(n)
            print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
    """,
    "multiprocessing": """
        import multiprocessing as mp
        def work(queue):
            queue.put(mp.current_process().name)
        if __name__ == "__main__":
            for method in mp.get_all_start_methods():
                context = mp.get_context(method)
                queue = context.SimpleQueue()
                process = context.Process(target=work, args=(queue,), name=method)
                process.start()
                print(queue.get())
                process.join()
                print(process.exitcode, mp.active_children())
    """,
    "executors": """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        if __name__ == "__main__":
            for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
                with kind(2) as pool:
                    print(list(pool.map(abs, [-1, -2])))
    """,
    "subprocess": """
        import subprocess, sys
        code = "import sys; print(sys.path[1:]); sys.exit(3)"
        done = subprocess.run([sys.executable, "-c", code])
        print(done.returncode, subprocess.getoutput("echo hi"))
        try:
            subprocess.run(["sleep", "60"], timeout=0.1)
        except subprocess.TimeoutExpired:
            print("timed out")
    """,
    "the end of the interpreter": """
        import atexit
        class Last:
            def __del__(self):
                print("last")
        last = Last()
        cycle = [Last()]
        cycle.append(cycle)
        atexit.register(print, "at exit")
        print("end")
    """,
    "exit with a message": """
        import sys
        sys.exit("message")
    """,
    "logging and warnings": """
        import logging, warnings
        logging.basicConfig(level="INFO")
        logging.info("hello")
        warnings.warn("beware")
    """,
    "reconfigured stdout": """
        import sys
        sys.stdout.reconfigure(errors="replace", encoding="ascii")
        print("你好")
    """,
    "rewrapped stdout": """
        import io, sys
        sys.stdout = io.TextIOWrapper(sys.stdout.detach(), encoding="utf-8", line_buffering=True)
        print("rewrapped")
    """,
    "stdout closed": """
        import sys
        print("before")
        sys.stdout.close()
        print("after")
    """,
    "no more files": """
        import os
        os.closerange(3, 4096)
        if os.fork() == 0:
            print("child", flush=True)
            os._exit(0)
        os.wait()
        print("parent")
    """,
    "environment of a child emptied": """
        import subprocess, sys
        subprocess.run([sys.executable, "-c", "print('hi')"], env={})
    """,
}


def comparable(lines, folder):
    """``lines`` without addresses in memory and the folder, with ``~`` for the home folder."""
    home = f"{Path.home()}{os.sep}"
    without = [line.replace(f"{folder}{os.sep}", "") for line in lines]
    without = [line.expandtabs().rstrip() for line in without]
    return [re.sub(r"0x[0-9a-f]+", "0x…", line).replace(home, f"~{os.sep}") for line in without]


@posix
@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_does_what_it_does_at_a_terminal(run_program, on_terminal, program):
    run = run_program(program, timeout=20)
    shown = on_terminal(program)
    assert "SyntaxError" not in str(shown.lines)
    assert comparable(texts(run, None), None) == comparable(shown.lines, shown.folder)
    assert run.exit == shown.exit


@posix
def test_the_programs_that_are_compared_are_recorded(run_program):
    run = run_program(PROGRAMS["prints"])
    assert {line.lane for line in run.lines} == {0}


MODULES = """
    import {module}
    import sys

    print(*sorted(sys.modules), sep="\\n")
"""


@pytest.mark.parametrize("module", ["os", "threading", "multiprocessing", "asyncio"])
def test_a_program_has_hardly_a_module_more(run_program, on_terminal, module):
    program = MODULES.format(module=module)
    recorded, plain = set(texts(run_program(program))), set(on_terminal(program).lines)
    more = {name for name in recorded - plain if not name.startswith("livedocs")}
    assert more <= {"sitecustomize", "fcntl", "itertools", "_interpreters"}
    assert plain <= recorded


@linux
def test_a_low_limit_of_open_files_changes_nothing(run_program):
    """It is 256 on macOS."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        run = run_program("print(open(__file__).fileno())")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert told(run) == [("MainProcess", "3")]


def test_the_recorder_does_nothing_where_no_supervisor_listens(tmp_path):
    for place in ({}, {"LIVEDOCS_CHANNEL": f"{tmp_path}/none:1:2"}):
        done = subprocess.run(
            [sys.executable, "-c", "print('hello')"],
            env=os.environ | {"PYTHONPATH": str(RECORDER)} | place,
            capture_output=True,
            text=True,
        )
        assert (done.stdout, done.stderr) == ("hello\n", "")
