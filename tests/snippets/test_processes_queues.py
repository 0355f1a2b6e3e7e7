import multiprocessing as mp
from collections import Counter

from snippets.processes import (
    pipe_both_ways,
    pipe_with_lock,
    queue_copies,
    queue_empty,
    queue_feeder,
    queue_fifo,
    queue_full,
)


def test_first_in_is_first_out():
    assert queue_fifo.main() == list(queue_fifo.DISHES)


def test_a_full_queue_refuses_put_nowait_and_lets_put_wait():
    refused, room_made, placed = queue_full.main()
    assert refused
    assert room_made <= placed


def test_an_empty_queue_refuses_get_nowait_and_lets_get_wait():
    refused, put, received = queue_empty.main()
    assert refused
    assert put <= received


def test_what_was_put_is_not_there_before_the_feeder_thread_has_sent_it():
    found_at_once, received = queue_feeder.main()
    assert not found_at_once
    assert received is queue_feeder.Parcel


def test_both_ends_of_a_pipe_send_and_receive_until_one_is_gone():
    heard = pipe_both_ways.main()
    assert heard == ["what would you like?", "a bowl of soup", EOFError]


def test_a_pipe_with_locks_loses_and_doubles_nothing():
    written = {f"letter {number} from {name}" for name in ("Ann", "Bo") for number in (1, 2, 3)}
    assert Counter(pipe_with_lock.main()) == Counter(written)
    for child in mp.active_children():
        child.join()


def test_a_queue_delivers_equal_copies():
    ours, childs, copy = queue_copies.main()
    assert ours == ["rice", "eggs"]
    assert childs == ["rice", "eggs", "tea"]
    assert copy == ours
    assert copy is not ours
