import os

import pytest

from snippets.processes import priority, program_and_process


def test_each_run_of_a_program_is_a_process_of_its_own():
    assert len(set(program_and_process.main())) == program_and_process.RUNS


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="needs to choose the CPU")
def test_the_nicer_process_gets_less_of_the_cpu():
    received = priority.main()
    assert received[19] < received[0]
