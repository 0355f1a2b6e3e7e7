"""A thread changes the very list that the main thread has."""

import queue
import threading

stock = ["flour"]


def shop(report):
    print(f"the thread finds {stock}")
    stock.append("sugar")
    print(f"the thread now has {stock}")
    report.put(stock)


def main():
    report = queue.SimpleQueue()
    thread = threading.Thread(target=shop, args=(report,), name="shopper")
    thread.start()
    thread.join()
    print(f"the main thread has {stock}")
    return stock, report.get()


if __name__ == "__main__":
    main()
