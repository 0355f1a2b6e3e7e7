from itertools import pairwise

from snippets.processes import (
    lock_left_locked,
    lock_serializes,
    tickets_locked,
    tickets_unlocked,
    torn_file,
)


def test_without_a_lock_every_buyer_gets_the_same_seat():
    seats, left = tickets_unlocked.main()
    assert seats == [5, 5, 5]
    assert left == 4


def test_with_a_lock_every_buyer_gets_another_seat():
    seats, left = tickets_locked.main()
    assert sorted(seats) == [3, 4, 5]
    assert left == 2


def test_what_the_lock_guards_is_done_one_after_the_other():
    at_the_till = sorted(span[1:] for span in lock_serializes.main() if span[0] == "till")
    assert len(at_the_till) == 3
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(at_the_till))


def test_what_the_lock_does_not_guard_is_done_at_the_same_time():
    cooking = [span[1:] for span in lock_serializes.main() if span[0] == "cook"]
    assert max(start for start, _ in cooking) < min(end for _, end in cooking)


def test_with_frees_the_lock_and_a_release_that_is_not_reached_does_not():
    assert lock_left_locked.main() == {"leave_with_block": True, "leave_before_release": False}


def test_a_file_that_is_being_written_is_not_json_yet():
    assert torn_file.main() == (None, {"left": 5})
