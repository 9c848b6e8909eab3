"""The lexicon of expressions that hold numerals and are no figures; longest match first.

Source: data/terms.tsv, which says how each entry was established.
"""

from dataclasses import dataclass
from functools import cache

from drafter.figures.types import Kind
from drafter.figures.units import read_table

__all__ = ["NUMERAL_CHARS", "Term", "Terms", "load_terms"]

NUMERAL_CHARS = frozenset(
    "0123456789〇零一二三四五六七八九十百千万亿两俩仨廿卅半几数壹贰叁肆伍陆柒捌玖拾佰仟"
)

_MAGNITUDES = frozenset("十百千万")
_DIGITS = frozenset("一二两三四五六七八九")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry; ``lead`` is how many characters stand before its first numeral."""

    text: str
    lead: int
    kind: Kind


class Terms:
    """The entries, found by the two characters at and beside their first numeral."""

    __slots__ = ("after", "before")

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.before: dict[str, tuple[Term, ...]] = {}
        self.after: dict[str, tuple[Term, ...]] = {}
        for term in sorted(terms, key=lambda term: len(term.text)):
            key = term.text[max(term.lead - 1, 0) :][:2]
            table = self.before if term.lead else self.after
            table[key] = (term, *table.get(key, ()))

    def at(self, text: str, start: int) -> Term | None:
        """Return the longest entry whose first numeral stands at ``start``, None without one."""
        best = None
        for term in self.after.get(text[start : start + 2], ()):
            end = start + len(term.text)
            if text.startswith(term.text, start):
                # 四季度 is a quarter and no 四季.
                best = None if term.text[-1] == "季" and text[end : end + 1] == "度" else term
                break
        if start:
            for term in self.before.get(text[start - 1 : start + 1], ()):
                begin = start - term.lead
                if begin >= 0 and text.startswith(term.text, begin):
                    end = begin + len(term.text)
                    if (
                        start == end - 1
                        and text[end : end + 1] in _MAGNITUDES
                        and (
                            text[end + 2 : end + 3] not in _MAGNITUDES  # 统一千头万绪
                            or text[end + 1] in _DIGITS  # 传单一万一千份
                        )
                    ):
                        break  # 传单一千份: the numeral is that of a number
                    if best is None or len(term.text) > len(best.text):
                        best = term
                    break
        return best


@cache
def load_terms() -> Terms:
    """Return the lexicon of the package, read once."""
    terms = []
    for text, kind, _source in read_table("terms.tsv"):
        lead = next((i for i, char in enumerate(text) if char in NUMERAL_CHARS), None)
        if lead is not None:
            terms.append(Term(text, lead, Kind(kind)))
    return Terms(tuple(terms))
