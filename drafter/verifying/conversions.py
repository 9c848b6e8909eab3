"""One amount in another unit: 2吨 of 4000斤, 3.2公里（3200米）, 1.5小时 of 90分钟.

The factors are a closed table (data/conversions.tsv). A couple is two persons only where the draft
sets both beside each other: persons told alone are counted in the notes, not reckoned.
"""

from decimal import Decimal
from functools import cache
from typing import Final

from drafter.verifying.operands import Derivation, Reckoner, plain_number
from drafter.verifying.words import read_lines

__all__ = ["converted"]

_BESIDE: Final = "beside"


@cache
def _factors() -> dict[str, dict[str, tuple[Decimal, bool]]]:
    """Return, by unit, what one of another unit is of it, and whether both must be told."""
    found: dict[str, dict[str, tuple[Decimal, bool]]] = {}
    for line in read_lines("conversions.tsv"):
        large, small, factor, *rest = line.split("\t")
        beside = _BESIDE in rest
        found.setdefault(small, {})[large] = (Decimal(factor), beside)
        if not beside:
            found.setdefault(large, {})[small] = (1 / Decimal(factor), False)
    return found


def converted(r: Reckoner) -> Derivation | None:
    """Return the fact that a figure tells in another unit, None without one."""
    factors = _factors().get(r.figure.unit or "")
    if factors is None:
        return None
    told = r.before[-1:]
    for items in (told, *r.near_activities()):
        for item in items:
            factor, beside = factors.get(item.fact.figure.unit or "", (None, False))
            if factor is None or item.span is None or not item.span.single:
                continue
            if beside and items is not told:
                continue
            value = item.span.low * factor
            if r.yields(value, rounded=False, operands=(item,)):
                return Derivation(
                    (item,), f"{item.fact.figure.text}={plain_number(value)}{r.figure.unit}"
                )
    return None
