"""Make a new snippet, its test and its fences from a template; each TODO is for its author."""

import contextlib
import importlib.util
import keyword
import re
import sys
from itertools import count
from pathlib import Path
from string import Template

from livedocs.content.article import RECAP

TOLD = "docs/snippets.toml"

_SNIPPET = '''\
"""TODO: say in one sentence what the run shows."""

import threading

NAMES = "Ann", "Bo"


def work(name, done):
    print(f"{name} works")
    done.append(name)


def main():
    done = []
    workers = []
    for name in NAMES:
        worker = threading.Thread(target=work, args=(name, done), name=name)
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()
    print("both are done")
    return done


if __name__ == "__main__":
    main()
'''

_TEST = Template("""\
from snippets.$chapter import $stem


def test_both_are_done():  # TODO: check what the snippet claims, and name the test after it
    assert sorted($stem.main()) == ["Ann", "Bo"]
""")

_FENCE = """
```snippet exec="on"
$chapter/$stem.py
```
"""

_SECTIONS = {
    "en": Template(f"""\
## TODO: name what this is about {{ #$anchor }}

TODO: ask what the program will print, so that the reader predicts it.
{_FENCE}
TODO: explain what the run showed, in words that stay true in the next one.
"""),
    "zh": Template(f"""\
## TODO：这一节讲什么 {{ #$anchor }}

TODO：先提问，让读者猜猜程序会输出什么。
{_FENCE}
TODO：解释这次运行表明了什么，换一次运行也要说得通。
"""),
}

_CLAIM = Template('"$chapter/$stem.py" = "TODO：用一句话说出这次运行表明了什么。"\n')


class NewError(Exception):
    """The snippet cannot be made; the message is for its author."""


def _parts(name: str) -> tuple[str, str]:
    """The chapter and the stem of the snippet called ``name``. Raises NewError for a bad name."""
    word = "[a-z][a-z0-9_]*"
    found = re.fullmatch(rf"(?:snippets/)?({word})/({word})(?:\.py)?", name)
    if not found:
        raise NewError(
            f"{name!r} is no name below snippets/: give CHAPTER/NAME, each of small letters, "
            "digits and _, such as processes/my_snippet"
        )
    chapter, stem = found.groups()
    if len(stem) > 40:
        raise NewError(f"{stem} is too long: a name has at most 40 characters")
    if keyword.iskeyword(stem) or keyword.iskeyword(chapter):
        raise NewError(f"{name} cannot be imported by its test: a word of it is Python's own")
    if stem in sys.stdlib_module_names or importlib.util.find_spec(stem):
        raise NewError(f"{stem} would hide the module {stem} from all snippets beside it")
    return chapter, stem


def _page(name: str | None, chapter: str) -> str:
    """The path of the page for the fence, below the folder of its language; raises NewError."""
    path = f"{(name or f'{chapter}/index').removesuffix('.md')}.md"
    if not re.fullmatch(rf"{chapter}/[\w-]+\.md", path):
        raise NewError(f"{name} is no page of the chapter {chapter}: give {chapter}/PAGE")
    return path


def _with_section(text: str, language: str, words: dict[str, str]) -> str:
    """The page ``text`` with the new section before its recap, or at its end."""
    anchor = words["stem"].replace("_", "-")
    free = (anchor if n == 1 else f"{anchor}-{n}" for n in count(1))
    anchor = next(name for name in free if f"#{name} }}" not in text)
    section = _SECTIONS[language].substitute(words, anchor=anchor)
    recap = RECAP.search(text)
    before, after = (text[: recap.start()], text[recap.start() :]) if recap else (text, "")
    return "\n".join([before.rstrip() + "\n", section, after]).rstrip("\n") + "\n"


def _with_claim(text: str, words: dict[str, str]) -> str:
    """The table ``text`` with a line for the new snippet, sorted in by its name."""
    claim, lines = _CLAIM.substitute(words), text.splitlines(keepends=True)
    later = (n for n, line in enumerate(lines) if line.startswith('"') and line > claim)
    place = next(later, len(lines))
    return "".join([*lines[:place], claim, *lines[place:]])


def _write(texts: dict[Path, str]) -> None:
    """Write all ``texts``; if one cannot be written, restore all files and raise."""
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    try:
        for path, text in texts.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    except BaseException:
        for path, data in before.items():
            with contextlib.suppress(OSError):  # what could not be written is unchanged
                if data is None:
                    path.unlink(missing_ok=True)
                    path.parent.rmdir()  # if it was made for this file
                else:
                    path.write_bytes(data)
        raise


def make(root: Path, name: str, page: str | None = None) -> list[str]:
    """Make the snippet called ``name``, its test, and its fences on ``page`` in both languages.

    Without a ``page``, the fences go to the first one of its chapter. Returns the paths of all new
    and changed files. Raises NewError, or OSError if a file cannot be written; then nothing has
    changed.
    """
    chapter, stem = _parts(name)
    words = {"chapter": chapter, "stem": stem}
    snippet = f"{chapter}/{stem}.py"
    made = {
        root / "snippets" / snippet: _SNIPPET,
        root / "tests/snippets" / f"test_{chapter}_{stem}.py": _TEST.substitute(words),
    }
    for path in made:
        if path.exists():
            raise NewError(f"{path.relative_to(root)} is there already: choose another name")
    told = (root / TOLD).read_text("utf-8")
    if f'"{snippet}"' in told:
        raise NewError(f"{TOLD} has {snippet} already: choose another name")
    changed = {root / TOLD: _with_claim(told, words)}
    for language in _SECTIONS:
        path = root / "docs" / language / _page(page, chapter)
        if not path.is_file():
            raise NewError(f"there is no {path.relative_to(root)}: write it, or give another page")
        changed[path] = _with_section(path.read_text("utf-8"), language, words)
    _write(made | changed)
    return [path.relative_to(root).as_posix() for path in (*made, *changed)]
