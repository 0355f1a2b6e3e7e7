"""A plain list comes out of a manager's dict as a copy."""

import multiprocessing as mp


def invite(guests_by_day):
    guests_by_day["Monday"].append("Bo")
    guests_by_day["Friday"].append("Bo")


def plan(manager):
    guests_by_day = manager.dict()
    guests_by_day["Monday"] = ["Ann"]
    guests_by_day["Friday"] = manager.list(["Ann"])
    child = mp.Process(target=invite, args=(guests_by_day,))
    child.start()
    child.join()
    guests = {day: list(g) for day, g in guests_by_day.items()}
    print(f"Monday, a plain list: {guests['Monday']}")
    print(f"Friday, manager.list: {guests['Friday']}")
    return guests


def main():
    with mp.Manager() as manager:
        return plan(manager)


if __name__ == "__main__":
    main()
