"""A generator runs to its next yield, pauses, and keeps its variables."""


def count_sheep():
    for number in (1, 2):
        print(f"the generator yields {number}")
        yield number
    print("the generator has ended")


def main():
    sheep = count_sheep()
    print("the generator is made, and nothing has run yet")
    for number in sheep:
        print(f"the loop has {number}")


if __name__ == "__main__":
    main()
