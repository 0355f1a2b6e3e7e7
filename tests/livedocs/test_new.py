"""A snippet from the template is whole, keeps the rules, and is made wholly or not at all."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from livedocs import __main__ as commands
from livedocs import new
from livedocs.snippet import ROOT
from tests.livedocs.rules.small_project import SmallProject

EN, ZH, TOLD = "docs/en/first/index.md", "docs/zh/first/index.md", "docs/snippets.toml"
LONGEST = "n" * 40


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return SmallProject(tmp_path)


@pytest.fixture
def files(project):
    """Every file and folder of the project as it is now; None for a folder."""

    def snapshot():
        paths = project.root.rglob("*")
        return {path: path.read_bytes() if path.is_file() else None for path in paths}

    return snapshot


def run(project, *command):
    return subprocess.run(
        [sys.executable, *command], cwd=project.root, capture_output=True, encoding="utf-8"
    )


def test_all_that_it_breaks_is_what_is_left_to_fill_in(project):
    made = new.make(project.root, "first/my_snippet")
    messages = project.check()
    assert {message.partition(":")[0] for message in messages} == {*made}
    assert [message for message in messages if ": TODO: " not in message] == []
    assert f"{made[0]}:1: TODO: say in one sentence what the run shows" in messages
    for name in made:
        project.write(name, re.sub(r"TODO[:：]?\s*", "", project.read(name)))
    assert project.check() == []


def test_it_makes_a_file_and_a_test_and_changes_a_page_in_each_language(project, files):
    before = files()
    made = new.make(project.root, "first/my_snippet")
    after = files()
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path.relative_to(project.root).as_posix() for path in changed} == {*made}
    assert made == [
        "snippets/first/my_snippet.py",
        "tests/snippets/test_first_my_snippet.py",
        TOLD,
        EN,
        ZH,
    ]


@pytest.mark.parametrize("name", ["a", LONGEST])
def test_what_it_makes_runs_and_passes_ruff_and_its_test(project, name):
    snippet, test, *_ = new.make(project.root, f"first/{name}")
    ended = run(project, snippet)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout
    tested = run(project, "-m", "pytest", "-p", "no:cacheprovider", test)
    assert "1 passed" in tested.stdout
    for command in (["check"], ["format", "--check"]):
        linted = run(project, "-m", "ruff", *command, "--no-cache", snippet, test)
        assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize("page", [EN, ZH])
def test_its_fence_comes_before_the_recap(project, page):
    project.write(page, project.read(page) + "\n## Recap { #recap }\n\n- Cooks work.\n")
    new.make(project.root, "first/my_snippet", "first/index")
    text = project.read(page)
    assert '```snippet exec="on"\nfirst/my_snippet.py\n```\n' in text
    assert text.index("measure_cooks.py") < text.index("my_snippet.py") < text.index("#recap")
    assert text.endswith("\n\n## Recap { #recap }\n\n- Cooks work.\n")
    assert "\n\n\n" not in text


def test_its_fence_goes_to_the_page_that_is_named(project):
    for language in ("en", "zh"):
        project.write(f"docs/{language}/first/more.md", "# 厨师 and cook\n")
    made = new.make(project.root, "snippets/first/my_snippet.py", "first/more.md")
    assert made[-2:] == ["docs/en/first/more.md", "docs/zh/first/more.md"]
    assert "my_snippet" not in project.read(EN) + project.read(ZH)


def test_its_heading_has_an_anchor_of_its_own(project):
    new.make(project.root, "first/cooks_2")  # cooks-2
    project.replace(EN, "#cooks }", "#chefs }")
    project.replace(EN, "#cooks-2 }", "#cooks }")
    project.write(EN, project.read(EN).replace("{ #chefs }", "{ #my-snippet }"))
    new.make(project.root, "first/my_snippet")
    assert re.findall(r"\{ #(.*) \}", project.read(EN)) == ["my-snippet", "cooks", "my-snippet-2"]


@pytest.mark.parametrize(("name", "place"), [("a", 0), ("d", 1), ("z", 2)])
def test_its_claim_is_in_the_order_of_the_names(project, name, place):
    new.make(project.root, f"first/{name}")
    lines = project.read(TOLD).splitlines()
    assert lines[place].startswith(f'"first/{name}.py" = "TODO：')
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("name", "page", "why"),
    [
        ("first/cooks", None, "snippets/first/cooks.py is there already"),
        ("first/index", None, "tests/snippets/test_first_index.py is there already"),
        ("first/gone", None, f"{TOLD} has first/gone.py already"),
        ("../first/x", None, "no name below snippets/"),
        ("/first/x", None, "no name below snippets/"),
        ("first/../x", None, "no name below snippets/"),
        ("first/second/x", None, "no name below snippets/"),
        ("x", None, "no name below snippets/"),
        ("", None, "no name below snippets/"),
        ("first/my-snippet", None, "no name below snippets/"),
        ("first/My", None, "no name below snippets/"),
        ("first/2x", None, "no name below snippets/"),
        ("first/__init__", None, "no name below snippets/"),
        ("first/x\n", None, "no name below snippets/"),
        ("first/class", None, "cannot be imported"),
        ("class/x", None, "cannot be imported"),
        ("first/queue", None, "would hide the module queue"),
        ("first/yaml", None, "would hide the module yaml"),
        (f"first/{LONGEST}n", None, "is too long"),
        ("second/x", None, "there is no docs/en/second/index.md"),
        ("first/x", "first/lost", "there is no docs/en/first/lost.md"),
        ("first/x", "first/english", "there is no docs/zh/first/english.md"),
        ("first/x", "index", "no page of the chapter first"),
        ("first/x", "first/../index", "no page of the chapter first"),
    ],
)
def test_what_it_refuses_it_says_in_one_line_and_changes_nothing(project, files, name, page, why):
    project.write(TOLD, project.read(TOLD) + '"first/gone.py" = "没有了。"\n')
    project.write("docs/en/first/english.md", "# English only\n")
    before = files()
    answer = commands.main(["new", name, *(["--page", page] if page else [])])
    assert isinstance(answer, str)
    assert answer.startswith("nothing was made: ")
    assert why in answer
    assert len(answer.splitlines()) == 1
    assert files() == before


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("error", [OSError("the disk is full"), KeyboardInterrupt()])
def test_when_a_file_cannot_be_written_nothing_is_left(project, files, monkeypatch, number, error):
    for language in ("en", "zh"):
        project.write(f"docs/{language}/second/index.md", "# Second\n")
    before, write, written = files(), Path.write_text, []

    def write_some(path, text, *arguments, **options):
        written.append(path)
        write(path, text[:10] if len(written) > number else text, *arguments, **options)
        if len(written) > number:
            raise error

    monkeypatch.setattr(Path, "write_text", write_some)
    with pytest.raises(type(error)):
        new.make(project.root, "second/my_snippet")
    assert len(written) == number + 1
    assert files() == before


def test_the_command_names_what_it_made(project, capsys):
    assert commands.main(["new", "first/my_snippet"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[:2] == [
        "snippets/first/my_snippet.py",
        "tests/snippets/test_first_my_snippet.py",
    ]


def test_check_prints_every_message_and_says_whether_there_was_one(project, capsys):
    assert commands.main(["check"]) == 0
    assert capsys.readouterr().out == ""
    new.make(project.root, "first/my_snippet")
    assert commands.main(["check"]) == 1
    assert capsys.readouterr().out.splitlines() == project.check()


@pytest.mark.parametrize("arguments", [[], ["no such command"], ["new"]])
def test_without_a_command_it_tells_how_to_use_it(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        commands.main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m livedocs" in capsys.readouterr().err
