import sys
from statistics import median

import pytest

from snippets.since import is_the_gil_on, measure_threads


def test_only_a_free_threaded_build_can_be_without_the_gil():
    built_without, is_enabled = is_the_gil_on.main()
    assert is_enabled or built_without


def test_both_ways_are_measured_in_every_round():
    rounds = measure_threads.main()
    assert {len(times) for times in rounds.values()} == {measure_threads.ROUNDS}


@pytest.mark.skipif(is_the_gil_on.main()[1] is False, reason="needs a GIL")
def test_with_a_gil_a_second_thread_makes_computing_no_faster():
    rounds = measure_threads.main()
    assert median(rounds["in_two_threads"]) > 0.7 * median(rounds["one_after_the_other"])


def test_the_version_tells_the_build():
    assert ("free-threading" in sys.version) == is_the_gil_on.main()[0]
