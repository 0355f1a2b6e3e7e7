import os
from statistics import median

import pytest

from snippets.comparison import (
    loop_asks_kernel,
    measure_creation,
    measure_memory,
    measure_resuming,
    measure_switching,
)


@pytest.fixture
def any_cpu():
    """Take back that the snippet stays on one CPU."""
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    yield
    if allowed:
        os.sched_setaffinity(0, allowed)


def test_a_process_costs_more_to_create_than_a_thread_and_that_more_than_a_task():
    rounds = measure_creation.main()
    cheapest = {name: min(times) for name, times in rounds.items()}
    assert cheapest["task"] * 2 < cheapest["thread"]
    for name in rounds:
        if name.startswith("process"):
            assert cheapest["thread"] * 2 < cheapest[name]


def test_the_event_loop_costs_far_more_than_resuming_a_coroutine():
    rounds = measure_resuming.main()
    assert 5 * min(rounds["by_hand"]) < min(rounds["by_event_loop"])


@pytest.mark.usefixtures("any_cpu")
def test_a_hand_over_is_measured_in_each_model():
    rounds = measure_switching.main()
    assert {"tasks", "threads"} <= rounds.keys()
    assert all(len(times) == 5 and min(times) > 0 for times in rounds.values())


@pytest.mark.skipif(not measure_memory.TABLE.exists(), reason="needs /proc/self/smaps_rollup")
def test_a_task_takes_less_memory_than_a_thread_and_that_less_than_a_process():
    rounds = measure_memory.main()
    sizes = {name: median(values) for name, values in rounds.items()}
    assert 2 * sizes["task"] < sizes["thread"]
    assert all(2 * sizes["thread"] < sizes[name] for name in sizes if name.startswith("process"))


def test_the_loop_asks_the_kernel_once_a_turn():
    asked = loop_asks_kernel.main()
    assert loop_asks_kernel.TURNS <= asked < 2 * loop_asks_kernel.TURNS
