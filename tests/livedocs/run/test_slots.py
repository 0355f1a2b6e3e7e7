"""When a run may start."""

import os
import sys
import time

import pytest

from livedocs.run import slots
from livedocs.run.slots import CPUS, PATIENCE, START, Starts, is_calm, runnable


def seconds(starts):
    before = time.monotonic()
    starts.wait()
    return time.monotonic() - before


def test_a_run_starts_when_a_cpu_is_free(monkeypatch):
    counts = iter([CPUS + 2, CPUS + 1, CPUS])
    monkeypatch.setattr(slots, "runnable", lambda: next(counts))
    Starts().wait()
    assert list(counts) == []


def test_runs_start_one_after_another(monkeypatch):
    monkeypatch.setattr(slots, "runnable", lambda: 1)
    starts = Starts()
    starts.wait()
    assert seconds(starts) > 0.9 * START


def test_on_a_busy_machine_a_run_waits_less_and_less(monkeypatch):
    monkeypatch.setattr(slots, "runnable", lambda: CPUS + 1)
    now, slept = [0.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(slots.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(slots.time, "sleep", sleep)
    starts, waits = Starts(), []
    for _ in range(100):
        before = now[0]
        starts.wait()
        waits.append(now[0] - before)
    assert waits[0] == pytest.approx(PATIENCE, abs=2 * START)
    assert sum(waits[:50]) < 2 * PATIENCE + 50 * 2 * START


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it")
def test_this_thread_runs():
    assert runnable() >= 1


@pytest.mark.skipif(not hasattr(os, "getloadavg"), reason="the system does not tell")
@pytest.mark.parametrize(("load", "calm"), [(0.4 * CPUS, True), (0.6 * CPUS, False)])
def test_a_calm_machine_has_half_of_its_cpus_free(monkeypatch, load, calm):
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 9.0, 9.0))
    assert is_calm() == calm
