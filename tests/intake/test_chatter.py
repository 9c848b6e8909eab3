"""What who reports says of herself is no work; the matter that it stands behind is."""

import pytest

from drafter.intake import notes_from_text


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("月嫂培训我带的。头一期21人", "月嫂培训：头一期21人"),
        ("矛盾调解我这里记的：婆媳5起", "矛盾调解：婆媳5起"),
        ("手工坊忘说了，就老戏台边上那个，今年18个人", "手工坊：今年18个人"),
        ("来了43个 3个是后来的 总共46没错", "来了43个 3个是后来的 总共46"),
    ],
)
def test_words_about_oneself_are_left_out(line: str, clean: str) -> None:
    """A summary has no 我 that reports, and needs nobody's word that a number is right."""
    (read,) = notes_from_text(line).lines

    assert read.text == clean


@pytest.mark.parametrize(
    "line",
    [
        "我带的徒弟今年出师12人",
        "妇联干部带的巾帼宣讲队讲了8场",
        "失联老人走丢忘记家门，帮忙找回2人",
        "台账我管的",
        "纠错台账12份",
        "查漏补缺，漏报的8户补上了",
    ],
)
def test_work_that_sounds_alike_stays(line: str) -> None:
    """Whose pupils finished, who was found and what was put right is work."""
    (read,) = notes_from_text(line).lines

    assert read.text == line


def test_what_is_left_keeps_its_places() -> None:
    """A figure behind the words taken out points to where the notes have it."""
    notes = notes_from_text("月嫂培训我带的。头一期21人")
    (read,) = notes.lines
    begin, end = read.span(read.text.index("21"), read.text.index("21") + 2)

    assert notes.text[begin:end] == "21"
