import pytest

from snippets.ideas import calls_asyncio, calls_futures, calls_sync


@pytest.mark.parametrize("snippet", [calls_sync, calls_futures, calls_asyncio])
def test_all_ways_to_call_give_the_same_results(snippet):
    assert snippet.main() == ["repaired shoes", "repaired coat", "repaired watch"]


def test_a_synchronous_caller_goes_on_after_the_result(capfd):
    calls_sync.main()
    lines = capfd.readouterr().out.splitlines()
    for item in calls_sync.ITEMS:
        ready = lines.index(f"the {item}: ready")
        assert lines[ready + 1] == f"the customer walks on, after the {item}"


def test_a_caller_with_a_future_goes_on_before_the_result(capfd, monkeypatch):
    monkeypatch.setattr(calls_futures, "SECONDS", 1)
    calls_futures.main()
    # Not by lines: under pytest two threads may print before either ends its line.
    out = capfd.readouterr().out
    walked_on = [out.index(f"walks on, after the {item}") for item in calls_futures.ITEMS]
    ready = [out.index(f"the {item}: ready") for item in calls_futures.ITEMS]
    assert max(walked_on) < min(ready)


def test_a_coroutine_creates_tasks_without_waiting_for_them(capfd):
    calls_asyncio.main()
    lines = capfd.readouterr().out.splitlines()
    assert all("walks on" in line for line in lines[:3])
    assert all("handed in" in line for line in lines[3:6])
    assert all("ready" in line for line in lines[6:9])
