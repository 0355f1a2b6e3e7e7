from snippets.processes import arguments, run_is_not_start, start_function, start_subclass


def test_start_calls_the_target_in_another_process():
    ours, childs = start_function.main()
    assert childs != ours


def test_each_instance_of_a_subclass_runs_in_its_own_process():
    ours, children = start_subclass.main()
    assert len(children) == 2
    assert ours not in children


def test_run_stays_in_this_process_and_start_does_not():
    ours, by_run, by_start = run_is_not_start.main()
    assert by_run == ours
    assert by_start != ours


def test_the_child_appends_to_a_copy():
    ours, childs = arguments.main()
    assert ours == ["Ann", "Bo"]
    assert childs == ["Ann", "Bo", "Cy"]
