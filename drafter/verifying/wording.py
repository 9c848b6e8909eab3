"""What to look at in a draft's wording: blanks left in, dated terms, wrong level words, numerals.

Warnings only: they say nothing about a figure's truth.
"""

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from drafter.facts import FactSheet, Level
from drafter.verifying.types import Warn

__all__ = ["find_wording"]

_OWN: Final = re.compile(r"(?:我|本)(省|市|县|区|旗|镇|乡|街道|街|村|社区)(?!级|民|妇代)")
_LEVEL_NAMES: Final = {
    Level.PROVINCE: ("省",),
    Level.CITY: ("市",),
    Level.COUNTY: ("县", "区", "市", "旗"),
    Level.TOWNSHIP: ("镇", "乡"),
    Level.STREET: ("街道", "街"),
    Level.VILLAGE: ("村",),
    Level.COMMUNITY: ("社区",),
}
_HINT: Final = {
    "placeholder": re.compile(r"[xX×＊*〔【\[_＿]|“\s*”|《\s*》|TODO|待补|待填|略"),
    "outdated": re.compile("法|妇代会|贫困|新农合|合作医疗|计生|卫计|荣辱|争优"),
    "number_style": re.compile(r"[\d０-９几、零〇·]"),
}


@cache
def _rules() -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    text = files("drafter.verifying").joinpath("data/wording.toml").read_text("utf-8")
    return {
        kind: tuple((re.compile(pattern), reason) for pattern, reason in rules.items())
        for kind, rules in tomllib.loads(text).items()
    }


def find_wording(draft: str, sheet: FactSheet, known: str) -> list[Warn]:
    """Return the warnings on wording, in order of place.

    Args:
        draft: The text.
        sheet: Its org tells which level word is right.
        known: All words of the facts; a term that they use themselves is not theirs to be blamed.
    """
    found: dict[tuple[int, int], Warn] = {}
    for kind, rules in _rules().items():
        if not _HINT[kind].search(draft):
            continue
        for pattern, reason in rules:
            for match in pattern.finditer(draft):
                found.setdefault(
                    match.span(),
                    Warn(
                        text=match[0],
                        start=match.start(),
                        end=match.end(),
                        kind=kind,
                        reason=reason,
                    ),
                )
    warns = list(found.values()) + _level_words(draft, sheet, known)
    return sorted(_outermost(warns, draft), key=lambda warn: (warn.start, warn.end))


def _outermost(warns: list[Warn], draft: str) -> list[Warn]:
    """Join the warnings of one kind that overlap."""
    kept: list[Warn] = []
    for warn in sorted(warns, key=lambda one: (one.kind, one.start, -one.end)):
        last = kept[-1] if kept else None
        if last is None or last.kind != warn.kind or warn.start >= last.end:
            kept.append(warn)
        elif warn.end > last.end:
            kept[-1] = replace(last, end=warn.end, text=draft[last.start : warn.end])
    return kept


def _level_words(draft: str, sheet: FactSheet, known: str) -> list[Warn]:
    right = _LEVEL_NAMES.get(sheet.level)
    if right is None or not sheet.org:
        return []
    if sheet.level is Level.TOWNSHIP or sheet.level is Level.COUNTY:
        named = [word for word in right if word in sheet.org]
        right = tuple(named) or right
    elif sheet.level is Level.STREET:
        right = ("街道", "街")
    found = []
    for match in _OWN.finditer(draft):
        if match[1] in right or match[0] in known:
            continue
        found.append(
            Warn(
                text=match[0],
                start=match.start(),
                end=match.end(),
                kind="level_word",
                reason=f"单位是{sheet.org or sheet.level.value}，应写“{match[0][0]}{right[0]}”",
            )
        )
    return found
