"""Waits overlap in threads, in processes and in coroutines alike."""

import multiprocessing as mp
import threading
import time

TASKS = 6
SECONDS = 0.05  # as long as somebody else takes to answer


def serial():
    for _ in range(TASKS):
        time.sleep(SECONDS)


def threads():
    run(threading.Thread)


def processes():
    run(mp.Process)


def run(kind):
    arguments = {"target": time.sleep, "args": (SECONDS,)}
    workers = [kind(**arguments) for _ in range(TASKS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def coroutines():
    import asyncio  # here: a spawned child need not import it as well

    async def wait_all():
        await asyncio.gather(
            *(asyncio.sleep(SECONDS) for _ in range(TASKS))
        )

    asyncio.run(wait_all())


def main():
    print(f"processes are started by {mp.get_start_method()}")
    models = serial, threads, processes, coroutines
    rounds = {model.__name__: [] for model in models}
    for _ in range(5):
        for model in models:
            start = time.perf_counter()
            model()
            rounds[model.__name__].append(time.perf_counter() - start)
    for name, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{name}: {median:.3f} s, {low:.3f} to {high:.3f}")
    return rounds


if __name__ == "__main__":
    main()
