"""Builders of small values for tests, so that a test shows only what it is about."""

from decimal import Decimal

from drafter.facts import (
    Activity,
    Fact,
    FactSheet,
    Level,
    Provenance,
    ReportKind,
    Role,
    Use,
)
from drafter.figures import Figure, Kind

__all__ = ["make_activity", "make_fact", "make_sheet"]


def make_fact(
    text: str = "120人",
    *,
    fact_id: str = "a1.f1",
    value: str = "120",
    unit: str | None = "人",
    label: str = "培训妇女",
    use: Use = Use.STATE,
    kind: Kind = Kind.QUANTITY,
) -> Fact:
    """Return a fact whose figure reads ``text``."""
    figure = Figure(
        text=text, start=0, end=len(text), kind=kind, value=Decimal(value), unit=unit,
        step=Decimal(1),
    )  # fmt: skip
    return Fact(
        id=fact_id,
        figure=figure,
        label=label,
        source=Provenance(file="notes.txt", line=1, start=0, end=len(text)),
        use=use,
    )


def make_activity(
    text: str = "培训妇女120人",
    *,
    activity_id: str = "a1",
    topic: str = "T05",
    facts: tuple[Fact, ...] = (),
    role: Role = Role.RESULT,
) -> Activity:
    """Return an activity of one line."""
    return Activity(
        id=activity_id,
        topics=(topic,),
        text=text,
        source=Provenance(file="notes.txt", line=1, start=0, end=len(text)),
        facts=facts,
        role=role,
    )


def make_sheet(
    *activities: Activity,
    org: str = "柳河镇妇联",
    period: str = "2025",
    level: Level = Level.TOWNSHIP,
    kind: ReportKind = ReportKind.ANNUAL,
) -> FactSheet:
    """Return a fact sheet of a township's year."""
    return FactSheet(org=org, period=period, level=level, kind=kind, activities=activities)
