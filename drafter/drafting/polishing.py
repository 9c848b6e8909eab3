"""Bring a model's reply, or a note's own words, into the outer form of official prose.

Only form changes here: punctuation, spaces, quotes, Markdown, list marks. No word that carries
meaning and no figure is touched. Pure. Source: GB/T 15834 for punctuation, GB/T 15835 for numerals.
"""

import re

__all__ = ["as_sentence", "join_prose", "polish"]

_TO_FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！"})
_CJK = r"\u3400-\u9fff\uf900-\ufaff"
_MARKDOWN = re.compile(r"(?m)^\s*(?:#{1,6}|[-*+•·])\s+|\*\*|__|`+")
_PREAMBLE = re.compile(
    r"^\s*(?:工作总结|总结|正文|改写|答|以下是[^：:\n]{0,20}|好的[，,]?[^：:\n]{0,20})[：:]\s*"
)
_SPACE_IN_CJK = re.compile(
    rf"(?<=[{_CJK}，。；：、“”（）《》])[ \t\u3000]+|[ \t\u3000]+(?=[{_CJK}，。；：、“”（）《》])"
)
_REPEATED = re.compile(r"([，。；：、])[，。；：、]+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_THINK = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_STRONGER = "。；：，、"


def _curly(text: str) -> str:
    """Turn straight double quotes into “ and ” by turns."""
    out: list[str] = []
    opening = True
    for char in text:
        if char == '"':
            out.append("“" if opening else "”")
            opening = not opening
        else:
            out.append(char)
    return "".join(out)


def _punctuation(text: str) -> str:
    # A comma or colon between digits is part of a number or a ratio or a time.
    text = re.sub(r"(?<!\d)[,;:?!]|[,;:?!](?!\d)", lambda m: m[0].translate(_TO_FULL_WIDTH), text)
    text = _BRACKETS.sub(r"（\1）", text)
    return _REPEATED.sub(lambda m: min(m[0], key=_STRONGER.index), text)


def polish(reply: str) -> str:
    """Return a model's reply as one clean paragraph; "" when nothing is left."""
    text = _THINK.sub("", reply).strip()
    text = _PREAMBLE.sub("", text)
    text = _MARKDOWN.sub("", text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lines = [re.sub(r"^(?:\d{1,2}[.、)）]|[（(]\d{1,2}[)）])\s*(?=\D)", "", line) for line in lines]
    text = "".join(
        line
        if line.endswith(("。", "；", "！", "？", "：", "，")) or i == len(lines) - 1
        else line + "。"
        for i, line in enumerate(lines)
    )
    text = _punctuation(_SPACE_IN_CJK.sub("", _curly(text)))
    text = text.strip("，；、： ")
    if text and text[-1] not in "。！？":
        text += "。"
    return text


def as_sentence(words: str) -> str:
    """Return a note's own words as one sentence: terse fragments joined by commas."""
    text = words.replace("\t", " ").strip()
    text = _curly(text)
    # Between ideographs or figures a space is where the writer paused.
    text = re.sub(rf"(?<=[{_CJK}\d%”）)]) +(?=[{_CJK}“（(\d])", _pause, text)
    text = _punctuation(_SPACE_IN_CJK.sub("", text))
    text = text.strip("，；、：。 ")
    return text + "。" if text else ""


def _pause(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1], match.string[match.end()]
    # 83 户 is one figure: a digit before a measure word does not pause.
    if before.isdigit() and not after.isdigit():
        return ""
    if not before.isdigit() and after.isdigit() and len(match[0]) == 1:
        return "" if before not in "%”）)" and _ends_in_noun(match) else "，"
    return "，"


def _ends_in_noun(match: re.Match[str]) -> bool:
    """Whether the word before a figure is what the figure counts (听课 240人), so no pause."""
    return match.string[match.start() - 1] not in "，。；：、"


def join_prose(sentences: list[str]) -> str:
    """Join sentences into one paragraph, each ending in a full stop."""
    return "".join(
        sentence if sentence.endswith(("。", "！", "？")) else sentence.rstrip("，；、：") + "。"
        for sentence in sentences
        if sentence
    )
