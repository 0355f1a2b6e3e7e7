"""An error in a worker stays silent until somebody asks for the result."""

import multiprocessing as mp


def work(text):
    return int(text)


def main():
    raised = None
    with mp.Pool(1) as pool:
        result = pool.apply_async(work, ("twelve",))
        result.wait()
        print("the task is over; nothing was said")
        print(f"successful: {result.successful()}")
        try:
            result.get()
        except ValueError as error:
            print(f"get() raises: {error}")
            raised = error
    return result.successful(), raised


if __name__ == "__main__":
    main()
