"""One row under its headings becomes a sentence; each character knows where it stood."""

import re
from dataclasses import replace
from typing import Final

from drafter.intake.headings import (
    DIGITS,
    EMPTY,
    FIGURE_START,
    MEASURE,
    MONTHS,
    NUMBER,
    OUTCOMES,
    PAIR,
    THIS_YEAR,
    YEAR,
    heading_words,
    is_last_year,
    stem_and_unit,
    stem_and_units,
    unit_of,
)
from drafter.intake.rows import Cell, Passage, Row

__all__ = ["RowWriter"]

# 30以上 under a unit: it stands between.
_MONTHS_OF_YEAR: Final = 12
_LIMIT: Final = re.compile(r"(\d[\d.]*)(?:以上|以下|以内|左右)$")


_SUM_OF_TIME: Final = re.compile(
    r"(?:[一二三四]?季度|[上下]?半年|全年|\d{1,2}(?:[-—－~～至]\d{1,2})?月份?)(?:合计|总计|小计|累计|共计)"
)
# A number of three or more digits is no count of what has no measure word: 12345, 12338.
_NUMBERED_NAME: Final = re.compile(r"\d{3,}(?:热线|专线|平台)[\u4e00-\u9fff]{0,10}")
# 次（期）数, 件(场)数: either of two units.
_COUNTED_IN_BRACKETS: Final = re.compile(r"^([\u4e00-\u9fff])[（(]([\u4e00-\u9fff])[）)]数$")


class RowWriter:
    """Writes one row under its headings, remembering where each character came from."""

    def __init__(
        self, row: Row, headings: list[str], table_units: tuple[str, ...], group: str
    ) -> None:
        self.row = row
        self.group = group if not row.cells[0].text else ""
        self.table_units = table_units
        self.text = ""
        self.offsets: list[int] = []
        self.cells: list[tuple[str, str]] = []
        self.added: list[tuple[int, int]] = []
        self.named = ""
        self.columns: list[tuple[str, Cell]] = []
        column = 0
        for cell in row.cells:
            heading = headings[column] if column < len(headings) else ""
            self.columns.append((heading, cell))
            column += cell.span
        words = heading_words()
        self.row_unit = ""
        self.summed = False
        self.total = ""
        for heading, cell in self.columns:
            if heading in words["unit"] and MEASURE.fullmatch(cell.text):
                self.row_unit = cell.text

    def written(self) -> Passage:
        """Return the row as a passage."""
        own = next((cell for _, cell in self.columns if cell.text not in EMPTY), None)
        if self.group and own is not None:
            self.text = self.group
            self.offsets = [own.offsets[0]] * len(self.group) if own.offsets else []
        for heading, cell in self._in_telling_order():
            if cell.text in EMPTY or (cell.continued and DIGITS.search(cell.text)):
                continue
            self._add(heading.strip(), cell)
        if not any(text.strip("：") for _, text in self.cells[1:]) and self.text.endswith("："):
            return Passage(text="", line=self.row.line, place=self.row.place)  # 合计 of nothing
        return Passage(
            text=self.text,
            line=self.row.line,
            place=self.row.place,
            offsets=tuple(self.offsets),
            cells=tuple(self.cells),
            added=tuple(self.added),
        )

    def _in_telling_order(self) -> list[tuple[str, Cell]]:
        """Return the columns as a sentence tells them.

        The sum of months or quarters stands before its parts; what was last year stands behind
        all that is of this year, remarks too, since 去年 carries on to what follows it.
        """
        words = heading_words()
        flat = [heading.replace(" ", "").replace("\n", "") for heading, _ in self.columns]
        spans = [
            column
            for column, (heading, (_, cell)) in enumerate(zip(flat, self.columns, strict=True))
            if MONTHS.fullmatch(heading) and cell.text not in EMPTY
        ]
        sums = [
            column
            for column, heading in enumerate(flat)
            if heading in words["sum"] + words["whole"]
            and NUMBER.fullmatch(self.columns[column][1].text)
        ]
        last = [column for column, heading in enumerate(flat) if is_last_year(heading)]
        if last:
            last += [
                at
                for at, heading in enumerate(flat)
                if stem_and_unit(heading)[0] in words["change"]
            ]
        order = [column for column in range(len(flat)) if column not in last] + last
        # One month of several filled: 合计340人，其中6月340人.
        months = sum(MONTHS.fullmatch(heading) is not None for heading in flat)
        self.summed = len(sums) == 1 and bool(spans) and months > 1
        if self.summed:
            order = [at for at in order if at != sums[0]]
            first = next((place for place, at in enumerate(order) if at in spans), len(order))
            order.insert(first, sums[0])
        return [self.columns[column] for column in order]

    def _add(self, heading: str, cell: Cell) -> None:
        words = heading_words()
        stem, unit = stem_and_unit(heading)
        flat = stem.replace(" ", "")
        if not self.text and _sums_up(cell.text.replace(" ", "")):
            self._write(heading, "", cell, "：")
            return
        if flat in words["serial"]:
            return
        if self.row_unit and heading in words["unit"]:
            return
        number = NUMBER.fullmatch(cell.text)
        paired = stem_and_units(heading)
        if paired and PAIR.fullmatch(cell.text):
            self._add_pair(paired[0], paired[1:], cell)
        elif number or (FIGURE_START.match(cell.text) and not _is_name(flat, cell.text)):
            self._add_number(flat, unit, cell, bare_number=number is not None)
        elif not flat or flat in words["bare"] or flat in words["when"]:
            if flat not in words["when"]:
                cell = self._without_unit(cell)
            self._write(heading, "", cell, "")
            self.named = self.named or (cell.text if flat not in words["when"] else "")
        elif flat in words["who"]:
            self._write(heading, "", cell, "")
        else:
            self._write(heading, f"{stem}：", cell, "")

    def _without_unit(self, cell: Cell) -> Cell:
        """Take the unit of a row's numbers off the row's name: 接访（件）."""
        stem, unit = stem_and_unit(cell.text)
        if (
            not unit
            or self.row_unit
            or not any(NUMBER.fullmatch(other.text) for _, other in self.columns)
        ):
            return cell
        self.row_unit = unit
        return replace(cell, text=stem, offsets=cell.offsets[: len(stem)])

    def _add_pair(self, stem: str, units: tuple[str, str], cell: Cell) -> None:
        """Write two numbers of one cell under a heading of two units: 培训（期/人） over 2/56."""
        first, second = PAIR.fullmatch(cell.text).groups()  # type: ignore[union-attr] # matched
        cut = len(first)
        self._write(stem, stem, replace(cell, text=first, offsets=cell.offsets[:cut]), units[0])
        rest = cell.offsets[-len(second) :] if cell.offsets else ()
        became = OUTCOMES.get(units[1], "")
        unit = units[0] if became else units[1]
        self._write(stem, became, replace(cell, text=second, offsets=rest), unit)

    def _add_number(self, stem: str, unit: str, cell: Cell, *, bare_number: bool) -> None:
        words = heading_words()
        tail = ""
        if stem in words["when"]:
            self._write(stem, "", cell, _date_tail(stem, cell.text))
            return
        limit = _LIMIT.match(cell.text)
        if limit and (unit or self.row_unit):
            cell = _with_unit(cell, limit.end(1), unit or self.row_unit)
        several = _names_counts(stem) or (not bare_number and bool(self.named) and _is_count(stem))
        if bare_number and not several:
            tail = unit or self.row_unit or unit_of(stem) or ""
            if not tail and stem in words["number"]:
                tail = unit_of(self.named) or ""
            money = next((word for word in self.table_units if word.endswith("元")), "")
            if tail == "元" and not unit and money:
                tail = money
            if not tail and not unit and len(self.table_units) == 1:
                tail = self.table_units[0]
        if stem in words["sum"] + words["whole"] and self.summed:
            self._write(stem, "合计", cell, tail, glue="" if self._ends_in_name() else "，")
            self.total = self.text
            return
        if stem in words["sum"] and any(DIGITS.search(text) for _, text in self.cells):
            self._write(stem, "合计", cell, tail)
            return
        half = stem == "上半年" and any(heading.strip() == "下半年" for heading, _ in self.columns)
        bare = stem in words["number"] and not half
        if bare or not stem or several or self._is_this_year(stem):
            # 发放宣传资料 | 3200: the number belongs to the name of its row.
            # Behind another number it keeps its own heading: 今年目标300，今年完成312.
            lead = "" if self.text and not self.text[-1].isdigit() else stem
            self._write(stem, lead, cell, tail, glue="" if self._ends_in_name() else "，")
            return
        if stem in words["bare"]:
            # 活动（场） over 58 is 活动58场; a number under 内容 says itself what it is.
            # 1月, 3 under 月份, 活动: where no name stands in the row, the heading is its name.
            told = bare_number and (bool(unit) or not self.named)
            self._write(stem, stem if told else "", cell, tail)
            return
        lead = stem
        if self.summed and MONTHS.fullmatch(stem) and self.text == self.total:
            lead = f"其中{stem}"
        if is_last_year(stem) and self._is_same_time(stem):
            lead = "去年同期"
        if YEAR.match(stem):
            lead = stem if stem.endswith(("年", "年度")) else f"{stem}年"
        elif len(tail) > 1 and lead.endswith(tail):
            lead = lead.removesuffix(tail)  # 服务人次 over 120 is 服务120人次
        self._write(stem, lead, cell, tail)

    def _is_this_year(self, stem: str) -> bool:
        """Whether a column is that of the report itself, beside one of the year before."""
        flat = [heading.replace(" ", "") for heading, _ in self.columns]
        return bool(THIS_YEAR.match(stem)) and any(map(is_last_year, flat)) and bool(self.named)

    def _is_same_time(self, stem: str) -> bool:
        """Whether a column of last year is of the same months as this year's (今年1-6月)."""
        months = stem.lstrip("去上年")
        return bool(months) and any(
            THIS_YEAR.match(heading.replace(" ", "")) and heading.replace(" ", "").endswith(months)
            for heading, _ in self.columns
        )

    def _ends_in_name(self) -> bool:
        return (
            bool(self.text)
            and bool(self.cells)
            and not self.text[-1].isdigit()
            and (bool(self.named) and self.text.endswith(self.named))
        )

    def _write(self, heading: str, lead: str, cell: Cell, tail: str, *, glue: str = "，") -> None:
        if not self.text or self.text[-1] in "，。；：,;:":
            glue = ""
        passage = lead + cell.text + tail
        self.text += glue + passage
        if tail:
            self.added.append((len(self.text) - len(tail), len(self.text)))
        if cell.offsets:
            first, last = cell.offsets[0], cell.offsets[-1]
            self.offsets.extend([first] * len(glue + lead))
            self.offsets.extend(cell.offsets)
            self.offsets.extend([last] * len(tail))
        self.cells.append((heading, passage))


def _with_unit(cell: Cell, at: int, unit: str) -> Cell:
    """Put a unit into a cell behind its number, where the number stood."""
    offsets = cell.offsets
    if offsets:
        offsets = (*offsets[:at], *[offsets[at - 1]] * len(unit), *offsets[at:])
    return replace(cell, text=cell.text[:at] + unit + cell.text[at:], offsets=offsets)


def _names_counts(stem: str) -> bool:
    """Whether a column only says that it counts: 次数/件数, 件（场）数; no unit and no name."""
    parts = re.split("[/／、或]", _COUNTED_IN_BRACKETS.sub(r"\1数/\2数", stem))
    return len(parts) > 1 and all(unit_of(part) for part in parts)


def _sums_up(text: str) -> bool:
    """Whether a row's first cell says that the row sums others up: 合计, 季度合计, 1-9月累计."""
    return text in heading_words()["total"] or bool(_SUM_OF_TIME.fullmatch(text))


def _is_name(stem: str, text: str) -> bool:
    """Whether a cell of names begins with digits only by its name: 12338热线转办 under 事项."""
    return stem in heading_words()["bare"] and bool(_NUMBERED_NAME.fullmatch(text))


def _is_count(stem: str) -> bool:
    """Whether a heading says no more than a unit in its cells does: 期数 over 31期."""
    return stem in heading_words()["units"] and stem.endswith(("数", "次"))


def _date_tail(heading: str, text: str) -> str:
    if not text.isdigit():
        return ""
    if heading in {"月份", "月"} and 1 <= int(text) <= _MONTHS_OF_YEAR:
        return "月"
    if heading == "季度" and text in {"1", "2", "3", "4"}:
        return "季度"
    if heading in {"年度", "年份"} and len(text) == 4:
        return "年"
    return ""
