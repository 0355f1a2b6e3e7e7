from snippets.threads import main_thread, shared_list


def test_a_process_begins_with_the_main_thread():
    assert main_thread.main() == [("MainThread", True), ("helper", False)]


def test_a_thread_changes_the_list_of_the_main_thread():
    ours, threads = shared_list.main()
    assert ours is threads
    assert "sugar" in ours
