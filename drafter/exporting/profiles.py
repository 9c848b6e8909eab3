"""What each profile adds to a summary before it is written in any format (pure)."""

import re
from dataclasses import replace
from typing import Final

from drafter.document import Document, Paragraph
from drafter.exporting.options import Profile

__all__ = ["shape_for"]

_CLOSING: Final = "特此报告。"
_SUMMARY_TITLE: Final = re.compile(
    r"(?P<org>.{1,60}?)(?:关于)?(?P<year>[0-9]{4}年)度?(?P<part>上半年|下半年|第[一二三四]季度)?"
    r"(?P<topic>.{0,60}?)工作总结"
)


def shape_for(document: Document, profile: Profile) -> Document:
    """Return the document as a profile wants it.

    A report to a superior is titled 《{单位}关于{年}年工作情况的报告》 and closes with 特此报告。
    What the office adds itself (red head, number, seal) is left to it, and so is the addressee
    where the document names none.
    """
    if profile is not Profile.REPORT:
        return document
    blocks, at = document.blocks, _end_of_text(document)
    if not any(block.text.startswith("特此报告") for block in blocks[max(at - 2, 0) :]):
        blocks = (*blocks[:at], Paragraph(text=_CLOSING), *blocks[at:])
    return replace(document, title=_report_title(document.title), blocks=blocks)


def unshaped(edited: Document, original: Document) -> Document:
    """Return an edited document without what the report profile had added to its original.

    What a person changed in it counts as hers and stays.
    """
    title, blocks = edited.title, edited.blocks
    if title != original.title and title == _report_title(original.title):
        title = original.title
    closing, at = Paragraph(text=_CLOSING), _end_of_text(edited)
    if blocks[at - 1 : at] == (closing,) and closing not in original.blocks:
        blocks = (*blocks[: at - 1], *blocks[at:])
    return replace(edited, title=title, blocks=blocks)


def _end_of_text(document: Document) -> int:
    """Return where the text ends and the list of attachments (附件：…) begins."""
    texts = [block.text for block in document.blocks]
    return next(
        (at for at, text in enumerate(texts) if re.match("附件[0-9]*[：:]", text)), len(texts)
    )


def _report_title(title: str) -> str:
    match = _SUMMARY_TITLE.fullmatch(title)
    if match is None:
        return title
    part = match["part"] or ""
    return f"{match['org']}关于{match['year']}{part}{match['topic']}工作情况的报告"
