"""The wordings that one clause of a note may have: its verb, its measure, its order. Pure."""

import re
from dataclasses import dataclass

from drafter.drafting.clause_words import holds_verb, is_bare_verb, is_known, is_verb, somebody_acts
from drafter.drafting.masking import MARK, QUOTED, MaskedText
from drafter.drafting.phrase_table import (
    ACTS_WITHIN,
    ADVERB,
    EVENT_UNITS,
    GOES,
    HELD_HEAD,
    TURNED,
    UNTOUCHED,
    phrase_rows,
    takes,
)
from drafter.facts.lexicon import Tag, words_of

__all__ = ["Clauses"]

_TURN_IN = re.compile(
    rf"^(?P<n>[^，{MARK}]{{2,18}}?)(?P<v>{ADVERB}(?:{TURNED}))(?P<f>[{MARK}][^，]{{0,12}})$"
)
_FESTIVAL = re.compile(
    r"(?P<n>.*?)(?P<t>春节|中秋节?|重阳节?|端午节?|“?六一”?|“?三八”?|母亲节|“?两节”?|暑假|寒假|元旦)$"
)
_HELD_JOINTLY = re.compile(
    rf"(?P<n>[^，{MARK}]{{2,12}}?)(?P<who>(?:联合|会同)[^，{MARK}]{{2,16}})(?P<f>[{MARK}])"
)
_CAME = re.compile(
    rf"^(?P<v>参加|参会|参赛|参训|到会|出席|参与)(?P<n>(?!的)[^，{MARK}]{{0,8}})(?P<f>[{MARK}])$"
)


@dataclass(slots=True)
class Clauses:
    """Words the clauses of one group.

    Attributes:
        text: The sentence.
        heads: What stands over the clauses.
        about: What has been told so far, the heads first.
    """

    text: MaskedText
    heads: str = ""
    about: str = ""

    def wordings(self, clause: str) -> tuple[str, ...]:
        """Return what a clause may say, the best first; its own words where no rule fits."""
        counts = self.text.counts(clause)
        if len(counts) != 1:
            return (clause,)
        course = re.fullmatch(rf"培训([^{MARK}，]{{2,12}})([{MARK}])", clause)
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
        if turned and not is_verb(clause) and self.takes(turned, turned["n"]):
            return self._turned(turned)
        if counted and is_verb(clause):
            return (clause,)
        among = re.fullmatch(rf"共([{MARK}].{{1,4}})", clause)
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
        if tail[2] or done or holds_verb(noun) or re.search("超过|达|[量率数额共近约]$", noun):
            return (clause,)
        if ACTS_WITHIN.search(QUOTED.sub("", noun)):
            # 公众号发信息96条 has its verb: no 发布公众号发信息.
            return (clause,)
        return self._by_row(noun, counts[0], counts[0] + (tail[1] or ""), clause)

    def takes(self, turned: re.Match[str], noun: str) -> bool:
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
        elif re.search("全年|上半年|下半年|今年|[补新]", noun) and not is_known(noun):
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
            if row.generic and (not is_known(noun) or somebody_acts(noun)):
                return (clause,)
            if (
                row.wordings[0].startswith("开展")
                and is_bare_verb(noun)
                and unit not in EVENT_UNITS
            ):
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
