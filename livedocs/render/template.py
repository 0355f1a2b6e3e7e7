"""The templates of all HTML that livedocs makes, and the fixed words in them."""

import re
import tomllib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

HERE = Path(__file__).parent

# ECMA-48 control sequences, then every other control character but the tab
_CONTROL = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])"
    r"|[\x00-\x08\x0a-\x1f\x7f-\x9f]"
)


def plain(text: str) -> str:
    """``text`` without terminal colours and control characters, which HTML cannot show."""
    return _CONTROL.sub("", text)


class Words:
    """The fixed words in one language, each an attribute."""

    def __init__(self, words: dict[str, str]) -> None:
        vars(self).update(words)

    def __getattr__(self, name: str) -> str:
        raise AttributeError(f"words.toml has no {name}")


@cache
def words(language: str) -> Words:
    """The fixed words in ``language`` ("en" or "zh")."""
    table = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    return Words({key: texts[language] for key, texts in table.items()})


def _with_code(text: str) -> Markup:
    """``text`` as HTML, with what is between backticks as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "plain": plain,
        "plain_lines": lambda text: "\n".join(map(plain, text.split("\n"))),
        "with_code": _with_code,
        "percent": lambda value: f"{value:.2f}%",
        "ratio": lambda value: f"{value:.{1 if value < 10 else 0}f} ×",
        "megabytes": lambda value: f"{value / 1e6:.0f} MB",
    }
    return environment


def fill(template: str, /, **values: object) -> Markup:
    """The ``template`` of that name, filled in; its ``values`` are escaped."""
    return Markup(_environment().get_template(template).render(**values))
