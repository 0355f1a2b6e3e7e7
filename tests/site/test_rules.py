"""The house rules: what every snippet, page and module of the project keeps to.

Each test collects what breaks its rule, so that a failure names all of it.
"""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LANGUAGES = ["en", "zh"]

COLUMNS = 76
SHORTEST, LONGEST, LONGEST_BIG = 18, 45, 80
BIG = re.compile("^measure_|^echo_|server|crawler")
"""Snippets with such a name may be longer."""

MODULE_LINES = {"sitecustomize.py": 350, "collect.py": 240}
MODULE_LINES_ELSE = 210

LAST = {"A": 2, "B": 5, "C": 2, "P": 25, "T": 6, "R": 8}
ARTICLE = {f"{part}{number}" for part, last in LAST.items() for number in range(1, last + 1)}
ARTICLE |= {"P17s", "P20pc", "T6c", "T6i"}

SNIPPETS = sorted((ROOT / "snippets").rglob("*.py"))
PAGES = {
    language: {
        path.relative_to(ROOT / "docs" / language).as_posix(): path.read_text("utf-8")
        for path in sorted((ROOT / "docs" / language).rglob("*.md"))
    }
    for language in LANGUAGES
}


def named(snippet):
    return snippet.relative_to(ROOT / "snippets").as_posix()


def tree(path):
    return ast.parse(path.read_text("utf-8"))


def lines(path):
    return path.read_text("utf-8").splitlines()


def imported(path):
    """The full name of every module, or name in a module, that the file at ``path`` imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (f"{module}.{name.name}" for name in node.names)


def front_matter(page):
    match = re.match(r"---\n(.*?)\n---\n", page, re.DOTALL)
    return yaml.safe_load(match[1]) if match else {}


def fences(page):
    """The fences that ask for a snippet: pairs of options and name."""
    return re.findall(r"^```snippet\b(.*)\n(.*)\n```$", page, re.MULTILINE)


def anchors(page):
    return re.findall(r"^#+ .*\{[^}]*#([\w-]+)[^}]*\}\s*$", page, re.MULTILINE)


class Configuration(yaml.SafeLoader):
    """Reads a mkdocs.yml and leaves its Python objects out."""


Configuration.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, tag, node: None)
Configuration.add_constructor("!ENV", lambda loader, node: None)


def paths_in(nav):
    """The pages that ``nav`` names, however deep."""
    if isinstance(nav, str):
        yield nav
    else:
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from paths_in(entry)


def test_there_are_snippets_and_pages():
    assert SNIPPETS
    assert PAGES["en"]


# Snippets


def test_a_claim_is_one_sentence():
    def claims(path):
        first = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
        return re.fullmatch(r"(?:(?![.!?] +[A-Z]).)+\.", first)

    assert [named(path) for path in SNIPPETS if not claims(path)] == []


def test_a_snippet_fits_the_width_of_a_page():
    wide = [
        f"{named(path)}:{number}"
        for path in SNIPPETS
        for number, line in enumerate(lines(path), 1)
        if len(line) > COLUMNS
    ]
    assert wide == []


def test_a_snippet_is_neither_too_short_nor_too_long():
    def fits(path):
        longest = LONGEST_BIG if BIG.search(path.name) else LONGEST
        return SHORTEST <= len(lines(path)) <= longest

    assert [f"{named(path)}: {len(lines(path))}" for path in SNIPPETS if not fits(path)] == []


def test_a_snippet_has_a_main_function():
    def functions(path):
        kinds = ast.FunctionDef, ast.AsyncFunctionDef
        return {node.name for node in tree(path).body if isinstance(node, kinds)}

    assert [named(path) for path in SNIPPETS if "main" not in functions(path)] == []


def test_a_snippet_ends_with_the_main_guard():
    def last(path):
        return ast.unparse(tree(path).body[-1])

    guard = "if __name__ == '__main__':"
    assert [named(path) for path in SNIPPETS if not last(path).startswith(guard)] == []


def test_a_snippet_imports_nothing_from_the_project():
    project = {"livedocs", "snippets", "tests", "hooks", *(path.stem for path in SNIPPETS)}
    wrong = [
        f"{named(path)}: {name}"
        for path in SNIPPETS
        for name in imported(path)
        if name.partition(".")[0] in project or name.startswith(".")
    ]
    assert wrong == []


def test_no_snippet_hides_a_module_of_the_standard_library():
    assert [named(path) for path in SNIPPETS if path.stem in sys.stdlib_module_names] == []


def test_no_snippet_folder_is_a_package():
    assert [named(path) for path in SNIPPETS if path.name == "__init__.py"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_snippet_is_on_a_page_of_its_chapter(language):
    shown = {
        name
        for path, page in PAGES[language].items()
        for _, name in fences(page)
        if Path(path).parent == Path(name).parent
    }
    assert [named(path) for path in SNIPPETS if named(path) not in shown] == []


def test_a_snippet_has_a_test():
    tests = sorted((ROOT / "tests/snippets").rglob("test_*.py"))
    names = {path.stem for path in tests} | {name for path in tests for name in imported(path)}

    def tested(path):
        chapter, stem = path.parent.name, path.stem
        return {f"test_{chapter}_{stem}", f"snippets.{chapter}.{stem}"} & names

    assert [named(path) for path in SNIPPETS if not tested(path)] == []


# Pages


def test_both_languages_have_the_same_pages():
    assert list(PAGES["en"]) == list(PAGES["zh"])


@pytest.mark.parametrize("part", [fences, anchors])
def test_both_languages_have_the_same(part):
    both = PAGES["en"].keys() & PAGES["zh"].keys()
    assert [path for path in both if part(PAGES["en"][path]) != part(PAGES["zh"][path])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_a_snippet_or_says_that_it_is_prose(language):
    bare = [
        path
        for path, page in PAGES[language].items()
        if Path(path).name != "index.md"
        and not fences(page)
        and front_matter(page).get("prose") is not True
    ]
    assert bare == []


@pytest.mark.parametrize(("language", "file"), [("en", "mkdocs.yml"), ("zh", "mkdocs.zh.yml")])
def test_a_page_is_in_the_navigation_of_its_language(language, file):
    configuration = yaml.load((ROOT / file).read_text("utf-8"), Configuration)
    listed = {*paths_in(configuration["nav"])}
    assert [path for path in PAGES[language] if path not in listed] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_covers_what_the_article_has(language):
    unknown = {
        path: ids - ARTICLE
        for path, page in PAGES[language].items()
        if (ids := set(front_matter(page).get("article", []))) - ARTICLE
    }
    assert unknown == {}


def test_both_languages_cover_the_same_of_the_article():
    english, chinese = (
        {path: front_matter(page).get("article") for path, page in PAGES[language].items()}
        for language in LANGUAGES
    )
    assert english == chinese


# The machinery


def requirements(name):
    """The requirements in a file: a list of the lines of each, without comments."""
    text = re.sub(r"(^|\s)#.*", "", (ROOT / name).read_text("utf-8"))
    return [line.split() for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def test_every_requirement_is_pinned_with_the_hashes_of_its_files():
    def pinned(name, *rest):
        hashes = [word for word in rest if re.fullmatch("--hash=sha256:[0-9a-f]{64}", word)]
        return re.fullmatch(r"[a-z0-9-]+==[\w.]+", name) and hashes

    required = requirements("requirements.txt")
    assert required
    assert [words[0] for words in required if not pinned(*words)] == []


def test_what_is_wanted_is_pinned():
    pins = dict(words[0].split("==") for words in requirements("requirements.txt"))
    wanted = [Requirement(words[0]) for words in requirements("requirements.in")]

    def met(want):
        pin = pins.get(canonicalize_name(want.name))
        return pin and want.specifier.contains(pin)

    assert wanted
    assert [str(want) for want in wanted if not met(want)] == [], "make requirements"


def test_the_requirements_name_no_host():
    assert "://" not in (ROOT / "requirements.txt").read_text("utf-8")


def test_every_word_is_in_both_languages_with_the_same_gaps():
    table = tomllib.loads((ROOT / "livedocs/words.toml").read_text("utf-8"))

    def agree(texts):
        gaps = [sorted(re.findall(r"{\w+}", texts.get(language, ""))) for language in LANGUAGES]
        return set(texts) == {*LANGUAGES} and all(texts.values()) and gaps[0] == gaps[1]

    assert table
    assert [key for key, texts in table.items() if not agree(texts)] == []


def test_a_module_of_the_machinery_is_short():
    long = [
        f"{path.name}: {len(lines(path))}"
        for path in (ROOT / "livedocs").rglob("*.py")
        if len(lines(path)) >= MODULE_LINES.get(path.name, MODULE_LINES_ELSE)
    ]
    assert long == []


def test_no_file_names_a_place_on_a_developers_machine():
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, encoding="utf-8")
    if listed.returncode != 0:
        pytest.skip("not a git checkout: cannot tell the project's files from what it made")
    machine = re.compile(rb"(?<!\w)/(work|tmp/pythons)/")
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    named_in = [
        str(path.relative_to(ROOT))
        for path in files
        if path.is_file() and b"\0" not in (data := path.read_bytes()) and machine.search(data)
    ]
    assert named_in == []
