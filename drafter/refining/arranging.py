"""Instructions that put paragraphs and sections elsewhere: merge, swap, split, move (pure)."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.refining.checking import check_whole
from drafter.refining.editing import (
    merge_parts,
    merge_sections,
    move_parts,
    sentences_of,
    split_part,
    swap_parts,
)
from drafter.refining.locating import Place
from drafter.refining.sheets import sheet_of
from drafter.refining.shortening import shortened
from drafter.refining.structure import headings_above, name_of, sections_of
from drafter.refining.talking import (
    Change,
    Outcome,
    Refusal,
    Talk,
    names_of,
    one_paragraph,
    stretch_of,
)
from drafter.refining.words import says, words
from drafter.session import Part, Text

__all__ = ["merge", "move", "split", "swap"]

_EDGE: Final = re.compile(
    "(?:部分|节|章|板块|块|里|的)(?:最前面?|开头|开始|前头)|(?P<last>(?:部分|节|章|板块|块|里|的)(?:最后面?|末尾|结尾|后头))$"
)
_ONE_SENTENCE: Final = re.compile("(?:第[0-9一二三四五六七八九十]+|最后一?|头一|开头一?)句")
# 放前面, 挪最后, 排第一: what stands behind says where.
_PUT: Final = re.compile(
    "(?:放|挪|移|调|搬|提|排|摆|写在|写到|排在)(?=最?[前后]|末尾|开头|结尾|第[一1](?!段|部|节))|[往向朝][前后上下](?:面|边)?(?:放|挪|移|调|搬|提)|[上下]移|提前"
)
_STEP: Final = re.compile(
    "[往向朝](?:[前上]|(?P<down>[后下]))(?:面|边)?[放挪移调搬提]|上移|提前|(?P<low>下移)"
)
_FRONT: Final = re.compile("最?前(?:面|边|头)?(?:去|来)?[。！]?")
_BACK: Final = re.compile("最?后(?:面|边|头)?(?:去|来)?[。！]?")
_QUOTED: Final = re.compile(r"[“\"'‘「](?P<words>[^”\"'’」]+)[”\"'’」]")
_SPLIT_AT: Final = re.compile(r"从[“\"'‘「](?P<at>[^”\"'’」]+)[”\"'’」]")


def _two(talk: Talk, verb: str) -> tuple[Place, Place] | None:
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


def merge(talk: Talk) -> Outcome | None:
    """Join paragraphs, or sections under the first one's heading."""
    verb = says(talk.words, "act", "merge")
    if not verb:
        return None
    if len(talk.places) == 1 and len(talk.places[0].parts) > 1 and not _two(talk, verb):
        ids: Sequence[str] = talk.places[0].parts
        return Change(text=merge_parts(talk.text, ids), what=f"合并{names_of(talk.shown, ids)}")
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
        what=f"合并{names_of(talk.shown, ids)}",
        notes=(f"想写得更顺，可以再说：{name_of(talk.text, first)}写通顺些。",),
    )


def swap(talk: Talk) -> Outcome | None:
    """Put two places in each other's place."""
    verb = says(talk.words, "act", "swap")
    if not verb:
        named = [key for place in talk.places for key in place.parts]
        verb = says(talk.words, "act", "swap_two") if len(named) > 1 else ""
    if not verb or (verb in words("act", "swap_two") and not _two_named(talk)):
        return None
    pair = _two(talk, verb)
    if pair is None and len(talk.places) == 1 and len(talk.places[0].parts) == 2:
        one, two = talk.places[0].parts
        return _swapped(talk, [one], [two])
    if pair is None:
        return Refusal(reason="没看明白对调哪两处。例：把第3段和第4段对调。")
    left, right = stretch_of(talk.text, pair[0]), stretch_of(talk.text, pair[1])
    if not left or not right or set(left) & set(right):
        return Refusal(reason="这两处有重叠，不能对调。")
    return _swapped(talk, left, right)


def _swapped(talk: Talk, left: Sequence[str], right: Sequence[str]) -> Change:
    """Swap two stretches; what is all that stands under its heading takes the heading along."""
    alone = [_with_heading(talk.text, ids) for ids in (left, right)]
    if alone[0] and alone[1]:
        text = swap_parts(talk.text, alone[0], alone[1])
        return Change(text=text, what="对调两处", notes=("两处的标题跟着一起对调。",))
    text = swap_parts(talk.text, left, right)
    return Change(text=text, what="对调两处", notes=_under_others(talk.text, text, (*left, *right)))


def _with_heading(text: Text, ids: Sequence[str]) -> tuple[str, ...]:
    """Return a section whose paragraphs these are, its heading included; nothing in any other."""
    for section in sections_of(text):
        if section.heading is not None and [part.id for part in section.parts] == list(ids):
            return section.ids
    return ()


def _under_others(before: Text, after: Text, ids: Sequence[str]) -> tuple[str, ...]:
    """Name the headings under which paragraphs come to stand that stood under others."""
    was, is_ = headings_above(before), headings_above(after)
    return tuple(
        f"{name_of(after, key)}现在放在“{is_[key]}”下面。"
        for key in ids
        if (part := after.part(key)) is not None and not part.level and was[key] != is_[key]
    )


def _two_named(talk: Talk) -> bool:
    """Whether an instruction names two places, or one of two paragraphs."""
    return len(talk.places) == 2 or [len(place.parts) for place in talk.places] == [2]


def split(talk: Talk) -> Outcome | None:
    """Make two paragraphs of one."""
    if not says(talk.words, "act", "split"):
        return None
    target = one_paragraph(talk)
    if target is None:
        return Refusal(reason="没看明白拆哪一段。例：把第3段拆成两段；把第3段从“同时”拆开。")
    match = _SPLIT_AT.search(talk.words)
    at = target.text.find(match["at"]) if match else _middle(target.text)
    if at <= 0:
        reason = f"第一处“{match['at']}”不在这一段里。" if match else "这一段只有一句话，拆不开。"
        return Refusal(reason=reason)
    halves = _halves(talk, target, at)
    text = split_part(talk.text, target.id, at, f"p{talk.state.next_part}", halves)
    return Change(text=text, what=f"拆分{name_of(talk.shown, target.id)}")


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


def _halves(talk: Talk, part: Part, at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say which activities each half of a paragraph tells, by the figures, else by the words."""
    check = check_whole(talk.text, talk.state.facts_yaml)
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


def move(talk: Talk) -> Outcome | None:
    """Put paragraphs or a section somewhere else."""
    verb = says(talk.words, "act", "move")
    if not verb:
        put = _PUT.search(talk.words)
        verb = put[0] if put else ""
    if not verb:
        return None
    at = talk.words.find(verb)
    head, tail = talk.words[:at], talk.words[at + len(verb) :]
    if _ONE_SENTENCE.search(head):
        return Refusal(reason="句子不能单独移动：可以先拆成两段（/拆分 3），再移动那一段。")
    source = talk.locate(head)
    if source is None and talk.state.focus and not head.strip("请把将"):
        source = Place(parts=(talk.state.focus,), start=0, end=0)
    inside = talk.locate(tail)
    if inside is not None and inside.heading and (edge := _EDGE.search(tail)):
        # 第二部分开头 is a place in that section, and not the head of all.
        after = edge["last"] is not None
        ids = inside.parts
        anchor: str | None = (ids[-1] if after else ids[0]) if ids else None
    elif step := _STEP.search(talk.words):
        after = bool(step["down"] or step["low"])
        anchor = _neighbour(talk.text, source, after=after)
    elif _FRONT.fullmatch(tail) or re.search("最前|开头|第一(?!段|部分)", tail):
        anchor = _first_anchor(talk.text, source)
        after = False
    elif _BACK.fullmatch(tail) or re.search("最后(?!一?段|一?部分)|末尾", tail):
        anchor, after = (talk.text.parts[-1].id if talk.text.parts else None), True
    else:
        target = talk.locate(tail)
        after = "前" not in tail
        anchor = _anchor(talk.text, target, source, after=after)
    if source is None or anchor is None or not source.parts:
        return Refusal(reason="没看明白移到哪里。例：把第3段移到第5段后面。")
    ids = stretch_of(talk.text, source)
    if anchor in ids:
        return Refusal(reason="不能移到它自己那里。")
    text = move_parts(talk.text, ids, anchor, after=after)
    notes = (*_whole_paragraphs(talk, head, ids), *_under_others(talk.text, text, ids))
    name = "一个部分" if source.heading else names_of(talk.shown, source.parts)
    return Change(text=text, what=f"移动{name}", moved=ids, notes=notes)


def _neighbour(text: Text, source: Place | None, *, after: bool) -> str | None:
    """Return what a place goes past when it goes one further up or down; None at the edge."""
    if source is None or not source.parts:
        return None
    if source.heading:
        stretches = [section.ids for section in sections_of(text)]
        here = next(n for n, ids in enumerate(stretches) if source.heading in ids)
    else:
        stretches = [(part.id,) for part in text.paragraphs]
        here = next(n for n, ids in enumerate(stretches) if source.parts[-1 if after else 0] in ids)
    there = here + 1 if after else here - 1
    if not 0 <= there < len(stretches):
        return None
    return stretches[there][-1 if after else 0]


def _whole_paragraphs(talk: Talk, head: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Say that a paragraph moves as a whole where only some of its words were quoted."""
    quoted = _QUOTED.search(head)
    part = talk.text.part(ids[0]) if quoted and len(ids) == 1 else None
    if quoted is None or part is None or part.text.strip("。") == quoted["words"].strip("。"):
        return ()
    return (f"“{shortened(quoted['words'], 12)}”在{name_of(talk.shown, part.id)}，整段一起移动。",)


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
        ids = stretch_of(text, target)
        return ids[-1] if after else ids[0]
    return target.parts[-1] if after else target.parts[0]
