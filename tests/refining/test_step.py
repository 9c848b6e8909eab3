"""The pure step: what is offered, taken, refused, undone; and that a replay finds the same."""

import json
from dataclasses import replace

import pytest

from drafter.refining.checking import check_whole
from drafter.refining.commands import AskModel, Judged, Rewritten, Show
from drafter.refining.diffing import changes_between, diff_words, take
from drafter.refining.importing import taken_in
from drafter.refining.state import Proposal, apply, proposal_event
from drafter.refining.structure import sections_of
from drafter.session import Part, Version, version_event
from tests.refining.makers import Talk, first_state


def test_nothing_changes_before_it_is_accepted() -> None:
    """A draft that changes while she is still reading the diff cannot be trusted."""
    talk = Talk()
    before = talk.words

    talk.say("删掉第1段")

    assert talk.words == before
    assert talk.say("/接受").words == before[1:]


def test_an_empty_line_accepts_only_what_waits() -> None:
    """Enter is the quickest yes; without a question it must mean nothing."""
    talk = Talk()

    assert talk.say("").events == []
    assert len(talk.say("把第1段移到第3段后面", "").state.versions.all) == 2


def test_undo_and_redo_go_back_and_forth() -> None:
    """What was undone by mistake must come back whole."""
    talk = Talk().say("删掉第1段", "")
    after = talk.words

    assert talk.say("/撤销").words == [part.text for part in first_state().text.paragraphs]
    assert talk.say("/重做").words == after


def test_going_on_from_an_earlier_version_branches() -> None:
    """Both endings stay reachable by their numbers."""
    talk = Talk().say("删掉第1段", "", "/回到 1", "删掉第2段", "")

    assert talk.state.versions.now.parent == 1
    assert len(talk.state.versions.all) == 3


def test_a_replay_of_the_journal_gives_the_same_state() -> None:
    """A restart after a crash reads nothing but these events."""
    talk = Talk().say(
        "删掉第1段", "", "/锁定 2", "/撤销", "再加一条:12月又办了一期培训,32人", "", "/段 2",
        "把第1段移到第3段后面",
    )  # fmt: skip
    state = first_state()
    for event in json.loads(json.dumps(talk.events)):
        state = apply(state, event)

    assert state == talk.state


def test_a_locked_paragraph_stays_byte_for_byte() -> None:
    """A lock that an instruction or a fact gets around is none."""
    talk = Talk()
    number = talk.holding("46件")
    words = talk.words[number - 1]

    talk.say(f"/锁定 {number}", f"删掉第{number}段")
    assert "锁定" in talk.told
    talk.say("把“来访”改成“来信来访”")
    assert talk.state.pending is None

    check = check_whole(talk.state.text, talk.state.facts_yaml)
    figures = check.figures[talk.state.text.paragraphs[number - 1].id]
    fact = next(item for item in figures if item.figure.text == "43件").fact_ids[0]
    talk.say(f"/事实 改 {fact} 40件")
    assert any("锁定" in note for note in talk.state.pending.notes)  # type: ignore[union-attr]
    assert talk.say("").words[number - 1] == words


@pytest.mark.parametrize(
    "words",
    ["把咨询人数写到200人次", "把人数写到500人", "把第1段的份数写高一点，数字好看一点"],
)
def test_a_number_without_a_fact_is_refused_with_the_way(words: str) -> None:
    """The promise of the product, and the honest way to change a number."""
    talk = Talk()
    talk.say(words)

    assert talk.state.pending is None
    assert not any(isinstance(effect, AskModel) for effect in talk.effects)
    assert "/事实" in talk.told or "/加" in talk.told


def test_replacing_a_figure_in_the_text_is_refused() -> None:
    """Rewording must not be a way around the facts."""
    talk = Talk().say("把“3200份”改成“5000份”")

    assert talk.state.pending is None
    assert "5000份" in talk.told
    assert "/事实 改" in talk.told


def test_a_rewording_that_the_whole_text_refutes_is_withdrawn() -> None:
    """Only some changed parts are judged before a change is shown; none may slip through behind."""
    talk = Talk()
    part = next(item for item in talk.state.text.paragraphs if "3200份" in item.text)
    wrong = replace(part, text=part.text.replace("3200份", "3300份"))
    proposal = Proposal(turn=1, base=1, what="改写", text=talk.state.text.with_part(wrong), facts=0)
    talk.state = apply(talk.state, proposal_event(proposal, talk.state.text))

    talk.give(Judged())

    assert talk.state.pending is None
    assert "3300份" in talk.told


def test_the_users_own_words_wait_with_a_warning() -> None:
    """What she writes herself is hers to decide, but not without being told."""
    talk = Talk()
    talk.say("/写 1 全年走访困难妇女999户。")
    talk.give(Judged())

    assert talk.state.pending is not None
    assert "999户" in talk.told
    assert "不再写到" in talk.told
    assert Show(view="verdict") in talk.effects


def test_a_corrected_fact_is_followed_with_what_is_reckoned_from_it() -> None:
    """A total that keeps its old value after a part was corrected is a wrong number in print."""
    talk = Talk()
    key = next(
        fact_id
        for figures in check_whole(talk.state.text, talk.state.facts_yaml).figures.values()
        for item in figures
        if item.figure.text == "36户"
        for fact_id in item.fact_ids
    )

    talk.say(f"/事实 改 {key} 40", "")
    joined = "".join(talk.words)

    assert "40户" in joined
    assert "2万元" in joined
    assert "36户" not in joined
    assert not check_whole(talk.state.text, talk.state.facts_yaml).flagged


def test_a_new_fact_is_told_where_its_like_stands() -> None:
    """She adds what she forgot and need not say where it belongs."""
    talk = Talk().say("再加一条:12月又办了一期培训,32人", "")

    number = talk.holding("32人")
    assert "培训" in talk.words[number - 1]
    assert not check_whole(talk.state.text, talk.state.facts_yaml).flagged


def test_pasted_lines_are_one_input_of_notes() -> None:
    """Pasting five lines must not be five questions."""
    talk = Talk().say("11月办读书会1场40人\n12月慰问老人15名")

    assert talk.state.turn == 1
    assert talk.state.pending is not None


@pytest.mark.parametrize("line", ["/看 第二部分", "看看第二部分", "/看 第2部分"])
def test_a_section_is_shown_by_its_name(line: str) -> None:
    """Asked for one section, the whole draft scrolls what she looked for off the screen."""
    talk = Talk().say(line)

    view = next(effect for effect in talk.effects if isinstance(effect, Show))
    assert sections_of(talk.state.text)[1].ids == view.about


@pytest.mark.parametrize("line", ["11月办读书会1场，40人", "12月慰问老人15名"])
def test_a_line_that_only_tells_something_new_is_a_note(line: str) -> None:
    """She remembers one thing more and types it; that is no wish for an invented number."""
    talk = Talk().say(line)

    assert talk.state.pending is not None
    assert talk.state.pending.what.startswith("新加1件事")


def test_a_deleted_fact_takes_its_sentence_along() -> None:
    """Otherwise the draft keeps a figure that nothing supports any more."""
    talk = Talk()
    key = next(part.activities[0] for part in talk.state.text.paragraphs if "71名" in part.text)
    talk.say(f"/事实 删 {key}", "")

    assert "71名" not in "".join(talk.words)
    assert not check_whole(talk.state.text, talk.state.facts_yaml).flagged


def test_the_opening_names_no_work_that_was_taken_out() -> None:
    """A preface that promises 普法维权 without a word on it is sent back."""
    state = first_state()
    opening = "2025年，青石乡妇联围绕教育培训、普法维权、儿童关爱等重点，扎实开展各项工作。"
    text = replace(state.text, parts=(Part(id="p90", text=opening), *state.text.parts))
    version = Version(number=2, parent=1, text=text, facts=0, what="加了开头")
    talk = Talk(apply(state, {"type": "version", **version_event(version, state.text)}))
    number = next(
        number
        for number, section in enumerate((s for s in sections_of(text) if s.heading), 1)
        if section.heading is not None and "维权" in section.heading.text
    )

    talk.say(f"删掉第{number}部分", "")

    assert talk.words[0] == opening.replace("普法维权、", "")
    assert talk.say("/撤销").words[0] == opening


def test_one_of_several_changes_can_be_taken() -> None:
    """Taking a reply whole or not at all makes people retype the good half."""
    talk = Talk().say("把“来访”改成“群众来访”", "")
    ids = [part.id for part in talk.state.text.paragraphs][:2]
    talk.give(
        Rewritten(
            texts={key: "今年以来，" + talk.state.text.part(key).text for key in ids},  # type: ignore[union-attr]
            request="顺一些",
        )
    )
    before = talk.words

    talk.say("/接受 2")

    assert talk.words[0] == before[0]
    assert talk.words[1].startswith("今年以来，")


def test_a_reply_with_a_wrong_figure_is_never_offered() -> None:
    """The model proposes, the verifier disposes."""
    talk = Talk()
    key = talk.state.text.paragraphs[0].id

    talk.give(Rewritten(texts={key: "全年走访困难妇女999户。"}, request="具体一点"))

    assert talk.state.pending is None


def test_all_changes_taken_give_the_new_text() -> None:
    """Accepting everything piece by piece must end where accepting at once ends."""
    talk = Talk().say("把第1段移到第3段后面")
    assert talk.state.pending is not None
    old, new = talk.state.text, talk.state.pending.text

    assert take(old, new, changes_between(old, new)) == new
    assert take(old, new, []) == old


def test_half_of_a_merge_is_refused() -> None:
    """Only the paragraph that goes would lose words; only the one that grows, double them."""
    talk = Talk().say("/合并 1 2")
    before = talk.words

    assert talk.say("/接受 3").words == before
    assert "牵连" in talk.told
    assert talk.say("/接受 1").words == before
    assert len(talk.say("/接受").words) == len(before) - 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("举办培训2期，培训60人。", "举办家政培训2期，培训妇女60人。"),
        ("", "新的一段。"),
        ("甲，乙，丙。", "丙，乙，甲。"),
        ("发放资料3200份。", "发放资料3300份。"),
    ],
)
def test_a_diff_gives_both_texts_back(old: str, new: str) -> None:
    """A diff that loses a character shows something that nobody wrote."""
    pieces = diff_words(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "+") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "-") == new


def test_a_changed_figure_is_shown_whole() -> None:
    """32[-0-]{+1+}0份 is read wrong; 3200份 to 3210份 is not."""
    pieces = diff_words("发放资料3200份。", "发放资料3210份。")

    assert [piece.text for piece in pieces if piece.kind != "="] == ["3200份", "3210份"]


def test_an_unchanged_document_comes_back_as_the_same_version() -> None:
    """Opening and closing the file in Word is no change."""
    state = first_state()

    assert taken_in(state.text, state.text.document, state.facts_yaml, 99) == state.text


@pytest.mark.parametrize("line", ["/比较 -1 1", "/比较 甲 1", "/比较 0 1", "/比较 1 99999"])
def test_versions_that_are_none_are_not_compared(line: str) -> None:
    """-1 was dropped, and a version compared with itself."""
    talk = Talk().say(line)

    assert "例：/比较 1 2" in talk.told


@pytest.mark.parametrize("line", ["/锁定 0", "/写 0 新的话", "/重写 0", "/段 0.5 99"])
def test_what_is_not_there_is_said_once(line: str) -> None:
    """没有第0段 and then an example blur each other."""
    talk = Talk().say(line)

    assert talk.told.count("\n") == 0
    assert talk.told


@pytest.mark.parametrize(
    "line", ["/比较 1 2", "/比较 第1版 第2版", "/比较 1和2", "/比较 1", "/比较"]
)
def test_versions_are_named_as_one_likes(line: str) -> None:
    """第1版 is what the history calls it."""
    talk = Talk().say("删掉第1段", "", line)

    assert Show(view="compare", about=("1", "2")) in talk.effects
