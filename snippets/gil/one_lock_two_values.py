"""One lock around both values keeps their sum right for everybody."""

import threading
import time

account = {}
lock = threading.Lock()
half_done = threading.Event()


def pay_in(amount):
    with lock:
        account["wallet"] -= amount
        print(f"the payer has taken {amount} out of the wallet")
        half_done.set()
        time.sleep(0.2)  # the same moment, but now the auditor waits
        account["bank"] += amount
        print(f"the payer has put {amount} into the bank")


def look():
    with lock:
        return account["wallet"] + account["bank"]


def main():
    account.update(wallet=100, bank=0)
    payer = threading.Thread(target=pay_in, args=(40,), name="payer")
    payer.start()
    half_done.wait()
    total = look()
    print(f"the auditor sees {total} in all")
    payer.join()
    return total


if __name__ == "__main__":
    main()
