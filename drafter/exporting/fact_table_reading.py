"""Read a fact table back, so that who corrected it in Excel or Word need not know YAML.

The table has the sheet's words and none of its bookkeeping: it becomes a fact sheet in YAML, and
the one reader of those makes sense of it. Values are read from the words, as everywhere.
"""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.errors import InputError
from drafter.exporting.fact_table import HEADER_ROWS, HEADINGS, ROLES, SCOPES, TABLE_NAME
from drafter.exporting.labels import HIDDEN
from drafter.facts import topic_names
from drafter.facts.types import Notes
from drafter.figures import find_figures

if TYPE_CHECKING:
    from drafter.facts import FactSheet

__all__ = ["is_fact_table", "read_fact_table"]

_MARK: Final = f"{TABLE_NAME}表"
_OMITTED: Final = "不写入"
_HEADER: Final = "表头"
_NEEDED: Final = ("编号", "类别", "主题", "数字", "计的是", "原文")


def is_fact_table(notes: Notes) -> bool:
    """Whether an office file that was read as notes is a table of facts that drafter wrote."""
    first = next((line.text for line in notes.lines if line.text), "")
    return first.partition("（")[0].endswith(_MARK)


def read_fact_table(path: str) -> "FactSheet":
    """Return the fact sheet that a table holds, with what a person changed in it.

    Args:
        path: An ``.xlsx`` or ``.docx`` that reading as notes has found sound.

    Raises:
        InputError: A row's figure and its words disagree, or the table is no longer one.
    """
    from drafter.facts import sheet_from_yaml

    rows = list(_rows(path))
    if not rows:
        raise InputError(
            "认得出是事实表，但读不出其中的各行",
            path=path,
            todo="请保留表头这一行；或改用 drafter facts 记录 -o 清单.yaml 写出的清单。",
        )
    header: dict[str, object] = {}
    dates: list[dict[str, str]] = []
    activities: dict[str, _Activity] = {}
    by_topic = {row: key for key, row in HEADER_ROWS.items()}
    for number, row in rows:
        key = by_topic.get(row["主题"])
        if row["类别"] == _HEADER and key is not None:
            header[key] = row["原文"].split("、") if key == "names" else row["原文"]
        elif row["类别"] == _HEADER:
            dates += _figures(row, number, path)
        elif row["原文"]:
            key = _id_of(row) or row["原文"]
            activity = activities.setdefault(key, _Activity(row=row, line=number))
            activity.figures += _figures(row, number, path)
    # JSON is YAML, and nothing needs quoting by hand.
    found = [activity.entry(path) for activity in activities.values()]
    whole = {**header, "header_figures": dates, "activities": found}
    sheet = sheet_from_yaml(json.dumps(whole, ensure_ascii=False), path)
    return replace(sheet, remarks=(*sheet.remarks, *_unlike(rows)))


def _unlike(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[str]:
    """Say where the value beside a figure is another: the words are what counts."""
    for number, row in rows:
        figures = find_figures(row["数字"])
        value = figures[0].value if len(figures) == 1 else None
        try:
            beside = Decimal(row["数值"])
        except InvalidOperation:
            continue
        if isinstance(value, Decimal) and value != beside:
            yield (
                f"第{number}行的“数值”是{row['数值']}，“数字”是{row['数字']}，按“数字”读；"
                "要改数，请改“数字”和“原文”两格。"
            )


@dataclass(kw_only=True, slots=True)
class _Activity:
    """The rows of one activity, the first of which has what all of them say."""

    row: Mapping[str, str]
    line: int
    figures: list[dict[str, str]] = field(default_factory=list)

    def entry(self, path: str) -> dict[str, object]:
        """Return the activity as a fact sheet holds it."""
        codes = {name: code for code, name in topic_names().items()}
        roles = {name: role.value for role, name in ROLES.items()}
        topic = self.row["主题"]
        return {
            **({"id": _id_of(self.row)} if self.row["编号"] else {}),
            "topic": codes.get(topic, "T99"),
            "heading": "" if topic in codes else topic,
            "role": roles.get(self.row["类别"], ""),
            "text": self.row["原文"].replace(HIDDEN, ""),
            "source": _source(self.line, path),
            "figures": self.figures,
        }


def _id_of(row: Mapping[str, str]) -> str:
    return row["编号"].partition(".")[0]


def _figures(row: Mapping[str, str], number: int, path: str) -> Iterator[dict[str, str]]:
    """Give the figure of a row, if it states one."""
    text = row["数字"]
    if not text or text == HIDDEN:
        return
    if row["类别"] != _HEADER and text not in row["原文"]:
        raise InputError(
            f"“{text}”没有出现在这一行的原文里",
            path=path,
            line=number,
            todo="请把“数字”和“原文”两格改成一样的写法（同一件事的各行原文都要改）。",
        )
    scopes = {name: scope.value for scope, name in SCOPES.items() if name}
    uses = row["用法"].replace(",", "，").split("，")
    yield {
        **({"id": row["编号"]} if row["编号"] else {}),
        "text": text,
        "label": row["计的是"],
        "use": "omit" if _OMITTED in uses else "state",
        "scope": next((scopes[use] for use in uses if use in scopes), "own"),
        "source": f"{_source(number, path)} “{text}”",
    }


def _source(number: int, path: str) -> str:
    return f"{Path(path).name} 第{number}行 0-0"


def _rows(path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row below the headings with its number, by heading."""
    grid = _grid_of_word(path) if path.lower().endswith(".docx") else _grid_of_excel(path)
    headings: Sequence[str] = ()
    for number, cells in grid:
        if not headings:
            headings = cells if set(_NEEDED) <= set(cells) else ()
        elif any(cells):
            found = dict(zip(headings, cells, strict=False))
            yield number, {name: found.get(name, "") for name in HEADINGS}


def _grid_of_excel(path: str) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(Path(path).read_bytes()), data_only=True)
    sheet = book[TABLE_NAME] if TABLE_NAME in book.sheetnames else book.worksheets[0]
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield number, ["" if value is None else str(value).strip() for value in row]


def _grid_of_word(path: str) -> Iterator[tuple[int, list[str]]]:
    import docx

    package = docx.Document(io.BytesIO(Path(path).read_bytes()))
    for table in package.tables[:1]:
        for number, row in enumerate(table.rows, start=1):
            yield number, [cell.text.strip() for cell in row.cells]
