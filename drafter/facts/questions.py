"""Questions of a higher office with answers below: a question is a heading, no work that was done.

问4：维权与婚姻家庭矛盾化解？ over 答：接访13件 asks for what the answer tells; its number counts
nothing, and 答 is nobody's word. Pure.
"""

import re
from dataclasses import replace
from typing import Final

from drafter.facts.minutes import cut_line
from drafter.facts.types import NoteLine, Notes

__all__ = ["asked_and_answered"]

_ANSWER: Final = re.compile(r"(?:答复?|回答|回复|[Aa])\s*\d{0,2}\s*[：:]\s*(?=\S)")
_NUMBER: Final = (
    r"(?:(?:问题?|提问|[Qq])\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?|第?\d{1,2}题?"
    r"|[一二三四五六七八九十]{1,3}|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）])"
)
_QUESTION: Final = re.compile(
    rf"(?:{_NUMBER}\s*[：:、.．)）]?\s*)?(?P<asked>\S[^。；]{{1,39}}?)[？?。：:\s]*"
)
_LEAST: Final = 2
_LEVEL: Final = 3


def asked_and_answered(notes: Notes) -> Notes:
    """Return notes in which each line right above an answer heads it, by what it asks for.

    One answer alone may be a word of a talk; two make a questionnaire.
    """
    lines = list(notes.lines)
    told = [place for place, line in enumerate(lines) if line.text and not line.cells]
    answers = [place for place in told if _ANSWER.match(lines[place].text)]
    if len(answers) < _LEAST:
        return notes
    for place in answers:
        above = next((each for each in reversed(told) if each < place), None)
        if above is not None and above not in answers:
            lines[above] = _as_heading(lines[above])
    for place in answers:
        line = lines[place]
        begin = _ANSWER.match(line.text)
        assert begin is not None  # noqa: S101 # that is how it was chosen
        lines[place] = cut_line(line, begin.end(), len(line.text))
    return replace(notes, lines=tuple(lines))


def _as_heading(line: NoteLine) -> NoteLine:
    asked = _QUESTION.fullmatch(line.text)
    if asked is None:
        return line
    return replace(cut_line(line, *asked.span("asked")), heading_level=_LEVEL)
