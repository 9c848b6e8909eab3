"""Hold one paragraph against the activities it should state: figures, coverage, names (pure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.drafting.material import Material
from drafter.drafting.telling import invented_parties, untold_terms
from drafter.drafting.wording import formal_words
from drafter.facts import FactSheet
from drafter.figures import Figure, unit_class
from drafter.privacy.tokens import TOKEN_LIKE
from drafter.verifying import CheckedFigure, Status, Verification, Verifier, Warn

__all__ = ["Judge", "Judgement"]

# Warnings that a paragraph may not be delivered with: something in it was made up.
_INVENTED = frozenset({"name", "title", "quote", "placeholder", "level_word"})
# Share of an activity's character pairs that a paragraph must hold to count as telling it.
_TOLD = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is wrong with a paragraph.

    Attributes:
        verification: The verifier's answer against the paragraph's own activities.
        untold: Activities of which the paragraph says nothing (by words).
        terms: Terms of the activities that the paragraph leaves out, with their activity.
        incomplete: Activities with figures that the paragraph does not state.
        invented: Names, titles and terms without a counterpart in the facts.
        repeated: Figures that the paragraph states more often than its activities do: one of the
            mentions is tied to something that the notes did not tie it to.
        doubled: Persons named more often than their activities name them.
    """

    verification: Verification
    untold: tuple[Material, ...]
    incomplete: tuple[Material, ...]
    invented: tuple[Warn, ...]
    repeated: tuple[CheckedFigure, ...] = ()
    terms: tuple[tuple[Material, str], ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether the paragraph can be delivered as it is."""
        return self.verification.ok and not (
            self.untold
            or self.incomplete
            or self.invented
            or self.repeated
            or self.terms
            or self.doubled
        )

    @property
    def sound(self) -> bool:
        """Whether its figures are right and complete; its words are then not asked about."""
        return self.verification.ok and not self.incomplete

    @property
    def badness(self) -> int:
        """A count to choose the better of two attempts by; 0 is clean."""
        return (
            3 * len(self.verification.flagged)
            + 2 * len(self.invented)
            + len(self.verification.missing)
            + 2 * len(self.untold)
        )

    def in_words(self) -> list[str]:
        """Return the findings as sentences for the next attempt's prompt."""
        words = [
            f"“{checked.figure.text}”用错了地方"
            if checked.status is Status.MISBOUND
            else f"“{checked.figure.text}”不对"
            for checked in self.verification.flagged
        ]
        words += [f"“{checked.figure.text}”只写一次" for checked in self.repeated]
        words += [f"“{name}”只写一次" for name in self.doubled]
        words += [f"不要写“{warn.text}”" for warn in self.invented]
        words += [f"要写到“{fact.figure.text}”" for fact in self.verification.missing]
        words += [f"要写到“{material.text}”" for material in self.untold]
        words += [f"要写到“{term}”" for _, term in self.terms]
        return words


class Judge:
    """Judges texts against some activities of one sheet."""

    def __init__(
        self,
        sheet: FactSheet,
        materials: Sequence[Material],
        exemplars: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.materials = tuple(materials)
        self._org = sheet.org
        self._required = {fact.id for item in materials for fact in item.facts}
        activities = tuple(
            replace(item.activity, text=item.text, facts=item.facts) for item in materials
        )
        self._verifier = Verifier(
            replace(sheet, activities=activities, conflicts=()), exemplars=exemplars
        )

    def judge(self, text: str) -> Judgement:
        """Say what is wrong with a text that should tell these activities and nothing else."""
        verification = self._verifier.verify(text)
        missing = tuple(fact for fact in verification.missing if fact.id in self._required)
        verification = replace(verification, missing=missing)
        lacking = {fact.id for fact in missing}
        incomplete = tuple(
            item for item in self.materials if any(fact.id in lacking for fact in item.facts)
        )
        untold = tuple(
            item
            for item in self.materials
            if item not in incomplete
            and not item.facts
            and not any(_tells(text, form) for form in _forms(item))
        )
        return Judgement(
            verification=verification,
            untold=untold,
            incomplete=incomplete,
            repeated=self._repeated(verification),
            invented=(
                *(warn for warn in verification.warnings if warn.kind in _INVENTED),
                *self._invented_parties(text),
                *_broken_tokens(text),
            ),
            doubled=self._doubled(text),
            terms=tuple(
                (item, term)
                for item in self.materials
                if item not in untold
                for term in (*_lacking_terms(text, item), *_unnamed(text, item))
            ),
        )

    def _doubled(self, text: str) -> tuple[str, ...]:
        names = dict.fromkeys(name for item in self.materials for name in item.names)
        told = "\n".join(item.text for item in self.materials)
        return tuple(name for name in names if text.count(name) > told.count(name))

    def _invented_parties(self, text: str) -> list[Warn]:
        words = " ".join(item.text for item in self.materials) + self._org
        words = words.replace("妇女联合会", "妇联")
        return [
            Warn(text=name, start=start, end=end, kind="name", reason="记录里没有这个单位")
            for name, start, end in invented_parties(text, words)
        ]

    def _repeated(self, verification: Verification) -> tuple[CheckedFigure, ...]:
        allowed = Counter(_amount(fact.figure) for item in self.materials for fact in item.facts)
        seen: Counter[tuple[object, ...]] = Counter()
        found = []
        for checked in verification.figures:
            amount = _amount(checked.figure)
            seen[amount] += 1
            if checked.status is Status.SUPPORTED and seen[amount] > max(allowed[amount], 1):
                found.append(checked)
        return tuple(found)


def _forms(material: Material) -> tuple[str, str]:
    """Return the note's own words and what the model was given to tell: speech in written words."""
    return material.text, formal_words(material.text)


def _lacking_terms(text: str, material: Material) -> list[str]:
    """Return the terms that a text lacks in either form of the note."""
    return min((untold_terms(text, form) for form in _forms(material)), key=len)


def _unnamed(text: str, material: Material) -> list[str]:
    """Return the persons whom an activity names and the text does not: a token was dropped."""
    return [name for name in material.names if name not in text]


def _broken_tokens(text: str) -> list[Warn]:
    """Return what a model made of a token that it altered: it stands for nobody."""
    return [
        Warn(
            text=match[0],
            start=match.start(),
            end=match.end(),
            kind="placeholder",
            reason="代号不对",
        )
        for match in TOKEN_LIKE.finditer(text)
    ]


def _amount(figure: Figure) -> tuple[object, ...]:
    return (figure.value, unit_class(figure.unit) if figure.unit else None)


def _tells(text: str, words: str) -> bool:
    pairs = {words[i : i + 2] for i in range(len(words) - 1) if words[i : i + 2].isalpha()}
    return not pairs or sum(pair in text for pair in pairs) >= _TOLD * len(pairs)
