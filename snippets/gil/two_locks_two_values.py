"""With a lock for each value, the sum of two values can be wrong."""

import threading
import time

account = {}
wallet_lock = threading.Lock()
bank_lock = threading.Lock()
half_done = threading.Event()
looked = threading.Event()


def pay_in(amount):
    with wallet_lock:
        account["wallet"] -= amount
    print(f"the payer has taken {amount} out of the wallet")
    half_done.set()
    looked.wait()  # the worst moment to be interrupted, every time
    time.sleep(0.2)
    with bank_lock:
        account["bank"] += amount
    print(f"the payer has put {amount} into the bank")


def look():
    with wallet_lock, bank_lock:
        return account["wallet"] + account["bank"]


def main():
    account.update(wallet=100, bank=0)
    payer = threading.Thread(target=pay_in, args=(40,), name="payer")
    payer.start()
    half_done.wait()
    total = look()
    print(f"the auditor sees {total} in all")
    looked.set()
    payer.join()
    return total


if __name__ == "__main__":
    main()
