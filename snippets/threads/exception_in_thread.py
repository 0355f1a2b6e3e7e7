"""An exception ends its thread, and neither join() nor main notices."""

import threading

pan = threading.Lock()


def boil():
    with pan:
        raise ValueError("the milk is sour")


def run(name):
    thread = threading.Thread(target=boil, name=name)
    thread.start()
    thread.join()
    print(f"joined {name}; is the pan still locked? {pan.locked()}")


def main():
    failures = []

    def note(args):
        print(f"{args.thread.name} failed: {args.exc_value}")
        failures.append((args.thread.name, args.exc_type))

    run("Ann")
    before, threading.excepthook = threading.excepthook, note
    try:
        run("Bo")
    finally:
        threading.excepthook = before
    print("the main thread goes on")
    return failures


if __name__ == "__main__":
    main()
