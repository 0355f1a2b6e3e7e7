"""An event loop asks the kernel what is ready, at every turn."""

import asyncio
import selectors

TURNS = 1000


class CountingSelector(selectors.SelectSelector):
    """The part of an event loop that asks the kernel, with a counter."""

    asked = 0

    def select(self, timeout=None):
        self.asked += 1
        return super().select(timeout)


async def take_turns():
    for _ in range(TURNS):
        await asyncio.sleep(0)  # lets the other one go on


async def both():
    await asyncio.gather(take_turns(), take_turns())


def main():
    selector = CountingSelector()
    with asyncio.Runner(
        loop_factory=lambda: asyncio.SelectorEventLoop(selector)
    ) as runner:
        runner.run(both())
    print(f"two coroutines went on {2 * TURNS} times")
    print(f"the loop asked the kernel {selector.asked} times")
    return selector.asked


if __name__ == "__main__":
    main()
