"""Build drafts with verifications for export tests."""

from decimal import Decimal

from drafter.facts.types import (
    Activity,
    Conflict,
    Dropped,
    Fact,
    FactSheet,
    Provenance,
    Use,
)
from drafter.figures.types import Figure, Kind
from drafter.verifying.types import CheckedFigure, Status, Support, Verification, Warn

__all__ = ["DRAFT", "make_checked", "make_fact", "make_sheet", "make_verification"]

DRAFT = (
    "柳河镇妇联2025年工作总结\n\n　　举办家政培训2期60人，发放资料3200份，接待来访46件。"
    "在<县>城培训120人，合计180人。\n"
)


def make_fact(
    fact_id: str, text: str, value: str, *, label: str = "", use: Use = Use.STATE
) -> Fact:
    """Build a fact of the notes' third line."""
    return Fact(
        id=fact_id,
        figure=Figure(
            text=text, start=10, end=10 + len(text), kind=Kind.QUANTITY, value=Decimal(value)
        ),
        label=label or text,
        source=Provenance(file="工作记录.txt", line=3, start=10, end=10 + len(text)),
        use=use,
    )


def make_sheet() -> FactSheet:
    """Build a fact sheet with figures, a formula-like note, a conflict and a dropped line."""
    source = Provenance(file="工作记录.txt", line=3, start=0, end=30)
    training = Activity(
        id="a1",
        topics=("T05",),
        text="家政培训2期60人",
        source=source,
        facts=(make_fact("a1.f1", "2期", "2"), make_fact("a1.f2", "60人", "60")),
        heading="培训",
    )
    formula = Activity(
        id="a2",
        topics=("T02",),
        text='=HYPERLINK("http://example.invalid","点我") 发放资料3200份',
        source=source,
        facts=(make_fact("a2.f1", "3200份", "3200"),),
    )
    visits = Activity(
        id="a3",
        topics=("T10",),
        text="接待来访46件，另处写48件",
        source=source,
        facts=(
            make_fact("a3.f1", "46件", "46"),
            make_fact("a3.f2", "48件", "48"),
            make_fact("a3.f3", "13800001234", "13800001234", use=Use.OMIT),
        ),
    )
    plan = Activity(id="a4", topics=("T24",), text="继续抓好宣传", source=source)
    return FactSheet(
        title="柳河镇妇联2025年工作总结",
        org="柳河镇妇联",
        period="2025",
        activities=(training, formula, visits, plan),
        conflicts=(
            Conflict(kind="two_values", reason="来访写了46件和48件", fact_ids=("a3.f1", "a3.f2")),
        ),
        dropped=(Dropped(text="王主任 9:42", reason="消息时间", source=source),),
    )


def make_checked(
    text: str, draft: str, status: Status, *, reason: str = "", fact_ids: tuple[str, ...] = ()
) -> CheckedFigure:
    """Build the judgement of the first place where a draft says ``text``."""
    start = draft.index(text)
    support = Support(text=text, start=10, end=14, file="工作记录.txt", line=3)
    return CheckedFigure(
        figure=Figure(
            text=text, start=start, end=start + len(text), kind=Kind.QUANTITY, value=Decimal(1)
        ),
        status=status,
        reason=reason or f"{text}的说明",
        support=support if status is not Status.UNSUPPORTED else None,
        fact_ids=fact_ids,
    )


def make_verification(draft: str = DRAFT) -> Verification:
    """Build a verification with every sort of answer."""
    name = draft.index("<县>")
    return Verification(
        figures=(
            make_checked("2期", draft, Status.SUPPORTED, fact_ids=("a1.f1",)),
            make_checked("60人", draft, Status.SUPPORTED, fact_ids=("a1.f2",)),
            make_checked("3200份", draft, Status.SUPPORTED, fact_ids=("a2.f1",)),
            make_checked("46件", draft, Status.MISBOUND, fact_ids=("a3.f1",)),
            make_checked("120人", draft, Status.UNSUPPORTED, reason="事实中没有120人"),
            make_checked("180人", draft, Status.DERIVED, reason="60+120=180"),
        ),
        missing=(make_fact("a5.f1", "98人", "98", label="慰问老人"),),
        warnings=(
            Warn(
                text="<县>城",
                start=name,
                end=name + 4,
                kind="name",
                reason="事实中没有这个地名",
            ),
        ),
    )
