import multiprocessing as mp

import pytest

from snippets.processes import joinable_queue, task_done_missing, task_done_too_often


@pytest.fixture
def end_daemons():
    """End what a script's daemons would do with the script itself."""
    yield
    for child in mp.active_children():
        child.terminate()
        child.join()


def test_when_the_cooks_have_joined_every_dish_is_done(end_daemons):
    cooks = "Ann", "Bo", "Cy"
    dishes = sorted(f"dish {number} of {cook}" for cook in cooks for number in (1, 2))
    assert sorted(joinable_queue.main()) == dishes


def test_one_task_done_too_many_is_an_error():
    assert isinstance(task_done_too_often.main(), ValueError)


def test_join_waits_for_the_task_done_that_is_missing():
    waited, still_waits = task_done_missing.main()
    assert waited
    assert not still_waits
