"""What one line orders: all of it or none, locked and standing words left, as it was named."""

import pytest

from drafter.refining.commands import AskModel
from drafter.refining.diffing import changes_between
from drafter.refining.ordering import orders_in
from drafter.refining.structure import sections_of
from tests.refining.makers import Talk


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("把第3段删掉，再把第5段移到最后", 2),
        ("第3段删掉，第5段也删掉", 2),
        ("先把第3段和第4段合并，然后把标题改成甲，最后删掉第6段", 3),
        ("把第3段写具体一点，再把第5段移到最后", 2),
        ("第3段不要动，其他的写具体一点", 2),
        ("第2段最后一句删掉，第3段开头加一句：全乡妇联齐心协力", 2),
        ("第二部分写具体一点，第三部分写简短一点", 2),
        # One order with its reason, its manner or its text.
        ("把第3段最后一句删掉，太啰嗦", 1),
        ("第3段太长，拆成两段", 1),
        ("把第3段和第4段，合并成一段", 1),
        ("第二部分写具体一点，语气再朴实些", 1),
        ("第3段后面加一句：妇联把服务送到村，将难题删掉", 1),
        ("标题改成：凝聚力量，把工作做好", 1),
        ("把“甲，删去”改成“乙，把丙移到丁”", 1),
    ],
)
def test_orders_are_told_apart(line: str, count: int) -> None:
    """Half of a line done, and the other half silently dropped, is found out too late."""
    assert count == len(orders_in(line))


def test_two_orders_are_done_by_the_numbers_that_she_sees() -> None:
    """After the first the fourth is the third; she counted before."""
    talk = Talk()
    before = talk.words

    talk.say("把第1段删掉，再把第2段移到最后", "")

    assert talk.words == [*before[2:], before[1]]


@pytest.mark.parametrize(
    "line",
    [
        "把第1段删掉，再把第99段移到最后",
        "把第1段和第2段合并，再把第2段移到最后",
        "把第1段删掉，第2段写具体一点",
        "第1段不要动，把第2段删掉",
    ],
)
def test_what_cannot_all_be_done_is_not_half_done(line: str) -> None:
    """A question is cheaper than half a change."""
    talk = Talk().say(line)

    assert talk.state.pending is None
    assert not talk.state.locked
    assert not any(isinstance(effect, AskModel) for effect in talk.effects)
    assert "都没有做" in talk.told or "一件一件" in talk.told


def test_two_paragraphs_split_in_one_line_get_two_new_ids() -> None:
    """Two parts of one id would be taken for one in every later version."""
    talk = Talk().say("把第1段和第2段合并", "", "把第3段和第4段合并", "")
    talk.say("把第1段拆成两段，把第2段拆成两段")

    assert talk.state.pending is not None
    ids = [part.id for part in talk.state.pending.text.parts]
    assert len(ids) == len(set(ids))
    assert len(ids) == len(talk.state.text.parts) + 2


def test_a_word_that_stands_already_is_not_doubled() -> None:
    """组织巾帼巾帼志愿者 is what a plain replacement makes."""
    talk = Talk().say("把“来访”改成“群众来访”", "", "把“培训”改成“培训活动”", "")

    talk.say("把“来访”改成“群众来访”")
    assert talk.state.pending is None
    assert "都已经" in talk.told
    talk.say("/写 1 接待群众来访和来访家属。", "", "把“来访”改成“群众来访”", "")

    assert talk.words[0] == "接待群众来访和群众来访家属。"


@pytest.mark.parametrize("line", ["把培训改成培训活动", "删掉“培训”"])
def test_a_locked_paragraph_does_not_hold_back_the_others(line: str) -> None:
    """One lock must not make a word unchangeable everywhere."""
    talk = Talk()
    holding = [part for part in talk.state.text.paragraphs if "培训" in part.text]
    if len(holding) < 2:
        number = talk.words.index(holding[0].text)
        other = 0 if number else 1
        talk.say(f"/写 {other + 1} 全年开展培训服务。", "")
    number = talk.holding("培训")
    locked = talk.words[number - 1]
    talk.say(f"/锁定 {number}", line)

    assert talk.state.pending is not None
    assert any("锁定" in note for note in talk.state.pending.notes)
    before = talk.words
    talk.say("")
    assert talk.words[number - 1] == locked
    assert talk.words != before


def test_what_was_named_is_shown_as_what_moves() -> None:
    """She said 第二部分; shown as 第一部分 moving down, she looks twice for an error."""
    talk = Talk().say("把第二部分移到最前面")
    assert talk.state.pending is not None
    named = set(sections_of(talk.state.text)[1].ids)

    changes = changes_between(talk.state.text, talk.state.pending.text, talk.state.pending.moved)

    assert {key for change in changes for key in change.ids} == named
    assert {change.kind for change in changes} == {"moved"}


def test_a_replacement_needs_no_particle() -> None:
    """第6段的46件改成四十六件 is what people type."""
    talk = Talk()
    number = talk.holding("46件")
    talk.say(f"第{number}段的46件改成四十六件", "")

    assert "四十六件" in talk.words[number - 1]


def test_an_article_is_no_number_without_a_fact() -> None:
    """写一首诗 is no false report; saying so about 一首 only puzzles."""
    talk = Talk().say("帮我写一首诗")

    assert "一首" not in talk.told
    assert talk.told


@pytest.mark.parametrize(("edge", "place"), [("开头", 0), ("末尾", -1)])
def test_the_edge_of_a_section_is_in_that_section(edge: str, place: int) -> None:
    """第二部分开头 is not the head of the whole text."""
    talk = Talk()
    moved = sections_of(talk.state.text)[0].paragraphs[0]
    heading = sections_of(talk.state.text)[1].heading
    assert heading is not None
    number = talk.words.index(moved.text) + 1

    talk.say(f"把第{number}段移到第二部分{edge}", "")

    section = next(s for s in sections_of(talk.state.text) if s.heading == heading)
    assert section.paragraphs[place] == moved


def test_a_sentence_is_added_where_it_was_said_behind_the_verb() -> None:
    """加一句话到第1段 and 第1段加一句话 are one order; the first went to the model."""
    talk = Talk().say("加一句话到第1段：妇女姐妹齐心协力", "")

    assert talk.words[0].endswith("妇女姐妹齐心协力。")


def test_two_places_with_two_manners_are_asked_for_one_by_one() -> None:
    """The model would be told 写具体一点 and 写简短一点 of both."""
    talk = Talk().say("第一部分写具体一点，第二部分写简短一点")

    assert not any(isinstance(effect, AskModel) for effect in talk.effects)
    assert "一件一件" in talk.told


def test_the_head_of_a_paragraph_is_not_the_opening_of_the_text() -> None:
    """第2段开头加一句 speaks of paragraph 2 only."""
    talk = Talk().say("第1段最后一句删掉，第2段开头加一句：全乡妇联齐心协力", "")

    assert talk.words[1].startswith("全乡妇联齐心协力。")


def test_words_are_taken_out_wherever_they_stand_and_nothing_else_is() -> None:
    """The first of three taken out is no answer; nor is a colon that became a stop."""
    talk = Talk().say("/写 1 各村妇联干部、镇妇联干部和县妇联干部一起学习。", "")
    talk.say("/写 2 全年主要做了以下妇联工作：", "", "删掉“妇联”")
    assert talk.state.pending is not None
    words = [part.text for part in talk.state.pending.text.paragraphs]

    assert words[0] == "各村干部、镇干部和县干部一起学习。"
    assert words[1] == "全年主要做了以下工作："


def test_a_sentence_alone_is_not_moved_with_its_paragraph() -> None:
    """She named one sentence; the whole paragraph moved is another change than she asked for."""
    talk = Talk().say("把第1段第二句移到第3段")

    assert talk.state.pending is None
    assert "拆" in talk.told


@pytest.mark.parametrize(
    "line",
    [
        "第2段去掉套话",
        "第二部分去掉空话，写实一点",
        "第2段写短一点，去掉套话",
        "把第2段的口号都删掉",
        "第2段废话不要了",
        "第1段删掉一些",
    ],
)
def test_what_reads_badly_is_written_better_and_not_taken_out_whole(line: str) -> None:
    """去掉套话 took out the paragraph with its figures."""
    talk = Talk().say(line)

    assert talk.state.pending is None
    assert any(isinstance(effect, AskModel) for effect in talk.effects)


@pytest.mark.parametrize(
    "line", ["删掉第2段", "删掉第2段，套话太多", "第2段不要了", "把第2段删掉，太啰嗦"]
)
def test_a_paragraph_is_taken_out_whatever_the_reason(line: str) -> None:
    """The reason names what reads badly, and is not what is to go."""
    talk = Talk()
    gone = talk.words[1]

    talk.say(line, "")

    assert gone not in talk.words


@pytest.mark.parametrize("line", ["第1段删一句", "第1段删掉两句", "把第1段删几句"])
def test_it_is_asked_which_sentence_is_to_go(line: str) -> None:
    """The whole paragraph was taken out."""
    talk = Talk().say(line)

    assert talk.state.pending is None
    assert "哪一句" in talk.told
