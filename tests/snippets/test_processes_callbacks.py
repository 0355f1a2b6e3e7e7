import os
import subprocess
import sys

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


def test_a_pool_whose_callback_raised_delivers_nothing():
    # In a process of its own: the pool cannot be ended, and would stay among the later tests.
    command = [sys.executable, callback_raises_pool.__file__]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert "RuntimeError: boiled soup dropped" in run.stderr
    assert "the result for soup does not come" in run.stdout
    assert "the result for rice does not come" in run.stdout


def test_an_executor_whose_callback_raised_delivers_all():
    assert callback_raises_future.main() == ["boiled soup", "boiled rice"]


def test_every_page_is_fetched_and_kept():
    pytest.importorskip("requests")
    from snippets.processes import crawler_processes

    assert crawler_processes.main() == sorted(crawler_processes.PAGES)
