"""What a figure counts by the words that adjoin it: 培训680名农村妇女, 资料3200份, 其中女性12人.

The words nearest to the figure are read first; what they leave open is borrowed.
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from drafter.facts.borrowing import borrowed_label, from_verb
from drafter.facts.lexicon import Tag, words_of
from drafter.facts.namesakes import from_words_before, verb_after
from drafter.facts.phrases import (
    LONGEST,
    Label,
    clause_label,
    limited,
    noun_after,
    noun_before,
    trimmed,
    without_level,
    word_set,
)
from drafter.facts.recalling import (
    has_kin_rate,
    head_noun,
    kin_of,
    money_name,
    rate_of,
    same_unit_of,
)
from drafter.facts.surroundings import EACH_OPENS, MARKS, PER, SHARES, TOTAL, Passage, takes_noun
from drafter.facts.wholes import Placed
from drafter.figures import Figure, Kind

__all__ = ["label_of"]

_SHARE: Final = re.compile(
    r"占(?!比|地|用)(?P<whole>[^，,；;。]{0,20}?)的?(?:比例|比重)?(?:为|达|达到|约|近|近达)?$"
)
_GIVEN_TO: Final = re.compile(
    r"(?:为|对|给|向|让|使|替)(?:全[镇乡县市区村省]|辖区|本[镇乡县市区村]|各村)?的?$"
)
_LAST_YEAR: Final = re.compile(r"(?:去年|上年|前年)底?(?=同期|全年|是|为|共|仅|只|才|\s|$)")
# 比上半年的25人又多些 is of what was counted just before.
_OF_TIME: Final = re.compile(r"([\u4e00-\u9fff]{2,6})是(全年|[上下]半年|[一二三四]季度)$")
_LINE: Final = re.compile("(?:[\u4e00-\u9fff]{0,4}?)(?:热线|专线)")
_COMPARED: Final = re.compile(
    r"[比较](?:去年|上年|上半年|前年|上期|往年|同期|上次|年初)(?:同期)?的?$"
)
_AVERAGE: Final = re.compile(r"(?:人均|户均|亩均|村均|平均每[人户亩])(?=[\u4e00-\u9fff]{0,6}$)")
_GOODS_BEHIND: Final = re.compile(
    r"的?(?P<name>[\u4e00-\u9fff]{0,8}?(?:金|款|资金|经费|物资|产品|用品|补贴|贷款|补助|奖品|礼品|药品|食品))(?![\u4e00-\u9fff]{0,1}(?:额|率))"
)
_FROM: Final = re.compile(r"(?<=.)[从由]$")
_RISES: Final = re.compile(
    r"(?:再)?(?:(?:增加?|上?升|提高|发展|扩大?|减少?|下?降|涨|壮大|达|缩减|回落)(?:到|至|为)了?|到|至)"
)


def label_of(passage: Passage, index: int) -> Label:
    """Return what a figure counts by the words beside it, and what it is a part of."""
    item = passage.placed[index]
    kind, value = item.figure.kind, item.figure.value
    if kind is Kind.NUMBER_CODE:
        return _code(passage, item)
    if kind is Kind.DATE or (kind is Kind.PERIOD and not isinstance(value, Decimal)):
        return Label("时间")
    left = passage.left(index)
    right = passage.right(index)
    part_of = passage.wholes.of(index, [each.part_of for each in passage.found])
    if kind is Kind.AGE:
        noun = (noun_after(right) if not right.startswith("占") else "") or noun_before(left)
        return Label(
            f"{noun}年龄" if noun and not noun.endswith("年龄") else (noun or "年龄"), "", noun
        )
    compared = _COMPARED.search(passage.text, max(item.start - 8, 0), item.start)
    kin = kin_of(passage, index) if compared else None
    if kin is not None:
        return replace(kin, part_of=None)
    if (item.figure.unit or "").endswith("百分点") and (
        rate := rate_of(passage, index)
    ) is not None:
        # 逾期率0.6%，比去年降了0.3个百分点
        return Label(limited(rate.text + clause_label(left).verb), "", rate.object)
    label = _read(passage, index, item, left, right, part_of)
    return Label(label.text, label.verb, label.object, part_of)


def _code(passage: Passage, item: Placed) -> Label:
    before = trimmed(passage.text[max(0, item.start - 10) : item.start])
    before = "" if re.search(r"\d", before) else before
    if named := _LINE.match(passage.text, item.end):
        return Label(named[0])
    digits = re.sub(r"\D", "", item.figure.text)
    if re.search(r"身份证|证号", before) or len(digits) == 18:
        return Label("身份证号")
    if "〔" in item.figure.text or "[" in item.figure.text or item.figure.text.endswith("号"):
        return Label("文号")
    return Label("联系电话" if len(digits) in (7, 8, 10, 11, 12) else (before or "号码"))


def _read(
    passage: Passage, index: int, item: Placed, left: str, right: str, part_of: int | None
) -> Label:
    if item.figure.kind in SHARES or (item.figure.unit or "") in {"%", "％"}:
        share = _SHARE.search(left)
        if share:
            return _share(passage, item, left[: share.start()], trimmed(share["whole"]))
    sum_word = TOTAL.search(left.rstrip())
    total = bool(sum_word)
    average = _AVERAGE.search(left.rstrip())
    per = bool(PER.search(left.rstrip())) or item.figure.per is not None
    left = _FROM.sub("", left.rstrip())
    if item.figure.kind is not Kind.MONEY:
        left = EACH_OPENS.sub("", left) or left  # 每期来30人
    if _RISES.fullmatch(left.strip(MARKS)) and (kin := kin_of(passage, index)) is not None:
        return replace(kin, part_of=None)  # 粉丝由6200人增至9850人, 从2支到8支
    if item.figure.per and left.strip(MARKS) == f"一{item.figure.per}":
        left = ""  # 建妇女微家3个，一个500元
    left = PER.sub("", TOTAL.sub("", left.rstrip())).rstrip()
    behind = noun_after(right) if takes_noun(item, passage.text) else ""
    if behind and passage.is_next_ones(index, behind, left):
        behind = ""
    behind = behind or _unit_noun(item.figure)
    if item.figure.kind is Kind.MONEY and not behind:
        behind = _money_behind(right)
        left = "" if behind and not left.strip() else left
    if behind and (left.endswith(("等", "的")) or _GIVEN_TO.search(left)):
        # 罗某等5名妇女, 为全镇180名妇女检查: what stands before is not what is counted.
        left = ""
    left = _OF_TIME.sub(r"\2\1", left)  # 任务是全年200户
    flat = trimmed(left)
    if (
        not behind
        and part_of is None
        and flat in word_set("columns")
        and (name := head_noun(passage))
    ):
        return Label(limited(name + flat), "", name + flat)
    clause = clause_label(left)
    if behind and clause.object and not clause.verb:
        clause = _acting(left, clause)
    if part_of is not None:
        return _part(passage, part_of, clause, behind, right, passage.age_before(index))
    if behind and (not clause.object or clause.object in word_set("generic")):
        return _counted_behind(clause, behind, left, right)
    if clause.object:
        return from_words_before(passage, index, item, clause, behind, right)
    if clause.verb:
        label = from_verb(passage, index, item, clause.verb)
        if clause.text == clause.verb:
            return label
        return Label(limited(clause.text + label.object), clause.verb, label.object)
    label = borrowed_label(passage, index, item, right, total=total, per=per)
    before = _LAST_YEAR.search(left)
    if before and (kin := same_unit_of(passage, index)) is not None:
        label = replace(kin, part_of=None)  # 宣讲38场，受众4100人次，去年29场
    if before and not label.text.startswith(before[0]):
        return Label(limited(before[0] + label.text), label.verb, label.object)
    if average and not label.text.startswith(average[0][:2]):
        return Label(limited(average[0] + label.text), label.verb, label.object)
    if (
        sum_word
        and sum_word[0] in {"合计", "总计", "总额", "总金额"}
        and not has_kin_rate(passage, index)
    ):
        return Label((passage.colon_head() or money_name(passage)) + sum_word[0], "", label.object)
    return label


def _share(passage: Passage, item: Placed, before: str, whole: str) -> Label:
    """女党员占党员总数的27%: who, of which whole."""
    subject = trimmed(before)
    if not subject:
        place = passage.text.rfind("占", 0, item.start)
        clause = re.split("[，；。：]", passage.text[:place].rstrip("， "))[-1]
        subject = trimmed(clause) if not re.search(r"\d", clause) else ""
    text = f"{subject}占{whole or '比'}"
    return Label(text if len(text) <= LONGEST else f"占{whole or '比'}", "占", whole or subject)


def _counted_behind(clause: Label, behind: str, left: str, right: str) -> Label:
    """培训680名农村妇女, and 14名主席参加 where nothing stands before."""
    if not left.strip() and not clause.verb:
        return Label(behind, verb_after(right.removeprefix(behind)), behind)
    verb = clause.verb or verb_after(right.removeprefix(behind))
    return Label(limited(clause.verb + behind), verb, behind)


def _part(
    passage: Passage, part_of: int, clause: Label, behind: str, right: str, age: str = ""
) -> Label:
    whole = passage.found[part_of]
    thing = clause.object
    if thing and (thing in word_set("levels") or behind in word_set("levels")):
        noun = without_level(whole.object)
        return Label(limited(clause.verb + thing + noun), clause.verb or whole.verb, thing + noun)
    if thing or behind:
        noun = thing or behind
        return Label(limited(clause.verb + noun), clause.verb or whole.verb, noun)
    if clause.verb:
        noun = whole.object
        if noun[:1] == clause.verb[-1]:
            noun = noun[1:]  # 建妇联34家，其中今年新建9家
        elif any(token.tag in {Tag.VERB, Tag.TAKING} for token in words_of(noun)):
            noun = ""  # 拿到证的108人，其中已经上岗的34人
        return Label(limited(clause.verb + noun), clause.verb, noun)
    after = clause_label(right)
    if after.verb or after.object:
        return after
    if age:
        return Label(age, whole.verb, age)
    return Label(whole.text, whole.verb, whole.object)


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
    if len(unit) < 3 or unit in word_set("self_named"):
        return ""
    return (
        unit[1:]
        if unit[1:] not in {"人次", "元"} and unit[0] in "支个名家条件份场期位户所篇"
        else ""
    )


def _money_behind(right: str) -> str:
    """What a sum is, where it stands behind (5000元慰问金, 2万元的物资)."""
    match = _GOODS_BEHIND.match(right)
    return trimmed(match["name"]) if match else ""
