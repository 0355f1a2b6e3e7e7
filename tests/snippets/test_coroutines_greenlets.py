import pytest


def test_greenlets_take_turns_without_yield_or_await(capsys):
    pytest.importorskip("greenlet")
    from snippets.coroutines import greenlet_switch

    greenlet_switch.main()
    assert capsys.readouterr().out.splitlines() == ["ping 1", "pong 1", "ping 2", "pong 2"]


def test_waits_overlap(capsys):
    pytest.importorskip("gevent")
    from snippets.coroutines import gevent_waits

    gevent_waits.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["Ann begins", "Bo begins", "Cy begins"]
    assert sorted(lines[3:6]) == ["Ann is done", "Bo is done", "Cy is done"]
