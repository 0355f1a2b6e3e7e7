"""A process that exits at SIGTERM tidies up and ends its daemons."""

import multiprocessing as mp
import signal
import sys
import time


def work(writer, asked):
    writer.send("I am at work")
    asked.wait()
    writer.send("I am still at work")


def serve(writer, asked):
    signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit())
    worker = mp.Process(target=work, args=(writer, asked), daemon=True)
    try:
        worker.start()
        time.sleep(60)
    finally:
        print("the service tidies up")


def main():
    reader, writer = mp.Pipe(duplex=False)
    asked = mp.Event()
    service = mp.Process(target=serve, args=(writer, asked))
    service.start()
    writer.close()  # only the service and its worker hold it now
    print(f"the worker: {reader.recv()}")
    service.terminate()  # sends SIGTERM
    service.join()
    print(f"the service has ended with exit code {service.exitcode}")
    asked.set()
    try:
        answer = reader.recv()
    except EOFError:
        answer = "(has ended too)"
    print(f"the worker: {answer}")
    return service.exitcode, answer


if __name__ == "__main__":
    main()
