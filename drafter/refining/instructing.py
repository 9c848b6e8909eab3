"""A Chinese instruction becomes a change by rule, a request to the model, or a refusal (pure)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from drafter.refining.checking import Check, check_text, new_flags
from drafter.refining.editing import (
    add_after,
    cut_words,
    delete_parts,
    merge_parts,
    merge_sections,
    move_parts,
    sentences_of,
    split_part,
    swap_parts,
)
from drafter.refining.following import counts_mended
from drafter.refining.locating import Place, find_places, locate, topics_of_parts
from drafter.refining.refusing import refuse_figures, refuse_invention, refuse_replacement
from drafter.refining.sheets import sheet_of
from drafter.refining.state import State
from drafter.refining.structure import name_of, sections_of
from drafter.refining.words import number_of, pattern, says
from drafter.session import Part, Text

__all__ = ["Ask", "Change", "Refusal", "understand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A new text made by rule."""

    text: Text
    what: str
    notes: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something that the model is to write anew."""

    parts: tuple[str, ...]
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What cannot or need not be done, with the reason and the way that is open."""

    reason: str


Outcome = Change | Ask | Refusal

_QUOTED: Final = r"[“\"'‘「](?P<{name}>[^”\"'’」]+)[”\"'’」]"
_VERB: Final = pattern("act", "replace")
_REPLACE_QUOTED: Final = re.compile(
    _QUOTED.format(name="old") + rf"(?:都|全部|统一|一律|全)?{_VERB}[:：]?\s*(?P<new>.+)$"
)
_REPLACE: Final = re.compile(
    rf"^(?:请)?(?:把|将)(?P<old>.+?)(?:都|全部|统一|一律|全)?{_VERB}[:：]?\s*(?P<new>.+)$"
)
_TITLE: Final = re.compile(
    rf"(?:小|大|总|主)?(?:标题|题目)(?:{_VERB}|叫|定为|用)[:：]?\s*(?P<new>.+)$"
)
_FIELD: Final = re.compile(
    rf"(?P<name>落款日期|落款时间|日期|落款单位|落款|署名|主送机关|主送|抬头)"
    rf"(?:{_VERB}|写上|写|为|是|用)[:：]?\s*(?P<new>.+)$"
)
_FIELDS: Final = {
    "落款日期": "date",
    "落款时间": "date",
    "日期": "date",
    "落款单位": "signature",
    "落款": "signature",
    "署名": "signature",
    "主送机关": "addressee",
    "主送": "addressee",
    "抬头": "addressee",
}
_SENTENCE: Final = re.compile(
    r"(?P<which>第[0-9一二三四五六七八九十]{1,3}|最后一?|末尾一?|倒数第[一二三四五]|开头一?)句(?:话)?"
)
_ADD_SENTENCE: Final = re.compile(
    r"(?P<where>后面|末尾|最后|前面|开头)?(?:再)?(?:加上?|补上?|添上?)一?(?:句|段)(?:话)?[:：]\s*(?P<new>.+)$",
    re.DOTALL,
)
_SPLIT_AT: Final = re.compile(r"从" + _QUOTED.format(name="at"))


@dataclass(frozen=True, slots=True)
class _Talk:
    """One instruction with what it may refer to."""

    words: str
    state: State
    places: tuple[Place, ...]

    @property
    def text(self) -> Text:
        return self.state.text

    @property
    def bare(self) -> str:
        """The words without those that name a place."""
        words = self.words
        for place in reversed(self.places):
            words = words[: place.start] + words[place.end :]
        return words

    def locate(self, name: str, *, sections: bool = True) -> Place | None:
        """Return what a piece of the instruction points at, by number or by name."""
        yaml = self.state.facts_yaml
        topics = topics_of_parts(self.text, sheet_of(yaml))
        found = find_places(name, self.text, topics, self.state.focus)
        return found[0] if found else locate(name, self.text, topics, sections=sections)


def understand(words: str, state: State) -> Outcome:
    """Return what is to be done about an instruction.

    Args:
        words: The user's words, one line.
        state: The session.
    """
    topics = topics_of_parts(state.text, sheet_of(state.facts_yaml))
    places = tuple(find_places(words, state.text, topics, state.focus))
    lacking = next((place.missing for place in places if place.missing), "")
    if lacking:
        return Refusal(reason=f"{lacking}。输入 /看 可以看段号。")
    if reason := refuse_invention(words):
        return Refusal(reason=reason)
    talk = _Talk(words, state, places)
    rules: tuple[Callable[[_Talk], Outcome | None], ...] = (
        _add_sentence,
        _swap,
        _merge,
        _split,
        _move,
        _retitle,
        _field,
        _replace,
        _delete,
    )
    for rule in rules:
        outcome = rule(talk)
        if isinstance(outcome, Change):
            return _guarded(outcome, state)
        if outcome is not None:
            return outcome
    return _ask(talk)


def _guarded(change: Change, state: State) -> Outcome:
    """Hold a change by rule against locks and facts before anybody sees it."""
    text = counts_mended(change.text, state.locked)
    for part_id in state.locked:
        was, now = state.text.part(part_id), text.part(part_id)
        if was is not None and was != now:
            name = name_of(state.text, part_id)
            return Refusal(reason=f"{name}已锁定，不能改。要改先输入 /解锁。")
    if text == state.text:
        return Refusal(reason="这样改和现在的文稿一样，没有变化。")
    yaml = state.facts_yaml
    before, after = check_text(state.text, yaml), check_text(text, yaml)
    old = {fact.id for fact in before.missing}
    lost = [fact for fact in after.missing if fact.id not in old]
    notes = list(change.notes)
    if lost:
        shown = "、".join(f"{fact.label}{fact.figure.text}" for fact in lost[:5])
        more = "等" if len(lost) > 5 else ""
        notes.append(f"这样改后有{len(lost)}个数字不再写到：{shown}{more}。")
    flagged = new_flags(before, after)
    if flagged and not change.own:
        gone = {fact.id: fact for fact in lost}
        return Refusal(reason=refuse_replacement(flagged, list(gone.values())))
    notes += [
        f"{name_of(text, part_id)}的“{checked.figure.text}”没有依据：{checked.reason}"
        for part_id, checked in flagged
    ]
    return replace(change, text=text, notes=tuple(notes))


# --- the rules -----------------------------------------------------------------------------------


def _two(talk: _Talk, verb: str) -> tuple[Place, Place] | None:
    """Return the two places that a sentence of the form 把A和B… names."""
    if len(talk.places) >= 2:
        return talk.places[0], talk.places[1]
    at = talk.words.find(verb)
    head = re.sub(r"^(?:请)?(?:把|将)?", "", talk.words[:at])
    sections = not any(not place.heading for place in talk.places)
    for mark in re.finditer("和|跟|与|同|、|及", head):
        left = talk.locate(head[: mark.start()], sections=sections)
        right = talk.locate(head[mark.end() :], sections=sections)
        if left is not None and right is not None:
            return left, right
    return None


def _stretch(text: Text, place: Place) -> tuple[str, ...]:
    """Return the ids of everything that a place covers, a section's heading included."""
    if place.heading:
        for section in sections_of(text):
            if section.heading is not None and section.heading.id == place.heading:
                return section.ids
    return place.parts


def _merge(talk: _Talk) -> Outcome | None:
    verb = says(talk.words, "act", "merge")
    if not verb:
        return None
    if len(talk.places) == 1 and len(talk.places[0].parts) > 1 and not _two(talk, verb):
        ids: Sequence[str] = talk.places[0].parts
        return Change(text=merge_parts(talk.text, ids), what=f"合并{_names(talk.text, ids)}")
    pair = _two(talk, verb)
    if pair is None:
        return Refusal(reason="没看明白合并哪几段。例：把第3段和第4段合并。")
    left, right = pair
    if left.heading and right.heading:
        if left.heading == right.heading:
            return Refusal(reason="这两处已经在同一个部分里。例：把第3段和第4段合并。")
        text = merge_sections(talk.text, [left.heading, right.heading])
        return Change(text=text, what="合并两个部分", notes=("合并后用了前一个部分的标题。",))
    ids = tuple(dict.fromkeys((*left.parts, *right.parts)))
    if len(ids) < 2:
        return Refusal(reason="这两件事已经写在同一段里。")
    first = next(part.id for part in talk.text.parts if part.id in ids)
    return Change(
        text=merge_parts(talk.text, ids),
        what=f"合并{_names(talk.text, ids)}",
        notes=(f"想写得更顺，可以再说：{name_of(talk.text, first)}写通顺些。",),
    )


def _names(text: Text, ids: Sequence[str]) -> str:
    return "、".join(name_of(text, part_id) for part_id in ids)


def _swap(talk: _Talk) -> Outcome | None:
    verb = says(talk.words, "act", "swap")
    if not verb:
        return None
    pair = _two(talk, verb)
    if pair is None and len(talk.places) == 1 and len(talk.places[0].parts) == 2:
        one, two = talk.places[0].parts
        return Change(text=swap_parts(talk.text, [one], [two]), what="对调两段")
    if pair is None:
        return Refusal(reason="没看明白对调哪两处。例：把第3段和第4段对调。")
    left, right = _stretch(talk.text, pair[0]), _stretch(talk.text, pair[1])
    if not left or not right or set(left) & set(right):
        return Refusal(reason="这两处有重叠，不能对调。")
    return Change(text=swap_parts(talk.text, left, right), what="对调两处")


def _split(talk: _Talk) -> Outcome | None:
    if not says(talk.words, "act", "split"):
        return None
    target = _one(talk)
    if target is None:
        return Refusal(reason="没看明白拆哪一段。例：把第3段拆成两段；把第3段从“同时”拆开。")
    match = _SPLIT_AT.search(talk.words)
    at = target.text.find(match["at"]) if match else _middle(target.text)
    if at <= 0:
        reason = f"第一处“{match['at']}”不在这一段里。" if match else "这一段只有一句话，拆不开。"
        return Refusal(reason=reason)
    halves = _halves(talk, target, at)
    text = split_part(talk.text, target.id, at, f"p{talk.state.next_part}", halves)
    return Change(text=text, what=f"拆分{name_of(talk.text, target.id)}")


def _middle(words: str) -> int:
    """Return the end of the sentence that is nearest the middle; 0 where there is only one."""
    ends: list[int] = []
    position = 0
    for sentence in sentences_of(words)[:-1]:
        position += len(sentence)
        ends.append(position)
    if not ends:
        ends = [match.end() for match in re.finditer("；", words[:-1])]
    return min(ends, key=lambda end: abs(2 * end - len(words)), default=0)


def _halves(talk: _Talk, part: Part, at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say which activities each half of a paragraph tells, by the figures, else by the words."""
    check = check_text(talk.text, talk.state.facts_yaml)
    words = {item.id: item.text for item in sheet_of(talk.state.facts_yaml).activities}
    first: list[str] = []
    second: list[str] = []
    for key in part.activities:
        places = [
            checked.figure.start
            for checked in check.figures.get(part.id, ())
            if any(fact.partition(".")[0] == key for fact in checked.fact_ids)
        ]
        if places:
            early = sum(place < at for place in places) * 2 >= len(places)
        else:
            pairs = [words.get(key, "")[i : i + 2] for i in range(len(words.get(key, "")) - 1)]
            early = sum(pair in part.text[:at] for pair in pairs) >= sum(
                pair in part.text[at:] for pair in pairs
            )
        (first if early else second).append(key)
    return tuple(first), tuple(second)


def _one(talk: _Talk) -> Part | None:
    """Return the single paragraph that an instruction is about."""
    ids = [key for place in talk.places for key in place.parts]
    if not ids and talk.state.focus:
        ids = [talk.state.focus]
    part = talk.text.part(ids[0]) if len(ids) == 1 else None
    return part if part is not None and not part.level else None


def _move(talk: _Talk) -> Outcome | None:
    verb = says(talk.words, "act", "move")
    if not verb:
        return None
    at = talk.words.find(verb)
    head, tail = talk.words[:at], talk.words[at + len(verb) :]
    source = talk.locate(head)
    if source is None and talk.state.focus and not head.strip("请把将"):
        source = Place(parts=(talk.state.focus,), start=0, end=0)
    if re.search("最前|开头|第一(?!段|部分)", tail):
        anchor: str | None = _first_anchor(talk.text, source)
        after = False
    elif re.search("最后(?!一?段|一?部分)|末尾", tail):
        anchor, after = (talk.text.parts[-1].id if talk.text.parts else None), True
    else:
        target = talk.locate(tail)
        after = "前" not in tail
        anchor = _anchor(talk.text, target, source, after=after)
    if source is None or anchor is None or not source.parts:
        return Refusal(reason="没看明白移到哪里。例：把第3段移到第5段后面。")
    ids = _stretch(talk.text, source)
    if anchor in ids:
        return Refusal(reason="不能移到它自己那里。")
    text = move_parts(talk.text, ids, anchor, after=after)
    name = "一个部分" if source.heading else _names(talk.text, source.parts)
    return Change(text=text, what=f"移动{name}")


def _first_anchor(text: Text, source: Place | None) -> str | None:
    """Return what stands first among its like: the first section, or its first paragraph."""
    sections = sections_of(text)
    if source is not None and source.heading and sections and sections[0].heading is not None:
        return sections[0].heading.id
    return sections[0].paragraphs[0].id if sections and sections[0].paragraphs else None


def _anchor(text: Text, target: Place | None, source: Place | None, *, after: bool) -> str | None:
    if target is None or not target.parts:
        return None
    if target.heading and source is not None and source.heading:
        ids = _stretch(text, target)
        return ids[-1] if after else ids[0]
    return target.parts[-1] if after else target.parts[0]


def _retitle(talk: _Talk) -> Outcome | None:
    match = _TITLE.search(talk.words)
    if match is None:
        return None
    new = match["new"].strip().strip("“”\"'。")
    heading = next((place.heading for place in talk.places if place.heading), "")
    focused = talk.text.part(talk.state.focus)
    if not heading and focused is not None and focused.level:
        heading = focused.id
    if not heading and (talk.places or "小标题" in talk.words):
        return Refusal(reason="没看明白改哪个部分的标题。例：第二部分标题改成：夯实基层组织。")
    if not heading:
        return Change(text=replace(talk.text, title=new), what="改总标题", own=False)
    part = talk.text.part(heading)
    assert part is not None  # noqa: S101 # a place names parts of this text
    return Change(
        text=talk.text.with_part(replace(part, text=new, origin="user")),
        what=f"改{name_of(talk.text, heading)}",
    )


def _field(talk: _Talk) -> Outcome | None:
    match = _FIELD.search(talk.words)
    if match is None or talk.places:
        return None
    new = match["new"].strip().strip("“”\"'。：:")
    name = _FIELDS[match["name"]]
    if name == "signature" and re.search(r"\d{4}\s*年", new):
        name = "date"
    # The user's own date of signature is no figure of the report.
    text = replace(
        talk.text,
        date=new if name == "date" else talk.text.date,
        signature=new if name == "signature" else talk.text.signature,
        addressee=new if name == "addressee" else talk.text.addressee,
    )
    return Change(text=text, what=f"改{match['name']}", own=True)


def _replace(talk: _Talk) -> Outcome | None:
    match = _REPLACE_QUOTED.search(talk.words) or _REPLACE.match(talk.words)
    if match is None:
        return None
    new = match["new"].strip()
    new = new[1:-1] if new[:1] in "“\"'‘「" and new[-1:] in "”\"'’」" else new.rstrip("。")
    quoted = match.re is _REPLACE_QUOTED
    old, ids = match["old"].strip(), _targets(talk)
    if not quoted:
        for place in talk.places:
            old = old.replace(talk.words[place.start : place.end], "")
        old = re.sub(r"^(?:里面|里|中间|中)?的?", "", old).strip("“”\"'")
    holding = [key for key in ids if (part := talk.text.part(key)) and old and old in part.text]
    in_title = not talk.places and old and old in talk.text.title
    if not holding and not in_title:
        if quoted and not says(talk.words, "manner", "tone", "longer", "shorter"):
            return Refusal(reason=f"文中没有“{old}”。输入 /看 可以看全文。")
        return None
    text = talk.text
    for key in holding:
        part = text.part(key)
        assert part is not None  # noqa: S101 # it was just found
        text = text.with_part(replace(part, text=part.text.replace(old, new)))
    if in_title:
        text = replace(text, title=text.title.replace(old, new))
    return Change(text=text, what=f"“{old[:12]}”改为“{new[:12]}”")


def _targets(talk: _Talk) -> list[str]:
    """Return the parts that words are looked for in: those named, the focus, or all."""
    if talk.places:
        ids = [key for place in talk.places for key in (place.heading, *place.parts) if key]
        return list(dict.fromkeys(ids))
    return [part.id for part in talk.text.parts]


def _delete(talk: _Talk) -> Outcome | None:
    if not says(talk.words, "act", "delete"):
        return None
    quoted = re.search(_QUOTED.format(name="gone"), talk.words)
    if quoted:
        return _delete_words(talk, quoted["gone"])
    sentence = _SENTENCE.search(talk.words)
    if sentence:
        return _delete_sentence(talk, sentence["which"])
    place = talk.places[0] if talk.places else None
    if place is None:
        name = re.sub(pattern("act", "delete") + "|这?一?[段部分]+|把|将|请|了|的", "", talk.words)
        place = talk.locate(name) if len(name) >= 2 else None
    if place is None and talk.state.focus and len(talk.words) <= 8:
        place = talk.locate("这段")
    if place is None or place.whole or not place.parts:
        return Refusal(reason="没看明白删哪里。例：删掉第3段；删掉第3段最后一句；删掉“一句话”。")
    ids = [key for item in talk.places or (place,) for key in _stretch(talk.text, item)]
    named = "一个部分" if place.heading else _names(talk.text, place.parts)
    return Change(text=delete_parts(talk.text, ids), what=f"删去{named}")


def _delete_words(talk: _Talk, gone: str) -> Outcome:
    text = talk.text
    found = False
    for key in _targets(talk):
        part = text.part(key)
        at = -1 if part is None else part.text.find(gone)
        if part is None or at < 0:
            continue
        found = True
        words = (
            cut_words(part.text, at, at + len(gone))
            if not part.level
            else part.text.replace(gone, "")
        )
        text = text.with_part(replace(part, text=words)) if words else delete_parts(text, [key])
    if not found:
        return Refusal(reason=f"文中没有“{gone}”。")
    return Change(text=text, what=f"删去“{gone[:12]}”")


def _delete_sentence(talk: _Talk, which: str) -> Outcome:
    part = _one(talk)
    if part is None:
        return Refusal(reason="没看明白是哪一段的句子。例：删掉第3段最后一句。")
    sentences = sentences_of(part.text)
    if which.startswith(("最后", "末尾")):
        index = len(sentences) - 1
    elif which.startswith("倒数第"):
        index = len(sentences) - (number_of(which[3:]) or 1)
    elif which.startswith("开头"):
        index = 0
    else:
        index = (number_of(which.removeprefix("第")) or 0) - 1
    if not 0 <= index < len(sentences):
        return Refusal(reason=f"这一段只有{len(sentences)}句。")
    rest = "".join(sentences[:index] + sentences[index + 1 :])
    text = (
        talk.text.with_part(replace(part, text=rest))
        if rest
        else delete_parts(talk.text, [part.id])
    )
    return Change(text=text, what=f"删去{name_of(talk.text, part.id)}的一句")


def _add_sentence(talk: _Talk) -> Outcome | None:
    match = _ADD_SENTENCE.search(talk.words)
    part = _one(talk)
    if match is None or part is None:
        return None
    new = match["new"].strip().strip("“”\"'")
    new = new if new[-1:] in "。！？" else new + "。"
    if "段" in match[0].split(match["new"])[0] and "句" not in match[0].split(match["new"])[0]:
        added = Part(id=f"p{talk.state.next_part}", text=new, origin="user")
        return Change(text=add_after(talk.text, part.id, added), what="加一段", own=True)
    first = (match["where"] or "") in ("前面", "开头")
    words = new + part.text if first else part.text + new
    text = talk.text.with_part(replace(part, text=words, origin="user"))
    return Change(text=text, what=f"{name_of(talk.text, part.id)}加一句", own=True)


# --- what goes to the model ----------------------------------------------------------------------


def _ask(talk: _Talk) -> Outcome:
    ids = list(dict.fromkeys(key for place in talk.places for key in place.parts))
    manner = says(talk.words, "manner", "tone", "longer", "shorter")
    if not ids:
        ids = _by_subject(talk)
    if not ids and talk.state.focus:
        here = talk.locate("这段")
        ids = list(here.parts) if here is not None else []
    check: Check = check_text(talk.text, talk.state.facts_yaml)
    sheet = sheet_of(talk.state.facts_yaml)
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
        return Refusal(reason=f"{_names(talk.text, ids[:3])}已锁定，不能改。要改先输入 /解锁。")
    return Ask(parts=open_ids, request=talk.words)


def _by_subject(talk: _Talk) -> list[str]:
    """Return the paragraph that the longest topic word of an instruction points at."""
    from drafter.facts.lexicon import find_topic_words

    found = sorted(find_topic_words(talk.words), key=lambda word: -len(word.text))
    for word in found:
        place = talk.locate(word.text)
        if place is not None:
            return list(place.parts)
    return []
