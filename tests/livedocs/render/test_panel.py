import os
import re
import subprocess
import sys
import tomllib
from string import Formatter

import pytest

from livedocs.render import panel, template
from livedocs.run.schedule import Request
from livedocs.snippet import ROOT

SOURCE = '"""Joins."""\n\nprint("a < b & c")\n'


@pytest.fixture
def render(write_snippet, make_run):
    """The panel of a run, as text."""

    def make(
        run=None, source=SOURCE, language="en", expected=None, cached=False, address="", **changes
    ):
        snippet = write_snippet(source, changes.pop("name", "processes/x.py"))
        run = run or make_run(**changes)
        request = Request(snippet, run.exit if expected is None else expected)
        return str(panel.render(request, run, language, "../", cached, address=address))

    return make


@pytest.fixture
def panel_of(render, parse):
    """The panel of a run, parsed."""
    return lambda *args, **options: parse(render(*args, **options))


@pytest.fixture
def busy_run(make_run, make_lane, make_line):
    """A run that has everything that a panel can show."""
    return make_run(
        exit=3,
        wall=0.381,
        left_behind=("sleep", "cat"),
        start_methods=("fork", "spawn"),
        lanes=(
            make_lane(ending=3),
            make_lane(name="Ann", pid=11357, parent=0, start=0.1, ending=-9, daemon=True),
            make_lane(name=None, pid=11358, parent=0, start=0.1),
            make_lane(kind="thread", name="feeder", pid=11357, parent=1, start=0.1, ending=None),
            make_lane(kind="task", name="Task-1", parent=0, start=0.2, ending="cancelled"),
            *[make_lane(name=f"child {n}", pid=20000 + n, parent=0) for n in range(30)],
        ),
        lines=(
            make_line("from main", at=0.01),
            make_line("from Ann", at=0.14, lane=1),
            make_line("from a child", at=0.2, lane=2, stream="stderr"),
            make_line("from C", at=0.3, lane=None),
        ),
        cut_lines=1234,
        cut_bytes=5678,
    )


def output(page):
    """The texts of the lines of output."""
    return [line["text"].removesuffix("\n") for line in page.all("span", "line")]


# The frame


def test_a_panel_says_what_it_shows(panel_of):
    section = panel_of(exit=3, wall=0.38149).one("section")
    assert section["class"] == "run"
    assert section["data-snippet"] == "processes/x.py"
    assert section["data-exit"] == "3"
    assert section["data-wall"] == "0.381"


@pytest.mark.parametrize(("cached", "told"), [(True, "true"), (False, "false")])
def test_a_panel_says_whether_its_run_is_from_the_cache(panel_of, cached, told):
    assert panel_of(cached=cached).one("section")["data-cached"] == told


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("expected", [3, 0])
def test_a_panel_is_well_formed(panel_of, busy_run, language, expected):
    assert panel_of(busy_run, language=language, expected=expected).all("section")


def test_a_panel_without_anything_is_well_formed(panel_of):
    empty = {"lanes": (), "lines": (), "cpu": None, "peak_memory": None, "wall": 0.0}
    assert panel_of(source="", **empty).all("section")


def test_the_file_can_be_downloaded(panel_of):
    link = panel_of().one("a", "run__download")
    assert (link["href"], link["download"]) == ("../snippets/processes/x.py", "x.py")


def test_the_same_record_gives_the_same_panel(render, busy_run):
    assert render(busy_run) == render(busy_run)


def test_a_panel_depends_on_nothing_but_its_record(render, busy_run, tmp_path):
    here = render(busy_run)
    (tmp_path / "run.json").write_text(busy_run.to_json(), "utf-8")
    code = f"""
import sys
from pathlib import Path
from livedocs.render import panel
from livedocs.record.run import Run
from livedocs.run.schedule import Request
from livedocs.snippet import Snippet
run = Run.from_json(Path({str(tmp_path / "run.json")!r}).read_text("utf-8"))
snippet = Snippet("processes/x.py", Path({str(tmp_path / "snippets/processes/x.py")!r}))
html = panel.render(Request(snippet, run.exit), run, "en", "../", False)
sys.stdout.buffer.write(html.encode())
"""
    elsewhere = os.environ | {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=elsewhere, capture_output=True, check=True
    )
    assert done.stdout.decode() == here


# The source


@pytest.mark.parametrize(
    "source",
    [
        SOURCE,
        'print("<script>alert(1)</script> &amp; </code></pre>")\n',
        "def f():\n\treturn 'tab and 你好'\n\n\n# end\n",
        "\n\nfirst = 'after blank lines'\n",
        "no_line_end = 1",
        "x = 1\n\n\n",
        "is no Python $ ? !\n",
        "",
    ],
)
def test_the_source_in_the_panel_is_the_file(write_snippet, make_run, parse, source):
    snippet = write_snippet("")
    snippet.path.write_text(source, "utf-8")
    html = panel.render(Request(snippet), make_run(), "en", "", cached=False)
    assert parse(html).one("div", "highlight")["text"].rstrip("\n") == source.rstrip("\n")


@pytest.mark.parametrize("source", [SOURCE, "a = 1\n\f\nb = 2\n", "x = 1", 'a = """\n\n"""\n'])
def test_each_line_of_the_source_that_is_not_blank_has_its_number(panel_of, source):
    lines = panel_of(source=source).all("span", "src")
    found = {int(line["data-line"]): line["text"].rstrip("\n") for line in lines}
    numbered = enumerate(source.split("\n"), 1)
    assert found == {number: text for number, text in numbered if text.strip()}


# The output


def test_a_line_names_the_source_line_that_wrote_it(panel_of, make_line):
    page = panel_of(lines=(make_line(source_line=3), make_line()))
    first, second = page.all("span", "line")
    assert first["data-source-line"] == "3"
    assert "data-source-line" not in second


def test_a_line_says_where_it_comes_from(panel_of, make_lane, make_line):
    lanes = make_lane(), make_lane(name="Ann", pid=11357, parent=0)
    line = make_line("cooked", at=0.14, lane=1)
    shown = panel_of(lanes=lanes, lines=(line,)).one("span", "line")
    assert shown["data-at"] == "0.140"
    assert shown["data-pid"] == "11357"
    assert shown["data-lane"] == "Ann"
    assert shown["data-stream"] == "stdout"


def test_a_line_of_stderr_says_so(panel_of, make_line):
    shown = panel_of(lines=(make_line(stream="stderr"),)).one("span", "line")
    assert shown["data-stream"] == "stderr"


def test_a_line_without_a_lane_has_no_pid(panel_of, make_line):
    shown = panel_of(lines=(make_line("from C", lane=None),)).one("span", "line")
    assert (shown["data-pid"], shown["data-lane"]) == ("", "")


def test_a_line_of_a_process_without_a_name_has_its_pid(panel_of, make_lane):
    shown = panel_of(lanes=(make_lane(name=None, pid=77),)).one("span", "line")
    assert shown["data-lane"] == "77"


def test_the_lines_are_shown_in_their_order(panel_of, busy_run):
    assert output(panel_of(busy_run)) == [line.text for line in busy_run.lines]


def test_each_line_stands_on_a_line_of_its_own(panel_of, make_line):
    output = panel_of(lines=(make_line("a"), make_line(""), make_line("b"))).one(
        "div", "run__output"
    )
    assert output["text"].strip().split("\n") == ["a", "", "b"]


def test_spaces_in_the_output_are_kept(panel_of, make_line):
    assert output(panel_of(lines=(make_line("  a\t b  "),))) == ["  a\t b  "]


EVIL = "<img src=x onerror=alert(1)> & \"quoted' </span></code></svg></section>"


def test_output_is_escaped(panel_of, make_line):
    page = panel_of(lines=(make_line(EVIL),))
    assert output(page) == [EVIL]
    assert page.all("img") == []


def test_the_name_of_a_lane_is_escaped(panel_of, make_lane):
    page = panel_of(lanes=(make_lane(name=EVIL),))
    assert page.one("span", "line")["data-lane"] == EVIL
    assert page.one("g")["data-lane"] == EVIL
    assert page.all("img") == []


@pytest.mark.parametrize("kind", ["process", "thread", "task", "interpreter"])
@pytest.mark.parametrize("ending", [EVIL, None])
def test_the_ending_of_a_lane_is_escaped(panel_of, make_lane, kind, ending):
    lanes = make_lane(), make_lane(kind=kind, parent=0, ending=ending)
    assert panel_of(lanes=lanes).all("img") == []


def test_the_names_of_what_was_left_behind_are_escaped(panel_of):
    page = panel_of(left_behind=(EVIL,))
    assert any(EVIL in note["text"] for note in page.all("p"))


def test_the_name_of_a_snippet_is_escaped(write_snippet, make_run, parse):
    name = "a\"b'<c>&d.py"
    html = panel.render(Request(write_snippet("", name)), make_run(), "en", "", cached=False)
    assert parse(html).one("section")["data-snippet"] == name


STRANGE = {
    "colours": ("\x1b[31mred\x1b[0m", "red"),
    "bold and colours of 256": ("\x1b[1;38;5;196mred\x1b[m", "red"),
    "erase": ("\x1b[2K\x1b[1Gline", "line"),
    "title": ("\x1b]0;title\x07text", "text"),
    "link": ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
    "character set, as tput sgr0 has it": ("text\x1b(B\x1b[m", "text"),
    "lone escape": ("text\x1b", "text"),
    "null, bell, backspace": ("a\x00b\x07c\x08d", "abcd"),
    "delete and C1": ("a\x7fb\x80c\x9fd", "abcd"),
    "tab": ("a\tb", "a\tb"),
    "other scripts": ("你好 é 😀", "你好 é 😀"),
}


def test_lanes_that_are_not_in_the_picture_are_counted(panel_of):
    notes = [note["text"] for note in panel_of(cut_lanes=1002).all("p")]
    assert "And 1002 more threads and tasks, which the picture does not show." in notes
    assert not any("more threads" in note["text"] for note in panel_of().all("p"))


def is_clean(text):
    return not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


@pytest.mark.parametrize(("text", "on_page"), STRANGE.values(), ids=STRANGE)
def test_colours_and_control_characters_are_not_on_the_page(
    render, parse, make_line, text, on_page
):
    html = render(lines=(make_line(text),))
    assert is_clean(html)
    assert output(parse(html)) == [on_page]


@pytest.mark.parametrize("kind", ["process", "thread", "task"])
def test_the_name_of_a_lane_has_no_control_characters_on_the_page(render, make_lane, kind):
    lanes = make_lane(), make_lane(kind=kind, parent=0, name="\x1b[31mA\x00n\x07n")
    assert is_clean(render(lanes=lanes))


def test_the_names_of_what_was_left_behind_have_no_control_characters(render):
    assert is_clean(render(left_behind=("\x1b[31msle\x00ep",)))


def test_output_that_was_cut_is_counted(panel_of):
    notes = [note["text"] for note in panel_of(cut_lines=1234, cut_bytes=5678).all("p")]
    assert any("1234" in note and "5678" in note for note in notes)


def test_output_that_was_not_cut_is_not_mentioned(panel_of):
    assert panel_of().all("p", "run__note") == []


def test_no_output_is_said_to_be_none(panel_of):
    page = panel_of(lines=())
    assert (page.one("p", "run__note")["text"], page.all("pre")[1:]) == ("(no output)", [])


def test_processes_that_were_left_behind_are_named(panel_of):
    assert "sleep, cat" in panel_of(left_behind=("sleep", "cat")).one("p", "run__note")["text"]


# The exit


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"exit": 0}, "exit 0"),
        ({"exit": 3}, "exit 3"),
        ({"exit": -11}, "killed by SIGSEGV"),
        ({"exit": -9, "exceeded": "time"}, "timed out"),
        ({"exit": -9, "exceeded": "memory"}, "killed: memory"),
        ({"exit": -9, "exceeded": "disk"}, "killed: disk"),
        ({"exit": -9, "exceeded": "processes"}, "killed: processes"),
    ],
)
def test_the_exit_is_told_in_words(panel_of, changes, words):
    text = panel_of(wall=0.381, **changes).one("span", "run__exit")["text"]
    assert text == f"{words} · 0.38 s"


def test_a_problem_is_shown(panel_of):
    page = panel_of(exit=1, expected=0)
    assert "exited with 1, expected 0" in page.one("p", "run__problem")["text"]
    assert page.one("span", "run__exit--failed")


def test_a_problem_is_shown_in_the_language_of_the_page(panel_of):
    page = panel_of(exit=1, expected=0, language="zh")
    assert page.one("p", "run__problem")["text"] == "这次运行失败：退出码是 1，应为 0"


def test_a_good_run_shows_no_problem(panel_of):
    page = panel_of()
    assert page.all("p", "run__problem") == page.all("span", "run__exit--failed") == []


# The timeline


def test_the_timeline_has_a_bar_for_each_lane(panel_of, make_lane):
    lanes = make_lane(), make_lane(name="Ann"), make_lane(kind="task", name="Task-1", parent=0)
    page = panel_of(lanes=lanes)
    assert page.one("svg", "timeline")
    assert [bar["data-lane"] for bar in page.all("g")] == ["MainProcess", "Ann", "Task-1"]


def test_the_timeline_has_a_mark_for_each_line(panel_of, make_line):
    assert len(panel_of(lines=(make_line("a"), make_line("b"))).all("circle")) == 2


def test_lanes_that_are_not_drawn_are_counted(panel_of, make_lane):
    page = panel_of(lanes=tuple(make_lane(name=str(n)) for n in range(30)))
    assert len(page.all("g")) == 24
    assert "6 more" in page.one("p", "run__note")["text"]


def test_a_run_without_lanes_has_no_timeline(panel_of, make_line):
    page = panel_of(lanes=(), lines=(make_line(lane=None),))
    assert page.all("svg", "timeline") == []


def test_the_timeline_can_be_read_aloud(panel_of, make_lane):
    page = panel_of(lanes=(make_lane(), make_lane(name="Ann", pid=7, ending=-9)))
    assert page.one("svg", "timeline")["aria-label"] == "Timeline of processes/x.py"
    assert "7 Ann · SIGKILL: 0 ms to 1.00 s" in page.one("desc")["text"]


def test_what_measures_shows_no_timeline(panel_of, make_line):
    page = panel_of(name="processes/measure_x.py")
    assert page.all("svg", "timeline") == []


def test_each_stretch_is_drawn_and_told(panel_of, make_stretch):
    stretches = make_stretch(start=0.25, end=0.5, line=3, cpu=0.25), make_stretch(start=0.5, end=1)
    page = panel_of(stretches=stretches)
    titles = [title["text"] for title in page.all("title")]
    assert '0.250 to 0.500 s: computes in line 3, `print("a < b & c")`' in titles
    assert [rect["data-line"] for rect in page.all("rect") if "data-line" in rect] == ["3", "1"]
    assert page.one("div", "run__timeline--followed")


def test_a_stretch_is_told_in_the_language_of_the_page(panel_of, make_stretch):
    page = panel_of(stretches=(make_stretch(end=1.0, line=3),), language="zh")
    assert '0.000 至 1.000 秒：在第 3 行等待 `print("a < b & c")`' in [
        title["text"] for title in page.all("title")
    ]


@pytest.mark.parametrize(
    ("lanes", "words"),
    [
        ([("thread", "QueueFeederThread")], "+ 1 helper thread"),
        ([("thread", "QueueFeederThread")] * 2, "+ 2 helper threads"),
        ([("process", "resource_tracker")], "+ 1 helper process"),
        ([("process", "forkserver"), ("process", "resource_tracker")], "+ 2 helper processes"),
        (
            [("thread", "QueueFeederThread"), ("process", "forkserver")],
            "+ 2 helper processes and threads",
        ),
    ],
)
def test_helpers_are_folded(panel_of, make_lane, lanes, words):
    some = [make_lane(kind=kind, name=name, parent=0) for kind, name in lanes]
    page = panel_of(lanes=(make_lane(), *some))
    assert page.one("summary")["text"] == words
    folded = [bar["data-lane"] for bar in page.all("g", "lane-helper")]
    assert folded == [name for _, name in lanes]
    assert "open" not in page.one("details")


def test_without_helpers_nothing_is_folded(panel_of):
    assert panel_of().all("details") == []


def keys(page):
    return [key["class"].removeprefix("key key--") for key in page.all("span", "key")]


def test_the_legend_names_what_is_in_the_picture(panel_of, make_lane, make_stretch):
    assert keys(panel_of()) == ["lives", "writes"]
    assert keys(panel_of(lines=())) == ["lives"]
    followed = panel_of(stretches=(make_stretch(),), lanes=(make_lane(began=0.25),))
    assert keys(followed) == ["start", "computes", "waits", "writes"]
    assert followed.one("span", "key--start")["text"] == "start-up 250 ms"


def test_the_legend_says_that_a_task_blocks_its_event_loop(panel_of, make_stretch):
    for ran, words in [(0.5, "computes or blocks the loop"), (0.1, "computes"), (None, "computes")]:
        page = panel_of(stretches=(make_stretch(ran=ran),))
        assert page.one("span", "key--computes")["text"] == words


def test_the_legend_leads_to_how_to_read_it(panel_of):
    assert "../how-to-read/" in [link["href"] for link in panel_of().all("a")]


# The facts


def facts(page):
    return [element["text"] for element in page.all("span") if element.get("role") == "listitem"]


def test_the_facts_say_what_where_and_when(panel_of):
    assert facts(panel_of()) == [
        "1 process",
        "CPU 0.25 s",
        "peak 12 MB",
        "CPython 3.11.7 · Linux x86_64 · 2 CPUs",
        "ran 2026-01-02 03:04 UTC",
    ]


def test_the_facts_count_the_lanes(panel_of, busy_run):
    counted = facts(panel_of(busy_run))[:3]
    assert counted == ["33 processes", "1 more thread", "1 task"]


def test_the_facts_name_the_start_methods(panel_of):
    shown = facts(panel_of(start_methods=("fork", "spawn")))
    assert {"start method fork", "start method spawn"} <= set(shown)


def test_a_run_that_waited_for_a_cpu_says_so(panel_of):
    assert "waited 0.9 s for a CPU" in facts(panel_of(wall=2.0, ready=0.9))
    assert "waited 0.1 s for a CPU" not in facts(panel_of(wall=2.0, ready=0.1))


def test_a_run_that_others_held_up_says_so(panel_of):
    shown = facts(panel_of(wall=2.0, ready=0.9, disturbed=0.8))
    assert {"waited 0.9 s for a CPU", "held up 0.8 s by other programs"} <= set(shown)
    shown = facts(panel_of(wall=2.0, ready=0.9, disturbed=0.1))
    assert not any(fact.startswith("held up") for fact in shown)


def test_facts_that_are_not_known_are_left_out(panel_of):
    shown = facts(panel_of(cpu=None, peak_memory=None, lanes=(), lines=()))
    assert len(shown) == 2


def test_a_declared_failure_is_said_to_be_the_lesson(panel_of):
    page = panel_of(exit=1)
    assert "exit 1" in page.one("p", "run__lesson")["text"]
    assert page.all("p", "run__problem") == []


@pytest.mark.parametrize("changes", [{"exit": 0}, {"exit": 1, "expected": 0}])
def test_no_other_run_is_said_to_be_the_lesson(panel_of, changes):
    assert panel_of(**changes).all("p", "run__lesson") == []


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("ValueError: no", True),
        ("concurrent.futures.process.BrokenProcessPool: A child", False),
        ("multiprocessing.pool.RemoteTraceback: ", False),
        ("  | ExceptionGroup: unhandled errors (1 sub-exception)", True),
        ("KeyboardInterrupt", True),
        ('  File "x.py", line 3, in main', False),
        ("an Error in the text", False),
    ],
)
def test_the_line_that_says_what_went_wrong_stands_out(panel_of, make_line, text, bold):
    page = panel_of(lines=(make_line(text, stream="stderr"), make_line(text)))
    assert len(page.all("span", "line--error")) == bold


# What leads on from a panel


def test_a_panel_can_be_linked_to(panel_of):
    assert panel_of().one("section")["id"] == "processes-x"


def test_a_panel_leads_to_its_record_its_row_and_why_it_differs(panel_of):
    links = [link["href"] for link in panel_of().all("a")]
    run = "runs/processes/x"
    expected = ["your-output/", "report/#processes-x", f"{run}.json", f"{run}.trace.json"]
    assert links[-4:] == [f"../{path}" for path in expected]


@pytest.mark.parametrize(
    ("address", "command"),
    [
        ("", "python x.py"),
        ("https://example.org/zh/", "uv run https://example.org/zh/snippets/processes/x.py"),
    ],
)
def test_a_panel_tells_how_to_run_it(panel_of, address, command):
    assert panel_of(address=address).one("div", "run__yourself")["text"].endswith(command)


def test_a_line_and_its_lane_have_the_same_mark(panel_of, make_lane, make_line):
    lanes = make_lane(), make_lane(name="Ann", pid=11357, parent=0)
    page = panel_of(lanes=lanes, lines=(make_line(lane=1),))
    assert page.one("span", "line")["data-bar"] == "1"
    assert [bar["data-bar"] for bar in page.all("g")] == ["0", "1"]


@pytest.mark.parametrize(("count", "folds"), [(24, False), (25, True)])
def test_many_lines_fold(panel_of, make_line, count, folds):
    page = panel_of(lines=(make_line(),) * count)
    assert bool(page.all("p", "run__more")) == folds


# The words


WORDS = tomllib.loads((template.HERE / "words.toml").read_text("utf-8"))


def test_a_panel_can_be_chinese(panel_of):
    page = panel_of(language="zh", lines=(), exit=3)
    assert page.one("span", "run__exit")["text"].startswith("退出码 3")
    assert page.one("p", "run__note")["text"] == "（没有输出）"


@pytest.mark.parametrize("word", WORDS)
def test_a_word_has_both_languages(word):
    assert WORDS[word].keys() == {"en", "zh"}
    assert all(text.strip() for text in WORDS[word].values())


@pytest.mark.parametrize("word", WORDS)
def test_a_word_has_the_same_places_in_both_languages(word):
    places = [
        {name for _, name, _, _ in Formatter().parse(WORDS[word][language]) if name}
        for language in ("en", "zh")
    ]
    assert places[0] == places[1]


def test_every_word_that_a_template_uses_is_there():
    templates = "".join(path.read_text("utf-8") for path in (template.HERE / "templates").iterdir())
    assert set(re.findall(r"words\.(\w+)", templates)) <= WORDS.keys()


def test_every_word_that_the_code_uses_is_there():
    code = (template.HERE / "panel.py").read_text("utf-8")
    assert set(re.findall(r"say\.(\w+)", code)) <= WORDS.keys()


# No run, and several


def test_a_snippet_that_cannot_run_here_shows_its_source_and_why(write_snippet, parse):
    html = panel.render_without_run(write_snippet(SOURCE), "3.99t", "en", "../")
    page = parse(html)
    assert "3.99t" in page.one("p", "run__note")["text"]
    assert page.one("div", "highlight")["text"].strip() == SOURCE.strip()
    assert "data-exit" not in page.one("section")


def test_several_panels_are_in_tabs(write_snippet, make_run, parse):
    snippet = write_snippet(SOURCE)
    panels = [
        panel.render(Request(snippet, n), make_run(exit=n), "en", "", cached=False)
        for n in range(3)
    ]
    page = parse(panel.tabs(["a", "b <c>", "d"], panels))
    assert [label["text"] for label in page.all("label")] == ["a", "b <c>", "d"]
    assert [section["data-exit"] for section in page.all("section")] == ["0", "1", "2"]
    assert [label["for"] for label in page.all("label")] == [tab["id"] for tab in page.all("input")]
