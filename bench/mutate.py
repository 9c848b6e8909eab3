"""Change one figure of a verified draft in one of many ways, and count how many the verifier sees.

Each mutation is a fault that people or models make; a verifier that misses one would pass it in
earnest. ``python bench/mutate.py`` prints the table by kind.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from drafter.facts import FactSheet, build_fact_sheet
from drafter.figures import Figure, Kind, Qualifier, find_figures, unit_class
from drafter.intake import notes_from_text
from drafter.verifying import Verifier

__all__ = ["KINDS", "Mutation", "mutations"]

_CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "verifying"
_DIGITS = re.compile(r"[0-9][0-9,.]*")
_CHINESE = "零一二三四五六七八九"
_UNITS = {
    "人": "户", "名": "户", "人次": "人", "户": "件", "份": "户", "件": "名", "场": "人次",
    "期": "人次", "次": "名",
    "个": "元", "条": "人", "篇": "户", "万元": "万人", "元": "人",
    "支": "人次", "册": "户", "笔": "人次", "亩": "平方米",
    "斤": "公斤", "公里": "米", "吨": "公斤",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutation:
    """A draft with one fault: its kind, the changed text and the spans that must be flagged.

    One flagged span of several is enough: of two figures that changed places either betrays both.
    """

    kind: str
    draft: str
    spans: tuple[tuple[int, int], ...]


def _number(figure: Figure) -> str | None:
    match = _DIGITS.search(figure.text)
    return match[0] if match and isinstance(figure.value, Decimal) else None


def _replaced(draft: str, figure: Figure, surface: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    changed = draft[: figure.start] + surface + draft[figure.end :]
    return changed, ((figure.start, figure.start + len(surface)),)


def _with_number(figure: Figure, number: str) -> str:
    return _DIGITS.sub(number, figure.text, count=1)


def _digit(figure: Figure, rng: random.Random) -> str | None:
    number = _number(figure)
    if number is None:
        return None
    places = [place for place, char in enumerate(number) if char.isdigit()]
    place = rng.choice(places)
    choices = [d for d in "123456789" if d != number[place]]
    return _with_number(figure, number[:place] + rng.choice(choices) + number[place + 1 :])


def _transposed(figure: Figure, rng: random.Random) -> str | None:
    number = _number(figure)
    if number is None:
        return None
    pairs = [
        place
        for place in range(len(number) - 1)
        if number[place : place + 2].isdigit()
        and number[place] != number[place + 1]
        and not (place == 0 and number[1] == "0")
    ]
    if not pairs:
        return None
    place = rng.choice(pairs)
    swapped = number[place + 1] + number[place]
    return _with_number(figure, number[:place] + swapped + number[place + 2 :])


def _tenfold(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    return None if number is None or "." in number else _with_number(figure, number + "0")


def _tenth(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    if number is None or "." in number or len(number) < 2 or number[-1] != "0":
        return None
    return _with_number(figure, number[:-1])


def _wan_dropped(figure: Figure, _: random.Random) -> str | None:
    return figure.text.replace("万", "", 1) if "万" in figure.text else None


def _wan_added(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    if number is None or "万" in figure.text or figure.kind not in (Kind.QUANTITY, Kind.MONEY):
        return None
    return _with_number(figure, number + "万")


def _point_moved(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    if number is None or "." not in number:
        return None
    whole, part = number.split(".")
    return _with_number(figure, whole + part if len(whole) < 3 else f"{whole[0]}.{whole[1:]}{part}")


def _unit(figure: Figure, _: random.Random) -> str | None:
    for unit in sorted(_UNITS, key=len, reverse=True):
        if figure.text.endswith(unit):
            return figure.text.removesuffix(unit) + _UNITS[unit]
    return None


def _over_added(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    if number is None or figure.qualifier is not Qualifier.EXACT or "." in number:
        return None
    if figure.kind not in (Kind.QUANTITY, Kind.MONEY) or Decimal(number.replace(",", "")) < 10:
        return None
    return _with_number(figure, number + "余")


def _near_added(figure: Figure, _: random.Random) -> str | None:
    if _over_added(figure, _) is None:
        return None
    return "近" + figure.text


def _hedge_dropped(figure: Figure, _: random.Random) -> str | None:
    if figure.qualifier is Qualifier.EXACT or _number(figure) is None:
        return None
    bare = re.sub("余|多|近|约|以上|将近|左右|超过?|上下|至少|不少于", "", figure.text)
    return bare if bare != figure.text else None


def _hedge_reversed(figure: Figure, _: random.Random) -> str | None:
    if _number(figure) is None:
        return None
    if figure.qualifier is Qualifier.OVER and re.search("余|多", figure.text):
        return "近" + re.sub("余|多", "", figure.text)
    if figure.qualifier is Qualifier.UNDER and figure.text.startswith("近"):
        number = _number(figure) or ""
        return _with_number(figure, number + "余").removeprefix("近")
    return None


def _range_end(figure: Figure, rng: random.Random) -> str | None:
    if not isinstance(figure.value, tuple):
        return None
    ends = list(_DIGITS.finditer(figure.text))
    if len(ends) < 2:
        return None
    last = ends[-1]
    number = str(int(last[0].rstrip(".").replace(",", "").split(".")[0]) + rng.randint(1, 3))
    return figure.text[: last.start()] + number + figure.text[last.end() :]


def _ordinal(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    if number is None or figure.kind is not Kind.ORDINAL:
        return None
    return _with_number(figure, str(int(number) + 1))


def _day(figure: Figure, rng: random.Random) -> str | None:
    match = re.search(r"(\d{1,2})(日|号)", figure.text)
    if match is None or figure.kind is not Kind.DATE:
        return None
    day = rng.choice([d for d in range(1, 29) if d != int(match[1])])
    return figure.text[: match.start(1)] + str(day) + figure.text[match.end(1) :]


def _month(figure: Figure, rng: random.Random) -> str | None:
    match = re.search(r"(?<!\d)(\d{1,2})月", figure.text)
    if match is None or figure.kind not in (Kind.DATE, Kind.PERIOD):
        return None
    month = rng.choice([m for m in range(1, 13) if m != int(match[1])])
    return figure.text[: match.start(1)] + str(month) + figure.text[match.end(1) :]


def _year(figure: Figure, rng: random.Random) -> str | None:
    match = re.search(r"(20\d\d)年", figure.text)
    if match is None:
        return None
    return figure.text.replace(match[1], str(int(match[1]) + rng.choice((-3, -2, 2, 3))), 1)


def _chinese(number: int) -> str:
    if number < 10:
        return _CHINESE[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")
    hundreds, rest = divmod(number, 100)
    if not rest:
        return _CHINESE[hundreds] + "百"
    if rest < 10:
        return f"{_CHINESE[hundreds]}百零{_CHINESE[rest]}"
    tens = _chinese(rest)
    return _CHINESE[hundreds] + "百" + ("一" + tens if rest < 20 else tens)


def _script(figure: Figure, rng: random.Random) -> str | None:
    number = _number(figure)
    if number is None or not number.isdigit() or not 1 < int(number) < 998:
        return None
    if figure.kind is not Kind.QUANTITY or "万" in figure.text:
        return None
    return _with_number(figure, _chinese(int(number) + rng.choice((1, -1))))


def _full_width(figure: Figure, rng: random.Random) -> str | None:
    changed = _digit(figure, rng)
    if changed is None:
        return None
    return changed.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})


def _off_by_one(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    if number is None or not number.isdigit():
        return None
    return _with_number(figure, str(int(number) + 1))


def _doubled(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    if number is None or not number.isdigit() or int(number) < 2:
        return None
    return _with_number(figure, str(int(number) * 2))


def _rounded(figure: Figure, _: random.Random) -> str | None:
    number = _number(figure)
    if number is None or not number.isdigit() or len(number) < 3 or number.endswith("0"):
        return None
    if figure.qualifier is not Qualifier.EXACT or figure.kind is Kind.NUMBER_CODE:
        return None
    return _with_number(figure, str(round(int(number), -2) or 100))


_SURFACE: dict[str, Callable[[Figure, random.Random], str | None]] = {
    "digit": _digit,
    "transposed": _transposed,
    "times_ten": _tenfold,
    "tenth": _tenth,
    "wan_dropped": _wan_dropped,
    "wan_added": _wan_added,
    "point_moved": _point_moved,
    "off_by_one": _off_by_one,
    "doubled": _doubled,
    "unit_changed": _unit,
    "over_added": _over_added,
    "near_added": _near_added,
    "hedge_dropped": _hedge_dropped,
    "hedge_reversed": _hedge_reversed,
    "range_end": _range_end,
    "ordinal": _ordinal,
    "day": _day,
    "month": _month,
    "year": _year,
    "other_script": _script,
    "full_width": _full_width,
    "rounded": _rounded,
}


def _swaps(
    draft: str, figures: tuple[Figure, ...], rng: random.Random
) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """Yield exchanges of two figures: within a clause group, across sentences, across units."""
    pairs = []
    for place, one in enumerate(figures):
        for two in figures[place + 1 : place + 9]:
            if one.value == two.value or one.kind is not two.kind or one.per != two.per:
                continue
            same = unit_class(one.unit) == unit_class(two.unit)
            between = draft[one.end : two.start]
            across = bool(re.search("[。；\n]", between))
            if _numeral(one) is None or _numeral(two) is None:
                continue
            if same and one.unit is not None:
                pairs.append(("swap_across" if across else "swap_within", one, two))
            elif not across and one.kind is Kind.QUANTITY and None not in (one.unit, two.unit):
                pairs.append(("swap_units", one, two))
    for kind in ("swap_within", "swap_across", "swap_units"):
        chosen = [pair for pair in pairs if pair[0] == kind]
        if chosen:
            _, one, two = rng.choice(chosen)
            first = one.text.replace(str(_numeral(one)), str(_numeral(two)), 1)
            second = two.text.replace(str(_numeral(two)), str(_numeral(one)), 1)
            head = draft[: one.start] + first
            middle = head + draft[one.end : two.start]
            changed = middle + second + draft[two.end :]
            spans = ((one.start, len(head)), (len(middle), len(middle) + len(second)))
            yield kind, changed, spans


def _numeral(figure: Figure) -> str | None:
    match = re.search(r"[0-9][0-9,.]*(?:[余多])?(?:万|亿)?", figure.text)
    return match[0] if match and isinstance(figure.value, Decimal) else None


def _inserted(draft: str, rng: random.Random) -> Iterator[tuple[str, str, int, int]]:
    """Yield drafts with a claim that the facts do not make."""
    stops = [match.start() for match in re.finditer("[。；]", draft)] or [len(draft)]
    place = rng.choice(stops)
    growth = f"同比增长{rng.randint(11, 89)}.{rng.randint(1, 9)}%"
    yield (
        "growth_inserted",
        draft[:place] + "，" + growth + draft[place:],
        place + 5,
        place + 1 + len(growth),
    )
    claim = f"惠及群众{rng.randint(1001, 98765)}人次"
    yield (
        "figure_invented",
        draft[:place] + "，" + claim + draft[place:],
        place + 5,
        place + 1 + len(claim),
    )


def mutations(
    draft: str, sheet: FactSheet, rng: random.Random, *, each: int = 1
) -> Iterator[Mutation]:
    """Yield faults in a draft, up to ``each`` of every kind that its figures allow."""
    # The date of a sign-off is nobody's fact.
    figures = tuple(
        f
        for f in find_figures(draft)
        if draft[f.start : f.end] != draft.rstrip().rsplit("\n", 1)[-1]
    )
    known = {
        (fact.figure.value, unit_class(fact.figure.unit))
        for activity in sheet.activities
        for fact in activity.facts
    }
    for kind, change in _SURFACE.items():
        made = 0
        for figure in rng.sample(figures, len(figures)):
            surface = change(figure, rng)
            if surface is None or surface == figure.text or made >= each:
                continue
            changed, spans = _replaced(draft, figure, surface)
            found = [
                f for f in find_figures(changed) if f.start < spans[0][1] and spans[0][0] < f.end
            ]
            # A change that hits another fact's value, or gives the same value, proves nothing.
            if not found or any(
                f.value == figure.value
                and f.qualifier is figure.qualifier
                and unit_class(f.unit) == unit_class(figure.unit)
                for f in found
            ):
                continue
            if (
                any((f.value, unit_class(f.unit)) in known for f in found)
                and "hedge" not in kind
                and "added" not in kind
            ):
                continue
            made += 1
            yield Mutation(kind, changed, spans)
    for kind, changed, spans in _swaps(draft, figures, rng):
        yield Mutation(kind, changed, spans)
    for kind, changed, start, end in _inserted(draft, rng):
        yield Mutation(kind, changed, ((start, end),))
    yield from _parts_for_wholes(draft, figures, sheet)


def _parts_for_wholes(
    draft: str, figures: tuple[Figure, ...], sheet: FactSheet
) -> Iterator[Mutation]:
    facts = {fact.id: fact for activity in sheet.activities for fact in activity.facts}
    for fact in facts.values():
        whole = facts.get(fact.part_of or "")
        if whole is None or whole.figure.value == fact.figure.value:
            continue
        stated = [
            f for f in figures if f.value == whole.figure.value and f.unit == whole.figure.unit
        ]
        if len(stated) == 1:
            changed, spans = _replaced(draft, stated[0], fact.figure.text)
            yield Mutation("part_for_whole", changed, spans)
            return


KINDS = (
    *_SURFACE,
    "swap_within",
    "swap_across",
    "swap_units",
    "growth_inserted",
    "figure_invented",
    "part_for_whole",
)


def _clean_items() -> Iterator[tuple[str, str, str]]:
    for path in sorted(_CASES.glob("*.json")):
        for item in json.loads(path.read_text("utf-8")):
            if not item["flags"]:
                yield item["id"], item["facts"], item["draft"]


def main() -> int:
    """Print how many mutations of each kind are seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print every miss")
    options = parser.parse_args()
    rng = random.Random(options.seed)  # noqa: S311 # repeatable, not secret
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for name, facts, draft in _clean_items():
        sheet = build_fact_sheet([notes_from_text(facts)])
        verifier = Verifier(sheet)
        for mutation in mutations(draft, sheet, rng, each=options.each):
            made[mutation.kind] += 1
            judged = verifier.verify(mutation.draft)
            flagged = judged.flagged
            caught = any(
                checked.figure.start < end and start < checked.figure.end
                for checked in flagged
                for start, end in mutation.spans
            )
            seen[mutation.kind] += caught
            if options.show and not caught:
                start, end = mutation.spans[0]
                place = mutation.draft[max(0, start - 20) : end + 15].replace("\n", "/")
                reasons = [
                    f"{one.figure.text}: {one.reason}"
                    for one in judged.figures
                    if any(one.figure.start < b and a < one.figure.end for a, b in mutation.spans)
                ]
                print(f"MISS {mutation.kind} {name}: …{place}…  | {reasons} | {facts[:160]!r}")
    print(f"{'kind':<18}{'made':>6}{'seen':>6}{'share':>8}")
    for kind in KINDS:
        if made[kind]:
            print(f"{kind:<18}{made[kind]:>6}{seen[kind]:>6}{seen[kind] / made[kind]:>8.1%}")
    total, caught = sum(made.values()), sum(seen.values())
    print(f"{'all':<18}{total:>6}{caught:>6}{caught / max(1, total):>8.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
