import threading

from snippets.threads import deprecated_names, enumerate_threads, names


def test_a_name_is_made_up_or_given_or_changed():
    unnamed, named, renamed = names.main()
    assert unnamed.startswith("Thread-")
    assert unnamed.endswith("(introduce)")
    assert (named, renamed) == ("cook", "waiter")


def test_only_living_threads_are_listed():
    seen = enumerate_threads.main()
    assert {"Ann", "Bo", threading.main_thread().name} <= set(seen["started"])
    for moment in ("made", "joined"):
        assert not {"Ann", "Bo"} & set(seen[moment])
        assert threading.main_thread().name in seen[moment]


def test_old_names_warn_where_they_still_exist():
    for name, warned in deprecated_names.main().items():
        assert len(warned) == 1
        assert warned[0].startswith(f"DeprecationWarning: {name}() is deprecated")
