from snippets.coroutines import echo_selectors, readiness


def test_each_socket_is_told_when_it_is_ready():
    assert readiness.main() == [("second", b"hello"), ("first", b"hello")]


def test_every_client_hears_its_own_words_from_one_thread():
    assert echo_selectors.main() == [
        [f"hello from {name}", f"bye from {name}"] for name in ("Ann", "Bo", "Cy")
    ]
