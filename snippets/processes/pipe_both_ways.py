"""A pipe has two ends, and each of them can send and receive."""

import multiprocessing as mp


def cook(window):
    window.send("what would you like?")
    order = window.recv()
    print(f"the cook hears: {order}")
    window.send(f"a bowl of {order}")
    print("the cook goes home")


def main():
    ours, theirs = mp.Pipe()
    child = mp.Process(
        target=cook, args=(theirs,), name="cook", daemon=True
    )
    child.start()
    theirs.close()  # now only the cook holds that end
    heard = [ours.recv()]
    print(f"main hears: {heard[0]}")
    ours.send("soup")
    heard.append(ours.recv())
    print(f"main gets {heard[1]}")
    try:
        ours.recv()
    except EOFError:
        print("nobody is left at the other end")
        heard.append(EOFError)
    child.join()
    return heard


if __name__ == "__main__":
    main()
