"""What is said right at a number, as senses of which only one holds: enrolled, passed, employed.

One table (senses.txt) names chains of senses: the stages of a piece of work, or things that stand
side by side. A draft's sense that its fact does not have gives the number to another thing, be it
said of a sibling of the fact (合格186人 where 186 were trained and 179 passed) or invented.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from drafter.figures import Qualifier
from drafter.verifying.cases import Case, told_in_place
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.sense_table import Chain, sense_table

__all__ = ["is_start_and_later", "narrows_sum", "other_sense", "says_own_sense", "sense_clash"]

_AS_NEAR: Final = 0.1
_BEFORE: Final = 18
_BEHIND: Final = 10
_NOUN: Final = 4
# Measure words that a noun must follow.
_BEFORE_NOUNS: Final = ("名", "位", "个", "对", "支")
# What stands between a number and the next thing said; a ledger parts its labels by spaces.
_MEASURED: Final = "件户人名个场次份位对篇条家所项万"
_NUMBER: Final = f"(?<!最[大多高长远])[一二两三四五六七八九十百千]{{1,4}}[余多]?(?=[{_MEASURED}])"
_BREAK: Final = re.compile(rf"\d[\d.,]*|[，,。；;、：（(）)“”《》]|其中|[和与及]$|{_NUMBER}")
_NUMERAL: Final = re.compile(r"\d")
_BREAK_BEHIND: Final = re.compile(rf"[\d，,。；;、：:（(）)“”《》\s]|其?中|{_NUMBER}")
_TRAILING: Final = " ：:“\t"
_NEXT: Final = re.compile("[\\d一二两三四五六七八九十百千]")
_DENIED: Final = re.compile(
    "[未没不无待免][能有获予经曾]?$|需要?[^，。；]{0,12}$|急需[^，。；]{0,6}$"
)
_ALL: Final = re.compile("[全都均已]|悉数")
# 最大一笔12万: what is said of the one is said of its number.
_OF_ONE: Final = re.compile("一[\u4e00-\u9fff][，,\\s]*$")
_TURNED: Final = re.compile(
    "(?:增加?|上升|升|扩大?|提高|发展|减少?|下降|降|变)?[到至为](?:了|目前的?|现在的?)?$"
)
# The verb of a list, its items each with a number: 发放棉被120床、方便面80箱、.
_LISTED: Final = re.compile(
    r"([\u4e00-\u9fff]{2})[^\d、，。；]{0,6}\d[^、，。；]*(?:、[^\d、，。；]{1,8}\d[^、，。；]*)*、[^\d、，。；]{1,8}$"
)
# What heads a list of the notes: 另推荐省级：红旗手6名、集体3个.
_HEAD: Final = re.compile("([\u4e00-\u9fff]{2,10})[：:] ?$")
_BOUND: Final = re.compile("最|至|上限|下限|封顶|起码|顶多")
# 最多一场成交8.6万元 is the most of one, and no turnover of all.
_MOST_ONE: Final = re.compile("最[多高大长好]的?一[\u4e00-\u9fff][^，,。；;\\d]{0,8}$")
_LOOKS: Final = re.compile(r"\(\?[^()]*\)")
_CACHED: Final = 8192


# By chain, the senses said at a number, each with its word.
Said = dict[int, dict[int, str]]


def sense_clash(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> str:
    """Return in Chinese how the draft's sense of a figure differs from its fact's, "" if not.

    Where a second fact of this number stands as near, nothing is said: it may be that one.
    """
    said = _senses_at(case.mention, drafted=True)
    others = [i for score, i in case.good if i is not own and score >= case.own - _AS_NEAR]
    if any(not _clash(index, case, said, item, tellers) for item in others):
        return ""
    return _clash(index, case, said, own, tellers)


def is_start_and_later(mentions: Sequence[Mention]) -> bool:
    """Say whether one number is of the first stage of a work, another of a later: 应检, 实检."""
    found = [_senses_at(mention) for mention in mentions]
    for number, chain in enumerate(sense_table().chains):
        if not chain.stages:
            continue
        starts = {0 in said[number] for said in found if number in said}
        if len(starts) > 1:
            return True
    return False


def says_own_sense(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the draft says the sense of its fact, and the rival has another of the chain."""
    told = _senses_at(said, drafted=True)
    if not told:
        return False
    known, other = _senses_at(own), _senses_at(rival)
    for number, words in told.items():
        chain = sense_table().chains[number]
        sense = None if chain.parts else _one(chain, words)
        if sense in known.get(number, {}) and other.get(number) and sense not in other[number]:
            return True
    return False


def _clash(
    index: EvidenceIndex, case: Case, said: Said, own: Evidence, tellers: dict[int, list[Case]]
) -> str:
    known = _senses_at(own.mention)
    for number, words in said.items():
        chain = sense_table().chains[number]
        if chain.parts:
            if narrowed := _narrowed(index, case, own, number, words, tellers):
                return narrowed
            continue
        sense = _one(chain, words)
        if sense is None or (chain.measures and case.measure not in chain.measures):
            continue
        mine = known.get(number, {})
        if sense in mine:
            continue
        other = _sibling_with(index, own, number, sense)
        if mine:
            if other is None and (
                _came_to(chain, sense, own.mention)
                or any(chain.words[one].search(case.mention.clause_text) for one in mine)
            ):
                continue
            case.certain = other is not None
            return f"记录里是“{_last(chain, mine)}”，文中写成了“{words[sense]}”"
        if other is not None:
            smaller = not chain.stages or (
                other.span and own.span and other.span.low < own.span.low
            )
            if (
                smaller
                and sense in chain.caused
                and own.fact.part_of is None
                and not told_in_place(case, other, tellers)
            ):
                case.certain = True
                return f"记录里“{words[sense]}”的是“{other.fact.figure.text}”"
        elif (
            chain.borne
            and chain.borne.match(words[sense])
            and not _is_said(index, chain, sense, words[sense])
        ):
            return f"记录里没有说“{words[sense]}”"
    return _left_out(case, own.mention)


def _narrowed(
    index: EvidenceIndex,
    case: Case,
    own: Evidence,
    number: int,
    words: dict[int, str],
    tellers: dict[int, list[Case]],
) -> str:
    """Say that a whole is told as a narrower circle: 党员52名 as 女党员52名 where these are 17."""
    chain = sense_table().chains[number]
    for sense, word in words.items():
        if chain.words[sense].search(own.mention.prefix + own.mention.clause_text):
            continue
        other = _sibling_with(index, own, number, sense)
        if other is None or other.span is None or own.span is None:
            continue
        if other.span.low < own.span.low and not told_in_place(case, other, tellers):
            return f"记录里“{word}”的是“{other.fact.figure.text}”"
    return ""


def other_sense(said: Mention, known: Mention) -> bool:
    """Say whether a fact has a sense of a chain, and none that the draft says of its figure."""
    senses = _senses_at(known)
    for number, words in _senses_at(said, drafted=True).items():
        chain, mine = sense_table().chains[number], senses.get(number)
        sense = max(words) if chain.stages else None
        if sense is not None and mine and sense not in mine and not words.keys() & mine.keys():
            return True
    return False


def narrows_sum(index: EvidenceIndex, said: Mention, operands: Sequence[Evidence]) -> bool:
    """Say whether a sum of wholes is told as a narrower circle: all children as 留守儿童120名.

    The notes must tell that circle of something else, or a draft's word for all would do harm; and
    妇女 is such a word for all.
    """
    for number, words in _senses_at(said, drafted=True).items():
        chain = sense_table().chains[number]
        for sense in words if chain.parts else ():
            pattern = chain.words[sense]
            if "女" in words[sense] or pattern.search(index.all_words) is None:
                continue
            if not any(pattern.search(_all_around(index, item)) for item in operands):
                return True
    return False


def _all_around(index: EvidenceIndex, item: Evidence) -> str:
    """Return the words of a fact's activity with its heading."""
    if item.activity < 0:
        return item.mention.paragraph
    activity = index.activities[item.activity]
    return f"{index.sheet.title} {activity.heading} {activity.text}"


def _left_out(case: Case, known: Mention) -> str:
    """Say that a number with a sense that must be said is told as a plain one: 最大一笔12万."""
    bounded = case.mention.figure.qualifier is not Qualifier.EXACT
    said = case.mention
    one = _MOST_ONE.search(known.prefix)
    before = (one[0] if one else "") + _before(known, drafted=False)
    for number, mine in _senses_in(before, "", False).items():
        chain = sense_table().chains[number]
        kept = chain.kept & mine.keys()
        if not kept:
            continue
        words = _NUMERAL.split(said.prefix)[-1] + said.clause_text + said.suffix[:_BEHIND]
        told = (*chain.words, *([chain.does] if chain.does else []))
        if bounded and _BOUND.match(next(iter(mine.values()))):
            continue
        if not any(pattern.search(words) for pattern in told):
            return f"记录里这是“{mine[min(kept)]}”的数"
    return ""


def _came_to(chain: Chain, sense: int, known: Mention) -> bool:
    """Say whether all of a number came to a sense: 参训45人，全部合格 may be told as 45人合格."""
    for match in chain.words[sense].finditer(known.sentence):
        if chain.stages or _ALL.search(
            known.sentence, max(0, match.start() - _BEHIND), match.start()
        ):
            return True
    return False


def _one(chain: Chain, words: dict[int, str]) -> int | None:
    """Return the sense that words of a chain come to, None where they leave it open."""
    if chain.stages:
        return max(words)
    return min(words) if len(words) == 1 else None


def _last(chain: Chain, words: dict[int, str]) -> str:
    return words[max(words) if chain.stages else min(words)]


def _sibling_with(index: EvidenceIndex, own: Evidence, chain: int, sense: int) -> Evidence | None:
    """Return a number of the fact's line that has a sense, in its unit and of another value."""
    for item in index.line_of(own):
        if item is own or item.calendar or item.span is None or item.span == own.span:
            continue
        if item.span.single is not bool(own.span and own.span.single):
            continue
        alike = item.measure in (own.measure, None) or item.fact.figure.unit == own.fact.figure.unit
        if alike and sense in _senses_at(item.mention).get(chain, {}):
            return item
    return None


def _is_said(index: EvidenceIndex, chain: Chain, sense: int, word: str) -> bool:
    """Say whether the notes have a sense of any thing, or a later stage of it.

    A ledger shortens a word to one of its characters, right at a number: 过51户, 达43; and what
    has 过 may be told by any word of the sense.
    """
    later = chain.words[sense:] if chain.stages else (chain.words[sense],)
    if any(pattern.search(index.all_words) for pattern in later):
        return True
    words = _LOOKS.sub("", chain.borne.pattern) if chain.borne else ""
    short = "".join(char for char in words + word if "\u4e00" <= char <= "\u9fff")
    return re.search(f"(?<![超不])[{short}] ?\\d", index.all_words) is not None


def _senses_at(mention: Mention, *, drafted: bool = False) -> Said:
    """Return the senses that are said at a figure; read once."""
    if mention.senses is None:
        mention.senses = _read_senses(mention, drafted=drafted)
    return mention.senses


def _read_senses(mention: Mention, *, drafted: bool) -> Said:
    """Return the senses that are said right at a figure, or by the verb of the list it is in."""
    before = _before(mention, drafted=drafted)
    behind = mention.tail
    mark = _BREAK_BEHIND.search(behind)
    if mark is not None:
        behind = behind[: mark.start()]
        # 报名76人结业76人: what stands right before the next number is said of that one.
        if _NEXT.match(mark[0]):
            noun_due = mention.figure.unit in _BEFORE_NOUNS
            behind = behind[:_NOUN] if noun_due or not before.strip(" 的人名") else ""
    found = _senses_in(before, behind, drafted)
    if not found:
        listed = _LISTED.search(lead := mention.lead.rstrip(_TRAILING))
        head = _HEAD.search(mention.prefix[: len(mention.prefix) - len(mention.lead)])
        if listed is not None:
            return _senses_in(listed[1], "", drafted)
        if head is not None and not drafted and not _BREAK.search(lead):
            return _senses_in(head[1], "", drafted)
    return found


def _before(mention: Mention, *, drafted: bool) -> str:
    """Return what is said of a figure before it.

    In 由108笔增加到143笔 the second has the words of the first.
    """
    lead = mention.lead.rstrip(_TRAILING)
    if not lead and not drafted:
        one = _OF_ONE.search(mention.prefix)
        lead = mention.prefix[: one.start()] if one else ""
        if not lead and mention.prefix.endswith(("：", ":")):
            lead = mention.prefix[:-1]  # 批下来：红旗手5名
    pieces = _BREAK.split(lead)
    words = pieces[-1]
    turned = _TURNED.search(words)
    if turned is not None and len(pieces) > 1:
        words = f"{pieces[-2]} {words}"
    return words[-_BEFORE:]


@lru_cache(maxsize=_CACHED)
def _senses_in(before: str, behind: str, drafted: bool) -> Said:  # noqa: FBT001 - cached by it
    found: Said = {}
    table = sense_table().by_character
    for words in (before, behind):
        read: dict[int, int] = {}
        # A word may run on beyond its reach: 达成就业意向 tells of no 就业.
        for place, character in enumerate(words[:_BEHIND] if words is behind else words):
            ends: dict[int, int] = {}
            for word in table.get(character, ()):
                if word.known_only and drafted:
                    continue
                match = word.pattern.match(words, place)
                if (
                    match
                    and place >= read.get(word.chain, 0)
                    and not _DENIED.search(words, 0, place)
                ):
                    found.setdefault(word.chain, {}).setdefault(word.sense, match[0])
                    ends[word.chain] = max(ends.get(word.chain, 0), match.end())
            read.update(ends)  # 应接种 holds no 接种 of its own
    return found
