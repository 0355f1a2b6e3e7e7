"""A task that waits for a task of its own pool may wait for ever."""

from concurrent.futures import ThreadPoolExecutor


def stir():
    print("a helper stirs")
    return "stirred"


def cook(pool):
    print("the cook waits for a helper")
    helper = pool.submit(stir)
    try:
        return helper.result(timeout=1)
    except TimeoutError:
        helper.cancel()
        return "burnt"


def main():
    soups = []
    for workers in (1, 2):
        print(f"workers in the pool: {workers}")
        with ThreadPoolExecutor(workers) as pool:
            soups.append(pool.submit(cook, pool).result())
        print(f"the soup is {soups[-1]}")
    return soups


if __name__ == "__main__":
    main()
