"""Synchronous: the caller gets each result before it goes on."""

import time

SECONDS = 0.2
ITEMS = ("shoes", "coat", "watch")


def repair(item):
    print(f"the {item}: handed in")
    time.sleep(SECONDS)
    print(f"the {item}: ready")
    return f"repaired {item}"


def visit_shops():
    results = []
    for item in ITEMS:
        results.append(repair(item))
        print(f"the customer walks on, after the {item}")
    return results


def main():
    results = visit_shops()
    print(f"the customer has {', '.join(results)}")
    return results


if __name__ == "__main__":
    main()
