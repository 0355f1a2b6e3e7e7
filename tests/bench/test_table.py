"""The figures that ``make bench`` prints, on numbers that can be checked by hand."""

import pytest

from bench.table import Row, bound, growth, growth_lines


def run(snippet, wall, cpu, alone=False):
    return {"snippet": snippet, "wall": wall, "cpu": cpu, "alone": alone}


RUNS = [
    run("gil/measure_cpu.py", 4, 3, alone=True),
    run("processes/priority.py", 2, 1, alone=True),
    run("processes/sleeps.py", 5, 1),
    run("processes/counts.py", 2, 6),
    run("processes/measured.py", 1, None),
]


@pytest.mark.parametrize(
    ("floor", "cores", "expected"),
    [
        (1, 2, 6 + 5),  # as the longest run
        (3, 1, 6 + 10),  # as the CPU: 7 of the runs, 3 of the floor
        (9, 2, 6 + 9),  # as the floor
    ],
)
def test_the_bound_is_that_of_what_is_scarce(floor, cores, expected):
    assert bound(RUNS, floor, cores) == expected


def test_a_ratio_is_taken_in_each_round():
    row = Row("cold", [12, 30, 11], "bound", [10, 20, 10], target=1.15)
    assert row.to_json()["figure"] == 1.2
    assert not row.met
    assert row.line().split() == [
        *["cold", "12.00", "s", "11.00", "to", "30.00", "1.20", "×", "bound"],
        *["target", "1.15", "×:", "NOT", "MET"],
    ]


def test_a_target_in_seconds_is_beyond_what_it_is_held_against():
    row = Row("served", [1.5, 9, 1.2], "its own run", [0.5, 0.5, 0.5], target=1, beyond=True)
    assert (row.to_json()["figure"], row.met) == (1, True)
    assert row.line().endswith("1.00 s + its own run  target 1 s: met")


@pytest.mark.parametrize(("seconds", "met"), [([0.9, 0.8, 7], True), ([1.1, 0.8, 7], False)])
def test_a_target_in_seconds_alone(seconds, met):
    assert Row("served", seconds, target=1, beyond=True).met is met


def size(count, cold, rows):
    memory = {"cold_memory": 1000, "warm_memory": 1000}
    pages = {"report_bytes": 1, "gallery_bytes": 1, "report_rows": rows, "gallery_rows": count}
    return {"snippets": count, "cold": cold, "warm": 1, **memory, **pages}


def test_growth_is_held_against_that_of_the_snippets():
    sizes = [size(50, 1, 50), size(200, 4, 200), size(800, 24, 800)]
    assert [step["ratios"]["cold"] for step in growth(sizes)] == [1, 1.5]
    assert growth(sizes)[0]["more"]["cold"] == 3 / 150
    *_, worst, whole = growth_lines(sizes)
    assert "1.50" in worst and worst.endswith("NOT MET")
    assert whole.endswith("yes")


def test_a_page_that_leaves_snippets_out_is_told():
    assert list(growth_lines([size(50, 1, 49)]))[-1].endswith("NO")
