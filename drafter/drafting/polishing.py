"""Bring a model's reply, or a note's own words, into the outer form of official prose.

Only form changes here: punctuation, spaces, quotes, Markdown, list marks. No word that carries
meaning and no figure is touched. Pure. Source: GB/T 15834 for punctuation, GB/T 15835 for numerals.
"""

import re

from drafter.figures import Kind, find_figures

__all__ = ["as_sentence", "polish"]

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
# Private-use characters that stand for whole figures while punctuation is set.
_FIRST_MARK, _MARKS = 0xE000, 0x1000
_MARK = "\ue000-\uefff"


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
    # 大会1场（表彰60个）+ 活动73场: a plus between things done is a comma; Wi-Fi+, 5+2 stay.
    text = re.sub(rf"(?<=[{_CJK}{_MARK}”）])\s*[+＋]\s*(?=[{_CJK}{_MARK}“，。；]|$)", "，", text)
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
    """Return a note's own words as one sentence: terse fragments joined by commas.

    Figures are taken out first and put back whole, so that no space or comma inside one
    (2 100人, 60岁 以上) is taken for a pause.
    """
    figures = find_figures(words)
    text, position = "", 0
    for number, figure in enumerate(figures):
        text += words[position : figure.start] + chr(_FIRST_MARK + number % _MARKS)
        position = figure.end
    text = _curly((text + words[position:]).replace("\t", " ").strip())
    ages = {
        chr(_FIRST_MARK + number % _MARKS)
        for number, figure in enumerate(figures)
        if figure.kind is Kind.AGE
    }
    # 35岁以下 58: whose count it is stands before it like any noun.
    text = re.sub(rf"(?<=[{''.join(ages)}]) +(?=[{_MARK}])", "", text) if ages else text
    text = re.sub(rf"(?<=[{_CJK}{_MARK}%”）)]) +(?=[{_CJK}{_MARK}“])", _pause, text)
    text = _punctuation(_SPACE_IN_CJK.sub("", text)).strip("，；、：。 ")
    surfaces = iter(["".join(figure.text.split()) for figure in figures])
    text = re.sub(rf"[{_MARK}]", lambda _: next(surfaces), text)
    return text + "。" if text else ""


def _pause(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1], match.string[match.end()]
    counted = _is_mark(after) and not _is_mark(before) and before not in "%”）)"
    return "" if counted else "，"


def _is_mark(char: str) -> bool:
    return _FIRST_MARK <= ord(char) < _FIRST_MARK + _MARKS
