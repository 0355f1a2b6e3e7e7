"""Resuming a coroutine is cheap; the event loop costs more."""

import asyncio
from timeit import timeit

TURNS = 20_000  # of each of two coroutines


def call():
    pass


def calls():
    for _ in range(TURNS):
        for function in (call, call):
            function()


class Turns:
    def __await__(self):
        for _ in range(TURNS):
            yield  # lets the other one go on, as asyncio.sleep(0) does


async def take_turns():
    await Turns()


def by_hand():
    coroutines = take_turns(), take_turns()
    for _ in range(TURNS):
        for coroutine in coroutines:
            coroutine.send(None)


def by_event_loop():
    async def both():
        await asyncio.gather(take_turns(), take_turns())

    asyncio.run(both())


def main():
    models = calls, by_hand, by_event_loop
    rounds = {model.__name__: [] for model in models}
    for _ in range(5):
        for model in models:
            micros = timeit(model, number=1) / TURNS / 2 * 1e6
            rounds[model.__name__].append(micros)
    for name, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{name}: {median:.3f} µs, {low:.3f} to {high:.3f}")
    return rounds


if __name__ == "__main__":
    main()
