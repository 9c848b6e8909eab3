"""Builders of awkward office files, so that each test shows only what is awkward."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["make_sheet_file", "make_word_file", "word_package"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word_package(path: Path, body: str, parts: dict[str, str] | None = None) -> str:
    """Write a Word file whose body is raw XML; returns its name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_W}" xmlns:mc="{_MC}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return str(path)


def make_word_file(path: Path, fill: Callable[[Any], None]) -> str:
    """Write a Word file with the usual library; returns its name."""
    import docx

    document = docx.Document()
    fill(document)
    document.save(str(path))
    return str(path)


def make_sheet_file(path: Path, fill: Callable[[Any], None]) -> str:
    """Write a workbook with the usual library; returns its name."""
    import openpyxl

    book = openpyxl.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return str(path)
