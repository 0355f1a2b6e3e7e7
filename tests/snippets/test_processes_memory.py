from snippets.processes import own_memory


def test_what_the_child_appends_is_not_in_the_parent():
    ours, childs = own_memory.main()
    assert ours == ["flour"]
    assert childs == ["flour", "sugar"]
