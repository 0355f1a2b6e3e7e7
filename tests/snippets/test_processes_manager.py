from statistics import median

from snippets.processes import (
    manager_is_a_process,
    manager_locked,
    manager_unlocked,
    measure_proxy_and_value,
    nested_proxy,
    value_shared,
)


def test_a_managed_object_runs_in_a_process_of_its_own():
    pids = manager_is_a_process.main()
    assert len(set(pids)) == 3


def test_without_a_lock_all_but_one_change_is_lost():
    assert manager_unlocked.main() == manager_unlocked.PROCESSES - 1


def test_with_a_lock_no_change_is_lost():
    assert manager_locked.main() == 0


def test_an_append_reaches_a_managed_list_only():
    guests = nested_proxy.main()
    assert guests == {"Monday": ["Ann"], "Friday": ["Ann", "Bo"]}


def test_with_its_lock_a_value_loses_no_change():
    assert value_shared.main() == 0


def test_a_proxy_costs_more_than_a_value():
    rounds = measure_proxy_and_value.main()
    assert all(len(times) == measure_proxy_and_value.ROUNDS for times in rounds.values())
    assert median(rounds["manager.dict"]) > 2 * median(rounds["Value"])
