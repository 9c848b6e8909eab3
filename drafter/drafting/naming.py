"""Whom a draft may name: an activity as it may be told, and whom the user is to be asked about.

Names of persons stay out of a draft, except of those who are honoured or hold a public office
and whom the user confirmed; facts inside what is left out (a house number) leave with it. Pure.
"""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.drafting.asides import is_untold, without_asides
from drafter.drafting.material import Material, fact_spans, material_of
from drafter.facts import Activity, Fact, FactSheet, Use
from drafter.figures import Kind, Qualifier, find_figures
from drafter.privacy import (
    PrivateKind,
    Pseudonyms,
    find_private,
    find_private_numbers,
    is_sensitive,
    small_cell,
)
from drafter.privacy.redacting import redact
from drafter.privacy.sensitive import is_case

__all__ = [
    "Nameable",
    "for_others",
    "learned_names",
    "nameable_persons",
    "small_cells",
    "told_materials",
    "without_private_figures",
]

_HONOUR = re.compile(
    "红旗手|标兵|先进|最美|五好|模范|能手|带头人|优秀|获奖|荣获|获评|被评|评为|当选|授予|表彰|获得|一等奖|二等奖"
    "|三等奖|典型|道德|好婆婆|好媳妇|好儿媳|美丽庭院|文明家庭|书香家庭|女企业家"
)
_OFFICE = re.compile(
    "主席|主任|书记|镇长|乡长|县长|市长|区长|部长|局长|人大代表|党代表|政协委员|执委|会长|理事长|支书|村长|院长|校长|所长"
)
_SOMEBODY = "有关人员"
_UNTOLD = "（涉及个人情况，不列出）"
_BARE_PERSON = re.compile(
    f"^{_SOMEBODY}[：:，,]\\s*|[（(]{_SOMEBODY}[）)]|[，,、]{_SOMEBODY}(?=[，,。；;、]|$)"
    f"|(?<=[村区镇乡屯街]){_SOMEBODY}(?=[：:])"
)
_BARE_HONOUR = re.compile(
    r"(?P<what>[^，。；：（）()\d]{2,8})(?:[（(](?P<level>[国省市县区镇乡村]级)[）)])?"
)
# 大王村刘芳:, 大王村3200: what stands before 村 at the head of a piece is a village, and no person.
_VILLAGE = re.compile(
    r"(?:^|(?<=[\s，,、；;。：:]))([\u3400-\u9fff]{2,3})(?:村|社区)(?![里上口头民干级医\d]|妇女)"
)
_NO_VILLAGE = re.compile("[全各个每本我该某]|行政|自然|到|去|在|[县镇乡]$")
# Named so again, it stands before 村 or alone before a figure or a colon (大王3200, 大王：).
_VILLAGE_NEXT = r"(?=村|社区|[ 　]?\d|[：:])"
_NEAR = 14
_HALF = 8
_SET_APART = 0xF0000


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameable:
    """A person whom the notes mark as honoured or in office, with the words around the name."""

    name: str
    context: str


def learned_names(sheet: FactSheet, known: Pseudonyms | None = None) -> Pseudonyms:
    """Return a map that knows everybody whom the notes name, wherever they do.

    Args:
        sheet: The facts.
        known: A map to add them to; a new one without it.
    """
    pseudonyms = Pseudonyms() if known is None else known
    for text in (
        sheet.title,
        sheet.org,
        *(activity.text for activity in sheet.activities),
        *(activity.heading for activity in sheet.activities),
        *(piece.text for piece in sheet.dropped),
    ):
        pseudonyms.learn(text)
    return pseudonyms


def for_others(sheet: FactSheet, draft: str) -> tuple[FactSheet, Callable[[str], str]]:
    """Return the facts as a report may show them to others, and what hides names in its text.

    Of a protected person the facts tell only what was counted; hidden are those names and numbers
    of the notes that the draft leaves out.

    Args:
        sheet: The facts.
        draft: The text that the report is about.
    """
    known = learned_names(sheet)
    flat = "".join(draft.split())
    left = {name: text for name, text in known.map.items() if "".join(text.split()) not in flat}
    return _without_stories(sheet, known), Pseudonyms(left).hide_known


def _without_stories(sheet: FactSheet, known: Pseudonyms) -> FactSheet:
    return replace(
        sheet,
        activities=tuple(
            replace(activity, text=redact(activity.text, known))
            if is_sensitive(activity.text)
            else activity
            for activity in sheet.activities
        ),
        dropped=tuple(
            replace(piece, text=_UNTOLD, figures=()) if is_sensitive(piece.text) else piece
            for piece in sheet.dropped
        ),
    )


def told_materials(
    sheet: FactSheet,
    unsaid: frozenset[str],
    labels: frozenset[str],
    *,
    only: Container[str] | None = None,
    known: Pseudonyms | None = None,
) -> dict[str, Material]:
    """Return what each activity may tell, by its id.

    Args:
        sheet: The facts; its ``names`` may stand.
        unsaid: Ids of figures that must not be stated (in conflict).
        labels: Labels that are no part of what was done.
        only: Ids of the activities that are wanted; None for all.
        known: A map that has learned everybody whom the notes name; made here without it.
    """
    pseudonyms = learned_names(sheet) if known is None else known
    villages = _villages(sheet)
    return _told_once(
        {
            activity.id: _told(
                activity, sheet.names, pseudonyms, unsaid, labels, sheet.org, villages
            )
            for activity in sheet.activities
            if only is None or activity.id in only
        }
    )


def _villages(sheet: FactSheet) -> list[str]:
    """Return the names by which the notes call villages, without 村, the longest first."""
    texts = [text for item in sheet.activities for text in (item.heading, item.text)]
    found = {match[1] for text in texts for match in _VILLAGE.finditer(text)}
    return sorted((name for name in found if not _NO_VILLAGE.search(name)), key=len, reverse=True)


def _told(
    activity: Activity,
    allowed: Sequence[str],
    pseudonyms: Pseudonyms,
    unsaid: frozenset[str],
    labels: frozenset[str],
    own: str,
    villages: Sequence[str],
) -> Material:
    protected = is_sensitive(activity.text)
    text = activity.text
    if not protected:
        # Set apart first, so that no longer passage swallows a name that may stand.
        for number, name in enumerate(allowed):
            text = text.replace(name, chr(_SET_APART + number))
        for number, name in enumerate(villages, len(allowed)):
            text = re.sub(rf"{name}{_VILLAGE_NEXT}", chr(_SET_APART + number), text)
    text = _without_bare_persons(redact(text, pseudonyms, allowed), activity.text)
    for number, name in enumerate((*allowed, *villages)):
        text = text.replace(chr(_SET_APART + number), name)
    told = activity
    if text != activity.text:
        facts = tuple(fact for fact in activity.facts if fact.figure.text in text)
        label = _BARE_HONOUR.fullmatch(text)
        if not facts and label:
            # 三八红旗手：…（区级） without the names still says that there were some.
            honoured = _HONOUR.search(label["what"])
            text = f"涌现出{label['level'] or ''}{label['what']}" if honoured else ""
        told = replace(activity, text=text, facts=facts)
    material = material_of(without_asides(told), unsaid, labels, own)
    names = tuple(name for name in allowed if name in material.text)
    return replace(material, names=names, protected=protected)


def _without_bare_persons(text: str, original: str) -> str:
    """Leave out 有关人员 where it stands for a name that only labels, lists or signs a line.

    有关人员：走访3户 was said by somebody; it is no part of what was done.
    """
    if _SOMEBODY in original or _SOMEBODY not in text:
        return text
    changed = _BARE_PERSON.sub("", text)
    same = [found.text for found in find_figures(changed)]
    return changed if same == [found.text for found in find_figures(text)] else text


def _told_once(materials: dict[str, Material]) -> dict[str, Material]:
    """Leave out what an earlier line of the notes has told in the same words.

    Notes are copied together; what stands in a log and again in a summary was done once.
    """
    seen: dict[str, Material] = {}
    told: dict[str, Material] = {}
    for key, material in materials.items():
        words = re.sub(r"[\s，。；、：,.;:]", "", material.text)
        same = seen.setdefault(words, material)
        twice = same is not material and same.activity.role is material.activity.role
        if words and material.facts and twice:
            told[key] = replace(material, text="", facts=(), names=())
        else:
            told[key] = material
    return told


def without_private_figures(sheet: FactSheet) -> FactSheet:
    """Return a sheet whose house, plate, card and telephone numbers are marked as not to be told.

    A name that a line's end broke in two is put together again, or its halves would be told.
    """
    return replace(
        sheet,
        activities=tuple(_without_private_figures(item) for item in _mended(sheet.activities)),
    )


def _without_private_figures(activity: Activity) -> Activity:
    if not any(fact.use is Use.STATE for fact in activity.facts):
        return activity
    sensitive = is_sensitive(activity.text)
    if sensitive:
        known = Pseudonyms()
        known.learn(activity.text)
        told = redact(activity.text, known)
        activity = replace(
            activity,
            facts=tuple(
                fact if fact.by_user or fact.figure.text in told else replace(fact, use=Use.OMIT)
                for fact in activity.facts
            ),
        )
    private = find_private_numbers(activity.text)
    spans = fact_spans(activity)
    hidden = {
        key
        for key, (start, _) in spans.items()
        if any(item.start <= start < item.end for item in private)
    }
    if is_untold(activity.text):
        hidden = set(spans)
    elif sensitive or is_case(activity.text):
        hidden |= {fact.id for fact in activity.facts if _is_somebodys_age(fact)}
    if not hidden:
        return activity
    facts = tuple(
        replace(fact, use=Use.OMIT) if fact.id in hidden else fact for fact in activity.facts
    )
    return replace(activity, facts=facts)


def _is_somebodys_age(fact: Fact) -> bool:
    """Whether a figure is how old one person was; beside a case it tells who that is."""
    figure = fact.figure
    exact = figure.qualifier is Qualifier.EXACT and isinstance(figure.value, Decimal)
    return figure.kind is Kind.AGE and exact and "平均" not in fact.label


def _mended(activities: Sequence[Activity]) -> list[Activity]:
    kept: list[Activity] = []
    for activity in activities:
        half = 0
        if kept and not _ends_in_figure(kept[-1]):
            half = _half_name(kept[-1].text, activity.text)
        before_end = len(kept[-1].text) - half if kept else 0
        if half and any(item.end > before_end for item in find_figures(kept[-1].text)):
            # 产值2000万 above 培训1500人: the end of a figure begins no name.
            half = 0
        if half:
            before = kept.pop()
            name, rest = before.text[-half:], before.text[:-half].rstrip("，, ")
            if rest or before.facts:
                kept.append(replace(before, text=rest))
            activity = replace(activity, text=name + activity.text)  # noqa: PLW2901
        kept.append(activity)
    return kept


def _ends_in_figure(activity: Activity) -> bool:
    """Whether a line ends with a number, as most do: no name is half of one."""
    return any(activity.text.endswith(fact.figure.text) for fact in activity.facts[-1:])


def _half_name(before: str, after: str) -> int:
    """Return how many characters at the end of a line are a name that goes on in the next."""
    if not (before.rstrip()[-1:] + after.lstrip()[:1]).isalpha():
        return 0  # a name goes on only from letter to letter
    tail = before[-_HALF:]
    for item in find_private(f"{tail}\n{after[:_HALF]}"):
        if item.kind is PrivateKind.NAME and item.start < len(tail) < item.end:
            return len(tail) - item.start
    return 0


def nameable_persons(sheet: FactSheet) -> list[Nameable]:
    """Return the persons whom the user may allow to be named, in the order of the notes."""
    found: dict[str, Nameable] = {}
    for activity in sheet.activities:
        if is_sensitive(activity.text):
            continue
        for item in find_private(activity.text):
            if item.kind is not PrivateKind.NAME or len(item.text) < 2 or "某" in item.text:
                continue
            around = activity.text[max(0, item.start - _NEAR) : item.end + _NEAR]
            if _HONOUR.search(around) or _OFFICE.search(around):
                name = "".join(item.text.split())
                found.setdefault(name, Nameable(name=name, context=" ".join(around.split())))
    return list(found.values())


def small_cells(sheet: FactSheet) -> list[str]:
    """Return, in Chinese, where a handful of protected people stand beside a village or school."""
    warnings = []
    for activity in sheet.activities:
        place = small_cell(activity.text)
        if place:
            warnings.append(
                f"{activity.id}：人数很少，又写明了{place}，容易认出是谁，建议改写成上一级的地名"
            )
    return warnings
