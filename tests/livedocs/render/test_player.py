import json
import re

import pytest

from livedocs.record.run import Stretch
from livedocs.render import player
from livedocs.run.schedule import Request

SOURCE = "import lock\n\nlock.acquire()\nprint(f'{lane} `done` </script>')\n"


@pytest.fixture
def request_for(write_snippet):
    """A Request for the snippet that the runs are of."""
    return Request(write_snippet(SOURCE, "processes/x.py"))


@pytest.fixture
def followed(make_run, make_lane, make_line):
    """A run of the main process, Ann, and a process without a name that was not followed."""
    return make_run(
        wall=0.9,
        lanes=(
            make_lane(began=0.05),
            make_lane(name="Ann", pid=101, parent=0, start=0.1, end=0.8, began=0.15),
            make_lane(name=None, pid=102, parent=0),
        ),
        lines=(make_line(at=0.4), make_line(at=0.2, lane=None)),
        stretches=(
            Stretch(0, 0.05, 0.06, 1, 0.01, False),
            Stretch(0, 0.06, 0.9500001, 4, 0.3, False),
            Stretch(1, 0.15, 0.75, 3, 0.0, False),
            Stretch(1, 0.75, 0.8, None, 0.05, False),
        ),
    )


@pytest.fixture
def data(request_for, followed):
    return lambda language="en": player.data(request_for, followed, language)


def test_the_moments_go_from_the_first_line_of_the_program_to_the_end(data):
    assert data()["moments"] == [50_000, 1_000_000]


def test_a_stretch_has_its_lane_times_line_phrase_and_share_of_a_cpu(data):
    stretches = data()["stretches"]
    assert [stretch[:4] for stretch in stretches] == [
        [0, 50_000, 60_000, 1],
        [0, 60_000, 950_000, 4],
        [1, 150_000, 750_000, 3],
        [1, 750_000, 800_000, 0],
    ]
    assert [stretch[5] for stretch in stretches] == [100, 34, 0, 100]


def test_a_task_has_the_share_for_which_it_ran(request_for, make_run, make_lane):
    stretches = [Stretch(0, 0.1, 0.5, 3, 0.0, False, ran=0.3)]
    run = make_run(lanes=(make_lane(kind="task"),), stretches=stretches)
    assert player.data(request_for, run, "en")["stretches"][0][5] == 75


@pytest.mark.parametrize(
    ("language", "main", "phrase"),
    [
        ("en", "the main process", "waits for a lock in line 3, `lock.acquire()`"),
        ("zh", "主进程", "在第 3 行等锁 `lock.acquire()`"),
    ],
)
def test_a_phrase_says_what_a_lane_does(data, language, main, phrase):
    found = data(language)
    assert {number: name for number, (name, _) in found["lanes"].items()} == {0: main, 1: "Ann"}
    number = found["stretches"][2][4]
    before, code, after = found["phrases"][number]
    assert f"{before}`{code}`{after}" == phrase


def test_code_with_backticks_stays_whole(data):
    found = data()
    assert found["phrases"][found["stretches"][1][4]][1] == SOURCE.splitlines()[3]


def test_helpers_of_the_standard_library_are_left_out(request_for, make_run, make_lane):
    lanes = make_lane(), make_lane(name="forkserver")
    stretches = [Stretch(lane, 0.1, 0.5, line, 0.0, False) for lane, line in [(0, 3), (1, None)]]
    found = player.data(request_for, make_run(lanes=lanes, stretches=stretches), "en")
    assert found["lanes"].keys() == {0}
    assert [stretch[0] for stretch in found["stretches"]] == [0]


def test_equal_phrases_are_there_once(request_for, make_run, make_lane):
    lanes = make_lane(), make_lane(name="Ann")
    stretches = [Stretch(lane, 0.1, 0.5, 3, 0.0, False) for lane in range(2)]
    found = player.data(request_for, make_run(lanes=lanes, stretches=stretches), "en")
    assert len(found["phrases"]) == 1


def test_the_lines_of_output_have_their_times_in_their_order(data):
    assert data()["lines"] == [400_000, 200_000]


def test_the_script_hands_the_data_to_the_player_of_the_panel(request_for, followed, data):
    script = player.script(request_for, followed, "en")
    anchor, handed = re.fullmatch(r"livedocsPlayer\(([^,]*),(.*)\)\n", script).groups()
    assert json.loads(anchor) == "processes-x"
    assert json.loads(handed) == json.loads(json.dumps(data()))


def test_data_in_a_page_ends_no_script(request_for, followed, data):
    found = player.player(request_for, followed, "en", inline=True).data
    assert "</script>" not in found
    assert json.loads(found) == json.loads(json.dumps(data()))


@pytest.mark.parametrize("changes", [{"stretches": ()}, {"exit": None}])
def test_a_run_without_stretches_or_end_has_no_player(request_for, make_run, followed, changes):
    run = make_run(**{"stretches": followed.stretches} | changes)
    assert player.player(request_for, run, "en", inline=False) is None


def test_the_data_lies_beside_the_record():
    assert player.path("runs/gil/cpu.3.14t.json") == "runs/gil/cpu.3.14t.player.js"
