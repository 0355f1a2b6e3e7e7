"""What was put into a queue first is also the first to come out."""

import multiprocessing as mp

DISHES = "soup", "dumplings", "noodles"


def cook(queue):
    for dish in DISHES:
        print(f"the cook puts {dish}")
        queue.put(dish)
    print("the cook goes home")


def main():
    queue = mp.Queue()
    child = mp.Process(target=cook, args=(queue,), name="cook")
    child.start()
    received = []
    for _ in DISHES:
        dish = queue.get()
        print(f"main gets {dish}")
        received.append(dish)
    child.join()
    return received


if __name__ == "__main__":
    main()
