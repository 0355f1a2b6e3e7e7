"""An error in a worker stays silent until somebody asks for the result."""

import multiprocessing as mp


def work(text):
    return int(text)


def main():
    with mp.Pool(1) as pool:
        promise = pool.apply_async(work, ("twelve",))
        promise.wait()
        print("the task is over; nothing was said")
        print(f"successful: {promise.successful()}")
        try:
            promise.get()
        except ValueError as error:
            print(f"get() raises: {error}")
            return promise.successful(), error


if __name__ == "__main__":
    main()
