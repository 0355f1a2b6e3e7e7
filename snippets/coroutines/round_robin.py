"""A loop that resumes generators in turn is a scheduler."""

from collections import deque


def worker(name, steps):
    for step in range(1, steps + 1):
        print(f"{name}: step {step} of {steps}")
        yield  # lets the others run


def run(generators):
    """Resume each in turn until all have ended."""
    ready = deque(generators)
    while ready:
        generator = ready.popleft()
        try:
            next(generator)
        except StopIteration:
            continue
        ready.append(generator)


def main():
    steps = {"Ann": 2, "Bo": 3, "Cy": 1}
    run(worker(name, count) for name, count in steps.items())


if __name__ == "__main__":
    main()
