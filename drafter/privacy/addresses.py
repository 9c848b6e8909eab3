"""Addresses more exact than a village: groups, house numbers, estates, blocks, flats (pure).

A village or community alone is where work was done, and stays; with a group or a house number it
leads to one family.
"""

import re
from collections.abc import Iterator
from typing import Final

from drafter.privacy.types import Private, PrivateKind

__all__ = ["find_addresses"]

_NUMBER: Final = r"(?:[0-9０-９]{1,5}|[〇零一二三四五六七八九十百]{1,5})"
_CODE: Final = rf"(?:{_NUMBER}|[A-Za-z甲乙丙丁东西南北])"
_CJK: Final = r"\u3400-\u9fff"
# Where the name of the place begins: not inside these words.
_STOP: Final = "在到住走访送去从给由与及于是的了把对为赴进入位慰问看望探望来自：:，。；、（( \t\n"
_VILLAGE: Final = (
    rf"[{_CJK}]{{1,6}}?(?:村委会|行政村|自然村|村|社区|居委会|嘎查|屯|寨|庄|营|坊|街道|镇|乡)"
)
_GROUP: Final = (
    rf"第?{_NUMBER}(?:村民小组|居民小组|小组|组|队|社|屯|网格)(?!织|织|的?妇女|建"
    rf"|员|长|干|合|团|会)"
    rf"|[{_CJK}]{{1,4}}?(?:家)?(?:组|湾组|屯|湾|沟|坪|坝|院子|大院|巷|弄|胡同)"
)
_HOUSE: Final = (
    rf"(?:附)?{_CODE}(?:[\-－—之]{_NUMBER})?号[A-Za-z]?(?!召|文|楼?令|线|码|称|角|声|机)"
)
_BLOCK: Final = (
    rf"第?{_CODE}(?:号楼|栋|幢|座|号院|单元|期|区|号)"
    rf"|{_NUMBER}(?:楼|层|室|号房|房|户)(?!下)|(?<=栋|幢|座|元){_NUMBER}(?:室)?"
)
_ESTATE: Final = (
    rf"[{_CJK}A-Za-z]{{1,8}}?(?:小区|花园|家园|公寓|新村|佳苑|名苑|苑|华庭|豪庭|大院"
    rf"|宿舍|家属院|安置区|安置点|社区|广场|大厦|公馆|新城|山庄)"
)
_STREET: Final = rf"[{_CJK}]{{1,8}}?(?:大道|大街|街|路|巷|胡同|弄|(?<![县市区镇乡村省家])里)"
_DASHED: Final = rf"{_NUMBER}(?:[\-－—#]{_NUMBER}){{1,3}}(?:室|号)?"

_SHAPES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # Village with a numbered group, a house number or both.
        (
            rf"{_VILLAGE}[ 　]?(?:(?:{_GROUP})[ 　]?(?:{_HOUSE})"
            rf"|第?{_NUMBER}(?:村民小组|居民小组|小组|组|队|社|屯)"
            rf"(?!织|建|员|长|合|团|会|个)|{_HOUSE})"
        ),
        # 东关村西头第三家.
        rf"{_VILLAGE}[{_CJK}]{{0,4}}?第{_NUMBER}(?:家|户)",
        # Estate, block, unit, flat.
        rf"{_ESTATE}[ 　]?(?:(?:{_BLOCK}|{_DASHED})[ 　]?)+",
        rf"(?:安置区|安置点|家属院|宿舍区|小区|大院)[ 　]?(?:(?:{_BLOCK}|{_DASHED})[ 　]?)+",
        # Street with a house number.
        (
            rf"{_STREET}[ 　]?(?:{_BLOCK}|{_HOUSE}|{_DASHED}号?)"
            rf"(?:[ 　]?(?:{_BLOCK}|{_HOUSE}|{_DASHED}))*"
        ),
        # Blocks and flats without a name before them.
        (
            rf"{_CODE}(?:号楼|栋|幢)[ 　]?(?:{_CODE}(?:单元|座))?[ 　]?{_NUMBER}(?:室"
            rf"|号|户)?(?!人|名|个|份|次|场|元)"
        ),
        rf"{_NUMBER}单元[ 　]?{_NUMBER}(?:室|号|户)?(?!人|名|个|份|次|场|元)",
        rf"第?{_NUMBER}(?:村民小组|居民小组|组|社|队)[ 　]?{_HOUSE}",
        rf"门牌(?:号)?[：:]?[ 　]?{_DASHED}|门牌(?:号)?[：:]?[ 　]?{_NUMBER}号?",
    )
)


def find_addresses(text: str) -> Iterator[Private]:
    """Yield addresses below the village; spans may overlap."""
    for shape in _SHAPES:
        for match in shape.finditer(text):
            start, end = match.span()
            # The lazy name may have begun inside a verb or a preposition before it.
            for offset in range(start, end - 2):
                if text[offset] in _STOP and offset - start < 9 and not text[offset + 1].isdigit():
                    start = offset + 1
                if text[offset].isdigit():
                    break
            yield Private(
                kind=PrivateKind.ADDRESS, start=start, end=end, text=text[start:end].rstrip()
            )
