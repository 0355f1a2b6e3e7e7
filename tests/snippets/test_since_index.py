from snippets.since import (
    measure_sending,
    shared_counter_locked,
    shared_counter_unlocked,
    shared_memory_block,
)


def test_the_parent_sees_what_the_child_wrote():
    assert shared_memory_block.main() == b"HELLO"


def test_without_a_lock_all_but_one_update_are_lost():
    assert shared_counter_unlocked.main() == 1


def test_with_a_lock_none_is_lost():
    assert shared_counter_locked.main() == shared_counter_locked.WORKERS


def test_a_name_is_handed_over_faster_than_what_it_names():
    rounds = measure_sending.main()
    least = {way: min(times) for way, times in rounds.items()}
    assert (
        least[measure_sending.made_in_shared_memory]
        < least[measure_sending.copied_into_shared_memory]
        < least[measure_sending.pickled]
    )
