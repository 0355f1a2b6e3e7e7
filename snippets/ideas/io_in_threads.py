"""While threads wait for input, another thread runs Python code."""

import socket
import time
from threading import Thread


def fetch(name, connection, answers):
    with connection:
        print(f"{name} asks")
        connection.sendall(b"?")
        answers[name] = connection.recv(100)  # waits without the GIL
        print(f"{name} has an answer")


def compute():
    end, rounds = time.monotonic() + 0.3, 0
    while time.monotonic() < end:
        rounds += 1
    return rounds


def main():
    answers, asked = {}, []
    for name in ("Ann", "Bo", "Cy"):
        server, client = socket.socketpair()
        args = (name, client, answers)
        thread = Thread(target=fetch, args=args, name=name, daemon=True)
        thread.start()
        asked.append((server, thread))
    for server, _ in asked:
        server.recv(100)
    print("all have asked, and the main thread computes")
    rounds, early = compute(), len(answers)
    print("the main thread answers")
    for server, thread in asked:
        with server:
            server.sendall(b"!")
            thread.join()
    return rounds, early, answers


if __name__ == "__main__":
    main()
