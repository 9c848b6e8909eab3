"""Write drafts as files: Word by GB/T 9704-2012, web page, Markdown, text; and the reports."""

from drafter.exporting.annotating import annotate_docx
from drafter.exporting.audit import AuditRecord, render_audit, write_audit_report
from drafter.exporting.docx_reading import read_docx
from drafter.exporting.fact_table import render_fact_table, write_fact_table
from drafter.exporting.fact_table_reading import is_fact_table, read_fact_table
from drafter.exporting.options import AI_MARK, ExportOptions, Profile
from drafter.exporting.writing import SUFFIXES, parse_profile, render_document, write_document

__all__ = [
    "AI_MARK",
    "SUFFIXES",
    "AuditRecord",
    "ExportOptions",
    "Profile",
    "annotate_docx",
    "is_fact_table",
    "parse_profile",
    "read_docx",
    "read_fact_table",
    "render_audit",
    "render_document",
    "render_fact_table",
    "write_audit_report",
    "write_document",
    "write_fact_table",
]
