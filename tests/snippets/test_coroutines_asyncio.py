import asyncio
from itertools import pairwise

import pytest

from snippets.coroutines import (
    await_in_turn,
    call_runs_nothing,
    create_task,
    sleep_awaited,
    sleep_blocking,
)


def overlaps(spans):
    spans = sorted(spans)
    return [later[0] < earlier[1] for earlier, later in pairwise(spans)]


def test_a_call_alone_runs_nothing(capfd):
    with pytest.warns(RuntimeWarning, match="never awaited"):
        kind, awaited = asyncio.run(call_runs_nothing.main())
    assert (kind, awaited) == ("coroutine", "Bo")
    output = capfd.readouterr().out
    assert "hello, Bo" in output
    assert "hello, Ann" not in output


def test_awaited_in_turn_they_take_turns():
    assert not any(overlaps(asyncio.run(await_in_turn.main())))


def test_as_tasks_they_overlap():
    assert any(overlaps(asyncio.run(create_task.main())))


def test_no_other_task_runs_while_one_blocks():
    before, during = asyncio.run(sleep_blocking.main())
    assert before > 0
    assert during == 0


def test_other_tasks_run_while_one_awaits():
    before, during = asyncio.run(sleep_awaited.main())
    assert before > 0
    assert during > 0
