"""What a figure is said about: the words at it, in its clause, before it, and in its paragraph.

Drafts and facts are read by the same rules, so a habit of these rules weighs on both sides alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum
from typing import Any, Final

from drafter.figures import Figure
from drafter.verifying.dates import is_label, label_word
from drafter.verifying.words import Token, tokens_of

__all__ = ["Mention", "read_mentions"]

_SENTENCE_END: Final = re.compile(r"[。！？!?；;\n]+")
_CLAUSE_END: Final = re.compile(r"[，,：:（）()—…【】\[\]]+")
_DEALT: Final = re.compile("分别|依次|各[为有是](?=\x00)")
_SUMMED: Final = re.compile("共|合计|总计|总")
_SPLIT: Final = re.compile(r"[、/|｜\s]+|和(?![谐睦平气])|以及|及(?!时|其)|与|并(?!且?网)|，")
_HOLE: Final = "\x00"
# The words that stand for dates and other labels are made of these characters.
_NEXT_LABEL: Final = re.compile("[\u3400-\u45ff]")
# What stands between what a number was and what it is.
_BECAME: Final = re.compile(
    "(?:增加?|[提升上下减]?[升降高涨]|减少?|扩大?|壮大|发展|变|跃升|回落)?(?:到|至|为|成)了?"
)
_GLUE: Final = "的 今年现在目前·"
_REACH: Final = 24
_OPENING: Final = ("（", "(")
_LIST_STOPS: Final = "，,：:（）()；;。！？\n"
_LOOK_BACK: Final = 5
_PREFIX: Final = 80
_SUFFIX: Final = 16
_PARAGRAPH: Final = 400
# A label of so few characters (办结, 我县获得) leans on the clause before it.
_SHORT: Final = 4
_NONE: Final[frozenset[Token]] = frozenset()

# How much a token counts by where it stands.
NEAR: Final = 1.0
CLAUSE: Final = 0.65
OTHER: Final = 0.4
BEFORE: Final = 0.5
LEANT: Final = 0.5
PASSED: Final = 0.35
PREVIOUS: Final = 0.3
BLOCK: Final = 0.2


@dataclass(slots=True, eq=False)
class Mention:
    """One figure with the words around it.

    Attributes:
        figure: The figure, offsets into the text that was given.
        near: Tokens that touch it: between its neighbours and the next list mark.
        clause: Tokens of its clause.
        others: Tokens of its clause that touch another figure of it.
        before: Tokens of the clauses before it in the sentence that state no figure.
        passed: Tokens of the clauses before it that state figures of their own.
        leant: Tokens of the last of these, where the own label is too short to stand alone.
        previous: Tokens of the sentence before.
        block: Tokens of the paragraph or activity with its heading.
        sentence: The sentence's words, figures blanked.
        clause_text: The clause's words with its figures.
        lead: What stands in the clause before the figure.
        tail: What stands in the clause after the figure.
        block_number: Which paragraph or activity it belongs to.
        paragraph: The words of its paragraph, the first of them where it is long.
        said: The exclusive words said of it, once they have been looked for.
        last_year: Whether its words give it to last year, once they have been read.
        senses: The senses said right at it, once they have been looked for.
        prefix: The sentence's words before the figure, the last of them where it is long.
        suffix: The sentence's words after the figure, the first of them.
        sharing: The evidence that shares its rarest words, once it has been looked for.
    """

    figure: Figure
    near: frozenset[Token]
    clause: frozenset[Token]
    others: frozenset[Token]
    before: frozenset[Token]
    passed: frozenset[Token]
    leant: frozenset[Token]
    previous: frozenset[Token]
    block: frozenset[Token]
    sentence: str
    clause_text: str
    lead: str
    tail: str
    block_number: int = 0
    paragraph: str = ""
    prefix: str = ""
    suffix: str = ""
    said: dict[int, tuple[str, bool]] | None = field(default=None)
    last_year: bool | None = field(default=None)
    senses: dict[int, dict[int, str]] | None = field(default=None)
    sharing: Any = field(default=None)
    _weights: dict[Token, float] | None = field(default=None)
    _near_total: float | None = field(default=None)
    _around: tuple[dict[Token, float], float] | None = field(default=None)

    @property
    def clause_words(self) -> frozenset[Token]:
        """The words of its clause that no other figure of the clause owns."""
        return self.clause - self.others

    @property
    def weights(self) -> dict[Token, float]:
        """How much each token around the figure counts, the paragraph's left aside."""
        if self._weights is None:
            weights = dict.fromkeys(self.previous, PREVIOUS)
            weights.update(dict.fromkeys(self.passed, PASSED))
            weights.update(dict.fromkeys(self.leant, LEANT))
            weights.update(dict.fromkeys(self.before, BEFORE))
            weights.update(dict.fromkeys(self.clause, CLAUSE))
            weights.update(dict.fromkeys(self.others, OTHER))
            weights.update(dict.fromkeys(self.near, NEAR))
            self._weights = weights
        return self._weights

    def near_total(self, weights: dict[Token, float], unknown: float) -> float:
        """Return what the label's tokens weigh together."""
        if self._near_total is None:
            self._near_total = fsum([weights.get(token, unknown) for token in self.near])
        return self._near_total

    def around(self, weights: dict[Token, float]) -> tuple[dict[Token, float], float]:
        """Return the known tokens around the label with their weights, and the sum of these."""
        if self._around is None:
            near = self.near
            found = {
                token: weights[token] * place
                for token, place in self.weights.items()
                if token in weights and token not in near
            }
            self._around = (found, fsum(found.values()))
        return self._around

    def weight(self, token: Token) -> float:
        """Return how much a token counts around this figure, 0 where it does not occur."""
        found = self.weights.get(token)
        if found is not None:
            return found
        return BLOCK if token in self.block else 0.0


def _pieces(mask: str, start: int, end: int, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the non-empty stretches between marks."""
    found = []
    position = start
    for match in mark.finditer(mask, start, end):
        if match.start() > position:
            found.append((position, match.start()))
        position = match.end()
    if end > position:
        found.append((position, end))
    return found


def _gap_tokens(gap: str, *, after: bool) -> frozenset[Token]:
    """Return the tokens of a gap between figures that belong to the one before or after it."""
    marks = list(_SPLIT.finditer(gap))
    if not marks:
        return tokens_of(gap[-_REACH:] if after else gap[:_REACH])
    if after:
        return tokens_of(gap[marks[-1].end() :][-_REACH:])
    return tokens_of(gap[: marks[0].start()][:_REACH])


def read_mentions(
    text: str,
    figures: Sequence[Figure],
    *,
    offset: int = 0,
    heading: str = "",
    block_number: int = 0,
) -> list[Mention]:
    """Return the mentions of one paragraph or activity.

    Args:
        text: The paragraph.
        figures: Its figures in order; ``start - offset`` is the place in ``text``.
        offset: Where the paragraph begins in the text that the figures' offsets count in.
        heading: The heading that it stands under.
        block_number: Its number, kept with each mention.
    """
    if not figures:
        return []
    mask = list(text)
    for figure in figures:
        low, high = figure.start - offset, figure.end - offset
        mask[low:high] = (
            label_word(figure, high - low) if is_label(figure) else _HOLE * (high - low)
        )
    masked = "".join(mask)
    block = tokens_of(heading) if heading else _NONE
    sentences = _pieces(masked, 0, len(masked), _SENTENCE_END)
    block = block.union(*(tokens_of(masked[a:b]) for a, b in sentences))
    mentions: list[Mention] = []
    position = 0
    previous = _NONE
    for start, end in sentences:
        stop = position
        while stop < len(figures) and figures[stop].start - offset < end:
            stop += 1
        if stop > position:
            reader = _SentenceReader(
                text, masked, (start, end), offset, previous, block, block_number
            )
            mentions += reader.read(figures[position:stop])
        previous = tokens_of(masked[start:end][-120:])
        position = stop
    return mentions


class _SentenceReader:
    """Reads the mentions of one sentence, clause by clause."""

    def __init__(
        self,
        text: str,
        masked: str,
        span: tuple[int, int],
        offset: int,
        previous: frozenset[Token],
        block: frozenset[Token],
        block_number: int,
    ) -> None:
        self.text, self.masked, self.span, self.offset = text, masked, span, offset
        self.previous, self.block, self.block_number = previous, block, block_number
        self.mentions: list[Mention] = []
        self.paragraph = text[:_PARAGRAPH]

    def read(self, figures: Sequence[Figure]) -> list[Mention]:
        clauses = _pieces(self.masked, *self.span, _CLAUSE_END)
        sentence = self.masked[self.span[0] : self.span[1]].replace(_HOLE, "")
        spoken = [tokens_of(self.masked[low:high]) for low, high in clauses]
        earlier: list[frozenset[Token]] = []
        intro: list[frozenset[Token]] = []
        stated: list[frozenset[Token]] = []
        position = 0
        last_near = _NONE
        for number, (low, high) in enumerate(clauses):
            stop = position
            while stop < len(figures) and figures[stop].start - self.offset < high:
                stop += 1
            tokens = spoken[number]
            if stop > position:
                before = _NONE.union(*intro[-_LOOK_BACK:])
                passed = _NONE.union(*stated[-_LOOK_BACK:])
                after = [later for later in spoken[number + 1 : number + 3] if later]
                last_near = self._clause(
                    figures[position:stop],
                    (low, high),
                    tokens,
                    before,
                    passed,
                    stated[-1] if stated else _NONE,
                    last_near,
                    sentence,
                    after,
                    earlier,
                )
            if tokens:
                earlier.append(tokens)
                counts = any(not is_label(f) for f in figures[position:stop])
                (stated if counts else intro).append(tokens)
                if stop == position:
                    last_near = tokens_of(self.masked[low:high][-_REACH:])
            position = stop
        if _DEALT.search(self.masked, *self.span):
            self._deal_out()
        return self.mentions

    def _deal_out(self) -> None:
        """Give each figure after 分别 its own item of the list before it: 甲、乙分别3人、4人."""
        low, high = self.span
        marks = [match.start() for match in _DEALT.finditer(self.masked, low, high)]
        for mark in marks:
            later = [m for m in self.mentions if m.figure.start - self.offset > mark]
            if not later:
                return
            items = self._items_before(low, mark)
            if len(items) < 2:
                clause = self._clause_start(low, mark)
                items = self._items_before(low, clause - 1) if clause > low else []
            known = [tokens_of(item) for item in items]
            if len(known) < 2:
                known = self._labels_before(mark, later)
            if len(known) >= 2 and len(later) >= len(known):
                every = _NONE.union(*known)
                turns = len(later) // len(known) if len(later) % len(known) == 0 else 1
                # 甲、乙分别2期、3期，人数依次为40、65; but 甲、乙分别2期40人、3期65人.
                in_rows = len({m.figure.unit for m in later[: len(known)]}) == 1
                if in_rows and not self._is_bare_row(later[len(known) : 2 * len(known)]):
                    turns = 1
                for place, mention in enumerate(later[: len(known) * turns]):
                    item = known[place % len(known) if in_rows else place // turns]
                    mention.near = (mention.near - every) | item
                    mention.clause = (mention.clause - every) | item
                    mention.others -= every
                    mention.passed -= every
                    mention.before -= every
                return

    def _is_bare_row(self, row: Sequence[Mention]) -> bool:
        """Say whether nothing but list marks stands between the numbers of a row."""
        return all(
            not self.masked[one.figure.end - self.offset : two.figure.start - self.offset].strip(
                "、和与及，, "
            )
            for one, two in pairwise(row)
        )

    def _labels_before(self, mark: int, later: Sequence[Mention]) -> list[frozenset[Token]]:
        """Return the labels of as many numbers before 分别 as stand behind it, each its own words.

        孝亲课4次、法律课3次、健康课5次，参加群众分别为210人次、165人次、330人次.
        """
        dealt = [m for m in later if m.clause_text == later[0].clause_text]
        if len(dealt) < 2 or any(is_label(m.figure) for m in dealt):
            return []
        before = [
            m
            for m in self.mentions
            if m.figure.start - self.offset < mark
            and not is_label(m.figure)
            and not _SUMMED.search(m.lead[-4:])
        ][-len(dealt) :]
        if len(before) < len(dealt) or len({m.figure.unit for m in before}) > 1:
            return []
        common = before[0].near.intersection(*(m.near for m in before))
        labels = [m.near - common for m in before]
        return labels if all(labels) else []

    def _clause_start(self, low: int, place: int) -> int:
        while place > low and self.masked[place - 1] not in _LIST_STOPS:
            place -= 1
        return place

    def _items_before(self, low: int, place: int) -> list[str]:
        """Return the items of the list that ends at a place."""
        words = self.masked[self._clause_start(low, place) : place]
        return [item for item in _SPLIT.split(words) if item.strip(_HOLE)]

    def _clause(
        self,
        figures: Sequence[Figure],
        span: tuple[int, int],
        tokens: frozenset[Token],
        before: frozenset[Token],
        passed: frozenset[Token],
        leant: frozenset[Token],
        last_near: frozenset[Token],
        sentence: str,
        after: Sequence[frozenset[Token]],
        earlier: Sequence[frozenset[Token]],
    ) -> frozenset[Token]:
        low, high = span
        clause_text = self.text[low:high]
        dated = [figure for figure in figures if is_label(figure)]
        if dated:
            figures = [figure for figure in figures if figure not in dated]
        edges = [low]
        for figure in figures:
            edges += [figure.start - self.offset, figure.end - self.offset]
        edges.append(high)
        inherited = last_near
        final = len(figures) - 1
        nears: list[frozenset[Token]] = []
        for place in range(len(figures)):
            lead = self.masked[edges[2 * place] : edges[2 * place + 1]]
            tail = self.masked[edges[2 * place + 2] : edges[2 * place + 3]]
            pre = tokens_of(lead[-_REACH:]) if place == 0 else _gap_tokens(lead, after=True)
            if place == final and not pre:
                post = tokens_of(tail[:_REACH])
            elif place < final and pre and not _SPLIT.search(tail):
                # 爱心妈妈45名结对儿童90名: with its label before it, it leaves the gap to the next.
                post = _NONE
            else:
                post = _gap_tokens(tail, after=False)
            if place and _BECAME.fullmatch(lead.strip(_GLUE)):
                pre = inherited  # 从35名增到41名: both count one thing
            near = pre | post
            if not near:
                near = inherited
            inherited = near if pre or not post else near | last_near
            nears.append(near)
        first = self.masked[low : edges[1]] if figures else ""
        short = len(first.strip(" ·、")) <= _SHORT
        for figure in dated:
            self._date(figure, span, tokens, before, passed, sentence, after, earlier)
        for place, figure in enumerate(figures):
            near = nears[place]
            others = _NONE.union(*(nears[:place] + nears[place + 1 :])) - near if final else _NONE
            self.mentions.append(
                Mention(
                    figure=figure,
                    near=near,
                    clause=tokens,
                    others=others,
                    before=before,
                    passed=passed,
                    leant=leant if short and place == 0 else _NONE,
                    previous=self.previous,
                    block=self.block,
                    sentence=sentence,
                    clause_text=clause_text,
                    lead=self.text[low : figure.start - self.offset],
                    tail=self.text[figure.end - self.offset : high],
                    block_number=self.block_number,
                    paragraph=self.paragraph,
                    prefix=self.text[self.span[0] : figure.start - self.offset][-_PREFIX:],
                    suffix=self.text[figure.end - self.offset : self.span[1]][:_SUFFIX],
                )
            )
        if dated:
            self.mentions.sort(key=lambda mention: mention.figure.start)
        return inherited

    def _date(
        self,
        figure: Figure,
        span: tuple[int, int],
        tokens: frozenset[Token],
        before: frozenset[Token],
        passed: frozenset[Token],
        sentence: str,
        after: Sequence[frozenset[Token]],
        earlier: Sequence[frozenset[Token]],
    ) -> None:
        """Read a date: what it dates mostly follows it, up to the next date."""
        low, high = span
        start, end = figure.start - self.offset, figure.end - self.offset
        own = tokens_of(self.masked[start:end])
        lead, tail = self.masked[low:start], self.masked[end:high]
        if self.masked[low - 1 : low] in _OPENING and low and earlier:
            # 慰问老人64名（10月）: a date in brackets dates what stands before them.
            after, near = (), earlier[-1]
        else:
            near = tokens_of(_NEXT_LABEL.split(tail)[0][:_REACH]) or (
                after[0] if after else tokens_of(lead[-_REACH:])
            )
        clause = tokens - own
        self.mentions.append(
            Mention(
                figure=figure,
                near=near - own,
                clause=clause,
                others=_NONE,
                before=before.union(*after) - own,
                passed=passed - own,
                leant=_NONE,
                previous=self.previous - own,
                block=self.block - own,
                sentence=sentence,
                clause_text=self.text[low:high],
                lead=self.text[low:start],
                tail=self.text[end:high],
                block_number=self.block_number,
                paragraph=self.paragraph,
                prefix=self.text[self.span[0] : start][-_PREFIX:],
            )
        )
