"""With send() a producer and a consumer take turns in one thread."""


def consume():
    answer = None
    while True:
        dish = yield answer
        print(f"the consumer eats {dish}")
        answer = f"{dish} is eaten"


def produce(consumer):
    next(consumer)  # runs the consumer to its first yield
    for dish in ("soup", "rice"):
        print(f"the producer cooks {dish}")
        answer = consumer.send(dish)
        print(f"the producer hears: {answer}")
    consumer.close()


def main():
    produce(consume())


if __name__ == "__main__":
    main()
