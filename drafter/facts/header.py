"""Whose report it is, of what level, for which time and of which kind: told from the notes.

A person's options win; then fields (单位：…), the title, the signature, and what the text itself
says (我镇, 今年上半年). What cannot be told stays empty; nothing is guessed from the calendar.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drafter.errors import InputError
from drafter.facts.lexicon import cues
from drafter.facts.roles import role_opening
from drafter.facts.shapes import is_role_line
from drafter.facts.types import Level, ReportKind

__all__ = [
    "Header",
    "HeaderInput",
    "default_title",
    "find_org",
    "is_bare_org",
    "is_bare_period",
    "is_title",
    "level_of",
    "parse_period",
    "read_header",
]

_ORG: Final = re.compile(
    r"(?P<org>[\u4e00-\u9fff]{1,24}?(?:妇女联合会|妇联|妇女工作委员会|妇工委|妇委会))(?!\s*(?:主席|主任|副主席|干部|执委|组织|系统|换届|工作者|干事|委员|公众号|微信|微信公众号|信息))"
)
_PLACE: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}?(?:自治区|自治州|自治县|特别行政区|街道办事处|办事处|开发区|管理区|示范区|新区|社区|街道|地区|林场|农场|省|市|州|盟|县|区|旗|镇|乡|苏木|村|街))+"
)
_LEVEL_ENDS: Final = (
    ("community", ("社区", "居委会", "居民委员会", "社区居委会")),
    ("village", ("村", "嘎查", "村委会", "村民委员会")),
    ("street", ("街道", "街道办事处", "办事处", "街")),
    ("township", ("镇", "乡", "苏木", "民族乡", "镇政府", "乡政府")),
    ("county", ("县", "旗", "区")),
    ("city", ("市", "自治州", "州", "地区", "盟")),
    ("province", ("省", "自治区", "维吾尔自治区", "壮族自治区", "回族自治区")),
)  # fmt: skip
_OURS: Final = (
    ("community", ("我社区", "咱社区", "本社区", "社区妇联", "我居")),
    ("village", ("我村", "咱村", "本村", "村妇联")),
    (
        "street",
        ("我街道", "咱街道", "我街", "本街道", "街道妇联", "街妇联", "办事处妇联", "全街道"),
    ),
    (
        "township",
        (
            "我镇",
            "我乡",
            "咱镇",
            "咱乡",
            "本镇",
            "本乡",
            "全镇",
            "全乡",
            "镇妇联",
            "乡妇联",
            "镇里",
            "乡里",
        ),
    ),
    (
        "county",
        ("我县", "咱县", "我区", "我旗", "本县", "本区", "全县", "全区", "县妇联", "区妇联"),
    ),
    ("city", ("我市", "本市", "全市", "市妇联", "我州", "全州", "州妇联")),
    ("province", ("我省", "全省", "省妇联", "我自治区", "全自治区")),
)
_MUNICIPALITIES: Final = ("北京市", "上海市", "天津市", "重庆市", "北京", "上海", "天津", "重庆")
_YEAR: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?:年|[./-](?=\d)|(?=\s*(?:上半年|下半年|工作|全年|妇联)))"
)
# 2019年成立，现在53人 is no year of the report; 2025年成立了3支队伍 may be.
_LONG_AGO: Final = re.compile(
    r"\s*(?:(?:[1-9]\d?月)?(?:成立|创办|创建|建成|建立|开办|挂牌)(?=[，,。；;、的至到以后]|\s*$)|起步|以来|开始|至今|起(?!\d))",
    re.MULTILINE,
)
# A year alone; 每年 2000 元, 2000人 count, and 2012–2020 is no one year.
_BARE_YEAR: Final = re.compile(
    r"(?<![\d.,×*])(?<![每各均][人年月户场村生])(?<![每各均][人年月户场村生] )(?<![–—~至到-])"
    r"(20[0-4]\d)(?!\d|[.,]\d|\s*(?:[元块人名户余万份个次场件字]|多(?!名)|[-–—~至到]\s*20\d\d))"
)
_CHINESE_YEAR: Final = re.compile(
    r"(?P<year>[二一][〇零○Oo0九][〇零○一二三四五六七八九Oo0]{2})\s*年"
)
_SHORT_YEAR: Final = re.compile(
    r"(?<![\d.])['’]?(?P<year>[0-4]\d)\s*年(?:度)?(?!来|前|后|以来|间|代|的历史|级|期|龄|多)"
)
_MONTHS: Final = re.compile(
    r"(?:(?P<first_year>(?:19|20)?\d\d)\s*年\s*)?(?P<first>1[0-2]|0?[1-9])\s*月?(?:\s*\d{1,2}\s*日)?\s*[-—–~～至到－]+\s*"
    r"(?:(?P<last_year>(?:19|20)?\d\d)\s*年\s*)?(?P<last>1[0-2]|0?[1-9])\s*月(?:份|底)?"
)
_DOTTED_MONTHS: Final = re.compile(
    r"(?P<first_year>(?:19|20)\d\d)[./-](?P<first>1[0-2]|0?[1-9])(?:[./-]\d{1,2})?\s*(?:[—–~～至到]+|-)\s*(?:(?P<last_year>(?:19|20)\d\d)[./-])(?P<last>1[0-2]|0?[1-9])(?!\d)"
)
_ONE_MONTH: Final = re.compile(r"(?P<month>1[0-2]|0?[1-9])\s*月(?:份)?(?!\d|\s*[-—–~～至到]|日)")
_QUARTER: Final = re.compile(r"(?:第?(?P<quarter>[一二三四1-4])季度)|前(?P<upto>[三3])季度")
_DIGITS: Final = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0", "○": "0", "O": "0", "o": "0", "0": "0",
}  # fmt: skip
_PERIOD: Final = re.compile(
    r"(?:19|20)\d\d(?:H[12]|Q[1-4])?|(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:/(?:19|20)\d\d-(?:0[1-9]|1[0-2]))?"
)
_COUNT: Final = re.compile(r"\d+\s*(?:人|名|户|场|份|件|期|次|个)")
_GROUP_NAME: Final = re.compile(
    r"^[【\[]?(?P<place>[\u4e00-\u9fff]{2,8}?(?:村|社区|镇|乡|街道|县|区|市))(?:妇女|巾帼|姐妹|妇联|女)[\u4e00-\u9fff]{0,6}群",
    re.MULTILINE,
)
# 苇塘村妇联上半年的活动，我一条条打
_HALF_YEAR_TOLD: Final = re.compile(
    r"妇联[^，,。；;\n\d]{0,4}上半年|(?:^|\n)\S{0,10}上半年的?(?:活动|工作|情况|总结|小结|事|账|数|东西|材料)"
)
# What tells that notes go beyond June: 全年, 9月, 下半年 but for what is planned for it; a line of
# 下半年 right under one of 上半年 tells of work done like it.
_LATER: Final = re.compile(
    r"(?:^|\n)上半年[：:][^\n]*\n下半年[：:]|全年|年终|(?<![\d.])(?:[789]|1[0-2])\s*月(?!底?前)|下半年(?![^，。；\n]{0,6}(?:打算|计划|安排|思路|想|拟|准备|要|再|将|：|:|$))"
)
# 请各村报一下2025年工作 asks for notes and is no title.
_ASKING: Final = re.compile(r"请|麻烦|@|#|大家|接龙|通知|各[位村镇乡组片]")
# What may stand before the place in a title, and what is no place's name: 全县, 各乡镇, 我村.
_OPENING_WORDS: Final = re.compile(r"^\D{0,2}\d{2,4}年(?:度|上半年|下半年)?\s*|^关于")
_EVERYWHERE: Final = re.compile(r"[全各我本整]")
# 关于全县“两癌”工作的专题材料: what a report on one line of work is about.
_ABOUT: Final = re.compile(
    r"关于(?:[全我本][省市州县区镇乡村]|街道|社区)?(?P<what>[^，。；\d]{2,16}?)工作的?(?:专题|情况)?(?:材料|情况|汇报|小结|记录|台账)?"
)
# 临江区妇联上半年: the year is known to whoever writes.
_OF_A_PERIOD: Final = re.compile(r"(?:妇联|联合会)\s*(?:今年)?(?:[上下]半年|全年|[一二三四]季度)$")
# 妇联主席工作笔记 2025; but 发放资料 2000 counts.
_CLOSING_YEAR: Final = re.compile(
    r"(?<=笔记|记录|台账|总结|汇报|小结|流水|日志|记事|盘点|汇总|随记|报告)"
    r"[ 　]*[（(]?20[0-4]\d年?(?:度)?[)）]?$"
)
_YEAR_HEADING: Final = re.compile(r"\s*[【\[（(]?(20[1-4]\d)\s*年?[】\]）)]?\s*[:：]?\s*$")
_YEAR_HEADING_LINES: Final = re.compile(_YEAR_HEADING.pattern, re.MULTILINE)
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)20[1-4]\d(?![\d.])")
_WORK_LINES: Final = 2
_PERIOD_LENGTH: Final = 26
_PLACE_LENGTH: Final = 7
_SHORT_PLACE: Final = 2
_NO_PLACE: Final = re.compile(
    r"[^，。]*?(?:[全各我咱本整两几一二三四五六七八九十]|农村|乡村|进[村社]|应换届|妇女|妇联)"
)
_BRACKETS: Final = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
_TITLE_LENGTH: Final = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderInput:
    """What the header is read from.

    Attributes:
        titles: Title lines of the notes, the best first.
        fields: (key, value) pairs of header lines (单位：柳河镇妇联).
        signatures: Org and date lines at the end.
        stamps: Texts of message times.
        body: The rest of the notes.
        talk: What was left out as talk, where a chat's name stands.
    """

    titles: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    signatures: tuple[str, ...]
    stamps: tuple[str, ...]
    body: str
    talk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a fact sheet."""

    title: str
    org: str
    level: Level
    period: str
    kind: ReportKind


def read_header(
    given: HeaderInput, *, org: str, period: str, kind: ReportKind | None, title: str
) -> Header:
    """Return the header; what the caller gives wins over what the notes say."""
    found_org = org.strip() or _org(given)
    level = level_of(found_org, given)
    heads = _heads(given)
    found_kind = kind or _kind(given, heads)
    found_period = parse_period(period) if period.strip() else _period(given, heads, found_kind)
    if kind is None and found_period.endswith(("H1", "H2")):
        found_kind = ReportKind.HALF_YEAR if found_kind is ReportKind.ANNUAL else found_kind
    found_title = title.strip() or _title(given, found_org, found_period)
    named = find_org(found_title)
    if not title.strip() and (
        (org.strip() and named and named != found_org)
        or (period.strip() and _period_in(found_title, found_period[:4]) != found_period)
    ):
        # The notes' own title names another federation or time than the caller.
        found_title = default_title(found_org, found_period)
    if found_title == default_title(found_org, "") and found_kind is ReportKind.HALF_YEAR:
        # No year is known, but which half it is.
        found_title = f"{found_org}上半年工作总结"
    return Header(
        title=found_title, org=found_org, level=level, period=found_period, kind=found_kind
    )


_ASCII_YEAR: Final = re.compile(r"20\d\d(?:[-./]\d{1,2})?(?:[-/~](?:20\d\d[-./])?\d{1,2})?")


def parse_period(text: str) -> str:
    """Return a period in the sheet's form, from that form or from words (2026年上半年).

    Raises:
        InputError: It is no period.
    """
    flat = text.strip()
    if _PERIOD.fullmatch(flat):
        if "Q" in flat:
            return _quarter(flat[:4], int(flat[-1]))
        return flat
    # 2025H3 is a slip of the pen, no word for a year.
    found = _period_in(flat, "") if not flat.isascii() or _ASCII_YEAR.fullmatch(flat) else ""
    if not found and re.fullmatch(r"\d\d", flat):
        found = f"20{flat}"
    if not found or not found[0].isdigit():
        raise InputError(
            f"看不懂时间“{text}”", todo="请写成 2025、2026H1、2025-03/2025-05，或“2026年上半年”。"
        )
    return found


def is_title(text: str) -> bool:
    """Whether a first line names the report rather than something done."""
    flat = _without_brackets(text).strip().strip("#*=—- 　|")
    words = cues()["header"]
    head = re.split("[，,|]", flat)[0].strip()
    if head.endswith((*words["report_words"], *words["record_words"])) and not re.match(
        r"[，,]\s*(?![报供呈交送给发])", flat.removeprefix(head)
    ):
        flat = head  # …工作记录，报街道用; but 做好信访工作，接待45人次 was done
    flat = _CLOSING_YEAR.sub("", flat)
    if _ASKING.match(flat):
        return False
    if not 3 <= len(flat) <= _TITLE_LENGTH or flat.endswith(("。", "；", "，", "：", ":")):
        return False
    if any(flat.endswith(word) for word in (*words["report_words"], *words["record_words"])):
        return not re.search(r"\d+\s*(?:人|名|户|场|份|件|期|次|个)", flat)
    if re.search(r"总结|汇报|台账|记录", flat) and not re.search(r"[，。；]", flat):
        return not re.search(r"\d+\s*(?:人|名|户|场|份|件|期|次|个)", flat)
    if re.search(r"[，。；]", flat) or _COUNT.search(_YEAR.sub("", flat)):
        return False
    if _ORG.search(flat) and (_year_in(text) or _OF_A_PERIOD.search(flat)):
        return True
    # 整治环境专项：2025年3月—5月
    return bool(re.search(r"专项|专题|行动|活动|工作|工程|月$", flat)) and bool(
        re.search(r"[：: ]\s*(?:19|20)\d\d\s*年[^，。；]{0,14}$", flat)
    )


def is_bare_org(text: str) -> bool:
    """Whether a line holds nothing but the name of a women's federation."""
    flat = _BRACKETS.sub("", text).strip().strip("#*=—- 　")
    named = re.fullmatch(r"[\u4e00-\u9fff]{2,24}(?:妇联|妇女联合会|妇委会|妇工委)", flat)
    return named is not None and bool(_clean_org(flat))


def is_bare_period(text: str) -> bool:
    """Whether a line holds nothing but the time of the report."""
    flat = text.strip().strip(" （）()【】[]《》-—=　").removesuffix("工作").strip()
    if len(flat) > _PERIOD_LENGTH or not re.search(r"(?:19|20)\d\d|[二一][〇零○]", flat):
        return False
    return bool(
        re.fullmatch(
            r"(?:截[至止]|时间|时段)?[:：]?\s*"
            r"[\d一二三四五六七八九十〇零○年月日度上下半季第全至到—–\-~～./\s]+",
            flat,
        )
    )


def find_org(text: str) -> str:
    """Return the women's federation that a title or signature names; empty without one."""
    best = ""
    for match in _ORG.finditer(_without_brackets(text)):
        name = _clean_org(match["org"])
        if name and len(name) > len(best):
            best = name
    return best


def _without_brackets(text: str) -> str:
    """Return a line without its asides; 【橘洲街道妇联】 names the org and is none."""
    return _BRACKETS.sub("", re.sub(rf"^[【\[]({_ORG.pattern})[】\]]", r"\1 ", text.strip()))


def _clean_org(name: str) -> str:
    whole = name
    name = re.sub(
        r"^.*?(?:关于|年度?|上半年|下半年|季度|月份?|由|在|和|与|及|的)(?=[\u4e00-\u9fff]{2,})",
        "",
        name,
    )
    name = re.sub(
        r"^(?:中共|共青团|以|与|和|对|把|将|从|按|据|受|经|我|本|参加|配合|协助|联合|接受|通过|向|争取|各|是|为|在)+",
        "",
        name,
    )
    if whole[:1] in "和与" and len(re.sub(r"(?:妇女联合会|妇联)$", "", name)) <= _SHORT_PLACE:
        name = whole  # 和丰县妇联, but 和柳河镇妇联
    if name in {"妇联", "妇女联合会", "妇委会", "妇工委", "全国妇联", "妇女工作委员会"}:
        return ""
    bare = re.sub(r"(?:妇女联合会|妇联|妇女工作委员会|妇工委|妇委会)$", "", name)
    if bare in {
        "镇",
        "乡",
        "县",
        "市",
        "区",
        "省",
        "村",
        "街道",
        "社区",
        "我镇",
        "我乡",
        "我县",
        "我市",
        "我区",
        "我村",
        "我街道",
        "我社区",
        "街",
        "各级",
        "上级",
        "基层",
        "各村",
        "州",
        "本镇",
        "本乡",
        "我会",
        "各镇",
        "各乡镇",
        "乡镇",
        "镇村",
        "村级",
        "省市",
        "县级",
        "新领域",
        "两新",
        "会",
        "各县",
    }:
        return ""
    return name


def _org(given: HeaderInput) -> str:
    for key, value in given.fields:
        if "标题" in key and (found := find_org(value)):
            return found
    for key, value in given.fields:
        if "单位" in key or key in {"组织名称", "部门"}:
            found = find_org(value) or (value.strip() if _PLACE.search(value) else "")
            if found:
                return found
    for text in (*given.titles, *given.signatures):
        found = find_org(text)
        if found:
            return found
    for text in given.titles:
        # 关于…的专题材料（2025年 福安县妇联 数据已核对): told beside the title, not written to.
        for aside in _BRACKETS.findall(text):
            found = (
                "" if re.search(r"报|送|呈|致", aside) else find_org(aside.strip("（()）[]【】"))
            )
            if found and _level_of_name(found):
                return found
    counts: Counter[str] = Counter()
    for match in _ORG.finditer(given.body[:20_000]):
        before = given.body[max(0, match.start() - 1) : match.start()]
        name = _clean_org(match["org"])
        if (
            name
            and len(name) <= 14
            and not re.search(r"[联合会同配协指导]{2}", name[:3])
            and before != "在"
        ):
            counts[name] += 1
    for text in given.titles:
        place = _PLACE.match(_OPENING_WORDS.sub("", _BRACKETS.sub("", text).strip()))
        if place and not _EVERYWHERE.match(place[0]) and re.search(r"妇|女", text):
            return f"{place[0]}妇联"
    named = [(count, name) for name, count in counts.items() if _level_of_name(name)]
    group = _GROUP_NAME.search(given.talk)
    if not named and group:
        return f"{group['place']}妇联"  # 云岭村妇女工作群
    if not named:
        return ""
    # The federations above are named when they guide; the own one is the lowest and the oftenest.
    top = max(named, key=lambda entry: (_depth(entry[1]), entry[0]))
    return top[1] if top[0] >= 2 or len(named) == 1 else ""


def _depth(name: str) -> int:
    order = ["province", "city", "county", "township", "street", "village", "community"]
    level = _level_of_name(name)
    return order.index(level) if level in order else -1


def level_of(org: str, given: HeaderInput) -> Level:
    """Return the level that an org's name says; where it has none, what 我镇 and its like say."""
    found = _level_of_name(org)
    text = "\n".join((*given.titles, given.body))
    if found == "city" and _is_county_city(org, text):
        return Level.COUNTY
    if found:
        return Level(found)
    if org:
        return Level.OTHER
    named = _level_of_first_words(text)
    if named:
        return Level(named)
    # Who writes in a chat says there of which federation she is.
    text = "\n".join((text, *given.stamps, *given.stamps))
    best, most = "", 0
    for level, words in _OURS:
        count = sum(
            len(
                re.findall(
                    rf"(?<![\u4e00-\u9fff]){word}" if word[0] in "村镇乡县市区省街州社办" else word,
                    text,
                )
            )
            + (2 * text.count(word) if word[0] in "我咱" else 0)
            for word in words
        )
        if count > most:
            best, most = level, count
    return Level(best) if best else Level.OTHER


def _level_of_first_words(text: str) -> str:
    """Return the level of the place that the first line opens with: 小岗埠村 美丽庭院打分."""
    place = _PLACE.match(text.lstrip("【[（( \n"))
    if place is None or len(place[0]) > _PLACE_LENGTH or _NO_PLACE.match(place[0]):
        return ""
    return _level_of_name(place[0])


def _level_of_name(org: str) -> str:
    name = re.sub(r"(?:妇女联合会|妇联|妇女工作委员会|妇工委|妇委会)$", "", org.strip())
    name = _BRACKETS.sub("", name)
    if not name:
        return ""
    if name in _MUNICIPALITIES:
        return "province"
    for level, ends in _LEVEL_ENDS:
        if name.endswith(ends):
            return level
    return ""


def _is_county_city(org: str, text: str) -> bool:
    """A city without counties below it, or with another city above it, is of county level."""
    name = re.sub(r"(?:妇女联合会|妇联)$", "", org)
    if len(name) > 3 and re.search(r"市[\u4e00-\u9fff]{2,4}市$", name):
        return True
    if re.search(
        r"县市区|县（市、区）|县\(市、区\)|各县|各区|县区|区县|[\u4e00-\u9fff]县妇联", text
    ):
        return False
    others = set(re.findall(r"([\u4e00-\u9fff]{2,3}市)妇联", text)) - {name}
    guided = any(
        other[-3:] != name[-3:]
        and re.search(rf"{other}妇联[^，。；\n]{{0,8}}(?:指导|领导|关心)", text)
        for other in others
    )
    return guided or bool(
        re.search(r"各乡镇|乡镇妇联|各镇|[\u4e00-\u9fff]{2}镇妇联|各乡|镇（街道）|镇街", text)
    )


def _heads(given: HeaderInput) -> list[str]:
    values = [
        value
        for key, value in given.fields
        if key
        in {
            "时间",
            "日期",
            "报告期",
            "时间段",
            "起止时间",
            "统计时间",
            "统计期",
            "统计区间",
            "年度",
            "期间",
            "时期",
            "报告年度",
            "所属时期",
            "总结时段",
            "时段",
            "统计周期",
            "周期",
            "标题",
            "题目",
            "报告标题",
        }
    ]
    return [*values, *given.titles]


def _kind(given: HeaderInput, heads: Sequence[str]) -> ReportKind:
    words = cues()["header"]
    for key, value in given.fields:
        if "类型" in key:
            if re.search(r"半年", value):
                return ReportKind.HALF_YEAR
            if re.search(r"专[题项]", value):
                return ReportKind.TOPICAL
            if re.search(r"年度|全年|年终", value):
                return ReportKind.ANNUAL
    for head in heads:
        flat = _BRACKETS.sub("", head)
        if any(word in flat for word in words["half_year"]):
            return ReportKind.HALF_YEAR
    for title in (*given.titles, *(value for key, value in given.fields if "标题" in key)):
        flat = _BRACKETS.sub("", title)
        if re.search("[“《][^”》]{2,12}[”》]", flat) and not re.search("年度|全年", flat):
            return ReportKind.TOPICAL
        if any(word in flat.replace("“", "").replace("”", "") for word in words["topical"]):
            return ReportKind.TOPICAL
    months = _period_in(heads[0], "") if heads else ""
    if "/" in months or re.fullmatch(r"\d{4}-\d\d", months):
        return ReportKind.TOPICAL
    opening = given.body[:300]
    if not given.titles and _HALF_YEAR_TOLD.search(opening):
        return ReportKind.HALF_YEAR
    if not given.titles and re.search(r"半年来|今年上半年|上半年以来", opening):
        return ReportKind.HALF_YEAR
    if not given.titles and _is_first_half(given.body):
        return ReportKind.HALF_YEAR
    if re.search(r"^\s*(?:半年来|今年上半年来|\d{4}年上半年[，,])", given.body):
        return ReportKind.HALF_YEAR
    return ReportKind.ANNUAL


def _is_first_half(body: str) -> bool:
    """Whether notes without a title open with 上半年 and tell of nothing later."""
    first = "\n".join(body.strip().split("\n")[:2])
    return "上半年" in first and not _LATER.search(body)


def _period(given: HeaderInput, heads: Sequence[str], kind: ReportKind) -> str:
    year = ""
    for head in heads:
        found = _period_in(head, "")
        if found and found[0].isdigit():
            return found
        year = year or _year_in(head)
    year = year or _most_named_year(given)
    for head in heads:
        found = _period_in(head, year)
        if found and found[0].isdigit():
            return found
    if not year:
        return ""
    if kind is ReportKind.HALF_YEAR:
        text = " ".join(heads) or given.body[:300]
        return f"{year}H2" if "下半年" in text and "上半年" not in text else f"{year}H1"
    return year


def _most_named_year(given: HeaderInput) -> str:
    for text in given.signatures:
        if year := _year_in(text):
            return year
    if planned := _planned_year(given.body):
        return str(int(planned) - 1)
    headed = [match[1] for match in _YEAR_HEADING_LINES.finditer(given.body)]
    if len(headed) > 1:
        return max(headed)
    opening = _years_in(given.body[:60])
    if opening:
        # 项目,2024年,2025年,同比 compares: the later year is the report's own.
        return max(opening)
    years: Counter[str] = Counter()
    for match in _YEAR.finditer(given.body):
        before = given.body[max(0, match.start() - 6) : match.start()]
        after = given.body[match.end() : match.end() + 8]
        if re.search(r"计划|打算|安排|思路", after) or re.search(r"比|较|同期", before[-2:]):
            continue
        if _LONG_AGO.match(after):
            continue
        years[match["year"]] += 1
    for match in _SHORT_YEAR.finditer(given.body):
        if 10 <= int(match["year"]) <= 45:
            years[f"20{match['year']}"] += 1
    for match in _CHINESE_YEAR.finditer(given.body):
        years[_chinese_year(match["year"])] += 1
    if years:
        most = max(years.values())
        return max(year for year, count in years.items() if count == most)
    stamped = Counter(year for stamp in given.stamps if (year := _year_in(stamp)))
    if stamped:
        return max(stamped, key=lambda year: (stamped[year], year))
    return max(_years_in(given.talk), default="")


def _planned_year(body: str) -> str:
    """Return the year that heads plans at the end of the notes: 2026： below work or problems.

    Only the last such heading can, where no later year is named; with another year's heading
    above it, the problems between the two tell that the work is over.
    """
    lines = body.split("\n")
    heads = [
        (at, match[1]) for at, line in enumerate(lines) if (match := _YEAR_HEADING.match(line))
    ]
    if not heads or heads[-1][0] == len(lines) - 1:
        return ""
    at, year = heads[-1]
    others = {match[0] for match in _FOUR_DIGITS.finditer(body)} - {year}
    begin = heads[-2][0] if len(heads) > 1 else 0
    between = lines[begin:at]
    lacks = any(role_opening(line) or is_role_line(line) for line in between)
    told = sum(re.search(r"\d", line) is not None for line in between) >= _WORK_LINES
    if any(other > year for other in others) or not (lacks if others else lacks or told):
        return ""
    return year


def _years_in(text: str) -> list[str]:
    """Return the years that a text names, without those that it plans for or compares with."""
    found = []
    named = list(_YEAR.finditer(text))
    for match in named:
        behind = text[match.end() :]
        planned = re.match(r"(?:的|工作|度)*(?:计划|打算|安排|思路|目标)", behind)
        compared = re.search(r"(?:比|较|与|跟|和)\s*$", text[: match.start()])
        if not planned and not compared and not _LONG_AGO.match(behind):
            found.append(match["year"])
    if found or named:
        return found
    return [year] if (year := _year_in(text)) else []


def _year_in(text: str) -> str:
    if match := _YEAR.search(text):
        return match["year"]
    if match := _CHINESE_YEAR.search(text):
        return _chinese_year(match["year"])
    if (match := _SHORT_YEAR.search(text)) and 5 <= int(match["year"]) <= 45:
        return f"20{match['year']}"
    match = _BARE_YEAR.search(text)
    return match[1] if match else ""


def _chinese_year(text: str) -> str:
    return "".join(_DIGITS.get(char, char) for char in text)


def _period_in(text: str, year: str) -> str:
    """Return the period that a head names; ``year`` fills in where it names none."""
    year = _year_in(text) or year
    dotted = _DOTTED_MONTHS.search(text)
    months = dotted or _MONTHS.search(text)
    if months and (months["first_year"] or year):
        first_year = _full_year(months["first_year"]) or year
        last_year = _full_year(months["last_year"]) or first_year
        first, last = int(months["first"]), int(months["last"])
        if (first_year, first) < (last_year, last) or (first_year == last_year and first < last):
            if first_year == last_year and (first, last) == (1, 12):
                return first_year
            if first_year == last_year and (first, last) == (1, 6):
                return f"{first_year}H1"
            if first_year == last_year and (first, last) == (7, 12):
                return f"{first_year}H2"
            return f"{first_year}-{first:02d}/{last_year}-{last:02d}"
    if not year:
        return ""
    if re.search(r"上半年|前半年|一至六月|(?<!下)半年(?=工作|小结|总结)", text):
        return f"{year}H1"
    if "下半年" in text:
        return f"{year}H2"
    if quarter := _QUARTER.search(text):
        if quarter["upto"]:
            return f"{year}-01/{year}-09"
        return _quarter(year, "一二三四".find(quarter["quarter"]) + 1 or int(quarter["quarter"]))
    rest = _YEAR.sub("", _SHORT_YEAR.sub("", text))
    month = _ONE_MONTH.search(rest)
    if month and not re.search(r"\d\s*日", rest):
        return f"{year}-{int(month['month']):02d}"
    return year


def _quarter(year: str, number: int) -> str:
    return f"{year}-{number * 3 - 2:02d}/{year}-{number * 3:02d}"


def _full_year(text: str | None) -> str:
    if not text:
        return ""
    return text if len(text) == 4 else f"20{text}"


def _title(given: HeaderInput, org: str, period: str) -> str:
    """The notes' own title where it is a report's; else one made from the header."""
    for key, value in given.fields:
        if key in {"标题", "题目", "报告标题"}:
            return value.strip()
    words = cues()["header"]
    for title in given.titles:
        flat = _BRACKETS.sub("", title).strip().strip("#*=—-《》 　")
        if any(flat.endswith(word) for word in words["report_words"]) and len(flat) > 4:
            return flat
    for title in given.titles:
        flat = _BRACKETS.sub("", title).strip().strip("#*=—-《》 　")
        about = _ABOUT.fullmatch(re.sub(r"(?:19|20)\d\d年度?", "", flat.replace(org, "")).strip())
        if about and org and not find_org(about["what"]):
            return f"{org}{_period_words(period)}{about['what']}工作总结"
        for word in sorted(words["record_words"], key=len, reverse=True):
            if flat.endswith(word) and len(flat) > len(word):
                stem = flat.removesuffix(word)
                if stem.endswith(tuple(words["report_words"])):
                    return stem
                stem = stem.removesuffix("工作")
                if find_org(stem) or _year_in(stem):
                    stem = _SHORT_YEAR.sub(f"{_year_in(stem)}年", stem)
                    return f"{_with_org(stem, org)}工作总结"
    return default_title(org, period)


def default_title(org: str, period: str) -> str:
    """Return 柳河镇妇联2025年工作总结, or an empty text where neither is known."""
    return f"{org}{_period_words(period)}工作总结" if org or period else ""


def _with_org(stem: str, org: str) -> str:
    place = _PLACE.match(org)
    told = not org or org in stem or find_org(stem) or (place is not None and place[0] in stem)
    return stem if told else f"{org}{stem}"


def _period_words(period: str) -> str:
    if re.fullmatch(r"\d{4}", period):
        return f"{period}年"
    if period.endswith("H1"):
        return f"{period[:4]}年上半年"
    if period.endswith("H2"):
        return f"{period[:4]}年下半年"
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:/(\d{4})-(\d\d))?", period)
    if not match:
        return ""
    if not match[3]:
        return f"{match[1]}年{int(match[2])}月"
    last = f"{match[3]}年" if match[3] != match[1] else ""
    return f"{match[1]}年{int(match[2])}月至{last}{int(match[4])}月"
