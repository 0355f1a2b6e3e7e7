"""A ThreadingTCPServer talks to each client in a thread of its own."""

import multiprocessing as mp
import socket
import socketserver
import time

ADDRESS = "127.0.0.1", 0  # port 0: the system picks a free one
GUESTS = {"Ann": 0.5, "Bo": 0.0}  # how many seconds each one thinks


class Waiter(socketserver.StreamRequestHandler):
    def handle(self):
        """Talk to one client; called for each connection."""
        print("a waiter comes")
        self.wfile.write(b"what will it be?\n")
        self.wfile.write(b"here you are: " + self.rfile.readline(100))


def visit(address, arrivals, orders):
    name = mp.current_process().name
    with (
        socket.create_connection(address) as connection,
        connection.makefile("rw") as lines,
    ):
        print(f"{name} arrives")
        arrivals.put(name)
        lines.readline()
        print(f"{name} is asked")
        time.sleep(GUESTS[name])
        orders.put(name)
        print("soup", file=lines, flush=True)
        lines.readline()
    print(f"{name} is served")


def main():
    arrivals, orders = mp.SimpleQueue(), mp.SimpleQueue()
    with socketserver.ThreadingTCPServer(ADDRESS, Waiter) as server:
        arguments = server.server_address, arrivals, orders
        guests = [
            mp.Process(target=visit, args=arguments, name=name, daemon=True)
            for name in GUESTS
        ]
        for guest in guests:
            guest.start()
            arrivals.get()  # connected, although nobody talks to it yet
        for _ in guests:
            server.handle_request()
    for guest in guests:
        guest.join()
    return [orders.get() for _ in guests]


if __name__ == "__main__":
    main()
