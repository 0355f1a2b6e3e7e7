"""A run that contradicts its page is found."""

import pytest

from livedocs.content import pictures
from livedocs.content.article import Chapter
from livedocs.content.catalogue import Page, ShownRun
from livedocs.content.pictures import Picture, contradictions
from livedocs.run.schedule import Request
from livedocs.snippet import FOLDER

SNIPPET = "processes/x.py"


@pytest.fixture
def two(make_run, make_lane):
    """A run of two lanes besides the main one, each from start to end."""

    def make(first, second, **changes):
        lives = {"Ann": first, "Bo": second}
        lanes = [make_lane(name=name, start=a, end=b) for name, (a, b) in lives.items()]
        return make_run(lanes=(make_lane(), *lanes), ready=0.0, **changes)

    return make


@pytest.mark.parametrize(
    ("second", "share"), [((0.0, 2.0), 1.0), ((1.0, 2.0), 0.5), ((1.5, 3.5), 0.25), ((2.0, 3.0), 0)]
)
def test_the_overlap_is_by_the_longer_life(two, second, share):
    run = two((0.0, 2.0), second)
    assert Picture(SNIPPET, overlap=("Ann", "Bo")).figure(run) == share


def test_a_number_is_read_from_the_line(make_run, make_line):
    lines = make_line("at once: none"), make_line("at once: 0.27 s"), make_line("at once: 9 s")
    assert Picture(SNIPPET, printed="at once:").figure(make_run(lines=lines)) == 0.27


def test_without_these_it_is_the_share_of_a_cpu(make_run):
    assert Picture(SNIPPET).figure(make_run(cpu=3.0, wall=2.0)) == 1.5


def test_a_run_outside_the_bounds_contradicts(two):
    run = two((0.0, 2.0), (1.0, 2.0))
    picture = {"snippet": SNIPPET, "overlap": ("Ann", "Bo")}
    assert Picture(**picture, at_least=0.4, at_most=0.6).contradiction(run) is None
    wrong = Picture(**picture, at_least=0.6).contradiction(run)
    assert wrong == "the overlap of Ann and Bo is 0.50, not at least 0.6"
    assert "not at most 0.4" in Picture(**picture, at_most=0.4).contradiction(run)


def test_what_is_not_there_contradicts(make_run):
    run = make_run(ready=0.0)
    assert Picture(SNIPPET, overlap=("Ann", "Bo")).contradiction(run)
    assert Picture(SNIPPET, printed="at once:").contradiction(run)


@pytest.mark.parametrize("changes", [{"ready": None}, {"disturbed": 0.5}, {"cpus": 1}])
def test_a_run_that_cannot_show_it_is_not_asked(make_run, changes):
    picture = Picture(SNIPPET, cpus=2, at_least=1.5)
    assert picture.contradiction(make_run(ready=1.0))
    assert picture.contradiction(make_run(**{"ready": 1.0} | changes)) is None


def test_a_message_names_page_and_snippet(write_snippet, make_run):
    request = Request(write_snippet("", SNIPPET))
    page = Page(Chapter("processes/a.md", "A", (), (SNIPPET,)), "processes/a/", (request,))
    shown = [ShownRun(request, make_run(ready=0.0), False, page)]
    wrong, other = Picture(SNIPPET, at_least=2.0), Picture("processes/y.py", at_least=2.0)
    (message,) = contradictions(shown, [wrong, other])
    assert message.startswith(f"processes/a.md: the run of {SNIPPET} contradicts the page: ")


def test_there_are_only_snippets_that_exist():
    assert all((FOLDER / picture.snippet).exists() for picture in pictures.load())
