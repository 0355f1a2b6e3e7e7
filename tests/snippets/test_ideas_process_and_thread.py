from snippets.ideas import one_thread_at_least, processes_do_not_share, threads_share_memory


def test_a_child_begins_with_one_thread_and_starts_another():
    _, (at_first, later) = one_thread_at_least.main()
    assert at_first == ["MainThread"]
    assert later == ["MainThread", "helper"]


def test_a_thread_of_the_child_is_none_of_the_parent():
    of_parent, _ = one_thread_at_least.main()
    assert "MainThread" in of_parent
    assert "helper" not in of_parent


def test_threads_change_one_list():
    guests, seen = threads_share_memory.main()
    assert guests == ["Ann", "Bo", "Cy"]
    assert seen == [["Ann", "Bo"], ["Ann", "Bo", "Cy"]]


def test_processes_change_lists_of_their_own():
    guests, seen = processes_do_not_share.main()
    assert guests == ["Ann"]
    assert seen == [["Ann", "Bo"], ["Ann", "Cy"]]
