"""What a report is called and what kind it is; whose it is and for which time others tell.

A person's options win; then fields (单位：…), the title, the signature, and what the text itself
says (我镇, 今年上半年). What cannot be told stays empty; nothing is guessed from the calendar.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drafter.facts.federation import (
    BRACKETS,
    ORG,
    PLACE,
    find_org,
    level_of,
    org_of,
    without_brackets,
)
from drafter.facts.header_input import HeaderInput
from drafter.facts.lexicon import cues
from drafter.facts.periods import (
    SHORT_YEAR,
    YEAR,
    is_whole_years,
    parse_period,
    period_in,
    period_of,
    period_words,
    year_in,
)
from drafter.facts.types import Level, ReportKind

__all__ = ["Header", "default_title", "is_title", "read_header"]

_COUNT: Final = re.compile(r"\d+\s*(?:人|名|户|场|份|件|期|次|个)")
# 苇塘村妇联上半年的活动，我一条条打
_HALF_YEAR_TOLD: Final = re.compile(
    r"妇联[^，,。；;\n\d]{0,4}上半年|(?:^|\n)\S{0,10}上半年的?(?:活动|工作|情况|总结|小结|事|账|数|东西|材料)"
)
# 街道要半年总结: what is asked for.
_HALF_YEAR_ASKED: Final = re.compile(
    r"(?:要|交|写|报|催)(?:[上这]|一?[个份下])?半年的?(?:工作)?(?:总结|小结|材料|情况)"
)
# What tells that notes go beyond June: 全年, 9月, 下半年 but for what is planned for it; a line of
# 下半年 right under one of 上半年 tells of work done like it.
_LATER: Final = re.compile(
    r"(?:^|\n)上半年[：:][^\n]*\n下半年[：:]|全年|年终|(?<![\d.])(?:[789]|1[0-2])\s*月(?!底?前)|下半年(?![^，。；\n]{0,6}(?:打算|计划|安排|思路|想|拟|准备|要|再|将|：|:|$))"
)
# 请各村报一下2025年工作 asks for notes and is no title.
_ASKING: Final = re.compile(r"请|麻烦|@|#|大家|接龙|通知|各[位村镇乡组片]")
# 关于全县“两癌”工作的专题材料: what a report on one line of work is about.
_ABOUT: Final = re.compile(
    r"关于(?:[全我本][省市州县区镇乡村]|街道|社区)?(?P<what>[^，。；\d]{2,16}?)工作的?(?:专题|情况)?(?:材料|情况|汇报|小结|记录|台账)?"
)
# 临江区妇联上半年: the year is known to whoever writes.
_OF_A_PERIOD: Final = re.compile(r"(?:妇联|联合会)\s*(?:今年)?(?:[上下]半年|全年|[一二三四]季度)$")
# 妇联主席工作笔记 2025; but 发放资料 2000 counts.
_CLOSING_YEAR: Final = re.compile(
    r"(?<=笔记|记录|台账|总结|汇报|小结|流水|日志|记事|盘点|汇总|随记|报告)"
    r"[ 　]*[（(]?20[0-4]\d年?(?:度)?[)）]?$"
)
# 南苑街道 心理驿站 2024下半年: a first line that ends with its time heads the notes.
_CLOSING_PERIOD: Final = re.compile(
    r"^[^\d，。；]+20[0-4]\d ?年?(?:[上下]半年|第?[一二三四1-4] ?季度"
    r"|(?:1[0-2]|[1-9])月?[-—–~～至到](?:1[0-2]|[1-9])月)[)）]?$"
)
# What names the report, then its time or a remark, and no count in either.
_TIMED_HEAD: Final = re.compile(
    r"[^，。；\d]*(?:20[0-4]\d ?年[^，。；\d]{0,12}，[^，。；\d]{2,12}"
    r"|[^，。；\d]{0,20}，20[0-4]\d ?年"
    r"(?:\d{1,2}月?[-—–～~至到]\d{1,2}月|[上下]半年|全年|[一二三四]季度)?)"
)
_PLACE_AHEAD: Final = re.compile(r"[\u4e00-\u9fff]{2,5}(?:村|社区|镇|乡|街道|县|区|市)[ 　：:]")
_TITLE_LENGTH: Final = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a fact sheet."""

    title: str
    org: str
    level: Level
    period: str
    kind: ReportKind


def read_header(
    given: HeaderInput, *, org: str, period: str, kind: ReportKind | None, title: str
) -> Header:
    """Return the header; what the caller gives wins over what the notes say."""
    found_org = org.strip() or org_of(given)
    level = level_of(found_org, given)
    heads = _heads(given)
    found_kind = kind or _kind(given, heads)
    found_period = parse_period(period) if period.strip() else period_of(given, heads, found_kind)
    if kind is None and found_period.endswith(("H1", "H2")):
        found_kind = ReportKind.HALF_YEAR if found_kind is ReportKind.ANNUAL else found_kind
    found_title = title.strip() or _title(given, found_org, found_period)
    named = find_org(found_title)
    if not title.strip() and (
        (org.strip() and named and named != found_org)
        or (period.strip() and period_in(found_title, found_period[:4]) != found_period)
    ):
        # The notes' own title names another federation or time than the caller.
        found_title = default_title(found_org, found_period)
    if found_title == default_title(found_org, "") and found_kind is ReportKind.HALF_YEAR:
        # No year is known, but which half it is.
        found_title = f"{found_org}上半年工作总结"
    return Header(
        title=found_title, org=found_org, level=level, period=found_period, kind=found_kind
    )


def is_title(text: str) -> bool:
    """Whether a first line names the report rather than something done."""
    flat = without_brackets(text).strip().strip("#*=—- 　|")
    words = cues()["header"]
    head = re.split("[，,|]", flat)[0].strip()
    whole = flat
    if head.endswith((*words["report_words"], *words["record_words"])) and not re.match(
        r"[，,]\s*(?![报供呈交送给发])", flat.removeprefix(head)
    ):
        flat = head  # …工作记录，报街道用; but 做好信访工作，接待45人次 was done
    flat = _CLOSING_YEAR.sub("", flat)
    if _ASKING.match(flat):
        return False
    if not 3 <= len(flat) <= _TITLE_LENGTH or flat.endswith(("。", "；", "，", "：", ":")):
        return False
    if any(flat.endswith(word) for word in (*words["report_words"], *words["record_words"])):
        return not re.search(r"\d+\s*(?:人|名|户|场|份|件|期|次|个)", flat)
    if re.search(r"总结|汇报|台账|记录", flat) and not re.search(r"[，。；]", flat):
        return not re.search(r"\d+\s*(?:人|名|户|场|份|件|期|次|个)", flat)
    if head != whole and ORG.search(head) and _TIMED_HEAD.fullmatch(whole):
        # …妇联暑期日记，2025年7月到8月; …妇联2025年全年工作，按月捋
        return True
    if re.search(r"[，。；]", flat) or _COUNT.search(YEAR.sub("", flat)):
        return False
    if ORG.search(flat) and (year_in(text) or _OF_A_PERIOD.search(flat)):
        return True
    if _CLOSING_PERIOD.search(flat) and _PLACE_AHEAD.match(flat):
        return True
    # 整治环境专项：2025年3月—5月
    return bool(re.search(r"专项|专题|行动|活动|工作|工程|月$", flat)) and bool(
        re.search(r"[：: ]\s*(?:19|20)\d\d\s*年[^，。；]{0,14}$", flat)
    )


def _heads(given: HeaderInput) -> list[str]:
    values = [value for key, value in given.fields if key in cues()["header"]["period_fields"]]
    opening = given.first.strip() if _CLOSING_PERIOD.search(given.first.strip()) else ""
    return [*values, *given.titles, *([opening] if opening and not given.titles else [])]


def _kind(given: HeaderInput, heads: Sequence[str]) -> ReportKind:
    words = cues()["header"]
    for key, value in given.fields:
        if "类型" in key:
            if re.search(r"半年", value):
                return ReportKind.HALF_YEAR
            if re.search(r"专[题项]", value):
                return ReportKind.TOPICAL
            if re.search(r"年度|全年|年终", value):
                return ReportKind.ANNUAL
    for head in heads:
        flat = BRACKETS.sub("", head)
        if any(word in flat for word in words["half_year"]):
            return ReportKind.HALF_YEAR
    for title in (*given.titles, *(value for key, value in given.fields if "标题" in key)):
        flat = BRACKETS.sub("", title)
        if re.search("[“《][^”》]{2,12}[”》]", flat) and not re.search("年度|全年", flat):
            return ReportKind.TOPICAL
        if any(word in flat.replace("“", "").replace("”", "") for word in words["topical"]):
            return ReportKind.TOPICAL
    months = period_in(heads[0], "") if heads else ""
    if ("/" in months and not is_whole_years(months)) or re.fullmatch(r"\d{4}-\d\d", months):
        return ReportKind.TOPICAL
    opening = given.body[:300]
    if not given.titles and _HALF_YEAR_TOLD.search(opening):
        return ReportKind.HALF_YEAR
    whole = any(re.search("年度|全年|年终", title) for title in given.titles)
    if not whole and _HALF_YEAR_ASKED.search(f"{opening}\n{given.talk}"):
        return ReportKind.HALF_YEAR
    if not given.titles and re.search(r"半年来|今年上半年|上半年以来", opening):
        return ReportKind.HALF_YEAR
    if not given.titles and _is_first_half(given.body):
        return ReportKind.HALF_YEAR
    if re.search(r"^\s*(?:半年来|今年上半年来|\d{4}年上半年[，,])", given.body):
        return ReportKind.HALF_YEAR
    return ReportKind.ANNUAL


def _is_first_half(body: str) -> bool:
    """Whether notes without a title open with 上半年 and tell of nothing later."""
    first = "\n".join(body.strip().split("\n")[:2])
    return "上半年" in first and not _LATER.search(body)


def _title(given: HeaderInput, org: str, period: str) -> str:
    """The notes' own title where it is a report's; else one made from the header."""
    for key, value in given.fields:
        if key in {"标题", "题目", "报告标题"}:
            return value.strip()
    words = cues()["header"]
    for title in given.titles:
        flat = BRACKETS.sub("", title).strip().strip("#*=—-《》 　")
        if any(flat.endswith(word) for word in words["report_words"]) and len(flat) > 4:
            return flat
    for title in given.titles:
        flat = BRACKETS.sub("", title).strip().strip("#*=—-《》 　")
        about = _ABOUT.fullmatch(re.sub(r"(?:19|20)\d\d年度?", "", flat.replace(org, "")).strip())
        if about and org and not find_org(about["what"]):
            return f"{org}{period_words(period)}{about['what']}工作总结"
        for word in sorted(words["record_words"], key=len, reverse=True):
            if flat.endswith(word) and len(flat) > len(word):
                stem = flat.removesuffix(word)
                if stem.endswith(tuple(words["report_words"])):
                    return stem
                stem = stem.removesuffix("工作")
                if find_org(stem) or year_in(stem):
                    stem = SHORT_YEAR.sub(f"{year_in(stem)}年", stem)
                    return f"{_with_org(stem, org)}工作总结"
    return default_title(org, period)


def default_title(org: str, period: str) -> str:
    """Return 柳河镇妇联2025年工作总结, or an empty text where neither is known."""
    return f"{org}{period_words(period)}工作总结" if org or period else ""


def _with_org(stem: str, org: str) -> str:
    place = PLACE.match(org)
    told = not org or org in stem or find_org(stem) or (place is not None and place[0] in stem)
    return stem if told else f"{org}{stem}"
