"""Labels are called by what a table would call them: who came to what, what a sum is, how often.

Spoken notes count by bare verbs; the name comes from what was taught, held or given.
"""

import re
from dataclasses import replace
from typing import Final

from drafter.facts.clauses import words_before
from drafter.facts.lexicon import Tag, find_topic_words, words_of
from drafter.facts.phrases import Label, is_place, limited, noun_after, trimmed, word_list, word_set
from drafter.facts.recalling import given_name, matter_before, previous_of, unit_before
from drafter.facts.spoken import (
    cleared,
    counted_act,
    event_of,
    named_before,
    sum_of,
    taught_in,
    told_behind,
)
from drafter.facts.surroundings import MARKS, SHARES, TOTAL, Passage
from drafter.facts.vagueness import matter_of
from drafter.facts.wholes import PEOPLE
from drafter.figures import Kind

__all__ = ["attended", "called", "priced"]

# 去了29人, 听的110人, 来的有35个: what the people did is all that stands before them.
_CAME: Final = re.compile(
    r"(?:都|就|才|一共|共|总共|实际)?(?:[来去到坐]|[来去]?(?P<act>[听学查]))(?:课|场|会)?(?:了|的|过|到|到了)?(?:有|是|共)?"
)
_WHO_CAME: Final = re.compile(
    r"^(?:我们?|咱们?|全|本)(?:[村镇乡组]里?|社区|街道|妇联)?(?:的)?(?:人|妇女)?(?:一共|总共|实际|共)?|^(?:实际|一共|总共)"
)
# 两癌检查去了83人: what people went to stands right before their going.
_WENT_TO: Final = re.compile(
    r"(?P<event>[\u4e00-\u9fff]{2,12}?)(?:一共|总共|共|都)?[去来到]了?(?:有)?"
)
_CALENDAR: Final = re.compile("年|月|季|旬|期间")
_PERSONS: Final = PEOPLE | {"个"}
_ONE_OF_SEVERAL: Final = re.compile("最[多少]|每|有一")


def called(passage: Passage, index: int, label: Label) -> Label:
    """Name what spoken words say by a bare verb, and what is borrowed, by what is measured."""
    item = passage.placed[index]
    if label.part_of is not None or not label.text:
        return label
    clause = words_before(passage.text, item.start, "，,；;。：:、！!？?（）() ")
    if clause in word_set("times") and not _CALENDAR.search(clause):
        return replace(label, text=limited(clause + _without_time(label.text)))  # 春节28户
    if day := _day_of(label.text, clause):
        name = limited(day + label.text)
        return replace(label, text=name, object=name)  # 三八节活动1场
    named = told_behind(clause, passage.right(index)) or named_before(clause)
    if named and item.figure.kind is Kind.QUANTITY:
        return Label(named, "", named)
    unit = item.figure.unit or ""
    previous = previous_of(passage, index)
    borrowed = previous is not None and label.text == previous.text
    after_event = borrowed and unit_before(passage, index) in word_set("events")
    told = cleared(label)
    if item.figure.kind is Kind.MONEY or unit in {"", "元", "块"}:
        told = sum_of(told, TOTAL.sub("", clause), given_name(passage))
        told = replace(told, text=limited(f"{told.text}费用")) if after_event else told
    elif item.figure.kind is Kind.PERIOD:
        days = unit == "天" and unit_before(passage, index) in word_set("events")
        if days and previous and (after_event or item.figure.per in word_set("events")):
            told = replace(told, text=limited(f"{previous.text}天数"))
    elif item.figure.kind in SHARES:
        return told if told.text else label
    elif (
        unit in _PERSONS
        and told.verb in word_set("came_to")
        and told.text == told.verb + told.object
    ):
        if told.object.endswith(word_list("people")):
            told = replace(told, text=told.object)
        elif told.object.endswith(word_list("event_ends")):
            told = replace(told, text=_present(told.object, unit).text)
    elif after_event and unit in PEOPLE:
        told = replace(told, text=limited(told.text + ("人次" if unit == "人次" else "人数")))
    elif unit in word_set("courses") and (taught := taught_in(passage.text[: item.start])):
        told = replace(told, text=limited(f"{taught}培训"))
    else:
        told = counted_act(told, item.figure, matter_before(passage, index))
    return told if len(told.text) > 1 else label


def attended(passage: Passage, index: int, label: Label) -> Label | None:
    """Name those who came by what they came to: 拉妇女去镇里查两癌，去了29人 is 参加两癌."""
    item = passage.placed[index]
    if item.figure.kind is not Kind.QUANTITY or item.figure.unit not in _PERSONS:
        return None
    own = _WHO_CAME.sub("", passage.left(index).strip(MARKS))
    unit = item.figure.unit
    if label.part_of is None and (gone := _WENT_TO.fullmatch(own)):
        event = trimmed(gone["event"])
        if event.endswith(word_list("event_ends")) and not is_place(event):
            return _present(event, unit)  # 两癌检查去了83人
    came = _CAME.fullmatch(own)
    behind = noun_after(passage.right(index))
    if (
        came
        and label.part_of is None
        and behind.endswith((*word_list("people"), *word_set("anyone")))
    ):
        return Label(behind, "参加", behind)  # 来了76个妇女
    clause = words_before(passage.text, item.start, "，,；;。：: ")
    named = behind or _ONE_OF_SEVERAL.search(clause)
    if came is None or label.part_of is not None or item.figure.per is not None or named:
        return None
    before = [word for word in find_topic_words(passage.text[: item.start]) if word.weight > 1]
    taught = taught_in(passage.text[: item.start])
    if taught and taught not in label.text:
        return _present(f"{taught}培训", unit)
    before = [word for word in before if word.text.endswith(word_list("event_ends"))][-1:] or before
    if not before or any(word.text in label.text for word in before):
        return None
    event = event_of(max(before, key=lambda word: word.weight).text.lstrip("教讲"))
    if not came["act"]:
        return _present(event, unit)
    verb = came["act"]
    return Label(limited(event if verb in event else verb + event), verb, event)


def priced(passage: Passage, index: int, label: Label) -> Label:
    """Name a sum by what it is: 女工63人，一天90元 is a wage, 卖了4.2万元 a turnover."""
    figure = passage.placed[index].figure
    if figure.kind is not Kind.MONEY:
        return label
    if label.text.rstrip("了出得") in word_set("sold"):
        matter = matter_of(passage.head) or matter_of(passage.section)
        return replace(label, text=limited(f"{matter}销售额"))
    previous = previous_of(passage, index)
    borrowed = previous is not None and previous.text == label.text
    people = previous is not None and previous.object.endswith(word_list("people"))
    if figure.per in word_set("wage_times") and borrowed and people:
        return replace(label, text=limited(f"{label.text}工资"))
    return label


def _without_time(text: str) -> str:
    """Return a label without the occasion of the figure before it."""
    for word in sorted(word_set("times"), key=len, reverse=True):
        if text.startswith(word) and len(text) > len(word) + 1:
            return text[len(word) :]
    return text


def _present(event: str, unit: str) -> Label:
    """Name those who came to an event: of what is done to people a table counts 人数."""
    if event.endswith(word_list("done_to_people")):
        return Label(limited(event + ("人次" if unit == "人次" else "人数")), "参加", event)
    return Label(limited(f"参加{event}"), "参加", event)


def _day_of(name: str, clause: str) -> str:
    """Return the feast before a word that names any event: 活动 of the 三八节 is not any 活动."""
    words = words_of(name) if name else ()
    if len(words) != 1 or words[0].tag not in {Tag.HEAD, Tag.NAMING}:
        return ""
    before = clause.rpartition(name)[0] if clause.endswith((name, f"{name}了")) else ""
    days = [day for day in word_set("times") if before.endswith(day) and not _CALENDAR.search(day)]
    return max(days, key=len, default="")
