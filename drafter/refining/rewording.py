"""Instructions that change words without a model: titles, fields, replace, delete, add (pure)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafter.refining.editing import add_after, cut_words, delete_parts, sentences_of
from drafter.refining.shortening import shortened
from drafter.refining.structure import name_of
from drafter.refining.talking import (
    Change,
    Outcome,
    Refusal,
    Talk,
    locked_reason,
    names_of,
    one_paragraph,
    stretch_of,
)
from drafter.refining.words import deletes, number_of, pattern, says
from drafter.session import Part

__all__ = ["add_sentence", "delete", "retitle", "set_field", "substitute"]

_QUOTED: Final = r"[“\"'‘「](?P<{name}>[^”\"'’」]+)[”\"'’」]"
_VERB: Final = pattern("act", "replace")
_REPLACE_QUOTED: Final = re.compile(
    _QUOTED.format(name="old") + rf"(?:都|全部|统一|一律|全)?{_VERB}[:：]?\s*(?P<new>.+)$"
)
_REPLACE: Final = re.compile(
    rf"^(?:请)?(?:把|将)?(?P<old>.+?)(?:都|全部|统一|一律|全)?{_VERB}[:：]?\s*(?P<new>.+)$"
)
_TITLE: Final = re.compile(
    rf"(?:小|大|总|主)?(?:标题|题目)(?:{_VERB}|叫|定为|用)[:：]?\s*(?P<new>.+)$"
)
_FIELD: Final = re.compile(
    rf"(?P<name>落款日期|落款时间|日期|落款单位|落款|署名|主送机关|主送|抬头)"
    rf"(?:{_VERB}|写上|写|为|是|用)[:：]?\s*(?P<new>.+)$"
)
_PUT_FIELD: Final = re.compile(
    r"^(?:请|再|帮我)?(?:[加补填添]上?|写上)(?:个|一个)?"
    r"(?P<name>落款日期|落款时间|日期|落款单位|落款|署名|主送机关|主送|抬头)(?:写|为|是|用)?[:：]?\s*(?P<new>.{2,})$"
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
_TOLD_SENTENCE: Final = re.compile(
    r"(?P<what>[^，,。；]{2,20}?)(?:那|这)(?:一)?(?P<noun>句|条|件事|个事)"
)
_SOME_SENTENCE: Final = re.compile(pattern("act", "delete") + "(?:其中|里面)?的?[一两二三几]句")
_ADD_SENTENCE: Final = re.compile(
    r"(?P<where>后面|末尾|最后|前面|开头)?(?:再)?(?:加上?|补上?|添上?|插入?|写上?)一?(?:句|段)(?:话)?[^:：，,。]{0,12}[:：]\s*(?P<new>.+)$",
    re.DOTALL,
)


def retitle(talk: Talk) -> Outcome | None:
    """Change the title of the whole or of a section."""
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
        what=f"改{name_of(talk.shown, heading)}",
    )


def set_field(talk: Talk) -> Outcome | None:
    """Change the date, the signature or the addressee."""
    match = _FIELD.search(talk.words) or _PUT_FIELD.search(talk.words)
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


def substitute(talk: Talk) -> Outcome | None:
    """Replace words by other words, everywhere or where it was said."""
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
    closed = [key for key in holding if key in talk.state.locked]
    if closed == holding and not in_title:
        return Refusal(reason=locked_reason(talk.shown, closed))
    text = talk.text
    for key in holding:
        part = text.part(key)
        if part is not None and key not in closed:
            text = text.with_part(replace(part, text=_put(part.text, old, new)))
    if in_title:
        text = replace(text, title=_put(text.title, old, new))
    if text == talk.text:
        return Refusal(reason=f"文中的“{old}”都已经写成“{new}”。")
    what = f"“{shortened(old, 12)}”改为“{shortened(new, 12)}”"
    return Change(text=text, what=what, notes=_left_locked(talk, closed, old))


def _put(words: str, old: str, new: str) -> str:
    """Replace words by others that may hold them, where these do not stand already.

    志愿者 by 巾帼志愿者 leaves a 巾帼志愿者 as it is.
    """
    standing = [match.span() for match in re.finditer(re.escape(new), words)] if old in new else []

    def put(match: re.Match[str]) -> str:
        held = any(start <= match.start() and match.end() <= end for start, end in standing)
        return match[0] if held else new

    return re.sub(re.escape(old), put, words)


def _left_locked(talk: Talk, closed: Sequence[str], words: str) -> tuple[str, ...]:
    """Say which parts keep some words because they are locked."""
    names = names_of(talk.shown, closed)
    return (f"{names}已锁定，里面的“{shortened(words, 12)}”没有改。",) if closed else ()


def _targets(talk: Talk) -> list[str]:
    """Return the parts that words are looked for in: those named, the focus, or all."""
    if talk.places:
        ids = [key for place in talk.places for key in (place.heading, *place.parts) if key]
        return list(dict.fromkeys(ids))
    return [part.id for part in talk.text.parts]


def delete(talk: Talk) -> Outcome | None:
    """Take out words, a sentence, paragraphs or a section."""
    if not deletes(talk.words):
        return None
    quoted = re.search(_QUOTED.format(name="gone"), talk.words)
    if quoted:
        return _delete_words(talk, quoted["gone"])
    sentence = _SENTENCE.search(talk.words)
    if sentence:
        return _delete_sentence(talk, sentence["which"])
    if _SOME_SENTENCE.search(talk.words):
        return Refusal(reason="没说删哪一句。例：删掉第3段最后一句；删掉第3段第2句；删掉“一句话”。")
    if told := _TOLD_SENTENCE.search(talk.words):
        return _delete_told(talk, told["what"], one=told["noun"] == "句")
    place = talk.places[0] if talk.places else None
    if place is None and re.search(r"[0-9]", talk.bare):
        return Refusal(
            reason="没看明白是删一句还是不写这个数。例：删掉“一句话”；删掉第3段最后一句；"
            "不写一个数：/事实 看编号，再 /事实 删 a3.f2。"
        )
    if place is None:
        name = re.sub(pattern("act", "delete") + "|这?一?[段部分]+|把|将|请|了|的", "", talk.words)
        place = talk.locate(name) if len(name) >= 2 else None
    if place is None and talk.state.focus and len(talk.words) <= 8:
        place = talk.locate("这段")
    if place is None or place.whole or not place.parts:
        return Refusal(reason="没看明白删哪里。例：删掉第3段；删掉第3段最后一句；删掉“一句话”。")
    ids = [key for item in talk.places or (place,) for key in stretch_of(talk.text, item)]
    named = "一个部分" if place.heading else names_of(talk.shown, place.parts)
    return Change(text=delete_parts(talk.text, ids), what=f"删去{named}")


def _delete_words(talk: Talk, gone: str) -> Outcome:
    text = talk.text
    found: list[str] = []
    for key in _targets(talk):
        part = text.part(key)
        if part is None or gone not in part.text:
            continue
        found.append(key)
        if key in talk.state.locked:
            continue
        words = part.text.replace(gone, "") if part.level else _without(part.text, gone)
        text = text.with_part(replace(part, text=words)) if words else delete_parts(text, [key])
    if not found:
        return Refusal(reason=f"文中没有“{gone}”。")
    closed = [key for key in found if key in talk.state.locked]
    if closed == found:
        return Refusal(reason=locked_reason(talk.shown, closed))
    what = f"删去“{shortened(gone, 12)}”"
    return Change(text=text, what=what, notes=_left_locked(talk, closed, gone))


def _without(words: str, gone: str) -> str:
    """Return a paragraph without some words, wherever in it they stand."""
    at = words.rfind(gone)
    while at >= 0:
        words = cut_words(words, at, at + len(gone))
        at = words.rfind(gone, 0, at)
    return words


def _delete_told(talk: Talk, what: str, *, one: bool) -> Outcome:
    """Take out the one sentence that tells something (来访那句, 电商那条)."""
    for place in talk.places:
        what = what.replace(talk.words[place.start : place.end], "")
    what = re.sub("^(?:请|帮我|把|将|里面?|中|的|关于|写|讲|说)+", "", what)
    ids = [key for key in _targets(talk) if (part := talk.text.part(key)) and not part.level]
    found = [
        (key, sentence)
        for key in ids
        if (part := talk.text.part(key)) is not None
        for sentence in sentences_of(part.text)
        if len(what) > 1 and what in sentence
    ]
    if len(found) != 1:
        reason = f"有{len(found)}句写到“{what}”" if found else f"没有找到写“{what}”的一句"
        named = "句子" if one else "那一条"
        return Refusal(reason=f"{reason}，请写明{named}。例：删掉第3段第2句；删掉“一句话”。")
    key, sentence = found[0]
    part = talk.text.part(key)
    assert part is not None  # noqa: S101 # it holds the sentence
    if key in talk.state.locked:
        return Refusal(reason=locked_reason(talk.shown, [key]))
    rest = part.text.replace(sentence, "", 1)
    text = talk.text.with_part(replace(part, text=rest)) if rest else delete_parts(talk.text, [key])
    return Change(text=text, what=f"删去{name_of(talk.shown, key)}的一句")


def _delete_sentence(talk: Talk, which: str) -> Outcome:
    part = one_paragraph(talk)
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
    return Change(text=text, what=f"删去{name_of(talk.shown, part.id)}的一句")


def add_sentence(talk: Talk) -> Outcome | None:
    """Add the user's own sentence or paragraph."""
    match = _ADD_SENTENCE.search(talk.words)
    part = one_paragraph(talk)
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
    return Change(text=text, what=f"{name_of(talk.shown, part.id)}加一句", own=True)
