"""The page that leads from each part of the article to its chapters and snippets."""

from mkdocs_gen_files.editor import FilesEditor

from livedocs.content import article
from livedocs.snippet import find

WORDS = {
    "en": {
        "title": "Article map",
        "lead": "This site follows, in its order, a Chinese article of 2017 on processes, threads "
        "and coroutines. Each row is one part of it, the chapters that cover it here, and the "
        "snippets that show it. The ids are those that the chapters name in their front matter.",
        "columns": ("Id", "In the article", "Chapters", "Snippets"),
    },
    "zh": {
        "title": "原文对照表",
        "lead": "本站沿着 2017 年一篇讲进程、线程与协程的中文文章展开，次序也与它一致。"
        "下表每行是原文的一部分、本站对应的章节，以及演示它的脚本。编号与各章头部所写的一致。",
        "columns": ("编号", "原文内容", "章节", "脚本"),
    },
}

editor = FilesEditor.current()
language = editor.config.theme["language"]
words = WORDS[language]
chapters = article.chapters(editor.config.docs_dir)

with editor.open("article-map.md", "w") as page:
    print(
        f"---\ntitle: {words['title']}\n---\n\n# {words['title']}\n\n{words['lead']}\n", file=page
    )
    print("| " + " | ".join(words["columns"]) + " |\n| --- | --- | --- | --- |", file=page)
    for key, item in article.items().items():
        covering = [chapter for chapter in chapters if key in chapter.article]
        links = ", ".join(f"[{chapter.title}]({chapter.path})" for chapter in covering)
        panels = {find(name): chapter.path for chapter in covering for name in chapter.snippets}
        snippets = ", ".join(
            f"[`{snippet.name}`]({path}#{snippet.anchor})" for snippet, path in panels.items()
        )
        print(f"| {key} | {item[language]} | {links} | {snippets} |", file=page)
