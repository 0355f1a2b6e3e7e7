from snippets.coroutines import generator_pauses, producer_and_consumer, round_robin


def test_the_generator_and_the_loop_take_turns():
    assert generator_pauses.main() == [
        "the generator yields 1",
        "the loop has 1",
        "the generator yields 2",
        "the loop has 2",
        "the generator has ended",
    ]


def test_producer_and_consumer_take_turns_in_one_thread():
    events = producer_and_consumer.main()
    assert [(who, dish) for who, dish, _ in events] == [
        ("producer", "soup"),
        ("consumer", "soup"),
        ("producer", "rice"),
        ("consumer", "rice"),
    ]
    assert len({thread for *_, thread in events}) == 1


def test_each_worker_gets_its_turn_until_it_has_ended():
    assert round_robin.main() == [
        ("Ann", 1),
        ("Bo", 1),
        ("Cy", 1),
        ("Ann", 2),
        ("Bo", 2),
        ("Bo", 3),
    ]
