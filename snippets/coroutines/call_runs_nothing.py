"""Calling a coroutine function runs nothing; awaiting the result does."""

import asyncio


async def greet(name):
    print(f"hello, {name}")
    return name


async def main():
    forgotten = greet("Ann")
    kind = type(forgotten).__name__
    print(f"the call returned a {kind}")
    awaited = await greet("Bo")
    # Only now does Python notice: nobody can await Ann's any more.
    del forgotten
    print("main is done")
    return kind, awaited


if __name__ == "__main__":
    asyncio.run(main())
