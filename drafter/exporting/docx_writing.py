"""Write a summary as a Word file in the layout of GB/T 9704-2012.

The parts that never change (page, styles, footers) are XML files in ``data/docx``; the body goes
through python-docx. Styles carry all formatting, so that text typed in Word afterwards looks
right and reading the file again finds title, headings, signature and date by their styles.
"""

import io
import re
import threading
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from drafter.document import VISIBLE_NOTE, Document, Heading, numbered_blocks, split_enumerator
from drafter.exporting.layout import break_title, place_ending
from drafter.exporting.options import AI_MARK, ExportOptions, Font, Profile, load_fonts
from drafter.exporting.packaging import repack

if TYPE_CHECKING:
    from docx.document import Document as Package
    from docx.shared import Length
    from docx.text.paragraph import Paragraph as PackageParagraph

__all__ = ["open_base", "render_docx"]

_PARTS: Final = {
    "content_types.xml": "[Content_Types].xml",
    "package.rels": "_rels/.rels",
    "document.rels": "word/_rels/document.xml.rels",
    "document.xml": "word/document.xml",
    "styles.xml": "word/styles.xml",
    "settings.xml": "word/settings.xml",
    "theme1.xml": "word/theme/theme1.xml",
    "footer1.xml": "word/footer1.xml",
    "footer2.xml": "word/footer2.xml",
    "core.xml": "docProps/core.xml",
    "app.xml": "docProps/app.xml",
}
# python-docx walks its trees through one lxml parser for all threads; a batch that wrote several
# files at once has lost a part (docProps/app.xml) that way.
_ONE_AT_A_TIME: Final = threading.Lock()
# In twips: one of 28 characters in a line; 16 pt less the 0.3 pt that the styles take off; the
# width of the type area; one line.
_CHARACTER: Final = 316
_GLYPH: Final = 314
_TYPE_WIDTH: Final = 8844
_LINE: Final = 579
# 附件：1.… counts its list on the third level; the next number stands below the first.
_ATTACHMENT_LEVEL: Final = 3
_ATTACHMENT_INDENT: Final = 5
_DATE: Final = re.compile(r"([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")
_FIRST_SENTENCE: Final = re.compile(r"[^。！？；：]{1,40}[。！？；：]")
# XML cannot hold these; a paste from a terminal or a PDF may.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_docx(
    document: Document, *, profile: Profile = Profile.PLAIN, options: ExportOptions | None = None
) -> bytes:
    """Return the content of a Word file; the same arguments give the same bytes."""
    options = options or ExportOptions()
    with _ONE_AT_A_TIME:
        package = open_base(options)
        _write_head(package, document, profile=profile, options=options)
        _write_body(package, document)
        _write_ending(package, document, options=options)
        _fill_properties(package, document, options=options)
        written = io.BytesIO()
        package.save(written)
    return _whole(repack(written.getvalue()))


def _whole(content: bytes) -> bytes:
    """Return the file's content if no part of it was lost on the way.

    Raises:
        RuntimeError: A part is missing; half a file must not look like a finished one.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        lost = {*_PARTS.values()} - {*package.namelist()}
    if lost:
        raise RuntimeError(f"parts lost in writing: {sorted(lost)}")
    return content


def open_base(options: ExportOptions) -> "Package":
    """Return an empty Word file with the page, styles and footers of the standard."""
    import docx

    return docx.Document(io.BytesIO(_base_package(options)))


def _base_package(options: ExportOptions) -> bytes:
    fonts = load_fonts()
    values = {role: font.names[0] for role, font in fonts.items()}
    latin_font = escape(_clean(options.latin_font), {'"': "&quot;"})
    values |= {f"latin_{role}": latin_font or name for role, name in values.items()}
    values["bold"] = "<w:b/><w:bCs/>" if options.bold_headings else ""
    values["first_page"] = str(options.first_page)
    folder = resources.files("drafter.exporting").joinpath("data/docx")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, part in _PARTS.items():
            package.writestr(
                part, Template(folder.joinpath(name).read_text("utf-8")).substitute(values)
            )
        package.writestr("word/fontTable.xml", _font_table(fonts.values()))
    return written.getvalue()


def _font_table(fonts: Iterable[Font]) -> str:
    """Name each font with the fonts that Word may take in its place."""
    rows = "".join(
        f"<w:font w:name={quoteattr(font.names[0])}>"
        f"<w:altName w:val={quoteattr(','.join(font.names[1:]))}/>"
        f'<w:charset w:val="86"/><w:family w:val="{font.family}"/>'
        '<w:pitch w:val="default"/></w:font>'
        for font in fonts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w='
        f'"http://schemas.openxmlformats.org/wordprocessingml/2006/main">{rows}</w:fonts>'
    )


def _write_head(
    package: "Package", document: Document, *, profile: Profile, options: ExportOptions
) -> None:
    if profile is Profile.ATTACHMENT:
        package.add_paragraph(f"附件{options.attachment_number}", style="附件标记")
    if document.title:
        title = package.add_paragraph(style="Title")
        for at, line in enumerate(break_title(_clean(document.title))):
            if at:
                title.add_run().add_break()
            title.add_run(line)
    if document.addressee:
        package.add_paragraph(f"{_clean(document.addressee)}：", style="Salutation")


def _write_body(package: "Package", document: Document) -> None:
    notes_begun = False
    for block, number in numbered_blocks(document):
        text = _clean(block.text)
        if isinstance(block, Heading):
            package.add_paragraph(f"{number}{text}", style=f"Heading {block.level}")
        elif re.match("附件[0-9]*[：:]", text):
            note = package.add_paragraph(text, style="附件说明")
            if not notes_begun:
                note.paragraph_format.space_before = _twips(_LINE)
            notes_begun = True
        elif notes_begun and (split_enumerator(text) or (0,))[0] == _ATTACHMENT_LEVEL:
            note = package.add_paragraph(text, style="附件说明")
            note.paragraph_format.left_indent = _twips(_ATTACHMENT_INDENT * _CHARACTER)
            note.paragraph_format.first_line_indent = _twips(0)
        else:
            _write_paragraph(package.add_paragraph(style="Body Text"), text)


def _write_paragraph(paragraph: "PackageParagraph", text: str) -> None:
    """Write body text; a run-in heading of the first two levels has the font of its level."""
    split = split_enumerator(text)
    first = _FIRST_SENTENCE.match(text)
    if split and split[0] <= 2 and first and first.end() < len(text):
        paragraph.add_run(text[: first.end()], style=f"层次{'一二'[split[0] - 1]}")
        text = text[first.end() :]
    paragraph.add_run(text)


def _write_ending(package: "Package", document: Document, *, options: ExportOptions) -> None:
    """Write signature, date and note; they stay on one page with the last lines before them."""
    place = place_ending(document.signature, document.date)
    written = package.paragraphs[-1:]
    lines = (
        *(
            (name, "Signature", place.signature_right, place.signature_start)
            for name in document.signature.split("\n")
        ),
        (document.date, "Date", place.date_right, place.date_start),
    )
    for text, style, right, start in lines:
        if not text:
            continue
        paragraph = package.add_paragraph(_clean(text), style=style)
        if right is not None:
            _indent_from_right(paragraph, right)
        else:
            left = max(_TYPE_WIDTH - round(start * _GLYPH), 0)
            paragraph.paragraph_format.left_indent = _twips(left)
            # Wide figures of a stand-in font run into the margin rather than onto a second line.
            paragraph.paragraph_format.right_indent = _twips(-2 * _CHARACTER)
        if style == "Date" and not document.signature:
            paragraph.paragraph_format.space_before = _twips(_LINE)
        if style == "Signature" and len(written) > 1:
            paragraph.paragraph_format.space_before = _twips(0)  # below another that signs
        written.append(paragraph)
    if options.visible_note:
        written.append(package.add_paragraph(VISIBLE_NOTE, style="起草说明"))
    for paragraph in written[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _indent_from_right(paragraph: "PackageParagraph", characters: float) -> None:
    """Indent in characters, as Word's dialogs show it, and in twips for other programs."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    paragraph.paragraph_format.right_indent = _twips(round(characters * _CHARACTER))
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for indent in paragraph._p.iter(qn("w:ind")):  # noqa: SLF001 # python-docx has no rightChars
        indent.set(qn("w:rightChars"), str(round(characters * 100)))


def _fill_properties(package: "Package", document: Document, *, options: ExportOptions) -> None:
    made_at = options.made_at or _date_of(document.date)
    properties = package.core_properties
    properties.title = _clean(document.title)[:255]
    properties.subject = "工作总结"
    properties.author = _clean(document.signature.replace("\n", "、"))[:255]
    properties.last_modified_by = "drafter"
    properties.language = "zh-CN"
    properties.revision = 1
    if made_at is not None:
        properties.created = made_at
        properties.modified = made_at
    if options.assisted:
        properties.keywords = AI_MARK
        properties.comments = f"{AI_MARK}：本文由 drafter 借助语言模型起草，请审核后使用。"


def _date_of(written: str) -> datetime | None:
    match = _DATE.match(written)
    if match is None:
        return None
    try:
        return datetime(int(match[1]), int(match[2]), int(match[3] or 1), tzinfo=UTC)
    except ValueError:
        return None


def _twips(count: int) -> "Length":
    from docx.shared import Twips

    return Twips(count)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text).replace("\n", "")
