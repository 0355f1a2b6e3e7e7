import os

import pytest

from snippets.processes import (
    callback_in_main,
    callback_raises_future,
    callback_raises_pool,
    slow_callback,
)


def test_callbacks_run_in_the_main_process_and_tasks_do_not():
    places, workers = callback_in_main.main()
    assert {pid for pid, _ in places} == {os.getpid()}
    assert os.getpid() not in workers


def test_callbacks_run_in_the_thread_that_takes_in_results():
    places, _ = callback_in_main.main()
    assert {"_handle_results" in thread for _, thread in places} == {True}


def test_slow_callbacks_run_one_after_the_other():
    assert slow_callback.main() >= slow_callback.SECONDS * slow_callback.TASKS


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_pool_whose_callback_raised_delivers_nothing():
    assert callback_raises_pool.main() == [False, False]


def test_an_executor_whose_callback_raised_delivers_all():
    assert callback_raises_future.main() == ["boiled soup", "boiled rice"]


def test_every_page_is_fetched_and_kept():
    pytest.importorskip("requests")
    from snippets.processes import crawler_processes

    assert crawler_processes.main() == sorted(crawler_processes.PAGES)
