"""One process prints."""


def main():
    print("only one")


if __name__ == "__main__":
    main()
