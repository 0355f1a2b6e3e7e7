"""A pipe and two locks make a queue for many writers and readers."""

import multiprocessing as mp
import time


class PipeQueue:
    def __init__(self):
        self.reader, self.writer = mp.Pipe(duplex=False)
        self.reading, self.writing = mp.Lock(), mp.Lock()

    def put(self, thing):
        with self.writing:
            self.writer.send(thing)

    def get(self):
        with self.reading:
            return self.reader.recv()


def write(name, letters):
    for number in (1, 2, 3):
        letters.put(f"letter {number} from {name}")


def read(name, letters, seen):
    for _ in range(3):
        letter = letters.get()
        print(f"{name} reads {letter}")
        seen.put(letter)
        time.sleep(0.1)


def main():
    letters, seen = PipeQueue(), PipeQueue()
    for name in ("Ann", "Bo"):
        mp.Process(target=write, args=(name, letters), name=name).start()
    for name in ("Cy", "Dee"):
        arguments = name, letters, seen
        mp.Process(target=read, args=arguments, name=name).start()
    return [seen.get() for _ in range(6)]


if __name__ == "__main__":
    main()
