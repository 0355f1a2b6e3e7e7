"""The page of the matrix: a heading for each chapter, filled in from the latest stored result."""

from typing import Any

from mkdocs_gen_files.editor import FilesEditor

from livedocs.content.article import section_titles
from livedocs.snippet import find_all

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "title": "Every Python",
        "lead": "Each snippet was run as a script, and its tests with pytest, with every CPython "
        "from 3.11 on, a `t` being a build without a GIL. A snippet that starts processes went "
        "through that once for each start method of the system, set from outside: nothing in "
        "the file was changed. The panels show the runs of the build; this is what was tried "
        "beforehand, and kept.",
        "legend": "How to read it",
        "terms": {
            "passed": "The script ended with the exit code that its page declares, and its tests "
            "passed.",
            "failed": "One of them did not. The note tells what went wrong.",
            "n/a": "Not applicable, and no fault of the snippet: it needs a library that has no "
            "wheel for this Python, or a later Python. The note tells which.",
            "start method": "Those with the same results share a row. “–”: the snippet starts no "
            "process with `multiprocessing`. “its own”: it names its start method or is about "
            "the default, so it was tried as it is.",
        },
    },
    "zh": {
        "title": "各版本 Python",
        "lead": "从 3.11 起的每个 CPython（带 `t` 的是没有 GIL 的构建），都把每个脚本当作程序"
        "运行一次，并用 pytest 跑一遍它的测试。会启动进程的脚本，系统支持的每种启动方式各来一遍；"
        "启动方式从外部设定，文件本身一字未改。面板展示的是构建时的运行；"
        "这里是构建之前试验并保存下来的结果。",
        "legend": "怎么看",
        "terms": {
            "通过": "脚本以页面声明的退出码结束，测试全部通过。",
            "失败": "脚本或测试未能如此。出了什么错，见注。",
            "不适用": "不是脚本的错：它需要的库没有适合这个 Python 的 wheel，或者需要更新的 "
            "Python。具体见注。",
            "启动方式": "结果相同的合为一行。“–”：脚本不用 `multiprocessing` 启动进程。"
            "“自选”：脚本自己指定启动方式，或者讲的就是默认方式，因此按原样试验。",
        },
    },
}

editor = FilesEditor.current()
words = WORDS[editor.config.theme["language"]]
chapters = {snippet.chapter for snippet in find_all()}

with editor.open("matrix.md", "w") as page:
    front = f"title: {words['title']}\nhide: [toc]\nsearch: {{exclude: true}}"
    print(f"---\n{front}\n---\n\n# {words['title']}\n", file=page)
    print(f"{words['lead']}\n\n```runs\nmatrix-facts\n```\n", file=page)
    print(f"## {words['legend']} {{ #legend }}\n", file=page)
    for term, meaning in words["terms"].items():
        print(f"- **{term}** – {meaning}", file=page)
    for name, title in section_titles(editor.config.nav or []):
        if name in chapters:
            print(f"\n## {title} {{ #{name} }}\n\n```runs\nmatrix {name}\n```", file=page)
