"""Keep together what the notes keep together: lines under one heading share a section (pure).

A cadre who has parted the notes by line of work knows better than the words of a single line where
it belongs (路灯装了12盏 below 议事). A heading that names a place or an office that does everything
is no line of work.
"""

import re
from collections.abc import Sequence

from drafter.drafting.outline import Outline
from drafter.facts import Activity, Use

__all__ = ["block_homes", "named_blocks"]

# A line that is nothing but the name of a line of work heads the lines below it.
_LABEL = re.compile(r"[^\d，。；：“”（）()]{2,6}")
_STEP = re.compile("[\u4e00-\u9fff]{2,4}")
_PARTS = 3
_NO_BLOCK = re.compile(r"(?:社区|村|镇|乡|街道|苑|小区|县|区|市)$|综合|其他|其它|办公室")
_NO_TOPIC = frozenset({"T00", "T99"})
# So much of a block has to be of one section before it takes the rest along.
_SHARE = 0.5


def block_homes(activities: Sequence[Activity], outline: Outline) -> dict[str, str]:
    """Return the section of every activity whose block of the notes decides it, by its id."""
    home = {topic: name for name, topics in outline.sections for topic in topics}
    homes: dict[str, str] = {}
    for block in _blocks(activities):
        votes: dict[str, int] = {}
        for item in block:
            topic = item.topics[0]
            if topic in home and topic not in _NO_TOPIC:
                votes[home[topic]] = votes.get(home[topic], 0) + _weight(item)
        if votes and max(votes.values()) >= _SHARE * sum(votes.values()):
            first = max(votes, key=lambda name: votes[name])
            homes |= {item.id: first for item in block}
    return homes


def named_blocks(activities: Sequence[Activity]) -> list[tuple[str, list[Activity]]]:
    """Return (heading, activities) in the notes' order, where headings part all of them.

    A report on one subject is parted by its own steps (筛查, 宣传, 救助), which no outline knows.
    """
    parts: list[tuple[str, list[Activity]]] = []
    for item in activities:
        name = item.heading.strip("【】[]（）()：:、 ")
        if not _STEP.fullmatch(name) or _NO_BLOCK.search(name):
            return []
        if not parts or parts[-1][0] != name:
            parts.append((name, []))
        parts[-1][1].append(item)
    names = [name for name, _ in parts]
    return parts if len(set(names)) == len(names) >= _PARTS else []


def _blocks(activities: Sequence[Activity]) -> list[list[Activity]]:
    """Return the activities under each heading; those under none belong to no block."""
    blocks: list[list[Activity]] = []
    heading = label = ""
    for item in activities:
        if item.heading != heading:
            heading, label = item.heading, ""
            blocks.append([])
        if not item.facts and _LABEL.fullmatch(item.text):
            label = item.text
            blocks.append([])
        name = label or heading
        if name and not _NO_BLOCK.search(name):
            blocks[-1].append(item)
    return [block for block in blocks if len(block) > 1]


def _weight(activity: Activity) -> int:
    return 1 + sum(fact.use is Use.STATE for fact in activity.facts)
