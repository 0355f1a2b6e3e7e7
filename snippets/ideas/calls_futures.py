"""Asynchronous: the caller gets a future, and the result from it later."""

import time
from concurrent.futures import ThreadPoolExecutor

SECONDS = 0.2
ITEMS = ("shoes", "coat", "watch")


def repair(item):
    print(f"the {item}: handed in")
    time.sleep(SECONDS)
    print(f"the {item}: ready")
    return f"repaired {item}"


def visit_shops():
    with ThreadPoolExecutor(max_workers=3) as shops:
        tickets = []
        for item in ITEMS:
            tickets.append(shops.submit(repair, item))
            print(f"the customer walks on, after the {item}")
        return [ticket.result() for ticket in tickets]


def main():
    results = visit_shops()
    print(f"the customer has {', '.join(results)}")
    return results


if __name__ == "__main__":
    main()
