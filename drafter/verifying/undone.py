"""What the notes say is not done yet, or only asked for, told as done: 29户没动工, 1500的任务."""

import re
from functools import cache
from typing import Final

from drafter.figures import Kind
from drafter.verifying.cases import Case
from drafter.verifying.evidence import Evidence
from drafter.verifying.words import read_lines

__all__ = ["undone_clash"]

# What a draft says that leaves it open, too.
_OPEN: Final = re.compile(
    "未|没|尚|还|待|计划|拟|将|推迟|剩|差|余|暂缓|延期|正在|跟进|推进|继续|等|筹备|不|缺|名额|目标|任务|打算"
)
# 1500的任务, and 1500户，目标 with nothing behind it; 验收132户，任务200户 asks for the other.
_ASKED: Final = re.compile(
    r"的?(?:任务|目标|指标|计划数)(?![完成清单：:])"
    r"|[\s，,]{1,2}(?:任务|目标|指标|计划数)(?=\s*(?:$|[，,。；;）)\n]))"
)
_ASKS: Final = re.compile("任务|目标|指标|计划|应|要求")
_NEAR: Final = 24
_GAP: Final = re.compile(r"[，,]\s*")
# 任务书要求，签承诺书2000户: what the cell before asks for.
_ASKED_BEFORE: Final = re.compile(
    r"(?:任务书?|指标|目标|上级|[省市县区镇乡]里|文件)(?:要求|规定)"
    r"[，,：: ]{0,2}[^，,。；;\d]{0,8}$"
)
# 30人报了名（还没打）: what a bracket behind a number says of it.
_ASIDE: Final = re.compile(r"[^，,。；;\d（(]{0,6}[（(]")


@cache
def _not_done() -> re.Pattern[str]:
    """Return what says of the number right before it: 还没弄, 未完成，推到明年."""
    return re.compile(
        rf"[^，,。；;\d]{{0,6}}?(?:[没未](?:有|能|来得及)?(?:{_verbs()})"
        r"|推[到迟]|暂缓|延期|取消|没成|泡汤|搁置)(?![^，,。；;\s]*\d)"
    )


@cache
def _not_come() -> re.Pattern[str]:
    """Return what says of the number right behind it that it is still to come: 还没到30床."""
    return re.compile(rf"(?:还|尚)[没未](?:有|能)?(?:{_verbs()}|到)货?[，,：:\s]{{0,2}}$")


@cache
def _verbs() -> str:
    return "|".join(verb for line in read_lines("verbs.txt") for verb in line.split())


def undone_clash(case: Case, own: Evidence) -> str:
    """Return in Chinese how a number of what is not done, or is asked for, is told as done."""
    known, said = own.mention, case.mention
    if known.figure.kind in (Kind.DATE, Kind.PERIOD):
        return ""
    if _ASKED.match(known.tail or known.suffix) and not _ASKS.search(said.clause_text):
        return "记录里这是任务数，文中当作已经完成的写了"
    if _ASKED_BEFORE.search(known.prefix) and not _ASKS.search(said.clause_text):
        return "记录里这是要求的数，文中当作已经完成的写了"
    behind = known.tail
    rest = known.suffix[len(behind) :]
    following = _GAP.match(rest)
    if not behind.strip() and following:
        behind = rest[following.end() :]
    aside = _ASIDE.match(known.tail + known.suffix[len(known.tail) :])
    told = (
        _not_done().match(behind)
        or (_not_done().match(known.suffix, aside.end()) if aside else None)
        or _not_come().search(known.prefix)
    )
    if told is None:
        return ""
    if not _OPEN.search(said.prefix[-_NEAR:] + said.suffix[:_NEAR] + said.clause_text):
        return f"记录里是“{told[0]}”，文中当作已经完成的写了"
    return ""
