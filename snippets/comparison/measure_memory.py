"""A waiting task takes little memory, a thread more, a process most."""

import multiprocessing as mp
import threading
from pathlib import Path

TABLE = Path("/proc/self/smaps_rollup")  # where Linux tells a process
TASKS, THREADS = 5000, 100


def private_kb():  # what this process shares with no other
    lines = TABLE.read_text().splitlines()
    return sum(int(s.split()[1]) for s in lines if s.startswith("Private"))


def process(sizes):
    sizes.put(private_kb())


def threads(sizes):
    before, never = private_kb(), threading.Event()
    for _ in range(THREADS):
        threading.Thread(target=never.wait, daemon=True).start()
    sizes.put((private_kb() - before) / THREADS)


def tasks(sizes):
    import asyncio  # here: the other processes do not need it

    async def measure():
        before, never = private_kb(), asyncio.Event()
        tasks = [asyncio.create_task(never.wait()) for _ in range(TASKS)]
        await asyncio.sleep(0)  # now they wait
        sizes.put((private_kb() - before) / len(tasks))

    asyncio.run(measure())


def main():
    if not TABLE.exists():
        print("this system does not tell which memory is private")
        return None
    fresh = mp.get_context("spawn")  # threads and tasks measure in there
    models = {"task": (tasks, fresh), "thread": (threads, fresh)}
    for method in sorted(mp.get_all_start_methods()):
        models[f"process ({method})"] = process, mp.get_context(method)
    rounds = {name: [] for name in models}
    for _ in range(5):
        for name, (model, context) in models.items():
            sizes = context.SimpleQueue()
            context.Process(target=model, args=(sizes,)).start()
            rounds[name].append(sizes.get())
    for name, values in rounds.items():
        low, _, median, _, high = sorted(values)
        print(f"{name}: {median:.1f} kB, {low:.1f} to {high:.1f}")
    return rounds


if __name__ == "__main__":
    main()
