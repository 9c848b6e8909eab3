"""Whether a passage is work done, a problem or a plan, and whose each of its figures is."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from drafter.facts.clauses import begin_of, words_before
from drafter.facts.lexicon import Tag, cues, words_of
from drafter.facts.types import Level, ReportKind, Role, Scope, Use
from drafter.figures import Figure, Kind

__all__ = [
    "is_disowning",
    "is_of_later_year",
    "is_role_heading",
    "item_opening",
    "role_of",
    "role_opening",
    "scope_of",
    "use_of",
]

# 问题：…, 不足 1.…, 明年想法 把…: what a line opens with says what all of it is.
_LACKING: Final = (
    r"(?:(?:当前|目前|主要|工作中|还|存在|的|突出|一些)*"
    r"(?:问题|困难|不足|短板|薄弱(?:环节)?|没[做办干弄]好的?(?:地方|事情?)?|(?:做得?)?不好的(?:地方|方面|事情?)|做得?不好的|一[次件]不好的|难处|难点|难题|缺点|差距|困惑|瓶颈|弱项|(?:最)?(?:发)?愁的|心里没底的|最?没底的|最?头[疼痛]的|最?放心不下的|最?犯难的|难的|烦的|毛病|缺啥|缺什么|差啥|缺(?=\s*[:：]))"
    r"(?:[和与及、]?(?:问题|困难|不足|短板|建议))?(?:主要)?(?:有|是)?"
    # 难处也写上：执委…
    r"(?:[也先再](?:[写记说报提列](?:上|一下|几句|两句)))?"
    # 存在：一、外出人员多: of what exists, only what is lacking is told so.
    # 问题我想了几条 你们补 1…
    r"|(?:问题|不足|困难|短板)[^，。；：\d]{0,3}(?:想|列|写|归纳|梳理)了?(?:几|[一二三四五六])[条点个]"
    r"|(?:目前|当前|还)?存在(?:的|以下)?(?=\s*[:：]))"
)
_PLANNED: Final = (
    # 26年：… opens what lies ahead as 2026年：… does; 26年 老党员 counts years.
    r"(?:[2-4]\d年(?=(?:的|工作|初步|主要)*(?:打算|想法|计划|安排|思路|设想|目标)|\s*[:：])(?:的|工作|初步|主要)*"
    r"(?:打算|想法|计划|安排|思路|设想|目标)?|"
    r"(?:20\d\d年?|明年|来年|新的?一年|下一?步|今后|接下来|下一?阶段|后续|往后|下年度?)"
    r"(?:的|工作|初步|主要|重点|再)*(?:打算|想法|想[做办干弄]?的?|计划|安排|思路|设想|考虑|谋划|要做的|目标)?|"
    r"(?:初步|工作|下半年|[二三四]季度)*(?:打算|想法|计划|思路|设想)|想的|盼的)"
)
# 赴外地考察, 看了隔壁村的孩子: what we did there is ours.
_TOWARDS: Final = re.compile(
    r"(?:赴|去|到|往|来自|从|向|与|和|同|跟|看了?|慰问|帮|给|对|送|支援|组织|带|学)[\u4e00-\u9fff]{0,3}$"
)
_LEVELS: Final = re.compile(r"省级|市级|县级|区级|镇级|乡级|国家级|省\d|市\d|县\d")
# A season of next year, or of this one that is over: 开春办了个班.
_SEASON_DONE: Final = re.compile(r"(?:开春|秋天|年后)[^，。；]{0,10}[办搞开做发走建送](?:了|过)")
# 明年嘛 第一…, 不好的地方啊 …: who speaks puts a particle where who writes puts a colon.
_MARK: Final = (
    r"(?:\s*[:：]\s*|[ 　]+|(?:(?<=毛病)|(?<=[愁难烦底痛疼]的)|(?<=下的))是"
    r"|[嘛呢啊呀哈么吧](?:\s*[，,、:：]\s*|[ 　]+|(?=[第一1])))(?=\S)"
)
# 【2026】办班3期, 2026——办班3期: the year before the dash or in brackets heads the line.
_YEAR_SET_OFF: Final = r"(?:[【（(]20\d\d年?[】）)]\s*[:：]?|20\d\d年?\s*[—–]+)\s*(?=\S)"
_OPENING: Final = re.compile(rf"(?:{_LACKING}|{_PLANNED}){_MARK}|{_YEAR_SET_OFF}")
# 存在：一、外出人员多, and 二 in a line of its own: the number belongs to the list.
_FIRST_ITEM: Final = re.compile(
    r"(?:一[、.．]|1[、．]|[（(][一1][)）])\s*(?=\S)(?!.*(?:[二2][、.．]|[（(][二2][)）]))"
)
# In an annual report 下半年：… tells of work done.
_HALF_YEAR_OPENING: Final = re.compile(rf"(?:{_LACKING}|{_PLANNED}|下半年){_MARK}|{_YEAR_SET_OFF}")
_PLAN_HEADING: Final = re.compile(
    r"(?!.*(?:活动|情况))\S{0,10}(?:打算|思路|设想|想法|考虑|谋划|初步安排|展望)|"
    r"20\d\d年?(?:的|度)?(?:工作|发展)?(?:计划|目标)|"
    # 明年想弄的: what lies ahead, named by when.
    r"(?:明年|来年|新的?一年|下一?步|今后|往后|接下来|下一?阶段|后头|开春|年后)[^，。；：\d]{0,8}"
)
# 不行的地方, 没做好的事, 头疼的: what is lacking, in plain words.
_LACKING_HEADING: Final = re.compile(
    r"[^，。；：\d]{0,4}(?:不行|不好办|不好弄|办不了|不好|不够|没做好|没干好|没办成|不到位|不足|欠缺|薄弱|困难|难办|难|愁人?|发愁|头疼|卡壳|缺)"
    r"(?:的(?:地方|事情?|方面|几样|几点|是)?|之处|处|点)"
)

_ORDER: Final = {
    Level.PROVINCE: 1,
    Level.CITY: 2,
    Level.COUNTY: 3,
    Level.TOWNSHIP: 4,
    Level.STREET: 4,
    Level.VILLAGE: 5,
    Level.COMMUNITY: 5,
    Level.OTHER: 9,
}
_OTHER_ORG: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:省|市|州|县|区|旗|镇|乡|街道|村|社区)(?:妇联|妇女联合会))"
)
# 别人做的（只是在我们村）, 外单位搞的: who did what stands below.
_OTHERS_HEADING: Final = re.compile(
    r"(?:别人|人家|外单位|别的单位|其他(?:单位|部门)|兄弟单位|上级|(?P<who>[省市县区镇乡])[里上]?|部门)"
    r"(?:自己|直接|来)?[做办搞弄干开评组织展]{1,2}的"
)
_REST_OF_OURS: Final = re.compile(r"(?:其他|别的)(?:各|几个|\d+个)?(?:乡|镇|村|社区|街道)")
_OURSELVES: Final = re.compile(r"我们|我[村镇乡县区市社街会]|咱|本[村镇乡县区社]|俺")
_BUT_WE: Final = re.compile(r"[^，。；]{0,6}，(?:我们|我[村镇乡县区社会]|咱们?|妇联)")
_BODY: Final = re.compile(
    r"派出所|公安|法院|检察院|司法[所局]|民政[局所办]|医院|卫生院|学校|教育局|民警"
)
# HPV疫苗（卫健局组织）…, 告诫书（派出所出具）…; 县法院通报：全县….
_BY_OTHERS: Final = re.compile(
    r"[（(](?![^（）()]*妇联)(?:[\u4e00-\u9fff]{1,6}(?:局|委|院|办|部|中心|公司|医院|卫生院)|派出所|司法所"
    r"|人社|民政|教育|卫健|司法|公安|团委|工会|残联)"
    r"(?:直接|统一)?(?:组织|主办|出具|提供|负责|牵头|来?[办做讲搞教开])的?[）)]"
)
_BY_THEIR_WORD: Final = re.compile(
    r"[\s（(]*[省市州县区镇乡]?(?:派出所|公安局?|法院|检察院|司法[所局]|民政[局所办]|医院|卫健局|教育局)"
    r"(?:通报|反馈|统计|提供|数据|发布)"
)
# 县公安局全年发出告诫书64份，县法院签发保护令11份: a body that acts by itself.
_BODY_ACTS: Final = re.compile(
    r"[\s（(]*[省市州县区镇乡]?(?:公安局?|派出所|法院|检察院|司法[所局]|民政局|教育局|人社局|卫健[委局])"
    r"(?:全年|今年|上半年|一年来?|共|累计|新)*(?:发出|签发|出具|作出|核发|立案|受理|审结|收案|审理|判决)"
)
_JOINTLY: Final = re.compile(r"我|妇联|联合|会同|一[起道同]|配合|协助|帮|邀请|请")
# 信访接待（去年同期）37件, and rows below 去年同期对照.
_LAST_YEAR_ASIDE: Final = re.compile(
    r"[（(](?:去年|上年|上一年)(?:同期|全年|度)?[)）][^，。；]{0,4}$"
)
_LAST_YEAR_HEADING: Final = re.compile(
    r"[（(]?(?:去年|上年|上一年)(?:同期|全年|度)?(?:的|做的)?(?:对照|数字?|数据|情况|比较|对比)?[)）]?"
)
# Whose headings are the lack itself: 主要问题：…, 薄弱环节，….
_LACKING_FIRST: Final = re.compile(
    r"(?:存在)?(?:的)?(?:主要)?(?:问题|困难|不足|短板)(?:[:：是]|主要)|薄弱环节[:：，]"
)
_SHORT_HEADING: Final = 14
_MIXED: Final = re.compile(
    r"(?:问题|困难|不足|短板|难处)[和与及、，/\s]*"
    r"(?:(?:下一?步|明年|今后|来年|下半年)?的?(?:工作)?(?:打算|计划|安排|想法|思路)"
    r"|(?:下一?步|明年|今后|来年|下半年)(?:工作)?$)"
)
_AHEAD: Final = re.compile(
    r"明年|来年|下一?步|下半年|今后|争取|力争|计划|打算|准备|拟|想[再把办]|扩到|推进|再[办建报培开]|将"
)
# Somebody else's village: 隔壁岩下村…, 翠屏社区那边….
# 备注：2026年计划…: what stands below a table is a plan or none by its own words.
# 柳溪村：困难：没人手: who says it is not what is said.
_VILLAGE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,5}(?:村|社区|镇|乡|街道)[：:]\s*(?=[^，。；：:]{2,8}[：:])"
)
_ASIDE_LABEL: Final = re.compile(r"(?:备注|附注|注|说明|其他|另)[：:]\s*")
# 现有9个, 目前已建5个 under a plan is what there is; 由62%提到80% says where it starts from.
_STANDS: Final = re.compile(
    r"(?:现在?[已只仅才]?(?:有|建有|建成)|目前[已只仅才]?(?:有|建有|建成|建|是|为)?|[已原](?:有|建有|建成|建)|(?<![原本])原来?(?=\s*$)|原来(?:只|仅)?(?:有|是)?)"
    r"(?:(?![再新建办增扩添到打计准拟想要争])[\u4e00-\u9fff]){0,6}\s*$"
)
_FROM: Final = re.compile(r"(?:从|由|在)(?:现在|目前|原来|今年|去年)?的?[\u4e00-\u9fff]{0,4}\s*$")
_RISES: Final = re.compile(
    r"\s*(?:[的]?基础上|(?:再)?(?:提高|提升|提|扩大|扩展|扩|增加|增|上升|升|发展|变|涨|加|拓展|降|减少|减)[成为到至]|[到至]|→|-+>|—+>)"
)
_NEIGHBOUR: Final = re.compile(
    r"(?:^|[，。；：、\s（(]|而|据|听|报|说)(?:(?:隔壁|邻近|邻|周边|兄弟|别的|其他|外)[\u4e00-\u9fff]{0,4}?"
    r"(?:村|镇|乡|县|区|社区|街道|市|州)|[\u4e00-\u9fff]{2,4}(?:村|镇|乡|县|社区|街道)(?:那边|他们|人家))"
)
# 困难，志愿者流失35人; 下季度，托育点4个: a row whose first cell says what it is.
_LACKING_ROW: Final = re.compile(rf"{_LACKING}，")
_PLAN_ROW: Final = re.compile(rf"(?:{_PLANNED}|下个?季度|下个?月)，")
# 下半年：两癌再查200人; 下半年：举办培训2期 was done.
_SECOND_HALF: Final = re.compile(
    r"下半年[：:，, ](?=.*(?:争取|计划|打算|准备|再[办查搞建培评走添]|力争|拟|预计))"
    # 四季度再办招聘会4场; 四季度又办了2场 was done.
    r"|(?:下半年|[二三四]季度|年底前|(?<![0-9一二三四五六七八九十个])(?:1[0-2]|[1-9])月(?:份|底|初|中旬)?)(?:还|又)?(?:[想将拟]|要(?!求|点)|计划|打算|准备|争取|再(?=[办举开建培评搞弄走]))(?![^，。；]*了)"
)
# 2026：…, 26年办班3期; 30年 is how long, and the far year of a programme is no next year.
_YEAR_FIRST: Final = re.compile(
    r"\W{0,2}(?:(?P<year>20\d\d)(?!\d|\s*(?:[人元户个名场期份]|年\s*\d{1,2}\s*月|[./-]\d))年?"
    r"|(?P<year2>[2-4]\d)年(?!来|前|后|以来|间|[党军工龄的]|\s*\d{1,2}\s*月))"
)
_YEARS_AHEAD: Final = 2
_PLANS: Final = re.compile(r"(?:明年|来年|下一?步|今后)(?:计划|打算|准备|想|要|拟|争取|力争|再)")
# 12月，拟办…: the date before it hides no plan.
_DATED: Final = re.compile(
    r"^(?:\d{4}年)?\d{1,2}月?(?:[.\d日号上中下旬初底末份、至到—~-]|\d月)*[，,\s]\s*(?=拟|计划|打算|准备|预计)"
)
# 去年同期，家庭教育讲座28场: a row or line that opens with the year before is all of it.
_ALL_LAST_YEAR: Final = re.compile(
    r"(?:去年|上年|上一年)(?:同期[\u4e00-\u9fff]{0,6}|同[季月]|全年|同时期|度|[\u4e00-\u9fff]{2,10}[只才]"
    r"(?=[\u4e00-\u9fff]))?(?:[，,：: 　]|(?<=[只才]))"
    r"(?!.*(?:今年|本年|比|多|少|增))"
)
# 金秋助学 计划8月资助20名: what is planned for a time is not done.
_PLANNED_FOR: Final = re.compile(
    r"(?:计划|拟|准备|打算)(?:在|于)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?!\d|份?以来)"
)
# 镇里自己办的 in a village's notes.
_ABOVE: Final = re.compile(
    r"(?P<who>[省市县区镇乡])(?:[里上])(?:自己|直接|统一)?(?:办|搞|组织|评|开|做)的"
)
_RANKS: Final = {"省": 1, "市": 2, "县": 3, "区": 3, "镇": 4, "乡": 4}
_CLAUSE: Final = "，,；;。：:！!？?（）()\n"
_SENTENCE: Final = "；;。！!？?\n"
_MOBILE: Final = re.compile(r"(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)")
_LANDLINE: Final = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-\s－—]?)?[2-8]\d{6,7}(?!\d)|(?<!\d)0\d{2,3}[-－—]\d{7,8}(?!\d)"
)
_IDENTITY: Final = re.compile(
    r"(?<!\d)\d{6}(?:19|20)\d{2}\d{7}[\dXx](?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)"
)
_PRIVATE: Final = re.compile(
    r"身份证|证件号|电话|手机|联系方式|微信号|QQ|qq|账号|卡号|银行卡|户口本号|号码"
)
# 内线6208 is as private as a whole number.
_EXTENSION: Final = re.compile(r"(?:内线|分机|短号)[号：:\s]*$")
_PUBLIC_LINE: Final = re.compile(r"^1\d{2,4}$|^9\d{4}$|^12\d{3}$|^400")


def role_opening(text: str, kind: ReportKind = ReportKind.ANNUAL) -> int:
    """Return how long the words are that open a line of problems or plans; 0 without them."""
    half = kind is ReportKind.HALF_YEAR
    match = (_HALF_YEAR_OPENING if half else _OPENING).match(text)
    return match.end() if match else 0


def item_opening(text: str, begin: int) -> int:
    """Return where the words of the first item begin, behind what ``role_opening`` tells."""
    first = _FIRST_ITEM.match(text, begin)
    return first.end() if first else begin


def role_of(text: str, headings: Sequence[str], kind: ReportKind, year: str = "") -> Role:
    """Return what a passage is for the document.

    Args:
        text: The passage.
        headings: Headings above it, the nearest last.
        kind: A half-year's report calls the second half its plan.
        year: The report's year; a heading of a later one stands over plans.
    """
    return _role_of(text, tuple(headings), kind, year)


# A line is asked for its role to be held together, to be told from talk, and when it is added.
@lru_cache(maxsize=1024)
def _role_of(text: str, headings: tuple[str, ...], kind: ReportKind, year: str) -> Role:
    words = cues()["role"]
    for heading in reversed(headings):
        if _MIXED.search(heading) and len(heading) <= _SHORT_HEADING:
            # 不足 打算, 问题和打算: each line under it says which it is.
            return Role.PLAN if _AHEAD.search(text) else Role.PROBLEM
        role = _role_of_heading(heading, kind, year)
        if role is Role.PROBLEM and _PLANS.match(text):
            return Role.PLAN  # 明年打算再办2期, told among the answers to 有啥难处
        if role is not None:
            return role
    flat = _VILLAGE.sub("", text.lstrip("“ ，（("))
    flat = _DATED.sub("", _ASIDE_LABEL.sub("", flat))
    starts = tuple(words["plan_start"])
    if kind is ReportKind.HALF_YEAR:
        starts += tuple(words["plan_start_half_year"])
    if flat.startswith(starts) and not _is_done(flat):
        return Role.PLAN
    row = _PLAN_ROW.match(flat)
    if _SECOND_HALF.match(flat) or (row and not _names_known_year(row[0], year)):
        return Role.PLAN
    if _LACKING_ROW.match(flat):
        return Role.PROBLEM
    if _anywhere("plan_anywhere").search(text) or _PLANNED_FOR.search(text):
        return Role.PLAN
    if is_of_later_year(flat, year):
        return Role.PLAN
    if _LACKING_FIRST.match(flat):
        return Role.PROBLEM
    # 没人管的娃 names whom, 没人管 admits a lack.
    if _anywhere("problem_anywhere").search(text) and not _solves(text):
        return Role.PROBLEM
    return Role.RESULT


def is_of_later_year(text: str, year: str) -> bool:
    """Whether words open with a year behind the report's own, so that nothing of it is done yet.

    A day of that year (2026年1月8日召开总结会) is when something was, unless it is planned.
    """
    opened = _YEAR_FIRST.match(text)
    if opened is None or not year.isdigit():
        return False
    named = int(opened["year"] or f"20{opened['year2']}")
    return int(year) < named <= int(year) + _YEARS_AHEAD


def _names_known_year(opening: str, year: str) -> bool:
    """Whether a row opens with the report's year alone or one before it: 2024年，讲座28场."""
    named = re.fullmatch(r"(20\d\d)年，", opening)
    return named is not None and (not year or named[1] <= year)


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    """The words of a list in one pattern; one before 的 only describes."""
    words = "|".join(map(re.escape, cues()["role"][name]))
    return re.compile(f"(?:{words})(?!的)" if name == "problem_anywhere" else words)


@lru_cache(maxsize=1024)
def _role_of_heading(heading: str, kind: ReportKind, year: str) -> Role | None:
    words = cues()["role"]
    later = re.match(r"(20\d\d)(?:年|[：: 　]*$)", heading.strip("（( 　"))
    if later and year and later[1] > year and len(heading) <= _SHORT_HEADING:
        return Role.PLAN
    flat = re.sub(
        r"^[一二三四五六七八九十]{1,3}[、.．\s]+", "", heading.strip("：:。 、（）()【】")
    )
    flat = re.sub(r"^(?:20\d\d|\d\d)年(?:度)?", "", flat)
    if flat in words["problem_exact"] or re.fullmatch(_LACKING, flat):
        return Role.PROBLEM
    if _PLAN_HEADING.fullmatch(flat):
        return Role.PLAN
    if _LACKING_HEADING.fullmatch(flat):
        return Role.PROBLEM
    if flat in words["plan_exact"] or (flat.startswith("下半年") and kind is ReportKind.HALF_YEAR):
        return Role.PLAN
    problem = _names(flat, words["problem_heading"])
    plan = _names(flat, words["plan_heading"])
    if problem and not (plan and flat.endswith(("打算", "措施", "方向"))):
        return Role.PROBLEM
    return Role.PLAN if plan else None


def is_role_heading(name: str) -> bool:
    """Whether a short line opens problems or plans by its words alone."""
    return bool(_PLAN_HEADING.fullmatch(name) or _LACKING_HEADING.fullmatch(name))


def _names(heading: str, words: Sequence[str]) -> bool:
    """Whether a heading is of that kind; a bare 困难 must close it (困难妇女 are people)."""
    for word in words:
        bare = word.rstrip("：:")
        if bare in heading and (bare == word or heading.endswith(bare)):
            return True
    return False


def _is_done(text: str) -> bool:
    """计划生育, 安排了…, 准备了… are no plans."""
    if _SEASON_DONE.match(text):
        return True  # 开春给妇女办了个班
    return bool(
        re.match(
            r"(?:计划生育|安排了|准备了|计划内|打算盘|拟定了|拟写|拟订了|今后[^，。]{0,4}已)", text
        )
    )


def _solves(text: str) -> bool:
    """Whether a passage names a lack only as what was made good (解决了…经费不足)."""
    return bool(
        re.search(
            r"解决|化解|缓解|克服|弥补|改善|针对|为[^，。]{0,12}(?:缺乏|缺少|困难)|帮助|破解|扭转",
            text,
        )
    )


@lru_cache(maxsize=1024)
def _is_others_heading(heading: str, level: Level) -> bool:
    """Say whether a heading gives what follows to others; 镇里自己办的 of a 镇 is its own."""
    match = _OTHERS_HEADING.match(heading)
    return match is not None and (match["who"] is None or _RANKS[match["who"]] < _ORDER[level])


def scope_of(
    text: str,
    start: int,
    end: int,
    figure: Figure,
    level: Level,
    org: str,
    role: Role,
    year: str = "",
    heading: str = "",
) -> Scope:
    """Return whose a figure is and of when.

    Args:
        text: The passage.
        start: Where the figure begins in it.
        end: Where it ends.
        figure: The figure.
        level: The org's level.
        org: The org's name.
        role: The passage's role; figures of a plan are targets.
        year: The report's year, "" where it is not known.
        heading: The heading above it, which may say that others did all below.
    """
    if role is Role.PLAN:
        return _scope_in_plan(text, start, end, figure)
    if _is_others_heading(heading, level) and figure.kind is not Kind.DATE:
        begin = begin_of(text, start, _CLAUSE)
        if not _OURSELVES.search(text, begin, end):
            return Scope.OTHER_ORG
    if figure.kind not in {Kind.DATE, Kind.NUMBER_CODE} and (
        _is_over_last_year(heading, year) or _LAST_YEAR_ASIDE.search(text[:start])
    ):
        return Scope.LAST_YEAR
    if figure.kind in {Kind.DATE, Kind.NUMBER_CODE} or not _may_be_anothers(text):
        return Scope.OWN
    clause_start = begin_of(text, start, _CLAUSE)
    clause = text[clause_start:start]
    sentence_start = begin_of(text, clause_start, _SENTENCE)
    sentence = text[sentence_start:start]
    after = text[end : end + 12]
    words = cues()["scope"]
    if _disowned().search(text, sentence_start, _sentence_end(text, end)):
        return Scope.OTHER_ORG
    if _ALL_LAST_YEAR.match(text):
        return Scope.LAST_YEAR
    if (above := _ABOVE.search(sentence + after)) and _RANKS[above["who"]] < _ORDER[level] < 9:
        return Scope.OTHER_ORG
    if _is_last_year(clause, after, words) or _is_earlier(clause, text, year):
        return Scope.LAST_YEAR
    if _is_other(clause, sentence, after, level, org, words):
        return Scope.OTHER_ORG
    if any(word in clause for word in words["target"]) and not re.search(
        r"完成|超额|实现|达到目标", clause
    ):
        return Scope.TARGET
    if any(word in clause for word in words["rule"]):
        return Scope.RULE
    return Scope.OWN


@lru_cache(maxsize=1024)
def _is_over_last_year(heading: str, year: str) -> bool:
    """Whether a heading is the year before the report's, and no more: 2024： over its rows."""
    if _LAST_YEAR_HEADING.fullmatch(heading.strip("：: ")):
        return True
    named = re.fullmatch(r"(20\d\d)年?度?", heading.strip("：:【】（）() "))
    return named is not None and year.isdigit() and int(named[1]) == int(year) - 1


def _scope_in_plan(text: str, start: int, end: int, figure: Figure) -> Scope:
    """Return what a figure of a plan is: a target, where it starts from, or last year's."""
    if figure.kind in {Kind.DATE, Kind.PERIOD, Kind.NUMBER_CODE, Kind.AGE}:
        return Scope.TARGET
    clause = words_before(text, start, _CLAUSE)
    if _is_last_year(clause, text[end : end + 12], cues()["scope"]):
        return Scope.LAST_YEAR
    if _STANDS.search(clause) or (_FROM.search(clause) and _RISES.match(text, end)):
        return Scope.OWN
    return Scope.TARGET


@lru_cache(maxsize=1024)
def _may_be_anothers(text: str) -> bool:
    """Whether a passage has any word by which a figure is not the org's own of this year."""
    return any(sign.search(text) for sign in _scope_signs())


@cache
def _scope_signs() -> tuple[re.Pattern[str], ...]:
    words = cues()["scope"]
    told = (
        *words["last_year"],
        *words["target"],
        *words["rule"],
        *(place for place, _ in words["whole_places"]),
        "上一年",
    )
    return (
        re.compile("|".join(map(re.escape, told)) + r"|20\d\d\s*年"),
        _disowned(),
        _ABOVE,
        _NEIGHBOUR,
        _OTHER_ORG,
        _BODY,
        _BY_OTHERS,
        _BODY_ACTS,
    )


def is_disowning(clause: str) -> bool:
    """Whether a clause says that a number is another's: 不是我们的, 那是人家的活动."""
    return _disowned().search(clause) is not None


@cache
def _disowned() -> re.Pattern[str]:
    return re.compile(cues()["scope"]["disowned"])


def _sentence_end(text: str, start: int) -> int:
    """Where the sentence ends; a bracket that the figure stands in ends with it."""
    places = [place for mark in _SENTENCE if (place := text.find(mark, start)) >= 0]
    return min(places, default=len(text))


def _is_last_year(clause: str, after: str, words: dict[str, list[str]]) -> bool:
    for word in words["last_year"]:
        place = clause.rfind(word)
        if place < 0:
            continue
        before = clause[:place]
        behind = clause[place + len(word) :]
        compared = before.endswith(tuple(words["compare"])) or word.endswith("同期为")
        if not compared:
            # 去年1180人，今年…: only what follows 去年 up to 今年 is last year's.
            return "今年" not in behind and "本年" not in behind
        # 比去年的1180人增加106人: the number at 去年 is last year's, the change is ours.
        if re.fullmatch(r"(?:同期|全年)?的?(?:约|近|总数)?", behind):
            return bool(
                re.match(r"\s*(?:增|上升|提高|多|减|下降|降|少|相比|翻|高|低|有)", after)
            ) or not re.search(r"多|少|增|减", clause)
        return False
    return False


def _is_earlier(clause: str, text: str, year: str) -> bool:
    """Whether a clause names the year before in a passage that sets it beside the report's own."""
    if not year.isdigit():
        return False
    before = rf"(?:对比|对照|比照|相比)?{int(year) - 1}\s*年"
    if re.match(before + "(?!.*(?:起|来|获|评为|被|授予|成立|开始|建成|至今))", text):
        return True
    beside = re.search(rf"{year}\s*年|今年|本年|同比", text) is not None
    return beside and re.search(rf"(?<!较)(?<!比){int(year) - 1}\s*年(?!.*年)", clause) is not None


def _is_other(
    clause: str,
    sentence: str,
    after: str,
    level: Level,
    org: str,
    words: dict[str, list[str]],
) -> bool:
    if _BODY_ACTS.match(sentence) and not _JOINTLY.search(sentence):
        return True
    if _BY_OTHERS.search(sentence + after) or (
        _BY_THEIR_WORD.match(sentence) and "我" not in sentence
    ):
        return True
    if _BODY.search(clause) and not _OURSELVES.search(sentence) and _BUT_WE.match(after):
        return True  # 家暴警情派出所通报7起，我们跟进回访7户
    neighbour = _NEIGHBOUR.search(sentence)
    # 其他乡镇3508人 in a county's table are its own; a township has other 乡镇 beside it.
    above = _ORDER[level] < _ORDER[Level.TOWNSHIP]
    if neighbour and above and _REST_OF_OURS.match(neighbour[0].lstrip("，。；：、 （(")):
        neighbour = None
    if neighbour and not _names_self(sentence[neighbour.start() :], org):
        return True
    if _LEVELS.search(sentence):
        return _other_org_acts(sentence, org, words)  # 全国1户、省级3户 lists whose title it is
    # Of notes that do not say whose they are, 全村90户 is their own.
    mine = 0 if level is Level.OTHER else _ORDER[level]
    for place, rank in _whole_places():
        if above and _REST_OF_OURS.match(place):
            continue
        at = clause.find(place)
        if at < 0 and place in sentence and rank == 9:
            at = sentence.rfind(place)
            if _names_self(sentence[at:], org) or _TOWARDS.search(sentence[:at]):
                continue
            return True
        if at < 0:
            continue
        before = clause[:at]
        if (
            (rank < mine or rank == 9)
            and not (rank == 9 and _TOWARDS.search(before))
            and not before.endswith(
                (
                    "占",
                    "在",
                    "居",
                    "列",
                    "为",
                    "获",
                    "被",
                    "荣获",
                    "评为",
                    "排",
                    "向",
                    "到",
                    "参加",
                    "入选",
                    "学",
                    "推荐",
                )
            )
            and not re.match(
                rf"{place}(?:妇联|妇女|先进|三八|最美|巾帼|优秀|五好|文明|十佳|模范|级|农户|总|[^，]{{0,6}}(?:第[一二三四五六七八九十\d]|会议|比赛|大赛|活动|表彰|评选))",
                clause[at:],
            )
            and re.match(
                rf"{place}(?:共|累计|合计|总|一共|范围|各|去年|今年|全年|[^，。；]{{0,10}}$)",
                clause[at:],
            )
        ):
            return True
    return _other_org_acts(sentence, org, words)


def _other_org_acts(sentence: str, org: str, words: dict[str, list[str]]) -> bool:
    """Whether another federation is the one who did it."""
    short = org.replace("妇女联合会", "妇联")
    for match in _OTHER_ORG.finditer(sentence):
        name = match["name"].replace("妇女联合会", "妇联")
        if re.search("[全各咱我本俺]", name) or any(
            token.tag in {Tag.VERB, Tag.NAMING} for token in words_of(name[:-2])
        ):
            continue
        if not org or (short and (name in short or short in name)):
            continue
        # 柳河镇妇联 read out of 和柳河镇妇联 is still the own one.
        if short and short[-5:] and short.endswith(name[-min(len(name), 5) :]):
            continue
        before = sentence[: match.start()]
        if before.rstrip("，, ").endswith(tuple(words["with_others"])) or re.match(
            "|".join(map(re.escape, words["with_others"])), match["name"]
        ):
            continue
        behind = sentence[match.end() :]
        if re.match(
            r"\s*(?:[、和与及]|的|主席|副主席|干部|组织的|指导|要求|部署|安排|统一|领导|转|交|拨|下拨|支持|赠|资助|捐|配发|下发|授予|命名|表彰|联合|牵头)",
            behind,
        ):
            continue
        if before and before.strip("，, ") and not before.endswith(("。", "；", "，", "：", " ")):
            continue
        if _names_self(behind, org):
            continue
        return True
    return False


def _names_self(text: str, org: str) -> bool:
    short = org.replace("妇女联合会", "妇联")
    return bool(re.search(r"[我咱俺]们?[镇乡县市区村省街会社]|本[镇乡县市区村]", text)) or bool(
        short and short in text
    )


@cache
def _whole_places() -> tuple[tuple[str, int], ...]:
    return tuple((name, rank) for name, rank in cues()["scope"]["whole_places"])


def use_of(figure: Figure, text: str) -> Use:
    """Return ``OMIT`` for private telephone, identity and account numbers."""
    if figure.kind is not Kind.NUMBER_CODE:
        digits = "".join(char for char in figure.text if char.isdecimal())
        if len(digits) < 7 or figure.unit:
            return Use.STATE
        if not (_MOBILE.search(figure.text) or _IDENTITY.search(figure.text)):
            return Use.STATE
        return Use.OMIT
    flat = re.sub(r"[\s－—-]", "", figure.text)
    if _PUBLIC_LINE.match(flat) and len(flat) <= 6:
        return Use.STATE
    if _IDENTITY.search(flat) or _MOBILE.search(figure.text) or _MOBILE.search(flat):
        return Use.OMIT
    if _LANDLINE.fullmatch(figure.text.strip()) or _LANDLINE.fullmatch(flat):
        return Use.OMIT
    place = text.find(figure.text)
    before = text[max(0, place - 12) : place] if place >= 0 else ""
    if "〔" in figure.text or "[" in figure.text or "号" in figure.text:
        return Use.STATE
    if _EXTENSION.search(before):
        return Use.OMIT
    digits = re.sub(r"\D", "", flat)
    return Use.OMIT if _PRIVATE.search(before) and len(digits) > 5 else Use.STATE
