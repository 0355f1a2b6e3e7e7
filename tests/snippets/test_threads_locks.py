import pytest

from snippets.threads import (
    deadlock,
    exception_in_thread,
    lock_held_twice,
    lock_order,
    rlock_held_twice,
)


def test_a_lock_refuses_its_own_holder():
    assert lock_held_twice.main() == [True, False, False]


def test_an_rlock_refuses_only_the_others():
    assert rlock_held_twice.main() == [True, True, False]


@pytest.mark.parametrize("snippet", [lock_held_twice, rlock_held_twice])
def test_the_lock_is_free_in_the_end(snippet):
    snippet.main()
    assert snippet.take("the test")
    snippet.pan.release()


def test_two_locks_in_opposite_order_block_both_threads():
    assert deadlock.main() == {"Ann": False, "Bo": False}


def test_two_locks_in_one_order_block_nobody():
    assert lock_order.main() == {"Ann": True, "Bo": True}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_failed_thread_frees_its_lock_and_tells_only_the_hook(capfd):
    assert exception_in_thread.main() == [("Bo", ValueError)]
    output = capfd.readouterr().out
    assert "joined Ann; is the pan still locked? False" in output
    assert "the main thread goes on" in output
