"""A parent and its child each print."""

import multiprocessing as mp


def greet():
    print("child: 你好 <b>&amp;</b>")


def main():
    child = mp.Process(target=greet, name="Child")
    child.start()
    child.join()
    print("parent: done")


if __name__ == "__main__":
    main()
