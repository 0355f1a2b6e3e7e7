from snippets.gil import (
    count_instructions,
    counter_locked,
    counter_unlocked,
    last_thread_only,
    one_lock_two_values,
    reference_counts,
    two_locks_two_values,
)


def test_reading_pausing_and_writing_loses_counts():
    assert counter_unlocked.main() == 1


def test_a_lock_keeps_every_count():
    assert counter_locked.main() == counter_locked.VISITORS


def test_adding_one_reads_first_and_writes_later():
    assert count_instructions.main()[0::3] == ["LOAD_GLOBAL", "STORE_GLOBAL"]


def test_whoever_joins_only_the_last_thread_looks_too_early():
    assert last_thread_only.main() == (last_thread_only.TICKETS - 1, 0)


def test_with_two_locks_the_sum_is_wrong_in_between():
    assert two_locks_two_values.main() == 60


def test_with_one_lock_the_sum_is_right():
    assert one_lock_two_values.main() == 100


def test_an_object_is_freed_the_moment_its_last_reference_goes():
    assert reference_counts.main() == [
        "a second name: +1",
        "twice in a list: +3",
        "the list is empty: +1",
        "one name is left: +0",
        "the cake is freed",
        "the last name is gone",
    ]
