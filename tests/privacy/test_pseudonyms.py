"""Hiding and putting back: nothing private shows in between, nothing is changed at the end."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.figures import find_figures
from drafter.privacy import PrivateKind, Pseudonyms
from drafter.privacy.streaming import StreamRestorer
from drafter.privacy.tokens import TOKEN, TOKEN_LIKE, token_of
from tests.privacy.marked import read_marked

SENTENCES = [item.text for item in read_marked("own.txt")]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_what_was_hidden_comes_back_as_it_was(chosen: list[str]) -> None:
    """A changed character would be a changed note."""
    pseudonyms = Pseudonyms(exact=True)
    text = "\n".join(chosen)
    hidden = pseudonyms.hide(text)

    assert pseudonyms.restore(hidden) == text
    assert pseudonyms.shows(hidden) == []


def test_one_person_is_one_token_wherever_she_stands() -> None:
    """The model must see that it is the same person."""
    pseudonyms = Pseudonyms()
    pseudonyms.learn("三八红旗手蒋丽华")

    assert TOKEN.findall(pseudonyms.hide("昨天蒋丽华来了，蒋丽华说")) == ["〔人名甲〕"] * 2
    assert pseudonyms.hide("蒋\n丽华获奖") == "〔人名甲〕获奖"


def test_a_token_reads_as_no_figure() -> None:
    """A figure in a token would be taken for a fact."""
    tokens = [token_of(kind, number) for kind in PrivateKind for number in range(0, 3000, 7)]

    assert len(set(tokens)) == len(tokens)
    assert not any(find_figures(f"慰问{token}老人", everything=True) for token in tokens)


def test_an_altered_token_is_recognised() -> None:
    """Other brackets or none, and it no longer stands for anybody."""
    for altered in ("（人名甲）", "【人名乙】", "人名丙子", "[人名 甲]"):
        assert TOKEN_LIKE.search(f"慰问{altered}老人"), altered
    assert not TOKEN_LIKE.search("国发〔2021〕16号文件，妇女之家（14个）")


@given(st.data())
def test_a_token_cut_over_pieces_is_put_back_whole(data: st.DataObject) -> None:
    """Streams break anywhere; half a token must never be shown."""
    pseudonyms = Pseudonyms({"〔人名甲〕": "蒋丽华", "〔电话甲〕": "13800001234"})
    sent = "慰问〔人名甲〕，〔见附件〕，电话〔电话甲〕。〔"
    heard: list[str] = []
    restorer = StreamRestorer(pseudonyms, heard.append)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sent) - 1))))
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        restorer.feed(sent[start:end])
    restorer.end()

    assert "".join(heard) == pseudonyms.restore(sent)
    assert not any("〔人名" in piece or "甲〕" in piece for piece in heard)


def test_a_withdrawn_attempt_leaves_nothing_behind() -> None:
    """A retry starts anew; the held half of the attempt before is not shown."""
    heard: list[str] = []
    restorer = StreamRestorer(Pseudonyms({"〔人名甲〕": "蒋丽华"}), heard.append)
    for piece in ("慰问〔人", "", "走访〔人名甲〕"):
        restorer.feed(piece)
    restorer.end()

    assert heard == ["慰问", "", "走访蒋丽华"]


def test_a_grammar_holds_tokens_for_names() -> None:
    """A literal that is a piece of a name (三妹) would give the name away."""
    pseudonyms = Pseudonyms()
    hidden = pseudonyms.hide("慰问王三妹3次")
    grammar = pseudonyms.hide_grammar('word ::= "三妹" | "3次" | "王三妹"', hidden)

    assert grammar == 'word ::= "〔人名甲〕" | "3次" | "〔人名甲〕"'
