"""``python -m livedocs COMMAND``: what a contributor asks of the project."""

import argparse
import sys

from livedocs import rules
from livedocs.snippet import ROOT


def _check(options: argparse.Namespace) -> int:
    messages = rules.check(rules.Project(ROOT))
    for message in messages:
        print(message)
    return 1 if messages else 0


def main(arguments: list[str] | None = None) -> int | str:
    """Run the command in ``arguments``; returns what sys.exit takes."""
    parser = argparse.ArgumentParser(prog="python -m livedocs", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="say what breaks a house rule")
    check.set_defaults(run=_check)

    options = parser.parse_args(arguments)
    answer: int | str = options.run(options)
    return answer


if __name__ == "__main__":
    sys.exit(main())
