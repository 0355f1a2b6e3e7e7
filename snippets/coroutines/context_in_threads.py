"""to_thread() takes context variables along; run_in_executor() does not."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

user = ContextVar("user", default="nobody")


def report(how):
    print(f"{how}: the user is {user.get()}")
    return user.get()


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as pool:
        # Start the pool's thread before there is a user: on a free-threaded
        # build a new thread would begin with a copy of the context.
        seen = [await loop.run_in_executor(pool, report, "at first")]
        user.set("Ann")
        seen.append(report("coroutine"))
        seen.append(await asyncio.to_thread(report, "to_thread"))
        seen.append(await loop.run_in_executor(pool, report, "executor"))
    return seen


if __name__ == "__main__":
    asyncio.run(main())
