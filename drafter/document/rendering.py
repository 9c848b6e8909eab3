"""Write a document as lines of text, the form that the verifier reads and people paste.

Headings, title, signature and date stand flush left and body paragraphs are indented by two
full-width spaces. The indent is more than custom: it tells a paragraph that happens to start
with an enumerator from a heading, so that reading the text again gives the same document, and it
keeps a paragraph that starts with a dash or a hash from being taken for Markdown.
"""

from collections.abc import Iterator

from drafter.document.enumerators import enumerator, split_enumerator
from drafter.document.types import Block, Document, Heading

__all__ = ["INDENT", "block_starts", "numbered_blocks", "render_markdown", "render_text"]

INDENT = "　　"


def numbered_blocks(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield each block with its enumerator, "" for a paragraph."""
    counts = [0, 0, 0, 0]
    for block in document.blocks:
        # A run-in heading (“1、抓培训。全年…”) is text, but the next heading counts on from it.
        run_in = None if isinstance(block, Heading) else split_enumerator(block.text)
        level = block.level if isinstance(block, Heading) else (run_in[0] if run_in else 0)
        if level:
            counts[level - 1] += 1
            counts[level:] = [0] * (4 - level)
        if isinstance(block, Heading):
            yield block, enumerator(level, counts[level - 1], before=block.text)
        else:
            yield block, ""


def render_text(document: Document) -> str:
    """Return the document as plain text, one line per block, enumerators before headings."""
    return _render(document, between="\n")


def block_starts(document: Document) -> tuple[int, ...]:
    """Return where in ``render_text`` the own words of each block start."""
    position = len(document.title) + 2 if document.title else 0
    position += len(document.addressee) + 2 if document.addressee else 0
    starts = []
    for block, number in numbered_blocks(document):
        position += len(number if isinstance(block, Heading) else INDENT)
        starts.append(position)
        position += len(block.text) + 1
    return tuple(starts)


def render_markdown(document: Document) -> str:
    """Return the document as Markdown: the plain text with an empty line between blocks.

    Headings keep their official enumerators and take no hash marks, so that the same file can
    be pasted into an office document as it is.
    """
    return _render(document, between="\n\n")


def _render(document: Document, *, between: str) -> str:
    parts = [f"{document.title}\n"] if document.title else []
    body = [f"{document.addressee}："] if document.addressee else []
    for block, number in numbered_blocks(document):
        body.append(f"{number}{block.text}" if isinstance(block, Heading) else INDENT + block.text)
    if body:
        parts.append(between.join(body) + "\n")
    ending = between.join(line for line in (*document.signature.split("\n"), document.date) if line)
    if ending:
        parts.append(ending + "\n")
    return "\n".join(parts)
