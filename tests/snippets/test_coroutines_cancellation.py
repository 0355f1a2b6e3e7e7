import asyncio

from snippets.coroutines import cancel_task, cleanup_on_cancel, swallowed_cancel, timeout


def test_a_timeout_cancels_and_raises(capfd):
    errors = asyncio.run(timeout.main())
    assert [type(error) for error in errors] == [TimeoutError, TimeoutError]
    output = capfd.readouterr().out
    assert "Ann is cancelled" in output
    assert "Bo is cancelled" in output
    assert "is done" not in output


def test_cancel_only_asks():
    done, cancelled = asyncio.run(cancel_task.main())
    assert done == [False, True]
    assert cancelled


def test_a_cancelled_task_runs_its_finally():
    events, cancelled = asyncio.run(cleanup_on_cancel.main())
    assert events == ["closed"]
    assert cancelled


def test_a_swallowed_cancellation_makes_the_timeout_fail():
    finished, expired = asyncio.run(swallowed_cancel.main())
    assert finished == swallowed_cancel.ROUNDS
    assert expired
