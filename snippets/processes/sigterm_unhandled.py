"""SIGTERM ends one process; what it has started goes on."""

import multiprocessing as mp
import time


def work(pipe):
    pipe.recv()
    pipe.send("I am still at work")


def serve(pipe):
    worker = mp.Process(target=work, args=(pipe,), daemon=True)
    try:
        worker.start()
        pipe.send("the worker has started")
        time.sleep(60)
    finally:
        print("the service tidies up")


def main():
    ours, theirs = mp.Pipe()
    service = mp.Process(target=serve, args=(theirs,))
    service.start()
    theirs.close()  # now only the service and its worker hold it
    print(f"the service: {ours.recv()}")
    service.terminate()  # sends SIGTERM
    service.join()
    print(f"the service has ended with exit code {service.exitcode}")
    try:
        ours.send("are you there?")
        answer = ours.recv()
    except (EOFError, OSError):
        answer = "(has ended too)"
    print(f"the worker: {answer}")
    return service.exitcode, answer


if __name__ == "__main__":
    main()
