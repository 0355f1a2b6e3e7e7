import sys
from statistics import median

import pytest

from snippets.gil import io_beside_cpu, measure_io, measure_switch_interval


@pytest.fixture(scope="module")
def waits():
    return measure_io.main()


@pytest.mark.parametrize("model", ["threads", "coroutines"])
def test_waits_overlap(waits, model):
    assert min(waits[model]) < min(waits["serial"]) / 2


def test_waits_are_measured_in_processes_too(waits):
    assert len(waits["processes"]) == 5
    assert min(waits["processes"]) >= measure_io.SECONDS


def test_threads_that_wait_are_done_before_the_thread_that_computes():
    events = io_beside_cpu.main()
    assert sorted(events[:2]) == ["Ann", "Bo"]
    assert events[2] == "Cy"


def test_a_thread_waits_for_the_gil_as_long_as_the_switch_interval():
    before = sys.getswitchinterval()
    rounds = measure_switch_interval.main()
    assert sys.getswitchinterval() == before
    if hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled():
        pytest.skip("needs a GIL")
    assert median(rounds["switch interval 5 ms"]) > 4
    assert min(rounds["switch interval 0.5 ms"]) < min(rounds["switch interval 5 ms"])
