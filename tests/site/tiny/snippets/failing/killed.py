"""Is killed by a signal."""

import os
import signal


def main():
    print("last words before the signal", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
