"""Each subinterpreter has its own modules: a change in one stays there."""

import math
from concurrent import interpreters

CODE = """
import math
print(f"here math.pi is {math.pi}")
math.pi = 3
print(f"here math.pi is now {math.pi}")
"""


def main():
    other = interpreters.create()
    try:
        other.exec(CODE)
    finally:
        other.close()
    print(f"in the main interpreter math.pi is {math.pi}")
    return math.pi


if __name__ == "__main__":
    main()
