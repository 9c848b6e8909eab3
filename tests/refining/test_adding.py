"""Facts looked at, corrected and added: an id is read whole, nothing is told twice or half."""

import pytest

from drafter.refining.commands import Show
from drafter.refining.ink import Ink
from drafter.refining.sheets import sheet_of
from drafter.refining.shortening import shortened
from drafter.refining.vouching import show_facts
from tests.refining.makers import NOTES, Talk, first_state

MANY = NOTES + "".join(f"{month}月办读书会{month}场，{month}5人\n" for month in range(1, 10))


def many() -> Talk:
    """Return a session with more than ten activities."""
    return Talk(first_state(MANY))


@pytest.mark.parametrize(
    "line", ["/事实 a12", "/事实 a12.f1", "/事实 看 a10", "/事实 A12", "/事实 a12 a13"]
)
def test_an_id_alone_only_shows_the_fact(line: str) -> None:
    """a12 read as a1 with the new words "2" would rewrite a fact that nobody spoke of."""
    talk = many().say(line)

    assert talk.state.pending is None
    assert any(isinstance(effect, Show) and effect.view == "facts" for effect in talk.effects)
    assert not talk.told


@pytest.mark.parametrize("line", ["/事实 改 a12.f1", "/事实 更正 a12", "/事实 改 a12.f1 ："])
def test_a_correction_without_new_words_asks_for_them(line: str) -> None:
    """Half a command must not guess the other half."""
    talk = many().say(line)

    assert talk.state.pending is None
    assert "例如" in talk.told


def test_an_id_that_names_nothing_is_said_to() -> None:
    """An empty list would be read as a fact without figures."""
    talk = many().say("/事实 a99")

    assert "a99" in talk.told


def test_a_figure_looked_up_by_its_id_is_shown_alone_with_its_activity() -> None:
    """She asked for one figure of an activity with many."""
    state = many().state
    shown = show_facts(state, Ink(width=90, colour=False), ("a11.f2",))

    assert "a11.f2" in shown
    assert "a11.f1" not in shown
    assert "a10" not in shown


def test_a_correction_by_a_two_digit_id_reaches_its_fact() -> None:
    """What shows a fact by its id must still correct it by its id."""
    talk = many()
    key = next(
        fact.id
        for activity in sheet_of(talk.state.facts_yaml).activities[9:]
        for fact in activity.facts
        if fact.figure.text.endswith("场")
    )

    talk.say(f"/事实 改 {key} 30")

    assert talk.state.pending is not None
    assert "30场" in talk.state.pending.what


def test_a_range_typed_with_a_hyphen_is_written_as_a_document_writes_it() -> None:
    """GB 5.1.3 has no hyphen of a keyboard in 35至60岁."""
    talk = Talk(first_state(NOTES + "两癌筛查1286名35至64岁妇女，查出异常21人\n"))
    key = next(
        fact.id
        for activity in sheet_of(talk.state.facts_yaml).activities
        for fact in activity.facts
        if "岁" in fact.figure.text
    )

    talk.say(f"/事实 改 {key} 35-60岁", "")
    assert "35至60岁" in "".join(talk.words)
    talk.say("再加一条：12月为35-50岁妇女体检1场，80人", "")

    assert "35～50岁" in "".join(talk.words)
    assert "-" not in "".join(talk.words)


def test_notes_that_are_known_and_were_corrected_are_not_added_again() -> None:
    """The old file once more would tell each corrected thing twice, with two numbers."""
    talk = Talk()
    sheet = sheet_of(talk.state.facts_yaml)
    key = next(f.id for a in sheet.activities for f in a.facts if f.figure.text == "36户")
    talk.say(f"/事实 改 {key} 40", "")

    talk.say("/加 " + NOTES)

    assert talk.state.pending is None
    assert "36户已改为40户" in talk.told


def test_another_event_of_the_same_shape_is_added() -> None:
    """Only what a person corrected is taken for the same thing; a second course is a second one."""
    talk = Talk(first_state(NOTES + "11月办读书会1场40人\n"))
    sheet = sheet_of(talk.state.facts_yaml)
    key = next(f.id for a in sheet.activities for f in a.facts if f.figure.text == "40人")
    talk.say(f"/事实 改 {key} 45人", "", "/加 12月办读书会1场30人")

    assert talk.state.pending is not None
    assert talk.state.pending.what.startswith("新加1件事")


@pytest.mark.parametrize(
    "words", ["张三丰被打伤，报警2次，电话13700001111", "李秀英遭丈夫家暴，报警3次，送医1次"]
)
def test_a_story_of_a_protected_person_is_not_offered(words: str) -> None:
    """Without its story 报警2次 tells nothing, and with it it tells on her."""
    talk = Talk().say(f"再加一条：{words}")

    assert talk.state.pending is None
    assert "个人经历" in talk.told


def test_what_was_done_for_protected_persons_is_still_told() -> None:
    """The service is the federation's work and belongs into the summary."""
    talk = Talk().say("再加一条：为受暴妇女申请人身安全保护令3份，心理疏导6次")

    assert talk.state.pending is not None


@pytest.mark.parametrize(
    ("words", "most", "expected"),
    [
        ("慰问百岁老人2名；女童安全课6场，40人", 15, "慰问百岁老人2名；女童安全课…"),
        ("咨询180人次，发资料300份", 5, "咨询…"),
        ("咨询180人次", 30, "咨询180人次"),
    ],
)
def test_a_headline_never_cuts_a_figure(words: str, most: int, expected: str) -> None:
    """女童安全课6 names another number than 6场, and stays so in the history."""
    assert expected == shortened(words, most)


def test_a_new_fact_that_contradicts_one_is_not_taken_in() -> None:
    """Both numbers would stay unsaid, and the text would go on stating the old one unchecked."""
    talk = Talk(first_state(NOTES + "开展妇联干部培训3期，参训210人次\n"))
    talk.say("/加 开展妇联干部培训4期")

    assert talk.state.pending is None
    assert "对不上" in talk.told
    assert "/事实 改" in talk.told
    talk.say("/加 开展妇联干部培训4期\n12月走访老人9人")
    assert talk.state.pending is not None
    assert "9人" in talk.state.pending.what
    assert any("对不上" in note for note in talk.state.pending.notes)


def test_a_number_for_a_thing_that_has_one_is_asked_about() -> None:
    """Two numbers for one screening side by side, and nobody said a word."""
    talk = Talk(first_state(NOTES + "组织1860名妇女参加免费“两癌”筛查\n"))
    talk.say("/加 两癌筛查1900人")

    assert talk.state.pending is not None
    assert any("1900人" in note and "/事实 改" in note for note in talk.state.pending.notes)


@pytest.mark.parametrize(
    "words",
    ["/删 1\n/标题 甲\n12月走访老人9人", "/加 12月走访老人9人\n/标题 甲", "/看 1\n12月走访老人9人"],
)
def test_several_lines_with_commands_among_them_are_not_half_done(words: str) -> None:
    """A pasted line that vanishes without a word is a fact lost."""
    talk = Talk().say(words)

    assert talk.state.pending is None
    assert "一行一行" in talk.told


def test_a_title_that_is_only_a_number_is_asked_for() -> None:
    """/标题 3 without its words would name the whole summary 3."""
    talk = Talk().say("/标题 3")

    assert talk.state.pending is None
    assert "/标题 2" in talk.told


def test_a_note_that_leaves_nothing_to_tell_is_not_offered() -> None:
    """Enter on a change of nothing makes a version in which nobody can see what is new."""
    talk = Talk().say("/加 昨天开会")

    assert talk.state.pending is None
    assert "没有加" in talk.told


def test_a_year_of_notes_is_not_added_at_once() -> None:
    """3,000 lines held the terminal for a minute and then showed 3,000 places."""
    talk = Talk().say("\n".join(f"{n % 12 + 1}月在第{n}村办讲座1场，{n}人" for n in range(1, 302)))

    assert talk.state.pending is None
    assert "分几次" in talk.told


def test_many_new_paragraphs_are_not_named_one_by_one() -> None:
    """The first few, and how many there are."""
    kinds = (
        "家庭教育讲座",
        "反家暴宣讲",
        "电商培训",
        "两癌筛查",
        "健步走",
        "读书会",
        "消防演练",
        "清河行动",
    )
    talk = Talk().say("\n".join(f"{n}月{kind}1场，{n + 80}人" for n, kind in enumerate(kinds, 1)))
    proposal = talk.state.pending
    assert proposal is not None

    told = next(note for note in proposal.notes if "新加的事写在" in note)

    assert told.count("段") <= 8
