"""Each house rule catches what it is there for, and says where."""

import pytest

from livedocs import rules
from tests.livedocs.rules.small_project import FILES, SHOWN, SNIPPET, SmallProject

COOKS, TEST = "snippets/first/cooks.py", "tests/snippets/test_first_index.py"
EN, ZH = "docs/en/first/index.md", "docs/zh/first/index.md"
APIS, ARTICLE, CLAIMS = "docs/apis.toml", "docs/article.toml", "docs/claims.toml"
TEMPLATE = "livedocs/render/templates/panel.html"
MODULE = "livedocs/run/running.py"
GLOSSARY, TOLD, WORDS = "docs/glossary.toml", "docs/snippets.toml", "livedocs/render/words.toml"
PINS, DEV_PINS = "requirements.txt", "requirements-dev.txt"
FENCE = '```snippet exec="on"\nfirst/cooks.py\n```\n'

# For each rule: what breaks it, as file, text there, other text (None for a whole file: it is
# removed, or written where it was not), and where the rule must see that.
BAD = {
    "a_claim_is_one_sentence": [
        (COOKS, "Two cooks work.", "Two cooks work", f"{COOKS}:1:"),
        (COOKS, "Two cooks work.", "Two cooks work. They rest.", f"{COOKS}:1:"),
        (COOKS, "Two cooks work.", "\nTwo cooks work.", None),
        (COOKS, '"""Two cooks work."""\n', "", f"{COOKS}:1:"),
    ],
    "a_snippet_is_neither_too_short_nor_too_long": [
        (COOKS, SNIPPET, SNIPPET.partition("\n\n\ndef main")[0], f"{COOKS}:8: 8 lines"),
        (COOKS, SNIPPET, SNIPPET + "\n" * 25, f"{COOKS}:46: 46 lines"),
        (COOKS, SNIPPET, SNIPPET + "\n" * 24, None),
        ("snippets/first/measure_cooks.py", SNIPPET, SNIPPET + "\n" * 25, None),
        (
            "snippets/first/measure_cooks.py",
            SNIPPET,
            SNIPPET + "\n" * 60,
            "snippets/first/measure_cooks.py:81: 81 lines",
        ),
    ],
    "a_snippet_has_a_main_function": [
        (COOKS, "main()", "work()", f"{COOKS}:1:"),
        (COOKS, "def main()", "async def main()", None),
    ],
    "a_snippet_ends_with_the_main_guard": [
        (COOKS, 'if __name__ == "__main__":\n    main()', "main()", f"{COOKS}:20:"),
        (COOKS, SNIPPET, "", f"{COOKS}:1:"),
    ],
    "a_snippet_imports_nothing_from_the_project": [
        (COOKS, "import threading", "import measure_cooks", f"{COOKS}:3: imports measure_cooks"),
        (COOKS, "import threading", "from livedocs import run", f"{COOKS}:3: imports livedocs.run"),
        (COOKS, "import threading", "from . import threading", f"{COOKS}:3: imports ."),
        (COOKS, "import threading", "import threading, hooks", f"{COOKS}:3: imports hooks"),
    ],
    "no_snippet_folder_is_a_package": [
        ("snippets/first/__init__.py", None, "", "snippets/first/__init__.py:1:"),
    ],
    "a_snippet_is_on_a_page_of_its_chapter": [
        (EN, FENCE, "", f"{COOKS}:1: no page in docs/en/first/"),
        (ZH, FENCE, "", f"{COOKS}:1: no page in docs/zh/first/"),
        ("snippets/second/lone.py", None, SNIPPET, "snippets/second/lone.py:1:"),
    ],
    "a_snippet_has_a_test": [
        (TEST, "import cooks, ", "import ", f"{COOKS}:1:"),
        (
            TEST,
            "from snippets.first import cooks, ",
            "import snippets.first.cooks, snippets.first.",
            None,
        ),
        ("snippets/second/cooks.py", None, SNIPPET, "snippets/second/cooks.py:1:"),
    ],
    "a_snippet_has_its_claim_in_chinese": [
        (TOLD, '"first/cooks.py" = "厨师。"\n', "", f"{COOKS}:1:"),
        (TOLD, "厨师。", "厨师", f"{TOLD}:1:"),
        (COOKS, None, None, f"{TOLD}:1: there is no snippet"),
    ],
    "a_name_that_a_snippet_uses_is_documented": [
        (COOKS, "done.append(name)", "threading.Lock()", f"{COOKS}:8: say in docs/apis.toml"),
        (APIS, '"threading.Thread"', '"threading.Timer"', f"{COOKS}:14: say"),
        (APIS, '"threading', '"time.sleep" = ""\n"threading', f"{APIS}:1: no snippet uses it"),
    ],
    "both_languages_have_the_same_pages": [
        ("docs/en/more.md", None, "# More", "docs/en/more.md:1: write docs/zh/more.md"),
        ("docs/zh/more.md", None, "# More", "docs/zh/more.md:1: write docs/en/more.md"),
    ],
    "both_languages_have_the_same_fences": [
        (EN, FENCE, "", f"{ZH}:10:"),
        (ZH, '"on"\nfirst/cooks', '"on" returncode="1"\nfirst/cooks', f"{ZH}:10:"),
    ],
    "both_languages_have_the_same_anchors": [
        (EN, "{ #cooks }", "{ #chefs }", f"{ZH}:8:"),
        (ZH, "{ #cooks }", "", f"{ZH}:1:"),
    ],
    "both_languages_cover_the_same_of_the_article": [(EN, "[A1, B1]", "[A1]", f"{ZH}:3:")],
    "both_guides_have_the_same_headings_and_code": [
        ("CONTRIBUTING.md", "make test", "make build", "CONTRIBUTING.zh.md:1:"),
        ("CONTRIBUTING.zh.md", "# ", "## ", "CONTRIBUTING.zh.md:1:"),
        ("CONTRIBUTING.zh.md", "# ", "", "CONTRIBUTING.zh.md:1:"),
    ],
    "a_guide_links_to_pages_of_its_language": [
        ("CONTRIBUTING.md", "first/index", "first/lost", "CONTRIBUTING.md:7: link to a page"),
        ("CONTRIBUTING.md", "docs/en/first/index.md", "README.md", "CONTRIBUTING.md:7: link"),
        ("CONTRIBUTING.md", "docs/en/", "docs/zh/", "CONTRIBUTING.md:7: link to a page in docs/en"),
        ("CONTRIBUTING.zh.md", "docs/zh/", "docs/en/", "CONTRIBUTING.zh.md:7: link"),
        ("CONTRIBUTING.zh.md", "docs/zh/first/index.md", "https://docs.python.org/", None),
        ("CONTRIBUTING.zh.md", "index.md", "index.md#cooks", None),
        ("CONTRIBUTING.zh.md", "docs/zh/first/index.md", "docs/rooms.svg", None),
    ],
    "a_guide_names_files_that_exist": [
        ("CONTRIBUTING.md", "[x]", "`livedocs/run/`, `tests/snippets/test_<x>.py` [x]", None),
        ("CONTRIBUTING.md", "[x]", "`livedocs/runs.py` [x]", "CONTRIBUTING.md:7: there is no"),
    ],
    "a_page_shows_a_snippet_or_says_that_it_is_prose": [
        ("docs/en/prose.md", "prose: true", "prose: false", "docs/en/prose.md:1:"),
        ("docs/zh/prose.md", "prose: true", "title: no", "docs/zh/prose.md:1:"),
        ("docs/zh/first/more.md", None, FENCE, None),
    ],
    "a_chapter_is_in_the_gallery_and_in_the_matrix": [
        (
            "docs/en/gallery.md",
            "gallery first",
            "gallery second",
            "docs/en/gallery.md:1: show first",
        ),
        ("docs/zh/matrix.md", "matrix first", "gallery first", "docs/zh/matrix.md:1: show first"),
    ],
    "a_page_covers_what_the_article_has": [
        (EN, "[A1, B1]", "[A1, B1, C1]", f"{EN}:3: the article has no part C1"),
        (ZH, "[A1, B1]", "[A1, B1, C1]", f"{ZH}:3: the article has no part C1"),
    ],
    "a_part_of_the_article_has_a_page_with_a_snippet": [
        (EN, "[A1, B1]", "[A1]", f"{ARTICLE}:4: no page in docs/en covers B1"),
        (ZH, "```snippet", "```python", f"{ARTICLE}:1: no page in docs/zh that covers A1"),
        (ARTICLE, "prose = true", "[B2]", f"{ARTICLE}:7: no page in docs/en covers B2"),
    ],
    "nothing_is_left_to_fill_in": [
        (COOKS, "Two cooks work.", "TODO: say it.", f"{COOKS}:1: TODO: say it"),
        (TEST, "from", "# TODO\nfrom", f"{TEST}:1:"),
        (EN, "# First", "# TODO", f"{EN}:6:"),
        (TOLD, "厨师。", "TODO。", f"{TOLD}:1:"),
    ],
    "a_term_is_told_in_both_languages": [
        (GLOSSARY, 'zh_line = "做菜的人。"\n', "", f"{GLOSSARY}:2: the term cook has no zh_line"),
        (GLOSSARY, 'en = "cook"\n', "", f"{GLOSSARY}:2: the term 厨师 has no en"),
    ],
    "a_term_is_on_the_page_that_explains_it": [
        (EN, "cook", "chef", f"{GLOSSARY}:2: docs/en/first/index.md does not say cook"),
        (ZH, "厨师", "大厨", f"{GLOSSARY}:2: docs/zh/first/index.md does not say"),
    ],
    "no_chinese_page_uses_another_word_for_a_term": [
        ("docs/zh/prose.md", "桌子", "桌子\n\n伙夫", "docs/zh/prose.md:6: write 厨师"),
        (TOLD, "测厨师", "测伙夫", f"{TOLD}:2: write 厨师"),
    ],
    "no_page_has_a_slip_of_the_article": [
        ("docs/en/prose.md", "table", "coook", "docs/en/prose.md:4: write cook"),
        ("docs/zh/prose.md", "桌子", "coook", "docs/zh/prose.md:4: write cook"),
        ("docs/zh/prose.md", "桌子", "*coook*", None),
    ],
    "there_are_claims_enough": [
        (CLAIMS, FILES[CLAIMS], FILES[CLAIMS].rpartition("[[")[0], f"{CLAIMS}:1: 49 claims"),
    ],
    "a_claim_has_an_id_of_its_own": [
        (CLAIMS, "claim-49", "claim-48", f"{CLAIMS}:"),
        (CLAIMS, "claim-0", "Claim 0", f"{CLAIMS}:3: Claim 0"),
    ],
    "the_claims_are_in_the_order_of_the_article": [
        (CLAIMS, 'id = "claim-0"\narticle = "A1"', 'id = "claim-0"\narticle = "B1"', f"{CLAIMS}:"),
        (CLAIMS, 'article = "B1"', 'article = "Z1"', f"{CLAIMS}:"),
    ],
    "a_claim_is_told_in_both_languages": [
        (CLAIMS, "rest.", "rest", f"{CLAIMS}:3: claim-0: end en "),
        (CLAIMS, "work.", "work", f"{CLAIMS}:3: claim-0: end en_right"),
        (CLAIMS, "休息。", "休息", f"{CLAIMS}:3: claim-0: end zh "),
        (CLAIMS, "厨师在干活。", "work.", f"{CLAIMS}:3: claim-0: write zh_right in Chinese"),
    ],
    "a_claim_has_a_verdict_and_sources": [
        (CLAIMS, '"wrong"', '"odd"', f"{CLAIMS}:3: claim-0: make its verdict one of"),
        (CLAIMS, '"https://docs.python.org/3/"', "", f"{CLAIMS}:3: claim-0: name a source"),
        (CLAIMS, "https:", "http:", f"{CLAIMS}:3: claim-0: begin each source"),
    ],
    "a_claim_leads_to_where_it_is_explained": [
        (CLAIMS, "#cooks", "#chefs", f"{CLAIMS}:3: claim-0: docs/en/first/index.md has no"),
        (CLAIMS, "first/index.md", "lost.md", f"{CLAIMS}:3: claim-0: there is no docs/en/lost.md"),
        (ZH, "{ #cooks }", "", f"{CLAIMS}:3: claim-0: docs/zh/first/index.md has no"),
    ],
    "a_claim_is_shown_by_a_snippet_or_says_why_none_can": [
        (CLAIMS, 'why_zh = "没人知道。"', "", f"{CLAIMS}:"),
        (CLAIMS, SHOWN, 'shows = "x"', f"{CLAIMS}:3: claim-0: without a snippet"),
        (CLAIMS, "first/cooks.py", "first/coks.py", f"{CLAIMS}:3: claim-0: there is no snippet"),
        (CLAIMS, 'shows = "cooks"', "", f"{CLAIMS}:3: claim-0: give it either"),
        (CLAIMS, 'shows = "cooks"', 'shows = "x"\nwhy_en = "x"', f"{CLAIMS}:3: claim-0: a snippet"),
    ],
    "a_claim_about_numbers_is_measured": [
        (CLAIMS, "measure_cooks", "cooks", f"{CLAIMS}:16: claim-1: it has rules"),
        (CLAIMS, '"wrong"', '"holds"', f"{CLAIMS}:16: claim-1: give the verdict"),
        (CLAIMS, "at_most = 2", "at_most = 1", f"{CLAIMS}:16: claim-1: make at_least less"),
    ],
    "the_snippet_of_a_claim_is_on_a_page": [
        (EN, FENCE, "", None),
        (CLAIMS, "first/cooks.py", "first/lost.py", f"{CLAIMS}:3: claim-0: no page shows"),
    ],
    "what_is_wanted_is_pinned": [
        (PINS, "1.6.1", "2.6.1", "requirements.in:2: requirements.txt has 2.6.1 of MkDocs"),
        (PINS, "mkdocs", "mkdoc", "requirements.in:2: requirements.txt has no version of MkDocs"),
        (PINS, "==1.6.1", ">=1.6.1", "requirements.in:2: requirements.txt has no version"),
        (
            PINS,
            "    # via x\n",
            "mkdocs==2.6.1\n",
            "requirements.in:2: requirements.txt has 1.6.1 and 2.6.1 of MkDocs",
        ),
        ("requirements.in", "MkDocs<2", "MkDocs<", "requirements.in:2: mend it"),
        (DEV_PINS, "pytest", "pytests", "requirements-dev.in:1: requirements-dev.txt has no"),
    ],
    "a_package_has_the_same_version_in_both_files": [
        (DEV_PINS, "mkdocs==1.6.1", "mkdocs==1.6.0", f"{DEV_PINS}:4: {PINS} has 1.6.1 of mkdocs"),
        (PINS, "    # via x\n", "mkdocs==1.5 ; python_version < '3.12'\n", None),
    ],
    "the_requirements_name_no_host": [
        (PINS, "# made", "# by x://y", f"{PINS}:1:"),
        (DEV_PINS, "# made", "# by x://y", f"{DEV_PINS}:1:"),
    ],
    "a_word_is_in_both_languages_with_the_same_gaps": [
        (WORDS, 'zh = "退出码 {code}"', "", f"{WORDS}:1: say exit in en and zh"),
        (WORDS, "退出码 {code}", "", f"{WORDS}:1: say exit in en and zh"),
        (WORDS, "退出码 {code}", "退出码 {exit}", f"{WORDS}:1: give exit the same gaps"),
        (WORDS, "zh =", "de =", f"{WORDS}:1: say exit in en and zh"),
    ],
    "a_word_is_used": [
        (WORDS, "[exit]", "[ended]", f"{WORDS}:1: nothing uses ended; remove it"),
        (WORDS, "[exit]", "[player_exit]", None),
        (TEMPLATE, "words.exit", "words['ex' + kind]", f"{WORDS}:1: nothing uses exit"),
        (TEMPLATE, "words.exit", "words['exit_' + kind]", f"{WORDS}:1: nothing uses exit"),
    ],
    "a_module_of_the_machinery_is_short": [
        (
            MODULE,
            '"""Runs."""\n',
            "\n" * 240,
            f"{MODULE}:240: 240 lines",
        ),
        (MODULE, '"""Runs."""\n', "\n" * 239, None),
    ],
    "no_file_names_a_place_on_a_developers_machine": [
        ("hooks.py", None, "\n# see " + "/work" + "/hooks.py", "hooks.py:2: names "),
        ("hooks.py", None, "# see a" + "/work" + "/b", None),
    ],
}


@pytest.fixture
def project(tmp_path):
    return SmallProject(tmp_path)


def test_a_project_that_keeps_all_rules_hears_nothing(project):
    project.track()
    assert project.check() == []


def test_every_rule_has_a_bad_example():
    assert BAD.keys() == {rule.__name__ for rule in rules.RULES}
    assert [name for name, cases in BAD.items() if not any(case[-1] for case in cases)] == []


@pytest.mark.parametrize(
    ("rule", "file", "old", "new", "where"),
    [
        pytest.param(rule, *case, id=f"{rule.__name__}-{number}")
        for rule in rules.RULES
        for number, case in enumerate(BAD.get(rule.__name__, ()))
    ],
)
def test_a_rule_sees_what_breaks_it(project, rule, file, old, new, where):
    project.track()
    if old is not None:
        project.replace(file, old, new)
    elif new is not None:
        project.write(file, new)
    else:
        (project.root / file).unlink()
    messages = project.ask(rule)
    if where is None:
        assert messages == []
    else:
        assert [message for message in messages if message.startswith(where)], messages


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        (COOKS, "import threading", "import (", f"{COOKS}:3: mend the syntax"),
        (TEST, "from", "form", f"{TEST}:1: mend the syntax"),
        (EN, "title: First", "title: [First", f"{EN}:3: mend the YAML"),
        (ZH, "title: 第一章\narticle: [A1, B1]", "第一章", f"{ZH}:1: cannot be read"),
        (APIS, "=", ":", f"{APIS}:1: cannot be read"),
        (WORDS, "[exit]", "[exit", f"{WORDS}:1: cannot be read"),
        (CLAIMS, "verdict", "judgement", f"{CLAIMS}:1: cannot be read"),
        (CLAIMS, "[[claim]]", "[[claims]]", f"{CLAIMS}:1: cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_first(project, file, old, new, where):
    project.replace(file, old, new)
    project.write("docs/en/more.md", "TODO")
    messages = project.check()
    assert messages
    assert [message for message in messages if not message.startswith(where)] == []


@pytest.mark.parametrize("file", [APIS, WORDS, "CONTRIBUTING.zh.md", DEV_PINS])
def test_a_file_that_is_missing_is_told(project, file):
    (project.root / file).unlink()
    (message,) = project.check()
    assert message.startswith(f"{file}:1: cannot be read")


def test_messages_are_sorted_by_file_and_line(project):
    project.write("docs/en/prose.md", "x\n" * 8 + "TODO: this\nTODO: that\n")
    project.replace(COOKS, "Two cooks work.", "TODO")
    messages = project.check()
    files = [message.split(": ")[0] for message in messages]
    assert (
        files
        == ["docs/en/prose.md:1", "docs/en/prose.md:9", "docs/en/prose.md:10"] + [f"{COOKS}:1"] * 2
    )
