"""What of a note may be told in a draft: names and numbers give way to plain words (pure).

A name stands only where the user allowed it. Passages that tell of protected persons keep their
services that were counted and lose their story. No other figure that a summary must state is
ever lost: where a replacement would change the figures of the words, the next plainer one is taken.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Final

from drafter.figures import Kind, find_figures
from drafter.privacy.lexicon import lexicon, read_words
from drafter.privacy.pseudonyms import Pseudonyms
from drafter.privacy.sensitive import is_case, is_sensitive, tells_story
from drafter.privacy.tokens import TOKEN

__all__ = ["is_introduced", "redact"]

_SOMEBODY: Final = "有关人员"
_HOUSEHOLD: Final = "有关家庭"
_NAME: Final = "〔人名[^〕]+〕"
_LIST: Final = rf"{_NAME}(?:[、，,和与及\s]*{_NAME})*"
_LABEL: Final = (
    r"(?:[，,、]?\s*(?:联系|手机|家庭|办公|本人|其)?(?:电话|手机号?|座机"
    r"|身份证号?码?|证件号?|证号|残疾证号?|卡号|银行卡号?|账号|帐号|一卡通|微信号?"
    r"|微信群?|QQ群?号?|qq|邮箱|电子邮箱|车牌号?|车号|号码|户名|开户行)(?:是|为)?\s*[：:]?\s*)?"
)
_SPEAKING: Final = "(?:的?(?:备注|补充|插话|发言|汇报|提醒|记录|说明|回复|追问|说|问|答|注|记|报))?"
_NUMBER: Final = r"〔(?:电话|证件|卡号|车牌|账号|邮箱)[^〕]+〕"
# Of 联系人张丽 0817-5551234 / 微信 zl_88 only labels and strokes are left.
_BARE_LABELS: Final = re.compile(
    r"(?:(?<=[，,。；;\n])|^)\s*(?:(?:联系人|联系方式|联系电话|电话|手机|微信号?|QQ号?|邮箱|[/／|])\s*[，,：:]?\s*)+"
    r"(?=[，,。；;\n]|$)"
)
_ADDRESS: Final = "〔住址[^〕]+〕"
_CLAUSE: Final = re.compile(r"[^，,；;。！？!?\n]*[，,；;。！？!?\n]?")
_ASIDE: Final = re.compile(r"[（(][^（()）]*[）)]")
# A clause of no more words than this beside its figure says not of what it is.
_BARE: Final = 2
_FAMILY: Final = 2  # 张家
_NAME_LENGTH: Final = 14
_FIGURELESS: Final = re.compile(r"[^\u4e00-\u9fff]")
_SERVICE: Final = re.compile(
    "援助|疏导|咨询|调解|联系|协助|陪同|庇护|救助|资助|帮扶|转介|代理|申请|走访|慰问|探视|出具|上门"
)
_INSTITUTION: Final = re.compile(r"(?:所|站|室|中心|热线|平台|驿站|窗口|机制|联席会议?)[，,、\s]*$")
# 联系派出所，法律援助，各1次
_EACH: Final = re.compile(r"([^，。；]{2,10})，\s*([^，。；]{2,10})，\s*(各\s*\d)")
# What a bare number is of, where all its words were a story.
_MATTER: Final = "相关事项"
_CALENDAR: Final = frozenset({Kind.DATE, Kind.PERIOD, Kind.ORDINAL})
_INTRODUCTION: Final = "在帮扶有关群众中，"  # of whom the passage is about no word tells


def redact(text: str, pseudonyms: Pseudonyms, allowed: Collection[str] = ()) -> str:
    """Return a note's words as a draft may tell them; "" where nothing may be told.

    Args:
        text: The words of one activity.
        pseudonyms: A map that has learned all the notes.
        allowed: Names that the user confirmed.
    """
    hidden = pseudonyms.hide(text)
    tokens = TOKEN.findall(hidden)
    passages = {token: pseudonyms.restore(token) for token in tokens}
    wanted = {token: name for token, name in passages.items() if _flat(name) in allowed}
    protected = is_sensitive(text)
    if not protected and len(wanted) == len(passages):
        return text
    if protected:
        # An award of a protected person does not bring the name back beside the case.
        wanted = {}
    for token, name in wanted.items():
        hidden = hidden.replace(token, name)
    for token, name in passages.items():
        if len(_flat(name)) == _FAMILY and name.endswith("家"):
            hidden = hidden.replace(token, f"{token}家")
    told = _in_plain_words(hidden)
    if protected:
        return _without_story(told)
    if told and _figures(told) != _figures(TOKEN.sub("", hidden)):
        told = TOKEN.sub(_SOMEBODY, hidden)
    return told


def is_introduced(told: str) -> bool:
    """Whether told words had to be given a neutral beginning, for all of their own was a story."""
    return told.startswith((_INTRODUCTION, *read_words("introductions.toml")))


def _flat(name: str) -> str:
    return "".join(name.split())


def _figures(text: str) -> list[tuple[object, object]]:
    return [(found.value, found.unit) for found in find_figures(text)]


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    lists = lexicon()
    roles = "|".join(
        word for word in (*lists.roles_before, *lists.titles) if len(word) > 1 and word != "名叫"
    )
    titles = "|".join(word for word in lists.titles if len(word) > 1 and word not in _ADDRESSED)
    kin = "老人|妇女|患者|居民|村民|同学|小朋友|儿童|孤儿"
    count = r"(?=\s*(?:\d+|[一二三四五六七八九十两]+)\s*[人名位户])"
    return tuple(
        (re.compile(pattern), put)
        for pattern, put in (
            # Whose message it was is no part of what it tells.
            (
                (
                    rf"(?:^\s*|(?<=[（(\n]))[小老阿]?{_LIST}(?:{titles}|{'|'.join(_ADDRESSED)})?"
                    rf"{_SPEAKING}\s*[：:]\s*"
                ),
                "",
            ),
            # 老何说外出学习16人: what is told stands, and not who told it.
            (
                rf"(?:^\s*|(?<=[（(，,。；;：:\n]))[小老阿]?{_NAME}(?:{titles})?说(?![服明和])[，,]?",
                "",
            ),
            (_LABEL + _NUMBER + r"的?", ""),
            (rf"[（(]\s*(?:[，,、；;\s]|{_NAME}|{_ADDRESS})*\s*[）)]", ""),
            (rf"(?:家住|住在|住)?{_ADDRESS}的", ""),
            (rf"(?:家住|住在){_ADDRESS}", ""),
            (rf"{_ADDRESS}(?={_LIST})", ""),
            (_ADDRESS, "有关住户"),
            # 三八红旗手〔…〕、〔…〕等5人 → 三八红旗手5人
            (rf"{_LIST}\s*等{count}", ""),
            (rf"{_LIST}\s*等(?:人|同志)?", _SOMEBODY),
            (rf"{_LIST}{count}", ""),
            (rf"(?<=家庭){_LIST}(?:家庭|家|户)?", ""),
            # Of 最美家庭：〔…〕家庭 the household stays; all the names go or none.
            (
                (
                    rf"(?P<role>{roles})[：:]?\s*(?>{_LIST})(?!的?家里|的?家中|家庭|夫妇)"
                    rf"(?:{'|'.join(_ADDRESSED)})?"
                ),
                _after_role,
            ),
            # 调解张家婆媳: whose they are is not told.
            (rf"{_NAME}家(?=婆媳|妯娌|兄弟|姐妹|父子|母子|夫妻|两口)", ""),
            (rf"{_LIST}姓(?=妇女|女子|男子|村民|居民|群众|老人)", ""),
            (rf"{_LIST}(?={titles})", ""),
            (rf"{_LIST}(?={kin})", ""),
            (
                (
                    rf"{_LIST}(?:的?家里|的?家中|家庭(?![教暴])|家(?![庭长教暴属风])"
                    rf"|一家|全家|夫妇|户)"
                ),
                _HOUSEHOLD,
            ),
            (rf"[小老阿]?{_LIST}(?:{'|'.join(_ADDRESSED)})?", _SOMEBODY),
            (rf"[：:]{_SOMEBODY}(?=[。；;]|$)", ""),
            (r"，，+", "，"),
            (rf"{_SOMEBODY}(?:[、和与及，]?{_SOMEBODY})+", _SOMEBODY),
        )
    )


_ADDRESSED: Final = (
    "同志", "女士", "先生", "小姐", "大姐", "大妈", "大娘", "大婶", "大嫂", "阿姨",
    "奶奶", "爷爷", "大爷", "大叔", "大伯", "大哥", "姑娘", "媳妇", "老太太",
    "老太", "老汉", "老伯",
)  # fmt: skip


def _after_role(match: re.Match[str]) -> str:
    """Keep the role that stood before the names: it says who it was."""
    return match["role"]


def _in_plain_words(hidden: str) -> str:
    for pattern, put in _rules():
        hidden = pattern.sub(put, hidden)
    hidden = _BARE_LABELS.sub("", hidden)
    hidden = re.sub(r"(?:联系人|户名|负责人|经办人)[：:\s]*$", "", hidden)
    return re.sub(r"^[，,、；;：:\s]+", "", hidden).strip()


def _without_story(text: str) -> str:
    """Return only the clauses that say how much was done, with a neutral word before them.

    A clause that says to whom, or what had happened, goes as a whole; so does all of it when
    nothing but a date would be left.
    """
    text = _ASIDE.sub(lambda match: "" if _is_aside(match[0]) else match[0], text)
    clauses = [match[0] for match in _CLAUSE.finditer(text) if match[0].strip()]
    kept = [
        clause
        for place, clause in enumerate(clauses)
        if (find_figures(clause) and not tells_story(clause)) or _names_what_follows(clauses, place)
    ]
    if all(found.kind in _CALENDAR for clause in kept for found in find_figures(clause)):
        return ""
    told = _EACH.sub(r"\1、\2\3", "".join(kept).strip().rstrip("，,；;"))
    first: Sequence[str] = clauses[:1]
    if "去年" in text and "去年" not in told:
        # Whose year a figure belongs to is no story.
        return f"{_introduction(text)}去年{told}"
    lost = kept[0] not in first or any(is_case(clause) for clause in clauses if clause not in kept)
    if lost:
        told = _with_matter(told)
    return (_introduction(text) + told) if lost else told


def _with_matter(told: str) -> str:
    """Give the first count a neutral word where only a date, or nothing, stands before it."""
    counted = next(found for found in find_figures(told) if found.kind not in _CALENDAR)
    if _FIGURELESS.sub("", _without_figures(told[: counted.start])):
        return told
    return told[: counted.start] + _MATTER + told[counted.start :]


def _names_what_follows(clauses: Sequence[str], place: int) -> bool:
    """Whether a clause only names the service that the bare count behind it is of.

    法律援助，各1次 and 反家暴庇护所，入住4人 tell nothing once the first clause is gone.
    """
    behind = next((clause for clause in clauses[place + 1 :] if find_figures(clause)), "")
    between = clauses[place : clauses.index(behind)] if behind else []
    bare = _FIGURELESS.sub("", _without_figures(behind))
    if not behind or len(bare) > _BARE or tells_story(behind):
        return False
    return all(
        len(clause) <= _NAME_LENGTH
        and not find_figures(clause)
        and not tells_story(clause)
        and ((_SERVICE.search(clause) and not is_case(clause)) or _INSTITUTION.search(clause))
        for clause in between
    )


def _without_figures(text: str) -> str:
    for figure in reversed(find_figures(text)):
        text = text[: figure.start] + text[figure.end :]
    return text


def _is_aside(bracket: str) -> bool:
    """Whether a bracket says of a person or a case what is no count."""
    return tells_story(bracket) or (is_case(bracket) and not find_figures(bracket))


def _introduction(text: str) -> str:
    """Return what names the field of work: figures alone would tell of nothing."""
    fields = read_words("introductions.toml").items()
    return next(
        (said for said, words in fields if any(word in text for word in words)), _INTRODUCTION
    )
