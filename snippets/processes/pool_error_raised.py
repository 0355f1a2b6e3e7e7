"""get() raises a worker's error again, with the worker's traceback."""

import multiprocessing as mp


def work(text):
    print(f"the worker reads {text!r}", flush=True)
    return int(text)


def main():
    with mp.Pool(1) as pool:
        result = pool.apply_async(work, ("twelve",))
        result.wait()
        print("the task is over; main asks for its result", flush=True)
        number = result.get()
    print(f"the result is {number}")
    return number


if __name__ == "__main__":
    main()
