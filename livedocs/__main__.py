"""``python -m livedocs COMMAND``: the commands for contributors."""

import argparse
import sys

from livedocs import new, rules
from livedocs.snippet import ROOT


def _new(options: argparse.Namespace) -> int | str:
    try:
        files = new.make(ROOT, options.name, options.page)
    except (new.NewError, OSError) as error:
        return f"nothing was made: {error}"
    print(*files, sep="\n")
    print("\nIt runs and passes its test. Fill in each TODO: python -m livedocs check names them.")
    return 0


def _check(options: argparse.Namespace) -> int:
    messages = rules.check(rules.Project(ROOT))
    for message in messages:
        print(message)
    return 1 if messages else 0


def main(arguments: list[str] | None = None) -> int | str:
    """Run the command in ``arguments``; returns an argument for sys.exit."""
    parser = argparse.ArgumentParser(prog="python -m livedocs", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    make = commands.add_parser(
        "new",
        help="make a snippet, its test and its fences from a template",
        description=new.__doc__,
    )
    make.add_argument("name", metavar="CHAPTER/NAME", help="such as processes/my_snippet")
    make.add_argument(
        "--page",
        metavar="CHAPTER/PAGE",
        help="where its fences go, before the recap: such as processes/joinable; "
        "otherwise the first page of the chapter",
    )
    make.set_defaults(run=_new)

    check = commands.add_parser("check", help="say what breaks a house rule")
    check.set_defaults(run=_check)

    options = parser.parse_args(arguments)
    answer: int | str = options.run(options)
    return answer


if __name__ == "__main__":
    sys.exit(main())
