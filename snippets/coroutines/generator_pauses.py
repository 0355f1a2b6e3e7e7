"""A generator runs to its next yield, pauses, and keeps its variables."""


def count_sheep(events):
    for number in (1, 2):
        events.append(f"the generator yields {number}")
        print(events[-1])
        yield number
    events.append("the generator has ended")
    print(events[-1])


def main():
    events = []
    sheep = count_sheep(events)
    print("the generator is made, and nothing has run yet")
    for number in sheep:
        events.append(f"the loop has {number}")
        print(events[-1])
    return events


if __name__ == "__main__":
    main()
