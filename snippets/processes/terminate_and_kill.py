"""A child can handle the signal of terminate(); nothing handles kill()."""

import multiprocessing as mp
import signal
import time


def refuse(signum, frame):
    print("the child will not go")


def work(pipe):
    signal.signal(signal.SIGTERM, refuse)
    pipe.send("ready")
    while True:
        time.sleep(0.05)


def main():
    ours, theirs = mp.Pipe()
    child = mp.Process(target=work, args=(theirs,))
    child.start()
    ours.recv()
    child.terminate()
    child.join(timeout=0.3)
    print(f"after terminate(): is_alive {child.is_alive()}")
    exit_codes = [child.exitcode]
    child.kill()
    child.join()
    print(f"after kill(): exitcode {child.exitcode}")
    exit_codes.append(child.exitcode)
    return exit_codes


if __name__ == "__main__":
    main()
