import markdown
import pytest
from markdown_exec import validator

from livedocs.run import schedule as schedule_module
from livedocs.run.running import RunError, SupervisorKilledError
from livedocs.run.schedule import Request, Schedule
from livedocs.site.fence import Wanted, formatter, requests, show
from livedocs.snippet import find


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "snippets"


@pytest.fixture
def page(write_snippet):
    """Two snippets that fences may ask for."""
    write_snippet("print('hello')", "processes/x.py")
    write_snippet("print('bye')\nraise SystemExit(3)", "processes/y.py")


def fence(name="processes/x.py", options='exec="on"', indent="", ticks="```"):
    return "\n".join(f"{indent}{line}" for line in [f"{ticks}snippet {options}", name, ticks])


# Which requests a page makes


def asked(text, folder):
    return list(requests(text, folder))


def test_a_fence_is_a_request(page, folder):
    assert asked(fence(), folder) == [Request(find("processes/x.py", folder))]


def test_fences_are_found_in_their_order(page, folder):
    text = "\n\n".join(["# Title", fence(), "Text.", fence("processes/y.py"), "More."])
    names = [request.snippet.name for request in asked(text, folder)]
    assert names == ["processes/x.py", "processes/y.py"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ('exec="on"', {}),
        ('exec="on" returncode="3"', {"expected_exit": 3}),
        ('exec="on" timeout="2.5"', {"timeout": 2.5}),
        ('exec="on" follow="off"', {"follow": False}),
        ('exec="on" follow="on"', {}),
        ('timeout="5" exec="on" id="join" returncode="-9"', {"timeout": 5.0, "expected_exit": -9}),
    ],
)
def test_a_request_has_the_options_of_its_fence(page, folder, options, expected):
    snippet = find("processes/x.py", folder)
    assert asked(fence(options=options), folder) == [Request(snippet, **expected)]


@pytest.mark.parametrize("indent", ["    ", "  ", "\t"])
def test_an_indented_fence_is_found(page, folder, indent):
    text = f"!!! note\n\n{fence(indent=indent)}\n\nText."
    assert [request.snippet.name for request in asked(text, folder)] == ["processes/x.py"]


def test_a_fence_of_more_ticks_is_found(page, folder):
    assert len(asked(fence(ticks="`````"), folder)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text that names processes/x.py.",
        "```python\nprocesses/x.py\n```",
        '```python exec="on"\nprocesses/x.py\n```',
        '```snippets exec="on"\nprocesses/x.py\n```',
        'Inline ```snippet exec="on"``` code\nprocesses/x.py\n```',
        '```snippet exec="on"\nprocesses/x.py\n',
    ],
)
def test_what_is_not_such_a_fence_is_no_request(page, folder, text):
    assert asked(text, folder) == []


@pytest.mark.parametrize(
    "text",
    [
        fence("processes/none.py"),
        fence("../secret.py"),
        fence(""),
        fence(options='exec="on" timeout="soon"'),
        fence(options='exec="on" returncode="one"'),
        fence(options='exec="on" python="new"'),
    ],
)
def test_a_fence_that_cannot_be_is_passed_over_and_the_others_are_found(page, folder, text):
    text = f"{text}\n\n{fence()}"
    assert [request.snippet.name for request in asked(text, folder)] == ["processes/x.py"]


# What a page shows


class Page:
    """Renders Markdown as a page of the site; ``complaints`` are what would break the build."""

    def __init__(self, schedule, folder, language):
        self.schedule, self.language = schedule, language
        self.complaints, self.slots = [], {}
        self.markdown = markdown.Markdown(
            extensions=["admonition", "toc", "pymdownx.superfences"],
            extension_configs={
                "pymdownx.superfences": {
                    "custom_fences": [
                        {
                            "name": "snippet",
                            "class": "snippet",
                            "validator": validator,
                            "format": formatter(self.place, self.complaints.append, folder),
                        }
                    ]
                }
            },
        )

    def place(self, wanted):
        holder = f"<div>place {len(self.slots)}</div>"
        self.slots[holder] = wanted
        return holder

    def __call__(self, text):
        html = self.markdown.convert(text)
        for holder, wanted in self.slots.items():
            html = html.replace(holder, self.show(wanted))
        self.slots.clear()
        return html

    def show(self, wanted):
        self.schedule.start(wanted.requests)
        self.schedule.wait(wanted.requests)
        return show(wanted, self.schedule, self.language, "../", "", self.complaints.append)


@pytest.fixture
def render(schedule, folder, page):
    return Page(schedule, folder, "en")


def test_a_fence_becomes_the_panel_of_its_run(render, parse):
    shown = parse(render(f"Before.\n\n{fence()}\n\nAfter."))
    assert shown.one("section")["data-snippet"] == "processes/x.py"
    assert shown.one("span", "line")["text"].strip() == "hello"
    texts = [paragraph["text"] for paragraph in shown.all("p")]
    assert (texts[0], texts[-1]) == ("Before.", "After.")
    assert render.complaints == []


def test_the_panel_is_in_the_language_of_the_site(schedule, folder, page):
    assert "退出码 0" in Page(schedule, folder, "zh")(fence())


def test_the_panel_leads_to_the_root_of_the_site(render, parse):
    assert parse(render(fence())).one("a", "run__download")["href"] == "../snippets/processes/x.py"


def test_the_language_of_the_page_makes_no_second_run(schedule, folder, page, parse):
    shown = [parse(Page(schedule, folder, language)(fence())) for language in ("en", "zh")]
    pids = [page.one("span", "line")["data-pid"] for page in shown]
    assert pids[0] == pids[1] != ""


def test_a_fence_in_a_list_is_a_panel(render, parse):
    text = f"1. One:\n\n{fence(indent='    ')}\n\n2. Two."
    shown = parse(render(text))
    assert (len(shown.all("section")), len(shown.all("li"))) == (1, 2)


def test_a_fence_that_is_not_to_be_executed_is_code(render, parse):
    shown = parse(render(fence(options="")))
    assert shown.all("section") == []
    assert render.complaints == []


def test_a_declared_failure_is_no_problem(render, parse):
    shown = parse(render(fence("processes/y.py", 'exec="on" returncode="3"')))
    assert shown.one("section")["data-exit"] == "3"
    assert shown.all("p", "run__problem") == []
    assert render.complaints == []


def test_a_wrong_exit_is_complained_about_and_shown(render, parse):
    shown = parse(render(fence("processes/y.py")))
    (complaint,) = render.complaints
    assert complaint.startswith("processes/y.py exited with 3, expected 0")
    assert "bye" in complaint
    assert shown.one("section")["data-exit"] == "3"
    assert "exited with 3, expected 0" in shown.one("p", "run__problem")["text"]


def test_a_snippet_that_passes_where_a_failure_is_declared_is_complained_about(render, parse):
    shown = parse(render(fence(options='exec="on" returncode="1"')))
    (complaint,) = render.complaints
    assert complaint.startswith("processes/x.py exited with 0, expected 1")
    assert shown.one("p", "run__problem")


def test_a_timeout_is_complained_about_and_shown(render, parse, write_snippet):
    write_snippet("import time\nprint('waiting')\ntime.sleep(600)", "processes/slow.py")
    shown = parse(render(fence("processes/slow.py", 'exec="on" timeout="1"')))
    (complaint,) = render.complaints
    assert complaint.startswith("processes/slow.py did not end within 1 s")
    assert "waiting" in complaint
    assert shown.one("span", "run__exit--failed")["text"].startswith("timed out")


def test_a_complaint_has_the_end_of_the_output(render, write_snippet):
    write_snippet("for n in range(100): print('line', n)\n1 / 0", "processes/long.py")
    render(fence("processes/long.py"))
    (complaint,) = render.complaints
    assert "ZeroDivisionError" in complaint
    assert "line 50" not in complaint


OUTPUT = r"""
print("# Heading")
print("<script>alert(1)</script>")
print('\n```snippet exec="on"')
print("processes/y.py")
print("```\n")
raise SystemExit(1)
"""


def test_the_output_of_a_failed_run_is_not_taken_for_markdown(render, parse, write_snippet):
    write_snippet(OUTPUT, "processes/odd.py")
    shown = parse(render(f"# Title\n\n{fence('processes/odd.py')}"))
    assert len(render.complaints) == 1
    assert [section["data-snippet"] for section in shown.all("section")] == ["processes/odd.py"]
    assert shown.all("script") == []
    assert [entry["name"] for entry in render.markdown.toc_tokens[0]["children"]] == []


MISSING = {
    "missing": "processes/none.py",
    "outside": "../secret.py",
    "outside by a detour": "processes/../../secret.py",
    "absolute": "/etc/hostname.py",
    "a folder": "processes",
    "not Python": "processes/notes.txt",
}


@pytest.mark.parametrize("name", MISSING.values(), ids=MISSING)
def test_a_snippet_that_is_not_to_be_had_is_complained_about_and_shown(render, parse, name, folder):
    (folder.parent / "secret.py").write_text("print('secret')")
    (folder / "processes" / "notes.txt").touch()
    shown = parse(render(f"Before.\n\n{fence(name)}\n\nAfter."))
    (complaint,) = render.complaints
    assert name in complaint
    assert name in shown.text
    assert shown.all("section") == []


@pytest.mark.parametrize("options", ['timeout="soon"', 'python="new"', 'follow="no"'])
def test_an_option_that_makes_no_sense_is_complained_about(render, parse, options):
    shown = parse(render(fence(options=f'exec="on" {options}')))
    (complaint,) = render.complaints
    assert "processes/x.py" in complaint
    assert complaint in shown.text


def test_a_run_that_could_not_be_made_is_complained_about_and_shown(
    folder, page, parse, monkeypatch
):
    def broken(*_, **__):
        raise RunError('processes/x.py could not be run: File "<frozen runpy>"\nsecond line')

    monkeypatch.setattr(schedule_module, "run", broken)
    render = Page(Schedule(None), folder, "en")
    shown = parse(render(fence()))
    (complaint,) = render.complaints
    assert "processes/x.py" in complaint
    assert 'could not be run: File "<frozen runpy>"\nsecond line' in shown.text


def test_a_killed_supervisor_is_told_in_the_language_of_the_page(folder, page, parse, monkeypatch):
    def killed(*_, **__):
        raise SupervisorKilledError("processes/x.py could not be run: its supervisor was killed")

    monkeypatch.setattr(schedule_module, "run", killed)
    render = Page(Schedule(None), folder, "zh")
    shown = parse(render(fence()))
    assert "its supervisor was killed" in render.complaints[0]
    assert "监督它的进程被终止了" in shown.text


def test_a_page_goes_on_after_a_failure(render, parse):
    text = "\n\n".join([fence("processes/none.py"), fence("processes/y.py"), fence()])
    shown = parse(render(text))
    assert [section["data-exit"] for section in shown.all("section")] == ["3", "0"]
    assert len(render.complaints) == 2


def test_the_failure_of_one_page_is_not_shown_on_another(render, parse):
    render(fence("processes/y.py"))
    shown = parse(render(fence()))
    assert shown.one("section")["data-snippet"] == "processes/x.py"


def test_a_snippet_for_a_python_that_is_not_here_shows_its_source_only(render, parse):
    shown = parse(render(fence(options='exec="on" python="3.99"')))
    assert "3.99" in shown.one("p", "run__note")["text"]
    assert "data-exit" not in shown.one("section")
    assert render.complaints == []


def test_a_snippet_for_one_python_is_in_no_tab(render, parse):
    shown = parse(render(fence(options='exec="on" python="3.11"')))
    assert (len(shown.all("section")), shown.all("label")) == (1, [])


def test_a_snippet_may_be_run_by_every_python(render, parse):
    shown = parse(render(fence(options='exec="on" python="all"')))
    assert {section["data-exit"] for section in shown.all("section")} == {"0"}
    assert len(shown.all("label")) == len(shown.all("section")) >= 1
    assert render.complaints == []


def test_a_run_that_has_not_ended_has_a_panel_that_says_so(page, folder, schedule):
    (request,) = requests(fence(), folder)
    wanted = Wanted(request.snippet, "", (request,))
    html = show(wanted, schedule, "en", "../", "", pytest.fail)
    assert "data-pending" in html
    assert "its run is under way" in html
    assert ">print<" in html
