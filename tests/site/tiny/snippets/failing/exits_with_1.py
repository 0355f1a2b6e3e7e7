"""Exits with 1, though no fence declares it."""

import sys


def main():
    print("last words before the exit")
    sys.exit(1)


if __name__ == "__main__":
    main()
