"""The page of the article's claims: a heading for each part, filled in when the runs are done."""

from typing import Any

from mkdocs_gen_files.editor import FilesEditor

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "title": "The article’s claims",
        "lead": "Every statement of the article of 2017 that can be checked, in our words and in "
        "its order: whether it holds, what is right, and the run of this very build that shows "
        "it. Where a claim is about how fast or how large, its verdict is computed from what this "
        "build measured, by the rule beside it: another machine may honestly say otherwise.",
        "parts": {
            "A": "Synchronous and asynchronous",
            "B": "First ideas",
            "C": "Side by side",
            "P": "Processes",
            "T": "Threads and the GIL",
        },
    },
    "zh": {
        "title": "原文的说法",
        "lead": "2017 年那篇文章里凡是可以检验的说法，都按原文的次序、用我们自己的话列在这里："
        "是否成立，正确的说法是什么，以及本次构建中演示它的那次运行。"
        "凡是涉及快慢、大小的说法，结论都由本次构建测得的数据按旁边写明的规则算出；"
        "换一台机器，结论可能真的不同。",
        "parts": {
            "A": "同步与异步",
            "B": "初步概念",
            "C": "三者比较",
            "P": "进程",
            "T": "线程与 GIL",
        },
    },
}

editor = FilesEditor.current()
words = WORDS[editor.config.theme["language"]]

with editor.open("claims.md", "w") as page:
    print(f"---\ntitle: {words['title']}\n---\n\n# {words['title']}\n", file=page)
    print(f"{words['lead']}\n\n```runs\nclaims-filter\n```\n", file=page)
    for part, title in words["parts"].items():
        print(f"## {title} {{ #part-{part.lower()} }}\n", file=page)
        print(f"```runs\nclaims-about {part}\n```\n", file=page)
