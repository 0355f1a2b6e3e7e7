import pytest

from snippets.threads import future_callback, future_error, process_pool, thread_pool

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
