"""Workers that ignore Ctrl-C finish when the main process asks them to."""

import multiprocessing as mp
import signal
import time

PATIENCE = 2


def work(stop):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process decides
    while not stop.is_set():
        time.sleep(0.1)  # one small task after another
    print(f"{mp.current_process().name} has finished")


def main():
    stop = mp.Event()
    workers = [
        mp.Process(target=work, args=(stop,), name="Ann"),
        mp.Process(target=work, args=(stop,), name="Bo"),
        mp.Process(target=time.sleep, args=(60,), name="Cy"),
    ]
    try:
        for worker in workers:
            worker.start()
        time.sleep(0.5)
        signal.raise_signal(signal.SIGINT)  # what Ctrl-C does
    except KeyboardInterrupt:
        print("main asks the workers to stop")
    stop.set()
    for worker in workers:
        worker.join(PATIENCE)
        if worker.is_alive():
            print(f"main has waited long enough for {worker.name}")
            worker.terminate()
            worker.join()
    return {worker.name: worker.exitcode for worker in workers}


if __name__ == "__main__":
    main()
