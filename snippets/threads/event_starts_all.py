"""One event lets all threads go that wait for it."""

import threading
import time


def run(name, started, begun):
    print(f"{name} is ready")
    started.wait()
    print(f"{name} runs")
    begun.append(time.monotonic())


def main():
    started = threading.Event()
    begun = []
    runners = [
        threading.Thread(target=run, args=(name, started, begun), name=name)
        for name in ("Ann", "Bo", "Cy")
    ]
    for runner in runners:
        runner.start()
    time.sleep(0.3)
    print("the starter fires")
    fired = time.monotonic()
    started.set()
    for runner in runners:
        runner.join()
    return fired, begun


if __name__ == "__main__":
    main()
