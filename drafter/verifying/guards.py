"""What shields a figure from a rival fact: words or a form that the rival cannot have.

A rival is any fact in the figure's unit that the words may mean instead. Some it can never be: last
year's where the draft says this year's own word, a mark of 84.5 where persons are counted, 一 of
一张 where 198 are told.
"""

import re
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence
from drafter.verifying.keys import level_of
from drafter.verifying.operands import year_of
from drafter.verifying.rates import CLAIMS_TOTAL
from drafter.verifying.scopes import NOW_IS, THEN_WAS, excluded_word, plans_alone, said_of
from drafter.verifying.senses import says_own_sense
from drafter.verifying.words import is_generic

__all__ = ["is_broken", "is_lone", "of_one_kind", "says_own_word", "shielded"]

_AIM: Final = re.compile("目标|任务|指标|计划")
_AIM_NEAR: Final = 10
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
_PARTS_BEHIND: Final = re.compile(r"[^，。；：（(\d]{0,6}[，：:（(]?(?:其中|包括|含|分别)")
_REST: Final = re.compile("待[审办查处补]|剩|尚有|还有|还差|还缺|其余|余下?(?![杭姚江])|未|没")
_MEAN: Final = re.compile("平均|[人户场月日年周次]均")
_SUM_ROW: Final = re.compile(r"[^，。；：:\d]{0,4}(?:合计|总计|小计)")
_WHOLE: Final = re.compile("[全总共]|合计")
_ALL_TOLD: Final = re.compile("(?:合起来|加起来|一共|总共|合计|总计) ?$")
_OF_PART: Final = re.compile(r"其中|最|今年|本年|当年|有[^，。；\d]{0,6}$")
_SUMMED: Final = re.compile("合计|总计|共|总(?:人|户|数|量)")


def shielded(case: Case, own: Evidence, rival: Evidence) -> bool:
    """Say whether a rival cannot be what is meant, whatever else its words agree with."""
    return (
        (is_broken(rival) and not is_broken(own))
        or (is_lone(rival) and not is_lone(own))
        or _unlike_amount(case, own, rival)
        or _says_own_time(case.mention, own, rival)
        or says_own_word(case.mention, own.mention, rival.mention)
        or says_own_sense(case.mention, own.mention, rival.mention)
        or _sums_up(case.mention, own.mention, rival.mention)
        or _follows(case, own, rival)
        or _says_own_level(case.mention, own.mention, rival.mention)
        or _says_other_word(case.mention, own.mention, rival.mention)
        or plans_alone(case.mention, case.heading, own, rival)
        or _is_sum_with(case.mention, own, rival)
        or _part_of_share(case, own, rival)
        or of_one_kind(case.mention, own.mention, rival.mention)
        or _lists_it(case, rival)
        or _is_now_of(case.mention, own.mention, rival.mention)
        or _aims_alike(case.mention, own.mention, rival.mention)
    )


def _lists_it(case: Case, rival: Evidence) -> bool:
    """Say whether the rival is one of the parts that the draft lists behind the figure."""
    return _PARTS_BEHIND.match(case.mention.suffix) is not None and any(
        one.chosen is rival and one.mention.figure.start > case.mention.figure.start
        for one in case.beside
    )


def _is_now_of(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the rival is what the fact was before: 原来40人，现在55人 and 队伍55人."""
    return bool(
        NOW_IS.search(own.lead)
        and THEN_WAS.search(rival.lead)
        and not NOW_IS.search(rival.lead)
        and not THEN_WAS.search(said.lead)
    )


def _aims_alike(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether draft and fact both tell an aim, and the rival none: 距30%的目标."""
    aims = [_AIM.search(one.lead[-_AIM_NEAR:]) is not None for one in (own, rival)]
    return aims == [True, False] and bool(
        _AIM.match(said.tail.removeprefix("的")) or _AIM.search(said.lead[-_AIM_NEAR:])
    )


def _says_own_level(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the draft gives the figure to its fact's level, not the rival's: 全区 of 我区."""
    level, other = level_of(said), level_of(rival)
    return bool(level and other) and level == level_of(own) != other


def _says_other_word(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the draft's own word excludes the rival and not its fact: 国家级, 省级."""
    words = said_of(said)
    return (
        bool(words)
        and excluded_word(words, said_of(rival)) is not None
        and excluded_word(words, said_of(own)) is None
    )


def _is_sum_with(said: Mention, own: Evidence, rival: Evidence) -> bool:
    """Say whether the fact is told as the sum of all, the rival as a part: 合起来152名."""
    if own.span is None or rival.span is None or rival.span.low >= own.span.low:
        return False
    if own.activity != rival.activity or _OF_PART.search(said.clause_text):
        return False
    return bool(_ALL_TOLD.search(own.mention.lead))


def is_lone(item: Evidence) -> bool:
    """Say whether a number is the 一 of 一张 or 一个, which counts next to nothing."""
    return item.fact.figure.text.startswith("一") and bool(item.span and item.span.low == 1)


def _says_own_time(said: Mention, own: Evidence, rival: Evidence) -> bool:
    """Say whether the draft gives the figure to the very year of its fact, not the rival's."""
    years = _YEAR.findall(said.prefix)
    mine, theirs = year_of(own), year_of(rival)
    if not years:
        # What the draft gives to no year is of now: 社员126人，是2021年成立时23人的5倍.
        return mine == 0 < theirs and own.activity == rival.activity and not own.calendar
    return mine == int(years[-1]) != theirs


def is_broken(item: Evidence) -> bool:
    """Say whether a number without a unit of measure has decimals, so that it counts no things."""
    return bool(item.span and item.span.low % 1) and item.measure in (None, "person", "个")


def says_own_word(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the draft repeats the very word that tells its fact from the rival: 年初的61%."""
    words = said_of(said)
    if not words:
        return False
    known, other = said_of(own), said_of(rival)
    return any(
        close and known.get(number) == (word, True) and other.get(number) != (word, True)
        for number, (word, close) in words.items()
    )


def _unlike_amount(case: Case, own: Evidence, rival: Evidence) -> bool:
    """Say whether the fact is money in 万 and the rival a bare count: 金额120万, 导师7."""
    large = "万" in own.fact.figure.text and case.measure == "money"
    return large and rival.measure is None and "万" not in rival.fact.figure.text


def _follows(case: Case, own: Evidence, rival: Evidence) -> bool:
    """Say whether the number just before in the clause is the one just before in the notes.

    20名每人5000元、9名每人8000元 of 20名 5000，9名 8000: no other number goes with the 20.
    """
    before = case.before
    if before is None or before.chosen is None or len(before.good) != 1:
        return False
    if before.mention.clause_text != case.mention.clause_text:
        return False
    fact = before.chosen
    bare = not own.mention.lead.strip()
    return (
        fact.activity == own.activity == rival.activity
        and (bare or fact.mention.clause_text == own.mention.clause_text)
        and own.number == fact.number + 1
        and own.measure != fact.measure
    )


def of_one_kind(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether draft and fact both tell a rest or an average, and the rival neither."""
    return _says_rest(said, own, rival) or _says_average(said, own, rival)


def _says_rest(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether draft and fact both tell what is left: 尚有12名未结对 of 还有12个没结上."""
    return bool(_REST.search(said.lead) and _REST.search(own.lead) and not _REST.search(rival.lead))


def _says_average(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether draft and fact both tell an average: 人均月收入1800元 of 平均一个月拿1800块."""
    means = [_MEAN.search(mention.lead) is not None for mention in (said, own, rival)]
    return means == [True, True, False] and ("月" in said.lead) is ("月" in own.lead)


def _part_of_share(case: Case, own: Evidence, rival: Evidence) -> bool:
    """Say whether the share before is of the fact in the rival: 占比59.4%（820个） of 1380个."""
    before = case.before
    reckoned = None if before is None else before.reckoned
    ids = (own.fact.id, rival.fact.id)
    return reckoned is not None and "÷" in reckoned.shown and reckoned.told == ids


def _names_none(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the draft's clause has no word that the rival has and the fact has not."""
    theirs = (rival.near | rival.clause | rival.before) - (own.near | own.clause | own.before)
    return not any(
        token in said.near or token in said.clause for token in theirs if not is_generic(token)
    )


def _sums_up(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether draft and fact both tell a total, and the rival a part: 共85户 of 合计85."""
    rows = bool(_SUM_ROW.match(own.paragraph)), bool(_SUM_ROW.match(rival.paragraph))
    if rows == (True, False) and _SUMMED.search(said.prefix) and _names_none(said, own, rival):
        return True  # 三村共办9期，培训295人
    if not CLAIMS_TOTAL.search(said.lead):
        # 下湾村创成48户 is not the table's sum.
        return rows == (False, True) and not _WHOLE.search(said.prefix)
    if rows == (True, False):
        return True
    return bool(_SUMMED.search(own.lead[-8:]) and not _SUMMED.search(rival.lead[-8:]))
