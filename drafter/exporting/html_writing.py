"""Write a summary as one self-contained web page that prints like the Word file."""

import re
from functools import cache
from html import escape
from importlib import resources
from string import Template
from typing import Final

from drafter.document import VISIBLE_NOTE, Document, Heading, numbered_blocks, split_enumerator
from drafter.exporting.layout import break_title, place_ending
from drafter.exporting.options import AI_MARK, ExportOptions, Profile, load_fonts

_NUMBER: Final = re.compile(
    r"[0-9]+(?:[,.][0-9]+)*(?:[%‰]|[万亿])?(?:[～—][0-9]+(?:[,.][0-9]+)*(?:[%‰]|[万亿])?)?"
)

__all__ = ["document_css", "render_html"]

_FIRST_SENTENCE: Final = re.compile(r"[^。！？；：]{1,40}[。！？；：]")


def render_html(
    document: Document, *, profile: Profile = Profile.PLAIN, options: ExportOptions | None = None
) -> str:
    """Return the page; it loads nothing, and holds no script."""
    options = options or ExportOptions()
    parts: list[str] = []
    if profile is Profile.ATTACHMENT:
        parts.append(f'<p class="mark">附件{escape(options.attachment_number)}</p>')
    if document.title:
        parts.append(f"<h1>{'<br>'.join(map(escape, break_title(document.title)))}</h1>")
    if document.addressee:
        parts.append(f'<p class="addressee">{escape(document.addressee)}：</p>')
    parts += _body(document)
    parts += _ending(document)
    if options.visible_note:
        parts.append(f'<p class="note">{escape(VISIBLE_NOTE)}</p>')
    mark = f'<meta name="keywords" content="{AI_MARK}">\n' if options.assisted else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="drafter">\n{mark}'
        f"<title>{escape(document.title or '工作总结')}</title>\n"
        f"<style>\n{document_css(bold=options.bold_headings)}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


@cache
def document_css(*, bold: bool = False) -> str:
    """Return the style sheet of an official page with its font chains."""
    text = resources.files("drafter.exporting").joinpath("data/document.css").read_text("utf-8")
    fonts = {role: font.css for role, font in load_fonts().items()}
    return Template(text).substitute(fonts, weight="bold" if bold else "normal")


def _body(document: Document) -> list[str]:
    parts: list[str] = []
    noted = False
    for block, number in numbered_blocks(document):
        if isinstance(block, Heading):
            tag = f"h{block.level + 1}"
            parts.append(f"<{tag}>{escape(number + block.text)}</{tag}>")
        elif re.match("附件[0-9]*[：:]", block.text):
            css = "" if noted else ' class="first-note"'
            parts.append(f"<p{css}>{escape(block.text)}</p>")
            noted = True
        else:
            parts.append(f"<p>{_paragraph(block.text)}</p>")
    return parts


def _paragraph(text: str) -> str:
    split = split_enumerator(text)
    first = _FIRST_SENTENCE.match(text)
    if split and split[0] <= 2 and first and first.end() < len(text):
        head = f'<span class="level{split[0]}">{escape(first[0])}</span>'
        return head + _unbroken(text[first.end() :])
    return _unbroken(text)


def _unbroken(text: str) -> str:
    """Escape text and keep each number, with its scale or range, in one line."""
    parts: list[str] = []
    done = 0
    for match in _NUMBER.finditer(text):
        parts.append(escape(text[done : match.start()]))
        parts.append(f'<span class="number">{match[0]}</span>')
        done = match.end()
    return "".join(parts) + escape(text[done:])


def _ending(document: Document) -> list[str]:
    place = place_ending(document.signature, document.date)
    rows: list[str] = []
    lines = (
        *(
            (name, place.signature_right, place.signature_start)
            for name in document.signature.split("\n")
        ),
        (document.date, place.date_right, place.date_start),
    )
    for text, right, start in lines:
        if not text:
            continue
        if right is not None:
            style = f"text-align: right; padding-right: calc({right:g} * var(--char))"
        else:
            style = f"padding-left: calc(100% - {start:g} * var(--char))"
        rows.append(f'<p style="{style}">{escape(text)}</p>')
    return ['<div class="ending">', *rows, "</div>"] if rows else []
