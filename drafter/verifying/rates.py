"""Rates and totals: 每户500元 is not 500元 in all, and 户均 is not 人均."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.evidence import Evidence
from drafter.verifying.factors import TIMES
from drafter.verifying.telling import quote

__all__ = ["CLAIMS_TOTAL", "DEALT", "per_clash", "per_differs"]

DEALT: Final = re.compile(r"各(?:为|有|是)?\d+[\u4e00-\u9fff]?[、和]")
_PER_WORD: Final = re.compile("每|各|均|标准|一户|一人|按|分别|单(?=[个户人场次期笔件])")
CLAIMS_TOTAL: Final = re.compile("(?:共计?|合计|总计|累计|总共)[\u4e00-\u9fff]{0,6}$")
_EACH: Final = re.compile("每[\u4e00-\u9fff]|各$")
# 每次3小时→共12次: what a rate led to is no rate.
_ENDED: Final = re.compile("→|-+>|=+>|＝")
_SUMMED_UP: Final = re.compile("(?:一共|总共|合计|总计) ?$")
# 1万×7 pays seven, and 7 is no rate.
_PAID_BEFORE: Final = re.compile("[元块万千百][×*xX＊]$")
# 一等1×2万: what one gets is all of it.
_ONE_TIMES: Final = re.compile("(?<![0-9.])1[\u4e00-\u9fff]?[×*xX＊]$")
# 每周一至周五 names days and rates nothing.
_WEEKDAYS: Final = re.compile("每周[一二三四五六日末]")
# 按每人一册发放312册: the rate is the figure before.
_TAKEN: Final = re.compile(
    r"每[^每，]{0,6}?[一二两三四五六七八九十\d][\d.]*[\u4e00-\u9fff][^每，]*$"
)
# Where the label of a number begins: behind the number or the mark before it.
_LABEL: Final = re.compile(
    r"\d[\d.,]*[万亿]?[\u4e00-\u9fff%]?[\s，,、；;：:（(]*|[\s，,、；;：:（(]+"
)
# 户主, 村民, 人大: words that a kind of thing begins.
_ALL_RATED: Final = re.compile(
    r"[（(](?:每([\u4e00-\u9fff])|[^（()）]{0,3}/([\u4e00-\u9fff]))[）)]\s*$"
)
_WORDS_ON: Final = "主民籍口委干大员才社政均数力工家品刊货级初底末纪轻饼嫂报考子组织会议地馆所"
# An hour is no amount that a rate could have.
_NO_RATE: Final = ("点", "时", "号")
_FOR_ONE: Final = re.compile(r"(?<!\d)1 ?[\u4e00-\u9fff]")
_A_MONTH: Final = re.compile("(?<![0-9])[1一] ?个月[^，。；]{0,4}$")
_TIME_PER: Final = {"天": "日天", "日": "日天", "月": "月", "周": "周", "星期": "周", "年": "年"}
# 每月为64位老人理发 tells for whom, 按人均800元发放22万元 has its rate told before.
_FOR_WHOM: Final = re.compile("[每均][^，。；\\d]{0,6}(?:[为给向]|(?<!结)对)[^，。；\\d]{0,8}$")
_RATE_TOLD: Final = re.compile(
    r"[每均][^，。；每均\d]{0,8}\d[\d.,]*[万亿]?[余多]?[\u4e00-\u9fff][^，。；\d每均]*$"
)
_TIME_IN_SHORT: Final = re.compile(r"(?:^|[，,；;：:\s])([天日周月季年])(?:均|补|工资|薪|租|产)")
# 月联系2次以上: a clause that begins with the bare time says per it, 月底 and 年初 do not.
_TIME_AHEAD: Final = re.compile(
    r"(?:^|[，,、；;：:（(\s])(月|周|季|年|日|天)(?=[\u4e00-\u9fff]{1,4}(?:[\d一二两三四不至]|$))"
    r"(?![月周季年日天][份底末初中饼嫂度内龄常前后边间会报终假])"
)
# What the largest of all has is one's own: 最多的一个8万, 最少45人.
_BEST_OF_ALL: Final = re.compile("最[多少高低大小长短][^，。；、\\d]{0,8}")
# 理发 季度1次: a bare time right before a number, and no such time as 三季度 or 下半年.
_TIME_RIGHT_BEFORE: Final = re.compile(
    "(?<![0-9一二三四五六七八九十第上下本这那今去全当半每各个过])(季度|月|周|天|年) ?$"
)
# 一等1（5万）: what one got alone is all of it and each one's.
_OF_ONE_ALONE: Final = re.compile(r"(?<![0-9.])[1一][个名户位队支]?[（(]$")
# 3人一点, 2人一组: what stands behind is what the number is for.
_ONE_BEHIND: Final = frozenset("点组队村户家班桌岗站店")
_TURNS: Final = ("次", "期", "批", "轮", "回")
_PER_KINDS: Final = (
    "人名位生员",
    "户家",
    "天日",
    "月",
    "年",
    "周",
    "场次回趟期节堂课轮",
    "村",
    "处个",
    "季",
    "餐顿",
)


def per_clash(case: Case, own: Evidence, line: Sequence[Evidence] = ()) -> str:
    """Say that a rate is told as a total, a total as a rate, or as a rate of another thing.

    ``line`` is what the notes tell in the line of the fact.
    """
    if case.measure is None or own.calendar:
        return ""
    if _other_per(case, own) and all(_other_per(case, item) for _, item in case.good):
        return f"记录里是每{own.fact.figure.per}，文中写成了每{case.mention.figure.per}"
    if (
        CLAIMS_TOTAL.search(case.mention.lead)
        and _EACH.search(_ENDED.split(own.mention.lead)[-1])
        and not own.mention.lead.endswith(("=", "＝"))
        and not _PER_WORD.search(case.mention.clause_text)
    ):
        return f"记录里“{quote(own)}”是每一个的数，文中写成了合计"
    if CLAIMS_TOTAL.search(case.mention.lead) and _ALL_RATED.search(
        own.mention.paragraph, own.mention.figure.end
    ):
        return f"记录里“{quote(own)}”是每一个的数，文中写成了合计"
    if not per_differs(case, own) or any(not per_differs(case, item) for _, item in case.good):
        return ""
    said, known = case.mention.figure.per, own.fact.figure.per
    if known is not None:
        if _PER_WORD.search(case.mention.clause_text) or _rate_said(known, case.mention.prefix):
            return ""
        if f"每{known}" in case.mention.suffix or f"/{known[0]}" in case.mention.figure.text:
            return ""  # 除一袋米、一桶油外，每户还送上
        if case.mention.tail.startswith(TIMES) or case.mention.lead.endswith(TIMES):
            return ""  # 盒饭15元×70: the sign says that it is for each
        if own.fact.figure.unit and own.mention.tail.startswith(f"每{own.fact.figure.unit}"):
            return ""  # 蜂蜜每瓶45元 茶叶150盒每盒60元: what is priced itself is per nothing
        return f"记录里是每{known}{own.fact.figure.text}，文中写成了总数"
    if (
        (own.span is not None and not own.span.single)  # 结对2至3名 is no total
        or (
            own.fact.figure.unit is None
            and "万" not in own.fact.figure.text
            and not (
                own.mention.lead.rstrip().endswith(("=", "＝"))
                and "每" in case.mention.clause_text  # 桌、椅各花费1800元 are two sums
            )
        )
        or (
            (_PER_WORD.search(own.mention.clause_text) or _of_one(said or "", own))
            and not CLAIMS_TOTAL.search(own.mention.lead)
            and not own.mention.lead.rstrip().endswith(("=", "＝"))  # 每组200×9=1800
        )
        or "/" in (own.fact.figure.unit or "")
        or own.fact.figure.text.startswith("最")
        or _BEST_OF_ALL.search(own.mention.lead)
        or _too_few_for_all(said or "", own, line)
    ):
        return ""
    return f"记录里“{own.fact.figure.text}”是总数，文中写成了每{said}的数"


def _of_one(per: str, own: Evidence) -> bool:
    """Say whether the notes give the number of one: 一家大概省2万, 3人一点, 一娃一个."""
    kind = next((kind for kind in _PER_KINDS if per[:1] and per[0] in kind), per)
    words = own.mention.clause_text
    return bool(kind and re.search(f"(?<![万统第单同唯])一[{kind}](?![{_WORDS_ON}次])", words)) or (
        own.mention.tail[:1] == "一" and own.mention.tail[1:2] in _ONE_BEHIND
    )


def _too_few_for_all(per: str, own: Evidence, line: Sequence[Evidence]) -> bool:
    """Say whether fewer were given than there are who got them, so that it is each one's.

    护士18人 鲜花1束 and 满4周的40户 米5斤 tell what each got; 40户 米500斤 may tell all of it.
    """
    kind = next((kind for kind in _PER_KINDS if per[:1] and per[0] in kind), per)
    before = [
        item for item in line
        if item.span is not None
        and item.span.single
        and item.mention.figure.start < own.mention.figure.start
        and (item.fact.figure.unit or "人")[0] in kind
    ]  # fmt: skip
    return bool(before and own.span and before[-1].span and own.span.low < before[-1].span.low)


def _rate_said(per: str, words: str) -> bool:
    """Say whether a clause before has said the rate: 冬天日均来客120人，夏天可达900人."""
    names = "天日" if per in ("天", "日") else per
    ahead = _TIME_AHEAD.findall(words)
    return (bool(ahead) and ahead[-1] in names) or any(
        f"每{name}" in words or f"{name}均" in words for name in {names, *names}
    )


def per_differs(case: Case, item: Evidence) -> bool:
    """Say whether only one side states a rate; 每 must stand in the figure's own clause."""
    figure, known = case.mention.figure, item.fact.figure
    times = _paid_each(item)
    if figure.per is None and known.per is None and not times:
        return False
    if DEALT.search(case.mention.clause_text):
        return False
    said_per = (
        figure.per is not None
        and not _TAKEN.search(case.mention.lead)
        and not _FOR_WHOM.search(case.mention.lead)
        and not _RATE_TOLD.search(case.mention.lead)
        and bool(
            _PER_WORD.search(case.mention.clause_text)
            or "/" in (figure.unit or "") + figure.text
            or (figure.per in ("周", "天") and f"一{figure.per}" in case.mention.clause_text)
        )
    )
    if not said_per and (_carried(item) or case.mention.lead.endswith(("×", "x", "*"))):
        return False  # 210人×600元 pays it each
    known_per = times or (
        known.per is not None
        and bool(
            _PER_WORD.search(item.mention.clause_text) or "/" in (known.unit or "") + known.text
        )
    )
    if said_per and not known_per and _WEEKDAYS.search(case.mention.clause_text):
        return False
    if said_per and not known_per and _rated_at_end(figure.per or "", item):
        return False
    if said_per and not known_per and _SUMMED_UP.search(item.mention.lead):
        return True  # 一人包3户，一共45户
    if (
        said_per
        and not known_per
        and re.search(rf"一{figure.per}|/{figure.per}", item.mention.clause_text)
    ):
        return False
    if said_per and not known_per and _in_time(figure.per or "", item.mention.clause_text):
        return False
    if said_per and not known_per and _rated_in_short(figure.per or "", item):
        return False
    short = _TIME_IN_SHORT.search(item.mention.lead) if said_per and not known_per else None
    if short and f"每{short[1]}" in case.mention.clause_text:
        return False  # 每月各领补贴800元 of 月补贴800元
    if "不等" in known.text + item.mention.tail[:2]:
        return False
    return said_per != known_per


def _paid_each(item: Evidence) -> bool:
    """Say whether a number is the side of a product that each gets: 5000 of 36人×5000."""
    mention = item.mention
    if _ONE_TIMES.search(mention.lead.rstrip()):
        return False
    if mention.lead.rstrip().endswith(TIMES):
        return item.measure == "money" or not _PAID_BEFORE.search(mention.lead.rstrip())
    return item.measure == "money" and mention.tail.startswith(TIMES)


def _rated_at_end(per: str, item: Evidence) -> bool:
    """Say whether a bracket behind a list gives the rate of all: 五星800元，四星500元（每户）."""
    told = _ALL_RATED.search(item.mention.paragraph, item.mention.figure.end)
    return told is not None and bool(per) and per[0] in (told[1], told[2])


def _carried(item: Evidence) -> bool:
    """Say whether a number has its rate only from over another number: 每村1期 手机课 5课时."""
    per = item.fact.figure.per
    if per is None:
        return False
    return re.search(rf"每[个名]?{re.escape(per[0])}[^每均]*\d", item.mention.lead) is not None


def _rated_in_short(per: str, item: Evidence) -> bool:
    """Say whether a ledger gives a rate without 每: 亩增收180, 户 500, 260个(200元的那种).

    The head of the number's own label is what it is per, and no number stands before it (86户 500元
    may be a total).
    """
    mention = item.mention
    if item.fact.figure.unit in _NO_RATE:
        return True
    if _FOR_ONE.search(mention.lead) and any(f"1{gap}{per}" in mention.lead for gap in ("", " ")):
        return True  # 1 个月 2 次, 1 期按 40 人算
    if per == "人" and "人手" in mention.lead[-3:]:
        return True  # 文具盒人手一个
    if per == "月" and _A_MONTH.search(mention.lead):
        return True
    time = _TIME_RIGHT_BEFORE.search(mention.lead)
    if _OF_ONE_ALONE.search(mention.prefix) or (time is not None and time[1][0] == per[:1]):
        return True
    label = _LABEL.split(mention.lead)[-1]
    heads = [label, _LABEL.split(mention.lead)[0]]
    for part in per.replace("天", "日").split("·"):
        kind = next((kind for kind in _PER_KINDS if part[:1] and part[0] in kind), part)
        pattern = rf"[一1 ]{{0,2}}(?:[{kind}])(?![{_WORDS_ON}])"
        if any(re.match(pattern, head) for head in heads):
            return True
        one = rf"(?<![0-9第])[一1] ?个?[{kind}][，, ]*(?:按|约|补|给|收|交|发|付)?[，, ]*$"
        if re.search(one, mention.prefix):
            return True  # 一次 10 块, 1 个月 2 次, 一顿6块
        if re.search(rf"\d ?[{kind}][（(]$", mention.prefix[: len(mention.prefix) - len(label)]):
            return True
    return False


def _other_per(case: Case, item: Evidence) -> bool:
    """Say whether both state a rate, of different things: 户均 and 人均, 每周 and 每月."""
    said, known = case.mention.figure.per, item.fact.figure.per
    if _carried(item):
        return False
    if (
        not said
        or not known
        or said == known
        or not _PER_WORD.search(case.mention.lead + case.mention.figure.text)
    ):
        return False
    if _time_part(said) and _time_part(known) and _time_part(said) != _time_part(known):
        return True
    if f"一{said}" in item.mention.clause_text or _pers(said) & _pers(known):
        return False
    if "个" in (said, known):
        return False  # 每个学员, 每名学员
    if said in _TURNS and re.search(f"[按每逐分]{known[0]}", case.mention.prefix):
        return False  # 按季度评选，每次10户
    one = next((kind for kind in _PER_KINDS if said[0] in kind), said)
    two = next((kind for kind in _PER_KINDS if known[0] in kind), known)
    return one != two and known not in case.mention.clause_text


def _pers(per: str) -> set[str]:
    """Return everything that a rate is per: 人 and 天 of 人·天, where 日 is 天."""
    return set(per.replace("日", "天").split("·"))


def _time_part(per: str) -> str:
    """Return the time that a rate is in: 月 of 人·月; "" where it is in none."""
    return next((part for part in per.replace("日", "天").split("·") if part in "天周月季年"), "")


def _in_time(per: str, words: str) -> bool:
    """Say whether the notes give a rate in time without 每: 日工资130元, 月产2000个, 一周两晚."""
    return any(char in words for part in per.split("·") for char in _TIME_PER.get(part, ""))
