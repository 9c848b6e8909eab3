"""What each figure counts, in the notes' own words, from what stands around it.

发放宣传资料3200份, 培训680名农村妇女, 资料3200份 and 60人参加 put the counted thing in four places.
The words nearest to the figure are read first; what they leave open comes from the figure before
(家政2期60人), from the head of the passage (最美家庭 推荐县级6户), or from the lead-in above it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
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
# A bare number behind these is money.
_PAID: Final = re.compile(r"人均|户均|平均|挣|花|卖|收入|出资|投入|补贴|奖|捐|付|给了")
_PART: Final = re.compile(r"其中")
# Units that name what they count themselves; nothing is needed behind them.
_SELF: Final = frozenset({"人", "人次", "户", "元", "岁", "%", "％", "村", "天", "户次"})
_PEOPLE: Final = frozenset({"人", "人次", "名", "位", "余人"})
_EVENTS: Final = frozenset(
    {"场", "期", "次", "届", "批", "班", "轮", "场次", "期次", "节", "堂", "课时"}
)
_GENERIC: Final = frozenset(
    {"人数", "数", "情况", "方面", "人员", "数量", "总数", "对象", "同志", "任务"}
)
_SHARE: Final = re.compile(
    r"占(?!比|地|用)(?P<whole>[^，,；;。]{0,20}?)的?(?:比例|比重)?(?:为|达|达到|约|近|近达)?$"
)
_GIVEN_TO: Final = re.compile(
    r"(?:为|对|给|向|让|使|替)(?:全[镇乡县市区村省]|辖区|本[镇乡县市区村]|各村)?的?$"
)
_MASKED_YEAR: Final = re.compile(r"^(?:20)?[xX×]{2,4}年?度?")
_LAST_YEAR: Final = re.compile(r"(?:去年|上年|前年)(?=同期|全年|是|为|共|\s|$)")
_ROLE_LEAD: Final = re.compile(
    r".{0,4}(?:打算|计划|问题|困难|不足|短板|安排|下一步|明年|思路)[：:]"
)
_COMPARES: Final = re.compile(r"去年|上年|前年|同期|比|较|目标|任务|计划")
_LIST_END: Final = re.compile(r"^.{2,}?等(?:各类|各种|多种|多项|各项|\d+[种类项])?(?=[^、，]{2,}$)")
_BOOK: Final = re.compile(r"《[^》]*》(?:[、和及与]|等)?")
_LONGEST: Final = 18
_LONGEST_EDGE: Final = 8


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
def _edges() -> frozenset[str]:
    labels = cues()["labels"]
    return frozenset((*labels["edge"], *labels["times"]))


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
        opening = self._after_date(opening)
        stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
        colon = re.match(r"[^，,；;。：:]{2,20}[：:]", self.text)
        if colon and _ROLE_LEAD.match(colon[0]):
            # 打算：秋天办个面点班 is about the class.
            opening = opening[colon.end() :]
            stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
            colon = None
        space = re.match(r"\S{2,14}(?= )", self.text)
        if colon:
            return self._without_figures(colon[0])
        if space and (not stops or len(space[0]) <= min(stops)):
            return self._without_figures(space[0])
        return self._without_figures(opening[: min(stops)] if stops else opening)

    def _after_date(self, opening: str) -> str:
        """Skip clauses that only date the passage (3月，表彰大会，…)."""
        offset = 0
        while True:
            match = re.match(r"[^，,；;。]*[，,]", opening[offset:])
            if not match:
                break
            words = match[0]
            for item in self.placed:
                if offset <= item.start and item.end <= offset + len(words):
                    if item.figure.kind not in _TRANSPARENT:
                        return opening
                    words = words.replace(item.figure.text, "")
            if _trim(words):
                break
            offset += match.end()
        return opening[offset:]

    def _without_figures(self, opening: str) -> str:
        kept = opening
        shift = self.text.find(opening)
        for item in reversed(self.placed):
            if shift <= item.start and item.end <= shift + len(opening):
                kept = kept[: item.start - shift] + kept[item.end - shift :]
        return _trim(kept)

    def _label(self, index: int) -> Label:
        item = self.placed[index]
        kind, value = item.figure.kind, item.figure.value
        if kind is Kind.NUMBER_CODE:
            return self._code(item)
        if kind is Kind.DATE or (kind is Kind.PERIOD and not isinstance(value, Decimal)):
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
        place = start - 1
        while place >= 0:
            if self.text[place] in "）)" and (aside := self._aside(place)) >= 0:
                place = aside - 1
                continue
            if self.text[place] in _CLAUSE_STOPS:
                begin = place + 1
                break
            place -= 1
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
                noun = _noun_after(words) if _takes_noun(other, self.text) else ""
                if noun and words.startswith(noun):
                    words = re.sub(r"^[（(][^（）()]*[）)]", "", words[len(noun) :])
                break
        return words

    def _aside(self, place: int) -> int:
        """Return where a short bracket opens that is a part of a name (村（社区）), else -1."""
        for opener in range(place - 1, max(-1, place - 6), -1):
            if self.text[opener] in "（(":
                inner = self.text[opener + 1 : place]
                return opener if inner and not re.search(r"\d", inner) else -1
        return -1

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
            if _COMPARES.search(self.text[opener : item.start]):
                return None
            for whole in range(index - 1, -1, -1):
                other = self.placed[whole]
                if other.end <= opener:
                    # 3件调解(…): a few words may stand between the whole and its bracket.
                    near = not re.search(r"[，,；;。]", self.text[other.end : opener])
                    return whole if near and self._is_part(other, item) else None
            return None
        listed = self._listed_under(index)
        if listed is not None:
            return listed
        begin = max(self.text.rfind(stop, 0, item.start) for stop in "；;。") + 1
        mark = self.text.rfind("其中", begin, item.start)
        if mark >= 0 and _open_bracket(self.text, mark) >= 0:
            return None  # 专题党课5次（其中主席讲2次），警示教育4次: the bracket has closed
        if mark < 0:
            return None
        if self._starts_anew(mark, index):
            return None
        for whole in range(index - 1, -1, -1):
            other = self.placed[whole]
            if other.end <= mark and other.start >= 0 and self._is_part(other, item):
                return whole
        return None

    def _is_part(self, whole: Placed, part: Placed) -> bool:
        """Whether one figure can be a part of another; a bare number takes its whole's unit."""
        bare = part.figure.kind is Kind.QUANTITY and not part.figure.unit and not part.figure.per
        clause = re.split(r"[，,；;。：:（(、]", self.text[: part.start])[-1]
        if bare and _counted(whole) and not _PAID.search(clause):
            return True
        return _same_class(whole, part)

    def _listed_under(self, index: int) -> int | None:
        """The whole before a colon that its parts follow: 接待53件：婚姻家庭29、财产11."""
        item = self.placed[index]
        colon = self.text.rfind("：", 0, item.start)
        if colon < 0 or re.search(r"[；;。]", self.text[colon : item.start]):
            return None
        if not any(other.end == colon for other in self.placed[:index]):
            return None
        if any(
            _counted(other) and not self._is_part(other, item)
            for other in self.placed[:index]
            if other.start > colon
        ):
            return None
        for whole in range(index - 1, -1, -1):
            other = self.placed[whole]
            if other.end <= colon and _counted(other) and self._is_part(other, item):
                return whole if other.end == colon or item.figure.unit else None
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
                return self._share(item, left[: share.start()], _trim(share["whole"]))
        sum_word = _TOTAL.search(left.rstrip())
        total = bool(sum_word)
        average = re.search(
            r"(?:人均|户均|亩均|村均|平均每[人户亩])(?=[\u4e00-\u9fff]{0,6}$)", left.rstrip()
        )
        per = bool(_PER.search(left.rstrip())) or item.figure.per is not None
        left = _PER.sub("", _TOTAL.sub("", left.rstrip())).rstrip()
        behind = _noun_after(right) if _takes_noun(item, self.text) else ""
        behind = behind or _unit_noun(item.figure)
        if item.figure.kind is Kind.MONEY and not behind:
            behind = _money_behind(right)
            left = "" if behind and not left.strip() else left
        if behind and (left.endswith(("等", "的")) or _GIVEN_TO.search(left)):
            # 罗某等5名妇女, 为全镇180名妇女检查: what stands before is not what is counted.
            left = ""
        clause = _clause_label(left)
        if behind and clause.object and not clause.verb:
            clause = _acting(left, clause)
        if part_of is not None:
            return self._part(part_of, clause, behind, right, self._age_before(index))
        if behind and (not clause.object or clause.object in _GENERIC):
            return self._counted_behind(clause, behind, left, right)
        if clause.object:
            return self._counted_before(index, item, clause, behind, right)
        if clause.verb:
            label = self._verb_only(index, item, clause.verb)
            if clause.text == clause.verb:
                return label
            return Label(_limited(clause.text + label.object), clause.verb, label.object)
        label = self._nothing_left(index, item, right, total=total, per=per)
        before = _LAST_YEAR.search(left)
        if before and not label.text.startswith(before[0]):
            return Label(_limited(before[0] + label.text), label.verb, label.object)
        if average and not label.text.startswith(average[0][:2]):
            return Label(_limited(average[0] + label.text), label.verb, label.object)
        if (
            sum_word
            and sum_word[0] in {"合计", "总计", "总额", "总金额"}
            and not self._kin_rate(index)
        ):
            return Label(sum_word[0], "", label.object)
        return label

    def _age_before(self, index: int) -> str:
        """35岁以下64人: the age is what is counted."""
        if not index or self.placed[index - 1].figure.kind is not Kind.AGE:
            return ""
        between = self.text[self.placed[index - 1].end : self.placed[index].start]
        return self.placed[index - 1].figure.text if not between.strip("的， ") else ""

    def _share(self, item: Placed, before: str, whole: str) -> Label:
        """女党员占党员总数的27%: who, of which whole."""
        subject = _trim(before)
        if not subject:
            place = self.text.rfind("占", 0, item.start)
            clause = re.split("[，；。：]", self.text[:place].rstrip("， "))[-1]
            subject = _trim(clause) if not re.search(r"\d", clause) else ""
        text = f"{subject}占{whole or '比'}"
        return Label(
            text if len(text) <= _LONGEST else f"占{whole or '比'}", "占", whole or subject
        )

    def _counted_behind(self, clause: Label, behind: str, left: str, right: str) -> Label:
        """培训680名农村妇女, and 14名主席参加 where nothing stands before."""
        if not left.strip() and not clause.verb:
            return Label(behind, self._verb_after(right.removeprefix(behind)), behind)
        verb = clause.verb or self._verb_after(right.removeprefix(behind))
        return Label(_limited(clause.verb + behind), verb, behind)

    def _part(self, part_of: int, clause: Label, behind: str, right: str, age: str = "") -> Label:
        whole = self.found[part_of]
        thing = clause.object
        if thing and (thing in _levels() or behind in _levels()):
            noun = _without_level(whole.object)
            return Label(
                _limited(clause.verb + thing + noun), clause.verb or whole.verb, thing + noun
            )
        if thing or behind:
            noun = thing or behind
            return Label(_limited(clause.verb + noun), clause.verb or whole.verb, noun)
        if clause.verb:
            return Label(_limited(clause.verb + whole.object), clause.verb, whole.object)
        after = _clause_label(right)
        if after.verb or after.object:
            return after
        if age:
            return Label(age, whole.verb, age)
        return Label(whole.text, whole.verb, whole.object)

    def _counted_before(
        self, index: int, item: Placed, clause: Label, behind: str, right: str
    ) -> Label:
        thing, verb = clause.object, clause.verb
        if thing in _levels():
            # 县级6户 after 最美家庭 推荐 counts 县级最美家庭.
            previous = self._previous(index)
            noun = behind or self._head_noun() or (previous.object if previous else "")
            if not verb and previous is not None:
                verb = previous.verb
            noun = _without_level(noun)
            return Label(_limited(verb + thing + noun), verb, thing + noun)
        if thing in _bare() and not verb:
            subject = self._head_noun()
            if subject and subject not in thing and thing not in subject:
                return Label(_limited(subject + thing), "", subject + thing)
        if behind and behind not in thing and item.figure.kind is not Kind.MONEY:
            if verb:
                return Label(_limited(verb + thing + behind), verb, thing + behind)
            after = self._verb_after(right.removeprefix(behind))
            return Label(_limited(thing + after + behind), after, behind)
        if not verb:
            return self._with_lead(thing, clause)
        return clause

    def _with_lead(self, thing: str, clause: Label) -> Label:
        """家政 under the lead-in 培训 is 家政培训; 三八红旗手 under 表彰 is 表彰三八红旗手."""
        for lead in (self._colon_head(), self.lead):
            tokens = words_of(lead)
            if not lead or lead in thing or len(lead) > 8 or not tokens:
                continue
            last = tokens[-1].text
            if tokens[-1].tag is not Tag.NAMING:
                continue
            if last in _trailing():
                return (
                    Label(_limited(thing + last), "", thing + last) if last not in thing else clause
                )
            if last not in _listed("leading"):
                continue
            if thing[:2] not in lead and last not in thing:
                return Label(_limited(last + thing), last, thing)
        return clause

    def _colon_head(self) -> str:
        match = re.match(r"[^，,；;。：:]{2,14}(?=[：:])", self.text)
        return self._without_figures(match[0]) if match else ""

    def _verb_only(self, index: int, item: Placed, verb: str) -> Label:
        unit = item.figure.unit or ""
        if verb in _taking():
            event = self._event(index)
            if event and event not in verb and verb not in event:
                return Label(_limited(verb + event), verb, event)
            return Label(verb, verb)
        if item.figure.kind is Kind.MONEY:
            money = self._money()
            if money and verb not in money and money not in verb:
                return Label(_limited(verb + money), verb, money)
            return Label(verb, verb)
        if verb in _fronting() and unit not in _PEOPLE and unit not in {"天", "次", "户"}:
            noun = self._head_noun()
            if noun and noun not in verb and verb not in noun:
                return Label(_limited(verb + noun), verb, noun)
        if _is_naming(verb):
            named = self._with_lead(verb, Label(verb, verb))
            if named.text != verb:
                return named
        return Label(verb, verb)

    def _nothing_left(
        self, index: int, item: Placed, right: str, *, total: bool, per: bool
    ) -> Label:
        """Nothing stands before the figure in its clause."""
        after = _trim(right)
        previous = self._previous(index)
        if item.figure.kind is Kind.PERIOD:
            event = self._event(index)
            if event and item.figure.per:
                return Label(event, "", event)
            subject = self.head or self.lead
            return _clause_label(subject) if subject else Label("时长")
        if total or per:
            kin = self._kin(index)
            if kin is not None:
                return Label(kin.text, kin.verb, kin.object)
        if after and not total:
            label = _clause_label(after)
            if label.verb in _taking() and not label.object:
                event = self._event(index)
                if event and event not in label.verb and label.verb not in event:
                    return Label(_limited(label.verb + event), label.verb, event)
            if label.verb or label.object:
                return label
        if item.figure.kind is Kind.MONEY:
            money = self._money()
            if money:
                return Label(money, "", money)
        unit = item.figure.unit or ""
        if previous is not None and self.head and previous.object.endswith(tuple(_bare())):
            # A row's 960人次 beside 次数8次 is of what the row is about.
            name = self.head + (unit if len(unit) > 1 else "")
            return Label(_limited(name), "", name)
        events = unit in _EVENTS
        if previous is not None and not (self.head and (_is_place(previous.object) and events)):
            return Label(previous.text, previous.verb, previous.object)
        subject = self.head or self.lead
        label = _clause_label(subject)
        return self._with_lead(label.object, label) if label.object and not label.verb else label

    def _event(self, index: int) -> str:
        """What people came to: the last thing counted in 场 or 期, else the passage's subject."""
        for back in range(index - 1, -1, -1):
            if (self.placed[back].figure.unit or "") in _EVENTS:
                return self.found[back].object
        noun = self._head_noun()
        tokens = words_of(noun)
        last = tokens[-1].tag if tokens else Tag.OTHER
        return noun if last in {Tag.HEAD, Tag.NOUN, Tag.NAMING} and len(noun) <= 12 else ""

    def _money(self) -> str:
        """What the money of the passage is called: 救助金 in a passage about 两癌救助."""
        for subject in (self.head, self.lead, self.text[:40]):
            for word, name in cues()["labels"]["money"]:
                if word in subject:
                    return str(name)
        return ""

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

    def _kin_rate(self, index: int) -> bool:
        """Whether the nearest figure of the same sort is so much for each (每户500元)."""
        for back in range(index - 1, -1, -1):
            if _same_class(self.placed[back], self.placed[index]):
                return self.placed[back].figure.per is not None
        return False

    def _head_noun(self) -> str:
        if not self.head:
            return ""
        label = _clause_label(self.head)
        return label.object or (label.verb if _is_naming(label.verb) else "")

    def _verb_after(self, right: str) -> str:
        for token in words_of(_trim(right)):
            if token.tag in {Tag.TAKING, Tag.VERB, Tag.NAMING}:
                return token.text
        return ""


def _takes_noun(item: Placed, text: str) -> bool:
    """Whether what is counted may stand behind the measure word."""
    if text[item.end : item.end + 1] == "的":
        return True
    if item.figure.unit == "户":
        return bool(
            re.match(r"[\u4e00-\u9fff]{1,6}(?:户|家庭|群众|老人|儿童|妇女)", text[item.end :])
        )
    return (item.figure.unit or "") not in _SELF and item.figure.kind in {
        Kind.QUANTITY,
        Kind.RANGE,
        Kind.ORDINAL,
        Kind.PERIOD,
    }


def _money_behind(right: str) -> str:
    """What a sum is, where it stands behind (5000元慰问金, 2万元的物资)."""
    match = re.match(
        r"的?(?P<name>[\u4e00-\u9fff]{0,8}?(?:金|款|资金|经费|物资|产品|用品|补贴|贷款|补助|奖品|礼品|药品|食品))(?![\u4e00-\u9fff]{0,1}(?:额|率))",
        right,
    )
    return _trim(match["name"]) if match else ""


def _acting(left: str, clause: Label) -> Label:
    """市政府表彰了30个先进集体: a naming verb right before the figure is what is done."""
    tokens = words_of(left.rstrip("了过出 "))
    if not tokens or tokens[-1].tag is not Tag.NAMING:
        if left.startswith(("对", "为", "给")):
            return Label("")
        return clause
    return Label(tokens[-1].text, tokens[-1].text)


def _clause_label(words: str) -> Label:
    """Return what the words of a clause say is done, and to what."""
    flat = _trim(words)
    verb, thing = verb_and_object(flat)
    if verb and not thing and flat.endswith(verb) and 0 < len(flat) - len(verb) <= 2:
        return Label(flat, verb)  # 应查, 实查, 多查
    if verb and thing and flat.find(thing) < flat.find(verb):
        # The object stands first: 纠纷调处, 五好家庭评了.
        text = thing + verb if verb in _behind() or verb not in _fronting() else verb + thing
        return Label(_limited(text), verb, thing)
    return Label(_limited(verb + thing), verb, thing)


def verb_and_object(words: str) -> tuple[str, str]:
    """Split the words of a clause into what is done and to what; either may be empty.

    The last plain verb rules. A verb that also stands inside names (培训) is a verb only when
    something to act on follows it and nothing closes a name.
    """
    flat = _trim(words)
    bare = _trim(_BOOK.sub("", flat))
    if len(bare) > 1:
        flat = bare
    if not flat:
        return "", ""
    tokens = words_of(flat)
    chosen = _verb_place(tokens)
    if chosen is None:
        return "", _trim(_joined(tokens))
    verb = tokens[chosen].text
    thing = _trim(_joined(tokens[chosen + 1 :]))
    if len(thing) > _LONGEST - len(verb) or "等" in thing:
        thing = _trim(_LIST_END.sub("", thing))
    if not thing and tokens[chosen].tag is Tag.NAMING:
        before = _trim(_joined(_tail_phrase(tokens[:chosen])))
        if before:
            # 家政培训, 慰问困难妇女走访: the words before make it a name.
            return "", _limited(before + verb)
    if not thing:
        noun = _trim(_joined(_tail_phrase(tokens[:chosen])))
        if len(noun) > 1 and tokens[chosen].tag is Tag.TAKING and not _is_place(noun):
            return verb, noun
        if len(noun) > 1 and (verb in _fronting() or verb in _behind()) and not _is_place(noun):
            return verb, noun
    return verb, thing


def _verb_place(tokens: Sequence[Token]) -> int | None:
    """Return the index of the verb that rules the words, None where it is all names.

    A verb that only brings others in (联合…) rules where nothing else does; a short verb or one of
    those who come counts only where no full verb stands before it (争取到, 婴幼儿营养包).
    """
    naming: int | None = None
    plain: int | None = None
    joining: int | None = None
    for place, token in enumerate(tokens):
        if token.tag in {Tag.VERB, Tag.TAKING}:
            if token.text in _joining():
                joining = place if joining is None else joining
                continue
            weak = token.tag is Tag.TAKING or len(token.text) == 1
            if weak and (plain is not None or (joining is not None and len(token.text) == 1)):
                continue
            if plain is None or place + 1 < len(tokens):
                plain = place
                naming = None
        elif token.tag is Tag.NAMING and plain is None and naming is None:
            naming = None if _closes(tokens, place) else place
    if plain is not None:
        return plain
    return naming if naming is not None else joining


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """Whether a naming verb is a part of a name here (整治 in 环境整治活动)."""
    rest = tokens[place + 1 :]
    if not rest:
        return False
    if rest[0].tag is Tag.NAMING or (rest[0].tag is Tag.NOUN and place > 0):
        return True
    person = rest[-1].text.endswith(_listed("people"))
    if rest[0].tag is Tag.HEAD:
        return not rest[0].text.endswith(_listed("people"))
    return (
        rest[-1].tag is Tag.HEAD and len(rest) <= 2 and rest[0].tag is not Tag.OTHER and not person
    )


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
    right = re.split("[（(]", right.removeprefix("的"))[0]
    if not right or right[0] in " \t、和与及":
        return ""
    tokens = words_of(right)
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        if token.tag in {Tag.VERB, Tag.TAKING, Tag.LIGHT} and kept:
            break
        if token.tag is Tag.TAKING and token.text in _listed("attributive"):
            kept.append(token)
            continue
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
    noun = re.split("[与跟]", _trim(_joined(kept)))[0].rstrip("全都均各已就也便共作")
    if len(noun) > _LONGEST - 4 and "、" in noun:
        noun = _LIST_END.sub("", noun) if _LIST_END.match(noun) else noun.split("、")[0]
    return _limited(noun)


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
    flat = _MASKED_YEAR.sub("", _QUOTES.sub("", words).strip(_STRIP)).strip(_STRIP)
    starts, ends = cues()["labels"]["edge_start"], cues()["labels"]["edge_end"]
    changed = True
    while changed and flat:
        changed = False
        size = len(flat)
        shorter = _without_edge(flat)
        if shorter != flat:
            flat = shorter
        elif size > 1 and flat[0] in starts and not _is_word_start(flat, flat[0]):
            flat = flat[1:].strip(_STRIP)
        elif size > 1 and flat[-1] in ends and not _is_word_end(flat, flat[-1]):
            flat = flat[:-1].strip(_STRIP)
        elif size == 1 and (flat in starts or flat in ends):
            return ""
        changed = len(flat) < size
    if " " in flat:
        flat = flat.rpartition(" ")[2] if len(flat) > _LONGEST else flat.replace(" ", "")
    return flat


def _without_edge(flat: str) -> str:
    edges = _edges()
    for size in range(min(_LONGEST_EDGE, len(flat)), 1, -1):
        edge = flat[:size]
        if edge not in edges:
            continue
        if size == len(flat):
            return ""
        if not _is_word_start(flat, edge):
            return flat[size:].strip(_STRIP)
    for size in range(min(_LONGEST_EDGE, len(flat) - 1), 1, -1):
        edge = flat[-size:]
        if (
            edge in edges
            and not edge.endswith("妇联")
            and edge[0] not in "全我"
            and not _is_word_end(flat, edge)
        ):
            return flat[:-size].strip(_STRIP)
    return flat


def _is_word_start(words: str, edge: str) -> bool:
    """Whether the edge is only the beginning of a longer known word (对 in 对象)."""
    first = words_of(words[:8])[0]
    return len(first.text) > len(edge) and first.tag is not Tag.OTHER


def _is_word_end(words: str, edge: str) -> bool:
    last = words_of(words[-8:])[-1]
    return len(last.text) > len(edge) and last.tag not in {Tag.OTHER, Tag.LIGHT}


def _limited(words: str) -> str:
    """Keep a label short: its verb and the last words, cut between words."""
    if len(words) <= _LONGEST:
        return words
    tokens = words_of(words)
    lead = tokens[0].text if tokens[0].tag in {Tag.VERB, Tag.NAMING} else ""
    kept = ""
    for token in reversed(tokens):
        if len(lead) + len(token.text) + len(kept) > _LONGEST:
            break
        kept = token.text + kept
    return (lead + kept) or words[-_LONGEST:]


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


def _counted(item: Placed) -> bool:
    return item.figure.kind in {Kind.QUANTITY, Kind.MONEY}


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
def _listed(name: str) -> tuple[str, ...]:
    return tuple(cues()["labels"][name])


@cache
def _taking() -> frozenset[str]:
    """What people do who come, so that the event is its object."""
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
            "参训",
            "报名",
            "受教育",
            "应聘",
            "受惠",
            "来",
            "听课",
        }
    )


@cache
def _joining() -> frozenset[str]:
    return frozenset(cues()["labels"]["joining"])


@cache
def _fronting() -> frozenset[str]:
    return frozenset(cues()["labels"]["fronting"])


@cache
def _behind() -> frozenset[str]:
    return frozenset(cues()["labels"]["behind"])


@cache
def _trailing() -> frozenset[str]:
    return frozenset(cues()["labels"]["trailing"])


@cache
def _bare() -> frozenset[str]:
    return frozenset(cues()["labels"]["bare"])


def _is_place(noun: str) -> bool:
    return bool(
        re.fullmatch(
            r"[\u4e00-\u9fff]{0,6}(?:镇里|村里|县里|市里|乡里|上|里|处|大集|广场|街上|村|镇|乡|县|市|区|社区|街道|所)",
            noun,
        )
    )


def _is_naming(verb: str) -> bool:
    tokens = words_of(verb)
    return len(tokens) == 1 and tokens[0].tag is Tag.NAMING
