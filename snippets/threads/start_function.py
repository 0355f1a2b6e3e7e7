"""start() calls the target in a new thread of the same process."""

import threading
import time


def greet(threads):
    print("hello from the thread")
    threads.append(threading.current_thread())
    time.sleep(0.2)


def main():
    threads = []
    thread = threading.Thread(target=greet, args=(threads,))
    print("the thread is made, and nothing has run yet")
    thread.start()
    thread.join()
    print("the thread has ended")
    return threading.current_thread(), thread, threads


if __name__ == "__main__":
    main()
