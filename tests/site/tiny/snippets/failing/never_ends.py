"""Never ends, and has a child in a session of its own that never ends either."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main():
    sleeper = [sys.executable, "-c", "import time; time.sleep(3600)"]
    subprocess.Popen(sleeper, start_new_session=True)
    print("last words before the sleep")
    Path(tempfile.gettempdir()).parents[1].joinpath("never_ends.started").touch()
    time.sleep(3600)


if __name__ == "__main__":
    main()
