"""Plain sentences that mean a command, a correction or a line of a list."""

import pytest

from drafter.refining.commands import AskModel, Show, WriteFile
from drafter.refining.saying import listed_notes, meant_by, new_notes, takes_back
from tests.refining.makers import Talk


@pytest.mark.parametrize(
    "line",
    [
        "刚才那个不要了",
        "不对，退回去",
        "回到上一版",
        "还是原来的好",
        "上一步撤掉",
        "刚才改的不算",
        "算了，恢复成原来的样子",
        "撤销上一步",
    ],
)
def test_the_last_change_is_taken_back_in_many_words(line: str) -> None:
    """Nobody remembers one word for it when something went wrong."""
    talk = Talk()
    before = talk.words
    talk.say("删掉第2段", "", line)

    assert before == talk.words


@pytest.mark.parametrize(
    "line",
    [
        "第3段不要了",
        "把第2段改回原来的说法",
        "刚才那段写短一点",
        "上一段不要了",
        "原来的好人好事写短一点",
    ],
)
def test_what_names_a_passage_takes_nothing_back(line: str) -> None:
    """第3段不要了 is about the text and not about what was done last."""
    assert not takes_back(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("有哪些数字没写到", "核对"),
        ("还有什么没写进去？", "核对"),
        ("数字都对吗", "核对"),
        ("漏了哪些数字", "核对"),
        ("现在第几版了", "历史"),
        ("改了哪些地方", "历史"),
        ("看看第二部分", "看"),
        ("导出到 总结.docx", "导出"),
        ("另存为a.md", "导出"),
        ("没写到的数字补上", None),
        ("第二版写得好一些", None),
        ("导出资料3200份", None),
        ("发放资料没有写到位", None),
    ],
)
def test_questions_are_answered_by_commands(line: str, name: str | None) -> None:
    """Who asks in words gets the table, and who orders is not taken for asking."""
    meant = meant_by(line)

    assert name == (None if meant is None else meant.name)


def test_an_export_names_its_file() -> None:
    """导出到 总结.docx."""
    talk = Talk().say("导出到 总结.docx")

    assert [WriteFile(path="总结.docx")] == [
        effect for effect in talk.effects if isinstance(effect, WriteFile)
    ]


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("问题里加一条：只有1名专职干部", "存在问题：只有1名专职干部"),
        ("存在问题再写一条：经费少，人手紧", "存在问题：经费少，人手紧"),
        ("加一个困难：村级妇联主席待遇低", "存在问题：村级妇联主席待遇低"),
        ("增加下一步打算：明年办培训4期", "下一步打算：明年办培训4期"),
        ("下一步打算里面再补充一点：建好妇女之家3个", "下一步打算：建好妇女之家3个"),
        ("第3段后面加一句：问题得到解决", ""),
        ("问题部分写短一点", ""),
        ("加一条：12月办培训1期，32人", ""),
    ],
)
def test_a_line_for_a_list_is_told_without_its_order(line: str, note: str) -> None:
    """问题里加一条 stood in the draft as what was done."""
    assert note == listed_notes(line)


def test_a_new_problem_stands_in_its_list() -> None:
    """And not among the results."""
    talk = Talk().say("问题里加一条：村级妇联只有1名专职干部", "")
    problems = [part.text for part in talk.state.text.paragraphs if part.role == "problem"]

    assert any("1名专职干部" in text for text in problems)
    assert not any("加一条" in text for text in talk.words)


@pytest.mark.parametrize(
    ("line", "was", "is_"),
    [
        ("家政培训不是2期是3期", "家政培训2期", "家政培训3期"),
        ("家政培训应该是3期", "家政培训2期", "家政培训3期"),
        ("60人写错了，是65人", "培训60人", "培训65人"),
        ("电商那个35人不对，是38人", "培训35人", "培训38人"),
        ("3200份不对，应该是3500份", "资料3200份", "资料3500份"),
        ("送书包71个弄错了，应为75个", "送书包71个", "送书包75个"),
    ],
)
def test_a_stated_error_corrects_the_fact(line: str, was: str, is_: str) -> None:
    """It was added as something new that was done: 35人不对，是38人."""
    talk = Talk()
    assert any(was in text for text in talk.words)

    talk.say(line, "")

    assert any(is_ in text for text in talk.words)
    assert not any(was in text for text in talk.words)
    assert not any("不对" in text for text in talk.words)


@pytest.mark.parametrize("line", ["那个数错了应该是45", "人数不对，是45人"])
def test_an_error_that_names_no_number_is_asked_about(line: str) -> None:
    """A guess would change a fact that was right."""
    talk = Talk().say(line)

    assert talk.state.pending is None
    assert "看不出要改哪个数" in talk.told


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("第一段和第二段换一下", (1, 0, 2, 3)),
        ("第1段跟第2段换换", (1, 0, 2, 3)),
        ("把第1、2段换个顺序", (1, 0, 2, 3)),
        ("第一段和第三段调换位置", (2, 1, 0, 3)),
        ("把走访那段放前面", (2, 0, 1, 3)),
        ("第三段挪最前", (2, 0, 1, 3)),
        ("把第三段往前挪", (0, 2, 1, 3)),
        ("第一段往后放一段", (1, 0, 2, 3)),
        ("维权部分放第一", (1, 0, 2, 3)),
    ],
)
def test_places_are_changed_in_many_words(line: str, order: tuple[int, ...]) -> None:
    """These went to the model, which can move nothing."""
    talk = Talk()
    before = talk.words

    talk.say(line, "")

    assert [before[place] for place in order] == talk.words


@pytest.mark.parametrize("line", ["第一段换一下说法", "第2段换换语气"])
def test_one_place_is_reworded_and_not_moved(line: str) -> None:
    """换一下 of one paragraph asks for other words."""
    talk = Talk().say(line)

    assert any(isinstance(effect, AskModel) for effect in talk.effects)


def test_a_title_is_not_written_by_rewriting_the_paragraphs() -> None:
    """标题太长 had all of them written anew."""
    talk = Talk().say("标题太长了")

    assert not any(isinstance(effect, AskModel) for effect in talk.effects)
    assert "标题改成" in talk.told


@pytest.mark.parametrize(
    ("line", "field"),
    [("加上日期2025年12月20日", "date"), ("补上落款：青石乡妇女联合会", "signature")],
)
def test_a_field_is_put_in(line: str, field: str) -> None:
    """As well as changed."""
    talk = Talk().say(line, "")

    assert getattr(talk.state.text, field) in line


def test_a_paragraph_that_is_alone_under_its_heading_is_locked_alone() -> None:
    """维权那段别动 locked the heading too, so that its title could not be changed."""
    talk = Talk().say("维权那段别动", "第二部分标题改成维护权益", "")

    assert any(part.text == "维护权益" for part in talk.state.text.parts)
    assert not any(isinstance(effect, Show) and effect.view == "help" for effect in talk.effects)


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("把全年接待来访46件那句删了", "全年接待来访46件"),
        ("来访那句不要", "全年接待来访46件"),
        ("电商那条删掉", "举办电商培训1期"),
        ("第3段走访那句去掉", "走访困难妇女36户"),
    ],
)
def test_one_sentence_is_taken_out_and_not_its_section(line: str, gone: str) -> None:
    """The section of what was named went with it."""
    talk = Talk()
    before = "".join(talk.words)
    sentence = next(item for item in before.split("。") if gone in item) + "。"

    talk.say(line, "")

    assert before.replace(sentence, "") == "".join(talk.words)


@pytest.mark.parametrize("line", ["把家政培训60人去掉", "培训那句删掉", "删掉烘焙那句"])
def test_what_may_mean_several_things_is_asked(line: str) -> None:
    """A number, two sentences, or none."""
    talk = Talk().say(line)

    assert talk.state.pending is None
    assert "例：" in talk.told


@pytest.mark.parametrize("line", ["好的，就这样", "可以，采用", "行吧", "全部采用", "都要"])
def test_a_change_is_taken_in_many_words(line: str) -> None:
    """And none of them is an instruction where nothing waits."""
    talk = Talk().say("删掉第2段", line)

    assert len(talk.words) == 3
    assert Talk().say(line).told == "没有等着采用的改动。"


@pytest.mark.parametrize(
    "line", ["只要第1处", "第1处要，第2处不要", "采用第1处", "第1处可以，其他的不要"]
)
def test_a_part_of_a_change_is_taken_in_words(line: str) -> None:
    """As /接受 1 does."""
    talk = Talk().say("把“培训”改成“技能培训”", line)

    assert sum("技能培训" in part.text for part in talk.state.text.parts) == 1


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("加上烘焙培训1期20人", "烘焙培训1期20人"),
        ("还有烘焙培训1期20人没写", "烘焙培训1期20人"),
        ("再补上11月读书会2场", "11月读书会2场"),
        ("加上日期2025年12月20日", ""),
        ("加一段300字的总结", ""),
        ("还有3段太长", ""),
        ("加上“一年来”", ""),
        ("加大宣传力度，发放资料3200份", ""),
        ("补助困难妇女3户", ""),
    ],
)
def test_something_new_is_told_without_its_order(line: str, note: str) -> None:
    """加上烘焙培训 stood in the draft."""
    assert note == new_notes(line)


def test_all_but_one_paragraph_are_written_anew() -> None:
    """除了第一段都写短一点 shortened the first."""
    talk = Talk()
    first = talk.state.text.paragraphs[0].id

    talk.say("除了第一段都写短一点")
    asked = next(effect for effect in talk.effects if isinstance(effect, AskModel))

    assert first not in asked.parts
    assert len(asked.parts) == 3


@pytest.mark.parametrize("line", ["把“46件”加粗", "标题居中，字体用仿宋", "行距改大一点"])
def test_print_is_left_to_the_word_processor(line: str) -> None:
    """The model was asked, or nothing was understood."""
    talk = Talk().say(line)

    assert not any(isinstance(effect, AskModel) for effect in talk.effects)
    assert "版式不在这里改" in talk.told
