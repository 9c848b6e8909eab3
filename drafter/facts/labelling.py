"""What each figure counts, in the notes' own words, from what stands around it.

发放宣传资料3200份, 培训680名农村妇女, 资料3200份 and 60人参加 put the counted thing in four places.
The words nearest to the figure are read first; what they leave open comes from the figure before
(家政2期60人), from the head of the passage (最美家庭 推荐县级6户), or from the lead-in above it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafter.facts.adjoining import label_of
from drafter.facts.calling import attended, called, priced
from drafter.facts.completing import filled, with_matter
from drafter.facts.phrases import Label, limited, word_set
from drafter.facts.recalling import event_before, opening_event
from drafter.facts.surroundings import Passage
from drafter.facts.vagueness import came, is_vague
from drafter.facts.wholes import Placed
from drafter.figures import Kind

__all__ = ["label_figures"]

_TIMES: Final = frozenset({Kind.DATE, Kind.AGE, Kind.NUMBER_CODE})


def label_figures(
    text: str, placed: Sequence[Placed], lead: str = "", section: str = ""
) -> tuple[Label, ...]:
    """Return a label for each figure of a passage.

    Args:
        text: The passage.
        placed: Its figures in order.
        lead: The nearest heading above it, for what the passage itself leaves out.
        section: The heading of the section, for what neither says.
    """
    labels = _labels(Passage(text, placed, lead, section))
    # Only now: what leans on 村 for its name must not be called 村数.
    places = word_set("counted_places")
    return tuple(
        replace(each, text=f"{each.text}数") if each.text in places else each for each in labels
    )


def _labels(passage: Passage) -> list[Label]:
    """Label the figures one after the other; each may lean on those before it."""
    for index in range(len(passage.placed)):
        label = label_of(passage, index)
        if came_to := attended(passage, index, label):
            passage.found.append(came_to)
            continue
        label = priced(passage, index, filled(passage, index, label))
        timed = passage.placed[index].figure.kind in _TIMES
        anyone = label.text in word_set("anyone") or label.text[1:] in word_set("anyone")
        if anyone and (event := event_before(passage, index) or opening_event(passage)):
            label = replace(label, text=limited(event + label.text))  # 暑假托管班 29个娃
        vague = not timed and label.part_of is None and (is_vague(label) or came(label))
        label = with_matter(passage, index, label) if vague else label
        passage.found.append(label if timed else called(passage, index, label))
    return passage.found
