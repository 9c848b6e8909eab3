"""Files on the command line become one fact sheet, whatever they are: sheets, notes, or both."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from drafter.errors import InputError
from drafter.facts import Activity, Conflict, Dropped, Fact, FactSheet, Notes, ReportKind

__all__ = ["load_fact_sheet", "parse_kind"]

_KINDS = {
    "annual": ReportKind.ANNUAL,
    "half-year": ReportKind.HALF_YEAR,
    "topical": ReportKind.TOPICAL,
    "全年": ReportKind.ANNUAL,
    "年度": ReportKind.ANNUAL,
    "半年": ReportKind.HALF_YEAR,
    "专题": ReportKind.TOPICAL,
}


def parse_kind(text: str) -> ReportKind | None:
    """Return the kind that an option names; None for an empty option.

    Raises:
        InputError: There is no such kind.
    """
    if not text:
        return None
    kind = _KINDS.get(text.strip().lower())
    if kind is None:
        raise InputError(
            f"--kind 不能写“{text}”",
            todo="可以写 annual（全年）、half-year（半年）或 topical（专题）。",
        )
    return kind


def load_fact_sheet(
    paths: Sequence[str],
    *,
    org: str = "",
    period: str = "",
    kind: ReportKind | str | None = None,
    title: str = "",
) -> FactSheet:
    """Return one fact sheet of all files: fact sheets as they are, notes of every format built.

    Args:
        paths: Files; ``-`` is standard input, once.
        org: Overrides what the files say; so do the others.
        period: As above.
        kind: As above.
        title: As above.

    Raises:
        InputError: A file cannot be read, or the sheets do not fit together.
    """
    from drafter.drafting.naming import without_private_figures
    from drafter.facts import build_fact_sheet
    from drafter.facts.periods import parse_period

    if not paths:
        raise InputError("没有给出记录文件", todo="请写上文件名，或用 - 从标准输入读。")
    if list(paths).count("-") > 1:
        raise InputError("标准输入只能读一次", path="-", todo="请只写一个 -。")
    given_kind = parse_kind(kind) if isinstance(kind, str) else kind
    notes: list[Notes] = []
    sheets: list[FactSheet] = []
    for path in paths:
        found = _read(path)
        if isinstance(found, FactSheet):
            sheets.append(found)
        else:
            notes.append(found)
    if notes:
        sheets.append(build_fact_sheet(notes, org=org, period=period, kind=given_kind, title=title))
    sheet = without_private_figures(sheets[0] if len(sheets) == 1 else _merged(sheets))
    return replace(
        sheet,
        org=org.strip() or sheet.org,
        period=parse_period(period) if period.strip() else sheet.period,
        kind=given_kind or sheet.kind,
        title=title.strip() or sheet.title,
    )


def _read(path: str) -> FactSheet | Notes:
    from drafter.facts import is_sheet_text, sheet_from_yaml
    from drafter.intake import read_notes, read_text

    if Path(path).suffix.lower() in {".yaml", ".yml", ".json"}:
        text = read_text(path)
        if is_sheet_text(text):
            return sheet_from_yaml(text, path)
    elif path == "-":
        notes = read_notes(path)
        if is_sheet_text(notes.text):
            return sheet_from_yaml(notes.text, path)
        return notes
    notes = read_notes(path)
    if Path(path).suffix.lower() in {".xlsx", ".docx"}:
        from drafter.exporting import is_fact_table, read_fact_table

        if is_fact_table(notes):
            return read_fact_table(path)
    return notes


def _merged(sheets: Sequence[FactSheet]) -> FactSheet:
    """Put several sheets into one; ids count on, and conflicts across them are found."""
    from drafter.facts.conflicts import find_conflicts

    activities: list[Activity] = []
    dropped: list[Dropped] = []
    header: list[Fact] = []
    settled: list[Conflict] = []
    for sheet in sheets:
        renamed: dict[str, str] = {}
        for activity in sheet.activities:
            key = f"a{len(activities) + 1}"
            for place, fact in enumerate(activity.facts, 1):
                renamed[fact.id] = f"{key}.f{place}"
            activities.append(
                replace(
                    activity,
                    id=key,
                    facts=tuple(
                        replace(
                            fact,
                            id=renamed[fact.id],
                            part_of=renamed.get(fact.part_of) if fact.part_of else None,
                        )
                        for fact in activity.facts
                    ),
                )
            )
        known = {(c.kind, frozenset(c.fact_ids)) for c in sheet.conflicts}
        settled.extend(
            replace(conflict, fact_ids=tuple(renamed.get(key, key) for key in conflict.fact_ids))
            for conflict in find_conflicts(sheet.activities)
            if (conflict.kind, frozenset(conflict.fact_ids)) not in known
        )
        for fact in sheet.header_figures:
            header.append(replace(fact, id=f"h.f{len(header) + 1}"))
        for piece in sheet.dropped:
            number = len(dropped) + 1
            dropped.append(
                replace(
                    piece,
                    figures=tuple(
                        replace(fact, id=f"d{number}.f{place}")
                        for place, fact in enumerate(piece.figures, 1)
                    ),
                )
            )
    first = sheets[0]
    done = {(conflict.kind, frozenset(conflict.fact_ids)) for conflict in settled}
    return replace(
        first,
        title=next((sheet.title for sheet in sheets if sheet.title), ""),
        org=next((sheet.org for sheet in sheets if sheet.org), ""),
        level=next((sheet.level for sheet in sheets if sheet.org), first.level),
        period=next((sheet.period for sheet in sheets if sheet.period), ""),
        header_figures=tuple(header),
        activities=tuple(activities),
        conflicts=tuple(
            conflict
            for conflict in find_conflicts(activities)
            if (conflict.kind, frozenset(conflict.fact_ids)) not in done
        ),
        dropped=tuple(dropped),
        remarks=tuple(remark for sheet in sheets for remark in sheet.remarks),
        names=tuple(dict.fromkeys(name for sheet in sheets for name in sheet.names)),
    )
