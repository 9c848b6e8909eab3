"""Which passages tell of protected persons: victims, patients, minors, petitioners, debtors (pure).

A passage is sensitive when it speaks of such a group or case *and* of somebody: a name, kin, she
or he, or a handful of people. Numbers of many (两癌筛查1286人) tell of nobody.
"""

import re
from functools import cache
from typing import Final

from drafter.figures import Kind, find_figures
from drafter.privacy.detecting import find_private
from drafter.privacy.lexicon import read_words
from drafter.privacy.tokens import TOKEN
from drafter.privacy.types import PrivateKind

__all__ = ["is_case", "is_sensitive", "small_cell", "tells_story"]

_PEOPLE: Final = frozenset({"人", "名", "位", "例", "户", "个", "对"})
_SMALL: Final = 5
_MANY: Final = 50
_ONE: Final = re.compile(r"(?<![\d.十百千万])1(?:名|位)")
# What is done for many under an illness's name, and the loans of a programme, tell of nobody:
# 两癌检查187人, 妇女创业担保贷款432人.
_PROGRAMME: Final = re.compile(
    "[“”]?两癌[“”]?(?:妇女)?(?:免费)?(?:检查|筛查|普查|体检|保险|宣传|知识|复查|健康)"
    "|(?:创业|小额|担保|贴息|信用|妇女|巾帼|发放|办理|办成|新增|帮助办|助农|惠农|“[^”]{1,8}”)(?:创业|担保|小额|贴息|信用|妇女)*贷款"
)
# “海创她力量”: a name holds pronouns that mean nobody.
_QUOTED: Final = re.compile(
    "“[^”]{1,16}”|她(?:力量|经济|创业|时代|风采|课堂|健康|世纪|直播|基金|公益)"
)
# 女生380, 男孩12名: so many are a group that was served; 女孩12岁 and 女生3人 are not.
_COUNTED_GROUP: Final = re.compile(
    r"[男女][生孩](?:子|们)?[ 　：:共有]{0,2}"
    r"(?=(?:[6-9]|[1-9]\d+)[ ]?[名人个位份]|(?:[3-9]\d|[1-9]\d{2,})(?=[，、；。）)\s]|$))"
)
_SENTENCE: Final = re.compile(r"[；;。！？!?\n]")
_PLACE: Final = re.compile(
    r"[\u3400-\u9fff]{1,6}(?<![个各每全])(?:村|社区|小学|中学|学校|幼儿园|小组|组|屯|寨)(?![级民妇委干规])"
)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {
        key: re.compile("|".join(map(re.escape, words)))
        for key, words in read_words("sensitive.toml").items()
    }


def _without_groups(text: str) -> str:
    """Return a text without what sounds like somebody's kin and is a whole kind of people."""
    return _words()["not_kin"].sub("", _COUNTED_GROUP.sub("", text))


@cache
def _harmed() -> re.Pattern[str]:
    """Return what tells that somebody was harmed: 被丈夫打断肋骨, 遭到家暴, 被赶出家门."""
    return re.compile(rf"[被遭][^，,。；;\d]{{0,6}}?(?:{_words()['harm'].pattern})")


def _of_harmed(text: str) -> bool:
    """Whether somebody was harmed, named in a known way or not, and not merely a number of them."""
    return any(
        _harmed().search(_words()["not_harm"].sub("", piece)) and not _many_people(piece)
        for piece in _SENTENCE.split(text)
    )


def _tells_of_somebody(text: str, *, wide: bool) -> bool:
    words = _words()
    bare = _without_groups(text)
    # 适龄女生接种1860人 are nobody's daughters.
    kin = any(
        words["kin"].search(piece) and not _many_people(piece) for piece in _SENTENCE.split(bare)
    )
    if kin or words["one"].search(_QUOTED.sub("", bare)) or _ONE.search(bare):
        return True
    named = any(item.kind is PrivateKind.NAME for item in find_private(text, wide=wide))
    return named or bool(TOKEN.search(text))


def _of_many(text: str) -> bool:
    """Whether the few are what a screening of many found: 应检1450，检出12，救助3人."""
    return bool(_words()["screening"].search(text)) and any(
        found.kind is Kind.QUANTITY
        and (found.unit in _PEOPLE or found.unit is None)
        and not isinstance(found.value, (tuple, str, type(None)))
        and found.value >= _MANY
        for found in find_figures(text)
    )


def _many_people(text: str) -> bool:
    return any(
        found.kind is Kind.QUANTITY
        and found.unit in _PEOPLE
        and not isinstance(found.value, (tuple, str, type(None)))
        and found.value > _SMALL
        for found in find_figures(text)
    )


def _few_people(text: str) -> bool:
    return any(
        found.kind is Kind.QUANTITY
        and found.unit in _PEOPLE
        and not isinstance(found.value, (tuple, str, type(None)))
        and found.value <= _SMALL
        for found in find_figures(text)
    )


def is_sensitive(text: str, *, wide: bool = False) -> bool:
    """Whether the free text of a passage must stay at home whatever endpoint is configured.

    Args:
        text: One passage.
        wide: Whether weak evidence that it names somebody is enough.
    """
    words = _words()
    plain = _PROGRAMME.sub("", text)
    if _of_harmed(text):
        return True
    if not words["cases"].search(plain) and not words["groups"].search(text):
        return False
    if _tells_of_somebody(text, wide=wide):
        return True
    # 家暴取证难；13个村仅2名社工: the few are of another sentence, and nobody's case.
    return not _of_many(text) and any(
        words["cases"].search(piece) and _few_people(piece) for piece in _SENTENCE.split(plain)
    )


def tells_story(clause: str) -> bool:
    """Whether a clause of a protected passage says who it was, or what happened to her or him.

    What was done for her or him (心理疏导6次, 申请保护令1份) is no story.
    """
    words = _words()
    bare = _without_groups(clause)
    return (
        any(words[key].search(bare) for key in ("one", "story"))
        or bool(words["kin"].search(bare) and not _many_people(clause))
        or any(found.kind is Kind.AGE for found in find_figures(clause))
        or bool(_PLACE.search(clause))
    )


def is_case(clause: str) -> bool:
    """Whether a clause tells what happened to somebody, or of whose kin."""
    words = _words()
    bare = _without_groups(clause)
    told = words["cases"].search(_PROGRAMME.sub("", clause))
    return bool(told or words["kin"].search(bare))


def small_cell(text: str) -> str:
    """Return the place that, with at most five people of a protected group, gives them away."""
    words = _words()
    if not (words["cases"].search(text) or words["groups"].search(text)):
        return ""
    place = next(
        (
            found
            for piece in _SENTENCE.split(text)
            if _few_people(piece)
            for found in _PLACE.finditer(piece)
        ),
        None,
    )
    return "" if place is None else place[0]
