"""Threads that wait go on while another thread computes."""

import time
from threading import Event, Thread

answers_are_in = Event()


def compute(events):
    print("Cy begins to compute")
    steps = 0
    # Kept to itself, the GIL would never let anybody set this event.
    while not answers_are_in.is_set():
        steps += 1
    print("Cy is done")
    events.append("Cy")


def ask(name, seconds, events):
    print(f"{name} asks")
    time.sleep(seconds)
    print(f"{name} has an answer")
    events.append(name)


def main():
    events = []
    answers_are_in.clear()
    cy = Thread(target=compute, args=(events,), name="Cy", daemon=True)
    ann = Thread(target=ask, args=("Ann", 0.3, events), name="Ann")
    bo = Thread(target=ask, args=("Bo", 0.4, events), name="Bo")
    for thread in (cy, ann, bo):
        thread.start()
    for thread in (ann, bo):
        thread.join()
    answers_are_in.set()
    cy.join()
    return events


if __name__ == "__main__":
    main()
