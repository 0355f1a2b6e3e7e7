"""Where each lane stood, on every Python that is there; and that the program does not notice it."""

import os
import sys
import textwrap

import pytest

from livedocs.run import interpreter
from livedocs.snippet import find

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a recorder")

BRIEF = 0.05
"""Seconds; a stretch that is no longer says nothing on a busy machine."""


@pytest.fixture(params=["3.11", "3.12", "3.13", "3.14", "3.14t", "3.15", "3.15t"])
def python(request):
    """Each Python that is on this machine."""
    for about in interpreter.available():
        if about.flavour == request.param:
            return about
    pytest.skip("there is no such Python")


class Followed:
    """A run and its source."""

    def __init__(self, run, source):
        assert run.unfollowed == ""
        self.run, self.source = run, [None, *source.splitlines()]

    def stretches(self, name):
        """Those of the one lane whose name has ``name`` in it."""
        (number,) = [n for n, lane in enumerate(self.run.lanes) if name in (lane.name or "")]
        return [stretch for stretch in self.run.stretches if stretch.lane == number]

    def text(self, stretch):
        return None if stretch.line is None else self.source[stretch.line].strip()

    def path(self, name):
        """The source lines where the lane was, in order; None for code of others."""
        return [self.text(stretch) for stretch in self.stretches(name)]

    def long(self, name):
        """The same of those stretches that are not brief."""
        return [
            self.text(stretch)
            for stretch in self.stretches(name)
            if stretch.end - stretch.start > BRIEF
        ]

    def at(self, name, text):
        """Seconds, and CPU seconds, that the lane stood at the line that has ``text``."""
        found = [one for one in self.stretches(name) if text in (self.text(one) or "")]
        return sum(one.end - one.start for one in found), sum(one.cpu for one in found)

    def ran(self, name, text):
        """The share of its time at that line in which the task ran."""
        found = [one for one in self.stretches(name) if text in (self.text(one) or "")]
        return sum(one.ran for one in found) / sum(one.end - one.start for one in found)


@pytest.fixture
def follow(run_program, python):
    """Run a program, or the snippet of that name; returns it Followed."""

    def follow_it(source, **options):
        if source.endswith(".py"):
            source = find(source).source
        run = run_program(source, python=python.path, **options)
        return Followed(run, textwrap.dedent(source).lstrip("\n"))

    return follow_it


def test_a_program_stands_at_one_line_after_the_other(follow):
    program = follow("""
        import time

        def work():
            time.sleep(0.2)
            return 1

        def main():
            work()
            return 2

        main()
    """)
    assert program.path("MainProcess") == [
        "import time",
        "def work():",
        "def main():",
        "main()",
        "work()",
        "time.sleep(0.2)",
        "return 1",
        "work()",
        "return 2",
        "main()",
        None,
    ]
    seconds, cpu = program.at("MainProcess", "time.sleep")
    assert seconds > 0.18  # the line is told a moment after it began
    assert cpu < 0.1
    (lane,) = program.run.lanes
    assert lane.start < lane.began == program.run.stretches[0].start


def test_the_caller_stands_where_it_called_again(follow):
    """However a function is left: by return, yield, exception or the end of a with."""
    program = follow("""
        import time
        from contextlib import suppress

        def fail():
            raise ValueError

        def one():
            yield 1

        with suppress(ValueError):
            time.sleep(0.06) or fail()
        sum(time.sleep(0.06) or n for n in one())
        sorted([1, 2], key=lambda n: time.sleep(0.04) or n)
        def deep(n): return deep(n - 1) if n else time.sleep(0.06)
        deep(5); time.sleep(0.06)
        def nothing(): pass
        nothing(); time.sleep(0.06)
    """)
    assert program.path("MainProcess")[-5:].count("nothing(); time.sleep(0.06)") == 2
    told = [text[:6] for text in program.long("MainProcess") if text and "import" not in text]
    assert told == [
        "time.s",
        "sum(ti",
        "sorted",
        "def de",
        "deep(5",
        "nothin",
    ]


def test_code_of_others_is_no_line_of_the_snippet(follow):
    program = follow("""
        import threading
        import time

        def work():
            time.sleep(0.1)

        timer = threading.Timer(0.1, work)
        timer.name = "Ann"
        timer.start()
        timer.join()
    """)
    assert program.path("Ann") == ["time.sleep(0.1)", None]
    assert "timer.join()" in program.long("MainProcess")


def test_threads_that_wait_for_a_lock_use_no_cpu_time(follow):
    program = follow("""
        import threading
        import time

        lock = threading.Lock()

        def work():
            lock.acquire()
            end = time.thread_time() + 0.2
            while time.thread_time() < end: sum(range(500_000))
            lock.release()

        threads = [threading.Thread(target=work, name=name) for name in ("Ann", "Bo")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    """)
    waits = {name: program.at(name, "acquire") for name in ("Ann", "Bo")}
    last = max(waits, key=lambda name: waits[name][0])
    seconds, cpu = waits[last]
    assert seconds > 0.15
    assert cpu < seconds / 4
    for name in ("Ann", "Bo"):
        assert program.at(name, "while")[1] > 0.1


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="needs two CPUs")
def test_threads_that_compute_share_one_cpu_where_there_is_a_gil(follow, python):
    program = follow("""
        import threading
        import time

        begin = threading.Barrier(2)

        def work():
            begin.wait()
            end = time.monotonic() + 0.6
            while time.monotonic() < end: sum(range(500_000))

        threads = [threading.Thread(target=work, name=name) for name in ("Ann", "Bo")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    """)
    times = [program.at(name, "while") for name in ("Ann", "Bo")]
    used = sum(cpu for _, cpu in times)
    if python.free_threaded:
        assert used > 0
    else:
        assert used < 0.6 * sum(seconds for seconds, _ in times)


def test_a_task_that_waits_stands_at_its_await(follow):
    program = follow("""
        import asyncio
        import time

        async def nap():
            await asyncio.sleep(0.15)

        async def work():
            await nap()
            time.sleep(0.15)

        async def wait():
            await asyncio.sleep(0.2)

        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(work(), name="Ann")
                group.create_task(wait(), name="Bo")

        asyncio.run(main())
    """)
    assert program.long("Ann") == ["await asyncio.sleep(0.15)", "time.sleep(0.15)"]
    assert program.long("Bo") == ["await asyncio.sleep(0.2)"]
    assert program.long("(main)") == ["async with asyncio.TaskGroup() as group:"]
    assert "asyncio.run(main())" in program.long("MainProcess")


def test_a_task_that_blocks_the_loop_uses_the_cpu_time_and_the_others_none(follow):
    program = follow("""
        import asyncio
        import time

        async def compute():
            await asyncio.sleep(0)
            end = time.thread_time() + 0.3
            while time.thread_time() < end: sum(range(500_000))

        async def tick():
            await asyncio.sleep(0.1)

        async def main():
            await asyncio.gather(compute(), tick())

        asyncio.run(main())
    """)
    assert program.at("(compute)", "while")[1] > 0.25
    seconds, cpu = program.at("(tick)", "await")
    assert seconds > 0.25
    assert cpu < 0.05
    seconds, cpu = program.at("(main)", "await")
    assert cpu < 0.05


def test_a_task_that_blocks_the_loop_runs_all_the_time_and_the_others_do_not(follow):
    program = follow("""
        import asyncio
        import time

        async def block():
            await asyncio.sleep(0)
            time.sleep(0.3)

        async def tick():
            await asyncio.sleep(0.1)

        async def main():
            await asyncio.gather(block(), tick())

        asyncio.run(main())
    """)
    assert program.ran("(block)", "time.sleep") > 0.95
    assert program.ran("(tick)", "await") < 0.1
    assert program.ran("(main)", "await") < 0.1
    assert {one.ran for one in program.stretches("MainProcess")} == {None}


def test_in_the_lesson_on_blocking_only_work_holds_the_loop(follow):
    program = follow("coroutines/sleep_blocking.py")
    assert program.ran("(main)", "time.sleep") > 0.95
    assert program.ran("(main)", "await asyncio.sleep") < 0.1
    assert program.ran("ticker", "await asyncio.sleep") < 0.1


def test_in_the_lesson_on_awaiting_nobody_holds_the_loop(follow):
    program = follow("coroutines/sleep_awaited.py")
    assert program.ran("(main)", "await asyncio.sleep") < 0.1
    assert program.ran("ticker", "await asyncio.sleep") < 0.1


def test_a_cancelled_task_cleans_up_and_ends(follow):
    program = follow("""
        import asyncio
        import time

        async def work():
            try:
                await asyncio.sleep(10)
            finally:
                time.sleep(0.1)

        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(0.1)
            task.cancel()
            await asyncio.sleep(0.1)

        asyncio.run(main())
    """)
    assert program.long("(work)") == ["await asyncio.sleep(10)", "time.sleep(0.1)"]
    assert program.path("(work)")[-1] != "await asyncio.sleep(10)"


def test_a_generator_that_a_task_uses_is_no_wait(follow):
    program = follow("""
        import asyncio
        import time

        def numbers():
            yield 1
            time.sleep(0.1)

        async def more():
            await asyncio.sleep(0.1)
            yield 1

        async def main():
            for number in numbers():
                time.sleep(0.1)
            async for number in more():
                time.sleep(0.1)

        asyncio.run(main())
    """)
    assert program.long("(main)") == [
        "time.sleep(0.1)",
        "time.sleep(0.1)",
        "await asyncio.sleep(0.1)",
        "time.sleep(0.1)",
    ]


def test_a_callback_of_the_loop_goes_back_to_the_loop(follow):
    program = follow("""
        import asyncio
        import time

        def called():
            time.sleep(0.1)

        async def main():
            asyncio.get_running_loop().call_soon(called)
            await asyncio.sleep(0.3)

        asyncio.run(main())
    """)
    told = program.long("MainProcess")
    assert told[told.index("time.sleep(0.1)") + 1] == "asyncio.run(main())"


def test_a_greenlet_that_waits_stands_where_it_switched(run_program):
    pytest.importorskip("gevent")
    run = run_program("""
        import time
        import gevent

        def wait():
            gevent.sleep(0.3)
            time.sleep(0.2)

        def compute():
            gevent.sleep(0)
            end = time.thread_time() + 0.2
            while time.thread_time() < end: sum(range(500_000))

        gevent.joinall([gevent.spawn(wait), gevent.spawn(compute)])
    """)
    tasks = [n for n, lane in enumerate(run.lanes) if lane.kind == "task"]
    waited = [one for one in run.stretches if one.lane in tasks and one.line == 5]
    computed = [one for one in run.stretches if one.lane in tasks and one.line == 11]
    blocked = [one for one in run.stretches if one.lane in tasks and one.line == 6]
    assert sum(one.end - one.start for one in waited) > 0.29
    assert sum(one.cpu for one in waited) < 0.05
    assert sum(one.cpu for one in computed) > 0.15
    assert sum(one.ran for one in waited) < 0.05
    assert sum(one.ran for one in blocked) > 0.19


CHILDREN = """
    import multiprocessing as mp
    import time

    def work(seconds):
        time.sleep(seconds)
        return seconds

    def main():
        context = mp.get_context("{method}")
        child = context.Process(target=work, args=(0.2,), name="Ann")
        child.start()
        child.join()
        with context.Pool(1) as pool:
            pool.map(work, [0.1, 0.1])

    if __name__ == "__main__":
        main()
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_children_are_followed_from_their_own_first_line(follow, method):
    program = follow(CHILDREN.format(method=method))
    assert "time.sleep(seconds)" in program.long("Ann")
    assert program.path("Ann")[-1] is None
    assert "child.start()" not in program.path("Ann")
    assert "child.join()" in program.long("MainProcess")
    (ann,) = [lane for lane in program.run.lanes if lane.name == "Ann"]
    assert ann.start <= ann.began < ann.start + 0.9 * (ann.end - ann.start)
    (worker,) = [lane.name for lane in program.run.lanes if "Worker-" in (lane.name or "")]
    assert [text for text in program.path(worker) if text and "time.sleep" in text] == [
        "time.sleep(seconds)",
        "time.sleep(seconds)",
    ]


def test_what_a_killed_process_told_is_kept(follow):
    program = follow("""
        import multiprocessing as mp
        import os
        import time

        def work(ready):
            ready.set()
            while True:
                sum(range(10_000))

        if __name__ == "__main__":
            context = mp.get_context("fork")
            ready = context.Event()
            child = context.Process(target=work, args=(ready,), name="Ann")
            child.start()
            ready.wait()
            time.sleep(0.2)
            child.kill()
            child.join()
    """)
    assert program.path("Ann")[-1] == "def work(ready):"
    seconds, cpu = program.at("Ann", "def work")
    assert seconds > 0.15
    assert cpu > 0


def test_a_fork_in_a_loop_hears_of_what_its_parent_was_spared(follow):
    program = follow("""
        import os
        import time

        def count():
            n = 0
            while n < 1_000:
                n += 1

        count()
        if os.fork() == 0:
            count()
            time.sleep(0.1)
            os._exit(0)
        os.wait()
    """)
    child = [one for one in program.run.stretches if one.lane == 1]
    assert [program.text(one) for one in child if one.fast] == ["def count():"]
    assert any(program.text(one) == "n += 1" for one in child)


def test_a_loop_is_too_fast_to_follow_and_what_comes_after_is_followed(follow):
    program = follow("""
        import time

        def count():
            n = 0
            while n < 20_000:
                n += 1
            time.sleep(0.1)

        def main():
            count()
            time.sleep(0.1)

        main()
    """)
    fast = [program.text(one) for one in program.run.stretches if one.fast]
    assert fast[0] == "def count():"
    assert program.at("MainProcess", "time.sleep")[0] > 0.09
    assert len(program.run.stretches) < 500


def test_a_thread_that_waits_stays_so_while_another_is_too_fast(follow):
    program = follow("""
        import threading
        import time

        lock = threading.Lock()

        def work():
            with lock:
                end = time.monotonic() + 0.3
                while time.monotonic() < end:
                    time.sleep(0)

        threads = [threading.Thread(target=work, name=name) for name in ("Ann", "Bo")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    """)
    (last,) = [name for name in ("Ann", "Bo") if "with lock:" in program.long(name)]
    assert program.at(last, "with lock:")[1] < 0.1
    assert any(one.fast for one in program.stretches(last))
    assert "while time.monotonic() < end:" in program.path(last)


def test_a_program_that_runs_much_code_is_not_followed_by_python_3_11(run_program):
    run = run_program("def f(): pass\nfor n in range(200_000): f()", python=sys.executable)
    assert (run.unfollowed, len(run.stretches) > 0) in [("slow", False), ("", True)]
    assert sys.version_info >= (3, 12) or run.unfollowed == "slow"


def test_a_program_may_have_every_tool_of_monitoring(run_program, python):
    if python.order < (3, 12):
        pytest.skip("has no sys.monitoring")
    run = run_program(
        """
        import sys

        for tool in range(6):
            sys.monitoring.use_tool_id(tool, "mine")
        print("mine")
        """,
        python=python.path,
    )
    assert [line.text for line in run.lines] == ["mine"]
    assert (run.unfollowed, run.stretches) == ("python", ())


def test_a_program_that_sets_a_trace_function_is_not_followed_by_python_3_11(run_program, python):
    run = run_program(
        """
        import sys
        import threading
        import time

        seen = []

        def note(frame, event, argument):
            seen.append((frame.f_code.co_name, event))
            return note

        def work():
            time.sleep(0)

        def wait():
            went_on.wait()
            work()

        went_on = threading.Event()
        thread = threading.Thread(target=wait)
        thread.start()
        sys.settrace(note)
        work()
        went_on.set()
        thread.join()
        work()
        sys.settrace(None)
        print([one for one in seen if one[0] == "work"])
        """,
        python=python.path,
    )
    events = [("work", event) for event in ("call", "line", "return")]
    assert [line.text for line in run.lines] == [str(events * 2)]
    unfollowed = "python" if python.order < (3, 12) else ""
    assert (run.unfollowed, bool(run.stretches)) == (unfollowed, not unfollowed)


@pytest.mark.parametrize("trace", ["settrace", "setprofile"])
def test_a_program_may_trace_itself(run_program, python, trace):
    program = f"""
        import sys

        seen = []

        def note(frame, event, argument):
            seen.append((frame.f_code.co_name, event))
            return note

        def work():
            return 1

        before = sys.gettrace(), sys.getprofile()
        sys.{trace}(note)
        work()
        sys.{trace}(None)
        print(before, [one for one in seen if one[0] == "work"])
    """
    lines = [
        [line.text for line in run_program(program, python=python.path, follow=follow).lines]
        for follow in (True, False)
    ]
    assert lines[0] == lines[1]


def test_a_signal_handler_may_raise_into_the_program(run_program, python):
    run = run_program(
        """
        import signal

        def alarm(*_):
            raise TimeoutError

        def count(n):
            return n + 1

        signal.signal(signal.SIGALRM, alarm)
        for _ in range(20):
            signal.setitimer(signal.ITIMER_REAL, 0.005)
            try:
                while True:
                    count(1)
            except TimeoutError:
                pass
        print("done")
        """,
        python=python.path,
    )
    assert [line.text for line in run.lines] == ["done"]


def test_a_program_may_end_in_any_way(run_program, python):
    """Objects that go when the interpreter goes, a daemon thread that runs on, deep recursion."""
    run = run_program(
        """
        import atexit
        import sys
        import threading

        class Late:
            def __del__(self):
                print("late")

        def deep():
            return deep()

        def spin():
            while True:
                len("x")

        late = Late()
        late.itself = late
        atexit.register(lambda: print("exit"))
        threading.Thread(target=spin, daemon=True).start()
        try:
            deep()
        except RecursionError as error:
            print(type(error).__name__)
        """,
        python=python.path,
    )
    assert {line.text for line in run.lines} >= {"RecursionError", "exit"}
    assert [line.text for line in run.lines if line.stream == "stderr"] == []
    assert run.exit == 0


def test_a_run_that_is_not_to_be_followed_says_so(run_program):
    run = run_program("print('hello')", follow=False)
    assert (run.unfollowed, run.stretches) == ("off", ())
    assert [line.text for line in run.lines] == ["hello"]


def test_a_run_that_measures_says_so(run_program):
    run = run_program("print('hello')", name="measure_x.py")
    assert (run.unfollowed, run.stretches) == ("measures", ())


def test_the_lines_of_an_interpreter_are_its_own(follow, python):
    if python.order < (3, 14):
        pytest.skip("has no concurrent.interpreters")
    program = follow("since/interpreter_pool.py")
    lanes = [n for n, lane in enumerate(program.run.lanes) if lane.kind == "interpreter"]
    told = {program.text(one) for one in program.run.stretches if one.lane in lanes}
    assert 'print(f"{name} is in interpreter {number}")' in told
    assert all(program.run.lanes[number].began is not None for number in lanes)


@pytest.mark.parametrize(
    ("snippet", "waits", "lanes"),
    [
        ("processes/lock_serializes.py", "till.acquire()", ("Ann", "Bo", "Cy")),
        ("gil/counter_locked.py", "with lock:", ("Ann", "Bo", "Cy", "Di", "Ed")),
        ("threads/deadlock.py", "meals[name] = locks[second].acquire", ("Ann", "Bo")),
    ],
)
def test_who_waits_for_a_lock_in_a_lesson_uses_no_cpu_time(follow, snippet, waits, lanes):
    program = follow(snippet)
    waited = [program.at(name, waits) for name in lanes]
    assert sum(seconds for seconds, _ in waited) > 0.3
    assert sum(cpu for _, cpu in waited) < 0.1 * sum(seconds for seconds, _ in waited)
