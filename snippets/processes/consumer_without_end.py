"""A consumer that nobody tells to stop goes on waiting."""

import multiprocessing as mp

DISHES = "soup", "rice", "tea"


def eat(table, eaten):
    while True:
        dish = table.get()
        print(f"the eater eats {dish}", flush=True)
        eaten.put(dish)


def main():
    table, eaten = mp.Queue(), mp.SimpleQueue()
    # Not a daemon, it would keep the program from ending.
    eater = mp.Process(
        target=eat, args=(table, eaten), name="eater", daemon=True
    )
    eater.start()
    for dish in DISHES:
        table.put(dish)
    for _ in DISHES:
        eaten.get()
    print("all has been eaten")
    eater.join(timeout=0.5)
    waiting = eater.is_alive()
    print(f"half a second later the eater still waits: {waiting}")
    return waiting


if __name__ == "__main__":
    main()
