"""Who speaks behind a chat's tag, and where numbers without a mark begin the items of a list."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.facts.joining import Logical
from drafter.facts.roles import role_opening
from drafter.facts.shapes import (
    is_role_line,
)

__all__ = ["CHAT_TAG", "SAID_BY", "glued_numbers", "tagged_speakers"]

# [群], 【妇联工作群】 and 微信群| before each line of a copied chat, then who said it.
CHAT_TAG: Final = re.compile(
    r"(?:[\[【(（<][^\]】)）>\d]{0,12}(?:群聊?|微信|私聊|QQ)[\]】)）>]|[^\s，。；：:|｜\d]{0,10}群[|｜>＞])\s*"
)
SAID_BY: Final = re.compile(
    r"(?!问题|困难|打算|计划|其中|合计)"
    r"(?P<who>[^\s\d:：，。；,;]{1,8}(?:[-—·][^\s\d:：，。；,;]{1,6})?)[:：]\s*"
)
# A number at the head of a line with no mark behind it; 1.2万, 3月 and 2期 are no such numbers.
_GLUED: Final = re.compile(
    r"\s*(?P<number>\d{1,2})(?![\d.．、:：%％/年月日号期次场人名户个件万千百元岁天周季])"
    r"(?:\s*(?=[\u4e00-\u9fff“])|[ \u3000]+(?=\d))"
)


def tagged_speakers(lines: Sequence[Logical | None]) -> frozenset[str]:
    """Return who speaks behind the name of a chat: 李家坪 of [群聊] 李家坪：体检到了85人."""
    found = set()
    for line in lines:
        tag = CHAT_TAG.match(line.text) if line is not None else None
        if line is not None and tag and (by := SAID_BY.match(line.text[tag.end() :])):
            found.add(by["who"])
    return frozenset(found)


def glued_numbers(lines: Sequence[Logical | None]) -> dict[int, tuple[int, int]]:
    """Return where items begin whose numbers no mark parts from their words, by line.

    问题 1经费少 / 2人手紧 and 打算 / 1 7月摸底 / 2夜校开到15门: only below problems and plans,
    where a number at the head of each line counts the lines. Each is the number's place and end.
    """
    found: dict[int, tuple[int, int]] = {}
    for index, line in enumerate(lines):
        if line is None or line.first.cells:
            continue
        opening = role_opening(line.text)
        above = lines[index - 1] if index else None
        headed = above is not None and is_role_line(
            above.text.strip("【】[]一二三四五六七八九十、. ")
        )
        if not opening and not headed:
            continue
        run: dict[int, tuple[int, int]] = {}
        for place, item in enumerate(lines[index:], start=index):
            if item is None:
                break
            match = _GLUED.match(item.text, 0 if run else opening)
            if match is None or int(match["number"]) != len(run) + 1:
                break
            run[place] = match.start(), match.end()
        if len(run) > 1:
            found |= run
    return found
