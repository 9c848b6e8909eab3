"""Other people's texts are read by their looks, without losing a word."""

import re

import pytest

from drafter.document import (
    VISIBLE_NOTE,
    Document,
    Heading,
    Paragraph,
    enumerator,
    parse_markdown,
    parse_text,
    render_text,
    split_enumerator,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、主要做法", (1, "主要做法")),
        ("十二、打算", (1, "打算")),
        ("（一）抓培训", (2, "抓培训")),
        ("(三)抓维权", (2, "抓维权")),
        ("1.办班", (3, "办班")),
        ("2、办班", (3, "办班")),
        ("３．办班", (3, "办班")),
        ("（1）办班", (4, "办班")),
        ("①办班", (4, "办班")),
        ("1.5万元到账", None),
        ("3.8维权周", None),
        ("一是办班", None),
        ("一、", None),
        ("2025年工作", None),
    ],
)
def test_an_enumerator_is_told_from_a_number(line: str, expected: tuple[int, str] | None) -> None:
    """Taking 3. off 3.8维权周 would change a figure."""
    assert split_enumerator(line) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一、"),
        (10, "十、"),
        (11, "十一、"),
        (20, "二十、"),
        (32, "三十二、"),
        (101, "一百零一、"),
    ],
)
def test_headings_count_in_chinese(number: int, expected: str) -> None:
    """The standard counts its first level in Chinese."""
    assert enumerator(1, number) == expected


def test_every_enumerator_is_read_again() -> None:
    """A long list must not run out of numerals."""
    lost = [
        (level, number)
        for level in (1, 2)
        for number in (*range(1, 1200), 9999, 10000, 54321)
        if split_enumerator(f"{enumerator(level, number)}做法") != (level, "做法")
    ]

    assert lost == []


def test_title_addressee_headings_signature_and_date_of_a_pasted_text_are_found() -> None:
    """People paste without indentation, with half-width brackets and hand-made numbers."""
    text = (
        "柳河镇妇联2025年工作总结\n县妇联：\n2025年工作情况如下：\n一、主要做法\n"
        "(一)抓宣传。发放资料3200份。\n（二）抓培训\n举办2期。\n二、打算\n再办6期。\n"
        "柳河镇妇联\n2026年1月5日\n"
    )

    assert parse_text(text) == Document(
        title="柳河镇妇联2025年工作总结",
        addressee="县妇联",
        blocks=(
            Paragraph(text="2025年工作情况如下："),
            Heading(level=1, text="主要做法"),
            Paragraph(text="(一)抓宣传。发放资料3200份。"),
            Heading(level=2, text="抓培训"),
            Paragraph(text="举办2期。"),
            Heading(level=1, text="打算"),
            Paragraph(text="再办6期。"),
        ),
        signature="柳河镇妇联",
        date="2026年1月5日",
    )


def test_a_heading_after_a_run_in_one_counts_on() -> None:
    """Otherwise (一)… in a sentence would be followed by a second （一）."""
    text = "总结\n一、做法\n(一)抓宣传。发放3份。\n(二)抓培训\n举办2期。\n"

    assert "（二）抓培训" in render_text(parse_text(text))


def test_an_enumerated_sentence_with_a_stop_is_a_heading_only_before_its_text() -> None:
    """“一、建立机构。” stands above its text; a list of such sentences is text."""
    text = "总结\n一、建立机构。\n成立小组。\n二、打算\n1.再办6期。\n2.再访3户。\n"

    blocks = parse_text(text).blocks

    assert blocks[0] == Heading(level=1, text="建立机构。")
    assert blocks[-2:] == (Paragraph(text="1.再办6期。"), Paragraph(text="2.再访3户。"))


def test_a_text_that_starts_with_a_sentence_has_no_title() -> None:
    """A pasted passage keeps its first sentence as text."""
    document = parse_text("一年来，我镇妇联开展工作。\n举办2期。")

    assert (document.title, len(document.blocks)) == ("", 2)


def test_a_centred_title_is_found_among_indented_lines() -> None:
    """Typed texts centre the title with spaces and indent everything else."""
    document = parse_text("　　　　　　2025年总结\n　　一、做法\n　　举办2期。\n")

    assert document.title == "2025年总结"
    assert document.blocks[0] == Heading(level=1, text="做法")


def test_markdown_headings_are_read_with_and_without_enumerators() -> None:
    """Other tools write hash marks; some write hash marks and enumerators."""
    text = (
        "# 2025年总结\n\n## 一、做法\n\n### 抓培训\n\n- **举办**2期\n\n---\n\n## 打算\n\n再办6期\n"
    )

    assert parse_markdown(text) == Document(
        title="2025年总结",
        blocks=(
            Heading(level=1, text="做法"),
            Heading(level=2, text="抓培训"),
            Paragraph(text="举办2期"),
            Heading(level=1, text="打算"),
            Paragraph(text="再办6期"),
        ),
    )


def test_a_date_above_the_signature_is_taken_too() -> None:
    """Some offices write the date first."""
    document = parse_text("2025年总结\n举办2期。\n2026年1月5日\n柳河镇妇联\n")

    assert (document.signature, document.date) == ("柳河镇妇联", "2026年1月5日")


def test_an_indented_line_among_markdown_headings_is_literal() -> None:
    """Somebody added hash marks to a file that drafter wrote; its paragraphs keep their words."""
    document = parse_markdown("# 2025年总结\n\n　　*号后面2期。\n")

    assert document.blocks == (Paragraph(text="*号后面2期。"),)


def test_the_visible_note_is_no_content() -> None:
    """The note is added on export; importing must not make it a signature."""
    document = parse_text(f"总结\n\n　　举办2期。\n\n柳河镇妇联\n2026年1月5日\n\n{VISIBLE_NOTE}\n")

    assert (document.signature, document.date) == ("柳河镇妇联", "2026年1月5日")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "总结",
        "2026年1月5日",
        "一、做法\n二、打算",
        "  \t总结\n\n\n举办2期，1、2、3月各1次\n柳河镇妇联",
        "\ufeff总结\r\n　　一、做法\r\n　　举办2期。\r\n",
    ],
)
def test_no_word_is_lost(text: str) -> None:
    """Whatever a line is taken for, its words are in the document."""
    written = render_text(parse_text(text))

    assert re.sub(r"[\s\ufeff]", "", written) == re.sub(r"[\s\ufeff]", "", text)


def test_several_that_sign_together_stand_in_the_signature() -> None:
    """A joint report has one date below the names of all who sign."""
    text = "2025年总结\n\n　　举办2期。\n\n柳河镇妇女联合会\n柳河镇民政局\n2026年1月5日\n"
    document = parse_text(text)

    assert document.signature == "柳河镇妇女联合会\n柳河镇民政局"
    assert document.blocks == (Paragraph(text="举办2期。"),)
    assert parse_text(render_text(document)) == document


def test_a_short_last_line_that_names_nobody_does_not_sign() -> None:
    """What stands above the signature is text unless an office could be called so."""
    document = parse_text("2025年总结\n举办2期\n效果良好\n柳河镇妇联\n2026年1月5日\n")

    assert document.signature == "柳河镇妇联"
    assert document.blocks[-1] == Paragraph(text="效果良好")


@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_list_of_attachments_is_no_row_of_headings(indent: str) -> None:
    """A heading would be counted anew: the second attachment must not become the first."""
    document = parse_text(
        f"2025年总结\n　　举办2期。\n{indent}附件：1.统计表\n{indent}2.名单\n"
        "柳河镇妇联\n2026年1月5日\n"
    )

    assert [block.text for block in document.blocks[1:]] == ["附件：1.统计表", "2.名单"]
    assert not any(isinstance(block, Heading) for block in document.blocks)


def test_a_table_is_told_row_by_row() -> None:
    """Bare cells one below another would not say what they count."""
    document = parse_markdown(
        "# 2025年总结\n\n情况如下。\n\n| 村 | 培训人次 | 备注 |\n|---|:--:|---|\n"
        "| 柳湾村 | 60 | |\n| 河东村 | 70 | 含夜校 |\n\n完毕。\n"
    )

    assert [block.text for block in document.blocks] == [
        "情况如下。",
        "柳湾村：培训人次60。",
        "河东村：培训人次70，备注含夜校。",
        "完毕。",
    ]


def test_a_table_without_a_head_loses_no_cell() -> None:
    """Figures in the first row are figures, whatever stands below."""
    document = parse_markdown("# 总结\n\n| 柳湾村 | 60 |\n|---|---|\n| 河东村 | 70 |\n")

    assert [block.text for block in document.blocks] == ["柳湾村，60。", "河东村，70。"]


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("各乡镇（街道）妇联，县直机关各妇委会：", "各乡镇（街道）妇联，县直机关各妇委会"),
        ("一年来，我们做了以下工作：", ""),
    ],
)
def test_an_addressee_may_name_two_groups(line: str, addressee: str) -> None:
    """A comma parts groups of the same rank; a sentence has one too."""
    assert parse_text(f"2025年工作总结\n{line}\n　　举办2期。\n").addressee == addressee
