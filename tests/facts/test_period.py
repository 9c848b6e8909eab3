"""Which time a report is of, wherever the notes say it: messages, a table's head, a call."""

import pytest

from drafter.facts import FactSheet, ReportKind, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.verifying import verify


def sheet_of(text: str, **given: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(text)], **given)  # type: ignore[arg-type]


CHAT = "张姐 2025-03-08 09:12\n普法宣传发资料500份\n李姐 2025-11-20 10:00\n走访困难妇女26户\n"
CALL = "#接龙\n请各村报一下2025年妇女工作\n1. 培训妇女30人\n2. 走访12户\n"
DIARY = "2025年3月8日 三八活动，120人参加\n2025年11月20日 走访困难妇女26户\n"


@pytest.mark.parametrize("text", [CHAT, CALL, DIARY])
def test_a_year_that_only_talk_or_dates_tell_is_the_reports(text: str) -> None:
    """The draft says 2025年 of itself, and that must not be taken for invented."""
    sheet = sheet_of(text)

    assert sheet.period == "2025"
    assert verify("2025年，开展了工作。现将2025年工作总结如下：", sheet).ok


def test_a_year_that_nobody_told_is_still_unsupported() -> None:
    """Only the report's own time is accepted."""
    assert not verify("2024年，开展了工作。", sheet_of(CHAT)).ok
    assert not verify("2025年，开展了工作。", sheet_of("培训妇女30人\n走访12户")).ok


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024", "2024年"),
        ("2025H1", "2025年上半年"),
        ("2025-03", "2025年3月"),
        ("2025-03/2025-05", "2025年3月至5月"),
    ],
)
def test_a_period_that_the_caller_gives_is_supported(period: str, words: str) -> None:
    """What a person says of the report is no invention of the draft."""
    sheet = sheet_of("培训妇女30人\n走访12户", period=period)

    assert verify(f"{words}，开展了工作。", sheet).ok
    assert not verify("2023年7月，开展了工作。", sheet).ok


def test_a_call_for_notes_is_no_title_and_names_no_federation() -> None:
    """请各村报一下 must not become 请各村妇联."""
    sheet = sheet_of(CALL)

    assert (sheet.org, sheet.title) == ("", "2025年工作总结")


def test_of_years_compared_in_a_tables_head_the_later_is_the_reports() -> None:
    """The column of the year before is nobody's result of this year."""
    text = "柳河镇妇联\n项目,2024年,2025年,同比\n培训妇女,120,150,25%\n走访户数,30,36,20%\n"
    sheet = sheet_of(text)
    scopes = {
        fact.surface or fact.figure.text: fact.scope.value
        for a in sheet.activities
        for fact in a.facts
    }

    assert sheet.period == "2025"
    assert (scopes["120"], scopes["150"]) == ("last_year", "own")


def test_notes_of_a_half_year_without_a_year_or_title() -> None:
    """An annual report of a half year would promise what is not there."""
    assert sheet_of("我镇上半年培训妇女120人\n走访26户").kind is ReportKind.HALF_YEAR
    assert sheet_of("我镇上半年培训120人\n下半年打算再办2期").kind is ReportKind.HALF_YEAR
    assert sheet_of("我镇上半年培训120人\n9月走访26户").kind is ReportKind.ANNUAL


def test_a_title_of_another_federation_or_year_gives_way_to_the_call() -> None:
    """The title and the text below it must not disagree."""
    text = "柳河镇妇联2025年工作总结\n培训妇女120人\n走访26户"

    assert sheet_of(text, org="青山镇妇联").title == "青山镇妇联2025年工作总结"
    assert sheet_of(text, period="2024").title == "柳河镇妇联2024年工作总结"
    assert sheet_of(text, org="柳河镇妇联", period="2025").title == "柳河镇妇联2025年工作总结"


@pytest.mark.parametrize(
    ("title", "period", "kind"),
    [
        ("石桥镇妇联2021—2025年工作总结", "2021-01/2025-12", ReportKind.ANNUAL),
        ("石桥镇妇联2021年至2025年工作总结", "2021-01/2025-12", ReportKind.ANNUAL),
        ("石桥镇妇联2025年3月—5月工作总结", "2025-03/2025-05", ReportKind.TOPICAL),
        ("石桥镇妇联2025年工作总结", "2025", ReportKind.ANNUAL),
    ],
)
def test_a_report_of_several_years_is_of_all_of_them(
    title: str, period: str, kind: ReportKind
) -> None:
    """Called a report of its first year, or its last, it would claim the work of five for one."""
    sheet = sheet_of(f"{title}\n培训女能人120人\n2024年慰问310户")

    assert (sheet.period, sheet.kind) == (period, kind)


def test_of_several_years_none_is_the_year_before() -> None:
    """2024 is within 2021—2025, and beside 2025 alone it is over."""
    body = "2024年，讲座28场\n2025年，讲座35场"
    several = sheet_of(f"石桥镇妇联2021—2025年工作总结\n{body}")
    one = sheet_of(f"石桥镇妇联2025年工作总结\n{body}")

    def scopes(sheet: FactSheet) -> list[str]:
        return [each.facts[-1].scope.value for each in sheet.activities]

    assert (scopes(several), scopes(one)) == (["own", "own"], ["last_year", "own"])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("石桥镇妇联随手记\n走访12户\n培训3场60人\n明年 2027：\n夜校60期\n", "2026"),
        ("石桥镇妇联随手记\n走访12户\n培训3场60人\n来年（2027年）打算：\n夜校60期\n", "2026"),
        ("石桥镇妇联2026年工作\n走访12户\n明年 2027：\n夜校60期\n", "2026"),
        ("石桥镇妇联随手记\n2026年走访12户\n2026年明确明年任务\n", "2026"),
    ],
)
def test_the_year_to_come_is_not_the_reports(text: str, period: str) -> None:
    """明年 2027： heads plans, and what was done was done in the year before it."""
    assert sheet_of(text).period == period
