"""Random damage to files of every format: the readers must refuse or read, never fall or hang."""

import io
import random
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import InputError
from drafter.facts import build_fact_sheet, sheet_from_yaml, sheet_to_yaml
from drafter.intake import read_notes
from tests.intake.builders import make_sheet_file, make_word_file

__all__ = ["Round", "fuzz"]

_TEXT = (
    "柳河镇妇联2025年工作记录\n"
    "【宣传/维权】\n"
    "3.8维权周 摆摊2场，发宣传资料3200份，咨询180人次\n"
    "培训:\n"
    "  家政2期60人\n"
    "王主任 9:42\n"
    "接待来访46件（婚姻家庭26件，其他11件），调处成功率95%\n"
    "| 活动 | 人数 |\n"
    "|--|--|\n"
    "| 普法 | 120 |\n"
    "活动\t场次\n"
    "普法\t8\n"
    "合计\t9\n"
    "一、存在问题\n"
    "1、经费只有3万元\n"
    "明年再办班6期以上，每户500元，共1.8万元\n"
    "电话 13800001234\n"
)
_BITS = [
    "（",
    "）",
    "，",
    "。",
    "；",
    "：",
    "\n",
    "\t",
    "|",
    ",",
    "每户",
    "共",
    "其中",
    "一、",
    "（一）",
    "1.",
    "2025年",
    "3月8日",
    "100%",
    "占",
    "去年",
    "明年",
    "9:42",
    "\u200b",
    "🎉",
    "\x1b[200~",
    "\r",
    "\x00",
    "“",
    "”",
    "《",
    "几十",
    "近",
    "余",
    "〔2025〕",
    "9" * 40,
    "一" * 40,
    "第",
    "万",
    "- ",
    "#",
    "```",
    "<!--",
    "&",
    "*",
    "[",
    "{",
    "\ufeff",
    "１２",
]


@dataclass(frozen=True, slots=True)
class Round:
    """One damaged file that was read: its kind, size and the seconds it took."""

    kind: str
    size: int
    seconds: float


def fuzz(folder: Path, *, seconds: float, most: int, seed: int) -> Iterator[Round]:
    """Damage and read files until the time or the number is used up.

    Any exception but ``InputError`` passes through: it is what the fuzzing looks for.

    Args:
        folder: Where files are written.
        seconds: How long at most.
        most: How many files at most.
        seed: The same seed damages in the same way.
    """
    chance = random.Random(seed)  # damage, not secrets
    originals = list(_originals(folder))
    end = time.monotonic() + seconds
    for _ in range(most):
        if time.monotonic() > end:
            return
        suffix, original = chance.choice(originals)
        data = _damaged(chance, suffix, original)
        path = folder / f"damaged{suffix}"
        path.write_bytes(data)
        started = time.monotonic()
        _read(path)
        yield Round(suffix, len(data), time.monotonic() - started)


def _read(path: Path) -> None:
    try:
        notes = read_notes(str(path))
        sheet = build_fact_sheet([notes])
    except InputError:
        return
    for activity in sheet.activities:
        for fact in activity.facts:
            assert fact.figure.text in activity.text  # the sheet's promise
    if len(sheet.activities) < 50:
        written = sheet_to_yaml(sheet)
        again = sheet_from_yaml(written, "sheet.yaml")
        assert len(again.activities) == len(sheet.activities)  # nothing is lost


def _originals(folder: Path) -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        yield ".txt", _TEXT.encode(encoding)
    yield ".md", _TEXT.encode()
    yield ".csv", "活动,时间,人数（人）\n家政,3月8日,60\n养殖,4月,45\n合计,,105\n".encode()
    yield (
        ".yaml",
        "单位: 柳河镇妇联\n培训:\n  - 名称: 家政\n    人数: 60\n  - 慰问老人20户\n".encode(),
    )
    yield (
        ".json",
        '{"培训": [{"名称": "家政", "人数": 60}], "说明": "慰问20户\\n走访15户"}'.encode(),
    )

    def fill_document(document: object) -> None:
        add = document  # the library is untyped
        add.add_heading("青山乡妇联2026年上半年工作总结", 0)  # type: ignore[attr-defined]
        for line in _TEXT.split("\n"):
            add.add_paragraph(line)  # type: ignore[attr-defined]
        table = add.add_table(rows=3, cols=3)  # type: ignore[attr-defined]
        for place in range(9):
            table.cell(place // 3, place % 3).text = ["活动", "人数", "60"][place % 3]

    def fill_book(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for row in (
            ["台账"],
            ["活动", "人数", "满意率"],
            ["家政", 60, 0.835],
            ["合计", "=SUM(B3)", None],
        ):
            sheet.append(row)
        sheet.merge_cells("A1:C1")

    yield ".docx", Path(make_word_file(folder / "original.docx", fill_document)).read_bytes()
    yield ".xlsx", Path(make_sheet_file(folder / "original.xlsx", fill_book)).read_bytes()


def _damaged(chance: random.Random, suffix: str, data: bytes) -> bytes:
    if suffix in {".docx", ".xlsx"} and chance.random() < 0.7:
        return _damaged_package(chance, data)
    if chance.random() < 0.6:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return _damaged_bytes(chance, data)
        return _damaged_text(chance, text).encode("utf-8", "surrogatepass")
    return _damaged_bytes(chance, data)


def _damaged_package(chance: random.Random, data: bytes) -> bytes:
    """Damage one part inside, so that the package itself still opens."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        items = old.infolist()
        chosen = chance.choice(items).filename
        for item in items:
            part = old.read(item)
            if item.filename == chosen or item.filename.endswith(("document.xml", "sheet1.xml")):
                part = _damaged_text(chance, part.decode("utf-8", "replace")).encode()
            if chance.random() < 0.02:
                continue
            new.writestr(item.filename, part)
    return stream.getvalue()


def _damaged_text(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 12)):
        place = chance.randint(0, len(text))
        match chance.randint(0, 4):
            case 0:
                text = (
                    text[:place]
                    + chance.choice(_BITS) * chance.choice([1, 1, 1, 50])
                    + text[place:]
                )
            case 1:
                text = text[:place] + text[place + chance.randint(1, 30) :]
            case 2:
                other = chance.randint(0, len(text))
                text = text[:place] + text[min(place, other) : max(place, other)] + text[place:]
            case 3:
                text = (
                    text[:place]
                    + chr(chance.choice([chance.randint(1, 0xD7FF), 0x10FFFF]))
                    + text[place:]
                )
            case _:
                lines = text.split("\n")
                chance.shuffle(lines)
                text = "\n".join(lines)
        text = text[:20_000]
    return text


def _damaged_bytes(chance: random.Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        if damaged:
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    if chance.random() < 0.3:
        del damaged[chance.randrange(len(damaged)) :]
    return bytes(damaged)
