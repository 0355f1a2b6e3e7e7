"""The page that leads from each name of a library to the snippets that use it."""

from mkdocs_gen_files.editor import FilesEditor

from livedocs.content import apis, article
from livedocs.snippet import Snippet, find_all

WORDS = {
    "en": {
        "title": "API index",
        "lead": "What the snippets use of Python’s library and of others, read from their source. "
        "A name leads to its documentation, a snippet to its panel.",
        "columns": ("Name", "Snippets", "Chapters"),
        "manual": "https://docs.python.org/3/",
    },
    "zh": {
        "title": "API 索引",
        "lead": "从源码中读出的、脚本用到的标准库与第三方库的名称。"
        "点击名称可查看其文档，点击脚本可查看它的运行。",
        "columns": ("名称", "脚本", "章节"),
        "manual": "https://docs.python.org/zh-cn/3/",
    },
}

editor = FilesEditor.current()
words = WORDS[editor.config.theme["language"]]
chapters = article.chapters(editor.config.docs_dir)

users: dict[str, dict[str, list[Snippet]]] = {}  # module → full name → snippets
for snippet in find_all():
    for name in apis.names(snippet.source):
        module = name.rpartition(".")[0]
        users.setdefault(module, {}).setdefault(name, []).append(snippet)


def home(snippet: Snippet) -> article.Chapter:
    """The chapter that shows ``snippet``, its own first."""
    showing = [chapter for chapter in chapters if snippet.name in chapter.snippets]
    return min(showing, key=lambda chapter: chapter.folder != snippet.chapter)


with editor.open("api.md", "w") as page:
    print(f"---\ntitle: {words['title']}\n---\n\n# {words['title']}\n", file=page)
    print(words["lead"], file=page)
    for module, names in sorted(users.items()):
        print(f"\n## {module} {{ #{module.replace('.', '-')} }}\n", file=page)
        print("| " + " | ".join(words["columns"]) + " |\n| --- | --- | --- |", file=page)
        for name, snippets in sorted(names.items()):
            place = apis.documented()[name]
            url = place if "://" in place else f"{words['manual']}{place}"
            panels = ", ".join(
                f"[`{snippet.file_name}`]({home(snippet).path}#{snippet.anchor})"
                for snippet in snippets
            )
            pages = dict.fromkeys(home(snippet) for snippet in snippets)
            links = ", ".join(f"[{chapter.title}]({chapter.path})" for chapter in pages)
            print(f"| [`{name}`]({url}) | {panels} | {links} |", file=page)
