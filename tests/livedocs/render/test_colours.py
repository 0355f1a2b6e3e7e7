import pytest

from livedocs.render.colours import COLOURS, colours, helpers

CAST = ["MainProcess", "Ann", "Bo", "Cy", "Dee", "Eli"]


@pytest.fixture
def run_of(make_run, make_lane):
    """A run of processes with these names, which print nothing."""

    def make(*names, **changes):
        return make_run(lanes=tuple(make_lane(name=name) for name in names), lines=(), **changes)

    return make


def test_names_have_colours_of_their_own_as_far_as_they_go(run_of):
    names = [*CAST, "waiter", "writer"]
    assert len(set(colours(run_of(*names)))) == COLOURS
    assert set(colours(run_of(*names, "one more"))) == set(colours(run_of(*names)))


@pytest.mark.parametrize("names", [CAST, ["MainProcess", "Process-1", "Process-2"]])
def test_a_name_has_the_same_colour_in_another_run(run_of, names):
    first = dict(zip(names, colours(run_of(*names)), strict=True))
    other = dict(zip(names[::-1], colours(run_of(*names[::-1])), strict=True))
    assert first == other
    fewer = dict(zip(names[::2], colours(run_of(*names[::2])), strict=True))
    assert fewer == {name: first[name] for name in names[::2]}


def test_a_task_or_thread_has_the_colour_of_its_name(make_run, make_lane):
    lanes = make_lane(), make_lane(name="Ann"), make_lane(kind="task", name="Ann (work)", parent=0)
    main, process, task = colours(make_run(lanes=lanes))
    assert process == task != main


def test_processes_of_the_same_name_differ(run_of):
    assert len(set(colours(run_of("python -c", "python -c", None, None)))) == 4


@pytest.mark.parametrize("count", [1, 3])
def test_lanes_without_a_name_have_colours(run_of, count):
    assert len(set(colours(run_of(*[None] * count)))) == count


HELPERS = [
    ("thread", "QueueFeederThread"),
    ("thread", "Thread-1 (_handle_workers)"),
    ("thread", "Thread-12 (_handle_tasks)"),
    ("thread", "Thread-3 (_handle_results)"),
    ("thread", "Thread-1 (accepter)"),
    ("thread", "Thread-1 (_ExecutorManagerThread)"),
    ("thread", "Thread-4 (handle_request)"),
    ("process", "resource_tracker"),
    ("process", "forkserver"),
]


@pytest.mark.parametrize(("kind", "name"), HELPERS)
def test_what_the_standard_library_starts_for_itself_is_a_helper(make_run, make_lane, kind, name):
    run = make_run(lanes=(make_lane(), make_lane(kind=kind, name=name, parent=0)))
    assert helpers(run) == {1}
    assert colours(run)[1] == "lane-helper"


@pytest.mark.parametrize(
    "name", ["Thread-1 (work)", "Thread-1", "helper", "Ann", None, "ThreadPoolExecutor-0_0"]
)
def test_what_the_snippet_starts_is_no_helper(make_run, make_lane, name):
    run = make_run(lanes=(make_lane(), make_lane(kind="thread", name=name, parent=0)))
    assert helpers(run) == set()


def test_a_helper_that_prints_is_shown(make_run, make_lane, make_line):
    lanes = make_lane(), make_lane(kind="thread", name="QueueFeederThread", parent=0)
    assert helpers(make_run(lanes=lanes, lines=(make_line(lane=1),))) == set()


def test_a_helper_that_ran_a_line_of_the_snippet_is_shown(make_run, make_lane, make_stretch):
    names = "Thread-1 (_handle_results)", "Thread-2 (_handle_results)"
    lanes = [make_lane(), *(make_lane(kind="thread", name=name) for name in names)]
    stretches = make_stretch(lane=0), make_stretch(lane=1), make_stretch(lane=2, line=None)
    assert helpers(make_run(lanes=tuple(lanes), stretches=stretches)) == {2}
