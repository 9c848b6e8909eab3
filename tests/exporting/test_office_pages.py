"""What a Word file looks like on paper, measured in the pages that LibreOffice makes of it."""

import re
from pathlib import Path

import pytest

from drafter.document import Block, Document, Heading, Paragraph
from drafter.exporting import write_document
from tests.exporting.office import Line, render_pages

pytestmark = pytest.mark.office

MM = 72 / 25.4
# Edges of the type area in points: 28 mm binding margin, 156 mm wide, 37 mm top, 225 mm high.
LEFT, RIGHT, BOTTOM = 28 * MM, 184 * MM, 262 * MM
CHARACTER = 156 * MM / 28
PLAIN = "柳河镇妇联认真履行职责扎实推进各项工作取得明显成效"
WITH_FIGURES = (
    "一年来，柳河镇妇联围绕中心、服务大局，举办家政、养殖、电商直播等各类培训6期240人次，"
    "发放宣传资料3200份，接待来访46件，调处成功43件，占93.5%，为4名妇女申报“两癌”救助金4万元，"
    "受益群众15,000余人。"
)


def summary(*blocks: Block, addressee: str = "", signature: str = "", date: str = "") -> Document:
    """Build a document with a title and the given blocks."""
    return Document(
        title="柳河镇妇联2025年工作总结",
        blocks=blocks or (Paragraph(text=WITH_FIGURES),),
        addressee=addressee,
        signature=signature,
        date=date,
    )


@pytest.fixture(scope="module")
def long_pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    """Render a summary of five pages with all four heading levels."""
    folder = tmp_path_factory.mktemp("long")
    document = summary(
        Paragraph(text=PLAIN * 60),
        Heading(level=1, text="主要做法与成效"),
        Heading(level=2, text="强化思想引领"),
        Paragraph(text=WITH_FIGURES * 2),
        Heading(level=3, text="抓宣传"),
        Heading(level=4, text="进村入户"),
        Paragraph(text=WITH_FIGURES * 3),
        signature="柳河镇妇女联合会",
        date="2026年1月5日",
    )
    write_document(document, folder / "long.docx")
    return render_pages([folder / "long.docx"], folder)[0]


def body_of(page: list[Line]) -> list[Line]:
    """Return the lines of the type area, the page number left out."""
    return [line for line in page if line.middle < BOTTOM]


def test_a_full_page_has_22_lines_of_28_characters(long_pages: list[list[Line]]) -> None:
    """GB/T 9704-2012, 5.2.3: 22 lines of 28 characters fill the type area."""
    lines = body_of(long_pages[1])

    assert len(lines) == 22
    assert {len(line.text) for line in lines} == {28}


def test_the_text_fills_the_type_area_and_stays_inside(long_pages: list[list[Line]]) -> None:
    """GB/T 9704-2012, 5.2.1: margins of 28 mm left and 26 mm right, half a character at most."""
    lines = body_of(long_pages[1])

    assert all(LEFT - 1 <= line.left < LEFT + CHARACTER / 2 for line in lines)
    assert all(RIGHT - CHARACTER / 2 < line.right <= RIGHT + 1 for line in lines)
    assert lines[-1].words[0].bottom < BOTTOM + 4


def test_a_paragraph_starts_two_characters_in(long_pages: list[list[Line]]) -> None:
    """GB/T 9704-2012, 7.3.3: first line 2 characters, the rest flush left."""
    first = next(line for line in long_pages[0] if line.text.startswith("柳河镇妇联认真"))

    assert first.left - LEFT == pytest.approx(2 * CHARACTER, abs=1.5)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(
    long_pages: list[list[Line]],
) -> None:
    """GB/T 9704-2012, 7.5: a dash on each side, one character from the edge, 7 mm below."""
    numbers = [next(line for line in page if line.middle > BOTTOM) for page in long_pages]

    assert [line.text for line in numbers] == [f"—{n}—" for n in range(1, len(numbers) + 1)]
    assert all(abs(RIGHT - 14 - line.right) < 3 for line in numbers[0::2])
    assert all(abs(LEFT + 14 - line.left) < 3 for line in numbers[1::2])
    assert all(abs((line.middle - BOTTOM) / MM - 7) < 1 for line in numbers)


def test_the_title_is_centred_with_an_empty_line_after_it(long_pages: list[list[Line]]) -> None:
    """The body starts on the third line of the first page."""
    title, first = long_pages[0][:2]

    assert (title.left + title.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=2)
    assert first.middle - title.middle == pytest.approx(2 * 28.95, abs=4)


def test_signature_and_date_are_placed_by_the_standard(long_pages: list[list[Line]]) -> None:
    """GB/T 9704-2012, 7.3.5.2: 2 characters from the right, the date 2 right of its start."""
    *_, last, signature, date = body_of(long_pages[-1])

    assert (signature.text, date.text) == ("柳河镇妇女联合会", "2026年1月5日")
    assert RIGHT - signature.right == pytest.approx(2 * CHARACTER, abs=2)
    assert date.left - signature.left == pytest.approx(2 * CHARACTER, abs=3)
    assert signature.middle - last.middle == pytest.approx(2 * 28.95, abs=2)


def test_a_date_longer_than_the_signature_moves_the_signature(tmp_path: Path) -> None:
    """Then the date is 2 characters from the right and still starts 2 after the signature.

    Figures of the stand-in font are wider, so here the date ends nearer to the edge.
    """
    document = summary(signature="柳河妇联", date="2025年12月31日")
    write_document(document, tmp_path / "short.docx")

    signature, date = body_of(render_pages([tmp_path / "short.docx"], tmp_path)[0][0])[-2:]

    assert date.left - signature.left == pytest.approx(2 * CHARACTER, abs=3)
    assert 0 < RIGHT - date.right <= 2 * CHARACTER + 2


def test_no_number_is_broken_across_lines(tmp_path: Path) -> None:
    """GB/T 15835-2011, 5.1.7.2; each number is tried at every place of the line."""
    numbers = ("15,000余人", "93.5%", "1234567人", "2019年", "0.94万人次")
    blocks = tuple(
        Paragraph(text="一" * (20 + shift) + number + "二" * 30)
        for number in numbers
        for shift in range(14)
    )
    write_document(summary(*blocks), tmp_path / "numbers.docx")

    pages = render_pages([tmp_path / "numbers.docx"], tmp_path)[0]

    lines = [line.text for page in pages for line in body_of(page)]
    whole = [
        sum(match in line for line in lines)
        for match in (re.match(r"[\d.,%]+", number)[0] for number in numbers)  # type: ignore[index] # every case starts with digits
    ]
    assert whole == [14] * len(numbers)


def test_no_signature_and_no_heading_stands_alone(tmp_path: Path) -> None:
    """A page with only the signature, or a heading at the foot of a page, is sent back."""
    files: list[Path] = []
    for count in range(14, 22):
        lines: list[Block] = [Paragraph(text="本段占一行。")] * count
        heads: list[Block] = [Heading(level=1, text="做法"), Heading(level=2, text="宣传")]
        three_lines = Paragraph(text=PLAIN * 3)
        signed = summary(*lines[4:], three_lines, signature="柳河镇妇联", date="2026年1月5日")
        files += [tmp_path / f"signature-{count}.docx", tmp_path / f"heading-{count}.docx"]
        write_document(signed, files[-2])
        write_document(summary(*lines, *heads, three_lines), files[-1])

    rendered = render_pages(files, tmp_path)

    for pages in rendered[0::2]:
        assert len(body_of(pages[-1])) >= 3
        assert body_of(pages[-1])[0].text != "柳河镇妇联"
    for pages in rendered[1::2]:
        assert not body_of(pages[0])[-1].text.startswith(("一、", "（一）"))


def test_an_attachment_starts_with_its_mark_and_a_report_with_its_addressee(
    tmp_path: Path,
) -> None:
    """Each profile adds what the office expects at the head of the page."""
    document = summary(addressee="县妇联")
    write_document(document, tmp_path / "attachment.docx", profile="attachment")
    write_document(document, tmp_path / "report.docx", profile="report")

    attachment, report = render_pages(
        [tmp_path / "attachment.docx", tmp_path / "report.docx"], tmp_path
    )

    mark, title = attachment[0][:2]
    assert mark.text == "附件"
    assert mark.left == pytest.approx(LEFT, abs=2)
    assert title.middle - mark.middle == pytest.approx(2 * 28.95, abs=4)
    assert [line.text for line in report[0][:2]] == [
        "柳河镇妇联关于2025年工作情况的报告",
        "县妇联：",
    ]
    assert report[0][1].left == pytest.approx(LEFT, abs=2)
    assert body_of(report[0])[-1].text == "特此报告。"
