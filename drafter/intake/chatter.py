"""What who reports says of herself is taken out: 培训我带的。第一期22人 is 培训：第一期22人.

Only where it stands between a matter and its figures, so that no work is lost with it. Pure;
source: data/chatter.toml.
"""

import importlib.resources
import re
import tomllib
from functools import cache
from typing import Final

from drafter.facts.types import NoteLine
from drafter.intake.splicing import Splice, spliced

__all__ = ["without_chatter"]

_MATTER: Final = r"^(?:[^\s:：，,。；;\d]{1,10}[:：]\s*)?[^\s:：，,。；;、！!？?（()）\d我]{2,12}?"
_MARKS: Final = r"[\s，,。；;:：哈啊吧呢了]*"


def without_chatter(line: NoteLine) -> NoteLine:
    """Return a line without what its writer says of herself beside what was done."""
    if line.cells or not any(sign in line.text for sign in _SIGNS):
        return line
    of_mine, pointing, confirming = _patterns()
    splices: list[Splice] = []
    if match := of_mine.match(line.text):
        splices.append(Splice(match.start("said"), match.end(), "："))
        if aside := pointing.match(line.text, match.end()):
            splices.append(Splice(aside.start(), aside.end(), ""))
    begin = splices[-1].end if splices else 0
    splices += [
        Splice(match.start(), match.end(), "") for match in confirming.finditer(line.text, begin)
    ]
    return spliced(line, splices)


_SIGNS: Final = ("我", "忘", "漏", "落", "错")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    raw = importlib.resources.files("drafter.intake").joinpath("data/chatter.toml")
    table = tomllib.loads(raw.read_text("utf-8"))
    of_mine, pointing, confirming = (
        "|".join(table[name]) for name in ("of_mine", "pointing", "confirming")
    )
    return (
        # Figures must follow: 台账我管的 alone is left to be judged as talk.
        re.compile(rf"{_MATTER}(?P<said>(?:{of_mine}){_MARKS})(?=[^\n]*\d)"),
        re.compile(rf"(?:{pointing})[，,\s]+(?=\S)"),
        re.compile(rf"(?<=[\d个人户次件份场])\s*[，,]?\s*(?:{confirming})(?=$|[\s，,。；;！!])"),
    )
