"""asyncio's pstree shows what the tasks of another process wait for."""

import asyncio
import multiprocessing as mp
import re
import subprocess
import sys

PSTREE = [sys.executable, "-Xutf8", "-m", "asyncio", "pstree"]


async def fetch(page):
    await asyncio.sleep(60)


async def crawl(ready):
    async with asyncio.TaskGroup() as group:
        for page in ("home", "news"):
            group.create_task(fetch(page), name=page)
        # The loop calls this after both tasks have gone to sleep.
        asyncio.get_running_loop().call_soon(ready.set)


def be_inspected(ready):
    asyncio.run(crawl(ready))


def main():
    ready = mp.Event()
    child = mp.Process(target=be_inspected, args=(ready,), daemon=True)
    child.start()
    ready.wait()
    done = subprocess.run(
        [*PSTREE, str(child.pid)], capture_output=True, encoding="utf-8"
    )
    child.terminate()
    child.join()
    tree = done.stdout.rstrip() if "(T)" in done.stdout else ""
    tree = re.sub(r" \S+[/\\]", " ", tree)  # folders are of no interest
    print(tree or "here Python cannot look inside another process")
    return tree


if __name__ == "__main__":
    main()
