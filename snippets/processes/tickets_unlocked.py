"""Without a lock, three buyers are sold the same seat."""

import json
import multiprocessing as mp
import tempfile
from pathlib import Path

BUYERS = "Ann", "Bo", "Cy"
SEATS = 5


def buy(name, office, all_read, sold):
    seat = json.loads(office.read_text())["left"]
    # The worst moment for a switch, so that it comes in every run.
    all_read.wait()
    office.write_text(json.dumps({"left": seat - 1}))
    print(f"{name} has seat {seat}")
    sold.put(seat)


def main():
    sold = mp.SimpleQueue()
    all_read = mp.Barrier(len(BUYERS))
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "tickets.json"
        office.write_text(json.dumps({"left": SEATS}))
        buyers = [
            mp.Process(
                target=buy, args=(name, office, all_read, sold), daemon=True
            )
            for name in BUYERS
        ]
        for buyer in buyers:
            buyer.start()
        for buyer in buyers:
            buyer.join()
        left = json.loads(office.read_text())["left"]
    print(f"{SEATS} seats, {len(BUYERS)} tickets sold, {left} left")
    return [sold.get() for _ in BUYERS], left


if __name__ == "__main__":
    main()
