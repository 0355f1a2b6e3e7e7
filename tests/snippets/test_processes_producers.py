import multiprocessing as mp

import pytest

from snippets.processes import (
    bounded_queue,
    consumer_without_end,
    producer_consumer,
    three_producers_two_consumers,
)


@pytest.fixture
def end_daemons():
    """End what a script's daemons would do with the script itself."""
    yield
    for child in mp.active_children():
        child.terminate()
        child.join()


def test_the_consumer_eats_all_in_order_and_then_ends():
    assert producer_consumer.main() == ["soup", "rice", "tea"]


def test_the_producer_is_never_further_ahead_than_there_is_room():
    at = bounded_queue.main()
    for number in range(bounded_queue.ROOM + 1, bounded_queue.DISHES + 1):
        assert at["put", number] >= at["get", number - bounded_queue.ROOM]


def test_many_producers_and_consumers_lose_and_double_nothing():
    eaten = three_producers_two_consumers.main()
    cooks = "Ann", "Bo", "Cy"
    assert sorted(eaten) == sorted(f"dish {n} of {cook}" for n in (1, 2, 3) for cook in cooks)


def test_without_a_sign_to_stop_the_consumer_waits_on(end_daemons):
    assert consumer_without_end.main() is True
