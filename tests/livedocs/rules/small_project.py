"""A project that keeps every house rule, as small as it can be, to be broken in one place."""

import subprocess
from pathlib import Path

from livedocs import rules

SNIPPET = '''\
"""Two cooks work."""

import threading


def cook(name, done):
    print(f"{name} cooks")
    done.append(name)


def main():
    done = []
    for name in ("Ann", "Bo"):
        worker = threading.Thread(target=cook, args=(name, done))
        worker.start()
        worker.join()
    return done


if __name__ == "__main__":
    main()
'''

PAGE = """\
---
title: {title}
article: [A1, B1]
---

# {title}

## {section} {{ #cooks }}

```snippet exec="on"
first/cooks.py
```

```snippet exec="on"
first/measure_cooks.py
```
"""

GALLERY = "---\nprose: true\n---\n```runs\ngallery first\n```\n"

CLAIM = """
[[claim]]
id = "claim-{number}"
article = "{article}"
page = "first/index.md#cooks"
verdict = "wrong"
{evidence}
en = "The cooks rest."
zh = "厨师在休息。"
en_right = "The cooks work."
zh_right = "厨师在干活。"
sources = ["https://docs.python.org/3/"]
"""

SHOWN = 'snippet = "first/cooks.py"\nshows = "cooks"'
UNSHOWN = 'why_en = "Nobody knows."\nwhy_zh = "没人知道。"'
MEASURED = (
    'snippet = "first/measure_cooks.py"\n'
    'rules = [{larger = "Ann", smaller = "Bo", at_least = 1, at_most = 2}]'
)

FILES = {
    "snippets/first/cooks.py": SNIPPET,
    "snippets/first/measure_cooks.py": SNIPPET,
    "tests/snippets/test_first_index.py": "from snippets.first import cooks, measure_cooks\n",
    "docs/en/index.md": "# Home\n",
    "docs/zh/index.md": "# 首页\n",
    "docs/en/prose.md": "---\nprose: true\n---\n# The table\n",
    "docs/zh/prose.md": "---\nprose: true\n---\n# 桌子\n",
    "docs/en/gallery.md": GALLERY,
    "docs/zh/gallery.md": GALLERY,
    "docs/en/matrix.md": GALLERY.replace("gallery", "matrix"),
    "docs/zh/matrix.md": GALLERY.replace("gallery", "matrix"),
    "docs/en/first/index.md": PAGE.format(title="First", section="The cook"),
    "docs/zh/first/index.md": PAGE.format(title="第一章", section="厨师"),
    "docs/article.toml": '[A1]\nen = "one"\nzh = "一"\n[B1]\nen = "two"\nzh = "二"\nprose = true\n',
    "docs/apis.toml": '"threading.Thread" = "library/threading.html#threading.Thread"\n',
    "docs/snippets.toml": '"first/cooks.py" = "厨师。"\n"first/measure_cooks.py" = "测厨师。"\n',
    "docs/glossary.toml": """\
[[term]]
en = "cook"
zh = "厨师"
en_line = "Who cooks."
zh_line = "做菜的人。"
page = "first/index.md#cooks"
not = ["伙夫"]

[[slip]]
article = "coook"
right = "cook"
""",
    "docs/claims.toml": "".join(
        CLAIM.format(
            number=number,
            article="A1" if number < 25 else "B1",
            evidence={0: SHOWN, 1: MEASURED}.get(number, UNSHOWN),
        )
        for number in range(50)
    ),
    "requirements.in": "# for the site\nMkDocs<2    # renders\n",
    "requirements.txt": f"# made\nmkdocs==1.6.1 \\\n    --hash=sha256:{'0' * 64}\n    # via x\n",
    "requirements-dev.in": "pytest    # tests\n",
    "requirements-dev.txt": f"# made\npytest==9.2.0 \\\n    --hash=sha256:{'1' * 64}\n"
    f"mkdocs==1.6.1 \\\n    --hash=sha256:{'0' * 64}\n    # via -c requirements.txt\n",
    "livedocs/render/words.toml": '[exit]\nen = "exit {code}"\nzh = "退出码 {code}"\n',
    "livedocs/render/templates/panel.html": "{{ words.exit }}\n",
    "livedocs/run/running.py": '"""Runs."""\n',
    "CONTRIBUTING.md": "# Contributing\n\n```sh\nmake test\n```\n\n[x](docs/en/first/index.md)\n",
    "CONTRIBUTING.zh.md": "# 参与贡献\n\n```sh\nmake test\n```\n\n[x](docs/zh/first/index.md)\n",
}


class SmallProject:
    """A copy of it in ``root``."""

    def __init__(self, root: Path):
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def read(self, name):
        return (self.root / name).read_text("utf-8")

    def replace(self, name, old, new):
        """Put ``new`` in the place of ``old``, which must be there."""
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new))

    def track(self):
        """Let git tell its files."""
        subprocess.run(["git", "init", "-q"], cwd=self.root, check=True)

    def check(self):
        """What the rules say to it now."""
        return [*map(str, rules.check(rules.Project(self.root)))]

    def ask(self, rule):
        """What one of the rules says to it now."""
        return [*map(str, rule(rules.Project(self.root)))]
