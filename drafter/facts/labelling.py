"""What each figure counts, in the notes' own words, from what stands around it.

发放宣传资料3200份, 培训680名农村妇女, 资料3200份 and 60人参加 put the counted thing in four places.
The words nearest to the figure are read first; what they leave open comes from the figure before
(家政2期60人), from the head of the passage (最美家庭 推荐县级6户), or from the lead-in above it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from drafter.facts.lexicon import Tag, Token, cues, words_of
from drafter.figures import Figure, Kind, unit_class

__all__ = ["Label", "Placed", "label_figures", "verb_and_object"]

_CLAUSE_STOPS: Final = "，,；;。：:！!？?（）()【】[]\n"
_QUOTES: Final = re.compile('[“”‘’"「」『』]')
_STRIP: Final = " \t、，,；;。：:—-–·/的~～=＝.．|*\"“”‘’'（）()"
_PER: Final = re.compile(r"(?:每|平均每|按每)[\u4e00-\u9fff]{0,3}$|(?:人均|户均|村均|每人|每户)$")
_TOTAL: Final = re.compile(r"(?:共计|合计|总计|累计|总共|一共|共|总额|总数|总金额)[约近达]?$")
_PART: Final = re.compile(r"其中")
# Units that name what they count themselves; nothing is needed behind them.
_SELF: Final = frozenset({"人", "人次", "户", "元", "岁", "%", "％", "村", "次", "天", "户次"})
_PEOPLE: Final = frozenset({"人", "人次", "名", "位", "余人"})
_EVENTS: Final = frozenset(
    {"场", "期", "次", "届", "批", "班", "轮", "场次", "期次", "节", "堂", "课时"}
)
_GENERIC: Final = frozenset(
    {"人数", "数", "情况", "方面", "人员", "数量", "总数", "对象", "同志", "任务"}
)
_SHARE: Final = re.compile(
    r"占(?P<whole>[^，,；;。]{0,20}?)的?(?:比例|比重)?(?:为|达|达到|约|近|近达)?$"
)
_LONGEST: Final = 18


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its span in the passage."""

    figure: Figure
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """What one figure counts. ``part_of`` is the index of its whole among the same figures."""

    text: str
    verb: str = ""
    object: str = ""
    part_of: int | None = None


_TRANSPARENT: Final = frozenset({Kind.DATE, Kind.AGE, Kind.PERIOD, Kind.ORDINAL})
_WHEN: Final = frozenset({Kind.DATE})


def label_figures(text: str, placed: Sequence[Placed], lead: str = "") -> tuple[Label, ...]:
    """Return a label for each figure of a passage.

    Args:
        text: The passage.
        placed: Its figures in order.
        lead: The nearest heading above it, for what the passage itself leaves out.
    """
    return tuple(_Labeller(text, placed, lead).labels())


@cache
def _edges() -> tuple[str, ...]:
    labels = cues()["labels"]
    words = {*labels["edge"], *labels["times"]}
    return tuple(sorted(words, key=len, reverse=True))


class _Labeller:
    def __init__(self, text: str, placed: Sequence[Placed], lead: str) -> None:
        self.text = text
        self.placed = placed
        self.lead = _trim(lead)
        self.found: list[Label] = []
        self.head = self._head()

    def labels(self) -> list[Label]:
        """Label the figures one after the other; each may lean on those before it."""
        for index in range(len(self.placed)):
            self.found.append(self._label(index))
        return self.found

    def _head(self) -> str:
        """The words that open the passage before any figure that counts: its subject."""
        end = len(self.text)
        for item in self.placed:
            if item.figure.kind not in _TRANSPARENT:
                end = item.start
                break
        opening = self.text[:end]
        stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
        colon = re.match(r"[^，,；;。：:]{2,20}[：:]", self.text)
        space = re.match(r"\S{2,14}(?= )", self.text)
        if colon:
            return self._without_figures(colon[0])
        if space and (not stops or len(space[0]) <= min(stops)):
            return self._without_figures(space[0])
        return self._without_figures(opening[: min(stops)] if stops else opening)

    def _without_figures(self, opening: str) -> str:
        kept = opening
        for item in reversed(self.placed):
            if item.end <= len(opening):
                kept = kept[: item.start] + kept[item.end :]
        return _trim(kept)

    def _label(self, index: int) -> Label:
        item = self.placed[index]
        kind = item.figure.kind
        if kind is Kind.NUMBER_CODE:
            return self._code(item)
        if kind is Kind.DATE:
            return Label("时间")
        left = self._left(index)
        right = self._right(index)
        part_of = self._part_of(index)
        if kind is Kind.AGE:
            noun = _noun_after(right) or _noun_before(left)
            return Label(
                f"{noun}年龄" if noun and not noun.endswith("年龄") else (noun or "年龄"), "", noun
            )
        label = self._read(index, item, left, right, part_of)
        return Label(label.text, label.verb, label.object, part_of)

    def _code(self, item: Placed) -> Label:
        before = _trim(self.text[max(0, item.start - 10) : item.start])
        digits = re.sub(r"\D", "", item.figure.text)
        if re.search(r"身份证|证号", before) or len(digits) == 18:
            return Label("身份证号")
        if "〔" in item.figure.text or "[" in item.figure.text or item.figure.text.endswith("号"):
            return Label("文号")
        return Label("联系电话" if len(digits) in (7, 8, 10, 11, 12) else (before or "号码"))

    # --- the words on both sides -------------------------------------------------------------

    def _left(self, index: int) -> str:
        """The words between the last figure that counts (or the clause's start) and this one."""
        item = self.placed[index]
        start = item.start
        begin = 0
        for place in range(start - 1, -1, -1):
            if self.text[place] in _CLAUSE_STOPS:
                begin = place + 1
                break
        words = self.text[begin:start]
        for other in reversed(self.placed[:index]):
            if other.end <= begin:
                break
            if other.figure.kind in _TRANSPARENT and other.figure.kind is not Kind.PERIOD:
                words = (
                    words[: other.start - begin]
                    + ("" if other.figure.kind is Kind.AGE else " ")
                    + words[other.end - begin :]
                )
            else:
                words = words[other.end - begin :]
                break
        return words

    def _right(self, index: int) -> str:
        """The words from this figure to the next that counts, or to the clause's end."""
        item = self.placed[index]
        end = len(self.text)
        for place in range(item.end, len(self.text)):
            if self.text[place] in _CLAUSE_STOPS:
                end = place
                break
        pieces: list[str] = []
        position = item.end
        for other in self.placed[index + 1 :]:
            if other.start >= end:
                break
            pieces.append(self.text[position : other.start])
            position = other.end
            if other.figure.kind is not Kind.AGE:
                end = other.start
                position = end
                break
        pieces.append(self.text[position:end])
        return "".join(pieces)

    def _part_of(self, index: int) -> int | None:
        """The whole that this figure is a part of: before the bracket, or before 其中."""
        item = self.placed[index]
        opener = _open_bracket(self.text, item.start)
        if opener >= 0:
            for whole in range(index - 1, -1, -1):
                other = self.placed[whole]
                if other.end <= opener:
                    # 3件调解(…): a few words may stand between the whole and its bracket.
                    near = not re.search(r"[，,；;。]", self.text[other.end : opener])
                    return whole if near and _same_class(other, item) else None
            return None
        begin = max(self.text.rfind(stop, 0, item.start) for stop in "；;。") + 1
        mark = self.text.rfind("其中", begin, item.start)
        if mark < 0:
            return None
        if self._starts_anew(mark, index):
            return None
        for whole in range(index - 1, -1, -1):
            other = self.placed[whole]
            if other.end <= mark and other.start >= 0 and _same_class(other, item):
                return whole
        return None

    def _starts_anew(self, mark: int, index: int) -> bool:
        """Whether after 其中 a clause of its own began before this figure (…，发放资料300份)."""
        item = self.placed[index]
        comma = max(self.text.rfind("，", mark, item.start), self.text.rfind(",", mark, item.start))
        if comma < 0:
            return False
        between = [other for other in self.placed[:index] if other.start > mark]
        if not between:
            return False
        tokens = words_of(self.text[comma + 1 : item.start].strip())
        return bool(tokens) and tokens[0].tag is Tag.VERB and len(tokens) > 1

    # --- reading ---------------------------------------------------------------------------------

    def _read(self, index: int, item: Placed, left: str, right: str, part_of: int | None) -> Label:
        if item.figure.kind is Kind.PERCENT or (item.figure.unit or "") in {"%", "％"}:
            share = _SHARE.search(left)
            if share:
                return Label(_trim(f"占{share['whole']}"), "占", _trim(share["whole"]))
        total = bool(_TOTAL.search(left.rstrip()))
        per = bool(_PER.search(left.rstrip())) or item.figure.per is not None
        left = _PER.sub("", _TOTAL.sub("", left.rstrip())).rstrip()
        verb, thing = verb_and_object(left)
        behind = _noun_after(right) if self._takes_noun(item) else ""
        inside = _unit_noun(item.figure)
        if inside and not behind:
            behind = inside
        if part_of is not None:
            return self._part(index, part_of, verb, thing, behind, right)
        if behind and (not thing or thing in _GENERIC):
            verb = verb or (self._verb_after(right) if not left.strip() else "")
            return self._named(verb, behind, leading=not left.strip())
        if thing:
            return self._with_level(index, verb, thing, behind)
        if verb:
            return self._verb_only(index, item, verb, behind)
        return self._nothing_left(index, item, right, total=total, per=per)

    def _named(self, verb: str, noun: str, *, leading: bool) -> Label:
        if leading and verb:
            return Label(noun, verb, noun)
        return Label(_limited(verb + noun), verb, noun)

    def _takes_noun(self, item: Placed) -> bool:
        unit = item.figure.unit or ""
        return (
            unit not in _SELF
            and item.figure.kind
            in {
                Kind.QUANTITY,
                Kind.RANGE,
                Kind.FRACTION,
                Kind.MULTIPLE,
                Kind.ORDINAL,
                Kind.PERIOD,
                Kind.MONEY,
            }
            and item.figure.kind is not Kind.MONEY
        ) or self._is_attributive(item)

    def _is_attributive(self, item: Placed) -> bool:
        """Whether a noun follows directly, tied with 的 (500元的慰问金)."""
        return self.text[item.end : item.end + 1] == "的"

    def _part(
        self, index: int, part_of: int, verb: str, thing: str, behind: str, right: str
    ) -> Label:
        whole = self.found[part_of]
        if thing and thing in _levels():
            return Label(
                _limited(whole.verb + thing + whole.object), whole.verb, thing + whole.object
            )
        if thing or behind:
            noun = thing or behind
            label = _limited(verb + noun)
            return Label(label, verb or whole.verb, noun)
        if verb:
            return Label(_limited(verb + whole.object), verb, whole.object)
        after = self._verb_after(right)
        if after:
            act, noun = verb_and_object(_trim(right))
            return Label(_limited(act + noun), act, noun)
        return Label(whole.text, whole.verb, whole.object)

    def _with_level(self, index: int, verb: str, thing: str, behind: str) -> Label:
        """县级6户 after 最美家庭 推荐 counts 县级最美家庭."""
        if thing in _levels():
            previous = self._previous(index)
            noun = behind or self._head_noun() or (previous.object if previous else "")
            noun = _without_level(noun)
            if not verb and previous is not None and previous.verb:
                verb = previous.verb
            return Label(_limited(verb + thing + noun), verb, thing + noun)
        if behind and behind not in thing and verb:
            return Label(_limited(verb + thing + behind), verb, thing + behind)
        return Label(_limited(verb + thing), verb, thing)

    def _verb_only(self, index: int, item: Placed, verb: str, behind: str) -> Label:
        unit = item.figure.unit or ""
        noun = behind
        if not noun:
            previous = self._previous(index)
            if verb in _taking() and previous is not None and previous.object:
                noun = previous.object
            elif unit not in _PEOPLE and not _is_naming(verb):
                noun = self._head_noun()
        if noun and noun in verb:
            noun = ""
        return Label(_limited(verb + noun), verb, noun)

    def _nothing_left(
        self, index: int, item: Placed, right: str, *, total: bool, per: bool
    ) -> Label:
        """Nothing stands before the figure in its clause."""
        after = _trim(right)
        previous = self._previous(index)
        if total or per:
            kin = self._kin(index)
            if kin is not None:
                return Label(kin.text, kin.verb, kin.object)
        if after and not total:
            act, noun = verb_and_object(after)
            if act and act in _taking() and not noun and previous is not None and previous.object:
                noun = previous.object
            if act or noun:
                return Label(_limited(act + noun), act, noun)
        if previous is not None:
            return Label(previous.text, previous.verb, previous.object)
        if self.head:
            verb, noun = verb_and_object(self.head)
            return Label(_limited(self.head), verb, noun)
        verb, noun = verb_and_object(self.lead)
        return Label(_limited(self.lead), verb, noun)

    def _previous(self, index: int) -> Label | None:
        for back in range(index - 1, -1, -1):
            if self.placed[back].figure.kind not in _TRANSPARENT:
                return self.found[back]
        return None

    def _kin(self, index: int) -> Label | None:
        """The label of the nearest figure before it that counts the same sort of thing."""
        for back in range(index - 1, -1, -1):
            if _same_class(self.placed[back], self.placed[index]):
                return self.found[back]
        return None

    def _head_noun(self) -> str:
        if not self.head:
            return ""
        verb, noun = verb_and_object(self.head)
        return noun or (verb if _is_naming(verb) else "")

    def _verb_after(self, right: str) -> str:
        for token in words_of(_trim(right)):
            if token.tag in {Tag.TAKING, Tag.VERB, Tag.NAMING}:
                return token.text
        return ""


def verb_and_object(words: str) -> tuple[str, str]:
    """Split the words of a clause into what is done and to what; either may be empty.

    The last plain verb rules. A verb that also stands inside names (培训) is a verb only when
    something to act on follows it and nothing closes a name.
    """
    flat = _trim(words)
    if not flat:
        return "", ""
    tokens = words_of(flat)
    chosen = _verb_place(tokens)
    if chosen is None:
        return "", _trim(_joined(tokens))
    verb = tokens[chosen].text
    thing = _trim(_joined(tokens[chosen + 1 :]))
    if not thing and tokens[chosen].tag is Tag.NAMING:
        before = _trim(_joined(_tail_phrase(tokens[:chosen])))
        if before:
            # 家政培训, 慰问困难妇女走访: the words before make it a name.
            return "", _limited(before + verb)
    if not thing:
        noun = _trim(_joined(_tail_phrase(tokens[:chosen])))
        if noun and verb in _after_noun():
            return verb, noun
    return verb, thing


def _verb_place(tokens: Sequence[Token]) -> int | None:
    """Return the index of the verb that rules the words, None where it is all names."""
    naming: int | None = None
    plain: int | None = None
    for place, token in enumerate(tokens):
        if token.tag in {Tag.VERB, Tag.TAKING}:
            # 发放 in 发放补贴申请: the first verb after a break rules; a later one wins only
            # when it has something to act on.
            if plain is None or place + 1 < len(tokens):
                plain = place
                naming = None
        elif token.tag is Tag.NAMING:
            rest = tokens[place + 1 :]
            closes = bool(rest) and (
                rest[0].tag is Tag.HEAD
                or (rest[0].tag is Tag.NAMING)
                or (rest[-1].tag is Tag.HEAD and len(rest) <= 2 and rest[0].tag is not Tag.OTHER)
            )
            if plain is None and not closes and (naming is None):
                naming = place
    if plain is not None:
        return plain
    return naming


def _tail_phrase(tokens: Sequence[Token]) -> Sequence[Token]:
    """The last words before a verb that belong together."""
    start = len(tokens)
    while start and tokens[start - 1].tag not in {Tag.VERB, Tag.LIGHT, Tag.TAKING}:
        start -= 1
    return tokens[start:]


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _noun_after(right: str) -> str:
    """The name that follows a measure word directly, up to the verb behind it."""
    right = right.removeprefix("的")
    if not right or right[0] in " \t、和与及":
        return ""
    tokens = words_of(right)
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        if token.tag in {Tag.VERB, Tag.TAKING, Tag.LIGHT} and kept:
            break
        if token.tag in {Tag.VERB, Tag.TAKING, Tag.LIGHT}:
            return ""
        if token.tag is Tag.NAMING:
            rest = tokens[place + 1 :]
            name = any(later.tag in {Tag.HEAD, Tag.NOUN, Tag.NAMING} for later in rest[:2])
            if not kept and not name and rest:
                return ""
            if kept and not name and rest:
                break
        if " " in token.text:
            kept.append(Token(token.text.split(" ")[0], token.tag, token.start, token.end))
            break
        kept.append(token)
    return _limited(_trim(_joined(kept)))


def _noun_before(left: str) -> str:
    return verb_and_object(left)[1]


def _unit_noun(figure: Figure) -> str:
    """A unit that names its thing (11支队伍) gives the thing."""
    unit = figure.unit or ""
    if len(unit) < 3 or unit in _SELF:
        return ""
    return (
        unit[1:]
        if unit[1:] not in {"人次", "元"} and unit[0] in "支个名家条件份场期位户所篇"
        else ""
    )


def _trim(words: str) -> str:
    """Take marks, times and joining words off both ends."""
    flat = _QUOTES.sub("", words).strip(_STRIP)
    changed = True
    while changed and flat:
        changed = False
        for edge in _edges():
            if flat.startswith(edge) and not _is_word_start(flat, edge):
                flat = flat[len(edge) :].strip(_STRIP)
                changed = True
                break
            if flat.endswith(edge) and len(flat) > len(edge) and not _is_word_end(flat, edge):
                flat = flat[: -len(edge)].strip(_STRIP)
                changed = True
                break
            if flat == edge:
                return ""
    if " " in flat:
        flat = flat.rpartition(" ")[2] if len(flat) > _LONGEST else flat.replace(" ", "")
    return flat


def _is_word_start(words: str, edge: str) -> bool:
    """Whether the edge is only the beginning of a longer known word (对 in 对象)."""
    first = words_of(words[:8])[0]
    return len(first.text) > len(edge) and first.tag is not Tag.OTHER


def _is_word_end(words: str, edge: str) -> bool:
    last = words_of(words[-8:])[-1]
    return len(last.text) > len(edge) and last.tag not in {Tag.OTHER, Tag.LIGHT}


def _limited(words: str) -> str:
    return words if len(words) <= _LONGEST else words[-_LONGEST:]


def _without_level(noun: str) -> str:
    for level in sorted(_levels(), key=len, reverse=True):
        if len(level) > 1 and noun.startswith(level):
            return noun[len(level) :]
    return noun


def _open_bracket(text: str, place: int) -> int:
    """Return where the bracket that the place stands in opens, -1 outside brackets."""
    depth = 0
    for index in range(place - 1, max(-1, place - 200), -1):
        if text[index] in "）)":
            depth += 1
        elif text[index] in "（(":
            if not depth:
                return index
            depth -= 1
        elif text[index] in "。\n":
            return -1
    return -1


def _same_class(one: Placed, other: Placed) -> bool:
    if one.figure.kind in _WHEN or other.figure.kind in _WHEN:
        return False
    mine, theirs = one.figure.unit or "", other.figure.unit or ""
    if mine == theirs:
        return True
    first, second = unit_class(mine), unit_class(theirs)
    if first is not None and first == second:
        return True
    return mine in _PEOPLE and theirs in _PEOPLE


@cache
def _levels() -> frozenset[str]:
    return frozenset(cues()["labels"]["levels"])


@cache
def _taking() -> frozenset[str]:
    return frozenset(
        {
            "参加",
            "参与",
            "受益",
            "参会",
            "到场",
            "出席",
            "观看",
            "到会",
            "听",
            "参赛",
            "参训",
            "报名",
            "受教育",
            "应聘",
            "受惠",
            "来",
            "听课",
            "参演",
        }
    )


@cache
def _after_noun() -> frozenset[str]:
    """Verbs that follow what they are about (调处成功, 采用)."""
    return frozenset(
        {
            "采用",
            "录用",
            "到位",
            "办结",
            "结案",
            "调处",
            "化解",
            "完成",
            "覆盖",
            "刊发",
            "刊登",
            "转发",
            "发表",
        }
    )


def _is_naming(verb: str) -> bool:
    tokens = words_of(verb)
    return len(tokens) == 1 and tokens[0].tag is Tag.NAMING
