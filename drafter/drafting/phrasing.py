"""Official prose from a terse note by rule: verbs for bare nouns, an order, joints.

招聘会15场 312家企业 reads as 举办招聘会15场，312家企业参加. The figures stay what they are
and stand with the nouns of the note; nothing is claimed that it does not say. Every clause has
the wordings that it may have, so that a grammar can let a model choose. Pure.
"""

import re
from dataclasses import dataclass

from drafter.drafting.phrase_table import (
    ACTOR_FIRST,
    ACTOR_HEAD,
    ACTS_WITHIN,
    ADVERB,
    CLOSES,
    CONCAT_HEAD,
    EVENT_HEAD,
    EVENT_UNITS,
    GOES,
    HELD_HEAD,
    JOINTLY,
    LEVEL_WORD,
    LISTED,
    LISTED_UNITS,
    MEETING_HEAD,
    NAMED_HEAD,
    NO_HEAD,
    PLACE,
    TIME_HEAD,
    TRAINING_HEAD,
    TURNED,
    UNTOUCHED,
    VERB_LABEL,
    VISITED,
    WORK_HEAD,
    phrase_rows,
    takes,
)
from drafter.drafting.polishing import as_sentence
from drafter.drafting.wording import formal_words, set_figures_apart
from drafter.facts.lexicon import Tag, find_topic_words, words_of
from drafter.figures import Figure, Kind, find_figures

__all__ = ["Phrased", "phrase", "starts_with_verb"]

_FIRST = 0xE000
_MARK = "\ue000-\uefff"
_QUOTED = re.compile(r"“[^”]{1,20}”")
_CALENDAR = frozenset({Kind.DATE, Kind.PERIOD, Kind.AGE})
# What has a number and counts nothing: 12338热线, 第三届.
_NO_COUNT = _CALENDAR | {Kind.NUMBER_CODE, Kind.ORDINAL}
_VERB_FIRST = re.compile(
    rf"{ADVERB}(?:{TURNED}|学习|宣传|落实|贯彻|寻找|招募|举行|参加|结对|培育|推动|走访慰问)(?!会|班|站|点|室|员|岗)"
)
_TURN_IN = re.compile(
    rf"^(?P<n>[^，{_MARK}]{{2,18}}?)(?P<v>{ADVERB}(?:{TURNED}))(?P<f>[{_MARK}][^，]{{0,12}})$"
)
_TURN_HEAD = re.compile(rf"^(?P<v>(?:“[^”]+”)?{ADVERB}(?:{TURNED}))(?P<f>[{_MARK}][^，]{{0,12}})$")
_FESTIVAL = re.compile(
    r"(?P<n>.*?)(?P<t>春节|中秋节?|重阳节?|端午节?|“?六一”?|“?三八”?|母亲节|“?两节”?|暑假|寒假|元旦)$"
)
_PREFIX = re.compile(rf"^(?P<label>[^，。；：{_MARK}]{{2,12}})：")
_DATED = re.compile(rf"^(?P<when>[{_MARK}][^，。；：{_MARK}]{{0,6}})：")
_SORTED_BY = re.compile(r"[分按][^，。；：\ue000-\uefff]{1,6}")
_HELD_JOINTLY = re.compile(
    rf"(?P<n>[^，{_MARK}]{{2,12}}?)(?P<who>(?:联合|会同)[^，{_MARK}]{{2,16}})(?P<f>[{_MARK}])"
)
_CAME = re.compile(
    rf"^(?P<v>参加|参会|参赛|参训|到会|出席|参与)(?P<n>[^，{_MARK}]{{0,8}})(?P<f>[{_MARK}])$"
)
_RULE_VERBS = (
    "举办",
    "开展",
    "组织",
    "召开",
    "发放",
    "走访",
    "慰问",
    "接受",
    "提供",
    "评选",
    "表彰",
)
_OPENS = ("共有", "建有", "涌现出", "联合", "会同", "接受", "完成", "深入", "通过", "为")
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


class _NotWorkError(Exception):
    """A line that no rule should touch."""


class _Text:
    """A sentence whose figures are single characters while its clauses are put together."""

    def __init__(self, sentence: str) -> None:
        self.figures = find_figures(sentence)
        out, position = "", 0
        for number, figure in enumerate(self.figures):
            out += sentence[position : figure.start] + chr(_FIRST + number)
            position = figure.end
        self.masked = out + sentence[position:]

    def figure(self, mark: str) -> Figure:
        return self.figures[ord(mark) - _FIRST]

    def shown(self, masked: str) -> str:
        return re.sub(f"[{_MARK}]", lambda match: self.figure(match[0]).text, masked)

    def counts(self, clause: str) -> list[str]:
        """Return the marks of a clause that count something, those in brackets aside."""
        return [
            char
            for char in re.sub("（[^）]*）", "", clause)
            if _FIRST <= ord(char) <= 0xEFFF and self.figure(char).kind not in _NO_COUNT
        ]

    def unit(self, mark: str) -> str:
        figure = self.figure(mark)
        return "元" if figure.kind is Kind.MONEY else figure.unit or ""


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
        listed = "、".join(_split(honours[1], "，；、"))
        return Phrased(clauses=((f"获得{listed}等荣誉",),), joints=("。",))
    text = _Text(sentence)
    clauses: list[tuple[str, ...]] = []
    joints: list[str] = []
    for group in _split(text.masked, "；。"):
        try:
            parts = _Group(text, group).phrased()
        except _NotWorkError:
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
            and before[-1].kind not in _CALENDAR
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


def _split(text: str, marks: str) -> list[str]:
    """Split at marks that stand outside brackets and quotes."""
    parts, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char in "（“《":
            depth += 1
        elif char in "）”》":
            depth = max(depth - 1, 0)
        elif char in marks and not depth:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [part for part in parts if part]


def starts_with_verb(text: str) -> bool:
    """Whether a sentence begins with a verb, so that an opening of purpose may stand before it."""
    return _is_verb(text) or text.startswith(_OPENS)


def _is_verb(clause: str) -> bool:
    clause = clause.lstrip("".join(map(chr, range(_FIRST, _FIRST + 200))))
    if _VERB_FIRST.match(clause):
        return True
    tokens = words_of(re.sub(rf"^{ADVERB}", "", clause))
    return bool(tokens) and (
        tokens[0].tag is Tag.VERB or (tokens[0].tag is Tag.TAKING and len(tokens[0].text) > 1)
    )


def _holds_verb(noun: str) -> bool:
    tokens = words_of(noun)
    return any(
        token.tag in {Tag.VERB, Tag.TAKING} and len(token.text) > 1 for token in tokens[:-1]
    ) or (len(tokens) > 1 and tokens[-1].tag is Tag.TAKING and len(tokens[-1].text) > 1)


def _bare_verb(clause: str) -> bool:
    tokens = words_of(clause)
    return len(tokens) == 1 and tokens[0].tag in {Tag.VERB, Tag.NAMING, Tag.LIGHT, Tag.TAKING}


_Part = tuple[tuple[str, ...], str]


class _Group:
    """What stands between two full stops or semicolons: a label, heads and clauses."""

    def __init__(self, text: _Text, group: str) -> None:
        self.text = text
        self.about = ""
        self.heads = ""
        self.label = ""
        self.when = ""
        dated = _DATED.match(group)
        prefix = _PREFIX.match(group)
        if dated and text.figure(dated["when"][0]).kind in _CALENDAR:
            self.when = dated["when"]
            group = group[dated.end() :]
        elif prefix:
            self.label = prefix["label"]
            group = group[prefix.end() :]
        self.clauses = self._closed_up(_split(group, "，"))
        dated_first = self.clauses and re.fullmatch(f"[{_MARK}]", self.clauses[0])
        alone = not self.when and len(self.clauses) > 1 and dated_first
        if alone and text.figure(self.clauses[0]).kind in _CALENDAR:
            # 5月15日，家庭教育讲座，…: what is told of the day needs a verb as elsewhere.
            self.when = self.clauses.pop(0)

    def _closed_up(self, clauses: list[str]) -> list[str]:
        """Join what only a space had parted: “滨海女性” 新媒体矩阵, 签约 17个项目, 共 720名家长."""
        out: list[str] = []
        for clause in clauses:
            if out and self._belongs(out[-1], clause):
                out[-1] += clause
            else:
                out.append(clause)
        return out

    def _belongs(self, before: str, clause: str) -> bool:
        marked = bool(re.match(f"[{_MARK}]", clause))
        if CLOSES.fullmatch(clause):
            return True
        if CLOSES.search(before) and not self._takes_object(before, clause):
            # 女科技工作者协会 成立 会员212人: the members are not what was founded.
            return False
        if clause.startswith("“") and not re.search(f"[{_MARK}]", before):
            return _bare_verb(before) or (len(before) <= 8 and _names_a_thing(before))
        if _QUOTED.fullmatch(before):
            return not marked and not clause.startswith(("其中", "联合"))
        if re.fullmatch(f"[{_MARK}]", before):
            calendar = self.text.figure(before).kind in _CALENDAR
            return calendar and clause.startswith(("召开", "举办", "开展", "举行", "组织"))
        if re.search(f"[{_MARK}]", before) or JOINTLY.search(before):
            return False
        if marked:
            figure = self.text.figure(clause[0])
            event = self.text.unit(clause[0]) in EVENT_UNITS or figure.kind in _CALENDAR
            visited = len(before) <= 8 and VISITED.search(before)
            return not event and (_bare_verb(before) or bool(visited))
        if _bare_verb(before) and (clause.startswith("任务") or not _is_verb(clause)):
            return not WORK_HEAD.search(before) or clause.startswith("任务")
        return False

    def _takes_object(self, before: str, clause: str) -> bool:
        """Whether a verb that may close a clause takes the next one as its object."""
        noun = re.match(rf"[^{_MARK}]*", clause)[0]  # type: ignore[index] # matches the empty text
        unit = self.text.unit(clause[len(noun)]) if len(clause) > len(noun) else ""
        verb = CLOSES.fullmatch(before)
        return verb is not None and (clause.startswith("任务") or takes(before, noun, unit))

    def phrased(self) -> list[_Part]:
        """Return (wordings, joint behind) of each clause."""
        heads: list[str] = []
        rest = list(self.clauses)
        out: list[_Part] = []
        sorted_by = self.label and _SORTED_BY.fullmatch(self.label)
        known = sorted_by or PLACE.search(self.label) or find_topic_words(self.label)
        if VERB_LABEL.fullmatch(self.label) and all(map(self._bare, rest)):
            return [((self.label + "、".join(rest),), "，")]
        if self.label and not (known or _names_a_thing(self.label)):
            # 补：, 小结一下：, 老刘：: talk is not polished into prose.
            raise _NotWorkError
        if sorted_by:
            # 分乡镇：白沙镇2130人、…: the label says how the list is sorted.
            return [((f"{self.label}：{'，'.join(rest)}",), "，")]
        if self.label and PLACE.search(self.label):
            return self._by_place(rest)
        if self.label:
            heads.append(self.label)
        while len(rest) > 1 and len(heads) < 2 and self._is_head(rest[0]):
            heads.append(rest.pop(0))
        self.about = self.heads = "".join(heads)
        if heads and TRAINING_HEAD.search(heads[-1]):
            courses = [self._of_training(clause) for clause in rest]
            # 培训： says no more than the courses do.
            heads = heads[:-1] if heads[-1] == "培训" and courses[0] != rest[0] else heads
            rest = courses
        if heads:
            out, rest = self._with_heads(heads, rest)
        for clause in rest:
            self._add(clause, out)
        if self.when and out:
            # 5月：讲座2场 is 5月举办讲座2场.
            pause = "" if out[0][0][0].startswith(_RULE_VERBS) else "，"
            out[0] = (tuple(f"{self.when}{pause}{way}" for way in out[0][0]), out[0][1])
        return out

    def _of_training(self, clause: str) -> str:
        """培训：家政2期 tells of 家政培训2期."""
        course = re.match(
            f"((?:[^{_MARK}，、]{{2,6}}、){{0,3}}[^{_MARK}，、]{{2,6}})([{_MARK}])", clause
        )
        if course is None or self.text.unit(course[2]) not in {"期", "班", "班次", "场", "期次"}:
            return clause
        noun = course[1]
        named = re.search("培训|班|课|讲座|沙龙|年|月|共", noun) or LEVEL_WORD.fullmatch(noun)
        return clause if named else f"{noun}培训{clause[len(noun) :]}"

    def _by_place(self, rest: list[str]) -> list[_Part]:
        """春晖社区：爱心理发5次 → 春晖社区开展爱心理发5次."""
        out: list[_Part] = []
        for clause in rest:
            self._add(clause, out)
        if out:
            first = re.sub(r"^(?:我们|还有|我社区|我村)", "", out[0][0][0])
            out[0] = ((f"{self.label}{first}",), out[0][1])
        return out

    def _is_head(self, clause: str) -> bool:
        return (
            not re.search(f"[{_MARK}]", clause)
            and 2 <= len(clause) <= 14
            and not _is_verb(clause)
            and not _holds_verb(clause)
            and not re.match(rf"(?:{TURNED})(?!行动|计划|工程|活动|工作|项目|热线)", clause)
            and not NO_HEAD.match(clause)
        )

    def _with_heads(self, heads: list[str], rest: list[str]) -> tuple[list[_Part], list[str]]:
        out: list[_Part] = []
        head = heads[-1]
        if len(heads) > 1:
            joined = "".join(heads)
            if len(joined) <= 14 or _bare_verb(head) or _QUOTED.match(heads[0]):
                head = joined
            elif WORK_HEAD.search(heads[0]):
                return [((f"开展{heads[0]}工作",), "，"), ((head,), "，")], rest
            else:
                timed = TIME_HEAD.search(heads[0])
                out = [((f"{heads[0]}期间" if timed else self._aspect(heads[0]),), "，")]
        fused = self._fused(head, rest)
        if fused is not None:
            return out, fused
        first = rest[0]
        turned = _TURN_HEAD.match(first)
        if turned and self._takes(turned, head):
            # 美丽庭院，建成126户 → 建成美丽庭院126户
            manner = re.fullmatch("(.+?)(“[^”]+”)", head)
            verb, thing = (manner[2] + turned["v"], manner[1]) if manner else (turned["v"], head)
            return [*out, ((f"{verb}{thing}{turned['f']}",), "，")], rest[1:]
        ways = self._head_wordings(head, first)
        if ways[0] == f"开展{head}" and self._bare(first):
            opened = self._wordings(first)[0]
            if opened == f"开展{first}":
                # 公益大讲堂，线上直播36期: one 开展 serves both.
                return out, [head + first, *rest[1:]]
        return [*out, (ways, "，")], rest

    def _fused(self, head: str, rest: list[str]) -> list[str] | None:
        """Return the clauses with the head inside the first one, where it reads as part of it."""
        first = rest[0]
        if TIME_HEAD.search(head):
            return None
        noun = re.match(rf"[^{_MARK}]*", first)[0]  # type: ignore[index] # matches the empty text
        unit = self.text.unit(first[len(noun)]) if len(first) > len(noun) else ""
        if not noun and unit in EVENT_UNITS:
            return [head + first, *rest[1:]]
        counted = re.fullmatch(rf"[{_MARK}](?:（[^）]*）)?", first) and self.text.counts(first)
        if counted and unit != "元" and not WORK_HEAD.search(head):
            # 妇女之家：8个: the label is what is counted.
            return [head + first, *rest[1:]]
        named_twice = TRAINING_HEAD.search(head) and TRAINING_HEAD.search(noun)
        event = EVENT_HEAD.fullmatch(noun) and unit in EVENT_UNITS
        if event and not WORK_HEAD.search(head) and not named_twice:
            return [head + first, *rest[1:]]
        if LEVEL_WORD.fullmatch(noun):
            found = re.match(r"寻找|评选|创建|推荐", head)
            verb = found[0] if found else ""
            return [verb + noun + head[len(verb) :] + first[len(noun) :], *rest[1:]]
        if noun in {"女性", "妇女"} and unit in {"笔", "件", "例"}:
            return [noun + head + first[len(noun) :], *rest[1:]]
        if ACTOR_HEAD.search(head) and noun:
            return [head + first, *rest[1:]]
        bound = "“" in head and not NAMED_HEAD.search(head) and not WORK_HEAD.search(head)
        if noun and (bound or (CONCAT_HEAD.search(head) and not _is_verb(first))):
            return [head + first, *rest[1:]]
        if re.match(rf"(?:结对|出动|入库|入户|输出|上线)[{_MARK}]", first):
            return [head + first, *rest[1:]]
        joint = re.match(r"(?:联合|会同)[^，]*$", first)
        if joint and NAMED_HEAD.search(head):
            return [f"{first}开展{head}", *rest[1:]]
        if (
            len(rest) > 1
            and NAMED_HEAD.search(head)
            and re.fullmatch(f"[{_MARK}]", first)
            and re.match(rf"(?:联合|会同)[^{_MARK}]*$", rest[1])
        ):
            return [first, f"{rest[1]}开展{head}", *rest[2:]]
        return None

    def _head_wordings(self, head: str, first: str) -> tuple[str, ...]:
        if TIME_HEAD.search(head):
            return (f"{head}期间",)
        if MEETING_HEAD.search(head):
            return (f"召开{head}", f"组织召开{head}")
        if HELD_HEAD.search(head):
            return (f"举办{head}", f"组织举办{head}")
        if NAMED_HEAD.search(head) or EVENT_HEAD.search(head):
            return (f"开展{head}", f"组织开展{head}")
        if WORK_HEAD.search(head):
            opened = self._wordings(first)[0]
            plain = (f"开展{head}工作", f"做好{head}工作")
            return plain[::-1] if opened.startswith("开展") else plain
        return (self._aspect(head),)

    @staticmethod
    def _aspect(head: str) -> str:
        """托育服务 is 托育服务方面; words that name no line of work stay as they are."""
        tokens = words_of(head)
        work = tokens[-1].tag in {Tag.NAMING, Tag.HEAD} and find_topic_words(head)
        verbs = any(token.tag is Tag.VERB for token in tokens)
        return f"{head}方面" if work and not verbs and len(head) <= 10 else head

    def _add(self, clause: str, out: list[_Part]) -> None:
        before = out[-1][0][0] if out else ""
        if self._goes_on(before, clause, out):
            out[-1] = (out[-1][0], "、")
            out.append(((clause,), "，"))
            self.about += clause
            return
        wordings = self._wordings(clause)
        verb = _verb_of(wordings[0], clause)
        if verb and before.startswith(verb) and self.text.counts(before) and self._bare(clause):
            out[-1] = (out[-1][0], "、")
            wordings = (clause,)
        elif before.startswith("发放") and re.fullmatch(rf"发放[{_MARK}]", clause):
            wordings = (f"金额{clause[2:]}",)
        if out and JOINTLY.search(before) and not self.text.counts(before):
            # 联合社区卫生服务中心，义诊8场: one clause.
            out[-1] = (
                out[-1][0],
                "" if wordings[0].startswith(("开展", "举办", "召开", "组织")) else "，",
            )
        out.append((wordings, "，"))
        self.about += clause

    def _bare(self, clause: str) -> bool:
        """Whether a clause is a noun and its figure, nothing else."""
        return bool(
            re.fullmatch(rf"[^{_MARK}，]{{1,12}}[{_MARK}](?:（[^）]*）)?", clause)
        ) and not (_is_verb(clause) or _holds_verb(clause))

    def _goes_on(self, before: str, clause: str, out: list[_Part]) -> bool:
        """Whether a bare noun and figure goes on with the list before (…50名、…集体30个)."""
        if not before or not self._bare(clause) or re.match("其中|共|累计|合计|去年|上年", clause):
            return False
        if before.startswith("其中") or (len(out) > 1 and out[-2][1] == "、"):
            return True
        if _bare_verb(re.split(f"[{_MARK}]", before)[0]):
            # 来访42件，办结40，婚姻家庭25: 办结 does not go on with what they were about.
            return False
        counts = self.text.counts(before)
        if (
            len(counts) != 1
            or not self.text.counts(clause)
            or not re.search(f"{counts[0]}(?:（[^）]*）)?$", before)
        ):
            return False
        if before.startswith(("建有", "设有")) and self.text.unit(counts[0]) != self.text.unit(
            self.text.counts(clause)[0]
        ):
            # 手工坊1个，残疾妇女15人: who is there is no second thing that there is.
            return False
        own, other = self.text.unit(self.text.counts(clause)[0]), self.text.unit(counts[0])
        noun = re.split(f"[{_MARK}]", clause)[0].rstrip("”")
        alike = own == other or {own, other} <= LISTED_UNITS
        return alike and bool(LISTED.search(noun) or LEVEL_WORD.fullmatch(noun))

    def _wordings(self, clause: str) -> tuple[str, ...]:
        counts = self.text.counts(clause)
        if len(counts) != 1:
            return (clause,)
        course = re.fullmatch(rf"培训([^{_MARK}，]{{2,12}})([{_MARK}])", clause)
        if course and self.text.unit(counts[0]) in EVENT_UNITS:
            whom = f"{course[1][:-1]}人员" if course[1].endswith("的") else course[1]
            return (f"举办{whom}培训{course[2]}",)
        jointly = _HELD_JOINTLY.fullmatch(clause)
        if jointly and HELD_HEAD.search(jointly["n"]) and self.text.unit(counts[0]) in EVENT_UNITS:
            # 招聘会联合人社所4场 is 联合人社所举办招聘会4场.
            return (f"{jointly['who']}举办{jointly['n']}{jointly['f']}",)
        came = _CAME.match(clause)
        there = came is not None and came["n"] and came["v"] in {"到会", "出席"}
        people = self.text.unit(counts[0]) not in EVENT_UNITS  # 参加培训2次 is ours
        if came and people and not there and not came["n"].endswith("数"):
            return (f"{came['n']}{came['f']}{came['v']}",)
        turned = _TURN_IN.match(clause)
        counted = self.text.unit(counts[0]) not in EVENT_UNITS
        if turned and not _is_verb(clause) and self._takes(turned, turned["n"]):
            return self._turned(turned)
        if counted and _is_verb(clause):
            return (clause,)
        among = re.fullmatch(rf"共([{_MARK}].{{1,4}})", clause)
        if among and self._figure_first(counts[0], among[1][1:], "") != ("",):
            return (f"{clause}参加",)
        if UNTOUCHED.match(clause):
            return (clause,)
        noun, _, behind = clause.partition(counts[0])
        # What stands in brackets behind the figure goes with it (1个（镇卫生院）).
        tail = re.fullmatch(r"(（[^）]*）)?(.*)", behind)
        assert tail is not None  # noqa: S101 # the pattern takes everything
        if not noun and tail[2]:
            return self._figure_first(counts[0], tail[2], clause)
        done = re.search("了$|开展$|举办$|出动$", noun) or GOES.search(noun)
        if tail[2] or done or _holds_verb(noun) or re.search("超过|达|[量率数额共近约]$", noun):
            return (clause,)
        if ACTS_WITHIN.search(_QUOTED.sub("", noun)):
            # 公众号发信息96条 has its verb: no 发布公众号发信息.
            return (clause,)
        return self._by_row(noun, counts[0], counts[0] + (tail[1] or ""), clause)

    def _takes(self, turned: re.Match[str], noun: str) -> bool:
        """Whether the verb before a figure takes the noun before it as its object."""
        verb = re.sub(rf"^{ADVERB}", "", turned["v"])
        # Which festival it was goes before the verb and decides nothing.
        festival = _FESTIVAL.fullmatch(noun)
        thing = (festival["n"] if festival else noun).strip("“”")
        return takes(verb, thing, self.text.unit(turned["f"][0]))

    @staticmethod
    def _turned(turned: re.Match[str]) -> tuple[str, ...]:
        festival = _FESTIVAL.fullmatch(turned["n"])
        if festival:
            return (f"{festival['t']}期间{turned['v']}{festival['n']}{turned['f']}",)
        return (f"{turned['v']}{turned['n']}{turned['f']}",)

    def _by_row(self, noun: str, mark: str, figure: str, clause: str) -> tuple[str, ...]:
        unit = self.text.unit(mark)
        # 讲座全年9场 is 全年举办讲座9场: when stands before the verb, never behind the noun.
        when = re.search(r"^(?:全年|上半年|下半年|今年)|(?:全年|上半年|下半年|今年)$", noun)
        if when:
            noun = noun[: when.start()] + noun[when.end() :]
        elif re.search("全年|上半年|下半年|今年|[补新]", noun) and not _known(noun):
            return (clause,)
        for row in phrase_rows():
            if row.about is not None and not row.about.search(self.about):
                continue
            if (row.units and unit not in row.units) or (row.noun is None) != (not noun):
                continue
            if row.noun is not None and not (
                row.noun.search(noun) or row.noun.search(noun.rstrip("”"))
            ):
                continue
            if row.generic and (not _known(noun) or _somebody_acts(noun)):
                return (clause,)
            if row.wordings[0].startswith("开展") and _bare_verb(noun) and unit not in EVENT_UNITS:
                # 检查142人 has its verb and needs no 开展.
                return (clause,)
            if row.states and self.about != self.heads:
                # 托管班2期，志愿者9名: what there is goes on with the list, and needs no verb.
                return (clause,)
            first = when[0] if when else ""
            return tuple(first + item.format(n=noun, f=figure) for item in row.wordings)
        return (clause,)

    def _figure_first(self, mark: str, noun: str, clause: str) -> tuple[str, ...]:
        """312家企业 behind a fair is 312家企业参加."""
        verbs = any(token.tag in {Tag.VERB, Tag.TAKING} for token in words_of(noun))
        if len(noun) > 6 or verbs or self.text.unit(mark) in EVENT_UNITS:
            return (clause,)
        event = r"招聘|对接会|讲座|课堂|赛|运动会|阅读|座谈|联欢|演出|宣讲|集市"
        people = r"企业|家庭|家长|居民|队|妇女|儿童|孩子|老人|群众|单位|选手|学生|职工|家属"
        if re.search(event, self.about) and re.search(people, noun):
            return (f"{mark}{noun}参加",)
        return (clause,)


def _known(noun: str) -> bool:
    """Whether a noun's last word is one that the lexicon knows as a thing done or a thing."""
    tokens = words_of(noun.rstrip("”"))
    return bool(tokens) and tokens[-1].tag in {Tag.NAMING, Tag.HEAD, Tag.NOUN}


def _somebody_acts(noun: str) -> bool:
    """Whether a noun is somebody and what she does (律师讲课3场): no 举办 goes before it."""
    actor = ACTOR_FIRST.match(noun)
    tokens = words_of(noun[actor.end() :]) if actor else ()
    return bool(tokens) and tokens[0].tag in {Tag.VERB, Tag.TAKING, Tag.LIGHT, Tag.NAMING}


def _names_a_thing(words: str) -> bool:
    """Whether words end as a name does, so that a quoted name may follow them at once."""
    tokens = words_of(words)
    return bool(tokens) and tokens[-1].tag in {Tag.NAMING, Tag.HEAD, Tag.NOUN}


def _verb_of(wording: str, clause: str) -> str:
    """Return the verb that a rule put before a clause; "" where it put none."""
    return wording[: -len(clause)] if wording != clause and wording.endswith(clause) else ""
