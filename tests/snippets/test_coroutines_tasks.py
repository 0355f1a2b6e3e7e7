import asyncio
import sys

import pytest

from snippets.coroutines import (
    gather_error,
    gather_results,
    inspect_tasks,
    task_group,
    task_group_error,
    task_group_uncaught,
)


def test_results_come_in_the_order_of_the_calls():
    ended, results = asyncio.run(gather_results.main())
    assert results == ["Ann's result", "Bo's result", "Cy's result"]
    assert ended == ["Cy", "Bo", "Ann"]


def test_gather_lets_the_others_go_on(capfd):
    ann, error, cy = asyncio.run(gather_error.main())
    assert (ann, cy) == ("Ann's result", "Cy's result")
    assert isinstance(error, ValueError)
    assert "gather raised: Bo has failed" in capfd.readouterr().out


def test_the_block_of_a_task_group_waits_for_all(capfd):
    assert asyncio.run(task_group.main()) == ["Ann's result", "Bo's result", "Cy's result"]
    output = capfd.readouterr().out
    assert output.index("the end of the block") < output.index("Ann begins")
    assert output.index("Ann is done") < output.index("the block is left")


def test_a_task_group_cancels_the_others():
    errors, cancelled = asyncio.run(task_group_error.main())
    assert errors == ["Bo has failed"]
    assert cancelled == [True, False, True]


def test_what_a_task_group_raises_ends_main_after_all_tasks_have_ended(capfd):
    with pytest.raises(ExceptionGroup) as raised:
        asyncio.run(task_group_uncaught.main())
    assert [type(error) for error in raised.value.exceptions] == [ValueError]
    output = capfd.readouterr().out
    assert sorted(output.splitlines()) == ["Ann is cancelled", "Cy is cancelled"]


@pytest.mark.skipif(sys.version_info < (3, 14), reason="pstree is new in Python 3.14")
def test_pstree_shows_the_tasks_of_another_process():
    tree = inspect_tasks.main()
    if not tree:
        pytest.skip("this system lets no process look into another")
    assert "(T) home" in tree
    assert "(T) news" in tree
    assert "fetch inspect_tasks.py" in tree
