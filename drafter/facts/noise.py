"""Which lines are no content: rules, message times, page numbers, pictures, replies."""

import re
from typing import Final

from drafter.facts.lexicon import cues
from drafter.facts.minutes import is_end_of_meeting
from drafter.facts.roles import role_opening
from drafter.facts.shapes import (
    PAGE,
    QUANTITY,
    RULE_DAY,
    is_stamp,
)

__all__ = ["MENTION", "ONLY_MARKS", "noise_reason"]

_FORWARD_RULE: Final = re.compile(
    r"^[\W_]*(?:转发|以下转发|转发结束|转发内容|聊天记录|合并转发|引用|接龙|以上|(?:语音|录音)(?:转写|转文字|整理))(?:开始|结束|完毕|\s*[\d一二三四五六七八九十]{1,2})?[\W_]*$"
)
# 5月：-, 6月：无: a month or item of which nothing is told.
_NOTHING_TOLD: Final = re.compile(
    r"[^：:，。\n]{1,8}[：:]\s*(?:[-—–－/]+|无|没有|没搞|没办|暂无|空)[。\s]*"
)
ONLY_MARKS: Final = re.compile(r"^[\W_]+$")
_MEDIA: Final = re.compile(r"^[\[【(（<](?P<kind>[^\]】)）>]{1,12})[\]】)）>](?P<rest>.*)$")
_RECALLED: Final = re.compile(
    r"^.{0,16}(?:撤回了一条消息|加入了群聊|加入群聊|邀请.{1,20}加入了?群聊|拍了拍.{1,12}|修改群名为.*|以上是打招呼的内容|领取了.{1,12}红包|退出了群聊|开启了.*|现在可以开始聊天了.*)[。”\"]*$"
)
_FILE_NAME: Final = re.compile(
    r"^\S{1,60}\.(?:docx?|xlsx?|pptx?|pdf|jpe?g|png|mp4|wps|et|zip|rar|txt)(?:\s+[\d.]+\s*[KMG]B?)?$",
    re.IGNORECASE,
)
# 主持：办公室 / 记录：小何: the head of a meeting's minutes tells no work.
_MINUTES: Final = re.compile(
    r"(?:[（(]?(?:主持人?|记录人?|参会人?员?|与会人?员?|列席人?员?|会议地点|地点|整理人?|汇总人?|填表人?|制表人?|审核人?)\s*[:：]\s*[^，。；:：/／]{1,14}[)）]?[\s/／、，]*)+"
)
# 群聊：柏村妇联工作群(14), “柏村妇联工作群”的聊天记录: the name of a chat and how many are in it.
_GROUP: Final = re.compile(
    r"(?:群聊?(?:名称?)?|微信群|聊天群|会话)\s*[:：]\s*[^，。；]{1,30}?(?:\s*[（(]\d+人?[)）])?"
    r"|[“\"「]?[^，。；：:\s“”]{1,24}群[”\"」]?\s*(?:[（(]\d+人?[)）]|的聊天记录)"
)
MENTION: Final = re.compile(r"^(?:@\S{1,16}[\s\u2005]+)+")


def noise_reason(text: str) -> str:
    """Return why a line is no content, for people; empty where it may be some."""
    if _NOTHING_TOLD.fullmatch(text) and not role_opening(text):
        return "没有内容"
    if ONLY_MARKS.match(text) or _FORWARD_RULE.match(text):
        return "分隔线"
    if is_stamp(text) or RULE_DAY.match(text):
        return "消息时间"
    if PAGE.match(text):
        return "页码"
    if _GROUP.fullmatch(text):
        return "群名"
    if _RECALLED.match(text):
        return "系统提示"
    media = _MEDIA.match(text)
    noise = cues()["noise"]
    if media and media["kind"] in noise["media"] and not QUANTITY.search(media["rest"]):
        return "图片或附件"
    if _FILE_NAME.match(text):
        return "图片或附件"
    if (_MINUTES.fullmatch(text) and not QUANTITY.search(text)) or is_end_of_meeting(text):
        return "会议抬头"
    bare = MENTION.sub("", text).rstrip("!！。~～.…👍 ")
    if bare in noise["filler"] or (not bare and text.startswith("@")):
        return "应答"
    return ""
