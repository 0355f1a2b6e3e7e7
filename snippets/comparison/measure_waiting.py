"""Forty waits cost processes the most CPU time, coroutines the least."""

import asyncio
import multiprocessing as mp
import threading
import time

TASKS, PAUSE = 40, 0.05


def processes():
    run(mp.get_context("fork").Process)  # of which we get the CPU time


def threads():
    run(threading.Thread)


def run(kind):
    workers = [kind(target=time.sleep, args=(PAUSE,)) for _ in range(TASKS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def coroutines():
    async def wait_all():
        await asyncio.gather(*(asyncio.sleep(PAUSE) for _ in range(TASKS)))

    asyncio.run(wait_all())


def cpu_time():
    import resource  # not on Windows

    who = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(sum(resource.getrusage(each)[:2]) for each in who)


def main():
    if "fork" not in mp.get_all_start_methods():
        print("this system does not tell the children's CPU time")
        return None
    rounds = {model: [] for model in (processes, threads, coroutines)}
    for _ in range(5):
        for model, times in rounds.items():
            start = cpu_time()
            model()
            times.append((cpu_time() - start) * 1000)
    for model, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{model.__name__}: {median:.2f} ms, {low:.2f} to {high:.2f}")
    return {model.__name__: times for model, times in rounds.items()}


if __name__ == "__main__":
    main()
