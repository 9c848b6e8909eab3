"""Who sends the messages of a chat when the names stand before the words, without times.

A name kept before every line becomes what the figures count (李桂花46个). A village that reports
stands there just so and must stay, so only who speaks as a person does is taken for a sender. Pure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of

__all__ = ["named_speakers"]

_NAMED: Final = re.compile(r"[“\"「]?(?P<who>[\u4e00-\u9fff]{2,4})[:：]\s*(?=\S)")
_PLACE: Final = re.compile(r"[村社区镇乡街县市组队片屯寨庄湾桥坝沟岭坪塘堡集店河溪]$")
_SPOKEN: Final = re.compile(
    r"我(?![镇乡县市区村街社会省州旗])|咱|你|[哦啊呢吧呀啦嘛]|俺|哈哈|收到|昨天|今天|刚才"
)
_LEAST: Final = 3


def named_speakers(texts: Sequence[str]) -> frozenset[str]:
    """Return the names before a colon that open several lines and speak as persons do."""
    lines: dict[str, list[str]] = {}
    for text in texts:
        if match := _NAMED.match(text):
            lines.setdefault(match["who"], []).append(text[match.end() :])
    counts = Counter({who: len(said) for who, said in lines.items() if _is_name(who)})
    return frozenset(
        who
        for who, count in counts.items()
        if count >= _LEAST and any(_SPOKEN.search(said) for said in lines[who])
    )


def _is_name(who: str) -> bool:
    header = cues()["header"]
    return (
        not _PLACE.search(who)
        and not find_topic_words(who)
        and who not in header["fields"]
        and who not in header["event_fields"]
        and not any(token.tag is not Tag.OTHER and len(token.text) > 1 for token in words_of(who))
    )
