"""A Chinese instruction becomes a change by rule, a request to the model, or a refusal (pure)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from drafter.facts import Fact
from drafter.refining.announcing import counts_mended, topics_mended
from drafter.refining.arranging import merge, move, split, swap
from drafter.refining.checking import Check, changed_parts, check_parts, check_whole, new_flags
from drafter.refining.locating import find_places, topics_of_parts
from drafter.refining.mending import states_error
from drafter.refining.ordering import orders_in
from drafter.refining.refusing import (
    is_news,
    refuse_figures,
    refuse_invention,
    refuse_replacement,
)
from drafter.refining.rewording import add_sentence, delete, retitle, set_field, substitute
from drafter.refining.sheets import sheet_of
from drafter.refining.state import State
from drafter.refining.talking import (
    Ask,
    Change,
    News,
    Outcome,
    Refusal,
    Talk,
    locked_reason,
    still_there,
)
from drafter.refining.words import says
from drafter.session import Text

__all__ = ["Ask", "Change", "News", "Refusal", "one_by_one", "understand"]

# So many changed parts are judged before the change is shown; the others with the whole text.
_AT_ONCE: Final = 2
_OF_PRINT: Final = re.compile("加粗|字体|字号|行距|居中|下划线|斜体|颜色|标红|页边距|排版|版式")
_ALL_BUT: Final = re.compile("除了?$")
_LONG: Final = re.compile(r"[0-9]{2,5}\s*字")
_OF_TITLE: Final = re.compile("(?:标题|题目)(?!下|后|里|以)")


def understand(words: str, state: State) -> Outcome:
    """Return what is to be done about an instruction.

    Args:
        words: The user's words, one line.
        state: The session.
    """
    orders = orders_in(words)
    if len(orders) > 1:
        return _all_of(orders, state)
    outcome = _understood(words, state, state.text)
    return _guarded(outcome, state) if isinstance(outcome, Change) else outcome


def _all_of(orders: Sequence[str], state: State) -> Outcome:
    """Do all that one line orders, or nothing: half of it done is worse than a question."""
    text = state.text
    changes: list[Change] = []
    for order in orders:
        number = max([state.next_part, *(int(part.id[1:]) + 1 for part in text.parts)])
        outcome = _understood(order, replace(state, next_part=number), text)
        if isinstance(outcome, Refusal):
            return Refusal(reason=f"“{order}”：{outcome.reason}这句话里的几件事都没有做。")
        if not isinstance(outcome, Change):
            return Refusal(reason=one_by_one(orders))
        changes.append(outcome)
        text = outcome.text
    return _guarded(
        Change(
            text=text,
            what="；".join(change.what for change in changes),
            notes=tuple(note for change in changes for note in change.notes),
            own=any(change.own for change in changes),
            moved=tuple(key for change in changes for key in change.moved),
        ),
        state,
    )


def one_by_one(orders: Sequence[str]) -> str:
    """Return the request to say several things one after another."""
    listed = "　".join(f"{number}. {order}" for number, order in enumerate(orders, 1))
    return f"这句话里有{len(orders)}件事，请一件一件说：{listed}"


def _understood(words: str, state: State, text: Text) -> Outcome:
    """Return what one order leads to in a text; its places are numbered as in the state's."""
    topics = topics_of_parts(state.text, sheet_of(state.facts_yaml))
    places = tuple(find_places(words, state.text, topics, state.focus))
    lacking = next((place.missing for place in places if place.missing), "")
    if lacking:
        return Refusal(reason=f"{lacking}。输入 /看 可以看段号。")
    if reason := refuse_invention(words):
        return Refusal(reason=reason)
    left = [still_there(place, text) for place in places]
    if None in left:
        place = places[left.index(None)]
        return Refusal(reason=f"{words[place.start : place.end]}在前一件事里已经没有了。")
    talk = Talk(words, state, tuple(place for place in left if place is not None), text)
    rules: tuple[Callable[[Talk], Outcome | None], ...] = (
        add_sentence,
        swap,
        merge,
        split,
        move,
        retitle,
        set_field,
        substitute,
        delete,
    )
    for rule in rules:
        outcome = rule(talk)
        if outcome is not None:
            return outcome
    return _ask(talk)


def _guarded(change: Change, state: State) -> Outcome:
    """Hold a change by rule against locks and facts before anybody sees it."""
    sheet = sheet_of(state.facts_yaml)
    topics = {activity.id: activity.topics for activity in sheet.activities}
    text = topics_mended(state.text, change.text, topics, state.locked)
    text = counts_mended(text, state.locked)
    for part_id in state.locked:
        was, now = state.text.part(part_id), text.part(part_id)
        if was is not None and was != now:
            return Refusal(reason=locked_reason(state.text, [part_id]))
    if text == state.text:
        return Refusal(reason="这样改和现在的文稿一样，没有变化。")
    changed = replace(change, text=text)
    reason = "" if change.own else _refused(changed.text, state)
    return Refusal(reason=reason) if reason else changed


def _refused(text: Text, state: State) -> str:
    """Return why a change plainly cannot stand; what only the whole text shows comes later."""
    ids = changed_parts(state.text, text)[:_AT_ONCE]
    before = check_parts(state.text, ids, state.facts_yaml)
    after = check_parts(text, ids, state.facts_yaml)
    flagged = new_flags(before, after)
    if not flagged:
        return ""
    return refuse_replacement(flagged, _unsaid(before, after, state))


def _unsaid(before: Check, after: Check, state: State) -> list[Fact]:
    """Return the facts that changed parts stated before and do not state any more."""
    said, says_now = (
        {key for items in check.figures.values() for item in items for key in item.fact_ids}
        for check in (before, after)
    )
    sheet = sheet_of(state.facts_yaml)
    facts = [fact for activity in sheet.activities for fact in activity.facts]
    return [fact for fact in facts if fact.id in said - says_now]


# --- what goes to the model ----------------------------------------------------------------------


def _ask(talk: Talk) -> Outcome:
    ids = list(dict.fromkeys(key for place in talk.places for key in place.parts))
    if ids and _ALL_BUT.search(talk.words[: talk.places[0].start]):
        ids = [p.id for p in talk.text.paragraphs if p.id not in ids and p.role != "opening"]
    manner = says(talk.words, "manner", "tone", "longer", "shorter") or _LONG.search(talk.words)
    if not ids:
        ids = _by_subject(talk)
    if not ids and talk.state.focus:
        here = talk.locate("这段")
        ids = list(here.parts) if here is not None else []
    check = check_whole(talk.text, talk.state.facts_yaml)
    sheet = sheet_of(talk.state.facts_yaml)
    told = is_news(talk.words, sheet) or states_error(talk.words)
    if not (talk.places or manner) and told:
        return News(words=talk.words)
    if _OF_PRINT.search(talk.bare) and not manner:
        return Refusal(reason="字体和版式不在这里改：/导出 成 Word 以后在里面改。这里改的是文字。")
    if _OF_TITLE.search(talk.bare):
        return Refusal(
            reason="标题请直接说改成什么。例：标题改成：柳河镇妇联2025年工作总结；"
            "第二部分标题改成：维护权益。"
        )
    if reason := refuse_figures(talk.bare, sheet, check, ids):
        return Refusal(reason=reason)
    if not ids and manner:
        ids = [part.id for part in talk.text.paragraphs if part.role != "opening"]
    if not ids:
        return Refusal(
            reason="没看明白要改哪里。请说明是第几段、第几部分，或先用 /段 3 选定；/帮助 有例子。"
        )
    open_ids = tuple(key for key in ids if key not in talk.state.locked)
    if not open_ids:
        return Refusal(reason=locked_reason(talk.text, ids))
    return Ask(parts=open_ids, request=talk.words)


def _by_subject(talk: Talk) -> list[str]:
    """Return the paragraph that the longest topic word of an instruction points at."""
    from drafter.facts.lexicon import find_topic_words

    found = sorted(find_topic_words(talk.words), key=lambda word: -len(word.text))
    for word in found:
        place = talk.locate(word.text)
        if place is not None:
            return list(place.parts)
    return []
