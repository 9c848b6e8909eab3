"""Small counts that follow from a list of names: 三个村 where the notes name three villages."""

import re
from typing import Final

from drafter.verifying.context import Mention
from drafter.verifying.dates import places_of
from drafter.verifying.evidence import EvidenceIndex
from drafter.verifying.operands import YEAR
from drafter.verifying.values import span_of
from drafter.verifying.words import tokens_of

__all__ = ["count_of_list"]

# What a list of names may be counted in; the names end in the same word.
_PLACES: Final = (
    "村",
    "社区",
    "乡镇",
    "镇",
    "乡",
    "街道",
    "单位",
    "部门",
    "学校",
    "小学",
    "中学",
    "企业",
    "合作社",
    "基地",
    "家庭",
    "行政村",
)
_LIST_UNITS: Final = frozenset(
    [
        *"个类项镇乡村所家种门处支组班校园区县",
        "大类",
        "大项",
        "社区",
        "方面",
        "部门",
        "单位",
        "个方面",
        "街道",
    ]
)
_LONGEST_ITEM: Final = 7
_ITEM_REACH: Final = 8
_NAME_OPENS: Final = re.compile(r"[\d日号时月年] ?(?=[\u4e00-\u9fff])|[到在赴往按向由从](?=.)")
_LIST_MARK: Final = re.compile("、|和(?!谐|睦)|(?<![惠普涉顾危])及|与|以及|，")
_NAME_START: Final = re.compile(
    r"[，。；：、\s和及与在到赴往进向由是有（“]|^|走访|深入|联合|覆盖|慰问|包括|分别为"
)


def count_of_list(mention: Mention, index: EvidenceIndex) -> str:
    """Return how a small count follows from a list of names, "" if it does not.

    三个村 where the notes name three villages; 种植、养殖两大类 where both stand in the notes.
    """
    span = span_of(mention.figure)
    if span is None or not span.single or not 2 <= span.low <= 20:
        return ""
    number = int(span.low)
    if mention.figure.unit in _LIST_UNITS:
        items = _listed_before(re.split("[，。；：（]", mention.lead)[-1])
        tokens = [tokens_of(item) for item in items]
        known = all(found and any(token in index.weights for token in found) for found in tokens)
        if len(items) == number and len(items[-1]) <= _LONGEST_ITEM and known:
            return "、".join(items) + f"={number}"
    if mention.figure.unit in ("年", "个年头"):
        years = sorted({year for item in index.items for year in YEAR.findall(item.mention.prefix)})
        dated = sorted(
            {place.year for i in index.calendar for place in places_of(i.fact.figure) if place.year}
            | set(years)
        )
        return "、".join(dated) + f"={number}" if len(dated) == number else ""
    if mention.figure.unit in ("个季度", "季度"):
        quarters = {p.part for i in index.calendar for p in places_of(i.fact.figure) if p.part}
        return f"{number}个季度都见于记录" if len(quarters) == number else ""
    if mention.figure.unit == "校":
        names = [
            name
            for _, activity in index.activities_near(mention)
            for ending in ("小学", "中学", "学校", "幼儿园")
            for name in _names_ending(activity.text, ending)
        ]
        return "、".join(names) + f"={number}" if len(set(names)) == number else ""
    noun = next(
        (
            word
            for word in _PLACES
            if mention.figure.unit == word or mention.tail.startswith((word, f"行政{word}"))
        ),
        "",
    )
    if not noun:
        return ""
    activities = [activity for _, activity in index.activities_near(mention)]
    for text in dict.fromkeys(activity.text for activity in activities):
        names = _names_ending(text, noun)
        if len(names) == number:
            return "、".join(names) + f"={number}"
    lines: dict[str, None] = {}
    for activity in activities:
        lines.update(dict.fromkeys(_names_ending(activity.text, noun)))
    return "、".join(lines) + f"={number}" if len(lines) == number else ""


def _listed_before(lead: str) -> list[str]:
    """Return the members of the list that some words end in: 5月8日到甲、乙和丙 → 甲, 乙, 丙.

    和 and its like part the last two only, so that an earlier 和 belongs to what was told before.
    """
    items: list[str] = []
    end = len(lead)
    for match in reversed(list(_LIST_MARK.finditer(lead))):
        if items and match[0] != "、":
            break
        items.insert(0, lead[match.end() : end][-_ITEM_REACH:])
        end = match.start()
    if not items:
        return []
    items.insert(0, _NAME_OPENS.split(lead[:end])[-1][-_ITEM_REACH:])
    return [] if any(re.search(r"\d", item) for item in items) else items


def _names_ending(text: str, noun: str) -> list[str]:
    """Return the distinct names of two to five characters that end in the noun."""
    found: dict[str, None] = {}
    for match in re.finditer(rf"([\u4e00-\u9fff]{{1,5}}?){noun}(?!民|级|委|妇|干|里)", text):
        name = match[1]
        starts = list(_NAME_START.finditer(name))
        if starts and starts[-1].end() < len(name):
            name = name[starts[-1].end() :]
        if 1 <= len(name) <= 4 and not re.search("[各每全本我该个两多]|行政", name):
            found[name + noun] = None
    return list(found)
