import pytest

from livedocs.content.claims import Rule, load, localized, source_name

FIELDS = """
[[claim]]
id = "creation"
article = "T3"
page = "threads/index.md#why"
verdict = "imprecise"
en = "One"
zh = "一"
en_right = "Two"
zh_right = "二"
sources = ["https://peps.python.org/pep-0703/"]
"""

RULE = 'rules = [{larger = "process", smaller = "thread", at_least = 10, at_most = 100}]\n'


@pytest.fixture
def load_text(tmp_path):
    """The claims of a text."""

    def make(text):
        file = tmp_path / "claims.toml"
        file.write_text(text, "utf-8")
        load.cache_clear()
        return load(file)

    yield make
    load.cache_clear()


@pytest.fixture
def measured(make_run, make_line):
    """A run that measured these medians, in milliseconds."""

    def make(**medians):
        lines = [make_line(f"{name}: {ms} ms, {ms} to {ms}") for name, ms in medians.items()]
        return make_run(lines=tuple(lines))

    return make


def test_a_claim_has_what_its_table_has(load_text):
    (claim,) = load_text(FIELDS)
    assert (claim.id, claim.chapter, claim.anchor) == ("creation", "threads/index.md", "why")


def test_without_a_file_there_are_no_claims(tmp_path):
    assert load(tmp_path / "none.toml") == ()


@pytest.mark.parametrize("extra", ['colour = "red"\n', 'rules = [{faster = "thread"}]\n'])
def test_what_is_no_claim_is_named(load_text, extra):
    with pytest.raises(ValueError, match=r"claims\.toml: claim creation: "):
        load_text(FIELDS + extra)


def test_a_claim_without_a_rule_has_its_verdict_whatever_was_run(load_text, make_run):
    (claim,) = load_text(FIELDS)
    assert [claim.verdict_in(run) for run in (None, make_run())] == ["imprecise", "imprecise"]


@pytest.mark.parametrize(
    ("thread", "process", "verdict"),
    [(1, 10, "holds"), (1, 100, "holds"), (1, 9.9, "imprecise"), (1, 101, "imprecise")],
)
def test_a_rule_decides_by_what_was_measured(load_text, measured, thread, process, verdict):
    (claim,) = load_text(FIELDS + RULE)
    assert claim.verdict_in(measured(thread=thread, process=process)) == verdict


def test_all_rules_must_hold(load_text, measured):
    rules = 'rules = [{larger = "a", smaller = "b"}, {larger = "b", smaller = "c"}]\n'
    (claim,) = load_text(FIELDS + rules)
    assert claim.verdict_in(measured(a=3, b=2, c=1)) == "holds"
    assert claim.verdict_in(measured(a=3, b=1, c=2)) == "imprecise"


@pytest.mark.parametrize("medians", [{}, {"thread": 1}, {"process": 1}])
def test_what_was_not_measured_is_not_judged(load_text, measured, medians):
    (claim,) = load_text(FIELDS + RULE)
    assert claim.verdict_in(measured(**medians)) is None
    assert claim.verdict_in(None) is None


def test_a_rule_knows_the_ratio(measured):
    assert Rule("a", "b").ratio(measured(a=6, b=2)) == 3
    assert Rule("b", "a").ratio(measured(a=6, b=2)) == pytest.approx(1 / 3)


def test_the_evidence_is_the_first_lines_that_show_it(load_text, make_run, make_line):
    (claim,) = load_text(FIELDS + 'shows = "state [ZR]"\n')
    texts = ["begin", "state Z", "state R", "no state", "state Z", "state R"]
    run = make_run(lines=tuple(map(make_line, texts)))
    assert claim.evidence(run) == ["state Z", "state R", "state Z"]


def test_a_claim_that_shows_nothing_has_no_evidence(load_text, make_run):
    (claim,) = load_text(FIELDS)
    assert claim.evidence(make_run()) == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://peps.python.org/pep-0703/", "PEP 703"),
        ("https://man7.org/linux/man-pages/man2/wait.2.html", "wait(2)"),
        ("https://man7.org/linux/man-pages/man5/proc_pid_task.5.html", "proc_pid_task(5)"),
        ("https://docs.python.org/3/library/threading.html", "threading"),
        ("https://docs.python.org/3/library/threading.html#thread-objects", "threading"),
        ("https://docs.python.org/3/library/os.html#os.getppid", "os.getppid"),
        (
            "https://pubs.opengroup.org/onlinepubs/9799919799/functions/fork.html",
            "POSIX fork",
        ),
    ],
)
def test_a_source_has_a_short_name(url, name):
    assert source_name(url) == name


def test_pythons_documentation_is_linked_in_the_language_of_the_page():
    url = "https://docs.python.org/3/library/os.html"
    assert localized(url, "en") == url
    assert localized(url, "zh") == "https://docs.python.org/zh-cn/3/library/os.html"
    assert localized("https://peps.python.org/pep-0703/", "zh").endswith("org/pep-0703/")
