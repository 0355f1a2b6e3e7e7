from snippets.ideas import coroutine_without_await, coroutines_take_turns


def names(turns):
    return [name for name, _ in turns]


def test_coroutines_alternate_at_each_await():
    assert names(coroutines_take_turns.main()) == ["Ann", "Bo"] * 3


def test_all_turns_happen_in_one_thread():
    assert len({thread for _, thread in coroutines_take_turns.main()}) == 1


def test_without_await_the_first_one_keeps_the_thread():
    assert names(coroutine_without_await.main()) == ["Ann"] * 3 + ["Bo"] * 3
