import tomllib

import pytest

from livedocs.render import standing as module
from livedocs.render import template
from livedocs.render.standing import code_at, share, standing

WORDS = tomllib.loads((template.HERE / "words.toml").read_text("utf-8"))


def told(make_stretch, code, language="en", **changes):
    """What is said of a stretch at ``code``, the second line of a snippet."""
    return standing(make_stretch(line=2, **changes), f"x = 1\n    {code}\n", language)


@pytest.mark.parametrize(
    ("cpu", "told"), [(0.0, 0), (0.25, 0.5), (0.5, 1), (0.6, 1), (-1, 0)], ids=str
)
def test_the_share_of_cpu_time_lies_between_nothing_and_all(make_stretch, cpu, told):
    assert share(make_stretch(end=0.5, cpu=cpu)) == told


@pytest.mark.parametrize("end", [0.0, 0.0009, -1])
def test_of_a_moment_no_share_is_told(make_stretch, end):
    assert share(make_stretch(end=end, cpu=0.1)) is None


@pytest.mark.parametrize(
    ("cpu", "words"),
    [
        (0.5, "computes in line 2, `total += 1`"),
        (0.25, "runs for 50 % of this time in line 2, `total += 1`"),
        (0.0, "waits in line 2, `total += 1`"),
    ],
)
def test_it_says_whether_a_lane_computes_or_waits(make_stretch, cpu, words):
    assert told(make_stretch, "total += 1", cpu=cpu) == words


@pytest.mark.parametrize(
    ("cpu", "ran", "words"),
    [
        (0.0, 0.0, "is suspended"),
        (0.05, 0.45, "blocks the event loop"),
        (0.45, 0.45, "computes"),
        (0.0, 0.25, "runs for 50 % of this time"),
        (0.25, 0.5, "runs for 100 % of this time"),
    ],
)
def test_it_says_whether_a_task_blocks_its_event_loop(make_stretch, cpu, ran, words):
    code = "await sleep(1)"
    assert told(make_stretch, code, cpu=cpu, ran=ran) == f"{words} in line 2, `{code}`"


def test_a_task_that_runs_for_a_moment_blocks_nobody(make_stretch):
    words = told(make_stretch, "await sleep(1)", end=0.005, ran=0.005)
    assert words.startswith("runs for 100 % of this time")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("time.sleep(1)", "sleeps"),
        ("lock.acquire()", "waits for a lock"),
        ("with lock:", "waits for a lock"),
        ("with self.LOCK, other:", "waits for a lock"),
        ("with Semaphore(2):", "waits for a lock"),
        ("ann.join()", "waits for another to end"),
        ("item = queue.get()", "waits for an item"),
        ("queue.put(1)", "waits for room"),
        ("client, _ = server.accept()", "waits for a connection"),
        ("data = connection.recv(99)", "waits for data"),
        ("pipe.recv()", "waits for data"),
        ("event.wait()", "waits for a signal"),
        ("condition.wait_for(ready)", "waits for a signal"),
        ("print(future.result())", "waits for a result"),
        ("pool.map(work, range(4))", "waits for a result"),
        ("await asyncio.sleep(1)", "is suspended"),
        ("async with lock:", "is suspended"),
        ("select()", "waits"),
        ('print(", ".join(names))', "waits"),
        ("sleepy(1)", "waits"),
        ("awaited = 1", "waits"),
    ],
)
def test_the_source_line_names_what_a_lane_waits_for(make_stretch, code, words):
    assert told(make_stretch, code) == f"{words} in line 2, `{code}`"


def test_what_computes_waits_for_nothing_whatever_its_line(make_stretch):
    assert told(make_stretch, "lock.acquire()", cpu=0.5).startswith("computes")


def test_of_a_moment_only_the_line_is_said(make_stretch):
    assert told(make_stretch, "ann.join()", end=1e-4) == "is at line 2, `ann.join()`"


def test_a_function_too_fast_to_follow_is_named(make_stretch):
    assert "`def count():`, line 2" in told(make_stretch, "def count():", fast=True)


@pytest.mark.parametrize("cpu", [0, 0.25, 0.5])
@pytest.mark.parametrize("end", [0.5, 1e-4])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_code_of_others_has_no_line(make_stretch, cpu, end, language):
    words = standing(make_stretch(line=None, cpu=cpu, end=end), "x = 1\n", language)
    assert words
    assert "None" not in words


def test_the_sentence_can_be_chinese(make_stretch):
    assert told(make_stretch, "select()", "zh") == "在第 2 行等待 `select()`"
    assert told(make_stretch, "with lock:", "zh") == "在第 2 行等锁 `with lock:`"
    assert told(make_stretch, "sleep(1)", "zh", ran=0.5) == "在第 2 行阻塞事件循环 `sleep(1)`"


@pytest.mark.parametrize("kind", module._WAITS)
def test_each_kind_of_wait_has_its_words(kind):
    assert f"waits_{kind}" in WORDS


@pytest.mark.parametrize("doing", ["stands", "computes", "blocks", "works", "waits"])
def test_each_standing_has_its_words(doing):
    assert {doing, f"{doing}_elsewhere"} <= WORDS.keys()


def test_a_long_line_is_cut():
    code = code_at("x = " + "1 + " * 30 + "1\n", 1)
    assert len(code) <= module.LONGEST
    assert code.endswith("…")


def test_a_comment_is_not_quoted():
    assert code_at("sleep(1)  # for ever\n# a line\n", 1) == "sleep(1)"
    assert code_at("sleep(1)  # for ever\n# a line\n", 2) == "# a line"


@pytest.mark.parametrize("line", [0, 3, -1])
def test_a_line_that_the_snippet_lacks_has_no_code(line):
    assert code_at("a\nb\n", line) == ""


def test_control_characters_are_not_quoted():
    assert code_at("print('\x1b[31m')\n", 1) == "print('')"
