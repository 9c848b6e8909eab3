"""Official prose from a terse note by rule: verbs for bare nouns, an order, joints.

招聘会15场 312家企业 reads as 举办招聘会15场，312家企业参加. The figures stay what they are
and stand with the nouns of the note; nothing is claimed that it does not say. Every clause has
the wordings that it may have, so that a grammar can let a model choose. Pure.
"""

import re
from dataclasses import dataclass

from drafter.drafting.grouping import Group, NotWorkError
from drafter.drafting.masking import CALENDAR, MaskedText, split_at
from drafter.drafting.polishing import as_sentence
from drafter.drafting.wording import formal_words, set_figures_apart
from drafter.figures import find_figures

__all__ = ["Phrased", "phrase"]

_HONOUR_LABEL = re.compile(r"荣誉|获奖(?:情况)?|获得荣誉|所获荣誉|受表彰")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrased:
    """One activity in clauses, each with its wordings (the best first) and its joint behind."""

    clauses: tuple[tuple[str, ...], ...]
    joints: tuple[str, ...]

    @property
    def text(self) -> str:
        """The preferred wording as one sentence."""
        return "".join(
            wordings[0] + joint for wordings, joint in zip(self.clauses, self.joints, strict=True)
        )


def phrase(words: str) -> Phrased | None:
    """Return a note as clauses of official prose; None where no rule fits without loss.

    Args:
        words: One activity in the notes' own words.
    """
    sentence = as_sentence(set_figures_apart(formal_words(words))).rstrip("。！？")
    if not sentence or len(sentence) > 400:
        return None
    honours = re.fullmatch(rf"(?:{_HONOUR_LABEL.pattern})：(.+)", sentence)
    if honours and not find_figures(sentence):
        listed = "、".join(split_at(honours[1], "，；、"))
        return Phrased(clauses=((f"获得{listed}等荣誉",),), joints=("。",))
    text = MaskedText(sentence)
    clauses: list[tuple[str, ...]] = []
    joints: list[str] = []
    for group in split_at(text.masked, "；。"):
        try:
            parts = Group(text, group).phrased()
        except NotWorkError:
            return None
        for wordings, joint in parts:
            clauses.append(tuple(dict.fromkeys(text.shown(item) for item in wordings)))
            joints.append(joint)
        if joints:
            joints[-1] = "；"
    if not clauses:
        return None
    joints[-1] = "。"
    phrased = _closed_up(clauses, joints, words)
    return phrased if _values(phrased.text) == _values(sentence) else None


def _closed_up(clauses: list[tuple[str, ...]], joints: list[str], words: str) -> Phrased:
    """Return the clauses with a figure that found no verb back at the one it stood against.

    17批23人 is one statement; 2期，培训60人 is two, and keeps its comma.
    """
    kept, between = [clauses[0]], [joints[0]]
    for wordings, joint in zip(clauses[1:], joints[1:], strict=True):
        alone = find_figures(wordings[0])
        bare = len(wordings) == 1 and len(alone) == 1 and alone[0].text == wordings[0]
        before = find_figures(kept[-1][0])
        if (
            bare
            and before
            and between[-1] == "，"
            and before[-1].kind not in CALENDAR
            and before[-1].text + wordings[0] in words
            and all(way.endswith(before[-1].text) for way in kept[-1])
        ):
            kept[-1] = tuple(way + wordings[0] for way in kept[-1])
            between[-1] = joint
        else:
            kept.append(wordings)
            between.append(joint)
    return Phrased(clauses=tuple(kept), joints=tuple(between))


def _values(text: str) -> list[str]:
    return sorted(f"{item.value} {item.unit} {item.qualifier}" for item in find_figures(text))
