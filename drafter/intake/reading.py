"""The one door for files: whatever a cadre hands over becomes notes, or one clear refusal."""

import sys
from pathlib import Path
from typing import Final

from drafter.errors import InputError, unreadable
from drafter.facts.types import Notes
from drafter.intake.decoding import decode
from drafter.intake.plain import notes_from_text, separated_notes

__all__ = ["read_notes", "read_text"]

# A year of notes is under 100 kB; a sheet with its pictures rarely over 20 MB.
_MOST_TEXT_BYTES: Final = 20_000_000
_MOST_OFFICE_BYTES: Final = 50_000_000
_TEXT: Final = frozenset({"", ".txt", ".text", ".md", ".markdown"})
_SEPARATED: Final = frozenset({".csv", ".tsv"})
_TREES: Final = frozenset({".yaml", ".yml", ".json"})
_WORD: Final = frozenset({".docx", ".docm"})
_SHEET: Final = frozenset({".xlsx", ".xlsm"})
_OLD: Final = {
    ".doc": ("Word 97-2003", ".docx"),
    ".xls": ("Excel 97-2003", ".xlsx"),
    ".wps": ("WPS 文字", ".docx"),
    ".et": ("WPS 表格", ".xlsx"),
    ".rtf": ("RTF", ".docx"),
    ".odt": ("OpenDocument", ".docx"),
    ".ods": ("OpenDocument", ".xlsx"),
}
_SUPPORTED: Final = ".txt .md .docx .xlsx .csv .yaml .json"
_PICTURES: Final = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".heic"}
)
# First bytes of what is certainly no text, with its name and what to do about it.
_MAGIC: Final = (
    (b"%PDF", "这是 PDF 文件，读不了其中的文字", "请打开后复制文字，另存为 .txt 或 .docx。"),
    (b"\x89PNG", "这是图片，读不了其中的文字", "请把内容打成文字，存为 .txt 或 .docx。"),
    (b"\xff\xd8\xff", "这是图片，读不了其中的文字", "请把内容打成文字，存为 .txt 或 .docx。"),
    (b"GIF8", "这是图片，读不了其中的文字", "请把内容打成文字，存为 .txt 或 .docx。"),
    (b"Rar!", "这是压缩包", "请先解压，再给出里面的文件。"),
    (b"7z\xbc\xaf", "这是压缩包", "请先解压，再给出里面的文件。"),
    (b"\x1f\x8b", "这是压缩包", "请先解压，再给出里面的文件。"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# What the directory of a container names in files of each kind.
_STREAMS: Final = {
    ".doc": ("WordDocument",),
    ".wps": ("WordDocument",),
    ".xls": ("Workbook", "Book"),
    ".et": ("Workbook", "Book"),
}
_RESAVE_TEXT: Final = "请用记事本打开后另存为 UTF-8 编码的 .txt。"


def read_notes(path: str) -> Notes:
    """Read one file of notes; ``-`` is standard input.

    Raises:
        InputError: It cannot be read; the message names the file, the reason and what to do.
    """
    data = _bytes(path)
    suffix = "" if path == "-" else Path(path).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return _office(path, data, suffix)
    if data.startswith(_OLE) or suffix in _OLD:
        return _old(path, data, suffix)
    if suffix in _WORD | _SHEET:
        raise InputError(
            f"文件损坏，或者不是真正的 {suffix} 文件",
            path=path,
            todo=f"请用 Word 或 WPS 打开后重新另存为 {suffix}。",
        )
    text = _text(path, data, suffix)
    if suffix in _SEPARATED:
        notes = separated_notes(text, path, delimiter="\t" if suffix == ".tsv" else None)
    elif suffix in _TREES:
        from drafter.intake.trees import notes_from_tree

        notes = notes_from_tree(text, path)
    else:
        notes = notes_from_text(text, path)
    return _not_empty(notes)


def read_text(path: str) -> str:
    """Read one text file (or standard input) as it is, whatever its encoding.

    Raises:
        InputError: It cannot be read, or is no text.
    """
    data = _bytes(path)
    suffix = "" if path == "-" else Path(path).suffix.lower()
    return _text(path, data, suffix if suffix in _PICTURES | {".pdf"} else "")


def _bytes(path: str) -> bytes:
    data = sys.stdin.buffer.read(_MOST_OFFICE_BYTES + 1) if path == "-" else _file_bytes(path)
    if not data.strip():
        raise InputError("内容是空的", path=path, todo="请给出有文字的工作记录。")
    if len(data) > _MOST_OFFICE_BYTES:
        raise InputError(
            f"文件太大（超过 {_MOST_OFFICE_BYTES // 1_000_000} MB）",
            path=path,
            todo="请删去图片，或拆成几个文件再试。",
        )
    return data


def _file_bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(_MOST_OFFICE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise unreadable(error, path) from error


def _text(path: str, data: bytes, suffix: str) -> str:
    for magic, reason, todo in _MAGIC:
        if data.startswith(magic):
            raise InputError(reason, path=path, todo=todo)
    if suffix in _PICTURES:
        raise InputError(
            "这是图片，读不了其中的文字", path=path, todo="请把内容打成文字，存为 .txt 或 .docx。"
        )
    if suffix == ".pdf":
        raise InputError(*_MAGIC[0][1:2], path=path, todo=_MAGIC[0][2])
    if suffix not in _TEXT | _SEPARATED | _TREES:
        raise InputError(
            f"不认识 {suffix} 格式", path=path, todo=f"请另存为这些格式之一：{_SUPPORTED}。"
        )
    if len(data) > _MOST_TEXT_BYTES:
        raise InputError(
            f"文字太多（超过 {_MOST_TEXT_BYTES // 1_000_000} MB）",
            path=path,
            todo="请拆成几个文件再试。",
        )
    text = decode(data)
    if text is None:
        raise InputError("不是文字文件，或者文字编码无法识别", path=path, todo=_RESAVE_TEXT)
    return text


def _office(path: str, data: bytes, suffix: str) -> Notes:
    from drafter.intake.archive import open_archive

    archive = open_archive(path, data)
    if archive.has("word/document.xml"):
        from drafter.intake.word import notes_from_word

        return _not_empty(notes_from_word(archive, path))
    if archive.has("xl/workbook.xml"):
        from drafter.intake.sheets import notes_from_sheets

        return _not_empty(notes_from_sheets(archive, path))
    if suffix in _OLD:
        return _old(path, data, suffix)
    raise InputError(
        "这是压缩包，不是 Word 或 Excel 文件", path=path, todo="请先解压，再给出里面的文件。"
    )


def _old(path: str, data: bytes, suffix: str) -> Notes:
    """Convert an old office file through LibreOffice where it is installed; else say how to."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise InputError(
            "文件加了密码，读不了", path=path, todo="请用 Word 或 WPS 打开，取消密码后另存。"
        )
    name, new = _OLD.get(suffix, ("旧版 Office", ".docx 或 .xlsx"))
    from drafter.intake.converting import convert

    target = new.lstrip(".") if suffix in _OLD and _is_old_office(data, suffix) else ""
    converted = convert(path, data, suffix, target) if target else None
    if converted is None:
        raise InputError(
            f"这是 {name} 格式，读不了",
            path=path,
            todo=f"请用 Word 或 WPS 打开，另存为 {new} 再试。",
        )
    return _office(path, converted, f".{target}")


def _is_old_office(data: bytes, suffix: str) -> bool:
    """Whether the content is what the suffix says: a converter makes rubbish of anything else."""
    if not data.startswith(_OLE):
        # Offices save rich text and web pages under old names too.
        return data.lstrip().startswith((b"{\\rtf", b"<", b"PK\x03\x04"))
    return any(stream.encode("utf-16-le") in data for stream in _STREAMS.get(suffix, ()))


def _not_empty(notes: Notes) -> Notes:
    if not any(line.text for line in notes.lines):
        raise InputError("里面没有文字", path=notes.name, todo="请给出有文字的工作记录。")
    return notes
