"""What a figure counts by the name before it: 最美家庭县级2户, 家政培训3期, 全市数97份.

The name may lack its level, its subject or the act that a heading lends it.
"""

import re
from dataclasses import replace
from typing import Final

from drafter.facts.lexicon import Tag, words_of
from drafter.facts.phrases import Label, limited, trimmed, without_level, word_list, word_set
from drafter.facts.recalling import head_noun, kin_of, previous_of
from drafter.facts.surroundings import Passage
from drafter.facts.wholes import Placed
from drafter.figures import Kind

__all__ = ["from_words_before", "verb_after", "with_lead"]

# 报上来的数 is of what was named before.
_SAID_COUNT: Final = re.compile(r"(?:的|全[市县镇乡区村]|本)?(?:总?数|数字|数据)$")
# 市级上了12户: who named them needs no more than the level.
_LEVEL_GOT: Final = re.compile(r"(.{1,5}?[级里])(?:上|评|获|得|有|过)")
_NEWLY: Final = re.compile(r"..(?<![两创更翻高革求])新$")


def from_words_before(
    passage: Passage, index: int, item: Placed, clause: Label, behind: str, right: str
) -> Label:
    """Return the label that a name before the figure gives, with what the name lacks."""
    thing, verb = clause.object, clause.verb
    if _NEWLY.search(thing):
        # 美丽庭院新评13户: 新 belongs to the verb behind it.
        thing = thing[:-1]
        clause = replace(clause, text=clause.text.removesuffix("新"), object=thing)
    level = next((word for word in word_list("level_ends") if thing.endswith(word)), "")
    if level and level != thing and not behind:
        # 最美家庭县级2户 counts 县级最美家庭.
        thing = level + thing.removesuffix(level)
        return Label(limited(verb + thing), verb, thing)
    if (got := _LEVEL_GOT.fullmatch(thing)) and got[1] in word_set("levels"):
        thing = got[1]
    kin = kin_of(passage, index)
    if kin is not None and (said := _SAID_COUNT.search(thing)) and thing not in word_set("bare"):
        # 市里通报的全市数是97份, after 保护令11份.
        return Label(limited(said[0].strip("的数字据总") + kin.text), kin.verb, kin.object)
    if thing in word_set("levels"):
        # 县级6户 after 最美家庭 推荐 counts 县级最美家庭.
        previous = previous_of(passage, index)
        before = trimmed(passage.left(index).split(verb)[0]) if verb else ""
        noun = (
            behind
            or (before if before and before not in thing else "")
            or head_noun(passage)
            or (previous.object if previous else "")
        )
        if not verb and previous is not None:
            verb = previous.verb
        noun = without_level(noun)
        return Label(limited(verb + thing + noun), verb, thing + noun)
    worth = previous_of(passage, index) if thing in word_set("worth") else None
    if worth is not None and len(worth.object) > 1:
        # 书包120个，爱心企业给的价值9600元
        return Label(limited(worth.object + thing), "", worth.object + thing)
    if thing in word_set("bare") and not verb:
        subject = head_noun(passage)
        if subject and subject not in thing and thing not in subject:
            return Label(limited(subject + thing), "", subject + thing)
    if behind and behind not in thing and item.figure.kind is not Kind.MONEY:
        if verb:
            return Label(limited(verb + thing + behind), verb, thing + behind)
        after = verb_after(right.removeprefix(behind))
        return Label(limited(thing + after + behind), after, behind)
    if not verb:
        return with_lead(passage, thing, clause)
    return clause


def with_lead(passage: Passage, thing: str, clause: Label) -> Label:
    """家政 under the lead-in 培训 is 家政培训; 三八红旗手 under 表彰 is 表彰三八红旗手."""
    for lead in (passage.colon_head(), passage.lead):
        tokens = words_of(lead)
        if not lead or lead in thing or len(lead) > 8 or not tokens:
            continue
        last = tokens[-1].text
        if tokens[-1].tag is not Tag.NAMING:
            continue
        if last in word_set("trailing"):
            return Label(limited(thing + last), "", thing + last) if last not in thing else clause
        if last not in word_set("leading"):
            continue
        if thing[:2] not in lead and last not in thing:
            return Label(limited(last + thing), last, thing)
    return clause


def verb_after(right: str) -> str:
    """Return the first verb of the words behind a figure; empty without one."""
    for token in words_of(trimmed(right)):
        if token.tag in {Tag.TAKING, Tag.VERB, Tag.NAMING}:
            return token.text
    return ""
