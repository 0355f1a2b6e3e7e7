from itertools import pairwise
from multiprocessing.pool import RemoteTraceback

import pytest

from snippets.processes import (
    pool_apply,
    pool_apply_async,
    pool_close_first,
    pool_error_raised,
    pool_silent_error,
    pool_workers,
)


def overlaps(results):
    spans = sorted((start, end) for _, start, end in results)
    return [later[0] < earlier[1] for earlier, later in pairwise(spans)]


def test_apply_lets_them_take_turns():
    assert not any(overlaps(pool_apply.main()))


def test_apply_async_gives_results_in_the_order_of_the_promises():
    assert [name for name, *_ in pool_apply_async.main()] == pool_apply_async.NAMES


def test_apply_async_lets_them_overlap():
    assert any(overlaps(pool_apply_async.main()))


def test_a_pool_keeps_the_workers_that_it_started_with():
    before, used, after = pool_workers.main()
    assert len(before) == pool_workers.WORKERS
    assert used <= before
    assert after == before


def test_an_error_is_raised_by_get_only():
    successful, error = pool_silent_error.main()
    assert successful is False
    assert "twelve" in str(error)


def test_an_error_that_get_raises_has_the_traceback_of_the_worker_as_its_cause():
    with pytest.raises(ValueError, match="twelve") as raised:
        pool_error_raised.main()
    names = [entry.name for entry in raised.traceback]
    assert names[-2:] == ["main", "get"]
    assert isinstance(raised.value.__cause__, RemoteTraceback)
    assert "in work\n" in str(raised.value.__cause__)


def test_close_comes_before_join_and_after_the_last_task():
    join_refused, task_refused = pool_close_first.main()
    assert "running" in str(join_refused)
    assert "not running" in str(task_refused)
