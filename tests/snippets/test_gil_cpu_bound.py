import hashlib
import sys

from snippets.gil import measure_cpu, measure_hashing, measure_small_work


def test_the_computation_is_right(monkeypatch):
    monkeypatch.setattr(measure_cpu, "LIMIT", 1000)
    assert measure_cpu.count_primes() == 168


def test_each_model_is_measured_and_the_gil_is_named(capsys):
    rounds = measure_cpu.main()
    assert list(rounds) == ["serial", "threads", "processes"]
    assert all(len(times) == 5 and min(times) > 0 for times in rounds.values())
    with_gil = not hasattr(sys, "_is_gil_enabled") or sys._is_gil_enabled()
    assert f"GIL: {'yes' if with_gil else 'no'}\n" in capsys.readouterr().out


def test_for_little_work_spawned_processes_cost_more_than_they_bring():
    rounds = measure_small_work.main()
    assert 2 * min(rounds["serial"]) < min(rounds["processes (spawn)"])


def test_hashing_is_measured_serial_and_in_threads(monkeypatch):
    monkeypatch.setattr(measure_hashing, "DATA", b"data")
    assert measure_hashing.compute_hash() == hashlib.sha256(b"data").hexdigest()
    assert list(measure_hashing.main()) == ["serial", "threads"]
