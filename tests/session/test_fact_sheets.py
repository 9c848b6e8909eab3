"""Fact sheets in the journal: what differs from an earlier one, and the same text back."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.session import facts_event, read_sheet
from drafter.session.fact_sheets import sheets_of

_SHEETS = st.lists(
    st.lists(st.sampled_from(["- id: a1", "  figures:", "  text: 培训2期", "", "b", "c"])).map(
        "\n".join
    ),
    min_size=1,
    max_size=5,
)


@given(_SHEETS, st.data())
def test_every_sheet_comes_back_to_the_letter(sheets: list[str], data: st.DataObject) -> None:
    """A fact that came back otherwise would bear figures that nobody vouched for."""
    events = []
    for number, yaml in enumerate(sheets):
        base = data.draw(st.integers(0, max(0, number - 1)))
        events.append({"type": "facts", **facts_event(yaml, sheets[:number], base)})

    assert sheets == sheets_of(events)


def test_a_correction_writes_only_its_lines() -> None:
    """A session of 500 corrections would else hold 500 sheets, and open slowly."""
    old = "\n".join(f"- text: 第{number}件" for number in range(500))
    new = old.replace("第250件", "第999件")

    event = facts_event(new, [old])

    assert event == {"base": 0, "changed": [[250, 251, ["- text: 第999件"]]]}
    assert read_sheet(event, [old]) == new


def test_two_corrections_far_apart_write_only_their_lines() -> None:
    """A corrected figure changes its activity, and the list of contradictions at the end."""
    old = "\n".join(f"- id: a{number}\n  figures: []\n  text: {number}" for number in range(500))
    new = old.replace("text: 100\n", "text: 101人\n").replace("text: 400\n", "text: 401人\n")

    event = facts_event(new, [old])

    assert [302, 303, ["  text: 101人"]] in event["changed"]
    assert sum(len(lines) for _, _, lines in event["changed"]) == 2
    assert read_sheet(event, [old]) == new
