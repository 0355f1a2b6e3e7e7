"""When one task fails, its TaskGroup cancels the others."""

import asyncio


async def work(name, seconds):
    try:
        await asyncio.sleep(seconds)
        if name == "Bo":
            raise ValueError("Bo has failed")
        print(f"{name} is done")
        return f"{name}'s result"
    except asyncio.CancelledError:
        print(f"{name} is cancelled")
        raise


async def main():
    errors = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(work(name, seconds), name=name)
                for name, seconds in (("Ann", 20), ("Bo", 0.1), ("Cy", 30))
            ]
    except* ValueError as group_of_errors:
        errors = [str(error) for error in group_of_errors.exceptions]
        print(f"the group raised: {errors}")
    return errors, [task.cancelled() for task in tasks]


if __name__ == "__main__":
    asyncio.run(main())
