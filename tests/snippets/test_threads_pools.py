import pytest

from snippets.threads import (
    future_callback,
    future_cancel,
    future_error,
    pool_deadlock,
    process_pool,
    thread_pool,
)

POOLS = pytest.mark.parametrize("snippet", [thread_pool, process_pool])


@POOLS
def test_map_keeps_the_order_of_the_calls(snippet):
    mapped, completed = snippet.main()
    assert mapped == list(snippet.SECONDS)
    assert sorted(completed) == sorted(mapped)


@POOLS
def test_as_completed_gives_the_slowest_later(snippet):
    # On a busy machine all may have ended before the first look, and then any order is right.
    slowest = max(snippet.SECONDS, key=snippet.SECONDS.get)
    assert any(snippet.main()[1][0] != slowest for _ in range(4))


def test_a_callback_runs_in_the_worker_or_in_the_caller():
    assert future_callback.main() == [("soup", "worker_0"), ("fish", "MainThread")]


def test_a_future_keeps_its_exception_until_asked():
    error, dish = future_error.main()
    assert isinstance(error, ValueError)
    assert dish == "soup"


def test_a_task_that_waits_for_its_own_pool_needs_a_second_worker():
    assert pool_deadlock.main() == ["burnt", "stirred"]


def test_only_calls_that_have_not_begun_are_cancelled():
    assert future_cancel.main() == [False, True, True]
