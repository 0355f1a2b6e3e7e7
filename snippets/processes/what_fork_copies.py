"""A forked child has what its parent had, and imports nothing."""

import multiprocessing as mp

print(f"this file is executed, as {__name__}")
menu = ["soup"]


def look(report):
    print(f"the child finds {menu}")
    report.put(menu)


def main():
    method = "fork"
    if method not in mp.get_all_start_methods():
        print(f"this system has no {method}")
        return None
    context = mp.get_context(method)
    menu[:] = ["soup", "cake"]
    print(f"the parent has {menu}")
    report = context.SimpleQueue()
    for _ in range(2):
        child = context.Process(target=look, args=(report,))
        child.start()
        child.join()
    return menu, report.get(), report.get()


if __name__ == "__main__":
    main()
