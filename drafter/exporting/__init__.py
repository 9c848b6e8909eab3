"""Write drafts as files: Word by GB/T 9704-2012, web page, Markdown, text; and the reports."""

from drafter.exporting.options import AI_MARK, ExportOptions, Profile
from drafter.exporting.writing import SUFFIXES, render_document, write_document

__all__ = [
    "AI_MARK",
    "SUFFIXES",
    "ExportOptions",
    "Profile",
    "render_document",
    "write_document",
]
