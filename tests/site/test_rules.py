"""The house rules, asked of the project; tests/livedocs/rules/ has that each can fail."""

import subprocess
import sys

import pytest

from livedocs import rules
from livedocs.content.article import chapters
from livedocs.snippet import ROOT

PROJECT = rules.Project(ROOT)

LAST = {"A": 2, "B": 5, "C": 2, "P": 25, "T": 6, "R": 8}
ARTICLE = {f"{part}{number}" for part, last in LAST.items() for number in range(1, last + 1)}
ARTICLE |= {"P17s", "P20pc", "T6c", "T6i"}


def test_there_is_what_the_rules_are_about():
    assert PROJECT.snippets
    assert PROJECT.tests
    assert all(PROJECT.pages.values())
    assert PROJECT.claims
    assert PROJECT.table("docs/glossary.toml").keys() == {"term", "slip"}
    assert PROJECT.table("livedocs/render/words.toml")
    assert (ROOT / "requirements.in").read_text("utf-8")
    assert (ROOT / "requirements-dev.in").read_text("utf-8")


def test_the_parts_of_the_article_are_all_there():
    assert PROJECT.table("docs/article.toml").keys() == ARTICLE


def test_the_article_map_is_the_same_in_both_languages():
    english, chinese = (
        [(page.path, page.article, page.snippets) for page in chapters(ROOT / "docs" / language)]
        for language in ("en", "zh")
    )
    assert english == chinese


def test_every_file_can_be_read():
    assert [*map(str, rules.unreadable(PROJECT))] == []


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule):
    if rule is rules.machinery.no_file_names_a_place_on_a_developers_machine:
        if PROJECT.files is None:
            pytest.skip("not a git checkout: cannot tell the project's files from what it made")
        assert PROJECT.files
    assert [*map(str, rule(PROJECT))] == []


def test_the_rules_can_be_asked_without_what_builds_the_site():
    """Importing MkDocs and the like would take longer than all rules."""
    heavy = "{'jieba', 'jinja2', 'markdown', 'mkdocs', 'playwright', 'pygments', 'pytest'}"
    code = f"import sys, livedocs.__main__; sys.exit(bool({heavy} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
