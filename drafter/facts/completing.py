"""Labels that say too little get what they are about: 批了, 成了8起, 报上去2户, 来了86人."""

import re
from dataclasses import replace
from typing import Final

from drafter.facts.lexicon import find_topic_words, words_of
from drafter.facts.phrases import (
    Label,
    clause_label,
    is_place,
    limited,
    trimmed,
    word_list,
    word_set,
)
from drafter.facts.recalling import (
    acted_on,
    event_joined,
    object_before,
    subject_of,
    thing_before,
)
from drafter.facts.surroundings import EACH_OPENS, MARKS, PER, TOTAL, Passage
from drafter.facts.vagueness import is_act_ended, is_vague, matter_of, says_little
from drafter.figures import Kind

__all__ = ["filled", "with_matter"]

_SUM_ROW: Final = re.compile("(?:合计|总计|共计|小计)[：:]")
_ENOUGH: Final = 2
_SHORT_ACT: Final = 4
_LACKS: Final = re.compile(r"没有?[^，,；;。、\d了吗]{2,8}|缺[^，,；;。、\d]{2,8}")
_TIMES: Final = frozenset({Kind.DATE, Kind.AGE, Kind.NUMBER_CODE})


def filled(passage: Passage, index: int, label: Label) -> Label:
    """批了, 成了8起 and 二十几个人 say too little; the subject and the clause's words do."""
    item = passage.placed[index]
    if item.figure.kind in _TIMES or (
        label.text == passage.text[item.end : item.end + 1]
        and label.text not in word_set("no_things")
    ):
        return label
    if not says_little(label.text) and not _is_act_alone(passage, label):
        return label
    own = TOTAL.sub("", PER.sub("", passage.left(index))).strip(MARKS)
    own = own.lstrip("、").split("、")[-1].removeprefix("其中")
    right = passage.right(index)
    rest = clause_label(right)
    if lacks := _LACKS.match(right):
        return Label(limited(lacks[0]), "", lacks[0])  # 24个里有6个没有女律师
    if rest.verb and len(rest.text) > len(rest.verb) and len(own) < _ENOUGH:
        # 剩1起交司法所: what became of it stands behind it.
        return Label(limited(rest.text), rest.verb, rest.object)
    behind = label.text if label.text and label.text not in own else ""
    own += behind if own or len(behind) > 1 else ""
    if len(own) > 1 and _SUM_ROW.match(passage.text):
        return Label(limited(own), label.verb, label.object)  # 合计：已查3522人 is a column's sum
    came = own.rstrip("了过") in word_set("coming") and bool(find_topic_words(passage.section))
    subject = acted_on(passage, own) or event_joined(passage, index)
    subject = subject or (passage.section if came else subject_of(passage, index))
    if len(own) > _ENOUGH or not subject or subject in own:
        return Label(limited(own or label.text or subject), label.verb, label.object)
    name = subject.removesuffix(trimmed(own)) or subject
    return Label(limited(name + own), label.verb or trimmed(own), name)


def with_matter(passage: Passage, index: int, label: Label) -> Label:
    """最美家庭报上去2户, 来了86人 below 三八节: what it is done with is named before it."""
    own = EACH_OPENS.sub("", passage.left(index)).split("、")[-1].strip(MARKS)
    own = own.split(" ")[-1]
    if label.text.startswith(("没", "不")) or label.object in word_set("anyone"):
        return label
    named = own.endswith(label.text) and len(own) > len(label.text) and not is_place(own)
    if named and (find_topic_words(own) or words_of(own)[0].text.endswith(word_list("people"))):
        return replace(label, text=limited(own))
    if not is_vague(label):
        return label
    came = label.verb in word_set("taking") and bool(find_topic_words(passage.section))
    matter = (
        event_joined(passage, index)
        or matter_of(passage.head)
        or (matter_of(passage.section) if came else "")
        or thing_before(passage, index)
        or (object_before(passage, index) if is_act_ended(label.text) else "")
        or matter_of(passage.text[: passage.placed[index].start])
        or matter_of(passage.lead)
        or matter_of(passage.section)
    )
    if not matter or matter in label.text or label.text in matter:
        return label
    return replace(label, text=limited(matter + label.text))


def _is_act_alone(passage: Passage, label: Label) -> bool:
    """发动去查 says what was done but not of what; the heading above it does."""
    return (
        not label.object
        and len(label.text) <= _SHORT_ACT
        and not find_topic_words(label.text)
        and not passage.head.removesuffix(label.text)
        and bool(find_topic_words(passage.lead or passage.section))
    )
