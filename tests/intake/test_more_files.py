"""Fifteen more awkward input files: the right figures with the right places and labels."""

from pathlib import Path
from typing import Any

import pytest

from drafter.facts import FactSheet, Role, build_fact_sheet
from drafter.intake import read_notes
from tests.intake.builders import make_sheet_file, make_word_file


def _sheet(path: Path, data: bytes) -> FactSheet:
    path.write_bytes(data)
    return build_fact_sheet([read_notes(str(path))])


def _facts(sheet: FactSheet) -> list[tuple[str, str, int]]:
    """(surface, label, line) of each figure that counts."""
    return [
        (fact.surface or fact.figure.text, fact.label, fact.source.line)
        for activity in sheet.activities
        for fact in activity.facts
        if fact.label != "时间"
    ]


@pytest.mark.parametrize(
    ("name", "data", "facts"),
    [
        pytest.param(
            "a.csv",
            "活动\t人数\n家政培训\t60\n走访\t15\n".encode("utf-16"),
            [("60", "家政培训人数", 2), ("15", "走访人数", 3)],
            id="40-unicode-text-of-a-sheet-named-csv",
        ),
        pytest.param(
            "a.txt",
            "龍潭鎮婦聯\n培訓婦女60人，慰問老人20戶".encode("big5"),
            [("60人", "培訓婦女", 2), ("20戶", "慰問老人", 2)],
            id="41-big5",
        ),
        pytest.param(
            "a.txt",
            "柳河镇妇联\r培训妇女60人\r慰问老人20户".encode(),
            [("60人", "培训妇女", 2), ("20户", "慰问老人", 3)],
            id="42-carriage-returns-alone",
        ),
        pytest.param(
            "a.csv",
            "活动,人数（人）,资料（份）\n家政培训,60\n普法,,3200\n走访,15,,多余\n".encode("gbk"),
            [("60", "家政培训人数", 2), ("3200", "资料", 3), ("15", "走访人数", 4)],
            id="43-ragged-rows",
        ),
        pytest.param(
            "a.csv",
            (
                "枫树乡妇联2025年台账,,,\n制表：乡妇联,,,单位：人、份\n"
                "序号,活动,参加人数（人）,资料（份）\n1,普法赶集,45,300\n"
                ",其中未成年人,5,\n"
            ).encode(),
            [("45", "赶集参加人数", 4), ("300", "资料", 4), ("5", "参加人数", 5)],
            id="44-a-field-row-above-the-headings-and-a-part-below-its-row",
        ),
        pytest.param(
            "a.txt",
            "柳河镇妇联2025年\n单位 组数 人数\n石桥 8 96\n马坝 5 61\n".encode(),
            [
                ("8", "石桥组数", 3),
                ("96", "石桥人数", 3),
                ("5", "马坝组数", 4),
                ("61", "马坝人数", 4),
            ],
            id="47-columns-parted-by-blanks",
        ),
        pytest.param(
            "a.yaml",
            "单位: 柳河镇妇联\n培训: '60人'\n慰问:\n  老人: 20户\n  儿童: 15名\n".encode(),
            [("60人", "培训", 2), ("20户", "慰问老人", 4), ("15名", "慰问儿童", 5)],
            id="48-quoted-numbers-and-nested-keys",
        ),
        pytest.param(
            "a.json",
            '["培训妇女60人", "慰问老人20户", null]'.encode(),
            [("60人", "培训妇女", 1), ("20户", "慰问老人", 1)],
            id="49-a-bare-list-of-lines",
        ),
        pytest.param(
            "a.txt",
            "柳河镇妇联\u2028培训妇女60人\u2028慰问老人20户".encode(),
            [("60人", "培训妇女", 2), ("20户", "慰问老人", 3)],
            id="50-line-separators-of-a-word-processor",
        ),
        pytest.param(
            "a.txt",
            "培训妇女60人，慰问老人20户".encode()[:-1],
            [("60人", "培训妇女", 1), ("20", "慰问老人", 1)],
            id="51-cut-in-the-middle-of-the-last-character",
        ),
        pytest.param(
            "a.txt",
            "\t一、培训\n\t\t家政\u30002期\u300060人\n　　养殖3期145人次\n".encode(),
            [
                ("2期", "家政", 2),
                ("60人", "家政人数", 2),
                ("3期", "养殖", 3),
                ("145人次", "养殖人次", 3),
            ],
            id="52-tabs-and-wide-blanks-for-indents",
        ),
        pytest.param(
            "a.md",
            (
                "---\ntitle: x\n---\n\n```\n培训妇女60人\n```\n> 慰问老人20户\n\n1. 走访**15户**\n"
            ).encode(),
            [("60人", "培训妇女", 6), ("20户", "慰问老人", 8), ("15户", "走访", 10)],
            id="53-front-matter-fence-quote-and-bold",
        ),
        pytest.param(
            "a.txt",
            "2025年12月1日 09:12 张主席\n培训妇女60人\n李干事 09:13 慰问老人20户\n".encode(),
            [("60人", "培训妇女", 2), ("20户", "慰问老人", 3)],
            id="54-a-message-on-the-line-of-its-time",
        ),
    ],
)
def test_awkward_text_gives_its_figures(
    name: str, data: bytes, facts: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    """Each came up in an office: nothing may be lost, nothing read from the wrong place."""
    assert facts == _facts(_sheet(tmp_path / name, data))


def test_45_a_place_in_the_first_row_of_its_group_holds_below(tmp_path: Path) -> None:
    """维权来访 of two townships are no contradiction, and their sum is right."""
    rows = (
        "乡镇,工作,数量,单位\n城关镇,讲座,12,场\n,维权来访,31,件\n"
        "南岭乡,维权来访,9,件\n合计,维权来访,40,件\n"
    )
    sheet = _sheet(tmp_path / "a.csv", rows.encode())

    assert sheet.activities[1].text == "城关镇，维权来访31件"
    assert sheet.activities[1].source.line == 3
    assert sheet.conflicts == ()


def test_46_boxes_say_what_is_done_and_what_is_not(tmp_path: Path) -> None:
    """An open box is a plan; told as done it would be a false claim."""
    text = (
        "# 柳荫街道妇联2025年\n- [x] 换届9个社区\n- [ ] 建站点2家\n- [x] **微课堂**\n"
        "  - 收纳班 2 期\n  - 烘焙班 3 期\n- [x] 辅导 24 人\n"
    )
    sheet = _sheet(tmp_path / "a.md", text.encode())

    assert [activity.role for activity in sheet.activities] == [
        Role.RESULT,
        Role.PLAN,
        Role.RESULT,
        Role.RESULT,
    ]
    assert sheet.activities[2].text == "微课堂：收纳班2 期、烘焙班3 期"


def test_55_a_cell_merged_downwards_over_two_activities(tmp_path: Path) -> None:
    """Two courses of one village are two things, not one with two numbers."""

    def fill(document: Any) -> None:  # noqa: ANN401 # the library is not typed here
        table = document.add_table(rows=3, cols=3)
        for place, text in enumerate(
            ("村", "活动", "人数（人）", "石桥村", "家政", "60", "", "养殖", "45")
        ):
            table.cell(place // 3, place % 3).text = text
        table.cell(1, 0).merge(table.cell(2, 0))

    path = make_word_file(tmp_path / "a.docx", fill)
    sheet = build_fact_sheet([read_notes(path)])

    assert [activity.text for activity in sheet.activities] == [
        "石桥村，家政，人数60人",
        "石桥村，养殖，人数45人",
    ]
    assert sheet.conflicts == ()


def test_56_numbers_and_dates_kept_as_text_in_a_sheet(tmp_path: Path) -> None:
    """Who types an apostrophe before a number means the number all the same."""

    def fill(book: Any) -> None:  # noqa: ANN401
        book.active.append(["活动", "日期", "人数", "满意率"])
        book.active.append(["家政", "2025.3.8", "1,260", "98.5%"])

    path = make_sheet_file(tmp_path / "a.xlsx", fill)
    facts = build_fact_sheet([read_notes(path)]).activities[0].facts

    assert [fact.figure.value for fact in facts] == ["2025-03-08", 1260, 98.5]
