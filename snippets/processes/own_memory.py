"""A child changes its own copy of a variable, not its parent's."""

import multiprocessing as mp

stock = ["flour"]


def shop(report):
    print(f"the child finds {stock}")
    stock.append("sugar")
    print(f"the child now has {stock}")
    report.put(stock)


def main():
    report = mp.SimpleQueue()
    child = mp.Process(target=shop, args=(report,))
    child.start()
    child.join()
    print(f"the parent still has {stock}")
    return stock, report.get()


if __name__ == "__main__":
    main()
