"""A document that was written as text and read again is the same document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    parse_markdown,
    parse_text,
    render_markdown,
    render_text,
    split_enumerator,
)

_ALPHABET = "妇联举办培训班宣传三八节一十0123456789.%、，～“”（）()《》*#- _`~x"


def _phrase(max_size: int) -> st.SearchStrategy[str]:
    return (
        st.text(_ALPHABET, min_size=1, max_size=max_size)
        .map(str.strip)
        .filter(lambda words: bool(words) and split_enumerator(words) is None)
        .filter(
            lambda words: words[-1] not in "、，：" and (words[0].isalnum() or words[0] in "“《")
        )
    )


_PARAGRAPH = (
    st.text(_ALPHABET + "；：", min_size=1, max_size=60)
    .map(str.strip)
    .filter(bool)
    .map(lambda words: Paragraph(text=f"{words}。"))
)
_HEADING = st.builds(Heading, level=st.integers(1, 4), text=_phrase(20))
_ORG = st.sampled_from(["", "柳河镇妇联", "某县妇女联合会", "柳河镇妇女儿童工作委员会办公室"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw documents as drafting makes them: headings are phrases, one paragraph is plain."""
    blocks: list[Block] = draw(st.lists(st.one_of(_HEADING, _PARAGRAPH), max_size=12))
    at = draw(st.integers(0, len(blocks)))
    blocks.insert(at, Paragraph(text=f"全年{draw(_PARAGRAPH).text}"))
    return Document(
        title=draw(st.one_of(st.just(""), _phrase(20).map("柳河镇{}工作总结".format))),
        blocks=tuple(blocks),
        addressee=draw(st.sampled_from(["", "县妇联", "县委、县政府"])),
        signature=draw(_ORG),
        date=draw(st.sampled_from(["", "2026年1月5日", "2025年12月"])),
    )


@pytest.mark.properties
@given(documents())
def test_text_comes_back_as_the_document_it_was_made_from(document: Document) -> None:
    """What a user exports, edits and imports must not change where nobody touched it."""
    assert parse_text(render_text(document)) == document


@pytest.mark.properties
@given(documents())
def test_markdown_comes_back_as_the_document_it_was_made_from(document: Document) -> None:
    """Markdown marks inside a sentence are text of the sentence, not markup."""
    assert parse_markdown(render_markdown(document)) == document


@pytest.mark.properties
@given(documents())
def test_no_line_of_a_summary_starts_like_a_markdown_list_or_heading(document: Document) -> None:
    """An official paragraph is pasted into an office document; list marks would show there."""
    starts = {line[:1] for line in render_markdown(document).splitlines()}

    assert not starts & set("-*#")
