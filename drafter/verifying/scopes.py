"""Whose figure it is and of when, as the words around it say: last year's, planned, another org's.

Only a plain word decides. 比去年增加 compares and does not date; 春蕾计划 is no plan.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from drafter.facts import Role, Scope
from drafter.figures import Kind
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence
from drafter.verifying.words import read_lines

__all__ = [
    "NOW_IS",
    "OTHER_YEAR",
    "THEN_WAS",
    "aimed_apart",
    "change_clash",
    "dated_apart",
    "excluded_word",
    "of_last_year",
    "plans_alone",
    "said_of",
    "says_change",
    "scope_clash",
    "side_by_side",
    "sums_up_plans",
]

OTHER_YEAR: Final = "记录里这不是"
# What a thing was at first, and what it has become.
THEN_WAS: Final = re.compile(
    r"(?:原来|原有|原先|起初|最初|当初|开始|刚成立|年初|以前|过去)[^，。；\d]{0,8}$"
)
NOW_IS: Final = re.compile(
    r"(?:现在|目前|现有|如今|发展到|增加?到|增至|扩大到|壮大到)[^，。；\d]{0,4}$"
)
_YEARS_AGO: Final = re.compile(
    r"(?<![比较与同和跟于])(?P<last>去年|上年|上一年|前年|往年|上年度|上届|上一届)(?!度?同期相比|相比)"
    r"|(?P<now>今年|本年|本年度|当年|现在|现有|目前|(?<!去年)(?<!上年)全年|比去年|较去年|比上年|较上年|同比"
    r"|(?:发展|增加?|扩大?|壮大|提高|上升|升|下降|降|减少?|回落|变)(?:到|至|为)了?)"
)
_THIS_YEAR: Final = re.compile("(?:今年|本年)$")
_ANY_LAST: Final = re.compile("去年|上年|上一年|前年|往年|上届|上一届")
_CLOSED: Final = re.compile(r"[（(][^（）()]*[）)]")
_NUMBER_AT_ONCE: Final = re.compile(
    r"(?:同期)?(?:的|是|有|为|才|只有|仅)? ?"
    r"\d[\d.,]*[万亿]?[^\d，,。；;、\s]{0,4}"
    r"[，,、；;\s]+(?!去年|上年)[^\d，,、\s]{2}"
)
_FROM: Final = re.compile(r"(?:由|从)[^，。；\d]{0,10}$")
_TURNED: Final = re.compile(r"[^，。；\d]{0,6}?(?:到|至|变为|成为|→)")
# 比去年后四个月的105人次多207人次.
_COMPARED: Final = re.compile(
    r"(?:比|较|与|和|同|超过)(?:去年|上年|上一年|上一?届)(?:同期)?(?:[后前上下]?$|[^，。；\d]{0,8}的$)"
)
# 较上年的80人: the base that is compared with.
_OF_LAST: Final = re.compile("(?:去年|上年|上一年|上一?届)(?:同期)?的$")
_PLAN: Final = re.compile(
    r"待办(?!结|理|件)|明年|下一步|下步|下次|下回|下一?年度?|来年|力争|打算|(?:计划|拟|定)于|想(?=[在再把给搞建办加要开举组请])|预计|拟|将(?:重点|着重|着力|继续|进一步|再|会|要|于)|目标(?:任务)?(?:是|为|数|：)|争取(?:实现|达到|完成|举办|开展|培训|新建|建成)"
    r"|(?<!春蕾)(?<!发展)计划(?!生育|免疫|书|表)(?=[^，。；]{0,4}[培举开组建发新慰走创完招设资救帮扩增申评选])|将(?![近军来领要]|[^，。；]{0,12}(?:了|送到))(?=[^，。；]{0,12}[培举开组建创新发慰走选推争扩打造启力实])"
)
_AIMS: Final = re.compile(
    "(?:奋斗|工作|发展|总体)目标|展望|愿景|蓝图|(?:今后|未来)(?:[一二三四五两几]年|一个时期)|(?:计划|打算|安排)[：:]"
)
# What a number is from that is not reached.
_SHORT_OF: Final = re.compile(r"(?:距离?|离)[^，。；\d]{0,10}$|差[^，。；]{0,10}(?:到|至)$")
_STILL_SHORT: Final = re.compile(r"[^，。；\d]{0,4}(?:还差|尚差|相差|还有差距)")
_SO_FAR: Final = re.compile("今年(?!计划|打算|拟|要)|现有|目前|已经|已(?![计拟])")
_NEAR_AIM: Final = 10
_COMING: Final = re.compile(f"{_PLAN.pattern}|拟|正[为在]|准备|即将|定于")
_IN_FACT: Final = re.compile("(?<![落真踏切])实(?:际|有|到|完成)?$")
_FIRM_PLAN: Final = re.compile(
    r"想(?=[在再把给搞建办加要开举组请])|待办|明年|下一步|下步|下一?年度?|来年|打算|力争|拟"
)
_EXPECTED: Final = re.compile("预计")
_ENDS: Final = re.compile("[；;。]")
_HEAD: Final = 8
_STOPS: Final = re.compile(r"[，,；;。\s]")
_AIM: Final = re.compile("目标|计划|任务(?!清单)|指标|要求|应|须|需")
# 新增100户 实际130户: what stands before 实际 was aimed at.
_THEN_DONE: Final = re.compile("[，,、（( ]{0,2}(?:实[际完有办到建开发收]|最后|最终)")
_AHEAD: Final = re.compile(r"(?:计划|预计|打算|拟|准备|[没未]排[^，。；\d]{0,3}[，,]?\s*先排)\s*$")
_HAS_DONE: Final = re.compile("已(?![计拟])|今年(?!计划|打算|拟|要)|截至|共|累计|全年")
_IS_DONE: Final = re.compile("了|已|完成|建成|实际|今年|共")
_AIMED: Final = re.compile(
    "(?:原定|(?:年度|年初|原)?(?:计划|任务)|(?:上级|年度)?(?:目标|指标)(?=[:： ]))"
    "(?!生育|书)[，：:]?[^，。；]{0,8}$"
)
_DONE: Final = re.compile("已|现有|实际|完成|建成|实现|达到|(?<![落真踏切])实(?=$)")
_ORG: Final = re.compile(
    r"[\u4e00-\u9fff]{0,5}?(?:省|市|县|区|乡|镇|村|街道|社区|兄弟|上级)(?:妇联)?"
)

_OWN_SUBJECT: Final = re.compile("(?:我|本)(省|市|县|区|镇|乡|街道|村|社区)")
_ALL_OWN: Final = re.compile("全(镇|乡|街道|村|社区)")
_ABOVE: Final = re.compile("(省|市|县|区)(?:妇联|妇儿工委|委|政府|里|直机关)|全(国|省|市|县|区)")
_LEVELS: Final = "国省市县区镇乡街道村社区"
_GIVES: Final = re.compile("下拨|拨付|拨给|资助|奖励|补助|划拨|配套|支持|赠|送|捐")


_LOOK_BACK: Final = re.compile(r"^\(\?<![^()]*\)")
_IN_LIST: Final = re.compile("[一二三四五六七八九十春夏秋冬省市县区上下男女初高][、和与]$")


@cache
def _exclusive() -> re.Pattern[str]:
    """Return one pattern of all sets; the group that matched tells set and word."""
    words = [
        f"(?P<s{number}w{place}>{word})"
        for number, line in enumerate(read_lines("exclusive.txt"))
        for place, word in enumerate(line.split())
    ]
    # A look at one character spares the whole alternation almost everywhere.
    return re.compile(f"(?=[{_first_characters()}])(?:{'|'.join(words)})")


def _first_characters() -> str:
    """Return every character that a word of the sets may begin with."""
    found = set("123456789")
    for line in read_lines("exclusive.txt"):
        for word in re.split(r"[ |]", line):
            first = _LOOK_BACK.sub("", word)[0]
            if first not in "(?\\[":
                found.add(first)
    return "".join(sorted(found))


def said_of(mention: Mention) -> dict[int, tuple[str, bool]]:
    """Return, by set, the last exclusive word before a figure and whether its clause holds it."""
    if mention.said is not None:
        return mention.said
    found: dict[int, tuple[str, bool]] = {}
    pattern = _exclusive()
    prefix = mention.prefix
    # A word before another figure of the clause is that figure's: 由2024年的86人壮大到129人.
    gap = _GAP.split(mention.lead)
    own = len(prefix) - len(gap[-1])
    if len(gap) > 1 and "、" in gap[-1]:
        # 2户获评市级、5户获评县级: what stands before the list mark is the number before's.
        own += gap[-1].rindex("、") + 1
    elif len(gap) > 1 and gap[-1].endswith(("和", "与", "及")):
        own = len(prefix)  # 25名男青年和27名女青年
    if len(gap) == 1 and _NO_LABEL.fullmatch(gap[0]):
        # 三季度最多，为41件: what is said to be the most is what the number is of.
        most = _IS_MOST.search(prefix[:own])
        own = most.start() if most is not None else own
    last: dict[int, tuple[int, str]] = {}
    for match in pattern.finditer(prefix):
        number, word = _set_and_word(match)
        found[number] = (word, match.start() >= own)
        end, other = last.get(number, (-_APART, word))
        if other != word and match.start() - end < _APART:
            del found[number]  # 4月、9月先后: dealt out, none of them is this number's
        last[number] = (match.end(), word)
        if _IN_LIST.search(prefix, max(0, match.start() - 2), match.start()):
            found.pop(number, None)  # 一、二、三等奖: none of them is this number's alone
    behind = pattern.match(mention.tail)
    if behind is None and own == len(prefix):
        # With nothing before it, a number has its label behind it, up to the next list mark.
        behind = pattern.search(_LIST_MARK.split(mention.tail)[0][:_BEHIND])
    if behind is not None:
        number, word = _set_and_word(behind)
        if own == len(prefix):
            found[number] = (word, True)
        found.setdefault(number, (word, True))
    mention.said = found
    return found


def _set_and_word(match: re.Match[str]) -> tuple[int, str]:
    """Return the set and its own name of a word, so that 去年 and 上年 are one; years are many."""
    number, _, place = (match.lastgroup or "s0w0")[1:].partition("w")
    text = match[0]
    return int(number), text if text[0].isdigit() else place


def excluded_word(
    said: dict[int, tuple[str, bool]], known: dict[int, tuple[str, bool]]
) -> tuple[int, str] | None:
    """Return the set and the draft's word where draft and fact say words that exclude each other.

    The draft's word must stand in the figure's own clause; a fact's may stand anywhere before it.
    """
    for number, (word, close) in said.items():
        other = known.get(number)
        if close and other is not None and other[0] != word:
            return number, word
    return None


_NO_LABEL: Final = re.compile("(?:为|达到?|有|共有?|计|高达)?")
_IS_MOST: Final = re.compile("[^，。；：\\d]{2,12}(?:最[多少高低大小好]|居首)，$")
_LIST_MARK: Final = re.compile(r"[、，,；;。（(\d]")
_BEHIND: Final = 8
_APART: Final = 2
_GAP: Final = re.compile(r"\d[\d.,]*(?![年月日])[\u4e00-\u9fff%]")
_MORE: Final = re.compile(
    r"(?:比|较|同比|超出|超过)[^，。；]{0,14}?(?:多|增加|减少|少|增长|下降|提高|净增|上升)了?(?:约|近)?$"
)
_ROSE: Final = re.compile(
    "(?:上升|增长|增加|提高|提升|上涨|升|涨|(?<![许很众最增])多(?!达)[\u4e00-\u9fff]{0,2}?|增)了?(?:约|近|逾|超过)?$"
)
_FELL: Final = re.compile(
    "(?:下降|减少|降低|回落|下跌|降|减|(?<![减至不最多])少[\u4e00-\u9fff]{0,2}?)了?(?:约|近|逾|超过)?$"
)
# 2024年以来, 比2024年, 由2024年的 give no number to that year alone.
_YEAR_SAID: Final = re.compile(
    r"(?<![比较从自由到至])(?P<year>(?:19|20)\d\d)年(?!来|以来|起|底|末|初|的?基础|同期)"
)
# 去年11月，… names the year of all that follows, where 去年80户，… has spent it.
_DATED_YEAR: Final = re.compile(r"(?:19|20)\d\d年|(?:去年|上年)\d{1,2}月")
_YEAR_NAMED: Final = re.compile(r"(?:19|20)\d\d年|去年|上年|前年|往年|历年|明年")
# 从 800 到 2000元 is no 增加2000元.
_TURNED_TO: Final = re.compile(r"(?:从|由)[^，。；]{0,8}\d[^，。；]{0,6}(?:到|至) ?$")
# One of these is in every word of a rise or a fall.
_MOVES: Final = re.compile("[升增涨多降减少低高落跌]")
# 同比+8.6%, 较去年-12%: the sign says which way.
_SIGNED: Final = re.compile(
    r"(?:同比|环比|[比较](?:去年|上年)(?:同期)?)\s*(?P<sign>[+＋\-－−])\s*$"
)
_CHANGE: Final = re.compile("涨|增|多|减|少|降|升|超|差|高|低")


def says_change(said: Mention) -> bool:
    """Say whether the draft tells by how much a number changed: 比上年多3个."""
    return _MORE.search(said.lead) is not None


def change_clash(said: Mention, known: Mention) -> str:
    """Say that one side tells a number and the other by how much it changed, "" if they agree."""
    if not _MOVES.search(said.lead) and not _MOVES.search(known.lead):
        return ""
    more = _MORE.search(said.lead)
    signed = _SIGNED.search(known.lead)
    if signed:
        gone = _FELL if signed["sign"] in "+＋" else _ROSE
        return "升降与记录相反" if gone.search(said.lead) else ""
    if more and not _CHANGE.search(known.lead[-12:]):
        return "文中写成了增减的数，记录里是实数"
    rose, fell = _ROSE.search(said.lead), _FELL.search(said.lead)
    if (rose or fell) and _TURNED_TO.search(known.lead) and not _CHANGE.search(known.lead[-4:]):
        return "记录里这是变化后的数，文中写成了增减的数"
    if (rose and _FELL.search(known.lead)) or (fell and _ROSE.search(known.lead)):
        return "升降与记录相反"
    if _MORE.search(known.lead) and not _CHANGE.search(said.clause_text):
        return "记录里这是增减的数，文中当作实数写了"
    return ""


def _is_last_year(mention: Mention) -> bool:
    """Say whether a number is last year's by its words; read once."""
    if mention.last_year is None:
        mention.last_year = _reads_last_year(mention)
    return mention.last_year


def _reads_last_year(mention: Mention) -> bool:
    """Say whether the words before a number, or the bracket behind it, give it to last year.

    A closed bracket speaks of its own number: 箱380（去年290） 女社员46. 去年 right before a number
    is that number's alone: 走11个村 去年7个村 看的人3400.
    """
    if not _ANY_LAST.search(mention.prefix) and not mention.tail.startswith(("（", "(")):
        return False
    prefix = _CLOSED.sub("", mention.prefix)
    last: re.Match[str] | None = None
    for found in _YEARS_AGO.finditer(prefix):
        last = found
    if last is not None and last["last"] and not _spent(prefix[last.end() :]):
        return True
    if _OF_LAST.search(prefix) or _COMPARED.search(prefix):
        return True
    return bool(re.match(r"[（(](?:去年|上年|上届)", mention.tail))


def dated_apart(said: Mention, known: Mention) -> bool:
    """Say whether the very clause of a date gives it to another year or to a plan: 要等明年3月."""
    words = known.lead[-_NEAR_AIM:]
    if not words and _THIS_YEAR.search(said.lead):
        # A ledger may part the year from its month: 去年 10月.
        words = known.prefix.rstrip("，, ")[-_NEAR_AIM:]
    planned = _PLAN.search(words) and not _COMING.search(said.sentence)
    return bool(_ANY_LAST.search(words) or planned)


def aimed_apart(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the rival is a target, the fact a result, and the draft speaks of no target."""
    return (
        bool(_AIM.search(rival.lead[-_NEAR_AIM:]) or _THEN_DONE.match(rival.suffix))
        and not _AIM.search(own.lead[-_NEAR_AIM:])
        and not _AIM.search(said.clause_text)
    )


def side_by_side(one: Evidence, two: Evidence) -> bool:
    """Say whether two facts exclude each other, so that none is the other's share: 男56 女61."""
    first, second = said_of(one.mention), said_of(two.mention)
    # Each must have its word at itself: 线上62万、线下37万，合计99万 leaves the total on no side.
    return excluded_word(first, second) is not None and excluded_word(second, first) is not None


def of_last_year(item: Evidence) -> bool:
    """Say whether a fact is last year's, by its scope or by the words before it."""
    return item.fact.scope is Scope.LAST_YEAR or _is_last_year(item.mention)


def _spent(words: str) -> bool:
    """Say whether the number right behind 去年 has been told and a new label follows it."""
    return bool(_NUMBER_AT_ONCE.match(words))


def _turns_from(mention: Mention) -> bool:
    """Say whether a number is where a change began: 由28人增至36人, 从61%提高到94%."""
    return bool(_FROM.search(mention.lead) and _TURNED.match(mention.tail))


def _plans(mention: Mention, heading: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(mention.prefix) or pattern.search(heading))


def scope_clash(
    said: Mention, heading: str, known: Evidence, years: frozenset[str] = frozenset()
) -> str:
    """Return in Chinese how the draft gives a fact another time or owner, "" if it does not.

    Args:
        said: The figure in the draft.
        heading: The words that the draft's figure stands under, its paragraph's lead included.
        known: The fact.
        years: The years that the facts are of or speak of.
    """
    scope = known.fact.scope
    said_last, known_last = _is_last_year(said), _is_last_year(known.mention)
    # 对比2024年：办班11期 is told as this year's only where the draft says so.
    known_last = known_last or (scope is Scope.LAST_YEAR and "今年" in said.prefix)
    if year := _other_year(said, known, years):
        return f"{OTHER_YEAR}{year}年的数字"
    if known_last and not said_last and not _names_year(said) and not _turns_from(said):
        return "记录里这是上年的数字，文中当作本年的写了"
    if (
        said_last
        and not known_last
        and scope is Scope.OWN
        and not _names_year(known.mention)
        and not _FROM.search(known.mention.lead)
    ):
        return "记录里这是本年的数字，文中写成了上年的"
    marked = (known.role is Role.PLAN or scope is Scope.TARGET) and not known.unsaid
    planned = (marked or _plans_firmly(known.mention.lead)) and not _done_before_the_plan(known)
    done = _DONE.search(said.clause_text) and not _AIM.search(said.clause_text)
    if _THEN_DONE.match(known.mention.suffix) and not _AIM.search(said.clause_text):
        done = True  # 计划3场，实办2场: the notes say themselves what came of it
    if not planned and done and _is_aimed(known.mention):
        return "记录里这是计划数，文中当作已经完成的写了"
    if planned and not _speaks_of_aims(said, heading):
        if (
            known.role is Role.PLAN
            or _PLAN.search(known.mention.sentence)
            or _AIM.search(known.mention.clause_text)
        ):
            return "记录里这是计划或目标，文中当作已经完成的写了"
    elif (
        not planned
        and not (known.unsaid and known.role is Role.PLAN)
        and (_plans_firmly(said.prefix) or _EXPECTED.search(said.lead))
        and scope is Scope.OWN
        and not _PLAN.search(known.mention.sentence)
        and _IS_DONE.search(known.mention.clause_text)
        and "预算" not in known.mention.clause_text
        and "目标" not in known.mention.paragraph[: known.mention.figure.start]
    ):
        return "记录里这是已经完成的，文中写成了计划"
    if scope is Scope.OTHER_ORG and said.figure.kind is not Kind.ORDINAL:
        return _owner_clash(said, heading, known)
    return _subject_clash(said, known)


def _is_aimed(known: Mention) -> bool:
    """Say whether a number is what was aimed at, and not what came of it: 年初计划60篇."""
    return bool(
        _AIMED.search(known.prefix)
        and not _DONE.search(known.lead)
        and not known.lead.rstrip().endswith("了")
    )


def _speaks_of_aims(said: Mention, heading: str) -> bool:
    """Say whether the draft tells a number as planned or aimed at."""
    return (
        _plans(said, heading, _PLAN)
        or _plans(said, heading, _AIMS)
        or _AIM.search(said.clause_text) is not None
        or _falls_short(said)
    )


def _falls_short(said: Mention) -> bool:
    """Say whether a number is told as not reached yet: 距1.5万份还差3000份, 差0.2个百分点到30%."""
    return bool(_SHORT_OF.search(said.lead) or _STILL_SHORT.match(said.suffix))


def plans_alone(said: Mention, heading: str, own: Evidence, rival: Evidence) -> bool:
    """Say whether of two facts one alone is planned, and the draft plans as its own fact does."""
    planned = own.role is Role.PLAN or _plans_firmly(own.mention.lead)
    rival_planned = rival.role is Role.PLAN or _plans_firmly(rival.mention.lead)
    plans = _plans(said, heading, _PLAN)
    if not (planned or plans or _AIM.search(said.clause_text)) and _is_aimed(rival.mention):
        return True
    return rival_planned is not planned and plans is planned


def sums_up_plans(said: Mention, heading: str, operands: Iterable[Evidence]) -> bool:
    """Say whether a sum of what is planned is told as done: 打算一股分120元 as 已分红6万元."""
    if _plans(said, heading, _PLAN) or _COMING.search(said.sentence) or _AIM.search(said.sentence):
        return False
    planned = [
        item.role is Role.PLAN
        or (_plans_firmly(item.mention.prefix) and not _done_before_the_plan(item))
        for item in operands
    ]
    if all(planned):
        return True
    # 1期35人、2期40人、3期计划40人: what is done and what is planned make no sum of what is done.
    ahead = [bool(_AHEAD.search(item.mention.lead)) for item in operands]
    return any(ahead) and not all(ahead) and _HAS_DONE.search(said.prefix) is not None


def _plans_firmly(prefix: str) -> bool:
    """Say whether the last thing said is a plan: 下半年拟再开三回 is, behind 现有 it is none."""
    plan = -1
    for match in _FIRM_PLAN.finditer(prefix):
        plan = match.end()
    return plan >= 0 and _SO_FAR.search(prefix, plan) is None


def _done_before_the_plan(known: Evidence) -> bool:
    """Say whether a line with a plan tells this number as done: 明年再建8个;今年带动63人."""
    mention = known.mention
    if _IN_FACT.search(mention.lead.rstrip()):
        return True
    before = mention.paragraph[: mention.figure.start]
    now = max((match.end() for match in _SO_FAR.finditer(before)), default=-1)
    if now >= 0 and not _PLAN.search(before, now):
        return True
    plan = _PLAN.search(mention.paragraph)
    if plan is None or _AIM.search(mention.clause_text):
        return False
    if plan.start() > mention.figure.start:
        return _STOPS.search(mention.paragraph, mention.figure.end, plan.start()) is not None
    # 建成7处，计划再选址4处；器材86件: a plan in passing ends with its sentence.
    passing = plan.start() > _HEAD and not _PLAN.search(mention.prefix)
    return passing and _ENDS.search(mention.paragraph, plan.end(), mention.figure.start) is not None


def _subject_clash(said: Mention, known: Evidence) -> str:
    """Say that the draft claims as 我镇's what the notes say the county did."""
    if said.figure.kind is Kind.ORDINAL:
        return ""  # 居全市第三 ranks among others
    claimed = _OWN_SUBJECT.search(said.prefix) or _ALL_OWN.search(said.prefix)
    if claimed is None or _ABOVE.match(said.clause_text):
        return ""
    clause = known.mention.clause_text
    subject = _ABOVE.match(clause)
    if subject is None or _OWN_SUBJECT.search(clause):
        return ""
    level = subject[1] or subject[2]
    if f"{level}级" in said.clause_text or f"{level}里" in clause:
        return ""
    if level == claimed[1] or _LEVELS.find(level) > _LEVELS.find(claimed[1]) >= 0:
        return ""
    # What a superior gives is received; only what it does itself is its own.
    if _GIVES.search(clause) and not _OWN_SUBJECT.search(known.mention.sentence):
        return ""
    return f"记录里这是“{subject[0]}”的数字"


def _other_year(said: Mention, known: Evidence, years: frozenset[str]) -> str:
    """Return the year that the draft gives a number to, where the facts know it of none such."""
    if not years or known.fact.scope is not Scope.OWN or known.role is Role.PLAN:
        return ""
    named = list(_YEAR_SAID.finditer(said.prefix))
    if not named or named[-1]["year"] in years or said.sentence.count("年") > 2:
        return ""
    around = f"{known.mention.prefix}{known.mention.sentence}{known.mention.paragraph}"
    year = named[-1]["year"]
    if year in around or _YEAR_NAMED.search(known.mention.prefix):
        return ""
    return year


def _names_year(said: Mention) -> bool:
    return _DATED_YEAR.search(said.prefix) is not None


def _owner_clash(said: Mention, heading: str, known: Evidence) -> str:
    owners = {match[-4:] for match in _ORG.findall(known.mention.sentence)}
    around = said.sentence + heading
    if owners and not any(owner[-2:] in around or owner in around for owner in owners):
        return "记录里这是别的单位的数字"
    return ""
