"""What kind of word a clause begins or ends with: a verb, a name, somebody who acts. Pure."""

import re

from drafter.drafting.masking import FIRST
from drafter.drafting.phrase_table import ACTOR_FIRST, ADVERB, TURNED
from drafter.facts.lexicon import Tag, words_of

__all__ = [
    "holds_verb",
    "is_bare_verb",
    "is_known",
    "is_verb",
    "names_a_thing",
    "somebody_acts",
    "starts_with_verb",
]

_VERB_FIRST = re.compile(
    rf"{ADVERB}(?:{TURNED}|学习|宣传|落实|贯彻|寻找|招募|举行|参加|结对|培育|推动|走访慰问)(?!会|班|站|点|室|员|岗)"
)
_OPENS = ("共有", "建有", "涌现出", "联合", "会同", "接受", "完成", "深入", "通过", "为")


def starts_with_verb(text: str) -> bool:
    """Whether a sentence begins with a verb, so that an opening of purpose may stand before it."""
    return is_verb(text) or text.startswith(_OPENS)


def is_verb(clause: str) -> bool:
    """Whether a clause begins with a verb."""
    clause = clause.lstrip("".join(map(chr, range(FIRST, FIRST + 200))))
    if _VERB_FIRST.match(clause):
        return True
    tokens = words_of(re.sub(rf"^{ADVERB}", "", clause))
    return bool(tokens) and (
        tokens[0].tag is Tag.VERB or (tokens[0].tag is Tag.TAKING and len(tokens[0].text) > 1)
    )


def holds_verb(noun: str) -> bool:
    """Whether a noun has a verb within, or ends with one that takes what is counted."""
    tokens = words_of(noun)
    return any(
        token.tag in {Tag.VERB, Tag.TAKING} and len(token.text) > 1 for token in tokens[:-1]
    ) or (len(tokens) > 1 and tokens[-1].tag is Tag.TAKING and len(tokens[-1].text) > 1)


def is_bare_verb(clause: str) -> bool:
    """Whether a clause is one word that may be a verb."""
    tokens = words_of(clause)
    return len(tokens) == 1 and tokens[0].tag in {Tag.VERB, Tag.NAMING, Tag.LIGHT, Tag.TAKING}


def is_known(noun: str) -> bool:
    """Whether a noun's last word is one that the lexicon knows as a thing done or a thing."""
    tokens = words_of(noun.rstrip("”"))
    return bool(tokens) and tokens[-1].tag in {Tag.NAMING, Tag.HEAD, Tag.NOUN}


def somebody_acts(noun: str) -> bool:
    """Whether a noun is somebody and what she does (律师讲课3场): no 举办 goes before it."""
    actor = ACTOR_FIRST.match(noun)
    tokens = words_of(noun[actor.end() :]) if actor else ()
    return bool(tokens) and tokens[0].tag in {Tag.VERB, Tag.TAKING, Tag.LIGHT, Tag.NAMING}


def names_a_thing(words: str) -> bool:
    """Whether words end as a name does, so that a quoted name may follow them at once."""
    tokens = words_of(words)
    return bool(tokens) and tokens[-1].tag in {Tag.NAMING, Tag.HEAD, Tag.NOUN}
