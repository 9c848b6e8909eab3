"""What a number counts where its unit does not say: persons under 个, money under 块.

娃娃47个, 社员412 and 40多个病号 are persons, 手工费12块 is money; a draft writes 47名, 12元.
"""

import re
from decimal import Decimal
from functools import cache
from typing import Final

from drafter.figures import Figure, Kind
from drafter.verifying.context import Mention
from drafter.verifying.values import measure_of
from drafter.verifying.words import read_lines

__all__ = ["counted_in"]

_HUNDRED: Final = 100
_IMPLIED: Final = {
    "人数": "person", "户数": "household", "金额": "money", "人次": "person-time",
}  # fmt: skip
_COUNT_OF: Final = re.compile("|".join(_IMPLIED))
_MONEY: Final = re.compile("[费钱款薪资价补奖]|每[人只斤户家天个床件]")
_SUM: Final = re.compile(
    "(?:工钱|工资|经费|资金|款|金|收入|营收|产值|[销交]\\w额|成本|利润|分红|费用?)$"
)
_FEE: Final = re.compile("(?:费用?|学费|奖金|补贴|补助|工资)[^，。；\\d]{0,6}$")
_SPOKEN_SUM: Final = re.compile("[万千][1-9一二三四五六七八九]$")
_ONE_PERSON: Final = re.compile(
    "(?<![\u4e00-\u9fff])(?![老各众些名位个多])[\u4e00-\u9fff](?:大姐|大妈|阿姨|奶奶|婆婆|大爷|大娘|大嫂|爷爷)$"
)
_VISITS: Final = re.compile("[\u4e00-\u9fff]{0,3}人次")
_HOUSEHOLD: Final = re.compile(" ?(?:家庭|住?户|人家)")
_RATE: Final = re.compile(
    r"(?:率|比例|占比|占|满意度?|入园|巩固)(?: ?[从由自](?: ?\d[\d.]* ?[到至] ?)?)?$"
)
# 很满意34 满意12 一般4 counts answers; 满意98 alone is a share.
_CONTENT: Final = re.compile("满意$")
_GRADES: Final = re.compile("[很较不]满意|基本满意|非常满意|一般")
# What is made for persons or of them, named behind their name.
_OF_PERSONS: Final = (
    "小?[组会家队园节]|之家|学校|夜校|课堂|讲堂|中心|乐园|(?:微信|QQ|工作|交流|互助)?群|驿站|服务|食堂"
    "|宿舍|公寓|社团|协会|合作社|活动|档案|项目|床位|岗(?!的)|品牌|基地|平台|[站室点]|热线|信箱|联盟|工作室"
)
_QUOTES: Final = '“”"‘’《》 、：:是的有'


@cache
def _person() -> re.Pattern[str]:
    words = sorted({word for line in read_lines("persons.txt") for word in line.split()}, key=len)
    person = f"(?:{'|'.join(reversed(words))})"
    # 村民小组, 家长学校 and 妇女儿童之家 are no persons.
    return re.compile(f"(?!{person}+(?:{_OF_PERSONS})){person}")


@cache
def _person_before() -> re.Pattern[str]:
    return re.compile(f"(?:{_person().pattern})$")


def _above_hundred(figure: Figure) -> bool:
    """Say whether a number is too large for the share that its words suggest: 家暴占一百零九."""
    return isinstance(figure.value, Decimal) and figure.value > _HUNDRED


def counted_in(mention: Mention) -> str | None:
    """Return the class of units that a figure counts in, by its unit or else by its words."""
    figure = mention.figure
    measure = measure_of(figure)
    if measure is None and _RATE.search(mention.lead) and not _above_hundred(figure):
        if not (_CONTENT.search(mention.lead) and _GRADES.search(mention.paragraph)):
            return "percent"
        return None
    if figure.kind is Kind.ORDINAL:
        return measure
    if isinstance(figure.value, str) or measure not in (None, "个", "家", "块", "号人"):
        return measure
    lead, tail = mention.lead[-10:].rstrip(_QUOTES), mention.tail[:6].lstrip(_QUOTES)
    if measure == "块":
        return "money" if _MONEY.search(lead) else measure
    if measure == "号人":
        return "person"
    if measure in ("个", "家") and _HOUSEHOLD.match(tail):
        return "household"
    if measure == "家":
        return measure
    if measure == "个" and _VISITS.match(tail):
        return "person-time"  # 1150个老人次
    if measure == "个" and tail:
        return "person" if tail[0] == "人" or _person().match(tail) else measure
    if measure == "个" and mention.lead.endswith("的"):
        return measure  # 适合女性的820个 are jobs, named before
    if measure is None and (_SPOKEN_SUM.search(figure.text) or _ONE_PERSON.search(mention.lead)):
        return None  # 张婆婆3万8 is hers, and counts no women
    if _person_before().search(lead.rstrip("占有共计达")):
        if measure is None and _FEE.search(mention.lead):
            return "money"  # 费用一个娃480
        return "person"
    if measure is not None:
        return measure
    if "万" in figure.text and _SUM.search(lead):
        return "money"
    found = _COUNT_OF.findall(mention.lead or mention.clause_text)
    return _IMPLIED[found[-1]] if found else None
