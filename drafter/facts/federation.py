"""Whose report it is, and of what level: the federation that titles, fields and notes name."""

import re
from collections import Counter
from typing import Final

from drafter.facts.header_input import HeaderInput
from drafter.facts.lexicon import cues
from drafter.facts.types import Level

__all__ = [
    "BRACKETS",
    "ORG",
    "PLACE",
    "find_org",
    "is_bare_org",
    "level_of",
    "org_of",
    "without_brackets",
]

ORG: Final = re.compile(
    r"(?P<org>[\u4e00-\u9fff]{1,24}?(?:妇女联合会|妇联|妇女工作委员会|妇工委|妇委会))(?!\s*(?:主席|主任|副主席|干部|执委|组织|系统|换届|工作者|干事|委员|公众号|微信|微信公众号|信息))"
)
PLACE: Final = re.compile(
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
_GROUP_NAME: Final = re.compile(
    r"^(?:[【\[“\"「]|群聊?(?:名称?)?\s*[:：]\s*)?(?P<place>[\u4e00-\u9fff]{2,8}?(?:村|社区|镇|乡|街道|县|区|市))(?:妇女|巾帼|姐妹|妇联|女)[\u4e00-\u9fff]{0,6}群",
    re.MULTILINE,
)
_LEVEL_AND_PLACE: Final = re.compile(
    r"^(?P<level>省|市|州|县|区|旗|镇|乡|街道)妇联.*?[-—–－]+\s*(?P<place>[\u4e00-\u9fff]{2,8})\s*$"
)
# 锦棠社区 今年妇联的事, at the very beginning of what somebody tells.
# 我是石桥坪村的妇女主任: who tells says of where she is.
_SELF: Final = re.compile(
    r"(?:我|俺)(?:就)?是(?P<place>[\u4e00-\u9fff]{1,7}?(?:社区|村|镇|乡|街道|县|区|市))的?妇(?:女主任|联主席|联)"
)
_FIRST_WORDS: Final = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,7}?(?:社区|村|镇|乡|街道|县|区|市))"
    r"(?:[ \t\u3000，,]+(?:今年|20\d\d年?)?|今年|20\d\d年?)的?(?:妇联|妇女工作)"
)
# What may stand before the place in a title, and what is no place's name: 全县, 各乡镇, 我村.
_OPENING_WORDS: Final = re.compile(r"^\D{0,2}\d{2,4}年(?:度|上半年|下半年)?\s*|^关于")
_EVERYWHERE: Final = re.compile(r"[全各我本整]")
_OPENING: Final = 300
_PLACE_LENGTH: Final = 7
_NO_PLACE: Final = re.compile(
    r"[^，。]*?(?:[全各我咱本整两几一二三四五六七八九十]|农村|乡村|进[村社]|应换届|妇女|妇联)"
)
BRACKETS: Final = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")


def is_bare_org(text: str) -> bool:
    """Whether a line holds nothing but the name of a women's federation."""
    flat = BRACKETS.sub("", text).strip().strip("#*=—- 　")
    named = re.fullmatch(r"[\u4e00-\u9fff]{2,24}(?:妇联|妇女联合会|妇委会|妇工委)", flat)
    return named is not None and bool(_clean_org(flat))


def find_org(text: str) -> str:
    """Return the women's federation that a title or signature names; empty without one."""
    best = ""
    for match in ORG.finditer(without_brackets(text)):
        name = _clean_org(match["org"])
        if name and len(name) > len(best):
            best = name
    return best


def without_brackets(text: str) -> str:
    """Return a line without its asides; 【橘洲街道妇联】 names the org and is none."""
    return BRACKETS.sub("", re.sub(rf"^[【\[]({ORG.pattern})[】\]]", r"\1 ", text.strip()))


def _clean_org(name: str) -> str:
    whole = name
    name = re.sub(
        r"^.*?(?:关于|年度?|上半年|下半年|季度|月份?|由|在|和|与|及|的)(?=[\u4e00-\u9fff]{2,})",
        "",
        name,
    )
    name = re.sub(
        r"^(?:中共|共青团|以|与|和|对|把|将|从|按|据|受|经|我们|咱们|咱|我|本|参加|配合|协助|联合|接受|通过|向|争取|各|是|为|在)+",
        "",
        name,
    )
    if whole[:1] in "和与" and len(_LEVEL_WORD.sub("", name)) <= 1:
        name = whole  # 和丰县妇联, 和平街道妇联, but 和柳河镇妇联
    if _SPOKEN.search(name):
        return ""  # 音响是我去县妇联要来的, 镇里要村妇联全年总结
    if name in {"妇联", "妇女联合会", "妇委会", "妇工委", "全国妇联", "妇女工作委员会"}:
        return ""
    bare = re.sub(r"(?:妇女联合会|妇联|妇女工作委员会|妇工委|妇委会)$", "", name)
    if bare in cues()["header"]["no_orgs"]:
        return ""
    return name


# A name has neither pronoun nor verb of speech, and is of one place: 镇里要村妇联 is a clause.
_SPOKEN: Final = re.compile("[我你他她咱俺是去要给把被让叫了]|[总一]共|[省市县区镇乡][里上]")
# 转镇妇联的宣传: counties alone have names of one character (泾县妇联).
_VERB_BEFORE_LEVEL: Final = re.compile(
    "[\u4e00-\u9fff](?:省|市|州|区|旗|镇|乡|街道|村|社区)(?:妇女联合会|妇联|妇委会|妇工委)$"
)
_LEVEL_WORD: Final = re.compile(
    "(?:省|市|州|县|区|旗|镇|乡|街道|村|社区)?(?:妇女联合会|妇联|妇女工作委员会|妇工委|妇委会)$"
)
_OPENING_PLACE: Final = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,5}(?:村|社区|镇|乡|街道|县|区|市)(?:妇联|妇女联合会)?"
    r"(?=[\s（(，,“”]|妇|执委|$)"
)


# 早教进村, 干部下乡: work that goes to villages, and no village's name.
_INTO_PLACE: Final = re.compile(
    "(?:[进下驻到回入送串]|走访|遍访)(?:[各百千]|每个)?(?:村|社区|镇|乡|街道|县)(?:妇联)?$"
)


def _place_of_first_line(given: HeaderInput) -> str:
    """Return the federation of the place that the first line names, also in its brackets."""
    for match in _OPENING_PLACE.finditer(given.first):
        name = match[0] if match[0].endswith(("妇联", "妇女联合会")) else f"{match[0]}妇联"
        if _EVERYWHERE.match(match[0]) or _INTO_PLACE.search(match[0]):
            continue
        if _clean_org(name) == name:
            return name
    return ""


def org_of(given: HeaderInput) -> str:
    """Return the federation that fields, titles, signatures or the notes name; empty without."""
    for key, value in given.fields:
        if "标题" in key and (found := find_org(value)):
            return found
    for key, value in given.fields:
        if "单位" in key or key in {"组织名称", "部门"}:
            found = find_org(value) or (value.strip() if PLACE.search(value) else "")
            if found:
                return found
    for text in (*given.titles, *given.signatures):
        found = find_org(text)
        if found:
            # 县妇联总结素材（青阳县 办公室汇）: which county it is stands beside it.
            own = _place_of_first_line(given) if _LEVEL_WORD.fullmatch(found) else ""
            return own if own.endswith(found) else found
    for text in given.titles:
        # 关于…的专题材料（2025年 福安县妇联 数据已核对): told beside the title, not written to.
        for aside in BRACKETS.findall(text):
            found = (
                "" if re.search(r"报|送|呈|致", aside) else find_org(aside.strip("（()）[]【】"))
            )
            if found and _level_of_name(found):
                return found
    counts: Counter[str] = Counter()
    for match in ORG.finditer(given.body[:20_000]):
        before = given.body[max(0, match.start() - 1) : match.start()]
        name = _clean_org(match["org"])
        if (
            name
            and len(name) <= 14
            and not _VERB_BEFORE_LEVEL.match(name)
            and not re.search(r"[联合会同配协指导]{2}", name[:3])
            and before != "在"
        ):
            counts[name] += 1
    for text in given.titles:
        place = PLACE.match(_OPENING_WORDS.sub("", BRACKETS.sub("", text).strip()))
        if place and not _EVERYWHERE.match(place[0]) and re.search(r"妇|女", text):
            return f"{place[0]}妇联"
    for text in given.titles:
        # 市妇联2025年工作总结 —— 云江市: whose 市妇联 it is stands behind a dash.
        told = _LEVEL_AND_PLACE.search(BRACKETS.sub("", text))
        if told and told["place"].endswith(told["level"]):
            return f"{told['place']}妇联"
    first = _FIRST_WORDS.match(given.body.lstrip())
    if first and not given.titles and not _EVERYWHERE.match(first["place"]):
        return f"{first['place']}妇联"
    speaker = _SELF.search(given.body[:_OPENING])
    if speaker and not given.titles and not _EVERYWHERE.match(speaker["place"]):
        return f"{speaker['place']}妇联"
    named = [(count, name) for name, count in counts.items() if _level_of_name(name)]
    group = _GROUP_NAME.search(f"{given.first}\n{given.talk}")
    if group and (not named or "妇联" in group[0]):
        return f"{group['place']}妇联"  # 云岭村妇女工作群; 石磨村妇联工作群 says whose it is itself
    if not named:
        return _place_of_first_line(given)
    # The federations above are named when they guide; the own one is the lowest and the oftenest.
    top = max(named, key=lambda entry: (_depth(entry[1]), entry[0]))
    return top[1] if top[0] >= 2 or len(named) == 1 else _place_of_first_line(given)


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
    place = PLACE.match(text.lstrip("【[（( \n"))
    if place is None or len(place[0]) > _PLACE_LENGTH or _NO_PLACE.match(place[0]):
        return ""
    return _level_of_name(place[0])


def _level_of_name(org: str) -> str:
    name = re.sub(r"(?:妇女联合会|妇联|妇女工作委员会|妇工委|妇委会)$", "", org.strip())
    name = BRACKETS.sub("", name)
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
