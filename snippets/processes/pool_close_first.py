"""A pool can be joined only after close(): it might get more work."""

import multiprocessing as mp


def main():
    join_refused = task_refused = None
    with mp.Pool(1) as pool:
        try:
            pool.join()
        except ValueError as error:
            print(f"join() before close(): {error}")
            join_refused = error
        pool.close()
        pool.join()
        print("join() after close(): all workers have ended")
        try:
            pool.apply(print, ("one more",))
        except ValueError as error:
            print(f"a task after close(): {error}")
            task_refused = error
    return join_refused, task_refused


if __name__ == "__main__":
    main()
