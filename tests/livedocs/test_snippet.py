import pytest

from livedocs.snippet import Snippet, SnippetError, find, find_all


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "snippets"
    (folder / "processes").mkdir(parents=True)
    (folder / "processes" / "join.py").write_text('"""Joins."""\n')
    return folder


def test_find_gives_the_source(folder):
    assert find("processes/join.py", folder).source == '"""Joins."""\n'


def test_find_names_a_snippet_by_its_path_below_the_folder(folder):
    assert find("processes/join.py", folder).name == "processes/join.py"


def test_a_snippet_knows_its_chapter_and_its_file_name(folder):
    snippet = find("processes/join.py", folder)
    assert (snippet.chapter, snippet.file_name) == ("processes", "join.py")


@pytest.mark.parametrize(
    "name",
    ["processes/none.py", "none/join.py", "processes", "processes/notes.txt", ""],
)
def test_find_names_what_is_not_there(folder, name):
    (folder / "processes" / "notes.txt").touch()
    with pytest.raises(SnippetError, match=f"there is no snippet {name}"):
        find(name, folder)


@pytest.mark.parametrize("name", ["../secret.py", "processes/../../secret.py", "{outside}"])
def test_find_refuses_a_path_that_leads_out(folder, name):
    outside = folder.parent / "secret.py"
    outside.touch()
    with pytest.raises(SnippetError, match="not under snippets/"):
        find(name.format(outside=outside), folder)


def test_find_refuses_a_link_that_leads_out(folder):
    outside = folder.parent / "secret.py"
    outside.touch()
    (folder / "link.py").symlink_to(outside)
    with pytest.raises(SnippetError, match="not under snippets/"):
        find("link.py", folder)


def test_find_all_gives_every_snippet_in_order(folder):
    (folder / "asyncio").mkdir()
    for name in ("processes/z.py", "asyncio/a.py", "processes/notes.txt"):
        (folder / name).touch()
    names = [snippet.name for snippet in find_all(folder=folder)]
    assert names == ["asyncio/a.py", "processes/join.py", "processes/z.py"]


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ('"""First line.\n\nMore.\n"""\n', "First line."),
        ('"""\nOn the second line.\n"""\n', "On the second line."),
        ("x = 1\n", ""),
        ("", ""),
    ],
)
def test_the_claim_is_the_first_line_of_the_docstring(folder, source, claim):
    (folder / "x.py").write_text(source)
    assert find("x.py", folder).claim == claim


@pytest.mark.parametrize(
    ("name", "measures"),
    [("measure_pickle.py", True), ("remeasure_it.py", False), ("measures.py", False)],
)
def test_what_measures_is_told_by_its_file_name(folder, name, measures):
    (folder / name).touch()
    assert find(name, folder).measures is measures


def test_a_chapter_called_measure_does_not_measure(folder):
    (folder / "measure_x").mkdir()
    (folder / "measure_x" / "join.py").touch()
    assert not find("measure_x/join.py", folder).measures


@pytest.mark.parametrize(
    ("source", "starts_processes"),
    [("import multiprocessing as mp", True), ("os.fork()", True), ("import threading", False)],
)
def test_what_starts_processes_is_told_by_its_text(folder, source, starts_processes):
    (folder / "a.py").write_text(source, "utf-8")
    assert find("a.py", folder).starts_processes == starts_processes
    assert not Snippet("gone.py", folder / "gone.py").starts_processes
