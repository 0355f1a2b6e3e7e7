"""One task_done more than there were items raises ValueError."""

import multiprocessing as mp


def main():
    table = mp.JoinableQueue()
    table.put("soup")
    dish = table.get()
    print(f"main eats the {dish}")
    table.task_done()
    table.join()
    print("join has returned: nothing is left to do")
    try:
        table.task_done()
        error = None
    except ValueError as raised:
        print(f"ValueError: {raised}")
        error = raised
    return error


if __name__ == "__main__":
    main()
