"""Where a passage turns to another thing done, and where it only goes on with the one before.

Two clauses are two things where each names a matter and counts it; what names none, or what comes
of the matter before, goes on.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.roles import role_of, role_opening
from drafter.facts.topics import strong_topics
from drafter.facts.types import ReportKind, Role

__all__ = ["HARD", "OPENED", "ORDERED", "SOFT", "goes_on", "runs_on", "turns"]

ORDERED: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是要|是)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⒛]|[❶-❿]|首先|其次|再次(?=[,，、：:])|第[一二三四五六七八九十][，,、是])[，,、：:]?\s*"
)
_CONTINUES: Final = re.compile(
    r"^\s*(?:其中|另有|共计?|合计|总计|累计|占|比|较|同比|平均|人均|户均|受到|得到|深受|使|让|从而|进一步|有效|切实|营造|提高|增强|通过|丰富|并|且|为此|这|该|此次|这次|本次|均|都|被(?!子|褥))"
)
OPENED: Final = re.compile(r"\s*([\u4e00-\u9fff（）()]{2,8})[:：]")
# 总起来说，…，…: sums of several things.
_SUMS_UP: Final = re.compile(
    r"\s*(?:总起来|合总|统共|拢共|总的|合起来|小结|汇总|总计|合计|全年(?:共|累计|合计|总)|一年(?:下来|来)|半年(?:下来|来)|累计)"
)
# 又给3户…, 另外…: what begins so is another thing.
_BESIDES: Final = re.compile(r"\s*(?:又|还|再|另|此外|然后|接着|同时|后来|今年|去年)")
_OF_ABOVE: Final = re.compile(
    r"\s*(?:每|人均|户均|平均|[全都](?!村|镇|乡|县|市|区|年|员)|一共|总共|其|会后|当[天场]|现场|事后|前后|这)"
)
_DAY: Final = re.compile(
    r"\s*(?:20\d\d年)?(?:\d{1,2}月|\d{1,2}[.．]\d{1,2}\s|[一二三四五六七八九十]{1,2}月)"
)
_WHOLE_YEAR: Final = re.compile(r"今年|全年")
# 父母都在外的190人: which of those above.
_SOME_OF: Final = re.compile(r"的\s*(?:有\s*)?[\d一二三四五六七八九十百千两]")
_MONEY: Final = re.compile(r"\d\s*[万亿]?元|[善捐]款|资金|物资")
# Volunteers and meetings serve any matter; work found and sums earned come of one.
_SERVING: Final = frozenset({"T19"})
_COMING_OF: Final = frozenset({"T06", "T08"})
_OPENING_WORD: Final = 6
_BARE_ACT: Final = 2
_EVENT_OPENING: Final = 24
SOFT: Final = "；;"
HARD: Final = "。！？!?"
_IS_DONE: Final = re.compile("[\u4e00-\u9fff]了|已|这[次回]")


def goes_on(told: str, sentence: str) -> bool:
    """Whether a sentence only counts more of what the one before tells of.

    It names no matter of its own and no subject: 每个配图书300册, 一共投了24万元, 来听的有90人.
    What is dated also holds what was given out and found out there: 发放宣传册500份.
    """
    if role_opening(sentence) or _BESIDES.match(sentence) or _DAY.match(sentence):
        return False
    if any(word.weight > 1 for word in find_topic_words(sentence)):
        return False
    if _IS_DONE.search(sentence) and role_of(told, [], ReportKind.ANNUAL) is Role.PLAN:
        return False  # 明年准备再进5所小学。这次测评花了6000元
    tokens = words_of(sentence)
    opens = bool(_OF_ABOVE.match(sentence)) or tokens[0].tag in {Tag.LIGHT, Tag.TAKING}
    return opens or (tokens[0].tag is Tag.VERB and _DAY.match(told) is not None)


def turns(
    text: str, begin: int, place: int, figures: Sequence[tuple[int, int]], *, soft: bool
) -> bool:
    """Whether what follows a comma or semicolon is another thing done."""
    left = text[begin:place]
    end = _next_stop(text, place + 1, soft=soft)
    right = text[place + 1 : end]
    if len(left.strip()) < 4 or len(right.strip()) < 4:
        return False
    if ORDERED.match(right.lstrip()):
        return True
    if _CONTINUES.match(right):
        return False
    if not soft and not (
        any(start < place and finish > begin for start, finish in figures)
        and any(place < start < end for start, _ in figures)
    ):
        return False
    if not soft and not _acts(right) and not _SUMS_UP.match(text):
        return False
    if soft and _leans(right, place + 1, figures):
        return False
    mine = strong_topics(left, floor=3 if not soft else 2)
    theirs = strong_topics(right, floor=3 if not soft else 2)
    if (
        soft
        and text[place] != "\n"
        and not OPENED.match(text)
        and _tells(left, begin, figures)
        and _tells(right, place + 1, figures)
    ):
        # 市里办班2期；县里办班21期 tells of one thing twice, 接信访312件；普法203场 of two.
        return not _things(left) & _things(right)
    if text[place] == "\n" and not mine and _opens_itself(right):
        counts = any(begin <= start < place for start, _ in figures)
        return counts and _tells(right, place + 1, figures)
    if not mine or not theirs or mine & theirs:
        return False
    return soft or not _shares_occasion(text[begin:place])


def _opens_itself(line: str) -> bool:
    """Whether a line that stands further in names its own matter: 执委走访96户 below 花艺课3节."""
    words = find_topic_words(line.strip()[:_OPENING_WORD])
    return any(word.start == 0 and word.weight > 1 for word in words)


def _tells(clause: str, offset: int, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause tells of a thing by itself: it names it and counts it."""
    first = min((start - offset for start, _ in figures if start >= offset), default=len(clause))
    if first >= len(clause):
        return False
    tokens = words_of(clause[:first].strip())
    acts = any(token.tag in {Tag.VERB, Tag.NAMING} for token in tokens[:3]) and len(tokens) > 1
    return acts or bool(find_topic_words(clause))


def _things(clause: str) -> frozenset[str]:
    return frozenset(word.text[:2] for word in find_topic_words(clause) if word.weight > 1)


def runs_on(text: str, guarded: bytearray, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether a line strings several things done together, each named and counted.

    Of three topics each may be named anywhere in its clause; two must each open theirs.
    """
    begin = 0
    topics: list[frozenset[str]] = []
    clauses: list[str] = []
    if _shares_occasion(text) or _is_event(text):
        return False
    for place in [
        *(at for at, char in enumerate(text) if char in "，," and not guarded[at]),
        len(text),
    ]:
        if any(begin <= start < place for start, _ in figures):
            topics.append(strong_topics(text[begin:place], floor=3))
            clauses.append(text[begin:place])
        begin = place + 1
    apart = all(not one & other for one, other in pairwise(topics))
    if not apart or not all(topics):
        return False
    if len(topics) >= (2 if _SUMS_UP.match(text) else 3):
        return True
    return len(topics) == 2 and _stand_apart(*clauses)


def _stand_apart(left: str, right: str) -> bool:
    """Whether two clauses are two things: each opens with its own matter, none is of the other.

    What came of a training, whom volunteers served and what money went to is no second thing.
    """
    mine, theirs = _opening_topics(left), _opening_topics(right)
    opening = words_of(right.strip())[0]
    if _SOME_OF.search(right) and opening.tag not in {Tag.VERB, Tag.NAMING}:
        return False
    lies_ahead = role_of(left, [], ReportKind.ANNUAL) is not Role.RESULT
    if lies_ahead or _things(left) & _things(right) or _MONEY.search(left):
        return False
    return bool(mine and theirs) and not (mine & _SERVING or theirs & _COMING_OF)


def _opening_topics(clause: str) -> frozenset[str]:
    """The topics that the first words of a clause name, its act and a word before it aside."""
    clause = clause.strip()
    tokens = words_of(clause)
    reach = next((token.end for token in tokens if token.tag is not Tag.LIGHT), 0)
    return frozenset(
        word.code for word in find_topic_words(clause) if word.weight > 2 and word.start <= reach
    )


def _leans(right: str, offset: int, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause has nothing but a bare act before its figure (救助41人, 表彰20人).

    评了6户好婆婆 names behind its figure what was done with whom, so it stands by itself.
    """
    first, end = min(
        ((start - offset, end - offset) for start, end in figures if start >= offset),
        default=(len(right), len(right)),
    )
    behind = re.split("[，,；;。：:]", right[end:])[0]
    acts = bool(right[:first].strip())  # 12338热线640个 begins with a number that names it
    if acts and any(word.weight > 1 and not word.start for word in find_topic_words(behind)):
        return False
    return first <= len(right) and len(right[:first].strip(" ，,其中另共还有")) <= _BARE_ACT


def _is_event(text: str) -> bool:
    """Whether a line opens with an event (招聘会2月25日在…), which all its counts are of."""
    opening = re.split(r"[，,；;。：:]", text.strip())[0]
    return (
        bool(re.search(r"会|赛|周|月活动|集市|开放日|演出|讲座|培训班|典礼|仪式", opening))
        and len(opening) <= _EVENT_OPENING
    )


def _next_stop(text: str, start: int, *, soft: bool) -> int:
    stops = HARD + SOFT + ("" if soft else "，,")
    places = [found for stop in stops if (found := text.find(stop, start)) >= 0]
    return min(places, default=len(text))


def _acts(text: str) -> bool:
    """Whether a clause begins with what somebody does."""
    return any(token.tag in {Tag.VERB, Tag.NAMING} for token in words_of(text.strip())[:3])


def _shares_occasion(text: str) -> bool:
    """Whether a line is about one occasion (三八节…), which holds what follows together."""
    head = text.strip()[:12]
    return any(word in head for word in _occasions()) or "活动" in head


@cache
def _occasions() -> tuple[str, ...]:
    """Return the names of days and seasons; a year is no occasion."""
    return tuple(
        word for word in cues()["labels"]["times"] if len(word) > 1 and not _WHOLE_YEAR.match(word)
    )
