"""Whether words say what a figure counts, and where they do not, what the matter is.

批了, 来了 and 二十几个人 say too little; 两癌检查 below which they stand says it.
"""

import re
from typing import Final

from drafter.facts.lexicon import Tag, find_topic_words, words_of
from drafter.facts.phrases import Label

__all__ = ["EMPTY", "SHORT_THING", "came", "is_act_ended", "is_vague", "matter_of", "says_little"]

# Words that own no meaning as what is counted.
EMPTY: Final = frozenset({"人", "个人", "大家", "时长", "出来", "有的", "用上"})
SHORT_THING: Final = 6
_PRONOUN: Final = re.compile(r"^(?:我们?|咱们?|他们|她们|大家|自己)")
_ACT_ENDED: Final = re.compile(r".{1,2}[上下出起回过进][来去]")
_COMPLEMENT: Final = re.compile(r"[上下出起回过进][来去]|完|好|成|到")


def is_vague(label: Label) -> bool:
    """Whether a label is an act without anything that it is done with: 办成, 报上去, 我们占."""
    text = label.text
    if len(text) > SHORT_THING or find_topic_words(text) or len(text) <= 1:
        return False
    said = _PRONOUN.sub("", text)
    if len(said) <= 1:
        return True
    if is_act_ended(said):
        return True  # 交上来
    if len(label.object) > 1 or [token.tag for token in words_of(said)] == [Tag.OTHER]:
        return False
    return all(
        token.tag in {Tag.VERB, Tag.TAKING, Tag.LIGHT} or (token.tag is Tag.OTHER and not place)
        if len(token.text) == 1 or token.tag is not Tag.OTHER
        else bool(_COMPLEMENT.fullmatch(token.text))
        for place, token in enumerate(words_of(said))
        if token.start + len(token.text) < len(said) or token.tag is not Tag.OTHER
    )


def is_act_ended(text: str) -> bool:
    """Whether words are a verb and where to alone: 交上来, 发下去."""
    return bool(_ACT_ENDED.fullmatch(text)) and words_of(text)[0].tag is Tag.VERB


def came(label: Label) -> bool:
    """Whether a label begins with coming: who came may stand before it (大学生来帮工)."""
    tokens = words_of(label.text)
    return bool(tokens) and tokens[0].tag is Tag.TAKING and len(tokens) > 1


def matter_of(text: str) -> str:
    """The last likely topic word of some words, with the name that it begins (两癌 + 检查)."""
    words = [word for word in find_topic_words(text) if word.weight > 1]
    if not words:
        return ""
    word = words[-1]
    tokens = words_of(re.split("[，,；;。：:、]", text[word.start + len(word.text) :])[0])
    more = tokens[0] if tokens and tokens[0].start == 0 else None
    named = more is not None and more.tag in {Tag.NAMING, Tag.HEAD} and more.text not in word.text
    return word.text + more.text if more is not None and named else word.text


def says_little(text: str) -> bool:
    """Whether a label names nothing: one character, a bare verb of one, or a word for anyone."""
    flat = text.rstrip("了着过")
    if len(flat) != 1:
        return not flat or flat in EMPTY
    return words_of(flat)[0].tag is not Tag.NOUN
