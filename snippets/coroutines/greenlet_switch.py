"""A greenlet can switch away from deep inside a plain function.

Needs: pip install greenlet
"""

from greenlet import getcurrent, greenlet


def say(text):
    """A plain function, without yield or await, pauses its greenlet."""
    print(text)
    getcurrent().parent.switch()


def repeat(word):
    for number in (1, 2):
        say(f"{word} {number}")


def main():
    players = {word: greenlet(repeat) for word in ("ping", "pong")}
    for word, player in players.items():
        player.switch(word)
    while any(not player.dead for player in players.values()):
        for player in players.values():
            player.switch()


if __name__ == "__main__":
    main()
