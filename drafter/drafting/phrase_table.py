"""The words by which terse notes become clauses: the table of wordings and a few closed lists."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

__all__ = ["PhraseRow", "phrase_rows", "takes"]

EVENT_UNITS: Final = frozenset(
    ["场", "次", "期", "届", "轮", "堂", "节", "班", "场次", "班次", "回", "个班", "次课", "节课"]
)
# Verbs that take what stands before them as object: 最美家庭 推荐18户 is 推荐最美家庭18户.
TURNED: Final = (
    "走访慰问|救助|培养|摸底|推荐|表彰|慰问|资助|帮扶|评选|新建|新增|建成|培育|选送|招募|命名|协助申请|"
    "申请|申报|完成|创建|建立|成立|打造|提升改造|改造|发放|签订|调解|化解|受理|接待|走访|选树|配备|选派|"
    "补选|组建|聘用|聘请|领办|认领|挂牌|登记|销售|清理|安装|购置|添置|采购|发布"
)
ADVERB: Final = "(?:共|累计|已|再|新(?!建|增)|先后|上半年|下半年|全年|已经|成功|依法)*"
TIME_HEAD: Final = re.compile(
    r"(?:节|(?<![老小])周|月|日|“六一”|“三八”|六一|三八|春节|中秋|重阳|端午|暑假|寒假|暑期)(?:（[^）]*）)?$"
)
WORK_HEAD: Final = re.compile(
    r"(?:筛查|救助|慰问|宣讲|宣传|走访|维权|信访|调解|整治|评估|监测|助学|普法|化解|帮扶|志愿服务|"
    r"寻找|移风易俗|换届|调研|巡逻|防汛|摸底|劝导|关爱|托管|招募|指导服务)$"
)
NAMED_HEAD: Final = re.compile(r"(?:活动|行动|计划|工程|项目|大赛|运动|评选|学习教育|主题教育)$")
EVENT_HEAD: Final = re.compile(
    r"(?:.*(?:座谈会|联席会|动员会|推进会|培训班|运动会|联欢会|讲座|培训|轮训|比赛|竞赛|沙龙|讲堂|课堂|宣讲|演出))$"
)
# 换届11个，完成: what came of it needs no pause before it, and takes nothing that follows.
CLOSES: Final = re.compile("全部完成|全面完成|已完成|完成|成立|揭牌|启用|全部办结|全部到位")
# 评选：最美家庭12户: the label is the verb of the list.
VERB_LABEL: Final = re.compile("评选|表彰|推荐|命名|选树|慰问|走访|走访慰问|发放|新建|签订")
# 镇“三八”表彰 先进个人20名: the head is the verb of what follows.
CONCAT_HEAD: Final = re.compile(r"(?:表彰|命名|推荐)$")
LEVEL_WORD: Final = re.compile(
    r"(?:全国|国家|中央|省|市|县|区|街道|镇|乡|村|社区|旗|州)级?(?:以上)?"
)
LISTED: Final = re.compile(
    r"(?:级|红旗手|妇联|组织|集体|文明岗|标兵|家庭|个人|户|儿童|妇女|老人|母亲|驿站|基地|书|令|岗|集市)$|^(?:外卖|女)"
)
# 挨家挨户 says how one went, and is nobody who was visited.
_EVERY_DOOR: Final = ("挨家挨户", "家家户户", "逐户", "入户")
LISTED_UNITS: Final = frozenset(["名", "人", "个", "户", "家", "位"])
# Who goes somewhere is no event that one holds (主席去县里培训1次).
GOES: Final = re.compile("[去到赴进来]")
# A noun that has its verb within (公众号发信息, 妇儿工委开全会) takes no second one before it.
ACTS_WITHIN: Final = re.compile(
    r"(?:发|报|开|评|办|送|招|拿|搞|做|请|给|卖|买|拍|配|签|坐|收)"
    r"(?!聘|商|募|展|布|放|送|名|告|道|明|公|单|生|现|动|病|比|选|门|团|书|款|纳|费|入|养|集|银|视)"
    r"|评选(?=[最五文好星美绿优])|表彰|揭晓|授予|命名|每[周月年季天]|坐班|值班"
)
# 六一慰问 4所小学: whom one visits follows at once.
VISITED: Final = re.compile("(?:慰问|走访|看望|救助|资助|帮扶)$")
TRAINING_HEAD: Final = re.compile("培训$")
# Who acts or carries what is told: 新媒体矩阵 推送2350条 is one clause.
ACTOR_FIRST: Final = re.compile(
    r"[^，]{0,8}?(?:律师|民警|老师|教师|专家|(?:副)?主席|(?:副)?主任|书记|医生|大夫|志愿者|执委|妈妈|讲师|调解员|网格员)(?=.)"
)
ACTOR_HEAD: Final = re.compile(
    r"(?:平台|系统|矩阵|热线|队|妇联|品牌|公众号|小组|合作社|合作点|驿站|妇儿工委|之家|超市|夜校|食堂|微工厂)$"
)
JOINTLY: Final = re.compile(r"(?:联合|会同|联同|配合|协同)[^，]{2,24}$")
# Clauses that say what they say already, or that begin with what goes before a verb.
UNTOUCHED: Final = re.compile(
    r"其中|实际|共|累计|合计|其他|其余|进|到|入|每|为|给|在|请|向|从|由|被|全|还|另|先|再|人均"
)
# What is called together, and what is held: the verb before each.
MEETING_HEAD: Final = re.compile(r"(?:座谈会|联席会议?|动员会|推进会|会议|大会|例会|茶话会)$")
HELD_HEAD: Final = re.compile(
    r"(?:培训班|运动会|联欢会|讲座|比赛|竞赛|沙龙|讲堂|课堂|演出|招聘会|集市|晚会|文艺汇演|村晚|游园会)$"
)
NO_HEAD: Final = re.compile(
    r".*联合|[还再]?有|其中|同时|联合|会同|通过|围绕|为|对|向|由|在|以|每|各|并|还|也|如|包括|涉及|共|全[省市县区镇乡村]|人均"
)
# Who did it, where a place stands before a colon: a community tells its own work.
PLACE: Final = re.compile(r"(?:社区|村|镇|乡|街道|苑|小区|县|区)$")


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """One row: when it applies (what it is about, the noun, the units) and its wordings.

    A generic row takes any noun that the lexicon knows. One that states says what there is, not
    what was done.
    """

    about: re.Pattern[str] | None
    noun: re.Pattern[str] | None
    units: frozenset[str]
    wordings: tuple[str, ...]
    generic: bool = False
    states: bool = False


@dataclass(frozen=True, slots=True)
class _Objects:
    """What some verbs take: how the object ends, and the units by which it is counted."""

    verbs: frozenset[str]
    ending: re.Pattern[str]
    units: frozenset[str]


@lru_cache(maxsize=1)
def _objects() -> tuple[_Objects, ...]:
    rows = []
    table = files("drafter.drafting").joinpath("data/objects.tsv").read_text("utf-8")
    for line in table.splitlines():
        if line.strip() and not line.startswith("#"):
            verbs, ending, units = line.split("\t")
            rows.append(
                _Objects(
                    frozenset(verbs.split("|")),
                    re.compile(f"{ending}”?$"),
                    frozenset() if units == "-" else frozenset(units.split("|")),
                )
            )
    return tuple(rows)


def takes(verb: str, noun: str, unit: str) -> bool:
    """Whether a verb takes a noun as its object where the figure has this unit."""
    if noun.endswith(_EVERY_DOOR):
        return False
    return any(
        verb in row.verbs and row.ending.search(noun) and (not row.units or unit in row.units)
        for row in _objects()
    )


@lru_cache(maxsize=1)
def phrase_rows() -> tuple[PhraseRow, ...]:
    """Read the table that travels with the package, in its order."""
    rows = []
    table = files("drafter.drafting").joinpath("data/phrases.tsv").read_text("utf-8")
    for line in table.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        about, noun, units, wordings = line.split("\t")
        rows.append(
            PhraseRow(
                about=None if about == "-" else re.compile(about),
                noun=None if noun == "-" else re.compile(noun),
                units=frozenset() if units == "-" else frozenset(units.split("|")),
                wordings=tuple(wordings.split("|")),
                generic=noun.startswith("[^"),
                states=wordings.startswith(("共有", "建有", "涌现出", "{n}共有")),
            )
        )
    return tuple(rows)
