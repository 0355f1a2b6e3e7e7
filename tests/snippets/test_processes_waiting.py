from itertools import pairwise

from snippets.processes import first_to_end, join_one_by_one, join_timeout, join_together


def overlaps(spans):
    spans = sorted(spans)
    return [later[0] < earlier[1] for earlier, later in pairwise(spans)]


def test_joined_one_by_one_they_take_turns():
    assert not any(overlaps(join_one_by_one.main()))


def test_started_together_they_overlap():
    assert any(overlaps(join_together.main()))


def test_only_the_exit_code_tells_whether_join_timed_out():
    assert join_timeout.main() == [None, 0]


def test_the_first_to_end_is_heard_of_first():
    # On a busy machine all may have ended before the first look.
    rounds = [first_to_end.main() for _ in range(4)]
    assert all(sorted(ended) == ["Ann", "Bo", "Cy"] for ended in rounds)
    assert any(ended[0] != "Ann" for ended in rounds)
