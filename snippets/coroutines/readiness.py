"""select() sleeps until some socket is ready, and says which."""

import selectors
import socket
import threading


def main():
    told = []
    first, first_end = socket.socketpair()
    second, second_end = socket.socketpair()
    with selectors.DefaultSelector() as selector:
        selector.register(first, selectors.EVENT_READ, "first")
        selector.register(second, selectors.EVENT_READ, "second")
        print(f"at once: {len(selector.select(timeout=0))} are ready")
        for end in (second_end, first_end):
            threading.Timer(0.2, end.sendall, (b"hello",)).start()
            for key, _ in selector.select():
                told.append((key.data, key.fileobj.recv(5)))
                print(f"the {key.data} socket is ready")
    for end in (first, first_end, second, second_end):
        end.close()
    return told


if __name__ == "__main__":
    main()
