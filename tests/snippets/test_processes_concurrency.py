import os

import pytest

from snippets.processes import concurrent_one_cpu, parallel_two_cpus, serial

CPUS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0


def test_serial_jobs_do_not_overlap():
    (first, second), both = serial.main()
    assert first[-1][1] <= second[0][0]
    assert both == 0


@pytest.mark.skipif(CPUS == 0, reason="needs to choose the CPU")
def test_concurrent_jobs_take_turns_on_one_cpu():
    (first, second), both = concurrent_one_cpu.main()
    assert first[0][0] < second[-1][1]
    assert second[0][0] < first[-1][1]
    assert len(first) > 1
    assert len(second) > 1
    assert both < concurrent_one_cpu.CPU_SECONDS / 10


@pytest.mark.skipif(CPUS < 2, reason="needs two CPUs and to choose them")
def test_parallel_jobs_run_at_the_same_moment():
    # On a machine that is busy they may miss each other once.
    assert any(parallel_two_cpus.main()[1] > 0 for _ in range(3))
