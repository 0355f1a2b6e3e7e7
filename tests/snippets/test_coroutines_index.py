import threading

from snippets.coroutines import generator_pauses, producer_and_consumer, round_robin


def test_the_generator_and_the_loop_take_turns(capsys):
    generator_pauses.main()
    assert capsys.readouterr().out.splitlines()[1:] == [
        "the generator yields 1",
        "the loop has 1",
        "the generator yields 2",
        "the loop has 2",
        "the generator has ended",
    ]


def test_producer_and_consumer_take_turns_in_one_thread(capsys, monkeypatch):
    monkeypatch.delattr(threading.Thread, "start")
    producer_and_consumer.main()
    assert capsys.readouterr().out.splitlines() == [
        "the producer cooks soup",
        "the consumer eats soup",
        "the producer hears: soup is eaten",
        "the producer cooks rice",
        "the consumer eats rice",
        "the producer hears: rice is eaten",
    ]


def test_each_worker_gets_its_turn_until_it_has_ended(capsys):
    round_robin.main()
    assert capsys.readouterr().out.splitlines() == [
        "Ann: step 1 of 2",
        "Bo: step 1 of 3",
        "Cy: step 1 of 1",
        "Ann: step 2 of 2",
        "Bo: step 2 of 3",
        "Bo: step 3 of 3",
    ]
