from itertools import pairwise

from snippets.threads import (
    join_one_by_one,
    join_together,
    same_pid,
    start_function,
    start_subclass,
)


def overlaps(spans):
    spans = sorted(spans)
    return [later[0] < earlier[1] for earlier, later in pairwise(spans)]


def test_start_calls_the_target_in_the_new_thread():
    ours, started, ran_in = start_function.main()
    assert ran_in == [started]
    assert started is not ours


def test_each_instance_of_a_subclass_runs_in_its_own_thread():
    greeters = start_subclass.main()
    assert len(greeters) == 2
    assert all(greeter.ran_in is greeter for greeter in greeters)


def test_threads_share_a_pid_and_have_numbers_of_their_own():
    pids, numbers = zip(*same_pid.main().values(), strict=True)
    assert len(set(pids)) == 1
    assert len(set(numbers)) == len(numbers) == 3


def test_joined_one_by_one_they_take_turns():
    assert not any(overlaps(join_one_by_one.main()))


def test_started_together_they_overlap():
    assert any(overlaps(join_together.main()))
