"""Run a module in a process that may reach no other host: python offline.py mkdocs build."""

import runpy
import sys

REFUSED = "no host may be reached:"
_LOCAL = {"127.0.0.1", "::1", "localhost", None}
_HOST = {
    "socket.getaddrinfo": lambda host, *_: host,
    "socket.gethostbyname": lambda host: host,
    "socket.connect": lambda _, address: address[0] if isinstance(address, tuple) else None,
    "socket.sendto": lambda _, address: address[0] if isinstance(address, tuple) else None,
}
"""Event of sys.addaudithook → the host that it is about; None: none, as with a Unix socket."""


def _refuse(event, arguments):
    if event in _HOST and (host := _HOST[event](*arguments)) not in _LOCAL:
        print(REFUSED, event, host, file=sys.stderr)  # whoever asked may catch the exception
        raise PermissionError(f"{REFUSED} {host}")


if __name__ == "__main__":
    sys.addaudithook(_refuse)
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
