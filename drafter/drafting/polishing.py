"""Bring a model's reply, or a note's own words, into the outer form of official prose.

Only form changes here: punctuation, spaces, quotes, Markdown, list marks. No word that carries
meaning and no figure is touched. Pure. Source: GB/T 15834 for punctuation, GB/T 15835 for numerals.
"""

import re
from collections.abc import Mapping

from drafter.figures import Kind, find_figures

__all__ = ["as_sentence", "paired", "polish"]

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


_BAR = re.compile(r"[\s，]*[|｜][\s，]*")
_BOXED = re.compile(rf"【([^【】（）]{{1,20}})】[\s，：:]*(?=[{_CJK}“{_MARK}])")
_OPEN, _CLOSE = "（(【[", "）)】]"
_PLUS = r"\s*[+＋]\s*"
_THING = rf"(?:[{_CJK}“”]|[{_MARK}])"
# 拔河+趣味, 500元+书包: what a plus joins is two things, and not two clauses.
_JOINED = re.compile(rf"(?<={_THING})(?<!互联网){_PLUS}(?=[{_CJK}“{_MARK}])")
# 3600+1600=5200, 9街道各1场+总决赛1场=10场: the parts of a sum, and what they come to.
_SUM = re.compile(
    rf"(?P<parts>[{_CJK}{_MARK}“”]*[{_MARK}](?:{_PLUS}[{_CJK}“”]*[{_MARK}][{_CJK}{_MARK}“”]*)+)"
    rf"\s*[=＝]\s*(?=[{_MARK}])"
)
_EQUALS = re.compile(rf"(?<=[{_MARK}])\s*[=＝]\s*(?=[{_MARK}])")
_COMPARED = "((?:同比|环比|[比较](?:去年|上年)(?:同期)?))[（(]?"
_GREW = re.compile(rf"{_COMPARED}\s*[+＋]\s*(?=[{_MARK}])")
_FELL = re.compile(rf"{_COMPARED}\s*[-－−]\s*(?=[{_MARK}])")
_CHAIN = re.compile(
    rf"(?:[{_CJK}]*[{_MARK}]|[{_CJK}]+)(?:{_PLUS}(?:[{_CJK}]*[{_MARK}]|[{_CJK}]+)){{2,}}"
)
_PLUS_LEFT = re.compile(rf"(?<=[{_CJK}{_MARK}”）])(?<!互联网){_PLUS}(?=[{_CJK}{_MARK}“，。；]|$)")
_TIMES = re.compile(rf"(?P<n>[{_MARK}])\s*[×xX*✕]\s*(?P<each>[{_MARK}])")
_SHARERS = frozenset("户人名家个位")
_QUOTED = re.compile("(“[^”]*”)")
_DASH_OF_SUM = re.compile("\\s*(?:——|--)\\s*(?=共|合计|总计|加起来)")
_ARROW = re.compile(r"\s*(?:→|[-=]+>|⇒)\s*")
# ——共10人: a dash behind a pause, or one that nothing follows, parts nothing.
_LOOSE_DASH = re.compile(
    r"(?<=[，。；：、（])\s*(?:——|—|--)+\s*|\s*(?:——|—|--)+\s*(?=[，。；：、）]|$)"
)


def paired(text: str) -> str:
    """Return a text without brackets that lost their other half, or all between them."""
    lone: set[int] = set()
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in _OPEN:
            opened.append(place)
        elif char in _CLOSE:
            if opened:
                opened.pop()
            else:
                lone.add(place)
    lone.update(opened)
    bare = "".join(char for place, char in enumerate(text) if place not in lone)
    return re.sub(r"[（(【][，,、；;\s]*[）)】]", "", bare)


def _without_outer(text: str) -> str:
    """Return a sentence that stands in brackets as a whole without them: 。（…）。 is none."""
    text = text.strip("。 ")
    while text and text[0] in _OPEN and text[-1] in _CLOSE:
        depths, depth = [], 0
        for char in text:
            depth += (char in _OPEN) - (char in _CLOSE)
            depths.append(depth)
        if 0 in depths[:-1]:
            break
        text = text[1:-1].strip("。 ")
    return text


def _signs_told(text: str, units: Mapping[str, str]) -> str:
    """Return a masked text with its signs in words: sums, things joined, what led to what.

    Args:
        text: A sentence whose figures are marks.
        units: The unit of each mark; days and times are not among them.
    """
    pieces = _QUOTED.split(text)
    # “妇联+法院+社区” is what somebody called it.
    pieces[::2] = [_out_of_quotes(piece, units) for piece in pieces[::2]]
    return "".join(pieces)


def _out_of_quotes(text: str, units: Mapping[str, str]) -> str:
    # 同比+8.6% tells of growth, and joins nothing.
    text = _GREW.sub(r"\1增长", _FELL.sub(r"\1下降", text))
    text = _TIMES.sub(lambda match: _times_told(match, units), text)
    text = _SUM.sub(_sum_told, text)
    text = _EQUALS.sub("，合计", text)
    text = _CHAIN.sub(lambda match: re.sub(_PLUS, "、", match[0]), text)
    text = _JOINED.sub(_joint, text)
    text = _ARROW.sub(lambda match: _became(match, units), text)
    return _LOOSE_DASH.sub("", _DASH_OF_SUM.sub("，", text))


def _times_told(match: re.Match[str], units: Mapping[str, str]) -> str:
    """Return 4户，每户400元 for 4户×400元."""
    unit = units.get(match["n"], "")
    if unit not in _SHARERS or units.get(match["each"]) != "元":
        return match[0]
    return f"{match['n']}，每{unit}{match['each']}"


def _sum_told(match: re.Match[str]) -> str:
    bare = not re.search(f"[{_MARK}].*[{_CJK}]", match["parts"])
    return re.sub(_PLUS, "、" if bare else "，", match["parts"]) + "，合计"


def _joint(match: re.Match[str]) -> str:
    """Return 和 between two things, a comma between what was done twice, each with its number."""
    before = re.split(r"[，。；：、（）\s]", match.string[: match.start()])[-1]
    behind = re.split(r"[，。；：、（）\s]", match.string[match.end() :])[0]
    named = _counts(before) and _counts(behind) and not _is_mark(behind[0])
    return "，" if named else "和"


def _counts(words: str) -> bool:
    return any(map(_is_mark, words))


def _became(match: re.Match[str], units: Mapping[str, str]) -> str:
    before = match.string[: match.start()][-1:]
    behind = match.string[match.end() :][:1]
    same = before in units and behind in units and units[before] == units[behind]
    return "变为" if same else "，"


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
    # 大会1场（表彰60个）+ 活动73场: a plus behind a bracket is a comma; Wi-Fi+, 5+2 stay, and so
    # does what is called “妇联+法院”.
    pieces = _QUOTED.split(text)
    pieces[::2] = [_PLUS_LEFT.sub("，", piece) for piece in pieces[::2]]
    text = "".join(pieces)
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
    # 来访61 | 来电43, 【家暴23件】出告诫书12份: what only sets words apart is a pause.
    text = _BOXED.sub(r"\1，", _BAR.sub("，", text))
    units = {
        chr(_FIRST_MARK + number % _MARKS): "元" if figure.kind is Kind.MONEY else figure.unit or ""
        for number, figure in enumerate(figures)
        if figure.kind not in (Kind.DATE, Kind.PERIOD)
    }
    text = _signs_told(_without_outer(paired(text)), units)
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
