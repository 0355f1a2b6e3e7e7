import asyncio
import logging

import pytest

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


def start_echo_server():
    return asyncio.start_server(echo_server.handle, "127.0.0.1", 0)


def start_echo_server_shutdown():
    return echo_server_shutdown.serve(set())


@pytest.mark.parametrize("start", [start_echo_server, start_echo_server_shutdown])
def test_a_bad_client_hurts_nobody(start, bad_clients, caplog):
    async def talk():
        server = await start()
        host, port = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(host, port)
        await asyncio.to_thread(bad_clients, (host, port))
        writer.write(b"still there?\n")
        writer.write_eof()
        replies = await reader.read()
        writer.close()
        server.close()
        return replies

    with caplog.at_level(logging.ERROR, "asyncio"):
        assert asyncio.run(talk()) == b"still there?\n"
    assert not caplog.records


def test_a_closing_server_ends_its_conversations(capfd):
    replies, expired = asyncio.run(echo_server_shutdown.main())
    assert replies == ["hello", "hello", "bye"]
    assert expired
    output = capfd.readouterr().out
    assert "Cy is turned away" in output
    assert output.count("a conversation has ended") == 2
