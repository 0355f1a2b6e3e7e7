"""With send() a producer and a consumer take turns on one thread."""

import threading


def consume(events):
    dish = None
    while True:
        dish = yield dish and f"{dish} is eaten"
        events.append(("consumer", dish, threading.get_ident()))
        print(f"the consumer eats {dish}")


def produce(consumer, events):
    next(consumer)  # runs the consumer to its first yield
    for dish in ("soup", "rice"):
        events.append(("producer", dish, threading.get_ident()))
        print(f"the producer cooks {dish}")
        answer = consumer.send(dish)
        print(f"the producer hears: {answer}")
    consumer.close()


def main():
    events = []
    produce(consume(events), events)
    return events


if __name__ == "__main__":
    main()
