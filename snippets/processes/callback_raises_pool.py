"""When a callback raises, its pool never delivers a result again."""

import multiprocessing as mp
import threading

called = threading.Event()


def boil(dish):
    return f"boiled {dish}"


def serve(dish):
    print(f"the callback drops the {dish}")
    called.set()
    raise RuntimeError(f"{dish} dropped")


def look(name, result):
    try:
        print(result.get(timeout=0.5))
        return True
    except mp.TimeoutError:
        print(f"the result for {name} does not come")
        return False


def main():
    pool = mp.Pool(2)
    soup = pool.apply_async(
        boil, ("soup",), callback=serve, error_callback=print
    )
    called.wait()
    rice = pool.apply_async(boil, ("rice",))
    delivered = [look("soup", soup), look("rice", rice)]
    try:
        pool.terminate()
    except AssertionError as error:
        print(f"and terminate() fails: {error}")
    return delivered


if __name__ == "__main__":
    main()
