"""What a figure counts where a column, an event or the clause before must say it."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text


def _labels(text: str) -> dict[str, str]:
    sheet = build_fact_sheet([notes_from_text(text)])
    return {fact.figure.text: fact.label for each in sheet.activities for fact in each.facts}


def test_a_column_of_several_measure_words_names_the_row() -> None:
    """次/场数 says only how it is counted; the row says what."""
    table = "项目\t场（次）数\t人数\n禁毒课堂\t7场\t230人\n暖心上门\t46次\t51人\n"
    labels = _labels("桥头镇妇联2025年服务情况\n" + table)
    assert labels["7场"] == "禁毒课堂"
    assert labels["46次"] == "暖心上门"


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("乳腺检查去了61人，都是坐村里的车", "61人", "乳腺检查人数"),
        ("端午节活动2场，来了90多人", "90多人", "参加端午节活动"),
        ("调解：邻里6件、婆媳4件，一共10件", "10件", "调解"),
        ("大家都写了承诺书，收上来58份", "58份", "收上来承诺书"),
        ("给孤寡老人送棉被，一共34位", "34位", "孤寡老人"),
        ("婚姻纠纷接了21起，劝成13起", "13起", "婚姻纠纷劝导成功"),
        ("全市养老就业率才41%", "41%", "养老就业率"),
        ("县里用了5篇", "5篇", "县里采用"),
        ("最美庭院验收75户，任务是全年90户", "90户", "最美庭院任务"),
        ("两新组织建妇联27家，其中今年新建8家", "8家", "新建妇联"),
        ("建妇女微家4个，一个800元", "800元", "建妇女微家"),
        ("12338热线接电话39个", "12338", "热线"),
    ],
)
def test_the_words_around_a_figure_say_what_it_counts(text: str, figure: str, label: str) -> None:
    """Where the nearest words say too little, the event, the receiver or the outcome does."""
    assert _labels("桥头镇妇联2025年工作\n" + text)[figure] == label


def test_one_character_is_no_label_of_places() -> None:
    """镇里的16个村 counts 村数 in a table."""
    assert _labels("桥头镇妇联2025年工作\n覆盖全部，16个村（社区）都建了")["16个"] != "村"
