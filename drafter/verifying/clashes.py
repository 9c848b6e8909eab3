"""Words at a figure that none of its facts can stand under: a total, a half year, 春季 for 秋季."""

import re
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.operands import year_of
from drafter.verifying.rates import CLAIMS_TOTAL, DEALT
from drafter.verifying.scopes import NOW_IS, THEN_WAS, excluded_word, of_last_year, said_of
from drafter.verifying.telling import quote
from drafter.verifying.values import Units, compare_units
from drafter.verifying.words import is_generic, tokens_of

__all__ = [
    "ALIKE",
    "PART_OF_YEAR",
    "all_done_clash",
    "base_clash",
    "became_clash",
    "noun_clash",
    "part_verb_clash",
    "period_clash",
    "rate_clash",
    "total_clash",
    "word_clash",
]

ALIKE: Final = 0.8
_IN_TURN: Final = re.compile("各季|各月|逐[月季]|依次|分别")
_WHOLE_YEAR: Final = re.compile("全年|一年来|年内|全年度")
_CHANGES: Final = (
    "(?:增加?|提高|提升|上升|升|下降|降低?|减少?|扩大?|壮大|发展|跃升|回落|涨)(?:到|至)了?"
)
_BECAME: Final = re.compile(f"{_CHANGES}|→|-+>|=+>")
# 14人 → 5月加了4人: what stands behind the arrow is when, and not what it became.
_ARROW: Final = re.compile(r"\s*(?:→|-+>|=+>)\s*(?=\d)(?!\d{1,2}月|\d{4}年)")
# 3600+1600=5200: the notes' own sign says which number is the whole.
_OF_SEVERAL: Final = re.compile("[两二三四五][\u4e00-\u9fff]{1,3}(?:合计|共计|总计|累计)$")
_ALL_TOGETHER: Final = re.compile("[共总全]|合计|累计|加起来|[两二三四五]")
_EQUALS: Final = re.compile(r"[=＝]\s*$")
_MARKS: Final = re.compile(r"[\s，,。；;、]")
_ANY_ARROW: Final = re.compile("→|->|=>")
# What says that a number was before: 由80人, 年初80人, 比80人多.
_THEN: Final = re.compile("由|从|原|年初|去年|上年|此前|最初|比|较|起步|当初|以前|仅|只有")
# Where a number is told and done with: 比去年多4桌，….
_ADDED: Final = re.compile(r"\d[^，。；、\d]{0,6}[，,]")
_CHANGED_BY: Final = re.compile(
    "(?:[比较][^，。；]{1,8}|净)(?:减少|增加|下降|上升|多|少|增|减)了?$"
)
# 增加5.1万人 of 2.4万→5.1万; 新增12户 may be what 到12户 tells too.
_GREW_BY: Final = re.compile(
    "(?:增加|增长|增多|净增|上升|提高|减少|下降|降低|回落)了?(?:近|约|超过?)?$"
)
_CAME_TO: Final = re.compile(f"(?:→|-+>|=+>|{_CHANGES}) ?$")
_NEW: Final = re.compile(r"新增[^，。；、\d]{0,8}$")
# 从4处增到9处: with what it was told too, what is new is the difference.
_TOLD_BASE: Final = re.compile(f"[从由][^，。；\\d]{{0,6}}\\d[^，。；\\d]{{0,4}}(?:{_CHANGES}) ?$")
_UP_TO: Final = re.compile(f"{_CHANGES}(?:今年|现在|目前)?的?$")
PART_OF_YEAR: Final = re.compile("上半年|下半年|[一二三四1-4]季度")
_PARTS: Final = re.compile(f"{PART_OF_YEAR.pattern}|(?<![0-9])(?:1[-—~～至到]6|7[-—~～至到]12)月")
_MAY_BE_PART: Final = re.compile("半年|季度|月")
_HALVES: Final = {"1": "上半年", "7": "下半年"}
_RATE_OF: Final = re.compile("([\u4e00-\u9fff]{2})率(?:达到?|为|是|至|约|近|超过?)*$")
_STARTS: Final = re.compile("[由从][^，。；\\d]{0,3}$")
_SINCE_LAST: Final = re.compile("[与同和较比](?:去年|上年|上一年)|同比")
_SOME_OF: Final = re.compile("(?:里头?|里面|当中|中)的? ?[\\d一二三四五六七八九十]")
_PIECES: Final = re.compile(r"[\d，。；、：:（）()]")
_VERB: Final = 2
_ALL_OF: Final = re.compile("[^，。；\\d]{0,6}?(?:已?全部|均已|都已|全都)")
_LEFT: Final = re.compile("还有|还剩|剩下|尚有|尚余|还差")
_LEFT_REACH: Final = 6
_COUNTED: Final = re.compile(
    " ?(?:个|所|家)?(?:行政|建制|自然)?"
    "(村|社区|乡镇|镇|乡|街道|县|学校|小学|中学|企业|单位|部门|小区|合作社)"
    "(?!级|民|妇|干)"
)


def total_clash(index: EvidenceIndex, case: Case, own: Evidence) -> str:
    """Say that 共 is claimed for one of several numbers of the same thing."""
    if case.mention.tail.startswith("、"):
        return ""  # 共决出金牌3块、银牌6块: 共 is said of the list
    if not CLAIMS_TOTAL.search(case.mention.lead) or CLAIMS_TOTAL.search(own.mention.lead):
        return ""
    if _EQUALS.search(own.mention.prefix):
        return ""
    if _OF_SEVERAL.search(case.mention.lead) and not _ALL_TOGETHER.search(own.mention.paragraph):
        return f"记录里“{quote(own)}”不是合计"  # 两村合计 is neither of the two
    if own.fact.part_of is not None and not _of_one_part(case, own):
        return f"记录里“{own.fact.figure.text}”只是其中一部分，文中写成了合计"
    telling = {token for token in case.mention.near if not is_generic(token)}
    said = case.mention.near | case.mention.clause_words
    line = index.line_of(own)
    others = [
        item
        for item in line
        if item is not own
        and compare_units(item.measure, own.measure) is not Units.OTHER
        and item.span
        and own.span
        and item.fact.part_of != own.fact.id
        and (
            telling & item.mention.near & own.mention.near
            or item.mention.clause_text == own.mention.clause_text
            or (CLAIMS_TOTAL.search(item.mention.lead) and item.activity == own.activity)
        )
        and not (own.mention.near - item.mention.near) & said
    ]
    if others and own.span and own.span.low < sum(i.span.low for i in others if i.span):
        return f"记录里“{quote(own)}”不是合计"
    return ""


def _of_one_part(case: Case, own: Evidence) -> bool:
    """Say whether the number just before is of the same part: 其中养鸡户9户共300万元."""
    before = case.before
    fact = None if before is None else before.chosen
    return (
        fact is not None
        and fact.measure != own.measure
        and fact.activity == own.activity
        and fact.mention.clause_text == own.mention.clause_text
        and abs(fact.number - own.number) == 1
    )


def _turned_once(known: Mention) -> bool:
    """Say whether a number became the next one, and no more: 80→192, but 报名73→初选35→12."""
    arrow = _ARROW.match(known.tail + known.suffix[len(known.tail) :])
    if arrow is None or _ANY_ARROW.search(known.lead):
        return False
    rest = known.suffix[arrow.end() :]
    return not _ANY_ARROW.search(_MARKS.split(rest)[0])


def became_clash(case: Case, own: Evidence) -> str:
    """Say that what a number was is given as what it is, or the reverse: 从61%提高到94%."""
    said, known = case.mention, own.mention
    if _ends_in_change(said.lead) and _BECAME.match(known.tail) and not _BECAME.match(said.tail):
        return f"记录里“{own.fact.figure.text}”是变化前的数，文中写成了变化后的"
    if _BECAME.match(said.tail) and _ends_in_change(known.lead) and not _BECAME.match(known.tail):
        return f"记录里“{own.fact.figure.text}”是变化后的数，文中写成了变化前的"
    then = _THEN.search(_ADDED.split(said.prefix)[-1])
    if _turned_once(known) and not _BECAME.match(said.tail) and not then:
        return f"记录里“{own.fact.figure.text}”是变化前的数"
    if _was_at_first(case, own):
        return f"记录里“{own.fact.figure.text}”是起初的数"
    if _ends_in_change(said.lead) and _CHANGED_BY.search(known.lead):
        return f"记录里“{own.fact.figure.text}”是增减的数，文中写成了变化后的"
    grew = _GREW_BY.search(said.lead) or (_NEW.search(said.lead) and _TOLD_BASE.search(known.lead))
    if grew and _CAME_TO.search(known.lead):
        return f"记录里“{own.fact.figure.text}”是变化后的数，文中写成了增减的数"
    return ""


def _was_at_first(case: Case, own: Evidence) -> bool:
    """Say whether what a thing was at first is told as what it is: 起初12人，现在发展到45人."""
    said = case.mention
    if not THEN_WAS.search(own.mention.lead) or _THEN.search(said.prefix):
        return False
    if _BECAME.match(said.tail) or "成立" in said.prefix:
        return False
    return any(
        rival.activity == own.activity
        and rival.measure == own.measure
        and NOW_IS.search(rival.mention.lead)
        for _, rival in case.rivals
    )


def base_clash(case: Case, own: Evidence) -> str:
    """Say that a rise since last year starts at this year's: 与去年同期相比由108笔增加到…."""
    said = case.mention
    if not _STARTS.search(said.lead) or not _SINCE_LAST.search(said.prefix):
        return ""
    if of_last_year(own) or year_of(own):
        return ""
    telling = {token for token in own.mention.near if not is_generic(token)}
    for _, rival in case.rivals:
        if of_last_year(rival) and telling & rival.mention.near:
            return f"记录里上年的是“{quote(rival)}”"
    return ""


def part_verb_clash(case: Case, own: Evidence) -> str:
    """Say that what befell some is told of all: 做通了11户里的6户 told as 做通11户."""
    some = _SOME_OF.match(own.mention.tail)
    if some is None or _SOME_OF.match(case.mention.tail):
        return ""
    verb = _PIECES.split(own.mention.lead)[-1].rstrip("了的 ")[-_VERB:]
    if len(verb) == _VERB and verb in case.mention.lead:
        return f"记录里“{verb}”的只是其中一部分"
    return ""


def all_done_clash(index: EvidenceIndex, case: Case, own: Evidence) -> str:
    """Say that all are told as done where the notes have some left: 45个村，已完44个."""
    if own.span is None or not _ALL_OF.match(case.mention.tail):
        return ""
    for item in index.line_of(own):
        if item is own or item.span is None or item.measure != own.measure or item.calendar:
            continue
        left = _LEFT.search(item.mention.lead[-_LEFT_REACH:])
        if left and item.span.low < own.span.low:
            return f"记录里“{quote(item)}”，并非全部"
    return ""


def _ends_in_change(words: str) -> bool:
    return ("到" in words or "至" in words) and _UP_TO.search(words) is not None


def word_clash(case: Case, own: Evidence) -> str:
    """Say that the draft's clause has a word which the fact's own excludes: 春季 for 秋季."""
    said = said_of(case.mention)
    if not said or DEALT.search(case.mention.clause_text):
        return ""
    found = excluded_word(said, said_of(own.mention))
    if found is None:
        return ""
    for _, item in case.good:
        if item is not own and excluded_word(said, said_of(item.mention)) is None:
            return ""
    number, word = found
    near = own.mention.near
    for _, rival in case.rivals[:6]:
        known = said_of(rival.mention).get(number)
        alike = len(near & rival.mention.near) >= ALIKE * len(near | rival.mention.near)
        if known is not None and known[0] == word and (alike or rival.activity == own.activity):
            case.expected = rival
            return f"记录里是“{quote(own)}”，此处说的应是“{quote(rival)}”"
    opposite = said_of(own.mention)
    if opposite[number][1] and said[number][1]:
        return f"记录里是“{quote(own)}”，文中说的正相反"
    return ""


def noun_clash(case: Case, own: Evidence) -> str:
    """Say that 4个村 became 4个乡镇: the unit is the same, the thing counted is not."""
    said, known = _counted_noun(case.mention), _counted_noun(own.mention)
    if said and known and said != known and not own.mention.lead.endswith(said):
        return f"记录里是{known}，文中写成了{said}"
    return ""


def rate_clash(case: Case, own: Evidence) -> str:
    """Say that a rate of one thing is told as another's: 成功率95% as 满意率95%."""
    if case.measure != "percent":
        return ""
    one, two = _RATE_OF.search(case.mention.lead), _RATE_OF.search(own.mention.lead)
    if one is None or two is None or set(one[1]) & set(two[1]):
        return ""
    if tokens_of(one[1]) & tokens_of(two[1]):
        return ""
    if any(a[1] in b.string[: b.start()][-_VERB:] for a, b in ((one, two), (two, one))):
        return ""  # 签合同率 told as 合同签订率
    return f"记录里是{two[1]}率，文中写成了{one[1]}率"


def period_clash(case: Case, own: Evidence) -> str:
    """Say that a half year's number is given as the whole year's."""
    part = _part_of_year(own.mention)
    if not part and not _WHOLE_YEAR.search(own.mention.lead):
        return ""
    if _IN_TURN.search(case.mention.prefix):
        return ""  # 全年各季度依次为15件、12件
    if not part and _part_of_year(case.mention) and _WHOLE_YEAR.search(own.mention.lead):
        return "记录里这是全年的数字，文中写成了其中一段的"
    if not part or not _WHOLE_YEAR.search(case.mention.prefix) or _part_of_year(case.mention):
        return ""
    for _, rival in case.rivals[:4]:
        other = _part_of_year(rival.mention)
        telling = {token for token in rival.mention.near if not is_generic(token)}
        beside = rival.activity == own.activity and rival.measure == own.measure
        if other and other != part and (beside or telling & own.mention.near):
            return f"记录里这只是{part}的数字，文中写成了全年的"
    return ""


def _part_of_year(mention: Mention) -> str:
    """Return the half or quarter that a figure is said of, "" where none is named."""
    if not _MAY_BE_PART.search(mention.prefix):
        return ""
    found = list(_PARTS.finditer(mention.prefix))
    if not found or _WHOLE_YEAR.search(mention.prefix, found[-1].end()):
        return ""
    months = _HALVES.get(found[-1][0][0])
    return months if months and found[-1][0].endswith("月") else found[-1][0]


def _counted_noun(mention: Mention) -> str:
    """Return the kind of place or body that is counted: 村 of 14个行政村 and of 14村."""
    unit = mention.figure.unit or ""
    if unit in ("个", "所", "家"):
        match = _COUNTED.match(mention.tail)
        return match[1] if match is not None else ""
    return unit if _COUNTED.fullmatch(unit) else ""
