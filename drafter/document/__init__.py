"""A summary as headings and paragraphs, independent of any file format (pure)."""

from drafter.document.enumerators import enumerator, split_enumerator
from drafter.document.parsing import VISIBLE_NOTE, parse_markdown, parse_text, take_frame
from drafter.document.rendering import (
    INDENT,
    block_starts,
    numbered_blocks,
    render_markdown,
    render_text,
)
from drafter.document.tables import told_rows
from drafter.document.types import Block, Document, Heading, Paragraph

__all__ = [
    "INDENT",
    "VISIBLE_NOTE",
    "Block",
    "Document",
    "Heading",
    "Paragraph",
    "block_starts",
    "enumerator",
    "numbered_blocks",
    "parse_markdown",
    "parse_text",
    "render_markdown",
    "render_text",
    "split_enumerator",
    "take_frame",
    "told_rows",
]
