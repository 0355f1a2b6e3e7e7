"""Line breaks in Chinese prose: Markdown turns each into a space, which Chinese does not have."""

import re

_IDEOGRAPH = "\u3400-\u9fff"
_PUNCTUATION = "\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u303f\uff00-\uffef"
_BLOCK_START = re.compile(r"\s*(#|\||```|!!!|\?\?\?|===|<)")

_FENCE = re.compile(r"^ *```", re.MULTILINE)
_BREAK = re.compile(
    rf"(?<=[{_IDEOGRAPH}{_PUNCTUATION}])\n[ ]*(?=[{_IDEOGRAPH}{_PUNCTUATION}])"
    rf"|(?<=[{_IDEOGRAPH}])\n[ ]*(?=\[[{_IDEOGRAPH}])"
    rf"|(?<=[{_PUNCTUATION}])\n[ ]*(?=[\w`*\[])"
    rf"|(?<=[\w`*)\]])\n[ ]*(?=[{_PUNCTUATION}])"
)


def join_lines(markdown: str) -> str:
    """``markdown`` without the line breaks next to a Chinese character or its punctuation."""

    def join(found: re.Match[str]) -> str:
        line = markdown[: found.start()].rpartition("\n")[2]
        in_code = len(_FENCE.findall(markdown, 0, found.start())) % 2
        return found[0] if in_code or _BLOCK_START.match(line) else ""

    return _BREAK.sub(join, markdown)
