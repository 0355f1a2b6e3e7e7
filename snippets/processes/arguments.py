"""What args and kwargs hold reaches the target as copies."""

import multiprocessing as mp


def cook(dish, guests, *, salt, report):
    print(f"{dish} for {guests}, {salt} g of salt")
    guests.append("Cy")
    report.put(guests)


def main():
    guests = ["Ann", "Bo"]
    report = mp.SimpleQueue()
    child = mp.Process(
        target=cook,
        args=("soup", guests),
        kwargs={"salt": 4, "report": report},
    )
    child.start()
    child.join()
    seen = report.get()
    print(f"the child ends with {seen}")
    print(f"the parent still has {guests}")
    return guests, seen


if __name__ == "__main__":
    main()
