"""When a future's callback raises, it is logged and nothing else stops."""

from concurrent.futures import ProcessPoolExecutor


def boil(dish):
    return f"boiled {dish}"


def serve(future):
    print(f"the callback drops the {future.result()}")
    raise RuntimeError(f"{future.result()} dropped")


def main():
    with ProcessPoolExecutor(2) as pool:
        soup = pool.submit(boil, "soup")
        soup.add_done_callback(serve)
        rice = pool.submit(boil, "rice")
        results = [soup.result(), rice.result()]
    print(f"all results are there: {results}")
    return results


if __name__ == "__main__":
    main()
