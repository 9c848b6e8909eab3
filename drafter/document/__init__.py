"""A summary as headings and paragraphs, independent of any file format (pure)."""

from drafter.document.types import Document, Heading, Paragraph

__all__ = ["Document", "Heading", "Paragraph"]
