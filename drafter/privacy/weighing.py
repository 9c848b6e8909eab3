"""Weigh whether characters are a person's name: by its parts and what stands on both sides (pure).

The dictionary's word for the same characters speaks against it, a role before or a verb behind
for it. The weights were set on sentences of our own and measured on others (docs/privacy.md).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from drafter.privacy.lexicon import Lexicon, lexicon
from drafter.privacy.segmenting import Segments

__all__ = ["CJK", "Candidate", "best_of", "find_candidates", "is_cjk"]

CJK: Final = r"\u3400-\u9fff"
_IS_CJK: Final = re.compile(rf"[{CJK}]")
# No given name is made of these.
_NEVER_GIVEN: Final = frozenset(
    "的了是在与等被把从对向由及或每各另其这那们个名位户次份亿场期件处所共约余县镇乡省妇局院部您你我他她它又也都"
    "还就才吗呢吧啊说给让请帮到去来做没不很最更将已后前里外下入出进某姓氏村条项台套辆间座栋幢岁人均该此至并且但而"
    # 刘坪, 石湾: what such places are called after.
    "坪湾沟垭坝坳屯铺堡坎窑"
)
_PLACE_NEXT: Final = re.compile(
    r"(?:[\u3400-\u9fff]?[村镇乡县屯寨]|社区|街道|林场|水库|大道|路(?!过|上|人))"
)
# Characters that hardly stand anywhere but in given names.
_TELLING: Final = frozenset(
    "秀英桂兰珍梅凤丽芳霞艳娟萍燕玲琴莉娜婷菊莲翠娥淑慧芬芝蓉媛琳倩颖茜妍婧婕娇嫣妮姣霖琪琦瑶瑜瑾璐雯珊薇蕾娅彬斌鑫浩轩涵梓"
    "萱怡欣佳彤豪磊鹏勇刚伟杰峻坤贞"
)
_STRONG: Final = frozenset("由请派劝被跟找帮让叫")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch that may be a name, with its weight."""

    start: int
    end: int
    score: int


def find_candidates(text: str, words: Segments) -> Iterator[Candidate]:
    """Yield every stretch of name's shape with its weight; they overlap."""
    lists = lexicon()
    never = [match.span() for match in _never_long().finditer(text)]
    for start in range(len(text) - 1):
        if text[start : start + 2] in lists.double:
            ends: Iterable[int] = (start + 3, start + 4)
            surname = 2
        elif text[start] in lists.single:
            ends = (start + 2, start + 3)
            surname = 1
        else:
            continue
        for end in ends:
            if end <= len(text):
                score = _score(text, start, end, surname, words, lists)
                if score > -9 and not any(low < end and start < high for low, high in never):
                    yield Candidate(start=start, end=end, score=score)


def _score(text: str, start: int, end: int, surname: int, words: Segments, lists: Lexicon) -> int:
    """Weigh a candidate; -9 where it cannot be a name."""
    given = text[start + surname : end]
    if not all(_IS_CJK.match(char) and char not in _NEVER_GIVEN for char in given):
        return -9
    if any(text.startswith(word, start) for word in _never_from(text[start : start + 2])):
        return -9
    usual = all(char in lists.given for char in given)
    safe = surname == 2 or text[start] in lists.safe
    score = 4 if surname == 2 else 2 if safe else 0
    score += (2 if usual else 0 if safe else -4) + len(given) - 1
    score += min(sum(char in _TELLING for char in given), len(given) if end - start > 2 else 1)
    if surname == 1 and words.is_function(start):
        score -= _function_price(
            start, end, words, safe=safe, usual=usual, joins=text[start] in "和与及"
        )
    if not safe and words.is_verb(start) and words.ordinary_at(start + 1) == len(given):
        # 有致富带头人: a verb and its object.
        score -= 3
    if not safe and len(given) == 1:
        score -= 1
    if given == "和" and is_cjk(text, end):
        return -9
    if given == "家" or given.endswith(("家庄", "家沟")) or _PLACE_NEXT.match(text, end):
        score -= 8
    if (
        usual
        and end - start > 2
        and any(char in _TELLING for char in given)
        and not is_cjk(text, start - 1)
        and not is_cjk(text, end)
    ):
        score += 2
    word = words.ordinary_at(start)
    exact = word == end - start
    left = _left(text, start, words, lists)
    if left == 0 and not safe and start and _IS_CJK.match(text[start - 1]):
        score -= 2
    # 妇女进行 and 志愿者爱心: behind a role an everyday word stays what it is.
    return (
        score
        + (min(left, 1) if exact else left)
        + _right(text, end, words, lists)
        + _inside(start, end, words, usual=usual, double=surname == 2)
    )


def is_cjk(text: str, place: int) -> bool:
    """Whether an ideograph stands at a place of a text."""
    return 0 <= place < len(text) and bool(_IS_CJK.match(text[place]))


def _function_price(
    start: int, end: int, words: Segments, *, safe: bool, usual: bool, joins: bool
) -> int:
    """和, 于, 曾 join and limit far more often than they begin a name."""
    inner = any(words.ordinary_at(place) for place in range(start + 1, end))
    if usual and end - start == 3 and not joins:
        return 2 if inner else 1
    return 3 if safe else 6


@cache
def _never_long() -> re.Pattern[str]:
    words = sorted((word for word in lexicon().never if len(word) > 2), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _never_from(head: str) -> tuple[str, ...]:
    return tuple(word for word in lexicon().never if word.startswith(head))


def _left(text: str, start: int, words: Segments, lists: Lexicon) -> int:
    before = text[:start]
    if not before or not _IS_CJK.match(before[-1]):
        return 0 if before and (before[-1].isdigit() or before[-1] in "“《·") else 1
    if not words.is_bound(start):
        # 副镇长江… : the dictionary reads the river; after 妇女儿童 it reads 女儿.
        return 1 if before.endswith(lists.titles) and not before.endswith("女儿") else -3
    if before.endswith((*lists.roles_before, *lists.titles)):
        return 3
    for word in lists.takes_person:
        if before.endswith(word):
            return 2 if len(word) > 1 or word in _STRONG else 1
    return 0


def _right(text: str, end: int, words: Segments, lists: Lexicon) -> int:
    after = text[end:]
    if not after or not _IS_CJK.match(after[0]):
        phone = re.match(r"[\s（(:：]*1[3-9]\d", after)
        return 3 if phone else 0 if after[:1] in ("”", "》") else 1
    if after.startswith((*lists.titles, *lists.roles_after)):
        return 2
    if after.startswith(lists.after_words) or words.verb_at(end):
        return 1
    if not words.is_bound(end):
        return -3
    return 0


def _inside(start: int, end: int, words: Segments, *, usual: bool, double: bool) -> int:
    """Weigh what the dictionary says about the candidate's own characters."""
    named = words.name_at(start)
    if named and start + named == end:
        # The dictionary calls 弘扬 and 齐全 names too, so its word alone decides nothing.
        return 1
    ordinary = words.ordinary_at(start)
    if ordinary:
        exact = ordinary == end - start and usual and not words.is_verb(start)
        longer = end - start > max(ordinary, 2) and usual
        return -2 if double else -3 if exact else -4 if longer else -6
    ahead = [words.ordinary_at(place) for place in range(start + 1, end)]
    if any(place + length > end for place, length in enumerate(ahead, start + 1) if length):
        return -3
    # A given name may be a word (国庆, 建设), but then of name characters.
    if not any(ahead):
        return 0
    return -1 if usual else -2


def best_of(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the best of those that overlap."""
    kept: list[Candidate] = []
    for item in sorted(candidates, key=lambda item: (-item.score, item.start, -item.end)):
        if not any(item.start < other.end and other.start < item.end for other in kept):
            kept.append(item)
    return kept
