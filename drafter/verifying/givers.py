"""Who gave: what one office paid is none of another's, and a giver's part is no whole.

县妇联支持材料费6万元、展位4个 where 文旅局 gave the 展位; 省里发放220个 where 180 of these were.
"""

import re
from functools import cache
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.words import read_lines

__all__ = ["giver_clash"]

_LEVELS: Final = "省|市|县|区|旗|乡|镇|街道|村|社区"
_GIVES: Final = (
    "给了?|出资?了?|拨付?了?|下拨了?|资助了?|捐赠?助?了?|认捐了?|赠送?了?|支持了?|提供了?|自筹了?"
    "|配套了?|赞助了?|奖励?了?|补助?了?|补贴了?|自付了?|承担了?|负担了?|自掏了?|交了?|付了?|掏了?"
)
_HANDS_OUT: Final = f"{_GIVES}|发放?了?|送了?"
_MAY_GIVE: Final = re.compile("[给出拨助捐赠送持供筹套励补贴发付承负掏交奖]")
_STOPS: Final = re.compile(r"[，。；;、\d]")
_ASIDE: Final = "(?:那边|那儿|也|又|另外?|还|共|一共|分别)?"


@cache
def _org() -> str:
    names = "|".join(
        sorted(
            (name for line in read_lines("orgs.txt") for name in line.split()),
            key=len,
            reverse=True,
        )
    )
    return (
        f"(?P<level>{_LEVELS})(?:里|上|级|政府|委|集体)?(?![\u4e00-\u9fff]*(?:{names}))"
        f"|(?P<payer>{_payers()})"
        f"|[\u4e00-\u9fff]{{0,4}}?(?P<office>{names}|教育办|民政办|妇联|企业|个体户|老板|乡贤)"
    )


@cache
def _payers() -> str:
    return "|".join(word for line in read_lines("payers.txt") for word in line.split())


@cache
def _giving(verbs: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_org()}){_ASIDE}(?:{verbs})")


def giver_clash(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> str:
    """Say that another giver is told of a number than the notes tell, "" where none is."""
    if not _MAY_GIVE.search(case.mention.lead):
        return ""
    known = _giver(own.mention, _HANDS_OUT, noted=True)
    said = _giver(case.mention, _GIVES if known else _HANDS_OUT)
    if not said or said == known:
        return ""
    if any(_giver(item.mention, _HANDS_OUT, noted=True) == said for _, item in case.good):
        return ""
    if known:
        if known in _piece(case.mention) or said in own.mention.clause_text:
            return ""
        case.certain = True
        return f"记录里给的是“{known}”"
    for item in index.line_of(own):
        if item is own or item.span is None or own.span is None or item.calendar:
            continue
        if item.measure not in (own.measure, None) or item.span.low >= own.span.low:
            continue
        if _giver(item.mention, _HANDS_OUT, noted=True) != said:
            continue
        told = [one for one in tellers.get(item.number, ()) if one is not case]
        if not any(_giver(one.mention, _HANDS_OUT) == said for one in told):
            case.certain = True
            return f"记录里“{said}”给的是“{item.fact.figure.text}”"
    return ""


def _piece(mention: Mention) -> str:
    """Return the words before a figure back to the last number, or over the list it is in."""
    words = mention.lead.rstrip()
    piece = _STOPS.split(words)[-1]
    if _giving(_HANDS_OUT).search(piece):
        return piece
    # 县妇联支持材料费6万元、展位4个: who gives holds for the list.
    return re.split("[，。；;]", words)[-1] if words.endswith("、" + piece) else piece


def _giver(mention: Mention, verbs: str, *, noted: bool = False) -> str:
    """Return who gives at a figure, by its office or level; "" where nobody is named."""
    if not _MAY_GIVE.search(mention.lead):
        return ""
    piece = _piece(mention)
    if noted and re.match(verbs, piece):
        # 旗里文旅局 给 展位4个: a ledger may part who from what.
        before = mention.prefix[: len(mention.prefix) - len(mention.lead)].rstrip("，, ")
        piece = _STOPS.split(before)[-1] + piece
    found = None
    for match in _giving(verbs).finditer(piece):
        found = match
    return (found["office"] or found["payer"] or found["level"]) if found is not None else ""
