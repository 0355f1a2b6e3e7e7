from snippets.ideas import hashing_in_threads, io_in_threads


def test_python_code_runs_while_other_threads_wait():
    rounds, answers_meanwhile, answers = io_in_threads.main()
    assert rounds > 0
    assert answers_meanwhile == 0
    assert answers == {"Ann": b"!", "Bo": b"!", "Cy": b"!"}


def test_python_code_runs_while_another_thread_hashes():
    used, _ = hashing_in_threads.main()
    # If hashing kept the GIL, the counter would get a few milliseconds, the switch interval.
    assert used["counter"] > used["hasher"] / 4
