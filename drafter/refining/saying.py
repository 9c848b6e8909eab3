"""Plain sentences that mean a command: 刚才那个不要了, 还有哪些没写到, 导出到 总结.docx (pure)."""

import re
from typing import Final

from drafter.figures import find_figures
from drafter.refining.reading import Slash

__all__ = ["chosen_places", "listed_notes", "meant_by", "new_notes", "takes_back"]

_SIGH: Final = (
    "(?:(?:不对|不行|不好|算了|错了|哎呀?|唉|啊|不|等等)[，,。！!]*)*(?:请|帮我|还是|就|把)*"
)
_JUST_NOW: Final = "(?:刚才|刚刚|上一?[步次个处回]|前一[步次个处回]|这一?[次步处]改动)"
_WHAT: Final = "(?:的|那个|那条|那次|那一?[步处下]|这个|这条|改的?|加的?|删的?|说的|改动|修改)*"
_TAKES_BACK: Final = re.compile(
    rf"{_SIGH}(?:"
    rf"{_JUST_NOW}{_WHAT}(?:都|全)?(?:不要了?|不算了?|作废|撤了|撤掉|撤销|撤回|取消|去掉|删掉|退掉|退回去?)"
    rf"|(?:撤销|撤回|取消|退回|不要){_JUST_NOW}{_WHAT}"
    r"|(?:退|改|变|换|恢复)(?:回|到|成)(?:去|来|原来(?:的样子|那样|的)?|原样|刚才(?:的样子|那样|的)?|上一[版步次])"
    r"|回到(?:上一[版步次]|刚才(?:的样子|那样)?|原来(?:的样子|那样)?)"
    r"|(?:原来|之前|刚才|以前)的?(?:那个|版本|写法|样子)?(?:更|还|要)?好(?:一?些|一?点)?"
    r")(?:吧|了|呢)?[。！!]*"
)
_LOOK: Final = re.compile(
    r"(?:请|我想|让我|给我)?(?:(?:看看|看一下|看下|看一看|显示)|(?P<check>核对一下|核对下|核对))"
    r"(?P<what>第.{1,12}|全文|这段|.{2,8}(?:那段|部分))?"
)
_ASKS_FIGURES: Final = re.compile(
    r"(?:还|现在|里面|看看|文稿|稿子)*有?(?:哪些|哪个|什么|没有什么|没有)?(?:数字?|数据|事实|内容|事情?)?(?:还|是)?"
    r"(?:没有?|漏了?|忘了?)(?:写|提|说)(?:到|上|进去|进来)?(?:的|了)?(?:数字?|事实|内容|事情?)?(?:吗|没有|呢)?[？?。]?"
    r"|(?:请|帮我)*(?:检查|核查|查)(?:一下|一遍|下|看看)?(?:数字)?[。]?|(?:还)?有(?:没有|什么)(?:错|问题)(?:误|的)?(?:吗|没有)?[？?。]?"
    r"|还?(?:漏|缺|少)了?(?:哪些|什么|哪个)(?:数字?|事实|内容|事情?|没有)?(?:没写)?[？?。]?"
    r"|(?:现在|这些|里面的?|文稿的?)*数字?都?(?:对不对|对吗|有(?:没有)?问题吗?|有依据吗|核对(?:过|了)(?:没有|吗)?)[？?。]?"
)
_ASKS_HISTORY: Final = re.compile(
    r"(?:现在)?(?:是|到)?第?几版了?(?:呢)?[？?。]?|(?:看看?)?(?:修改|改动)(?:记录|历史)[。]?"
    r"|(?:一共|都|总共)?(?:改过|改了)(?:哪些|什么|几次|哪些地方)(?:地方|东西)?[？?。]?"
    r"|有(?:哪些|几个)版本[？?。]?"
)
_EXPORTS: Final = re.compile(
    r"(?:请|帮我)?(?:导出|输出|另存|存|保存|写)(?:一份)?(?:为|到|成|做|进)?\s*"
    r"[“\"']?(?P<file>[^\s，。“”\"']+\.(?:docx|md|html|txt))[”\"']?[。]?"
)
_KINDS: Final = (
    "(?P<kind>存在的?(?:问题|不足|困难)|问题|不足|困难|短板"
    "|下一步(?:打算|计划|工作|安排)?|明年(?:打算|计划|工作)|打算|计划)"
)
_PUTS: Final = "(?:再|还要?|另外|请|也)*(?:增?加|写|补充?|添|增列|列|增)(?:上|进|入|下)?"
_COUNT: Final = "(?:[一1]|几)?(?:条|点|项|个|句)?"
_LISTED: Final = (
    re.compile(
        rf"(?:请|在)*{_KINDS}(?:里面?|中|部分|方面|那段|那一段|上|下面)*{_PUTS}{_COUNT}[:：]\s*(?P<new>.{{4,}})"
    ),
    re.compile(rf"(?:请|在)*{_PUTS}{_COUNT}(?:的)?{_KINDS}[:：]\s*(?P<new>.{{4,}})"),
)


_CHOSEN: Final = re.compile(
    r"(?:只|就)?(?:要|采用|接受|用)?第?(?P<first>[0-9]{1,3}(?:[、，,和 ]第?[0-9]{1,3})*)处"
    r"(?:要|可以|采用|接受|就行)?"
    r"(?:[，,](?:其他|其余|别|第?[0-9、和]+)的?(?:处|地方)?(?:都|就)?不(?:要|用|采用))?[。！]?"
)
_NEW: Final = (
    re.compile(r"(?:再|还要?|请)*(?:加上|加进|补上|添上)(?P<new>[^“”\"：:]{4,}?)[。]?"),
    re.compile(r"(?:还有|还差)(?P<new>[^“”\"]{4,}?)(?:没|忘了?|漏了?)写?(?:上|到|进去?)?[。]?"),
)
_OF_THE_TEXT: Final = re.compile(
    "[句段]|标题|题目|日期|落款|署名|主送|部分|开头|结尾|[0-9一二三两几]+(?:个)?(?:字|点|条|项)$"
)


def chosen_places(text: str) -> tuple[str, ...]:
    """Return the numbers of the changes that a line takes (只要第1处); none in any other."""
    match = _CHOSEN.fullmatch(text.strip())
    return tuple(re.findall("[0-9]+", match["first"])) if match else ()


def new_notes(text: str) -> str:
    """Return what a line adds to the facts without a colon (加上烘焙培训1期20人); "" in others."""
    for pattern in _NEW:
        match = pattern.fullmatch(text)
        if match and find_figures(match["new"]) and not _OF_THE_TEXT.search(match["new"]):
            return match["new"].strip()
    return ""


def takes_back(text: str) -> bool:
    """Whether a line wants the last change away."""
    return bool(_TAKES_BACK.fullmatch(text.strip()))


def meant_by(text: str) -> Slash | None:
    """Return the command that a sentence means; None where it means none."""
    seen = _LOOK.fullmatch(text)
    if seen:
        return Slash(name="核对" if seen["check"] else "看", argument=seen["what"] or "")
    if _ASKS_FIGURES.fullmatch(text):
        return Slash(name="核对", argument="")
    if _ASKS_HISTORY.fullmatch(text):
        return Slash(name="历史", argument="")
    if export := _EXPORTS.fullmatch(text):
        return Slash(name="导出", argument=export["file"])
    return None


def listed_notes(text: str) -> str:
    """Return the note in a line that adds to a list: 问题里再加一条：人手不足; "" in any other."""
    match = next((found for pattern in _LISTED if (found := pattern.fullmatch(text))), None)
    if match is None:
        return ""
    problem = re.search("问题|不足|困难|短板", match["kind"])
    return f"{'存在问题' if problem else '下一步打算'}：{match['new'].strip()}"
