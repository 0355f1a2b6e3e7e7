import asyncio

from snippets.coroutines import echo_server, echo_server_shutdown


def test_every_client_hears_what_it_said():
    assert asyncio.run(echo_server.main()) == [
        [f"hello from {name}", f"bye from {name}"] for name in ("Ann", "Bo", "Cy")
    ]


def test_the_clients_are_served_at_the_same_time(capfd):
    asyncio.run(echo_server.main())
    output = capfd.readouterr().out
    hellos = [output.index(f"'hello from {name}'") for name in ("Ann", "Bo", "Cy")]
    assert sorted(hellos)[1] < output.index("'bye from")


def test_a_closing_server_ends_its_conversations(capfd):
    replies, expired = asyncio.run(echo_server_shutdown.main())
    assert replies == ["hello", "hello", "bye"]
    assert expired
    output = capfd.readouterr().out
    assert "Cy is turned away" in output
    assert output.count("a conversation has ended") == 2
