"""Weigh whether characters are a person's name: by its parts and what stands on both sides (pure).

Each candidate is described by a handful of named pieces of evidence (how common the surname, how
name-like the given name, what the dictionary reads there, who or what stands before and behind).
Its weight is the sum of theirs: log-odds, fitted by ``tools/fit_names.py`` and kept as data.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from drafter.privacy.lexicon import Lexicon, lexicon, weights
from drafter.privacy.segmenting import Segments

__all__ = ["CJK", "Candidate", "best_of", "evidence_of", "find_candidates", "is_brand", "is_cjk"]

CJK: Final = r"\u3400-\u9fff"
_IS_CJK: Final = re.compile(rf"[{CJK}]")
# No given name is made of these.
_NEVER_GIVEN: Final = frozenset(
    "的了之是在与等被把从对向由或及每各另其这那们个名位户次份亿场期件处所约县镇乡省妇局院部您你我他她它又也都"
    "还就才吗呢吧啊说给让请帮到去做没不很更将已后前里下入出某姓氏族村条项套辆间座栋幢岁均该此并且但而嫂婶课坊厂馆糕插"
)
_PLACE_NEXT: Final = re.compile(
    r"[\u3400-\u9fff]?(?:[村镇乡县市屯寨沟坝湾庄坪]|社区|街道|林场|水库|小组)|大道|路(?!过|上|人)"
)
_PLACE_ITSELF: Final = re.compile(r".家[庄沟坝湾坪寨屯山桥河塘店铺岗岭垭坡]")
# 小李庄1850, 前王屯: 小, 前 before a surname and a hamlet's end are a village,
# and so are 王庄3200 and 李屯：.
_HAMLET: Final = re.compile(
    r"[小大上下前后东西南北中老新][\u3400-\u9fff][庄屯寨堡铺坪坝]"
    r"|[\u3400-\u9fff]{1,2}[庄屯寨堡坝](?=[\d：:]|[ 　]\d)"
)
_BODY_NEXT: Final = re.compile(
    r"(?:公司|超市|学校|小学|中学|医院|酒店|饭店|广场|公园|基地|牌|奖|节|品牌|杯|系列|精神|文化)"
)
# An event and how often it was held: 研学150次, 采摘节1场, 养殖户4户.
# Not what only a person does so often: 李桂花参加培训2次.
_COUNTED: Final = re.compile(
    r"(?!参[加与]|出席|报名|牵头|主[讲持]|授课|陪同|带[领着头]|上门|走访|捐|领[到取])[\u3400-\u9fff]{0,5}?(?:\d[\d.]*|[一二两三四五六七八九十百]{1,3})"
    r"(?:次|场|期|届|轮|节|堂|批|支|家|项|处|户|个|班|门|课|亩|条|篇)(?![\u3400-\u9fff]{0,3}(?:给|说|送到))"
)
# 王翠花调解: a flower ends a name more often than it spends anything.
_FLOWER: Final = re.compile("花(?![了钱费掉去光出]|\\d)")
_THING_ENDS: Final = ("户", "班", "课", "节", "会", "赛", "展", "坊", "队", "社")
# 家风馆, 家校: the work with families, and nobody's family.
_FAMILY_WORK: Final = re.compile("家[风教校宴]|家文化")
# “桂嫂”家政, “云埠竹”商标: what is sold under a name in quotation marks is a brand.
_BRAND_NEXT: Final = re.compile(
    r"[\u3400-\u9fff]{0,2}[”’」](?:牌|品牌|商标|系列|家政|月嫂|劳务|直播|服务队|志愿|艺术团|合唱团|非遗)"
)
_VOLUNTEERS: Final = re.compile("志愿[队者服活]")
_GENDER: Final = re.compile(r"[，,、（(|\s]{0,2}(?:[男女](?![儿孩性童工生方士])|\d{1,3}岁)")
_PHONE: Final = re.compile(
    r"[\s（(:：，,]{0,2}(?:[+（(]?86[)）]?)?[ \-]?1[3-9]\d|[\s（(:：]*\ue0ff"
)
# 小芳, 阿珍, 老四.
_PET: Final = frozenset("小阿老大幺")
_STRONG: Final = frozenset("由请派劝被跟找帮让叫替")
_EVERYDAY: Final = frozenset(
    f"read:{reading}" for reading in ("never", *(f"word-{flag}" for flag in "vnadtmrclid"))
)
# 来, 清, 年, 普 are surnames and everyday words.
_EVERYDAY_TIERS: Final = frozenset({"wordy", "rare", "none"})
_BEARING: Final = frozenset(
    f"left:{left}" for left in ("role", "title", "strong", "verb")
) | frozenset({"right:phone", "right:gender", "beside"})
_ONE: Final = 0.01  # so that of equals the one that is there counts
_QUOTES: Final = ("“", "‘", "「")
_MARKS: Final = {
    "list": "、/ \u3000\t",
    "comma": "，,；;",
    "quote": '“《‘「”》’」"',
    "open": "（(",
    "dot": "·",
    "hidden": "〕\ue0ff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch that may be a name, with the log-odds that it is.

    ``borne`` says whether something beside it (a title, a verb that takes a person, a telephone)
    speaks for a person, or its surname is no everyday word.
    """

    start: int
    end: int
    score: float
    borne: bool = True


def find_candidates(
    text: str, words: Segments, beside: Collection[tuple[int, int]] = ()
) -> Iterator[Candidate]:
    """Yield every stretch of a name's shape with its weight; they overlap.

    Args:
        text: One line.
        words: Its words.
        beside: Spans that stand alone in a list next to a sure name.
    """
    table = weights()
    for start, end, evidence in evidence_of(text, words, beside):
        score = sum(table.get(piece, 0.0) for piece in evidence) + table["bias"]
        everyday = evidence[0][:-1] in _EVERYDAY_TIERS
        borne = not everyday or not _BEARING.isdisjoint(evidence)
        yield Candidate(start=start, end=end, score=score, borne=borne)


def evidence_of(
    text: str, words: Segments, beside: Collection[tuple[int, int]] = ()
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield start, end and evidence of every stretch that may be a name."""
    lists = lexicon()
    hamlets = [match.span() for match in _HAMLET.finditer(text) if _is_hamlet(match, lists)]
    for start in range(len(text) - 1):
        if any(low <= start < high for low, high in hamlets):
            continue
        left = ""
        for tier, surname, lengths in _tiers(text, start, lists):
            for length in lengths:
                end = start + length
                given = text[start + surname : end]
                if end > len(text) or not all(map(_may_be_given, given)):
                    break
                if (
                    text[start:end] in lists.roles
                    or is_brand(text, start, end)
                    or _VOLUNTEERS.match(text, end - 1)
                    or _is_titled(text, start + surname, end)
                    or _PLACE_ITSELF.fullmatch(text, start, end)
                ):
                    continue
                behind_hamlet = any(high == start for _, high in hamlets)
                left = left or ("edge" if behind_hamlet else _left(text, start, lists))
                right = _right(text, end, words, lists)
                alone = (start, end) in beside and right in {
                    "list",
                    "comma",
                    "edge",
                    "mark",
                    "open",
                }
                named = alone or right in {"kin", "title"}
                if tier == "none" and not named and left not in {"role", "title"}:
                    continue
                pieces = _own(text, start, end, surname, tier, words, lists)
                # 云江嫂: a brand named after its place, and nobody's sister-in-law.
                if tier == "wordy" and pieces[1] == "read:word-ns" and right == "title":
                    continue
                if tier in {"none", "rare", "pet"} and not named and pieces[1] in _EVERYDAY:
                    continue
                pieces += _around(text, start, end, left, right, pieces[0], pieces[1], words)
                if (start, end) in beside:
                    pieces += ["beside", f"beside+{pieces[0]}", f"beside+{pieces[1]}"]
                yield start, end, pieces


def _is_hamlet(match: re.Match[str], lists: Lexicon) -> bool:
    """Whether a hamlet is called after a family, as most are, and no word goes on in it."""
    before, name = match.string[: match.start()], match[0]
    if len(name) > 2:
        return name[1] in lists.safe | lists.wordy and not before.endswith(("姓", "叫"))
    return name[0] in lists.safe | lists.wordy and not is_cjk(match.string, match.start() - 1)


def _tiers(text: str, start: int, lists: Lexicon) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    if text[start : start + 2] in lists.double:
        yield "double", 2, (3, 4)
    char = text[start]
    if char in _PET:
        yield "pet", 1, (2, 3)
    if char in lists.safe:
        yield "safe", 1, (2, 3)
    elif char in lists.wordy:
        yield "wordy", 1, (2, 3)
    elif char in lists.rare:
        yield "rare", 1, (2, 3)
    elif _may_be_given(char):
        # 妞妞, 米粒: called by a given name alone, where somebody must be meant.
        yield "none", 0, (2, 3)


def _is_titled(text: str, place: int, end: int) -> bool:
    """Whether a title begins in the given name: 王大姐 is called 王, and 郑副县长 no 郑副."""
    by_first = _titles()
    return any(
        text.startswith(title, begin)
        and (begin + len(title) > end or (begin == place and begin + len(title) == end))
        for begin in range(place, end)
        for title in by_first.get(text[begin], ())
        if len(title) > 1 or begin == place
    )


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    titles = lexicon().titles
    return {char: tuple(t for t in titles if t[0] == char) for char in {t[0] for t in titles}}


@cache
def _may_be_given(char: str) -> bool:
    return char not in _NEVER_GIVEN and bool(_IS_CJK.match(char))


def _own(
    text: str, start: int, end: int, surname: int, tier: str, words: Segments, lists: Lexicon
) -> list[str]:
    """Return the evidence inside: how it is read, the surname, the given name."""
    given = text[start + surname : end]
    kind = f"{tier}{len(given)}"
    read = _reading(start, end, surname, words)
    if text[start:end] in lists.never:
        read = "never"
    elif any(text.startswith(word, start) for word in _never_from(text[start : start + 2])):
        read = "never-head"
    values = [lists.given.get(char, _UNKNOWN) for char in given]
    pieces = [kind, f"read:{read}", f"{kind}+{read}"]
    # A ladder, so that what one rung teaches holds for those above it.
    pieces += [f"given{len(given)}>{rung}" for rung in range(-6, 8) if sum(values) > rung]
    pieces += [f"least>{rung}" for rung in range(-4, 4) if min(values) > rung]
    if len(given) == 2 and given[0] == given[1]:
        pieces.append("doubled")
    if surname == 1:
        if words.is_function(start):
            pieces += ["lone:function", f"lone:function+{tier}", f"lone:function+{read}"]
        elif words.is_verb(start):
            pieces += ["lone:verb", f"lone:verb+{tier}", f"lone:verb+{read}"]
    return pieces


_UNKNOWN: Final = 1  # a character so rare that the tables do not count it


@cache
def _never_from(head: str) -> tuple[str, ...]:
    """Return the words that look like names but are none, by their first two characters."""
    return tuple(word for word in lexicon().never if word.startswith(head))


def _reading(start: int, end: int, surname: int, words: Segments) -> str:
    """Say how the dictionary reads the candidate's characters."""
    named = words.name_at(start)
    if named:
        return (
            "name" if named == end - start else "name-head" if named < end - start else "name-over"
        )
    ordinary = words.ordinary_at(start)
    if ordinary > end - start:
        return "over"
    if ordinary == end - start:
        return f"word-{words.flag_at(start)}"
    if ordinary > surname:
        return "head"
    if not words.is_bound(start):
        return "inner"
    for place in range(start + 1, end):
        length = words.ordinary_at(place)
        if place + length > end:
            return "cross"
        if length and place + length == end:
            return f"tail-{words.flag_at(place)}"
        if words.name_at(place) and place + words.name_at(place) == end:
            return "tail-name"
    return "free" if words.is_bound(end) else "cross"


def _around(
    text: str, start: int, end: int, left: str, right: str, kind: str, read: str, words: Segments
) -> list[str]:
    pieces = [f"left:{left}", f"right:{right}", f"left:{left}+right:{right}"]
    tier = kind[:-1]
    pieces += [f"{tier}+left:{left}", f"{tier}+right:{right}"]
    if read.startswith(("read:word", "read:never", "read:tail", "read:over", "read:head")):
        short = read.split("-", maxsplit=1)[0]
        pieces += [f"{short}+left:{left}", f"{short}+right:{right}"]
    if not words.is_bound(start):
        pieces.append("cut:left")
    if not words.is_bound(end):
        pieces.append("cut:right")
    if _PLACE_NEXT.match(text, end) or _PLACE_NEXT.match(text, end - 1):
        pieces.append("next:place")
    if _BODY_NEXT.match(text, end):
        pieces.append("next:body")
    return pieces


def is_brand(text: str, start: int, end: int) -> bool:
    """Whether a stretch is quoted as the name under which something is sold or run."""
    return text[start - 1 : start] in _QUOTES and bool(_BRAND_NEXT.match(text, end))


def is_cjk(text: str, place: int) -> bool:
    """Whether an ideograph stands at a place of a text."""
    return 0 <= place < len(text) and bool(_IS_CJK.match(text[place]))


def _left(text: str, start: int, lists: Lexicon) -> str:
    before = text[:start].rstrip(" \u3000\t")
    if not before:
        return "edge"
    if not _IS_CJK.match(before[-1]):
        bare = before.rstrip("：:（( ")
        if before[-1] in "：:（(" and bare.endswith((*lists.roles_before, *lists.titles)):
            return "role"
        return _mark(before[-1])
    if len(before) < start:
        return "space"
    if before.endswith(lists.roles_before):
        return "role"
    if before.endswith(lists.titles):
        return "title"
    # Behind most places stands none of hundreds of words: all are asked for at once first.
    for word in lists.takes_person if before.endswith(lists.takes_person) else ():
        if before.endswith(word):
            return "verb" if len(word) > 1 else "strong" if word in _STRONG else "short"
    return "text"


def _right(text: str, end: int, words: Segments, lists: Lexicon) -> str:
    after = text[end:]
    if _PHONE.match(after):
        return "phone"
    if _GENDER.match(after):
        return "gender"
    if not after.strip():
        return "edge"
    if not _IS_CJK.match(after[0]):
        return _mark(after[0])
    if after.startswith(lists.titles):
        return "title"
    if _FAMILY_WORK.match(after):
        return "thing"
    if after.startswith((*lists.kin, *lists.roles_after)):
        return "kin"
    counted = _COUNTED.match(after)
    if counted:
        return "count"  # 慕课369次, 研学150次: what was held so often, and nobody
    word = words.word_at(end)
    # 种植户 and 花节 are things, whatever 种 and 花 say behind a name.
    if len(word) > 1 and word not in lists.after_words and _names_thing(word, words.flag_at(end)):
        return "thing"
    if after.startswith(lists.after_words) and not _FLOWER.match(after):
        return "after"
    return "verb" if words.verb_at(end) else "text"


def _names_thing(word: str, flag: str) -> bool:
    return flag[:1] in {"n", "s", "t"} or flag == "vn" or word.endswith(_THING_ENDS)


def _mark(char: str) -> str:
    """Say what kind of mark stands beside a candidate."""
    if char.isdigit():
        return "digit"
    return next((kind for kind, marks in _MARKS.items() if char in marks), "mark")


def best_of(candidates: Iterable[Candidate], enough: float) -> list[Candidate]:
    """Return those that together weigh most above what is enough, none overlapping another."""
    ordered = sorted(
        (item for item in candidates if item.score >= enough), key=lambda item: item.end
    )
    # The best choice among the first so many, by weight.
    best: list[tuple[float, tuple[Candidate, ...]]] = [(0.0, ())]
    ends = [item.end for item in ordered]
    for index, item in enumerate(ordered):
        weight, chosen = best[bisect_right(ends, item.start, 0, index)]
        with_it = (weight + item.score - enough + _ONE, (*chosen, item))
        best.append(max(best[-1], with_it, key=lambda choice: choice[0]))
    return list(best[-1][1])
