"""Exits with 1, as its fence declares."""

import sys


def main():
    print("failing as declared")
    sys.exit(1)


if __name__ == "__main__":
    main()
