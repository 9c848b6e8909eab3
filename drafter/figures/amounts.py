"""Read one amount at a given place: the numeral in any form, with 余 多 几 inside it.

Source: the forms of GB/T 15835-2011 and those of the sample summaries (1万余元, 10余万, 22多名).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from drafter.figures.numerals import MAX_NUMERAL, Numeral, parse_numeral, scaled
from drafter.figures.terms import Terms
from drafter.figures.types import Kind, Qualifier
from drafter.figures.units import units_by_first

__all__ = ["FACTORS", "Amount", "price_after", "read_amount"]

_GROUPED: Final = (
    r"[0-9]{1,3}(?:[,，][0-9]{3}(?![0-9])){1,8}+"
    r"|[1-9][0-9]{0,2}(?: [0-9]{3}(?![0-9,，.])){1,8}+(?= ?[^\s0-9])"
    # At a line's end nothing tells 1 520 from two columns but the word right before it.
    r"|(?<![\s0-9])[1-9][0-9]{0,2}(?: [0-9]{3}){1,8}+(?=[ \t]*\n)|[0-9]++"
)
_ARABIC: Final = re.compile(rf"(?:{_GROUPED})(?:\.[0-9]++)?")
_CHINESE: Final = re.compile(
    r"(?:[〇零○一二三四五六七八九十百千万亿两俩仨廿卅卌几数壹贰叁肆伍陆柒捌玖拾佰仟]|(?<=[〇零一二两三四五六七八九十])点(?=[〇零一二三四五六七八九])){1,60}"
)
# What continues an Arabic number: 2万3千, 10万零5百, 1亿2千万, 3万5.
_SCALES: Final = re.compile(
    r" ?[十百千万亿]{1,3}"
    r"(?:[零〇]?[0-9]{1,4}(?:\.[0-9]{1,4})?[十百千万]{1,2}|[零〇][0-9]{1,4}(?![0-9])|[一二两三四五六七八九][十百千万]{1,2}"
    r"|[0-9](?![0-9.十百千万])(?=[元名人份户，。、；;,)）\s]|[\u4e00-\u9fff](?<![个次场期岁月年日天号点时分项件条只支张本套台家村镇区县至到组班级周季队期亩斤]))|[0-9]{3}(?=[元名人份户])|[零〇][一二三四五六七八九]){0,6}+"
)
_AFTER_SCALE: Final = re.compile(r" ?[万亿千百]{1,2}")
FACTORS: Final = {
    "万": Decimal(10**4), "亿": Decimal(10**8), "千": Decimal(1000), "百": Decimal(100),
    "千万": Decimal(10**7), "百万": Decimal(10**6), "万亿": Decimal(10**12),
}  # fmt: skip
# 1.2w is 1.2万.
_LETTERS: Final = {"w": "万", "W": "万"}
# 善款 5.7 万 余 1.1 万 and 出2000 余下众筹: 余 behind a blank is what is left over.
_NEXT_AMOUNT: Final = re.compile(r" ?[0-9]|下|额|款|钱")
# Behind +: 县里2万, 县财政2万, 个人捐2万, 企业出3万; and bare 县2万 behind a sum in 万.
_NEXT_PARTY: Final = re.compile(
    "(?:[省市县区镇乡村](?:里|级|上|财政|妇联|政府|拨|出|补|配套)|社区|街道|单位|企业|个人)"
    "[\u4e00-\u9fff]{0,4} ?[0-9]"
)
_NEXT_LEVEL: Final = re.compile("[省市县区镇乡村] ?[0-9]")
_SCALED: Final = frozenset("百千万亿")
_ROUND: Final = frozenset("百千万")
_INSIDE: Final = {
    "余": Qualifier.OVER,
    "多": Qualifier.OVER,
    "来": Qualifier.ABOUT,
    "几": Qualifier.ABOUT,
}


@dataclass(slots=True)
class Amount:
    """A number as written at one place.

    Attributes:
        end: Offset one past the numeral, its inner hedge and its scale.
        numeral: Its value; None where none is stated (几十, 数百).
        hedge: What 余 多 来 几 inside it claim, None without.
        scale: The 万 or 亿 that closes it (both ends of 10-15万 share it), "" without.
        mantissa: Its value without that scale.
        bare: It is one Chinese scale alone (百名, 万户): a round word.
        vague: 几 or 数 make it a number without a value.
    """

    end: int
    numeral: Numeral | None
    hedge: Qualifier | None = None
    scale: str = ""
    mantissa: Decimal | None = None
    bare: bool = False
    vague: bool = False
    core_end: int = 0


# 2000一个月, 一百一天: so much for each.
_PRICE: Final = re.compile(
    r"一(?:个(?P<long>月|星期|学期|季度|小时)|(?P<short>天|月|年|周|次|场))(?![以内来后多半零])"
)


def price_after(text: str, place: int) -> tuple[int, str] | None:
    """Return where 一个月 behind a bare number ends, and what the price is per."""
    match = _PRICE.match(text, place)
    return (match.end(), match["long"] or match["short"]) if match else None


def read_amount(text: str, start: int, terms: Terms) -> Amount | None:
    """Read the amount that begins at ``start``; None if the characters make no number."""
    if "0" <= text[start] <= "9":
        return _arabic(text, start, terms)
    return _chinese(text, start, terms)


def _arabic(text: str, start: int, terms: Terms) -> Amount | None:
    match = _ARABIC.match(text, start)
    if match is None:  # pragma: no cover - the caller has seen a digit
        return None
    end = match.end()
    if end - start > MAX_NUMERAL:
        return None
    written = match.group()
    if "," in written and text[start - 1 : start] == ",":  # cells of a table: 义诊,64,380元
        end = start + written.index(",")
        written = text[start:end]
    if "，" in written and text[start - 1 : start] == "，":  # 6月，45，340
        end = start + written.index("，")
        written = text[start:end]
    following = text[end]
    if (following in "十百千万亿 " and following != " ") or (
        following == " " and text[end + 1] in "百千万亿"
    ):
        at = end + (following == " ")
        if not _is_unit_or_name(text, at, terms):
            scales = _SCALES.match(text, end)
            if scales:
                written += scales.group().strip()
                end = scales.end()
    numeral = parse_numeral(written)
    if numeral is None:
        written = (
            match.group().partition(",")[0] if text[start - 1 : start] == "," else match.group()
        )
        numeral, end = parse_numeral(written), start + len(written)
        if numeral is None:
            return None
    return _hedged(text, end, numeral, written)


def _is_unit_or_name(text: str, at: int, terms: Terms) -> bool:
    """Say whether 千米, 百分点 or 万源市 stands here, whose 千 is no scale."""
    for unit in units_by_first().get(text[at], ()):
        if text.startswith(unit.text, at):
            return True
    term = terms.at(text, at)
    return term is not None and term.lead == 0 and term.kind is Kind.NAME


def _adds_level(text: str, plus: int) -> bool:
    """Say whether + adds what the next level or party gave: 镇里3万+县里2万, 镇3+县2."""
    return _NEXT_PARTY.match(text, plus + 1) is not None or (
        _NEXT_LEVEL.match(text, plus + 1) is not None and text[plus - 1] in _SCALED
    )


def _hedged(text: str, end: int, numeral: Numeral, written: str) -> Amount:
    char = text[end]
    hedge = None
    core_end = end
    if (
        char == "+"
        and not _adds_level(text, end)
        and any(
            text.startswith(unit.text, end + 1) and not text.startswith(unit.not_before, end + 2)
            for unit in units_by_first().get(text[end + 1], ())
        )
    ):
        return Amount(end + 1, numeral, Qualifier.OVER, mantissa=numeral.value, core_end=end)
    if char in "kK" and text[end + 1] == "+":
        bigger = scaled(numeral, FACTORS["千"])
        if bigger is not None:
            return Amount(end + 2, bigger, Qualifier.OVER, "千", numeral.value, core_end=end)
    if char in _LETTERS and not (text[end + 1].isascii() and text[end + 1].isalnum()):
        bigger = scaled(numeral, FACTORS[_LETTERS[char]])
        if bigger is not None:
            plus = text[end + 1] == "+"
            hedge = Qualifier.OVER if plus else None
            return Amount(
                end + 1 + plus, bigger, hedge, _LETTERS[char], numeral.value, core_end=end
            )
    if char in _INSIDE or (
        char == " "
        and text[end + 1] in "余多"
        and text[end + 2] not in "下额"
        and not _NEXT_AMOUNT.match(text, end + 2)
    ):
        at = end + (char == " ")
        hedge = _INSIDE[text[at]]
        following = text[at + 1]
        if (
            text[at] in "来几" and not (following.isalpha() and following not in "自到源访电信往")
        ) or (text[at] == "多" and following in "样元方次种式彩名" and following not in "名次元"):
            hedge = None
        else:
            end = at + 1
    scale = ""
    position = len(written)
    while position and written[position - 1] in "百千万亿":
        position -= 1
    scale = written[position:]
    mantissa = None
    if scale and position:
        head = parse_numeral(written[:position])
        mantissa = head.value if head else None
    if hedge is not None and not scale:
        more = _AFTER_SCALE.match(text, end)
        if more and more.group().strip() in FACTORS:
            bigger = scaled(numeral, FACTORS[more.group().strip()])
            if bigger is not None:
                return Amount(
                    more.end(),
                    bigger,
                    hedge,
                    more.group().strip(),
                    numeral.value,
                    core_end=core_end,
                )
    return Amount(
        end, numeral, hedge, scale, mantissa if scale else numeral.value, core_end=core_end
    )


def _chinese(text: str, start: int, terms: Terms) -> Amount | None:
    match = _CHINESE.match(text, start)
    if match is None:
        return None
    written, end = match.group(), match.end()
    if len(written) > MAX_NUMERAL:
        return None
    # A lexicon entry that begins inside the run (一百万源市) is no part of the number.
    if len(written) > 1 and written[-1] in "万千百" and _is_unit_or_name(text, end - 1, terms):
        written, end = written[:-1], end - 1
    if len(written) > 1 and _PRICE.match(text, end - 1) and written[-2] in "百千万":
        written, end = written[:-1], end - 1  # 两千一个月 is 2000 for each month
    if any(char in "几数" for char in written):
        return _vague(text, end, written)
    numeral = parse_numeral(written)
    if numeral is None:
        return None
    if written in _ROUND and text[end] == "把" and text[end + 1] not in "握关手控":
        return Amount(end + 1, numeral, Qualifier.ABOUT, core_end=end)  # 千把人
    amount = _hedged(text, end, numeral, written)
    amount.bare = (len(written) == 1 and written in "百千万亿") or written in (
        "百万",
        "千万",
        "万亿",
    )
    return amount


def _vague(text: str, end: int, written: str) -> Amount | None:
    """几十, 数百万: no value; 十几, 二十几: about ten, about twenty; 几 alone: no value."""
    if written in ("几", "数"):
        return Amount(end, None, vague=True, core_end=end)
    if written[0] in "几数" and all(char in "十百千万亿" for char in written[1:]):
        if text[end] in "余多":
            end += 1
        return Amount(end, None, Qualifier.ABOUT, vague=True, core_end=end)
    if written[-1] == "几" and written.count("几") == 1 and "数" not in written:
        numeral = parse_numeral(written[:-1])
        if numeral is not None and numeral.step >= 10:
            return _scaled_vague(text, end, numeral)
    head, _, tail = written.partition("几")
    if head and tail and all(char in "十百千万亿" for char in tail):  # 十几万
        numeral = parse_numeral(head)
        if numeral is not None and tail in FACTORS:
            bigger = scaled(numeral, FACTORS[tail])
            if bigger is not None:
                return Amount(end, bigger, Qualifier.ABOUT, tail, numeral.value, core_end=end)
    return None


def _scaled_vague(text: str, end: int, numeral: Numeral) -> Amount:
    more = _AFTER_SCALE.match(text, end)
    if more and more.group().strip() in FACTORS:
        bigger = scaled(numeral, FACTORS[more.group().strip()])
        if bigger is not None:
            return Amount(more.end(), bigger, Qualifier.ABOUT, core_end=end)
    return Amount(end, numeral, Qualifier.ABOUT, core_end=end)
