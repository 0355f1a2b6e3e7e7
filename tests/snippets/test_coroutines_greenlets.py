import pytest


def test_greenlets_take_turns_without_yield_or_await():
    pytest.importorskip("greenlet")
    from snippets.coroutines import greenlet_switch

    assert greenlet_switch.main() == ["ping 1", "pong 1", "ping 2", "pong 2"]


def test_waits_overlap_in_one_thread():
    pytest.importorskip("gevent")
    from snippets.coroutines import gevent_waits

    spans = gevent_waits.main()
    assert max(start for start, *_ in spans) < min(end for _, end, _ in spans)
    assert len({thread for *_, thread in spans}) == 1
