"""What one paragraph may say: each activity's words with all that must stay unsaid taken out.

Figures in conflict or marked ``omit`` leave with the clause that carries them, so that neither the
model nor a plain sentence can state them. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.drafting.asides import is_announcing
from drafter.drafting.measures import with_measures
from drafter.drafting.phrase_table import takes
from drafter.drafting.polishing import paired
from drafter.facts import Activity, Fact, FactSheet, Role, Scope, Use
from drafter.facts.lexicon import find_topic_words
from drafter.facts.roles import is_disowning
from drafter.facts.shapes import without_own_unit
from drafter.figures import Kind, find_figures
from drafter.privacy.redacting import is_introduced

__all__ = [
    "Material",
    "block_labels",
    "fact_spans",
    "material_of",
    "required_facts",
    "split_clauses",
]

_LONGEST_THING = 4
# 应查1300, 实检986人: a verb and a figure, and nothing that they are of.
_BARE_COUNT = re.compile(
    r"(?:应|实|已|共|累计|完成)?[查检筛办接调结评发报捐][查检]?(?:了|出|完)?\s*\d"
)
_ONLY_A_LABEL = re.compile(
    r".{0,6}(?:电话|手机|联系|号码|身份证|证号|账号|卡号|微信|邮箱|QQ).{0,4}|.{0,3}"
)
# A label holds no digit, so that no figure is lost with it.
_LABEL = re.compile(r"([^，。；：:\d〇零一二三四五六七八九十百千万]{2,12})[：:]\s*")
_OFFICES = ("部", "办", "科", "股", "室", "综合", "机关", "其他", "其它", "办公室")
_PLACE_LABEL = re.compile(r"(?:社区|村|镇|乡|街道|苑|小区|县|区)$")
_UNIT = re.compile(r"[\u4e00-\u9fff]{2,6}(?:社区|村|镇|乡|街道)")
# 各村, 全镇, 示范村 name no unit.
_UNIT_WORD = re.compile(
    r"[全各每我本某]\S*|\S*(?:示范|重点|行政|自然|帮扶|联系|所有|乡镇)(?:社区|村|镇|乡|街道)"
)
# 南苑社区: 还有创业沙龙3场 goes on with what was said before.
_GOES_ON = re.compile(
    "^(?:对了，?)?(?:我们?)?(?:还有|还|另外还?|主要是|再就是)(?:，)?(?=[^，。；\\d]{2,})"
)
# What stands alone between two things that were done.
_FRAGMENT = re.compile(r"[^，。；：“”\d]{1,4}[。：:；]?|[^，。；：“”\d]{2,10}[这那]一?块[。：:；]?")
_AHEAD_ALONE = re.compile(
    r"(?:20\d\d年?|明年|来年|下半年)?(?:工作)?(?:打算|计划|安排|想法)[。：:；]?"
)
_ITEM = re.compile(
    r"(?:存在[：:]\s*)?(?:[一二三四五六七八九十]{1,2}、|[①-⑳]|[（(]?\d{1,2}[)）、.．]?\s*(?=[\u4e00-\u9fff“]))"
)
_SHORT_DATE = re.compile(r"(\d{1,2})[.．·](\d{1,2})")
# 4.9-10, 7.7-8.15, 7月8到8月5.
_SHORT_DAYS = re.compile(
    r"(\d{1,2})[.．·月](\d{1,2})[日号]?\s*(?:--|——|[-~－–—到至])\s*(?:(\d{1,2})[.．·月])?(\d{1,2})[日号]?"
)
_SPOKEN = re.compile(r"(约?\d+)万([1-9])((?:块钱?|元)?)")
_DAY_SHORT = re.compile(r"\d{1,2}月\d{1,2}")
_FULL_DATE = re.compile(r"(20\d\d)[.．\-/](\d{1,2})[.．\-/](\d{1,2})")
_SOME = re.compile(r"(\d+)来([\u4e00-\u9fff]{1,2}钱?)")
_LETTER = re.compile(r"(\d+(?:\.\d+)?)[wW](.*)")
_HYPHEN = re.compile(r"(\d[%％月日号年]?)\s*(?:--|——|[-~－–—])\s*(?=\d)")
# 每户合300块, 多挣8000来块: paid, not counted like 展板8块.
_PAID = re.compile(
    r"(?:每[人户次]合?|[人户]均|挣|花|赚|收入|增收|补贴?|奖|捐|发|工资|[价各]|块钱)了?(?:约|大概|共)?$"
)
# A lead-in that says what became of those listed below it.
_HONOURS = re.compile(r"(?:^|[，,、。；\s])(表彰|评选|命名|推荐)(?:了)?[：:\s]*$")
_HONOURED = re.compile(r"[^，。；：\d、]{2,14}(?=\d)")
_COINS = re.compile("块钱?$")
# 要书的打我: of no use without the telephone number.
_CALL_ME = re.compile(
    "[，,；; ]*(?<![^，,；;。 ])[^，,；;。\\d]{0,10}"
    "(?:打|找|联系|拨打?)(?:我|本人)(?:电话|手机)?(?=[。；]?$)"
)
# 每户300元 alone, what was given being in conflict.
_RATE_ALONE = re.compile("每[\u4e00-\u9fff]{1,2}[\\d.,]+[万千百]?[\u4e00-\u9fff]{1,2}")
_LEFT_OPEN = re.compile("(?:是|为|有|共|达|约)[\\s，；？?！!]*$")
_ROSE_TO = re.compile("[增加提高升扩大展减少降发变为成了]{0,4}[到至为→]")
_FROM = re.compile(r"(?:从|由)(?:原来?的?)?(\d[^，。；]*)$")
# What stands before a count and could stand without it: 婚调委调解, but not 共有.
_DEED = re.compile(r"[\u4e00-\u9fff“”]{4,}(?<![共计有达约近为是了])")
_CALENDAR = frozenset({Kind.DATE, Kind.PERIOD})
_OPEN = re.compile(r"[（(]")
_CLOSE = re.compile(r"[）)]")
_CLAUSE_END = re.compile(r"[，,；;。！？!?\n]|(?<!\d) (?!\d)|\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One activity as it may be told.

    Attributes:
        activity: The activity of the sheet.
        text: Its words without what must stay unsaid; "" when nothing is left.
        facts: The figures that ``text`` holds, in order; all of them must be stated.
        names: Persons whom ``text`` names, as the user allowed; each is to be named as often.
        protected: Whether the notes tell of a victim, patient, minor or petitioner here; then
            nothing of it may be told to a model that is not on this machine.
    """

    activity: Activity
    text: str
    facts: tuple[Fact, ...]
    names: tuple[str, ...] = ()
    protected: bool = False


def required_facts(sheet: FactSheet) -> tuple[Fact, ...]:
    """Return every figure of the activities that a summary must state."""
    clashing = {fact_id for conflict in sheet.conflicts for fact_id in conflict.fact_ids}
    return tuple(
        fact
        for activity in sheet.activities
        for fact in activity.facts
        if fact.use is Use.STATE and fact.id not in clashing
    )


def fact_spans(activity: Activity) -> dict[str, tuple[int, int]]:
    """Return where in ``activity.text`` each figure stands; a figure not found is left out."""
    spans: dict[str, tuple[int, int]] = {}
    ends = {found.start: found.end for found in find_figures(activity.text)}
    position = 0
    for fact in activity.facts:
        start = _place_of(fact, activity.text, position, ends)
        if start < 0:
            start = _place_of(fact, activity.text, 0, ends)
        if start < 0:
            continue
        position = start + len(fact.figure.text)
        spans[fact.id] = (start, position)
    return spans


def _place_of(fact: Fact, text: str, begin: int, ends: dict[int, int]) -> int:
    """Return where a figure stands from a place on; the 1 of 庇护1人 is none of 家暴1."""
    written = fact.figure.text
    start = text.find(written, begin)
    while start >= 0 and ends.get(start, 0) > start + len(written):
        start = text.find(written, start + 1)
    return start


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text's clauses, each with the punctuation that ends it."""
    spans = []
    start = 0
    for match in _CLAUSE_END.finditer(text):
        if match.end() > start:
            spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def block_labels(sheet: FactSheet) -> frozenset[str]:
    """Return the labels that only say which block of the notes a line stood in (组织部：, 综合：).

    A label before several activities is no part of what was done, unless it names the place
    that did it (春晖社区：) or a thing counted there.
    """
    counts: dict[str, int] = {}
    for activity in sheet.activities:
        match = _LABEL.match(activity.text)
        if match:
            counts[match[1]] = counts.get(match[1], 0) + 1
    return frozenset(
        label
        for label, count in counts.items()
        if (count > 1 or label.endswith(_OFFICES)) and not _PLACE_LABEL.search(label)
    )


def unit_of(activity: Activity, own: str) -> str:
    """Return the village or community that an activity is of, "" where it is the report's own.

    Args:
        activity: The activity; a heading or the sender of a message names its unit.
        own: The org that reports.
    """
    name = activity.heading.strip("一二三四五六七八九十、（）() ：:")
    if not _UNIT.fullmatch(name) or _UNIT_WORD.fullmatch(name):
        return ""
    return "" if name in own or name in activity.text or name[:2] in own else name


def material_of(
    activity: Activity,
    unsaid: frozenset[str],
    labels: frozenset[str] = frozenset(),
    own: str = "",
) -> Material:
    """Return an activity as it may be told, short dates written out (12.4 is 12月4日).

    Args:
        activity: The activity.
        unsaid: Ids of figures that must not be stated (in conflict).
        labels: Labels before the colon that are left out.
        own: The org that reports; another unit's activity begins with that unit's name.
    """
    match = _LABEL.match(activity.text)
    bare = all(
        fact.figure.kind is Kind.PERIOD or re.fullmatch("20[0-9]{2}年?", fact.figure.text)
        for fact in activity.facts
    )
    alone = activity.text.strip()
    # 产业小散 is a whole problem; among what was done four characters are only a name.
    fragment = activity.role is Role.RESULT and _FRAGMENT.fullmatch(alone)
    if bare and (fragment or _AHEAD_ALONE.fullmatch(alone) or is_announcing(alone)):
        # 马主席。, 志愿。, 2026打算: a name or a line of work alone tells nothing done.
        return Material(activity=activity, text="", facts=())
    if match and match[1] in labels and len(activity.text) > match.end():
        activity = replace(activity, text=activity.text[match.end() :])
    activity = _without_disowning(_without_number(activity))
    if own and (unit := unit_of(activity, own)):
        short = unit.removesuffix("社区").removesuffix("村")
        text = without_own_unit(activity.text)
        # 河口：两癌98 was sent from 河口村.
        text = _GOES_ON.sub("", re.sub(f"^{short}[：:]\\s*", "", text))
        activity = replace(activity, text=f"{unit}：{text}")
    elif _lacks_its_thing(activity):
        activity = replace(activity, text=f"{activity.heading}{activity.text}")
    activity = _with_full_dates(_with_honour(activity))
    return _material(with_measures(activity, fact_spans(activity)), unsaid)


def _with_honour(activity: Activity) -> Activity:
    """Return 表彰三八红旗手8名 where 三八红旗手8名 stands below …大会 表彰:."""
    verb = _HONOURS.search(activity.heading)
    fits = _HONOURED.match(activity.text)
    if verb is None or fits is None or activity.role is not Role.RESULT or not activity.facts:
        return activity
    unit = activity.facts[0].figure.unit or ""
    first = fact_spans(activity).get(activity.facts[0].id, (-1, -1))[0]
    if first != fits.end() or not takes(verb[1], fits[0].strip("“”"), unit):
        return activity
    return replace(activity, text=verb[1] + activity.text)


def _lacks_its_thing(activity: Activity) -> bool:
    """Whether only the heading says what a line is about: ——两癌 above 应查1300，实查1218."""
    heading = activity.heading
    return (
        activity.role is Role.RESULT
        and bool(activity.facts)
        and len(heading) <= _LONGEST_THING
        and heading.isalpha()
        and bool(find_topic_words(heading))
        and heading not in activity.text
        and _BARE_COUNT.match(activity.text) is not None
    )


def _without_number(activity: Activity) -> Activity:
    """Leave out the number that an item of the notes had (一、, 2, ③): no figure begins there."""
    match = _ITEM.match(activity.text)
    if match is None or match.end() == len(activity.text):
        return activity
    starts = [start for start, _ in fact_spans(activity).values()]
    starts += [found.start for found in find_figures(activity.text)]
    if any(start < match.end() for start in starts):
        return activity
    return replace(activity, text=activity.text[match.end() :])


def _written(fact: Fact, before: str, behind: str) -> str:
    """Return a figure as official prose writes it.

    12.4 is 12月4日, 2025.3.8 is 2025年3月8日, 5万7 is 5.7万, 1.2w is 1.2万, 300块 is 300元.
    Before the name of a day or week the middle dot stays: “3·8”维权周 (GB/T 15835 5.1.6).
    """
    surface = fact.figure.text
    date = _SHORT_DATE.fullmatch(surface)
    days = _SHORT_DAYS.fullmatch(surface)
    if fact.figure.kind is Kind.DATE and date is not None:
        named = behind.lstrip("”").startswith(("维权", "妇女节", "节", "活动"))
        month, day = int(date[1]), int(date[2])
        return f"{month}·{day}" if named else f"{month}月{day}日"
    spoken = _SPOKEN.fullmatch(surface)
    about = _SOME.fullmatch(surface)
    coins = _COINS.search(surface) and fact.figure.kind is Kind.QUANTITY
    day_of_year = _FULL_DATE.fullmatch(surface)
    letter = _LETTER.fullmatch(surface)
    if fact.figure.kind is Kind.DATE and days is not None:
        until = f"{int(days[3])}月" if days[3] and int(days[3]) != int(days[1]) else ""
        written = f"{int(days[1])}月{int(days[2])}日至{until}{int(days[4])}日"
    elif fact.figure.kind is Kind.DATE and day_of_year is not None:
        written = f"{day_of_year[1]}年{int(day_of_year[2])}月{int(day_of_year[3])}日"
    elif fact.figure.kind is Kind.DATE and _DAY_SHORT.fullmatch(surface):
        written = surface + "日"
    elif fact.figure.kind is Kind.DATE and surface.endswith("号"):
        written = surface[:-1] + "日"
    elif coins and _PAID.search(before):
        written = f"约{about[1]}元" if about else _COINS.sub("元", surface)
    elif about is not None:
        # 480来人 is 约480人, 8000来块 is 约8000元.
        written = f"约{about[1]}{about[2]}"
    elif letter is not None:
        written = f"{letter[1]}万{letter[2]}"
    elif spoken is not None:
        written = f"{spoken[1]}.{spoken[2]}万{spoken[3].replace('块', '元')}"
    elif fact.figure.kind is Kind.MONEY:
        written = _COINS.sub("元", surface)
    elif isinstance(fact.figure.value, tuple) and _HYPHEN.search(surface):
        # 1-6月 is 1至6月, 20-30人 is 20～30人, 95-98% is 95%～98% (GB/T 15835 5.1.3).
        timed = fact.figure.kind in (Kind.DATE, Kind.PERIOD)
        written = _HYPHEN.sub(r"\1至" if timed else r"\1～", surface)
        if written[-1] in "%％" and written.count(written[-1]) == 1:
            written = written.replace("～", f"{written[-1]}～")
    else:
        return surface
    found = find_figures(written)
    same = len(found) == 1 and (found[0].value, found[0].unit) == (
        fact.figure.value,
        "元" if coins and _PAID.search(before) else fact.figure.unit,
    )
    return written if same else surface


def _with_full_dates(activity: Activity) -> Activity:
    """Write out what notes abbreviate, in the text and in the facts' surfaces alike."""
    spans = fact_spans(activity)
    text = activity.text
    facts = list(activity.facts)
    for number, fact in reversed(list(enumerate(facts))):
        if fact.id not in spans:
            continue
        start, end = spans[fact.id]
        surface = _written(fact, text[:start], text[end:])
        if surface == fact.figure.text:
            continue
        text = text[:start] + surface + text[end:]
        figure = replace(fact.figure, text=surface)
        read = find_figures(surface)
        if len(read) == 1 and read[0].unit:
            figure = replace(figure, unit=read[0].unit, kind=read[0].kind)
        facts[number] = replace(fact, figure=figure)
    return replace(activity, text=text, facts=tuple(facts))


def _material(activity: Activity, unsaid: frozenset[str]) -> Material:
    hidden = unsaid | {fact.id for fact in activity.facts if fact.use is Use.OMIT}
    spans = fact_spans(activity)
    gone = [spans[fact.id] for fact in activity.facts if fact.id in hidden and fact.id in spans]
    if not gone:
        text = _CALL_ME.sub("", activity.text)
        return Material(activity=activity, text=text, facts=activity.facts)
    kept: list[str] = []
    lost: set[str] = set()
    for start, end in _whole_clauses(activity.text):
        if not any(start < stop and begin < end for begin, stop in gone):
            kept.append(activity.text[start:end])
            continue
        clause, dropped = _without_hidden(activity, spans, hidden, start, end)
        kept.append(clause)
        lost |= dropped
    facts = tuple(fact for fact in activity.facts if fact.id not in hidden and fact.id not in lost)
    text = paired("".join(kept)).strip("，,；; \t")
    if facts and all(fact.figure.kind in _CALENDAR for fact in facts):
        text = _with_deed(activity.text, text, gone)
    text = _CALL_ME.sub("", text)
    if len(facts) == 1 and facts[0].label and _RATE_ALONE.fullmatch(text):
        text = f"{facts[0].label}{text}"
    if not facts and (
        _ONLY_A_LABEL.fullmatch(text)
        or _LEFT_OPEN.search(text)
        or is_introduced(f"{re.split('[：:]', text)[-1]}，")
    ):
        # 联系人电话, …那张表填的是, 在帮扶有关群众中: without its number it tells nothing.
        text = ""
    return Material(activity=activity, text=text, facts=facts)


def _without_disowning(activity: Activity) -> Activity:
    """Leave out the clauses that only say whose a number is not: 这是法院的数，不是我们的.

    Who did it stands before the number, so that the sentence stays true.
    """
    if all(fact.scope is not Scope.OTHER_ORG for fact in activity.facts):
        return activity
    clauses = [activity.text[start:end] for start, end in split_clauses(activity.text)]
    kept = [
        clause for clause in clauses if find_figures(clause) or not is_disowning(clause.rstrip())
    ]
    if len(kept) == len(clauses) or not kept:
        return activity
    return replace(activity, text=paired("".join(kept)).rstrip("，,；; \t"))


def _with_deed(whole: str, told: str, gone: Sequence[tuple[int, int]]) -> str:
    """Return a bare date with what was done then, whose own figures must stay unsaid.

    8月20日，婚调委调解14件 with the count in conflict is 8月20日，婚调委调解, and no lone 8月20日.
    """
    left = told
    for found in reversed(find_figures(told)):
        left = left[: found.start] + left[found.end :]
    deed = re.split("[，,。；;：:、]", whole[: gone[0][0]])[-1].strip()
    if any(char.isalnum() for char in left) or not _DEED.fullmatch(deed):
        return told
    return f"{told}，{deed}"


def _whole_clauses(text: str) -> list[tuple[int, int]]:
    """Return the clauses of a text; what stands in brackets belongs to the clause before it."""
    spans: list[tuple[int, int]] = []
    depth = 0
    for start, end in split_clauses(text):
        if depth and spans:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        part = text[start:end]
        depth = max(depth + len(_OPEN.findall(part)) - len(_CLOSE.findall(part)), 0)
    return spans


def _without_hidden(
    activity: Activity,
    spans: dict[str, tuple[int, int]],
    hidden: Iterable[str],
    start: int,
    end: int,
) -> tuple[str, set[str]]:
    """Return a clause without its hidden figures, and the ids of other figures lost with it.

    A clause whose figures are all hidden goes whole. One that also carries figures which must be
    said keeps those: only the hidden figure and its own label, back to the figure before, go.
    """
    inside = sorted((span, fact_id) for fact_id, span in spans.items() if start <= span[0] < end)
    if all(fact_id in hidden for _, fact_id in inside):
        return "", set()
    text = activity.text
    pieces: list[str] = []
    position = start
    for (begin, stop), fact_id in inside:
        if fact_id in hidden:
            if pieces and _ROSE_TO.fullmatch(text[position:begin]):
                # 从3名增加到8名 without the 8名 tells where it stood.
                pieces[-1] = _FROM.sub(r"原有\1", pieces[-1])
            if text[stop : stop + 1] in ("（", "(") and not pieces:
                # 机关干部11人（编制13人，空2人）: of whom two are lacking must still be said.
                pieces.append(text[position:begin])
            position = stop
            continue
        pieces.append(text[position:stop])
        position = stop
    pieces.append(text[position:end])
    return "".join(pieces), set()
