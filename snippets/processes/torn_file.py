"""A file that is read while another process writes it may be half there."""

import json
import multiprocessing as mp
import tempfile
from pathlib import Path


def write(office, half_written, has_read):
    text = json.dumps({"left": 5})
    with office.open("w") as file:  # which empties the file at once
        file.write(text[:7])
        file.flush()
        print("the writer has written half")
        half_written.set()
        has_read.wait()
        file.write(text[7:])


def read(office):
    text = office.read_text()
    print(f"the reader finds {text}")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        print(f"which is not JSON: {error.msg}")
        return None


def main():
    half_written, has_read = mp.Event(), mp.Event()
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "tickets.json"
        args = office, half_written, has_read
        writer = mp.Process(target=write, args=args)
        writer.start()
        half_written.wait()
        early = read(office)
        has_read.set()
        writer.join()
        return early, read(office)


if __name__ == "__main__":
    main()
