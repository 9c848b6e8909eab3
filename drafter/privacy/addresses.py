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
    rf"|宿舍|家属院"
    rf"|家属楼|宿舍楼|教工楼|安置区|安置点|安置房|搬迁点|廉租房|公租房|周转房|集资房|社区|广场|大厦|公馆|新城|山庄)"
)
_STREET: Final = rf"[{_CJK}]{{1,8}}?(?:大道|大街|街|路|巷|胡同|弄|(?<![县市区镇乡村省家])里)"
# Houses in a row, a lane in a lane, what a hamlet is called.
_HAMLET: Final = "(?:湾|塆|沟|坪|坡|坝|冲|垭|岭|屯|寨|岗|凹|洼|嘴|台|圩|塘|垸|屋场|院子|老屋|大屋)"
_STEP: Final = rf"第?{_CODE}(?:区|段|弄|排|栋|幢|座|号楼|单元|号院|层|楼|巷)"
# 水岸名都B区11号楼2单元501: whatever an estate is called, a block with a flat in it is a home.
_FLAT: Final = (
    rf"(?:{_CODE}[区期组团])?第?{_CODE}(?:号楼|栋|幢|座|号院)[ 　]?(?:第?{_CODE}单元[ 　]?)?"
    rf"{_NUMBER}"
    rf"(?:室|号|户)?(?!人|名|个|份|次|场|元|单元)"
)
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
        (
            rf"(?:安置[区点房]|搬迁点|家属[院楼]|宿舍[区楼]?|廉租房|公租房|周转房|小区|大院)"
            rf"[ 　]?(?:(?:{_BLOCK}|{_DASHED})[ 　]?)+"
        ),
        rf"(?<=[住进到在去往租给])[{_CJK}]{{2,8}}?{_FLAT}",
        # Street with a house number.
        (
            rf"{_STREET}[ 　]?(?:{_BLOCK}|{_HOUSE}|{_DASHED}号?)"
            rf"(?:[ 　]?(?:{_BLOCK}|{_HOUSE}|{_DASHED}))*"
        ),
        # 马家沟42号, 一环路北二段77号, 棉纺厂家属院平房第二排3号.
        (
            rf"[{_CJK}]{{1,6}}?(?:{_HAMLET}|路|街|巷|弄|院|村|社区)(?:平房|[东西南北中])?"
            rf"(?:{_STEP}[ 　]?){{1,3}}(?:{_HOUSE}|{_NUMBER}(?:室|户)?(?![{_CJK}0-9]))"
        ),
        rf"[{_CJK}]{{1,6}}?{_HAMLET}(?:{_STEP}[ 　]?)?{_HOUSE}",
        rf"[{_CJK}]{{1,6}}?(?:{_HAMLET}|苑|园|城|府|庭|郡){_CODE}[区期]{_CODE}(?:栋|幢|号楼|座)",
        rf"[{_CJK}]{{1,6}}?(?:社区|村|小区){_NUMBER}网格第?{_CODE}(?:栋|幢|号楼|座|户|号)",
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


# What is hidden and put back may be vaguer: a hamlet of a village, what stands behind 家住.
_PLACED: Final = (
    "楼|室|号|户|屋|院|门|间|后面|对面|旁边|隔壁|门口|路口|桥头|村头|米|组|社|队"
    "|[东西南北][边侧头面]"
)
_VAGUE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"[{_CJK}]{{1,5}}?(?<![个各全该本每几多进入出农])(?:村|社区)"
            rf"(?![民委干妇级里的])[{_CJK}]{{1,3}}?{_HAMLET}组?(?![{_CJK}]?[治水路头改整])"
        ),
        (
            r"(?:家住|现住|暂住|住(?![院宅房建户所校宿])在?|租住?在?|搬[到去进]|家在"
            r"|寄[到往]|(?:住|地)址[是：:]?)"
            rf"(?P<value>[{_CJK}0-9０-９A-Za-z\-－·]{{2,22}}?(?:{_PLACED}|{_HAMLET})"
            rf"(?:{_PLACED}|[东西南北往]|\d)*)(?=[，。；、\s的（(]|$)"
        ),
        rf"[{_CJK}]{{2,6}}?[头边口旁后前面]第{_NUMBER}(?:间|家|户|栋|排)",
        rf"{_STREET}{_NUMBER}号院?(?:[东西南北正偏][屋房厢]|[东西]户)",
        rf"[{_CJK}]{{1,8}}?{_NUMBER}(?:栋|幢|号楼)(?:{_NUMBER}单元)?{_NUMBER}楼?[东西南北中]户",
    )
)
# 前街38户 后街41户 counts households street by street; who lives in one is said to (住前街38户).
_COUNTED: Final = re.compile(
    rf"(?![^户]*(?:第|号|栋|幢|单元|楼|室|组|队|座|排))[{_CJK}A-Za-z]+(?<!里){_NUMBER}户"
)
_LIVING: Final = re.compile("[住租搬]在?$")


def find_addresses(text: str, *, wide: bool = False) -> Iterator[Private]:
    """Yield addresses below the village; spans may overlap.

    Args:
        text: Any text.
        wide: Whether a hamlet, or whatever stands behind 家住, is enough.
    """
    for shape in (*_SHAPES, *(_VAGUE if wide else ())):
        for match in shape.finditer(text):
            start, end = match.span("value" if "value" in shape.groupindex else 0)
            # The lazy name may have begun inside a verb or a preposition before it.
            for offset in range(start, end - 2):
                if text[offset] in _STOP and offset - start < 9 and not text[offset + 1].isdigit():
                    start = offset + 1
                if text[offset].isdigit():
                    break
            if _COUNTED.fullmatch(text, start, end) and not _LIVING.search(text[:start]):
                continue
            yield Private(
                kind=PrivateKind.ADDRESS, start=start, end=end, text=text[start:end].rstrip()
            )
