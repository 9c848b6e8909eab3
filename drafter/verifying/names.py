"""Names in a draft that the facts do not know: 《titles》, “terms”, organisations, places, persons.

A model likes to invent a partner (联合卫生部门) or a village. Only what is plainly a name is
reported: it ends like one, begins at a mark or a verb, and no part of the facts says it.
"""

import re
from functools import cache
from typing import Final

from drafter.facts import FactSheet
from drafter.verifying.types import Warn
from drafter.verifying.words import read_lines, tokens_of

__all__ = ["find_names", "words_of_sheet"]

_QUOTED: Final = re.compile(r"“([^“”\n]{2,24})”|《([^《》\n]{2,40})》")
_CLEAN: Final = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_LEAD: Final = re.compile(
    r"^.*(?:派往|选派|联合|会同|协同|协调|配合|携手|邀请|组织|走进|深入|来到|前往|走访|慰问|走遍|来自|依托|借助|对接|争取|联系|通过"
    r"|动员|发动|指导|帮助|慰问|参观|考察|赴|到|在|由|向|经|被|与|和|及|为|从|给|对|是|以及|获|受|于|将|了|着|的|等|各|名|位|家|所|个|并|镇|乡|县|市|全|我|本|该)"
)
_PLACE: Final = re.compile(
    r"([\u4e00-\u9fff]{1,7}?)(村|镇|乡|社区|街道|小区|林场|农场|自治县)(?!级|民|组|妇|委|干|里|风|规|容|两委|建|庄)"
)
_NOT_PLACE: Final = re.compile(
    "[是加推建办举开新进抓促强做拓搭织动参带各每全本我该其两几数多等所名个我省县区这那某]|行政|示范|乡村|农村|新农|城镇|集镇|乡镇|驻地|周边|偏远|重点|试点|美丽|文明|和谐|智慧|平安|幸福|贫困|自然|联系|基层|帮扶|结对|包联|特色|老旧|居民|农民|进村|入村|下村|驻村|兄弟|邻近|辖区|街道|集中|居住|搬迁|安置|移民|城中|留守|空心"
)
_PERSON: Final = re.compile(
    r"(?:(?<=[，。；、：（“\s\n])|(?<=表彰)|(?<=推荐)|(?<=授予)|(?<=慰问)|(?<=由)|(?<=为)|(?<=以)|(?<=如)|(?<=对)|(?<=是)|^)"
    r"([{surnames}][\u4e00-\u9fff]{1,2}?)(?=同志|女士|先生|老师|大姐|阿姨|奶奶|老人|家庭|主席|主任|书记|等\d{0,3}[名人位]|被评|荣获|获评)"
)
_NOT_NAME: Final = re.compile("[的了在和与等各全市县镇乡村区妇联女名户家人年月日]")
_MARKS: Final = "，。；、：（“ \n\t"
_ORG_LONGEST: Final = 12


def words_of_sheet(sheet: FactSheet) -> str:
    """Return every word of the facts as one text."""
    parts = [sheet.title, sheet.org]
    for activity in sheet.activities:
        parts += [activity.heading, activity.text]
        parts += [fact.label for fact in activity.facts]
    parts += [piece.text for piece in sheet.dropped]
    return "\n".join(dict.fromkeys(part for part in parts if part))


@cache
def _known_quotes() -> frozenset[str]:
    return frozenset(word for line in read_lines("known_quotes.txt") for word in line.split())


@cache
def _orgs() -> re.Pattern[str]:
    endings = sorted(
        {word for line in read_lines("orgs.txt") for word in line.split()}, key=len, reverse=True
    )
    return re.compile(f"([\\u4e00-\\u9fff]{{0,{_ORG_LONGEST}}}?)({'|'.join(endings)})")


@cache
def _persons() -> re.Pattern[str]:
    surnames = "".join(read_lines("surnames.txt"))
    return re.compile(_PERSON.pattern.replace("{surnames}", surnames))


def find_names(draft: str, known: str) -> list[Warn]:
    """Return the names of the draft without a counterpart in the facts.

    Args:
        draft: The text.
        known: All words of the facts.
    """
    plain = _CLEAN.sub("", known)
    found = _quoted(draft, plain)
    taken = [(warn.start, warn.end) for warn in found]
    for warn in (*_organisations(draft, plain), *_places(draft, plain), *_people(draft, plain)):
        if not any(low < warn.end and warn.start < high for low, high in taken):
            found.append(warn)
            taken.append((warn.start, warn.end))
    return sorted(found, key=lambda warn: warn.start)


def _quoted(draft: str, plain: str) -> list[Warn]:
    found = []
    for match in _QUOTED.finditer(draft):
        title = match[2] is not None
        inner = _CLEAN.sub("", match[2] if title else match[1])
        if not inner or inner in plain or (not title and inner in _known_quotes()):
            continue
        if inner.isdigit() or _mostly_known(inner, plain):
            continue
        what = "文件或作品" if title else "引号里的名称"
        found.append(
            Warn(
                text=match[0],
                start=match.start(),
                end=match.end(),
                kind="title" if title else "quote",
                reason=f"记录里没有这个{what}",
            )
        )
    return found


def _mostly_known(inner: str, plain: str) -> bool:
    """Say whether nearly every pair of the term's characters stands in the facts: 庆“三八”节 …"""
    pairs = {inner[i : i + 2] for i in range(len(inner) - 1)}
    return len(pairs) > 2 and sum(pair in plain for pair in pairs) >= 0.75 * len(pairs)


def _organisations(draft: str, plain: str) -> list[Warn]:
    found = []
    for match in _orgs().finditer(draft):
        ending = match[2]
        lead = _LEAD.match(match[1])
        name_start = match.start() + (lead.end() if lead else 0)
        name = draft[name_start : match.end()]
        if name in plain or _known_org(name, ending, plain):
            continue
        if name == ending and len(ending) <= 2:
            continue
        found.append(
            Warn(
                text=name,
                start=name_start,
                end=match.end(),
                kind="name",
                reason="记录里没有这个单位",
            )
        )
    return found


def _known_org(name: str, ending: str, plain: str) -> bool:
    """Say whether the facts name it in other words: 卫生部门 for 镇卫生院, 司法 for 司法所."""
    stem = ending.removesuffix("部门").removesuffix("有限公司")
    if ending.endswith("部门") and stem and stem in plain:
        return True
    if ending not in plain:
        return False
    if len(name) > len(ending) and name[-len(ending) - 1 :] in plain:
        return True
    rest = name.removesuffix(ending)
    if not rest:
        return True
    tokens = tokens_of(rest)
    return not tokens or all(token in plain for token in tokens if isinstance(token, str))


def _places(draft: str, plain: str) -> list[Warn]:
    found = []
    for match in _PLACE.finditer(draft):
        lead = _LEAD.match(match[1])
        start = match.start() + (lead.end() if lead else 0)
        name = draft[start : match.end()]
        stem = name.removesuffix(match[2])
        opens = start == 0 or lead is not None or draft[start - 1] in _MARKS
        if not opens or not 2 <= len(stem) <= 4 or _NOT_PLACE.search(stem):
            continue
        if name in plain or stem in plain or name[-len(match[2]) - 2 :] in plain:
            continue
        found.append(
            Warn(text=name, start=start, end=match.end(), kind="name", reason="记录里没有这个地名")
        )
    return found


def _people(draft: str, plain: str) -> list[Warn]:
    found = []
    for match in _persons().finditer(draft):
        name = match[1]
        if name in plain or _NOT_NAME.search(name[1:]):
            continue
        found.append(
            Warn(
                text=name,
                start=match.start(1),
                end=match.end(1),
                kind="name",
                reason="记录里没有这个人名",
            )
        )
    return found
