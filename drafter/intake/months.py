"""2日 below 3月 is 3月2日: a day borrows the month that stands over it.

A report in which 2日 stands without its month says nothing that can be checked, and nothing behind
this reads two lines at once. The month is set in before the day, and what is lent leads back to it.
"""

import re
from collections.abc import Sequence
from typing import Final

from drafter.facts.types import NoteLine
from drafter.intake.splicing import Splice, spliced

__all__ = ["with_months"]

_CHINESE: Final = {
    word: number
    for number, word in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), start=1
    )
}
_MONTH: Final = (
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月份?"
    r"(?![\d初中底末上下前后内至到、以来—~-])"
)
# 3月, 【3月】, 三月份：, 2025年3月, ## 3月活动: a line that is only over what follows.
_HEADING: Final = re.compile(
    rf"[\W_]*(?:20\d\d\s*年\s*)?{_MONTH}(?:的)?(?:妇联)?(?:工作|活动|大事记?|情况|记录|记事|事项|流水|安排)*[\W_]*"
)
_TITLE: Final = re.compile(
    rf"[^\d，,。；;]{{0,20}}(?:20\d\d\s*年\s*)?{_MONTH}[^\d，,。；;]{{0,8}}"
    r"(?:情况|记录|台账|大事记|总结|工作|活动|小结|汇报|流水|材料|月报|素材|安排|日志)"
)
_TITLE_LINES: Final = 3
_LONGEST_TITLE: Final = 30
# Another heading ends what a month was over; one with an enumerator, or in brackets.
_OTHER_HEADING: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|【|#|20\d\d年)[^，,。；;\d]{0,20}[】:：]?$"
)
_FULL_DATE: Final = re.compile(
    r"[-*•·●○■◆\s]*(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*[日号]"
)
# 4月办讲座2场, 3.8 演出: a line of another month, or of a day in it, ends the month before it.
_BEGINS_MONTH: Final = re.compile(rf"[-*•·●○■◆\s]*(?:{_MONTH}|(?P<dotted>1[0-2]|[1-9])[./](?=\d))")
# 2日游, 3日内, 5号楼 are no days of a month.
_DAY: Final = re.compile(
    r"(?P<mark>[-*•·●○■◆]?\s*)(?P<day>3[01]|[12]\d|0?[1-9])\s*"
    r"(?:[-—~～至到、和]\s*(?:3[01]|[12]\d|0?[1-9])\s*)?(?:日(?![游内后前间均托照行常])|号(?![楼院线文栋车店桌门令池洞地]))"
)


def with_months(lines: Sequence[NoteLine]) -> list[NoteLine]:
    """Return the lines, each that begins with a day of the month over it with that month."""
    told: list[NoteLine] = []
    titled = headed = 0
    dated = (0, 0)
    above = 0
    for line in lines:
        text = line.text
        if not text or line.cells:
            told.append(line)
            continue
        above += 1
        if heading := _HEADING.fullmatch(text):
            headed, dated = _number(heading["month"]), (0, 0)
        elif (
            above <= _TITLE_LINES
            and len(text) <= _LONGEST_TITLE
            and (title := _TITLE.fullmatch(text))
        ):
            titled = _number(title["month"])
        elif full := _FULL_DATE.match(text):
            dated = int(full[1]), int(full[2])
        elif _OTHER_HEADING.match(text):
            headed, dated = 0, (0, 0)
        elif other := _BEGINS_MONTH.match(text):
            if _number(other["month"] or other["dotted"]) != headed:
                titled = headed = 0
                dated = (0, 0)
        elif day := _DAY.match(text):
            # 3月8日… and then 2日… is of some later month.
            follows = dated[0] if dated[1] <= int(day["day"]) else 0
            month = follows or (headed if not dated[0] or dated[0] == headed else 0)
            month = month or (titled if not dated[0] else 0)
            if month:
                at = day.end("mark")
                told.append(spliced(line, [Splice(at, at, f"{month}月", lent=True)]))
                dated = (month, int(day["day"])) if follows else dated
                continue
        told.append(line)
    return told


def _number(word: str) -> int:
    return _CHINESE.get(word) or int(word)
