import asyncio
import sys

import pytest

from snippets.coroutines import queue_shutdown, queue_workers, semaphore_limits


def test_join_waits_until_everything_is_eaten():
    assert sorted(asyncio.run(queue_workers.main())) == sorted(queue_workers.DISHES)


def test_a_full_queue_makes_the_cook_wait(capfd):
    asyncio.run(queue_workers.main())
    output = capfd.readouterr().out
    assert output.index("has eaten") < output.index("tea is on the table")


@pytest.mark.skipif(sys.version_info < (3, 13), reason="shutdown() is new in Python 3.13")
def test_after_shutdown_the_eaters_empty_the_queue_and_leave(capfd):
    assert sorted(asyncio.run(queue_shutdown.main())) == sorted(queue_shutdown.DISHES)
    output = capfd.readouterr().out
    assert "Ann leaves" in output
    assert "Bo leaves" in output


def test_a_semaphore_lets_in_as_many_as_it_has_places():
    counts = asyncio.run(semaphore_limits.main())
    assert len(counts) == 5
    assert max(counts) == semaphore_limits.PLACES
