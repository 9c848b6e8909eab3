"""Spoken prose names what it counts by bare verbs: a table needs the name of what was done.

来了76个妇女, 每户奖200块, 一共扫了12次 and 最后退了4.2万 say it in a verb and a measure word. What
the two say together is named here; words that only lead to the number (一共, 到现在, 那边说) go.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from drafter.facts.lexicon import Tag, find_topic_words, words_of
from drafter.facts.phrases import Label, limited, word_list, word_set
from drafter.facts.wholes import PEOPLE
from drafter.figures import Figure

__all__ = [
    "cleared",
    "counted_act",
    "event_of",
    "named_before",
    "sum_of",
    "taught_in",
    "told_behind",
]

# What leads to a number and is none of what it counts.
_LEADS: Final = re.compile(
    r"^(?:那?(?:我们?|咱们?)(?:这边|[村镇乡组]里?|社区)?|(?:到|截至)(?:现在|目前|今天)|往后|后来|最后|当天|现在|目前|一共|总共"
    r"|今年|全年|[上下]半年|年初|年底|要求|每(?:半?年|半?个?月|季度|周|天|次|期|回)|季度"
    r"|(?:原来|原先|本来)(?:要|想)?|是(?=..)|又|还|再|就|才|也|都|另|已经|共|先后)"
)
# The same between a name and its verb.
_WITHIN: Final = re.compile(
    r"(?<=..)(?:到现在|到目前|一共|总共|今年|全年|上半年|又|还|再|都|已经|就|最后)(?=[^业]了?$|[\u4e00-\u9fff]{2}$)"
)
_TAIL: Final = re.compile(r"(?<=..)(?:了|过|着|原有?|现共?有?)$")
_ENDED: Final = re.compile(r"(?:[了过着的]|[出上下起回过进][来去]|[出上到够成完])+$")
_SUCCEEDED: Final = re.compile("..*?成了?$")
# 发展到, 扩到, 凑够: where a number arrives is not what it counts.
_ARRIVES: Final = re.compile(r"(?:发展|增加|扩大|提高|提升|[扩提增升涨降减建达凑办])(?:[到至够])$")
_DAY_BEFORE: Final = re.compile(r"([\u4e00-\u9fff]{2,5})[前后](?=.)")
_SKILL: Final = re.compile("[\u4e00-\u9fff]{2,6}")
_STOPS: Final = re.compile("[，,；;。：:]")
_COMING: Final = re.compile(r"^[去来](?=.$)")
_TORN: Final = re.compile("[了着过]")
_PATIENTS: Final = PEOPLE | frozenset("个例")
_LONGEST_THING: Final = 12
_LONGEST_NAME: Final = 10
# Nothing stands before the number but what leads to it.
_ONLY_LED: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}说|[\u4e00-\u9fff]{1,2}(?:完|后))?(?:另外?|还|也|就|只|又|其余|剩下?)*有?"
)
_DOES: Final = re.compile(r"(?:想|在|愿|等|被|当|拿到?|进了?|正).+")
_WHO: Final = re.compile(
    r"(?P<who>(?!.*[来去到]的)[\u4e00-\u9fff]{2,10})的(?:也|就|又|共|一共|总共)?(?:有|记|登记|报|算|剩)(?:了|下)?"
)
_MODAL: Final = re.compile(
    r"^(?:明年|下半年|秋天|开春)?(?:还|再)?(?:想|要|打算|准备|争取|计划|力争)(?:再)?"
)
_GIVER: Final = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,4}?(?:妇联|商会|集体|公司|企业|村里|镇里|县里|乡里|市里|区里|街道|社区|政府|老板|[村镇乡县市局办]))$"
)
# 想学手工编织, 来学剪纸: what is learnt; 学 also stands inside names.
_LEARNT: Final = re.compile(
    r"(?<=[想要来去])学(?!校|员|生|习|了|到|的|得|过)(?P<what>[\u4e00-\u9fff]{2,6}?)(?=[，。；、：的]|$)"
)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("drafter.facts").joinpath("data/measures.toml").read_text("utf-8"))


def _table(name: str) -> Mapping[str, str]:
    table: Mapping[str, str] = _tables()[name]
    return table


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_tables()["words"][name])


def _is_light(verb: str) -> bool:
    return verb in _tables()["light"]["verbs"]


def event_of(matter: str) -> str:
    """Return what people take part in where only its matter is named: 两癌 is 两癌筛查."""
    return _table("events").get(matter, matter)


def taught_in(text: str) -> str:
    """Return what is taught or learnt in some words; empty without it."""
    if "学" not in text and "教" not in text:
        return ""
    for clause in reversed(_STOPS.split(text)):
        if learnt := _LEARNT.search(clause):
            return learnt["what"]
        tokens = words_of(clause) if "教" in clause else ()
        for token, after in pairwise(tokens):
            taught = token.text == "教" and token.tag is Tag.VERB and after.tag is not Tag.LIGHT
            if taught and _SKILL.fullmatch(clause[token.end :]):
                return clause[token.end :]
    return ""


def cleared(label: Label) -> Label:
    """Return a label without the words that only lead to its number."""
    text = _without_time(label.text)
    while (lead := _LEADS.match(text)) and len(text) > lead.end():
        first = words_of(text)[0]
        if len(first.text) > lead.end() and first.tag is not Tag.OTHER:
            break  # 共建, 再就业
        text = text[lead.end() :]
    text = _without_tail(_WITHIN.sub(_unless_in_word, text))
    if arrived := _ARRIVES.search(text):
        text = text[: arrived.start()]
    return label if text == label.text else replace(label, text=text)


def _unless_in_word(found: re.Match[str]) -> str:
    """Take out what only leads to a number, and leave 就 in 培训就业率."""
    start, end = found.span()
    inside = any(
        token.start <= start and end < token.end and token.tag is not Tag.OTHER
        for token in words_of(found.string)
    )
    return found[0] if inside else ""


def _without_time(text: str) -> str:
    """Return 看 of 春节前看: the day has 前 or 后 behind it, so it is no name's beginning."""
    day = _DAY_BEFORE.match(text)
    return text[day.end() :] if day and day[1] in word_set("times") else text


def _without_tail(text: str) -> str:
    """Take 了 and 原有 off the end, and nothing off 通过 or 为了."""
    tail = _TAIL.search(text)
    last = words_of(text)[-1] if tail else None
    whole = last is not None and last.tag is not Tag.OTHER and len(last.text) > 1
    return text[: tail.start()] if tail and not whole else text


def sum_of(label: Label, left: str, given: str = "") -> Label:
    """Name a sum by the verb before it: 每户奖200块 is 奖金, 最后退了4.2万 is 退还金额.

    Args:
        label: What it was called so far.
        left: The words before it in its clause.
        given: What money is called here that was only handed over (慰问金).
    """
    if (
        any(word in label.text for word in _words("pays"))
        and len(label.text) > 1
        and not label.text.endswith("钱")
    ):
        return label
    core = _ENDED.sub("", left.strip())
    for size in (2, 1):
        verb = core[-size:]
        name = given if given and verb in _tables()["handed"]["verbs"] else ""
        name = name or _table("money").get(verb, "")
        if not name or len(core) < size or _is_inside(core, verb):
            continue
        giver = _GIVER.search(core[:-size])
        who = giver["who"] if giver and len(giver["who"]) > 1 else ""
        said = _ENDED.sub("", label.text)
        thing = said.removesuffix(verb) if said.endswith(verb) else said.removeprefix(verb)
        named = len(thing) <= _LONGEST_NAME and thing != said
        named = (
            named and not _TORN.search(thing) and (len(thing) > 1 or thing in word_set("levels"))
        )
        return replace(label, text=limited((who or (thing if named else "")) + name))
    return label


def _is_inside(words: str, verb: str) -> bool:
    """Whether what looks like a verb is the end of a longer word (出 in 支出)."""
    last = words_of(words)[-1]
    return len(last.text) > len(verb) and last.tag is not Tag.OTHER


def counted_act(label: Label, figure: Figure, matter: str) -> Label:
    """Name what a bare verb and a measure word say together: 扫了12次 is 清扫次数."""
    unit = figure.unit or ""
    text = _MODAL.sub("", label.text) or label.text
    bare = _COMING.sub("", _ENDED.sub("", text))
    first = words_of(text)[0] if len(text) > 1 else None
    if first is not None and first.text == text and first.tag is not Tag.OTHER:
        return label  # 回访, 检出
    if text in _words("found"):
        return replace(label, text="查出异常") if unit in _PATIENTS else label
    if not bare or text in _words("particles"):
        return replace(label, text=matter) if matter else label
    if len(bare) == 1:
        if _is_light(bare):
            return replace(label, text=matter) if matter else label
        name = _name(bare, unit)
        if not name:
            return label
        measure = _table("counts").get(unit, "")
        if _SUCCEEDED.search(text):
            if matter and name in matter:
                return replace(label, text=limited(f"{matter}成功"))
            name, measure = f"{name}成功", ""  # 调成16起 is not how many were taken up
        named = matter and name not in matter and unit not in _words("times")
        return replace(label, text=limited(matter + name) if named else name + measure)
    verb, before = bare[-1], bare[:-1]
    if before in _table("names") and verb in _words("places"):
        return replace(label, text=_table("names")[before] + verb)  # 走了7个村
    if len(before) > 1 and before.endswith(word_list("people")) and verb in "来到去":
        return replace(label, text=before)  # 爷爷奶奶来了85位
    name = _name(verb, unit)
    if unit in {"条", "篇", "则"} and name and before in word_set("levels"):
        return replace(label, text=before + name)  # 县里用了9条
    topics = find_topic_words(before)
    if topics and topics[-1].start + len(topics[-1].text) == len(before):
        if _is_light(verb):
            return replace(label, text=before)
        return replace(label, text=limited(before + name)) if name else label
    last = words_of(bare)[-1]
    hauled = unit in _words("hauls") and last.tag is Tag.OTHER
    if (
        name
        and unit in _words("times")
        and (hauled or (last.text == verb and last.tag is Tag.VERB))
    ):
        return replace(label, text=name + _table("counts")[unit])  # 三轮车拉了7车
    return label


def _name(verb: str, unit: str) -> str:
    if unit in {"条", "篇", "则"} and verb in _table("names_of_notices"):
        return _table("names_of_notices")[verb]
    if unit in PEOPLE and verb in _table("names_of_people"):
        return _table("names_of_people")[verb]
    return _table("names").get(verb, "")


def told_behind(clause: str, right: str) -> str:
    """Return what those do who are only numbered before it: 另两户还在等, 有14个在厂里接活."""
    behind = right.lstrip("都也还就全")
    if _ONLY_LED.fullmatch(clause) and _DOES.match(behind) and len(behind) <= _LONGEST_THING:
        return behind.rstrip("的了")
    return ""


def named_before(clause: str) -> str:
    """Return who is counted by a verb that only counts: 想学嫁接的记了19个."""
    who = _WHO.fullmatch(clause)
    return who["who"] if who else ""
