"""Handing over to another costs threads about as much as processes."""

import asyncio
import multiprocessing as mp
import os
import socket
import threading
from timeit import timeit

TURNS = 10_000  # of each of two players: starting them hardly counts


def tasks():
    async def pass_on(inbox, outbox):
        for _ in range(TURNS):
            await outbox.put(await inbox.get())

    async def play(*pair):
        pair[0].put_nowait(b"ball")
        await asyncio.gather(pass_on(*pair), pass_on(*reversed(pair)))

    asyncio.run(play(asyncio.Queue(), asyncio.Queue()))


def pass_on(end):
    for _ in range(TURNS):
        end.send(end.recv(1))


def play(kind):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        partner = kind(target=pass_on, args=(theirs,), daemon=True)
        partner.start()
        theirs.send(b"o")
        pass_on(ours)
        partner.join()


def main():
    models = {"tasks": tasks, "threads": lambda: play(threading.Thread)}
    if hasattr(os, "fork"):  # quick to start, unlike spawn
        process = mp.get_context("fork").Process
        models["processes"] = lambda: play(process)
    if hasattr(os, "sched_setaffinity"):  # all on one CPU
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rounds = {name: [] for name in models}
    for _ in range(5):
        for name, model in models.items():
            rounds[name].append(timeit(model, number=1) / TURNS / 2 * 1e6)
    for name, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{name}: {median:.2f} µs, {low:.2f} to {high:.2f}")
    return rounds


if __name__ == "__main__":
    main()
