"""What stands between two full stops of a note as clauses: label, heads, what is told. Pure."""

import re

from drafter.drafting.clause_wording import Clauses
from drafter.drafting.clause_words import holds_verb, is_bare_verb, is_verb, names_a_thing
from drafter.drafting.masking import CALENDAR, MARK, QUOTED, MaskedText, split_at
from drafter.drafting.phrase_table import (
    ACTOR_HEAD,
    ADVERB,
    CLOSES,
    CONCAT_HEAD,
    EVENT_HEAD,
    EVENT_UNITS,
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
    VERB_LABEL,
    VISITED,
    WORK_HEAD,
    takes,
)
from drafter.facts.lexicon import Tag, find_topic_words, words_of

__all__ = ["Group", "NotWorkError"]

_TURN_HEAD = re.compile(rf"^(?P<v>(?:“[^”]+”)?{ADVERB}(?:{TURNED}))(?P<f>[{MARK}][^，]{{0,12}})$")
_PREFIX = re.compile(rf"^(?P<label>[^，。；：{MARK}]{{2,12}})：")
_DATED = re.compile(rf"^(?P<when>[{MARK}][^，。；：{MARK}]{{0,6}})：")
_SORTED_BY = re.compile(r"[分按][^，。；：\ue000-\uefff]{1,6}")
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


class NotWorkError(Exception):
    """A line that no rule should touch."""


Part = tuple[tuple[str, ...], str]


class Group:
    """What stands between two full stops or semicolons: a label, heads and clauses."""

    def __init__(self, text: MaskedText, group: str) -> None:
        self.text = text
        self.told = Clauses(text)
        self.label = ""
        self.when = ""
        dated = _DATED.match(group)
        prefix = _PREFIX.match(group)
        if dated and text.figure(dated["when"][0]).kind in CALENDAR:
            self.when = dated["when"]
            group = group[dated.end() :]
        elif prefix:
            self.label = prefix["label"]
            group = group[prefix.end() :]
        self.clauses = self._closed_up(split_at(group, "，"))
        dated_first = self.clauses and re.fullmatch(f"[{MARK}]", self.clauses[0])
        alone = not self.when and len(self.clauses) > 1 and dated_first
        if alone and text.figure(self.clauses[0]).kind in CALENDAR:
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
        marked = bool(re.match(f"[{MARK}]", clause))
        if CLOSES.fullmatch(clause):
            return True
        if CLOSES.search(before) and not self._takes_object(before, clause):
            # 女科技工作者协会 成立 会员212人: the members are not what was founded.
            return False
        if clause.startswith("“") and not re.search(f"[{MARK}]", before):
            # 楼栋 “她力量”联络员: what so short a word is of stands behind it.
            of_it = len(before) <= 4 and not (TIME_HEAD.search(before) or holds_verb(before))
            return is_bare_verb(before) or of_it or (len(before) <= 8 and names_a_thing(before))
        if QUOTED.fullmatch(before):
            return not marked and not clause.startswith(("其中", "联合"))
        if re.fullmatch(f"[{MARK}]", before):
            calendar = self.text.figure(before).kind in CALENDAR
            return calendar and clause.startswith(("召开", "举办", "开展", "举行", "组织"))
        if re.search(f"[{MARK}]", before) or JOINTLY.search(before):
            return False
        if marked:
            figure = self.text.figure(clause[0])
            event = self.text.unit(clause[0]) in EVENT_UNITS or figure.kind in CALENDAR
            visited = len(before) <= 8 and VISITED.search(before)
            return not event and (is_bare_verb(before) or bool(visited))
        if is_bare_verb(before) and (clause.startswith("任务") or not is_verb(clause)):
            return not WORK_HEAD.search(before) or clause.startswith("任务")
        return False

    def _takes_object(self, before: str, clause: str) -> bool:
        """Whether a verb that may close a clause takes the next one as its object."""
        noun = re.split(f"[{MARK}]", clause, maxsplit=1)[0]
        unit = self.text.unit(clause[len(noun)]) if len(clause) > len(noun) else ""
        verb = CLOSES.fullmatch(before)
        return verb is not None and (clause.startswith("任务") or takes(before, noun, unit))

    def phrased(self) -> list[Part]:
        """Return (wordings, joint behind) of each clause."""
        heads: list[str] = []
        rest = list(self.clauses)
        out: list[Part] = []
        sorted_by = self.label and _SORTED_BY.fullmatch(self.label)
        known = sorted_by or PLACE.search(self.label) or find_topic_words(self.label)
        if VERB_LABEL.fullmatch(self.label) and all(map(self._bare, rest)):
            return [((self.label + "、".join(rest),), "，")]
        if self.label and not (known or names_a_thing(self.label)):
            # 补：, 小结一下：, 老刘：: talk is not polished into prose.
            raise NotWorkError
        if sorted_by:
            # 分乡镇：白沙镇2130人、…: the label says how the list is sorted.
            return [((f"{self.label}：{'，'.join(rest)}",), "，")]
        if self.label and PLACE.search(self.label):
            return self._by_place(rest)
        if self.label:
            heads.append(self.label)
        while len(rest) > 1 and len(heads) < 2 and self._is_head(rest[0]):
            heads.append(rest.pop(0))
        self.told.about = self.told.heads = "".join(heads)
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
            f"((?:[^{MARK}，、]{{2,6}}、){{0,3}}[^{MARK}，、]{{2,6}})([{MARK}])", clause
        )
        if course is None or self.text.unit(course[2]) not in {"期", "班", "班次", "场", "期次"}:
            return clause
        noun = course[1]
        named = re.search("培训|班|课|讲座|沙龙|年|月|共", noun) or LEVEL_WORD.fullmatch(noun)
        return clause if named else f"{noun}培训{clause[len(noun) :]}"

    def _by_place(self, rest: list[str]) -> list[Part]:
        """春晖社区：爱心理发5次 → 春晖社区开展爱心理发5次."""
        out: list[Part] = []
        for clause in rest:
            self._add(clause, out)
        if out:
            first = re.sub(r"^(?:我们|还有|我社区|我村)", "", out[0][0][0])
            out[0] = ((f"{self.label}{first}",), out[0][1])
        return out

    def _is_head(self, clause: str) -> bool:
        return (
            not re.search(f"[{MARK}]", clause)
            and 2 <= len(clause) <= 14
            and not is_verb(clause)
            and not holds_verb(clause)
            and not re.match(rf"(?:{TURNED})(?!行动|计划|工程|活动|工作|项目|热线)", clause)
            and not NO_HEAD.match(clause)
        )

    def _with_heads(self, heads: list[str], rest: list[str]) -> tuple[list[Part], list[str]]:
        out: list[Part] = []
        head = heads[-1]
        if len(heads) > 1:
            joined = "".join(heads)
            if len(joined) <= 14 or is_bare_verb(head) or QUOTED.match(heads[0]):
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
        if turned and self.told.takes(turned, head):
            # 美丽庭院，建成126户 → 建成美丽庭院126户
            manner = re.fullmatch("(.+?)(“[^”]+”)", head)
            verb, thing = (manner[2] + turned["v"], manner[1]) if manner else (turned["v"], head)
            return [*out, ((f"{verb}{thing}{turned['f']}",), "，")], rest[1:]
        ways = self._head_wordings(head, first)
        if ways[0] == f"开展{head}" and self._bare(first):
            opened = self.told.wordings(first)[0]
            if opened == f"开展{first}":
                # 公益大讲堂，线上直播36期: one 开展 serves both.
                return out, [head + first, *rest[1:]]
        return [*out, (ways, "，")], rest

    def _fused(self, head: str, rest: list[str]) -> list[str] | None:
        """Return the clauses with the head inside the first one, where it reads as part of it."""
        first = rest[0]
        if TIME_HEAD.search(head):
            return None
        noun = re.split(f"[{MARK}]", first, maxsplit=1)[0]
        unit = self.text.unit(first[len(noun)]) if len(first) > len(noun) else ""
        if not noun and unit in EVENT_UNITS:
            return [head + first, *rest[1:]]
        counted = re.fullmatch(rf"[{MARK}](?:（[^）]*）)?", first) and self.text.counts(first)
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
        if noun and (bound or (CONCAT_HEAD.search(head) and not is_verb(first))):
            return [head + first, *rest[1:]]
        if re.match(rf"(?:检查|筛查|普查|体检)[{MARK}]", first) and not WORK_HEAD.search(head):
            # 儿童视力，检查142人 is one thing done.
            return [head + first, *rest[1:]]
        if re.match(rf"(?:结对|出动|入库|入户|输出|上线)[{MARK}]", first):
            return [head + first, *rest[1:]]
        joint = re.match(r"(?:联合|会同)[^，]*$", first)
        if joint and NAMED_HEAD.search(head):
            return [f"{first}开展{head}", *rest[1:]]
        if (
            len(rest) > 1
            and NAMED_HEAD.search(head)
            and re.fullmatch(f"[{MARK}]", first)
            and re.match(rf"(?:联合|会同)[^{MARK}]*$", rest[1])
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
            opened = self.told.wordings(first)[0]
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

    def _add(self, clause: str, out: list[Part]) -> None:
        before = out[-1][0][0] if out else ""
        if self._goes_on(before, clause, out):
            out[-1] = (out[-1][0], "、")
            out.append(((clause,), "，"))
            self.told.about += clause
            return
        wordings = self.told.wordings(clause)
        verb = _verb_of(wordings[0], clause)
        if verb and before.startswith(verb) and self.text.counts(before) and self._bare(clause):
            out[-1] = (out[-1][0], "、")
            wordings = (clause,)
        elif before.startswith("发放") and re.fullmatch(rf"发放[{MARK}]", clause):
            wordings = (f"金额{clause[2:]}",)
        if out and JOINTLY.search(before) and not self.text.counts(before):
            # 联合社区卫生服务中心，义诊8场: one clause.
            out[-1] = (
                out[-1][0],
                "" if wordings[0].startswith(("开展", "举办", "召开", "组织")) else "，",
            )
        out.append((wordings, "，"))
        self.told.about += clause

    def _bare(self, clause: str) -> bool:
        """Whether a clause is a noun and its figure, nothing else."""
        return bool(re.fullmatch(rf"[^{MARK}，]{{1,12}}[{MARK}](?:（[^）]*）)?", clause)) and not (
            is_verb(clause) or holds_verb(clause)
        )

    def _goes_on(self, before: str, clause: str, out: list[Part]) -> bool:
        """Whether a bare noun and figure goes on with the list before (…50名、…集体30个)."""
        if not before or not self._bare(clause) or re.match("其中|共|累计|合计|去年|上年", clause):
            return False
        if before.startswith("其中") or (len(out) > 1 and out[-2][1] == "、"):
            return True
        if is_bare_verb(re.split(f"[{MARK}]", before)[0]):
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
        noun = re.split(f"[{MARK}]", clause)[0].rstrip("”")
        alike = own == other or {own, other} <= LISTED_UNITS
        return alike and bool(LISTED.search(noun) or LEVEL_WORD.fullmatch(noun))


def _verb_of(wording: str, clause: str) -> str:
    """Return the verb that a rule put before a clause; "" where it put none."""
    return wording[: -len(clause)] if wording != clause and wording.endswith(clause) else ""
