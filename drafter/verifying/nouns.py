"""What a number counts where its unit does not say: persons under 个, money under 块.

娃娃47个, 社员412 and 40多个病号 are persons, 手工费12块 is money; a draft writes 47名, 12元.
"""

import re
from functools import cache
from typing import Final

from drafter.verifying.context import Mention
from drafter.verifying.values import measure_of
from drafter.verifying.words import read_lines

__all__ = ["counted_in"]

_IMPLIED: Final = {
    "人数": "person", "户数": "household", "金额": "money", "人次": "person-time",
}  # fmt: skip
_COUNT_OF: Final = re.compile("|".join(_IMPLIED))
_MONEY: Final = re.compile("[费钱款薪资价补奖]|每[人只斤户家天个床件]")
_HOUSEHOLD: Final = re.compile(" ?(?:家庭|住?户|人家)")
_RATE: Final = re.compile("(?:率|比例|占比|占|满意度?|入园|巩固)$")
_QUOTES: Final = '“”"‘’《》 、：:是的有'


@cache
def _person() -> re.Pattern[str]:
    words = sorted({word for line in read_lines("persons.txt") for word in line.split()}, key=len)
    # 村民小组 and 家长学校 are no persons.
    return re.compile(f"(?:{'|'.join(reversed(words))})(?!小?[组会家队]|之家|学校)")


@cache
def _person_before() -> re.Pattern[str]:
    return re.compile(f"(?:{_person().pattern})$")


def counted_in(mention: Mention) -> str | None:
    """Return the class of units that a figure counts in, by its unit or else by its words."""
    figure = mention.figure
    measure = measure_of(figure)
    if measure is None and _RATE.search(mention.lead):
        return "percent"
    if isinstance(figure.value, str) or measure not in (None, "个", "家", "block", "号人"):
        return measure
    lead, tail = mention.lead[-10:].rstrip(_QUOTES), mention.tail[:6].lstrip(_QUOTES)
    if measure == "block":
        return "money" if _MONEY.search(lead) else measure
    if measure == "号人":
        return "person"
    if measure in ("个", "家") and _HOUSEHOLD.match(tail):
        return "household"
    if measure == "家":
        return measure
    if measure == "个" and tail:
        return "person" if _person().match(tail) else measure
    if _person_before().search(lead):
        return "person"
    if measure is not None:
        return measure
    found = _COUNT_OF.search(mention.lead or mention.clause_text)
    return None if found is None else _IMPLIED[found[0]]
