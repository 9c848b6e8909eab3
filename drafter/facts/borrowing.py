"""What a figure counts where at most a bare verb stands beside it: 共60人, 每人200元, 评了15户.

The object comes from the figure before, from the head of the passage or from the lead-in above.
"""

from dataclasses import replace

from drafter.facts.namesakes import with_lead
from drafter.facts.phrases import (
    Label,
    clause_label,
    is_naming,
    is_place,
    limited,
    trimmed,
    word_list,
    word_set,
)
from drafter.facts.recalling import (
    event_before,
    has_kin_rate,
    head_noun,
    kin_of,
    money_name,
    previous_of,
    receivers_before,
)
from drafter.facts.surroundings import TRANSPARENT, Passage
from drafter.facts.wholes import PEOPLE, Placed, same_class
from drafter.figures import Kind

__all__ = ["borrowed_label", "from_verb"]


def from_verb(passage: Passage, index: int, item: Placed, verb: str) -> Label:
    """Return the label of a figure that has a verb before it and no more."""
    unit = item.figure.unit or ""
    if verb in word_set("taking"):
        event = event_before(passage, index)
        if event and event not in verb and verb not in event:
            return Label(limited(verb + event), verb, event)
        return Label(verb, verb)
    if item.figure.kind is Kind.MONEY:
        money = money_name(passage)
        if money and verb not in money and money not in verb:
            return Label(limited(verb + money), verb, money)
        return Label(verb, verb)
    if verb in word_set("fronting") and unit not in PEOPLE and unit not in {"天", "次", "户"}:
        noun = "" if _is_counted_apart(passage, index) else head_noun(passage)
        if noun and noun not in verb and verb not in noun:
            return Label(limited(verb + noun), verb, noun)
    if is_naming(verb):
        named = with_lead(passage, verb, Label(verb, verb))
        if named.text != verb:
            return named
    return Label(verb, verb)


def _is_counted_apart(passage: Passage, index: int) -> bool:
    """讲座35场，调解37件: what opens the passage is counted itself, in another measure word."""
    first = next(
        at
        for at, item in enumerate(passage.placed)
        if item.figure.kind not in TRANSPARENT or at == index
    )
    return (
        first < index
        and passage.found[first].text == passage.head
        and passage.text[: passage.placed[first].start].endswith(passage.head)
        and not same_class(passage.placed[first], passage.placed[index])
    )


def borrowed_label(
    passage: Passage, index: int, item: Placed, right: str, *, total: bool, per: bool
) -> Label:
    """Nothing stands before the figure in its clause."""
    # 每户300元、米1袋: what a list goes on with is none of this figure's.
    after = "" if right.lstrip().startswith(("、", "和", "及")) else trimmed(right)
    previous = previous_of(passage, index)
    if item.figure.kind is Kind.PERIOD:
        event = event_before(passage, index)
        if event and item.figure.per:
            return Label(event, "", event)
        of = clause_label(passage.head or passage.lead)
        return replace(of, text=limited(f"{of.text}时间")) if of.text else Label("时长")
    if total or per:
        kin = kin_of(passage, index)
        head = clause_label(passage.colon_head()) if total else Label("")
        paid = item.figure.kind is Kind.MONEY
        named = head.object or ("" if paid else head.text)
        if named and kin is not None and named not in (kin.object, kin.text):
            return Label(head.text, head.verb, head.object)  # 石桥35户、柳湾28户，合起来…
        paid = item.figure.kind is Kind.MONEY or not item.figure.unit
        given = money_name(passage) if paid and per and not total else ""
        if given and not has_kin_rate(passage, index):
            return Label(given, "", given)  # 每人200元, beside what all of it cost
        if kin is not None:
            return Label(kin.text, kin.verb, kin.object)
        whom = receivers_before(passage, index) if item.figure.unit in PEOPLE else ""
        if whom:
            return Label(whom, "", whom)
        if total and not per and passage.head:
            return clause_label(passage.head)  # 保洁队东头38+西头41，共79人
    if after and not total:
        label = clause_label(after)
        if label.verb in word_set("taking") and not label.object:
            event = event_before(passage, index)
            if event and event not in label.verb and label.verb not in event:
                return Label(limited(label.verb + event), label.verb, event)
        if label.verb or label.object:
            return label
    bare = item.figure.kind is Kind.QUANTITY and not item.figure.unit and item.figure.per
    if item.figure.kind is Kind.MONEY or bare:
        money = money_name(passage)
        if money:
            return Label(money, "", money)
    unit = item.figure.unit or ""
    if previous is not None and passage.head and previous.object.endswith(word_list("bare")):
        # A row's 960人次 beside 次数8次 is of what the row is about.
        name = passage.head + (unit if len(unit) > 1 else "")
        return Label(limited(name), "", name)
    events = unit in word_set("events")
    if previous is not None and unit in PEOPLE and _counts_teams(passage, index):
        event = event_before(passage, index)
        if event:
            return Label(event, "", event)  # 来了6支队72人
    if previous is not None and not (passage.head and (is_place(previous.object) and events)):
        return Label(previous.text, previous.verb, previous.object)
    subject = passage.head or passage.lead
    label = clause_label(subject)
    return with_lead(passage, label.object, label) if label.object and not label.verb else label


def _counts_teams(passage: Passage, index: int) -> bool:
    return (passage.placed[index - 1].figure.unit or "") in {"支队", "支", "队", "支队伍"}
