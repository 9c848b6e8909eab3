"""The fact sheet's types: activities and their figures, the header, what clashes, what was dropped.

Source: the public contract of the ``facts`` command.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from drafter.figures.types import Figure

__all__ = [
    "Activity",
    "Conflict",
    "Dropped",
    "Fact",
    "FactSheet",
    "Level",
    "NoteLine",
    "Notes",
    "Provenance",
    "ReportKind",
    "Role",
    "Scope",
    "Use",
]


class Use(StrEnum):
    """Whether a summary states a figure; ``OMIT`` marks telephone and identity numbers."""

    STATE = "state"
    OMIT = "omit"


class Level(StrEnum):
    """The administrative level of the org."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    STREET = "street"
    VILLAGE = "village"
    COMMUNITY = "community"
    OTHER = "other"


class ReportKind(StrEnum):
    """Which sort of summary it is."""

    ANNUAL = "annual"
    HALF_YEAR = "half-year"
    TOPICAL = "topical"


class Role(StrEnum):
    """What an activity is for the document: work done, a problem admitted, work planned."""

    RESULT = "result"
    PROBLEM = "problem"
    PLAN = "plan"


class Scope(StrEnum):
    """Whose figure it is and of when; only ``OWN`` may be stated as this report's result."""

    OWN = "own"
    OTHER_ORG = "other_org"
    LAST_YEAR = "last_year"
    TARGET = "target"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One line of clean note text and where it came from.

    Attributes:
        text: Clean text of the line (NFC, no zero-width characters), without the line end.
        start: Code-point offset in ``Notes.text`` of the first character of ``text``.
        line: Line number in the file from 1; the row of a sheet, the paragraph of a docx.
        place: A human place where the line number alone does not say it (工作表“台账”B7); else "".
        indent: Columns of leading white space removed from ``text``.
        cells: For a table row: (heading, passage) pairs in order; the passages occur in ``text``
            in this order. Empty for plain lines.
        offsets: Offset in ``Notes.text`` of each character of ``text``, and of the end; empty
            where the text stands there unchanged (then it is ``start`` + index).
        heading_level: 1 to 9 where the file itself marks the line as a heading; else 0.
        added: Spans of ``text`` that stand in the heading of the column and not in the cell (the
            unit behind a bare number).
        listed: Whether the file itself marks the line as an item of a list.
    """

    text: str
    start: int
    line: int
    place: str = ""
    indent: int = 0
    cells: tuple[tuple[str, str], ...] = ()
    offsets: tuple[int, ...] = ()
    heading_level: int = 0
    listed: bool = False
    added: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters ``start`` to ``end`` of the line stand in ``Notes.text``."""
        if not self.offsets:
            return self.start + start, self.start + end
        first = self.offsets[start]
        last = self.offsets[end - 1] if end > start else first
        return first, max(last + 1, first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    r"""One file or paste of notes after intake: decoded text with its lines.

    ``text`` is the decoded text with ``\n`` line ends; every offset counts its code points.
    """

    name: str
    text: str
    lines: tuple[NoteLine, ...]
    remarks: tuple[str, ...] = ()  # Chinese sentences on what intake noticed (hidden sheets …)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a fact came from: file, line from 1, and span in that file's decoded text."""

    file: str
    line: int
    start: int
    end: int
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure that the notes vouch for, with what it counts.

    Attributes:
        id: Stable within the sheet, e.g. ``a3.f2``.
        figure: The figure; its ``start``/``end`` are offsets into the decoded text of the file.
        label: What it counts, in the notes' own words: 培训农村妇女, 发放宣传资料, 慰问金.
        verb: The verb of the clause (发放), "" where the notes give none.
        object: The thing counted (宣传资料), "" where unknown.
        use: Whether the summary states it.
        source: Its place.
        scope: Whose figure it is and of when.
        part_of: Id of the whole that this is a part of (其中 …); None otherwise.
        by_user: True when a person changed it by hand in the sheet.
        surface: The figure as the cell of a table holds it (960) where the unit comes from the
            column's heading and ``figure.text`` has it (960人次); else "".
    """

    id: str
    figure: Figure
    label: str
    source: Provenance
    verb: str = ""
    object: str = ""
    use: Use = Use.STATE
    scope: Scope = Scope.OWN
    part_of: str | None = None
    by_user: bool = False
    surface: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One thing that was done (or is planned, or is lacking).

    Attributes:
        id: ``a1``, ``a2`` … in the order of the notes.
        topics: Topic codes (T00 to T99), the main one first; never empty.
        text: The notes' words for it, as one clean string; every figure's surface occurs in it.
        facts: Its figures in the order of the text.
        role: Result, problem or plan.
        heading: The heading of the notes that it stood under, "" without one.
    """

    id: str
    topics: tuple[str, ...]
    text: str
    source: Provenance
    facts: tuple[Fact, ...] = ()
    role: Role = Role.RESULT
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A contradiction inside the notes.

    ``kind``: ``two_values``, ``parts_exceed_whole`` or ``impossible_share``. ``fact_ids`` are
    the figures that clash; a summary states none of them until a person has settled it.
    """

    kind: str
    reason: str
    fact_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A piece of the notes that is no content, with the reason (消息时间, 页码, 重复转发)."""

    text: str
    reason: str
    source: Provenance
    figures: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    """The activities of one report with its header.

    ``title``, ``org`` and ``period`` are "" where the notes do not tell; ``period`` reads
    ``2025``, ``2026H1`` or ``2025-03/2025-05``. ``names`` are the persons whom a person allowed to
    be named in the summary; nobody else is.
    """

    title: str = ""
    org: str = ""
    level: Level = Level.OTHER
    period: str = ""
    kind: ReportKind = ReportKind.ANNUAL
    header_figures: tuple[Fact, ...] = ()
    activities: tuple[Activity, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    remarks: tuple[str, ...] = field(default=())
    names: tuple[str, ...] = ()
