"""Exemplars are chosen by topic, then level, unlike each other, within a budget, and say why."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

from drafter.prompting import Choice, Exemplar, choose_exemplars, count_tokens, load_exemplars

SHIPPED = load_exemplars(Path("no-such-folder"))
NEAR_COPIES = {4, 12, 16}
TOPICS = [f"T{number:02}" for number in range(1, 23)]
LEVELS = ["village", "community", "street", "township", "county", "city", "province", "other"]


def make_exemplar(name: str, **changed: object) -> Exemplar:
    """Return an exemplar that differs from every other by its name."""
    values: dict[str, object] = {
        "id": name,
        "topic": "T10",
        "level": "county",
        "kind": "result",
        "document": 0,
        "lines": "",
        "facts": f"{name} 讲座7场",
        "prose": f"{name}，围绕妇女需求举办讲座7场。" + "内容贴近生活。" * 8,
        "notes": "",
    }
    return Exemplar(**{**values, **changed})  # type: ignore[arg-type] # values of every field


def choose(
    exemplars: Sequence[Exemplar],
    *topics: str,
    level: str = "county",
    count: int = 3,
    budget_tokens: int = 100_000,
) -> Choice:
    """Choose with the length of a text for its tokens."""
    return choose_exemplars(
        exemplars,
        topics=topics,
        level=level,
        count=count,
        budget_tokens=budget_tokens,
        count_tokens=len,
    )


def ids(choice: Choice) -> list[str]:
    """Return the ids in the order shown."""
    return [item.id for item in choice.exemplars]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("level", LEVELS)
def test_each_topic_finds_its_own_at_every_level(topic: str, level: str) -> None:
    """Topic comes before level: another level tells the same work, another topic does not."""
    choice = choose(SHIPPED, topic, level=level, count=1)

    assert topic == choice.exemplars[0].topic
    assert "主题相符" in choice.reasons[0]


def test_level_decides_among_exemplars_of_one_topic() -> None:
    """A township's report is best taught by a township's."""
    pool = [make_exemplar("a", level="county"), make_exemplar("b", level="township")]

    assert ids(choose(pool, "T10", level="township", count=1)) == ["b"]
    assert ids(choose(pool, "T10", level="county", count=1)) == ["a"]


def test_topic_without_exemplar_gets_the_nearest_and_says_so() -> None:
    """A user who wonders about the style must be able to see where it came from."""
    pool = [make_exemplar("far", topic="T20"), make_exemplar("near", topic="T13")]
    choice = choose(pool, "T14", count=1)

    assert ids(choice) == ["near"]
    assert "T14" in choice.reasons[0]
    assert "T13" in choice.reasons[0]
    assert "主题相符" not in choice.reasons[0]


@pytest.mark.parametrize("topics", [("T10", "T12", "T16"), ("T08", "T12", "T17"), TOPICS, ()])
@pytest.mark.parametrize("level", ["township", "county"])
def test_near_copies_never_stand_together(topics: Sequence[str], level: str) -> None:
    """Documents 4, 12 and 16 are one template: together they teach copying it."""
    chosen = choose(SHIPPED, *topics, level=level, count=12).exemplars

    assert len({item.document for item in chosen} & NEAR_COPIES) <= 1
    assert sum(item.document in NEAR_COPIES for item in chosen) <= 1


def test_one_passage_is_never_shown_twice() -> None:
    """Two exemplars of the same lines of one sample are one exemplar."""
    pool = [
        make_exemplar("a", document=14, lines="202-203"),
        make_exemplar("b", document=14, lines="203"),
        make_exemplar("c", document=14, lines="208"),
    ]

    assert len(choose(pool, "T10", count=3).exemplars) == 2


def test_topics_differ_before_one_comes_twice() -> None:
    """Five ways to tell five things teach more than five ways to tell one."""
    chosen = choose(SHIPPED, "T10", "T14", "T06", count=3).exemplars

    assert {"T10", "T14", "T06"} == {item.topic for item in chosen}
    for one, other in combinations(chosen, 2):
        assert one.prose[:4] != other.prose[:4]


def test_budget_holds_and_a_cheaper_one_is_tried() -> None:
    """What does not fit is passed over, not the end of the choice."""
    dear = make_exemplar("a", facts="讲座7场\n" * 40)
    cheap = make_exemplar("b", topic="T18")
    choice = choose([dear, cheap], "T10", count=2, budget_tokens=len(dear.facts))

    assert ids(choice) == ["b"]


@pytest.mark.parametrize("budget", [0, 20, 150, 400, 900])
def test_whole_choice_keeps_within_the_budget(budget: int) -> None:
    """The context of a small model is small; the facts must still fit behind the exemplars."""
    choice = choose_exemplars(
        SHIPPED,
        topics=("T10", "T12"),
        level="township",
        count=9,
        budget_tokens=budget,
        count_tokens=count_tokens,
    )
    cost = sum(count_tokens(item.facts) + count_tokens(item.prose) for item in choice.exemplars)

    assert cost <= budget
    assert bool(choice.exemplars) == (budget >= 150)


@pytest.mark.parametrize("kind", ["opening", "problem", "plan", "closing", "heading"])
def test_results_are_taught_by_results_only(kind: str) -> None:
    """An opening shown before a paragraph makes the paragraph open the whole summary again."""
    pool = [make_exemplar("a", kind=kind), make_exemplar("b", topic="T20")]

    assert ids(choose(pool, "T10", count=2)) == ["b"]


def test_own_exemplar_comes_before_a_shipped_one_of_its_topic() -> None:
    """A unit that gives its own past summaries wants to sound like them."""
    pool = [make_exemplar("a"), make_exemplar("z", own=True, level="village")]

    assert ids(choose(pool, "T10", count=1)) == ["z"]


def test_choice_depends_on_nothing_but_what_is_given() -> None:
    """The same notes give the same draft, whatever order the files were read in."""
    forward = choose(SHIPPED, "T10", "T05", "T16", count=6)
    backward = choose(SHIPPED[::-1], "T10", "T05", "T16", count=6)

    assert forward == backward


def test_every_chosen_one_has_its_reason() -> None:
    """The session records why each was shown."""
    choice = choose(SHIPPED, "T02", "T21", level="city", count=5)

    assert len(choice.exemplars) == len(choice.reasons) == 5
    for item, reason in zip(choice.exemplars, choice.reasons, strict=True):
        assert reason.startswith(f"{item.id}：")


def test_nothing_to_choose_from_is_an_empty_choice() -> None:
    """A pack without exemplars, or a pool without results, still drafts."""
    assert Choice(exemplars=(), reasons=()) == choose([], "T10")
    assert Choice(exemplars=(), reasons=()) == choose(SHIPPED, "T10", count=0)
    assert Choice(exemplars=(), reasons=()) == choose([make_exemplar("a", kind="plan")], "T10")


def test_visits_are_told_like_the_care_of_children() -> None:
    """The nearest topic is a judgement about the work, kept as data."""
    pool = [item for item in SHIPPED if item.topic != "T15"]

    assert choose(pool, "T15", count=1).exemplars[0].topic == "T14"


def test_no_two_open_alike() -> None:
    """An opening seen twice opens every paragraph."""
    pool = [make_exemplar(name, prose="坚持培训，举办班次3期。") for name in "ab"]

    assert len(choose(pool, "T10", count=2).exemplars) == 1


def test_unknown_material_gets_the_general_ones() -> None:
    """A paragraph that stands for any is shown those that teach most."""
    choice = choose(SHIPPED, count=3)

    assert len({item.topic for item in choice.exemplars}) == 3
    assert all("通用" in reason for reason in choice.reasons)


@pytest.mark.parametrize(
    ("kind", "topic"),
    [("plan", "T24"), ("problem", "T23"), ("opening", "T00"), ("closing", "T99")],
)
def test_other_parts_of_a_summary_are_chosen_by_kind(kind: str, topic: str) -> None:
    """Plans are written as a list; a paragraph of results is no model for one."""
    choice = choose_exemplars(
        SHIPPED,
        topics=(topic,),
        level="township",
        count=1,
        budget_tokens=10_000,
        count_tokens=len,
        kind=kind,
    )

    assert [item.kind for item in choice.exemplars] == [kind]
