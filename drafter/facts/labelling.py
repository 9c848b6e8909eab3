"""What each figure counts, in the notes' own words, from what stands around it.

发放宣传资料3200份, 培训680名农村妇女, 资料3200份 and 60人参加 put the counted thing in four places.
The words nearest to the figure are read first; what they leave open comes from the figure before
(家政2期60人), from the head of the passage (最美家庭 推荐县级6户), or from the lead-in above it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.phrases import (
    LONGEST,
    Label,
    clause_label,
    is_naming,
    is_place,
    limited,
    noun_after,
    noun_before,
    trimmed,
    without_level,
    word_list,
    word_set,
)
from drafter.facts.spoken import (
    cleared,
    counted_act,
    event_of,
    named_before,
    sum_of,
    taught_in,
    told_behind,
)
from drafter.facts.vagueness import EMPTY, SHORT_THING, came, is_vague, matter_of, says_little
from drafter.facts.wholes import PEOPLE, Placed, Wholes, same_class
from drafter.figures import Figure, Kind

__all__ = ["label_figures"]

_CLAUSE_STOPS: Final = "，,；;。：:！!？?（）()【】[]\n"
_PER: Final = re.compile(
    r"(?:(?:平均|按)?每一?个?|^\s*一)(?:[人户村镇乡社校组家班场次期月年周天日对名位份支所县]|学期|季度|社区|单位|贫困户|家庭)?"
    r"(?:各|发|给|有|约|至少|送|奖|补助|补贴|平均)?$|(?:人均|户均|村均|对均)$"
)
_TOTAL: Final = re.compile(
    r"(?:小计|共计|合计|总计|累计|总共|一共|共|合|(?<![会统预设审估])计|合起来|总额|总数|总金额|(?<![\u4e00-\u9fff])总)[约近达]?$"
)
# Units that name what they count themselves; nothing is needed behind them.
_SELF: Final = frozenset({"人", "人次", "户", "元", "岁", "%", "％", "村", "天", "户次"})
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
_LAST_YEAR: Final = re.compile(r"(?:去年|上年|前年)底?(?=同期|全年|是|为|共|仅|只|才|\s|$)")
_ROLE_LEAD: Final = re.compile(
    r".{0,4}(?:打算|计划|问题|困难|不足|短板|安排|下一步|明年|思路)[：:]"
)
_MARKS: Final = " \t，,；;。：:、（）()“”\"'的"
# 报上来的数 is of what was named before.
_SAID_COUNT: Final = re.compile(r"(?:的|全[市县镇乡区村]|本)?(?:总?数|数字|数据)$")
_SOLD: Final = frozenset({"卖", "卖出去", "全年卖", "共卖", "一共卖", "销售"})
_WAGE_TIMES: Final = frozenset({"天", "日", "月", "小时"})
_ANYONE: Final = frozenset({"娃", "孩子", "娃娃", "小孩", "姐妹", "人"})
_NO_THINGS: Final = frozenset("人没无缺是有来都")
# 市级上了12户: who named them needs no more than the level.
_LEVEL_GOT: Final = re.compile(r"(.{1,5}?[级里])(?:上|评|获|得|有|过)")
# 去了29人, 听的110人, 来的有35个: what the people did is all that stands before them.
_CAME: Final = re.compile(
    r"(?:都|就|才|一共|共|总共|实际)?(?:[来去到坐]|[来去]?(?P<act>[听学查]))(?:课|场|会)?(?:了|的|过|到|到了)?(?:有|是|共)?"
)
_WHO_CAME: Final = re.compile(
    r"^(?:我们?|咱们?|全|本)(?:[村镇乡组]里?|社区|街道|妇联)?(?:的)?(?:人|妇女)?(?:一共|总共|实际|共)?|^(?:实际|一共|总共)"
)
_VISITS: Final = re.compile("慰问|走访|看望")
_SUM_ROW: Final = re.compile("(?:合计|总计|共计|小计)[：:]")
_CALENDAR: Final = re.compile("年|月|季|旬|期间")
_COURSES: Final = frozenset({"期", "班"})
_CAME_TO: Final = frozenset("来到去")
_EVENT_NAME: Final = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:班|营|课堂|学校)")
_EVENT_ENDS: Final = ("会", "班", "课", "讲座", "赛", "活动", "培训", "筛查", "检查", "节")
# 就业那块，招聘会办了2场: the first words only say of what is told.
_OF_THAT: Final = re.compile(r"[^，,；;。：:\d]{1,8}(?:[那这](?:块儿?|边|个|项)|方面)[，,：:]")
_PERSONS: Final = PEOPLE | {"个"}
# 给妇女办了个育种班 is 育种班.
_GIVEN: Final = re.compile("了[一个]{1,2}(?=..)")
_ONE_OF_SEVERAL: Final = re.compile("最[多少]|每|有一")
_WORTH: Final = frozenset({"价值", "总价值", "总价", "价", "折款", "折价"})
# Columns of a ledger that a verb begins.
_COLUMNS: Final = frozenset({"完成数", "完成", "实际完成", "完成人数", "检出", "检出数"})
_COMING: Final = frozenset({"来", "到", "去", "参加", "到场"})
_LEVEL_ENDS: Final = (
    "乡镇级",
    "国家级",
    "省级",
    "市级",
    "县级",
    "区级",
    "镇级",
    "乡级",
    "村级",
    "街道级",
)
_ENOUGH: Final = 2
_SHORT_ACT: Final = 4
_LONGEST_ASIDE: Final = 10
# 每次去2个人: so many for each is no part of what was done.
_EACH_OPENS: Final = re.compile(r"^\s*每一?个?[次回期场人户村天月年班](?:都|各|约|大约)?")
# 比上半年的25人又多些 is of what was counted just before.
_COMPARED: Final = re.compile(
    r"[比较](?:去年|上年|上半年|前年|上期|往年|同期|上次|年初)(?:同期)?的?$"
)
_NEWLY: Final = re.compile(r"..(?<![两创更翻高革求])新$")
_FROM: Final = re.compile(r"(?<=.)[从由]$")
_RISES: Final = re.compile(
    r"(?:再)?(?:(?:增加?|上?升|提高|发展|扩大?|减少?|下?降|涨|壮大|达|缩减|回落)(?:到|至|为)了?|到|至)"
)
# 一是市级示范班120人: what orders the parts names none of them.
_ORDER: Final = re.compile(r"^\s*[一二三四五六七八九十]是(?=[\u4e00-\u9fff]{2})")
_IN_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")
# 截至11月25日已换181个: what only leads to a date is nothing that counts.
_UP_TO: Final = re.compile(r"(?:截[至止]到?|直?到|自|从|于)$")
_LACKS: Final = re.compile(r"没有?[^，,；;。、\d了吗]{2,8}|缺[^，,；;。、\d]{2,8}")
# 妇字号基地是县里直接评的 is about the bases.
_IS: Final = re.compile(r"(.{2,12}?)是[^，,；;。]{2,}的?$")


_TIMES: Final = frozenset({Kind.DATE, Kind.AGE, Kind.NUMBER_CODE})
_SHARES: Final = frozenset({Kind.PERCENT, Kind.FRACTION})
_TRANSPARENT: Final = frozenset({Kind.DATE, Kind.AGE, Kind.PERIOD, Kind.ORDINAL})


def label_figures(
    text: str, placed: Sequence[Placed], lead: str = "", section: str = ""
) -> tuple[Label, ...]:
    """Return a label for each figure of a passage.

    Args:
        text: The passage.
        placed: Its figures in order.
        lead: The nearest heading above it, for what the passage itself leaves out.
        section: The heading of the section, for what neither says.
    """
    return tuple(_Labeller(text, placed, lead, section).labels())


class _Labeller:
    def __init__(self, text: str, placed: Sequence[Placed], lead: str, section: str) -> None:
        self.text = text
        self.placed = placed
        self.lead = trimmed(lead)
        self.section = trimmed(_IN_BRACKETS.sub("", section))
        self.found: list[Label] = []
        self.wholes = Wholes(text, placed)
        self.head = self._head()

    def labels(self) -> list[Label]:
        """Label the figures one after the other; each may lean on those before it."""
        for index in range(len(self.placed)):
            label = self._label(index)
            if attended := self._attended(index, label):
                self.found.append(attended)
                continue
            label = self._priced(index, self._filled(index, label))
            timed = self.placed[index].figure.kind in _TIMES
            anyone = label.text in _ANYONE or label.text[1:] in _ANYONE
            if anyone and (event := self._event(index) or self._opening_event()):
                label = replace(label, text=limited(event + label.text))  # 暑假托管班 29个娃
            vague = not timed and label.part_of is None and (is_vague(label) or came(label))
            label = self._with_matter(index, label) if vague else label
            self.found.append(label if timed else self._spoken(index, label))
        return self.found

    def _spoken(self, index: int, label: Label) -> Label:
        """Name what spoken words say by a bare verb, and what is borrowed, by what is measured."""
        item = self.placed[index]
        if label.part_of is not None or not label.text:
            return label
        clause = re.split("[，,；;。：:、！!？?（）() ]", self.text[: item.start])[-1]
        if clause in word_set("times") and not _CALENDAR.search(clause):
            return replace(label, text=limited(clause + _without_time(label.text)))  # 春节28户
        named = told_behind(clause, self._right(index)) or named_before(clause)
        if named and item.figure.kind is Kind.QUANTITY:
            return Label(named, "", named)
        unit = item.figure.unit or ""
        previous = self._previous(index)
        borrowed = previous is not None and label.text == previous.text
        after_event = borrowed and self._unit_before(index) in _EVENTS
        told = cleared(label)
        if item.figure.kind is Kind.MONEY or unit in {"", "元", "块"}:
            told = sum_of(told, _TOTAL.sub("", clause), self._given())
            told = replace(told, text=limited(f"{told.text}费用")) if after_event else told
        elif item.figure.kind is Kind.PERIOD:
            days = unit == "天" and self._unit_before(index) in _EVENTS
            if days and previous and (after_event or item.figure.per in _EVENTS):
                told = replace(told, text=limited(f"{previous.text}天数"))
        elif item.figure.kind in _SHARES:
            return told if told.text else label
        elif unit in _PERSONS and told.verb in _CAME_TO and told.text == told.verb + told.object:
            if told.object.endswith(word_list("people")):
                told = replace(told, text=told.object)
            elif told.object.endswith(_EVENT_ENDS):
                told = replace(told, text=limited(f"参加{told.object}"))
        elif after_event and unit in PEOPLE:
            told = replace(told, text=limited(told.text + ("人次" if unit == "人次" else "人数")))
        elif unit in _COURSES and (taught := taught_in(self.text[: item.start])):
            told = replace(told, text=limited(f"{taught}培训"))
        else:
            told = counted_act(told, item.figure, self._matter(index))
        return told if len(told.text) > 1 else label

    def _opening_event(self) -> str:
        """The class or school that the passage opens with (暑假托管班7月8号开到…)."""
        named = _EVENT_NAME.match(self.text)
        return named[0] if named else ""

    def _given(self) -> str:
        """What money is called that is handed over on a visit."""
        return "慰问金" if _VISITS.search(f"{self.section}，{self.lead}，{self.text}") else ""

    def _unit_before(self, index: int) -> str:
        """The measure word of the nearest figure before it that counts."""
        for back in range(index - 1, -1, -1):
            if self.placed[back].figure.kind not in _TRANSPARENT:
                return self.placed[back].figure.unit or ""
        return ""

    def _matter(self, index: int) -> str:
        """What is taught, or else what the figure of its kind before it counts."""
        if taught := taught_in(self.text[: self.placed[index].start]):
            return f"{taught}培训"
        kin = self._kin(index)
        return (
            (kin.object or kin.text)
            if kin is not None
            else matter_of(self.head) or matter_of(self.lead)
        )

    def _attended(self, index: int, label: Label) -> Label | None:
        """Name those who came by what they came to: 拉妇女去镇里查两癌，去了29人 is 参加两癌."""
        item = self.placed[index]
        if item.figure.kind is not Kind.QUANTITY or item.figure.unit not in _PERSONS:
            return None
        own = _WHO_CAME.sub("", self._left(index).strip(_MARKS))
        came = _CAME.fullmatch(own)
        behind = noun_after(self._right(index))
        if came and label.part_of is None and behind.endswith((*word_list("people"), *_ANYONE)):
            return Label(behind, "参加", behind)  # 来了76个妇女
        clause = re.split("[，,；;。：: ]", self.text[: item.start])[-1]
        named = behind or _ONE_OF_SEVERAL.search(clause)
        if came is None or label.part_of is not None or item.figure.per is not None or named:
            return None
        before = [word for word in find_topic_words(self.text[: item.start]) if word.weight > 1]
        taught = taught_in(self.text[: item.start])
        if taught and taught not in label.text:
            return Label(limited(f"参加{taught}培训"), "参加", f"{taught}培训")
        before = [word for word in before if word.text.endswith(_EVENT_ENDS)][-1:] or before
        if not before or any(word.text in label.text for word in before):
            return None
        event = event_of(max(before, key=lambda word: word.weight).text.lstrip("教讲"))
        verb = came["act"] or "参加"
        return Label(limited(event if verb in event else verb + event), verb, event)

    def _priced(self, index: int, label: Label) -> Label:
        """Name a sum by what it is: 女工63人，一天90元 is a wage, 卖了4.2万元 a turnover."""
        figure = self.placed[index].figure
        if figure.kind is not Kind.MONEY:
            return label
        if label.text.rstrip("了出得") in _SOLD:
            matter = matter_of(self.head) or matter_of(self.section)
            return replace(label, text=limited(f"{matter}销售额"))
        previous = self._previous(index)
        borrowed = previous is not None and previous.text == label.text
        people = previous is not None and previous.object.endswith(word_list("people"))
        if figure.per in _WAGE_TIMES and borrowed and people:
            return replace(label, text=limited(f"{label.text}工资"))
        return label

    def _filled(self, index: int, label: Label) -> Label:
        """批了, 成了8起 and 二十几个人 say too little; the subject and the clause's words do."""
        item = self.placed[index]
        if item.figure.kind in _TIMES or (
            label.text == self.text[item.end : item.end + 1] and label.text not in _NO_THINGS
        ):
            return label
        if not says_little(label.text) and not self._is_act_alone(label):
            return label
        own = _TOTAL.sub("", _PER.sub("", self._left(index))).strip(_MARKS)
        own = own.lstrip("、").split("、")[-1]
        right = self._right(index)
        rest = clause_label(right)
        if lacks := _LACKS.match(right):
            return Label(limited(lacks[0]), "", lacks[0])  # 24个里有6个没有女律师
        if rest.verb and len(rest.text) > len(rest.verb) and len(own) < _ENOUGH:
            # 剩1起交司法所: what became of it stands behind it.
            return Label(limited(rest.text), rest.verb, rest.object)
        behind = label.text if label.text and label.text not in own else ""
        own += behind if own or len(behind) > 1 else ""
        if len(own) > 1 and _SUM_ROW.match(self.text):
            return Label(
                limited(own), label.verb, label.object
            )  # 合计：已查3522人 is a column's sum
        came = own.rstrip("了过") in _COMING and bool(find_topic_words(self.section))
        subject = self._acted_on(own) or (self.section if came else self._subject(index))
        if len(own) > _ENOUGH or not subject or subject in own:
            return Label(limited(own or label.text or subject), label.verb, label.object)
        name = subject.removesuffix(trimmed(own)) or subject
        return Label(limited(name + own), label.verb or trimmed(own), name)

    def _with_matter(self, index: int, label: Label) -> Label:
        """最美家庭报上去2户, 来了86人 below 三八节: what it is done with is named before it."""
        own = _EACH_OPENS.sub("", self._left(index)).split("、")[-1].strip(_MARKS)
        own = own.split(" ")[-1]
        if label.text.startswith(("没", "不")) or label.object in _ANYONE:
            return label
        named = own.endswith(label.text) and len(own) > len(label.text) and not is_place(own)
        if named and (find_topic_words(own) or words_of(own)[0].text.endswith(word_list("people"))):
            return replace(label, text=limited(own))
        if not is_vague(label):
            return label
        came = label.verb in word_set("taking") and bool(find_topic_words(self.section))
        matter = (
            matter_of(self.head)
            or (matter_of(self.section) if came else "")
            or self._thing_before(index)
            or matter_of(self.text[: self.placed[index].start])
            or matter_of(self.lead)
            or matter_of(self.section)
        )
        if not matter or matter in label.text or label.text in matter:
            return label
        return replace(label, text=limited(matter + label.text))

    def _thing_before(self, index: int) -> str:
        """印资料3万份，发出去2.6万份: what was counted in the same measure word just before."""
        kin = self._kin(index)
        unit = self.placed[index].figure.unit or ""
        alike = kin is not None and unit not in PEOPLE and unit not in _EVENTS
        return kin.object if kin is not None and alike and unit else ""

    def _is_act_alone(self, label: Label) -> bool:
        """发动去查 says what was done but not of what; the heading above it does."""
        return (
            not label.object
            and len(label.text) <= _SHORT_ACT
            and not find_topic_words(label.text)
            and not self.head.removesuffix(label.text)
            and bool(find_topic_words(self.lead or self.section))
        )

    def _subject(self, index: int) -> str:
        """What the passage is about, by its opening or the headings above it."""
        told = _IS.match(self.head)
        for words in (told[1] if told else self.head, self.lead, self.section):
            label = clause_label(words)
            for name in (label.object, label.text):
                if len(name) > 1 and name not in EMPTY:
                    return name
        previous = self._previous(index)
        return previous.object if previous is not None else ""

    def _acted_on(self, own: str) -> str:
        """What the same verb had for its object before: 包粽子…，包了600个."""
        verb = own.rstrip("了着过的")
        if not verb or len(verb) > 1 or (at := self.text.find(verb)) < 0:
            return ""
        if any(
            token.start < at < token.end and token.tag is not Tag.OTHER
            for token in words_of(self.text)
        ):
            return ""  # 查 of 检查 is no verb
        tokens = words_of(re.split("[，,；;。：:、]", self.text[at + 1 :])[0])
        if not tokens or self.text[at + 1 : at + 2] in "了着过的":
            return ""
        first = tokens[0]
        noun = first.tag not in {Tag.VERB, Tag.TAKING, Tag.LIGHT} and not re.search(
            r"\d", first.text
        )
        return verb + first.text if noun and 1 < len(first.text) <= SHORT_THING else ""

    def _head(self) -> str:
        """The words that open the passage before any figure that counts: its subject."""
        end = len(self.text)
        for item in self.placed:
            if item.figure.kind not in _TRANSPARENT:
                end = item.start
                break
        opening = self.text[:end]
        opening = self._after_date(opening)
        opening = opening[aside.end() :] if (aside := _OF_THAT.match(opening)) else opening
        stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
        colon = re.match(r"[^，,；;。：:]{2,20}[：:]", self.text)
        if colon and _ROLE_LEAD.match(colon[0]):
            # 打算：秋天办个面点班 is about the class.
            opening = opening[colon.end() :]
            stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
            colon = None
        if colon and is_place(colon[0].rstrip("：: ")):
            # 白石村：家长课堂…: who tells is not what is told of.
            opening = self._after_date(self.text[colon.end() : max(end, colon.end())])
            stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
            colon = None
        space = None if opening else re.match(r"\S{2,14}(?= )", self.text)
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
            if trimmed(words):
                break
            offset += match.end()
        return opening[offset:]

    def _without_figures(self, opening: str) -> str:
        kept = opening
        shift = self.text.find(opening)
        for item in reversed(self.placed):
            if shift <= item.start < shift + len(opening):
                kept = kept[: item.start - shift] + kept[item.end - shift :]
        return trimmed(kept)

    def _label(self, index: int) -> Label:
        item = self.placed[index]
        kind, value = item.figure.kind, item.figure.value
        if kind is Kind.NUMBER_CODE:
            return self._code(item)
        if kind is Kind.DATE or (kind is Kind.PERIOD and not isinstance(value, Decimal)):
            return Label("时间")
        left = self._left(index)
        right = self._right(index)
        part_of = self.wholes.of(index, [each.part_of for each in self.found])
        if kind is Kind.AGE:
            noun = (noun_after(right) if not right.startswith("占") else "") or noun_before(left)
            return Label(
                f"{noun}年龄" if noun and not noun.endswith("年龄") else (noun or "年龄"), "", noun
            )
        compared = _COMPARED.search(self.text, max(item.start - 8, 0), item.start)
        kin = self._kin(index) if compared else None
        if kin is not None:
            return replace(kin, part_of=None)
        if (item.figure.unit or "").endswith("百分点") and (rate := self._rate(index)) is not None:
            # 逾期率0.6%，比去年降了0.3个百分点
            return Label(limited(rate.text + clause_label(left).verb), "", rate.object)
        label = self._read(index, item, left, right, part_of)
        return Label(label.text, label.verb, label.object, part_of)

    def _code(self, item: Placed) -> Label:
        before = trimmed(self.text[max(0, item.start - 10) : item.start])
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
                    _UP_TO.sub("", words[: other.start - begin])
                    + ("" if other.figure.kind is Kind.AGE else " ")
                    + words[other.end - begin :]
                )
            else:
                words = words[other.end - begin :]
                if two := self._two_acts(words, other):
                    words = two[1]
                    break
                noun = noun_after(words) if _takes_noun(other, self.text) else ""
                place = self.placed.index(other)
                if self._is_next_ones(place, noun, self._left(place)):
                    break
                # 两年慰问310户: what was done in a time is counted behind it.
                alone = other.figure.kind is Kind.PERIOD and not words.removeprefix(noun).strip()
                if noun and words.startswith(noun) and not alone:
                    words = re.sub(r"^[（(][^（）()]*[）)]", "", words[len(noun) :])
                break
        return _ORDER.sub("", words)

    def _two_acts(self, words: str, before: Placed) -> tuple[str, str] | None:
        """50人报名结业46人: of two acts between two counts of people, each takes one."""
        if (before.figure.unit or "") not in PEOPLE:
            return None
        tokens = words_of(words.strip())
        acts = {Tag.TAKING, Tag.NAMING, Tag.VERB}
        if len(tokens) == _ENOUGH and all(
            token.tag in acts and len(token.text) > 1 for token in tokens
        ):
            return tokens[0].text, tokens[1].text
        return None

    def _aside(self, place: int) -> int:
        """Return where a short bracket opens that is a part of a name (村（社区）), else -1."""
        for opener in range(place - 1, max(-1, place - _LONGEST_ASIDE), -1):
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
            between = self.text[position : other.start]
            two = self._two_acts(between, item) if position == item.end else None
            pieces.append(two[0] if two else between)
            position = other.end
            if other.figure.kind is not Kind.AGE:
                end = other.start
                position = end
                break
        pieces.append(self.text[position:end])
        return "".join(pieces)

    # --- reading ---------------------------------------------------------------------------------

    def _read(self, index: int, item: Placed, left: str, right: str, part_of: int | None) -> Label:
        if item.figure.kind in _SHARES or (item.figure.unit or "") in {"%", "％"}:
            share = _SHARE.search(left)
            if share:
                return self._share(item, left[: share.start()], trimmed(share["whole"]))
        sum_word = _TOTAL.search(left.rstrip())
        total = bool(sum_word)
        average = re.search(
            r"(?:人均|户均|亩均|村均|平均每[人户亩])(?=[\u4e00-\u9fff]{0,6}$)", left.rstrip()
        )
        per = bool(_PER.search(left.rstrip())) or item.figure.per is not None
        left = _FROM.sub("", left.rstrip())
        if item.figure.kind is not Kind.MONEY:
            left = _EACH_OPENS.sub("", left) or left  # 每期来30人
        if _RISES.fullmatch(left.strip(_MARKS)) and (kin := self._kin(index)) is not None:
            return replace(kin, part_of=None)  # 粉丝由6200人增至9850人, 从2支到8支
        left = _PER.sub("", _TOTAL.sub("", left.rstrip())).rstrip()
        behind = noun_after(right) if _takes_noun(item, self.text) else ""
        if behind and self._is_next_ones(index, behind, left):
            behind = ""
        behind = behind or _unit_noun(item.figure)
        if item.figure.kind is Kind.MONEY and not behind:
            behind = _money_behind(right)
            left = "" if behind and not left.strip() else left
        if behind and (left.endswith(("等", "的")) or _GIVEN_TO.search(left)):
            # 罗某等5名妇女, 为全镇180名妇女检查: what stands before is not what is counted.
            left = ""
        flat = trimmed(left)
        if not behind and part_of is None and flat in _COLUMNS and (name := self._head_noun()):
            return Label(limited(name + flat), "", name + flat)
        clause = clause_label(left)
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
            return Label(limited(clause.text + label.object), clause.verb, label.object)
        label = self._nothing_left(index, item, right, total=total, per=per)
        before = _LAST_YEAR.search(left)
        if before and (kin := self._same_unit(index)) is not None:
            label = replace(kin, part_of=None)  # 宣讲38场，受众4100人次，去年29场
        if before and not label.text.startswith(before[0]):
            return Label(limited(before[0] + label.text), label.verb, label.object)
        if average and not label.text.startswith(average[0][:2]):
            return Label(limited(average[0] + label.text), label.verb, label.object)
        if (
            sum_word
            and sum_word[0] in {"合计", "总计", "总额", "总金额"}
            and not self._kin_rate(index)
        ):
            return Label((self._colon_head() or self._money()) + sum_word[0], "", label.object)
        return label

    def _is_next_ones(self, index: int, behind: str, left: str) -> bool:
        """好媳妇12名好婆婆8名: where the first has its name before it, so has the next."""
        if index + 1 >= len(self.placed) or not clause_label(left).object:
            return False
        item, after = self.placed[index], self.placed[index + 1]
        between = self.text[item.end : after.start].strip()
        return between == behind and same_class(item, after)

    def _age_before(self, index: int) -> str:
        """35岁以下64人: the age is what is counted."""
        if not index or self.placed[index - 1].figure.kind is not Kind.AGE:
            return ""
        between = self.text[self.placed[index - 1].end : self.placed[index].start]
        return self.placed[index - 1].figure.text if not between.strip("的， ") else ""

    def _share(self, item: Placed, before: str, whole: str) -> Label:
        """女党员占党员总数的27%: who, of which whole."""
        subject = trimmed(before)
        if not subject:
            place = self.text.rfind("占", 0, item.start)
            clause = re.split("[，；。：]", self.text[:place].rstrip("， "))[-1]
            subject = trimmed(clause) if not re.search(r"\d", clause) else ""
        text = f"{subject}占{whole or '比'}"
        return Label(text if len(text) <= LONGEST else f"占{whole or '比'}", "占", whole or subject)

    def _counted_behind(self, clause: Label, behind: str, left: str, right: str) -> Label:
        """培训680名农村妇女, and 14名主席参加 where nothing stands before."""
        if not left.strip() and not clause.verb:
            return Label(behind, self._verb_after(right.removeprefix(behind)), behind)
        verb = clause.verb or self._verb_after(right.removeprefix(behind))
        return Label(limited(clause.verb + behind), verb, behind)

    def _part(self, part_of: int, clause: Label, behind: str, right: str, age: str = "") -> Label:
        whole = self.found[part_of]
        thing = clause.object
        if thing and (thing in word_set("levels") or behind in word_set("levels")):
            noun = without_level(whole.object)
            return Label(
                limited(clause.verb + thing + noun), clause.verb or whole.verb, thing + noun
            )
        if thing or behind:
            noun = thing or behind
            return Label(limited(clause.verb + noun), clause.verb or whole.verb, noun)
        if clause.verb:
            return Label(limited(clause.verb + whole.object), clause.verb, whole.object)
        after = clause_label(right)
        if after.verb or after.object:
            return after
        if age:
            return Label(age, whole.verb, age)
        return Label(whole.text, whole.verb, whole.object)

    def _counted_before(
        self, index: int, item: Placed, clause: Label, behind: str, right: str
    ) -> Label:
        thing, verb = clause.object, clause.verb
        if _NEWLY.search(thing):
            # 美丽庭院新评13户: 新 belongs to the verb behind it.
            thing = thing[:-1]
            clause = replace(clause, text=clause.text.removesuffix("新"), object=thing)
        level = next((word for word in _LEVEL_ENDS if thing.endswith(word)), "")
        if level and level != thing and not behind:
            # 最美家庭县级2户 counts 县级最美家庭.
            thing = level + thing.removesuffix(level)
            return Label(limited(verb + thing), verb, thing)
        if (got := _LEVEL_GOT.fullmatch(thing)) and got[1] in word_set("levels"):
            thing = got[1]
        kin = self._kin(index)
        if (
            kin is not None
            and (said := _SAID_COUNT.search(thing))
            and thing not in word_set("bare")
        ):
            # 市里通报的全市数是97份, after 保护令11份.
            return Label(limited(said[0].strip("的数字据总") + kin.text), kin.verb, kin.object)
        if thing in word_set("levels"):
            # 县级6户 after 最美家庭 推荐 counts 县级最美家庭.
            previous = self._previous(index)
            before = trimmed(self._left(index).split(verb)[0]) if verb else ""
            noun = (
                behind
                or (before if before and before not in thing else "")
                or self._head_noun()
                or (previous.object if previous else "")
            )
            if not verb and previous is not None:
                verb = previous.verb
            noun = without_level(noun)
            return Label(limited(verb + thing + noun), verb, thing + noun)
        worth = self._previous(index) if thing in _WORTH else None
        if worth is not None and len(worth.object) > 1:
            # 书包120个，爱心企业给的价值9600元
            return Label(limited(worth.object + thing), "", worth.object + thing)
        if thing in word_set("bare") and not verb:
            subject = self._head_noun()
            if subject and subject not in thing and thing not in subject:
                return Label(limited(subject + thing), "", subject + thing)
        if behind and behind not in thing and item.figure.kind is not Kind.MONEY:
            if verb:
                return Label(limited(verb + thing + behind), verb, thing + behind)
            after = self._verb_after(right.removeprefix(behind))
            return Label(limited(thing + after + behind), after, behind)
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
            if last in word_set("trailing"):
                return (
                    Label(limited(thing + last), "", thing + last) if last not in thing else clause
                )
            if last not in word_set("leading"):
                continue
            if thing[:2] not in lead and last not in thing:
                return Label(limited(last + thing), last, thing)
        return clause

    def _colon_head(self) -> str:
        match = re.match(r"[^，,；;。：:]{2,14}(?=[：:])", self.text)
        return self._without_figures(match[0]) if match and not is_place(match[0]) else ""

    def _verb_only(self, index: int, item: Placed, verb: str) -> Label:
        unit = item.figure.unit or ""
        if verb in word_set("taking"):
            event = self._event(index)
            if event and event not in verb and verb not in event:
                return Label(limited(verb + event), verb, event)
            return Label(verb, verb)
        if item.figure.kind is Kind.MONEY:
            money = self._money()
            if money and verb not in money and money not in verb:
                return Label(limited(verb + money), verb, money)
            return Label(verb, verb)
        if verb in word_set("fronting") and unit not in PEOPLE and unit not in {"天", "次", "户"}:
            noun = "" if self._is_counted_apart(index) else self._head_noun()
            if noun and noun not in verb and verb not in noun:
                return Label(limited(verb + noun), verb, noun)
        if is_naming(verb):
            named = self._with_lead(verb, Label(verb, verb))
            if named.text != verb:
                return named
        return Label(verb, verb)

    def _is_counted_apart(self, index: int) -> bool:
        """讲座35场，调解37件: what opens the passage is counted itself, in another measure word."""
        first = next(
            at
            for at, item in enumerate(self.placed)
            if item.figure.kind not in _TRANSPARENT or at == index
        )
        return (
            first < index
            and self.found[first].text == self.head
            and self.text[: self.placed[first].start].endswith(self.head)
            and not same_class(self.placed[first], self.placed[index])
        )

    def _nothing_left(
        self, index: int, item: Placed, right: str, *, total: bool, per: bool
    ) -> Label:
        """Nothing stands before the figure in its clause."""
        # 每户300元、米1袋: what a list goes on with is none of this figure's.
        after = "" if right.lstrip().startswith(("、", "和", "及")) else trimmed(right)
        previous = self._previous(index)
        if item.figure.kind is Kind.PERIOD:
            event = self._event(index)
            if event and item.figure.per:
                return Label(event, "", event)
            of = clause_label(self.head or self.lead)
            return replace(of, text=limited(f"{of.text}时间")) if of.text else Label("时长")
        if total or per:
            kin = self._kin(index)
            head = clause_label(self._colon_head()) if total else Label("")
            if head.object and kin is not None and kin.object != head.object:
                return Label(head.text, head.verb, head.object)  # 石桥35户、柳湾28户，合起来…
            paid = item.figure.kind is Kind.MONEY or not item.figure.unit
            given = self._money() if paid and per and not total else ""
            if given and not self._kin_rate(index):
                return Label(given, "", given)  # 每人200元, beside what all of it cost
            if kin is not None:
                return Label(kin.text, kin.verb, kin.object)
            if total and not per and self.head:
                return clause_label(self.head)  # 保洁队东头38+西头41，共79人
        if after and not total:
            label = clause_label(after)
            if label.verb in word_set("taking") and not label.object:
                event = self._event(index)
                if event and event not in label.verb and label.verb not in event:
                    return Label(limited(label.verb + event), label.verb, event)
            if label.verb or label.object:
                return label
        bare = item.figure.kind is Kind.QUANTITY and not item.figure.unit and item.figure.per
        if item.figure.kind is Kind.MONEY or bare:
            money = self._money()
            if money:
                return Label(money, "", money)
        unit = item.figure.unit or ""
        if previous is not None and self.head and previous.object.endswith(word_list("bare")):
            # A row's 960人次 beside 次数8次 is of what the row is about.
            name = self.head + (unit if len(unit) > 1 else "")
            return Label(limited(name), "", name)
        events = unit in _EVENTS
        if previous is not None and unit in PEOPLE and self._counts_teams(index):
            event = self._event(index)
            if event:
                return Label(event, "", event)  # 来了6支队72人
        if previous is not None and not (self.head and (is_place(previous.object) and events)):
            return Label(previous.text, previous.verb, previous.object)
        subject = self.head or self.lead
        label = clause_label(subject)
        return self._with_lead(label.object, label) if label.object and not label.verb else label

    def _rate(self, index: int) -> Label | None:
        """The label of the nearest share before it."""
        for back in range(index - 1, -1, -1):
            if self.placed[back].figure.kind in _SHARES:
                return self.found[back]
        return None

    def _counts_teams(self, index: int) -> bool:
        return (self.placed[index - 1].figure.unit or "") in {"支队", "支", "队", "支队伍"}

    def _event(self, index: int) -> str:
        """What people came to: the last thing counted in 场 or 期, else the passage's subject."""
        for back in range(index - 1, -1, -1):
            if (self.placed[back].figure.unit or "") in _EVENTS:
                return self.found[back].object
        noun = _GIVEN.split(self._head_noun())[-1]
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
        parts = None
        for back in range(index - 1, -1, -1):
            if same_class(self.placed[back], self.placed[index]):
                if self.found[back].part_of is None:
                    return self.found[back]
                parts = parts or self.found[back]
        return parts

    def _same_unit(self, index: int) -> Label | None:
        """The label of the nearest whole before it in the same measure word."""
        unit = self.placed[index].figure.unit
        for back in range(index - 1, -1, -1):
            if unit and self.placed[back].figure.unit == unit:
                return self.found[back] if self.found[back].part_of is None else None
        return None

    def _kin_rate(self, index: int) -> bool:
        """Whether the nearest figure of the same sort is so much for each (每户500元)."""
        for back in range(index - 1, -1, -1):
            if same_class(self.placed[back], self.placed[index]):
                return self.placed[back].figure.per is not None
        return False

    def _head_noun(self) -> str:
        if not self.head:
            return ""
        label = clause_label(self.head)
        return label.object or (label.verb if is_naming(label.verb) else "")

    def _verb_after(self, right: str) -> str:
        for token in words_of(trimmed(right)):
            if token.tag in {Tag.TAKING, Tag.VERB, Tag.NAMING}:
                return token.text
        return ""


def _without_time(text: str) -> str:
    """Return a label without the occasion of the figure before it."""
    for word in sorted(word_set("times"), key=len, reverse=True):
        if text.startswith(word) and len(text) > len(word) + 1:
            return text[len(word) :]
    return text


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
    return trimmed(match["name"]) if match else ""


def _acting(left: str, clause: Label) -> Label:
    """市政府表彰了30个先进集体: a naming verb right before the figure is what is done."""
    tokens = words_of(left.rstrip("了过出 "))
    if not tokens or tokens[-1].tag is not Tag.NAMING:
        if left.startswith(("对", "为", "给")):
            return Label("")
        return clause
    return Label(tokens[-1].text, tokens[-1].text)


def _unit_noun(figure: Figure) -> str:
    """A unit that names its thing (11支队伍) gives the thing."""
    unit = figure.unit or ""
    if unit == "支队":
        return "队"
    if len(unit) < 3 or unit in _SELF:
        return ""
    return (
        unit[1:]
        if unit[1:] not in {"人次", "元"} and unit[0] in "支个名家条件份场期位户所篇"
        else ""
    )
