"""The page of the terms, each with its word in the other language, one line and a link."""

import tomllib
from collections.abc import Sequence

from mkdocs_gen_files.editor import FilesEditor

from livedocs.snippet import ROOT

WORDS = {
    "en": {
        "title": "Glossary",
        "lead": "The terms of this site, with their Chinese words. Each links to its explanation.",
        "columns": ("Term", "Chinese", "In one line"),
        "slips": "Slips of the article",
        "slips_lead": "The article spells some terms wrong. Whoever searches for them there needs "
        "the left column, whoever writes about them the right one.",
        "slip_columns": ("In the article", "Right"),
    },
    "zh": {
        "title": "术语表",
        "lead": "本站使用的术语及其英文，点击可前往讲解它的页面。",
        "columns": ("术语", "英文", "一句话"),
        "slips": "原文的笔误",
        "slips_lead": "原文里有些术语写错了。在原文里查找时用左边一列，自己写时用右边一列。",
        "slip_columns": ("原文", "正确写法"),
    },
}

editor = FilesEditor.current()
language = editor.config.theme["language"]
other = {"en": "zh", "zh": "en"}[language]
words = WORDS[language]
glossary = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf-8"))


def head(columns: Sequence[str]) -> str:
    return "| " + " | ".join(columns) + " |\n" + "| --- " * len(columns) + "|"


with editor.open("glossary.md", "w") as page:
    print(
        f"---\ntitle: {words['title']}\n---\n\n# {words['title']}\n\n{words['lead']}\n", file=page
    )
    print(head(words["columns"]), file=page)
    for term in sorted(glossary["term"], key=lambda term: term["en"].lower()):
        line = term[f"{language}_line"]
        print(f"| [{term[language]}]({term['page']}) | {term[other]} | {line} |", file=page)
    print(f"\n## {words['slips']} {{ #slips }}\n\n{words['slips_lead']}\n", file=page)
    print(head(words["slip_columns"]), file=page)
    for slip in glossary["slip"]:
        print(f"| {slip['article']} | {slip['right']} |", file=page)
