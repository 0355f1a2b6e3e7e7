from snippets.threads import (
    barrier_meets,
    condition_wait,
    event_starts_all,
    local_data,
    queue_between_threads,
    semaphore_limits,
    timer_later,
)


def test_a_waiting_thread_goes_on_when_its_condition_is_true():
    assert condition_wait.main() == ["soup", "fish", "rice"]


def test_nobody_runs_before_the_event():
    fired, begun = event_starts_all.main()
    assert len(begun) == 3
    assert all(moment >= fired for moment in begun)


def test_a_semaphore_never_lets_in_more_than_its_places():
    counts = semaphore_limits.main()
    assert len(counts) == 5
    assert max(counts) <= semaphore_limits.PLACES


def test_nobody_passes_the_barrier_before_the_last_is_there():
    everybody = len(barrier_meets.WAYS)
    assert barrier_meets.main() == ["at the door"] * everybody + ["in"] * everybody


def test_a_cancelled_timer_does_not_ring():
    assert timer_later.main() == ["egg", "rice"]


def test_each_thread_has_its_own_local_data():
    seen, mains = local_data.main()
    assert {guest: own for guest, (_, own) in seen.items()} == {"Ann": "Ann", "Bo": "Bo"}
    assert len({shared for shared, _ in seen.values()}) == 1
    assert mains == {}


def test_a_queue_hands_over_the_object_itself():
    assert queue_between_threads.main() == [True] * 4
