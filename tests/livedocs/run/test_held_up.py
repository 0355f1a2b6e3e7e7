"""Whether a run waited for a CPU, and who is to blame for it."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from livedocs.run import held_up
from livedocs.run.held_up import HeldUp, busy

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it")

COMPUTES = """
    import os, time
    os.sched_setaffinity(0, {%d})
    while time.process_time() < 0.4:
        pass
"""
FOUR_THAT_COMPUTE = """
    import os, time
    os.sched_setaffinity(0, {%d})
    for _ in range(3):
        if not os.fork():
            break
    while time.process_time() < 0.2:
        pass
    if os.getpid() == os.getsid(0):
        for _ in range(3):
            os.wait()
"""


@pytest.fixture
def cpu():
    """A CPU that this process may use."""
    return min(os.sched_getaffinity(0))


@contextmanager
def another_program(cpu):
    """Something else computes on that CPU."""
    source = f"import os; os.sched_setaffinity(0, {{{cpu}}})\nprint(flush=True)\nwhile True: pass"
    command = [sys.executable, "-c", source]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            process.stdout.readline()
            yield
        finally:
            process.kill()


def test_a_run_beside_another_program_on_its_cpu_is_held_up(run_program, cpu):
    with another_program(cpu):
        run = run_program(COMPUTES % cpu)
    assert run.ready > 0.2
    assert run.disturbed > 0.2
    assert run.held_up


def test_a_run_that_sleeps_waits_for_no_cpu(run_program):
    run = run_program("import time; time.sleep(0.5)")
    assert run.ready < run.wall - 0.5 + 0.1


def test_more_workers_than_cpus_wait_for_each_other(run_program, cpu):
    assert run_program(FOUR_THAT_COMPUTE % cpu).ready > 0.4


def test_others_are_to_blame_for_no_more_than_they_used(monkeypatch):
    used = iter([100.0, 104.1])
    monkeypatch.setattr(held_up, "busy", lambda: next(used))
    waits = HeldUp()
    waits.ready = {1: 2_000_000_000, 2: 3_000_000_000}
    figures = waits.figures(cpu=4.0)
    assert figures["ready"] == 5.0
    assert figures["disturbed"] == pytest.approx(0.1, abs=0.05)


def test_others_are_to_blame_for_no_more_than_a_run_waited(monkeypatch):
    used = iter([100.0, 110.0])
    monkeypatch.setattr(held_up, "busy", lambda: next(used))
    waits = HeldUp()
    waits.ready = {1: 500_000_000}
    assert waits.figures(cpu=4.0) == {"ready": 0.5, "disturbed": 0.5}


def test_what_the_system_does_not_tell_is_none(monkeypatch):
    def fail():
        raise OSError

    monkeypatch.setattr(held_up, "busy", fail)
    assert HeldUp().figures(cpu=1.0) == {"ready": None, "disturbed": 0.0}


def test_what_this_process_computes_is_work_of_the_cpus():
    before, own = busy(), sum(os.times()[:2])
    while (used := sum(os.times()[:2]) - own) < 0.3:
        pass
    assert busy() - before > used - 0.05


@pytest.mark.parametrize(
    ("wall", "disturbed", "held_up"),
    [(2.0, 0.19, False), (2.0, 0.21, True), (0.1, 0.04, False), (0.1, 0.06, True)],
)
def test_a_tenth_of_its_time_is_too_much(make_run, wall, disturbed, held_up):
    assert make_run(wall=wall, disturbed=disturbed).held_up == held_up
