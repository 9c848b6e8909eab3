"""Read the text of a summary, drafter's own or anybody's, back into a document.

What drafter wrote comes back exactly (see ``rendering``). Other people's texts are read by their
looks: what stands first and reads like a title is the title, a short line with an enumerator and
no sentence in it is a heading, a date that stands last is the date and the name above it the
signature. What is not recognised stays a paragraph; no word is lost.
"""

import re
from dataclasses import dataclass
from typing import Final

from drafter.document.enumerators import split_enumerator
from drafter.document.rendering import INDENT
from drafter.document.tables import is_table_row, is_table_rule, split_table_row, told_rows
from drafter.document.types import Block, Document, Heading, Paragraph

__all__ = ["VISIBLE_NOTE", "parse_markdown", "parse_text", "take_frame"]

# The note that an export may show under the date; it is no content of the summary.
VISIBLE_NOTE: Final = "（本文由人工智能（AI）辅助起草）"

_SPACES: Final = " \t\u3000\u00a0\ufeff"
_DATE: Final = re.compile(
    r"(?:[0-9]{4}|[0-9〇零一二三四五六七八九]{4}|20[xX×]{2}|二[〇零][xX×〇零一二三四五六七八九]{2})\s*"
    r"(?:年\s*[0-9一二三四五六七八九十]{1,3}\s*月(?:\s*[0-9一二三四五六七八九十]{1,3}\s*日)?"
    r"|[-./][0-9]{1,2}[-./][0-9]{1,2})"
)
_ORG: Final = re.compile(
    r"(?:妇联|联合会|妇儿工委办?|委员会|妇女工作委员会|办公室|工会|支部|政府)$"
)
# Who may sign beside a federation, above it and over a date.
_CO_SIGNER: Final = re.compile(
    r"(?:妇联|会|局|委|部|院|团|办|办公室|站|中心|公司|学校|小学|中学|政府|街道|办事处)$"
)
_TITLE_ENDING: Final = re.compile(r"(?:总结|报告|汇报|小结|计划|打算|要点|情况|材料)(?:（.*）)?$")
_STOPS: Final = "。！？!?；;：:，,、…"
_ADDRESSEE: Final = re.compile(r"[^。；;！？!?]{2,80}[：:]")
# 各乡镇（街道）妇联，县直机关各妇委会：: each part names somebody; a sentence's does not.
_ADDRESSED: Final = re.compile(
    r"(?:妇联|会|局|委|部|办|院|处|组|队|站|单位|部门|政府|街道|社区|村|镇|乡|校|公司|企业|机关)[)）]?[：:]?$"
)
_TITLE_LENGTH: Final = 60
_MOST_SIGNERS: Final = 6
# The level of an enumerator that is a figure and a stop.
_ATTACHMENT_LEVEL: Final = 3
_ATTACHMENTS: Final = re.compile(r"附件[：:]")
_HEADING_LENGTH: Final = 60
_SENTENCE_HEADING_LENGTH: Final = 30

_HASHES: Final = re.compile(r"(#{1,6})[ \t]+(.*)$")
_BULLET: Final = re.compile(r"(?:[-*+]|>)[ \t]+")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_RULE: Final = re.compile(r"(?:[-*_][ \t]*){3,}$")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line without outer white space.

    ``indent`` is the white space taken off its start, ``hashes`` counts Markdown heading marks.
    """

    text: str
    indent: str = ""
    hashes: int = 0

    @property
    def is_own_paragraph(self) -> bool:
        """Whether it has exactly the indent that ``rendering`` gives a paragraph."""
        return self.indent == INDENT


def parse_text(text: str) -> Document:
    """Read plain text, one line per paragraph."""
    return _parse(_lines(text))


def take_frame(document: Document) -> Document:
    """Take addressee, signature and date out of the paragraphs that they stand in by their looks.

    For a document whose headings a program marked, but not these.
    """
    blocks = list(document.blocks)
    addressee, signature, date = document.addressee, document.signature, document.date
    if not addressee and blocks and isinstance(blocks[0], Paragraph):
        addressee, kept = _take_addressee([_Line(text=blocks[0].text)], expected=True)
        blocks = blocks if kept else blocks[1:]
    if not (signature or date):
        tail: list[_Line] = []
        for block in reversed(blocks[-_MOST_SIGNERS - 1 :]):
            if not isinstance(block, Paragraph):
                break
            tail.insert(0, _Line(text=block.text))
        signature, date, kept = _take_ending(tail, own=False)
        blocks = blocks[: len(blocks) - len(tail) + len(kept)]
    return Document(
        title=document.title,
        blocks=tuple(blocks),
        addressee=addressee,
        signature=signature,
        date=date,
    )


def parse_markdown(text: str) -> Document:
    """Read Markdown: headings by hash marks, by official enumerators, or both.

    A text laid out as ``render_markdown`` does is literal; in any other, bullets, emphasis and
    escapes are taken off.
    """
    lines = _lines(text)
    if _is_own_layout(lines) and not any(_HASHES.match(line.text) for line in lines):
        return _parse(lines)
    return _parse([marked for line in lines if (marked := _marked(line)) is not None])


def _lines(text: str) -> list[_Line]:
    lines = [line for raw in text.splitlines() if (line := _plain(raw)) is not None]
    if not any(is_table_rule(line.text) for line in lines):
        return lines
    told: list[_Line] = []
    rows: list[list[str]] = []
    for at, line in enumerate(lines):
        if is_table_row(line.text) and not line.is_own_paragraph:
            ruled = at + 1 < len(lines) and is_table_rule(lines[at + 1].text)
            if rows or ruled:
                if not is_table_rule(line.text):
                    rows.append(split_table_row(line.text))
                continue
        told += [_Line(text=row, indent=INDENT) for row in told_rows(rows)]
        rows = []
        told.append(line)
    return told + [_Line(text=row, indent=INDENT) for row in told_rows(rows)]


def _plain(raw: str) -> _Line | None:
    text = raw.strip(_SPACES)
    if not text or text == VISIBLE_NOTE:
        return None
    raw = raw.lstrip("\ufeff")
    return _Line(text=text, indent=raw[: len(raw) - len(raw.lstrip(_SPACES))])


def _marked(line: _Line) -> _Line | None:
    if line.is_own_paragraph:
        return line
    if _RULE.match(line.text):
        return None
    text, hashes = line.text, 0
    if match := _HASHES.match(text):
        hashes, text = len(match[1]), match[2].rstrip("#").rstrip(_SPACES)
    elif match := _BULLET.match(text):
        text = text[match.end() :]
    text = _ESCAPE.sub(r"\1", _STRONG.sub(r"\2", text)).strip(_SPACES)
    return _Line(text=text, indent=line.indent, hashes=hashes) if text else None


def _parse(lines: list[_Line]) -> Document:
    own = _is_own_layout(lines)
    title, lines = _take_title(lines)
    addressee, lines = _take_addressee(lines, expected=own or bool(title))
    signature, date, lines = _take_ending(lines, own=own)
    # Where headings stand flush left, an indented line is a paragraph whatever it starts with.
    flush = own and any(not line.indent and split_enumerator(line.text) for line in lines)
    base = min((line.hashes for line in lines if line.hashes), default=1) - 1
    listed = _attachment_lines(lines)
    blocks = tuple(
        Paragraph(text=line.text)
        if at in listed
        else _block(line, lines[at + 1] if at + 1 < len(lines) else None, flush=flush, base=base)
        for at, line in enumerate(lines)
    )
    return Document(title=title, blocks=blocks, addressee=addressee, signature=signature, date=date)


def _attachment_lines(lines: list[_Line]) -> set[int]:
    """Return which lines go on with the list that 附件：1.… opens; they are no headings."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        opened = at - 1 in found or _ATTACHMENTS.match(line.text) is not None
        split = split_enumerator(line.text)
        if at - 1 in found and (split is None or split[0] != _ATTACHMENT_LEVEL or line.hashes):
            continue
        if opened:
            found.add(at)
    return found


def _is_own_layout(lines: list[_Line]) -> bool:
    """Whether paragraphs are indented, as ``rendering`` lays them out."""
    # An enumerated line proves nothing: other people indent their headings like their paragraphs.
    return any(line.is_own_paragraph and not split_enumerator(line.text) for line in lines)


def _take_title(lines: list[_Line]) -> tuple[str, list[_Line]]:
    if not lines:
        return "", lines
    first = lines[0]
    if first.hashes == 1:
        return first.text, lines[1:]
    if (
        (first.hashes and any(line.hashes for line in lines[1:]))
        or (first.indent and not _is_centred_title(first))
        or len(first.text) > _TITLE_LENGTH
        or first.text[-1] in _STOPS
        or split_enumerator(first.text)
    ):
        return "", lines
    return first.text, lines[1:]


def _is_centred_title(first: _Line) -> bool:
    """Whether an indented first line is a title that somebody centred with spaces."""
    return len(first.indent.expandtabs(8)) > len(INDENT) or bool(_TITLE_ENDING.search(first.text))


def _take_addressee(lines: list[_Line], *, expected: bool) -> tuple[str, list[_Line]]:
    if (
        expected
        and lines
        and not lines[0].indent
        and not lines[0].hashes
        and not split_enumerator(lines[0].text)
        and "如下" not in lines[0].text
        and _ADDRESSEE.fullmatch(lines[0].text)
        and _names_each(lines[0].text)
    ):
        return lines[0].text[:-1], lines[1:]
    return "", lines


def _names_each(text: str) -> bool:
    parts = re.split("[，,]", text)
    return len(parts) == 1 or all(_ADDRESSED.search(part) for part in parts)


def _take_ending(lines: list[_Line], *, own: bool) -> tuple[str, str, list[_Line]]:
    """Take signature and date off the end, in this order or (some do) the other way round."""
    date = signature = ""
    if lines and _DATE.fullmatch(lines[-1].text) and not lines[-1].hashes:
        date, lines = lines[-1].text, lines[:-1]
    if lines and _is_signature(lines[-1], own=own, dated=bool(date)):
        signature, lines = lines[-1].text, lines[:-1]
        # Several that sign together stand below one another.
        while (
            len(lines) > 1
            and signature.count("\n") < _MOST_SIGNERS - 1
            and (_CO_SIGNER if date else _ORG).search(lines[-1].text)
            and _is_signature(lines[-1], own=own, dated=bool(date))
        ):
            signature, lines = f"{lines[-1].text}\n{signature}", lines[:-1]
        if not date and lines and _DATE.fullmatch(lines[-1].text):
            date, lines = lines[-1].text, lines[:-1]
    return signature, date, lines


def _is_signature(line: _Line, *, own: bool, dated: bool) -> bool:
    text = line.text
    if len(text) > 40 or text[-1] in _STOPS or line.hashes or split_enumerator(text):
        return False
    if own:
        return not line.indent
    return dated or (len(text) <= 25 and bool(_ORG.search(text)))


def _block(line: _Line, following: _Line | None, *, flush: bool, base: int) -> Block:
    split = split_enumerator(line.text)
    if line.hashes:
        if split:
            return Heading(level=split[0], text=split[1])
        return Heading(level=min(max(line.hashes - base, 1), 4), text=line.text)
    if split and _is_heading(line, split[1], following, flush=flush):
        return Heading(level=split[0], text=split[1])
    return Paragraph(text=line.text)


def _is_heading(line: _Line, words: str, following: _Line | None, *, flush: bool) -> bool:
    """Whether the words after an enumerator are a heading of their own, not a run-in one."""
    if (flush and line.is_own_paragraph) or len(words) > _HEADING_LENGTH:
        return False
    if re.search("[。！？；]", words[:-1]):
        return False
    if words[-1] not in _STOPS or (flush and not line.indent and words[-1] not in "；;，,"):
        return True
    # “一、建立健全领导机构。” on a line of its own is a heading for all its stop; but an
    # enumerated sentence in a list of such sentences is text.
    return (
        words[-1] == "。"
        and not line.is_own_paragraph
        and len(words) <= _SENTENCE_HEADING_LENGTH
        and following is not None
        and not split_enumerator(following.text)
    )
