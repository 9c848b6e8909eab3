"""Numbers that lead to one person: telephones, cards, plates, accounts, mail (pure).

Full-width digits and the spaces and dashes that people put inside numbers are read through. What
fixes a figure (amounts, dates, years) never looks like any of these: the shapes are closed.
"""

import re
from collections.abc import Iterator
from typing import Final

from drafter.privacy.types import Private, PrivateKind

__all__ = ["find_numbers"]

_GAP: Final = r"[ \u3000\t.·\-－—–‐‑]?"
# Reading notes turns the spaces of a table into commas.
_WIDE: Final = r"[ \u3000\t.·\-－—–‐‑，,]?"
_BEFORE: Final = r"(?<![0-9])"
_AFTER: Final = r"(?![0-9])"
_MONTH_DAY: Final = rf"(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12]\d|3[01])"
_IDENTITY: Final = re.compile(
    rf"{_BEFORE}[1-9](?:{_GAP}\d){{5}}{_GAP}(?:19"
    rf"|20)\d{{2}}{_GAP}{_MONTH_DAY}{_GAP}\d{{3}}{_GAP}[0-9Xx×*]"
    rf"{_AFTER}|{_BEFORE}[1-9](?:{_GAP}\d){{5}}{_GAP}\d{{2}}{_GAP}{_MONTH_DAY}{_GAP}\d{{3}}{_AFTER}"
    # Written with stars in the middle: 370102********4521.
    rf"|{_BEFORE}[1-9]\d{{3,9}}[*×xX]{{4,14}}[0-9Xx]{{0,4}}"
)
# Glued without anything between: an identity number and a telephone, in either order, or two.
_IDENTITY_BARE: Final = r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
_GLUED: Final = re.compile(
    rf"{_BEFORE}(?:{_IDENTITY_BARE}[0-9Xx]1[3-9]\d{{9}}|1[3-9]\d{{9}}{_IDENTITY_BARE}[0-9Xx]"
    rf"|(?:1[3-9]\d{{9}}){{2,3}}){_AFTER}"
)
_LONG: Final = re.compile(
    rf"{_BEFORE}\d{{4}}{_WIDE}\d{{4}}{_WIDE}\d{{4}}{_WIDE}\d{{2,4}}(?:{_WIDE}\d{{1,4}})?{_AFTER}"
)
_MOBILE: Final = re.compile(
    rf"{_BEFORE}(?:\(?\+?(?:00)?86\)?{_GAP})?1{_GAP}[3-9]{_GAP}\d(?:{_GAP}\d){{8}}{_AFTER}"
    r"|(?<![0-9])1[3-9]\d[*×xX]{4,5}\d{3,4}(?![0-9])"
)
_LANDLINE: Final = re.compile(
    rf"(?<![0-9])[（(]?0\d{{2,3}}[)）]?{_GAP}[2-9]\d{{2,3}}{_GAP}\d{{4}}(?:[转\-－]\d{{1,5}})?{_AFTER}"
    rf"|(?<![0-9])[48]00{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}{_AFTER}"
)
# Read out over the telephone and written down so: 一三八零零……, 幺三九…….
_READ_OUT: Final = re.compile(
    r"(?<![零〇一二三四五六七八九幺两十百])(?:[一幺][三四五六七八九][零〇一二三四五六七八九幺两]{9}"
    r"|[零〇一二三四五六七八九幺两]{17}[零〇一二三四五六七八九幺两ⅩXx])(?![零〇一二三四五六七八九幺两十百])"
)
# The end of a number, or an office's short one, finds whoever has the list.
_SHORT_PHONE: Final = re.compile(
    r"(?:尾号|短号|小号|分机号?|末[四六]位|后[三四六]位)[是为：:]{0,2}[ ]?"
    r"(?P<value>\d{3,6})(?![\d元人户份名万])"
)
# A bed in a ward; three beds (送棉被3床) are a gift.
_BED: Final = re.compile(
    r"(?:病[区房室]|[内外妇儿骨]科|住院部|产科|病床)[^0-9\n，。；]{0,4}(?P<value>(?:第)?\d{1,3}[床号])"
)
# Papers of a case at law or before a mediator; a public document (国发〔2021〕16号) is none.
_CASE_PAPER: Final = re.compile(
    r"[（(〔\[]20\d\d[)）〕\]][\u3400-\u9fff]{1,2}\d{2,6}[民刑行执]\w{0,4}?\d{1,6}号"
    r"|[\u3400-\u9fff]{0,4}(?:援|调|告诫|保护令|裁定?|判决?|罚|受案|立案|诉)[字书]?[（(〔\[]20\d\d[)）〕\]]"
    r"第?\d{1,6}号"
)
# A bare local number needs a word that says so: 8765432 may also be a sum of money.
_NAMED_PHONE: Final = re.compile(
    r"(?:电话|手机|座机|固话|小灵通|热线|联系方式|联系人|号码|打|拨|致电|[Tt][Ee][Ll])[^0-9\n]{0,12}?"
    rf"(?P<value>[2-9]\d{{2,3}}{_GAP}\d{{4}}){_AFTER}(?!\s*[元人户份名万])"
)
_NAMED_NUMBER: Final = re.compile(
    r"(?:身份证|证件|证书?号|残疾证|户口本|社保|医保|存折|银行卡|卡号|账号|账户|帐号|帐户|一卡通|开户|保单|病历|病案|住院号"
    r"|门诊号|学籍|学号|案号|护照|通行证|居留证|准考证|合格证|资格证|结婚证|离婚证|出生证|档案|编号|信访件|受理号|登记号|工单|工号|单号|回执|出警|警情|案卷|借据|存单|挂号|特困证)"
    r"[^0-9A-Za-z\n，。；]{0,10}?"
    r"(?P<value>(?:[A-Za-z]{0,6}[\-－—]?)?\d(?:[ \u3000\-－—/]?[0-9A-Za-z*]){3,30})"
    r"(?![0-9A-Za-z]|\s*[元人户份名万个次期年月日本册])"
)
# Passports and travel papers: one or two letters and seven or eight digits.
_PASSPORT: Final = re.compile(r"(?<![0-9A-Za-z])[A-Z]{1,2}\d{7,8}(?![0-9A-Za-z])")
_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][ ]?[A-HJ-NP-Za-hj-np-z]"
    r"[ ]?[·•．.\-]?[ ]?"
    r"(?=[A-Za-z0-9 ]{0,6}\d)[A-HJ-NP-Za-hj-np-z0-9]{4}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]"
    r"[A-HJ-NP-Za-hj-np-z0-9]?(?![A-Za-z0-9])"
)
_MAIL: Final = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,63})\s?@\s?[A-Za-z0-9\-]+(?:\s?\.\s?[A-Za-z0-9\-]+)+"
)
_ACCOUNT: Final = re.compile(
    r"(?:微信号?|微 信|[薇威]信|[VvＶｖ]信|(?<![A-Za-z])[VvWw][Xx]|[Ww]e[Cc]hat|[Qq]{2}群?号?"
    r"|企鹅号|群号"
    r"|抖音号?|快手号?|小红书号?|视频号|微博|支付宝(?:账号)?|钉钉号?|加[她他我]?[VvＶｖ]?)"
    # 微信号改成了…, QQ是她女儿的…: a few words may stand between.
    r"[\u3400-\u9fff]{0,6}?[ \u3000]*[:：=，,“\"]?[ \u3000]*"
    r"(?P<value>(?=[A-Za-z0-9_\-]*[A-Za-z_]|\d{6})[A-Za-z0-9][A-Za-z0-9_\-]{4,24})"
    r"(?![0-9A-Za-z_]|[ ]*[人次条篇户名个万元份年月])"
)
_NICKNAME: Final = re.compile(
    r"(?:微信|[Qq]{2}|抖音|快手|视频号)(?:名|昵称|网名)[字是叫为：:]{0,2}[“\"‘「]?"
    r"(?P<value>[\u3400-\u9fffA-Za-z0-9]{2,10}?)(?=[”\"’」，。、；\s（()）的]|$)"
)
_WX: Final = re.compile(r"(?<![A-Za-z0-9])wxid_[A-Za-z0-9_\-]{4,24}")
_FULL_WIDTH: Final = {0xFF01 + i: 0x21 + i for i in range(94)}

_SHAPES: Final = (
    (PrivateKind.MAIL, _MAIL),
    (PrivateKind.IDENTITY, _IDENTITY),
    (PrivateKind.IDENTITY, _GLUED),
    (PrivateKind.ACCOUNT, _WX),
    (PrivateKind.ACCOUNT, _ACCOUNT),
    (PrivateKind.ACCOUNT, _NICKNAME),
    (PrivateKind.PHONE, _READ_OUT),
    (PrivateKind.PHONE, _SHORT_PHONE),
    (PrivateKind.IDENTITY, _CASE_PAPER),
    (PrivateKind.IDENTITY, _BED),
    (PrivateKind.PHONE, _MOBILE),
    (PrivateKind.PHONE, _LANDLINE),
    (PrivateKind.PHONE, _NAMED_PHONE),
    (PrivateKind.BANK, _LONG),
    (PrivateKind.IDENTITY, _NAMED_NUMBER),
    (PrivateKind.IDENTITY, _PASSPORT),
    (PrivateKind.PLATE, _PLATE),
)


def find_numbers(text: str) -> Iterator[Private]:
    """Yield the private numbers of a text; spans may overlap, an earlier one is the surer."""
    plain = text.translate(_FULL_WIDTH)
    for kind, shape in _SHAPES:
        for match in shape.finditer(plain):
            group = "value" if "value" in shape.groupindex else 0
            start, end = match.span(group)
            while start < end and plain[start] in " \u3000\t":
                start += 1
            yield Private(kind=kind, start=start, end=end, text=text[start:end])
