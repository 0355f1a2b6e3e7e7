"""What comes out of a queue is a pickled copy of what was put in."""

import multiprocessing as mp


def carry(inbox, outbox):
    basket = inbox.get()
    print(f"the child receives {basket}")
    basket.append("tea")
    print(f"the child adds tea: {basket}")
    outbox.put(basket)


def main():
    to_child, to_main = mp.Queue(), mp.Queue()
    queues = to_child, to_main
    child = mp.Process(target=carry, args=queues, daemon=True)
    child.start()
    basket = ["rice", "eggs"]
    to_child.put(basket)
    returned = to_main.get()
    child.join()
    print(f"main receives {returned}")
    print(f"main still has {basket}")

    to_main.put(basket)
    copy = to_main.get()
    print(f"sent to itself: equal {copy == basket}, same {copy is basket}")
    return basket, returned, copy


if __name__ == "__main__":
    main()
