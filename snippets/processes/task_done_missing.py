"""One task_done too few keeps join waiting, and raises nothing."""

import multiprocessing as mp
import threading


def eat(table):
    for _ in range(2):
        dish = table.get()
        if dish == "fish":
            print("the eater puts the fish aside")
            continue  # and forgets to say that it is done
        print(f"the eater eats the {dish}")
        table.task_done()
    print("the eater goes home")


def main():
    table = mp.JoinableQueue()
    table.put("soup")
    table.put("fish")
    eater = mp.Process(target=eat, args=(table,), name="eater")
    eater.start()
    eater.join()

    # A join without end would also stop us, so a thread calls it.
    waiter = threading.Thread(target=table.join, name="waiter", daemon=True)
    waiter.start()
    waiter.join(timeout=0.5)
    waited = waiter.is_alive()
    print(f"the table is empty, yet join still waits: {waited}")
    table.task_done()
    waiter.join()
    print("main says task_done, and join returns")
    return waited, waiter.is_alive()


if __name__ == "__main__":
    main()
