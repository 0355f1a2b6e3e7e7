"""join(timeout) returns None whether the child has ended or not."""

import multiprocessing as mp


def wait_for(event):
    print("the child waits")
    event.wait()
    print("the child goes home")


def main():
    event = mp.Event()
    child = mp.Process(target=wait_for, args=(event,))
    child.start()
    returned = child.join(timeout=0.3)
    print(f"join gave {returned}; exitcode is {child.exitcode}")
    exit_codes = [child.exitcode]
    event.set()
    returned = child.join()
    print(f"join gave {returned}; exitcode is {child.exitcode}")
    exit_codes.append(child.exitcode)
    return exit_codes


if __name__ == "__main__":
    main()
