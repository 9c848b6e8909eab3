"""The shapes of lines: enumerators, headings, time stamps, page numbers, and what counts.

Patterns only; which of them holds where is decided by those who see the lines around.
"""

import re
from functools import cache, lru_cache
from typing import Final

from drafter.facts.lexicon import cues
from drafter.facts.roles import is_role_heading

__all__ = [
    "BOX",
    "BRACKETED",
    "CN",
    "COLON_END",
    "CONTINUATION",
    "DASHED",
    "DATE_ONLY",
    "DECORATED",
    "GROUP_LENGTH",
    "MAJOR",
    "MINOR",
    "NUMBERED",
    "NUMBER_IN_BRACKETS",
    "ORDERED",
    "PAGE",
    "QUANTITY",
    "RULE_DAY",
    "STAMP_LINE",
    "STAMP_START",
    "TERMINAL",
    "ends_as_heading",
    "is_noise",
    "is_own_unit",
    "is_recap",
    "is_role_line",
    "is_stamp",
    "scheme",
    "starts_item",
    "without_own_unit",
]

CN: Final = "一二三四五六七八九十"
# One to ninety-nine; 六一 and 三八 are days that stand before what was done on them.
_CN_NUMBER: Final = (
    "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?![一二三四五六七八九十])"
)
MAJOR: Final = re.compile(
    rf"(?:第[{CN}](?:部分|块|方面|篇|章|节)[、:：.．\s]|(?:做法|举措|措施|经验|亮点|板块|任务|特色|成效|行动)[{CN}\d](?:[、:：.．]|\s+)|"
    rf"第?{_CN_NUMBER}(?:[、:：]|[.．](?!\d))|[（(][{CN}]{{1,3}}[)）][、.．]?|"
    rf"第[{CN}]{{1,2}}[,，、：:]|{_CN_NUMBER}[ 　]+(?=[\u4e00-\u9fff]))\s*"
)
# A measure word behind a blank: 3 件大案, 5 间; 1 台账, 2 座谈会, 1 人大代表 are items' words.
_COUNTED: Final = (
    "(?:[篇届例元年月日辆盒箱棵亩顿桌件]|名(?![单称])|户(?![口外])|场(?!地)|次(?!日)|期(?!间)|个(?![人体性])|份(?!额)"
    "|家(?![长庭人事属教暴政风园])|位(?!置)|支(?![部持教出])|所(?!有)|对(?![口外接])|条(?!例)|项(?!目)|批(?!评)|台(?!账)"
    "|套(?!路)|本(?![会次级])|人(?![大民口才员道事工生居物均])|天(?!然)|起(?![草步])|间(?!接)|处(?!理)|座(?!谈))"
)
MINOR: Final = re.compile(
    r"(?:\d{1,2}\s*[、)）](?!\d)|\d{1,2}\s*[.．](?!\d)|\d{1,2}[.．、](?=\d{1,2}月)|[（(]\d{1,2}[)）][、.．]?|"
    r"\d[.．]\d{1,2}\s+(?=[\u4e00-\u9fff“])(?![万亿元人户个千百平公斤吨倍年月])|[①-⒛]|[❶-❿]|[㈠-㈩]|[㊀-㊉]|[（(]?[A-Ha-h][.．、)）]\s*(?=[\u4e00-\u9fff“\"])|"
    # b 夜校每月2次
    r"[a-h] ?(?=[\u4e00-\u9fff“]{2})|"
    # 1 培训: a number before a word orders; 3 场讲座, 3 月 8 日 and 12 个村 count.
    rf"\d{{1,2}}[ 　\t]+(?!{_COUNTED})(?=[\u4e00-\u9fff“])|"
    r"[-*•·●○■□◆◇▪▶►➢√✓☑➤‣⁃▷★☆※]{1,3}[ 　]*(?!\d+[-—–\s]*$)|[—–]{1,2}[ 　]*(?=[\u4e00-\u9fff“]))\s*"
)
# The number of an item, whatever follows it.
NUMBERED: Final = re.compile(r"(?P<number>\d{1,2})\s*(?P<mark>[.．、)）])[ 　]*")
ORDERED: Final = re.compile(
    rf"(?:[{CN}]是(?:要)?|首先|其次|再次(?=[,，、：:])|再者|此外|最后|第[{CN}][是,，、])[,，、：:]?\s*"
)
TERMINAL: Final = "。；;！!？?…"
QUANTITY: Final = re.compile(
    # 2026打算 names a year, and counts nothing.
    r"(?<!\d)(?!20[2-4]\d(?:打算|计划|安排|思路|设想|想法|目标|任务|重点|工作))"
    r"\d[\d,.，]*\s*[余多几]?\s*[百千万亿]*\s*(?!月|日|号|年|[、.．)）:：-])[\u4e00-\u9fff%％]|"
    rf"[{CN}百千万两几]{{1,6}}(?:名|户|人|场|期|次|份|件|个|家|支|元|册|篇|条|万)"
)
# - [x] done, - [ ] still to be done.
BOX: Final = re.compile(r"[\[［【](?P<done>[ xX√✓✔　]?)[\]］】]\s*")
BRACKETED: Final = re.compile(
    r"^[【\[〔「『](?P<name>[^【】\[\]〔〕]{1,30})[】\]〕」』]\s*[:：]?\s*"
)
# 【一】组织, [2] 培训: the bracket holds only the number.
NUMBER_IN_BRACKETS: Final = re.compile(
    rf"^[【\[〔](?:第?[{CN}\d]{{1,3}})[】\]〕]\s*(?P<name>[^\s，,。；;:：]{{1,20}})\s*[:：]?\s*$"
)
# == 护家 ==, *** 维权 ***, ——培训——.
DECORATED: Final = re.compile(
    r"^[=＝~～*＊#＃—–_★☆◆■●-]{2,}\s*(?P<name>[^=＝~～*＊#＃—–_，,。；;]{1,20}?)\s*"
    r"[=＝~～*＊#＃—–_★☆◆■●-]{2,}\s*[:：]?$"
)
# 正月——, 挣钱的事——: what follows stands under it.
DASHED: Final = re.compile(r"^(?P<name>[^—–=，,。；;:：]{1,12}?)\s*[—–]{2,}\s*[:：]?$")
COLON_END: Final = re.compile(r"^(?P<name>[^。；;！!？?]{1,40}?)\s*[:：]\s*$")
DATE_ONLY: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}|正|冬|腊)月份?(?:[、和至到—-](?:[一二三四五六七八九十]{1,3}|正|冬|腊)月份?)?\s*[:：]?$|"
    r"^\d{1,2}\s*[、和至到—~-]\s*\d{1,2}\s*月份?\s*[:：]?$|"
    r"^(?:(?:19|20)?\d\d\s*[年./-]\s*)?(?:\d{1,2}\s*[月./-]\s*(?:\d{1,2}\s*[日号]?)?(?:\s*[至到~—-]+\s*(?:\d{1,2}月)?\d{1,2}[日号]?)?)"
    r"\s*(?:[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?\s*(?:上午|下午|晚上|晚|早上)?\s*[:：]?$"
)
_CLOCK: Final = (
    r"(?:(?:上午|下午|晚上|凌晨|中午|早上|傍晚|昨天|今天|前天|星期[一二三四五六日天]|周[一二三四五六日])\s*)*"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[AaPp][Mm])?"
)
_DAY: Final = (
    r"(?:(?:19|20)?\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:\s*(?:星期|周)[一二三四五六日天])?"
)
_STAMP: Final = rf"(?:{_DAY}[\s,，]*)?{_CLOCK}"
# 杨姐3栋, 小吴2单元: neighbours in a chat go by where they live.
_DWELLS: Final = r"(?:-?\d{1,3}(?:栋|幢|号楼?|单元|组|楼|室|网格))?"
# 3网格 小芹, 5网格~云淡风轻: a grid or a house stands before the name of who looks after it.
_BLOCK: Final = r"\d{1,2}(?:网格|组|栋|幢|号楼|单元|片区?|社|队|村)[~～\-—_·.\s]*"
STAMP_LINE: Final = re.compile(
    rf"^[-—–=*\s]*[\[【(（]?(?:(?P<who>(?:[\u4e00-\u9fff]{{1,12}}(?:妇联|村|社区|镇|乡|街道|局|部|办|科|中心)\s|{_BLOCK}|[\u4e00-\u9fff]{{2,6}}\s(?=[\u4e00-\u9fff]{{2,5}}\s))?[^\s\d:：\[\]【】，。；,;]{{1,16}}{_DWELLS}(?:[（(][^（）()]{{1,10}}[)）])?)[\s:：]+)?"
    rf"[\[【(（]?(?P<stamp>{_STAMP})[\]】)）]?(?:\s*(?P<who2>[^\s:：，。；,;]{{1,12}}(?:\s[^\s:：，。；,;\d]{{1,8}})?))?[:：]?[-—–=*\s]*$"
)
STAMP_START: Final = re.compile(
    rf"^[\[【(（]?(?P<stamp3>{_CLOCK})[\]】)）]?\s+(?P<who3>[^\s\d:：，。；,;]{{1,12}})\s*[:：]\s*(?=\S)|"
    rf"^[\[【(（]?(?P<stamp>(?:{_DAY}[\s,，]*){_CLOCK})[\]】)）]?\s*(?P<who>[^\s\d:：，。；,;]{{1,12}})?\s*[:：]?\s+(?=\S)|"
    rf"^(?P<who2>[^\s\d:：，。；,;]{{1,12}})\s*[\[【(（]?(?P<stamp2>{_STAMP})[\]】)）]?\s*[:：]\s*(?=\S)|"
    rf"^(?P<who4>[^\s\d:：，。；,;]{{1,12}})\s+(?P<stamp4>{_CLOCK})\s+(?=\S)"
)
RULE_DAY: Final = re.compile(rf"^[-—–=*\s]{{2,}}\s*{_DAY}\s*[-—–=*\s]{{2,}}$")
PAGE: Final = re.compile(
    r"^[（(]?(?:[-—–·~\s]*\d{1,4}[-—–·~\s]*|[-—–·~\s]*第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?[-—–·~\s]*|\d{1,4}\s*/\s*\d{1,4}|"
    r"[Pp](?:age)?[.\s]*\d{1,4}(?:\s*of\s*\d{1,4})?|共\s*\d{1,4}\s*页|页码?\s*[:：]?\s*\d{1,4})[）)]?$"
)
CONTINUATION: Final = re.compile(r"其中(?!一项)|里头|里面|（其中|\(其中|分别是|分别为|包括")
_ROLE_TAIL: Final = re.compile(
    r"(?:的|主要|重点|工作|打算|计划|安排|思路|设想|措施|方向|目标|任务|要点|考虑|建议|及|和|与|问题|困难|情况|、|原因)*"
)
# 附：上半年数据汇总 stands over figures told before.
_RECAP: Final = re.compile(
    r"(?:附件?\d?\s*[:：]?\s*)?[^，。；：、]{0,10}"
    r"(?:汇总|速览|简表|一览|合计|统计|总账|主要数据|快报|报表|核对|核对数|[上快填通]报)(?:表|数字?|数据)?"
    r"(?:[（(][^（）()\d]{1,12}[）)])?"
)
_ROLE_LENGTH: Final = 24
_OURS: Final = re.compile("[我咱本](?:们)?(?:村|社区|镇|乡|街道)(?:里)?")
# 我们村这边：, 咱们：, 本社区: how a message begins whose sender tells of her own.
_OURS_FIRST: Final = re.compile(
    rf"(?:{_OURS.pattern}|[我咱]们?(?![省市县区旗]))(?:这边|里)?[，：:、 ]*"
)
GROUP_LENGTH: Final = 8


def ends_as_heading(name: str) -> bool:
    """Whether a short line ends as one does that names what stands below it: 组织建设."""
    return name.endswith(tuple(cues()["header"]["heading_ends"]))


def starts_item(text: str) -> bool:
    """Whether a line begins an item of a list or a heading."""
    return bool(
        MAJOR.match(text)
        or MINOR.match(text)
        or ORDERED.match(text)
        or BRACKETED.match(text)
        or COLON_END.match(text)
    )


def is_stamp(text: str) -> bool:
    """Whether a line holds nothing but a message's time and sender (李干事 09:13 慰问20户 does)."""
    match = STAMP_LINE.match(text)
    return match is not None and not QUANTITY.search(match["who2"] or "")


def is_noise(text: str) -> bool:
    """Whether a line is a message time or a page number."""
    return bool(is_stamp(text) or PAGE.match(text) or STAMP_START.match(text))


def scheme(mark: str) -> str:
    """The shape of an enumerator, by which the items of one list know each other."""
    return re.sub(rf"[{CN}\dA-Ha-h\s　①-⒛❶-❿㈠-㈩]+", "N", mark.strip())


@cache
def _role_words() -> tuple[frozenset[str], tuple[str, ...]]:
    role = cues()["role"]
    words = (*role["problem_heading"], *role["plan_heading"])
    return (
        frozenset((*role["problem_exact"], *role["plan_exact"])),
        tuple(sorted({word.rstrip("：:") for word in words})),
    )


def is_own_unit(name: str) -> bool:
    """Whether words say 我们村 or 本社区: who speaks names herself so, nobody else."""
    return _OURS.fullmatch(name) is not None


def without_own_unit(text: str) -> str:
    """Return a line without the words by which its sender names herself (我们村这边：, 咱)."""
    match = _OURS_FIRST.match(text)
    return text[match.end() :] if match else text


@lru_cache(maxsize=1024)
def is_recap(name: str) -> bool:
    """Whether a heading stands over figures that were told before."""
    flat = name.strip("【】[] ：:")
    return flat in cues()["role"]["recap"] or _RECAP.fullmatch(flat) is not None


@lru_cache(maxsize=1024)
def is_role_line(name: str) -> bool:
    """Whether a short line stands over problems or plans."""
    exact, words = _role_words()
    flat = re.sub(rf"^[{CN}]{{1,3}}[、.．\s]+", "", name.strip("：:。 、"))
    # 明年（2027）, 存在困难（去年写的前两条照样用）: the bracket names nothing of its own.
    flat = re.sub(r"(?<=.)[（(][^（）()]*[）)]$", "", flat)
    if flat in exact or is_role_heading(flat):
        return True
    if re.search(r"[:：]\s*\S", name.strip()):
        return False  # 存在问题：人手不足 is the problem itself
    if len(flat) > _ROLE_LENGTH or any(char in flat for char in "，,。；"):
        return False
    if flat.endswith(words):
        return True
    return any(
        flat.startswith(word) and _ROLE_TAIL.fullmatch(flat, len(word)) is not None
        for word in words
    )
