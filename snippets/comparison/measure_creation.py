"""A task costs little to start and join, a thread more, a process most."""

import multiprocessing as mp
import threading
import time


def work():
    pass


def start_and_join(kind, times):
    """Milliseconds for each of so many workers, one after another."""
    start = time.perf_counter()
    for _ in range(times):
        worker = kind(target=work)
        worker.start()
        worker.join()
    return (time.perf_counter() - start) * 1000 / times


def start_and_await(times):
    import asyncio  # here: a spawned child need not import it as well

    async def work():
        pass

    async def measure():
        start = time.perf_counter()
        for _ in range(times):
            await asyncio.create_task(work())
        return (time.perf_counter() - start) * 1000 / times

    return asyncio.run(measure())


def main():
    contenders = {
        "task": (start_and_await, 200),
        "thread": (start_and_join, threading.Thread, 50),
    }
    for method in sorted(mp.get_all_start_methods()):
        kind = mp.get_context(method).Process
        contenders[f"process ({method})"] = start_and_join, kind, 2
    rounds = {name: [] for name in contenders}
    for _ in range(5):
        for name, (measure, *arguments) in contenders.items():
            rounds[name].append(measure(*arguments))
    for name, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{name}: {median:.3f} ms, {low:.3f} to {high:.3f}")
    return rounds


if __name__ == "__main__":
    main()
