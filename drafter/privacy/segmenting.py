"""Words of a text by dictionary, so that a name is told from a word that begins like one (pure).

Source: rjieba (the jieba dictionary in a Rust library); why this one: docs/privacy.md.
"""

from dataclasses import dataclass

__all__ = ["Segments", "segment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """A text cut into dictionary words; ``words`` gives end and part of speech by start."""

    text: str
    words: dict[int, tuple[int, str]]

    def is_bound(self, place: int) -> bool:
        """Whether a word begins, or the text ends, at a place."""
        return place in self.words

    def word_at(self, place: int) -> str:
        """Return the word that begins at a place; "" where none does."""
        end, _ = self.words.get(place, (place, ""))
        return self.text[place:end]

    def verb_at(self, place: int) -> bool:
        """Whether the word that begins at a place is a verb, an adverb or a preposition."""
        return self.words.get(place, (0, ""))[1][:1] in {"v", "d", "p"}

    def ordinary_at(self, place: int) -> int:
        """Return the length of the word of two or more characters at a place that is no name."""
        end, flag = self.words.get(place, (place, ""))
        return end - place if end - place > 1 and not flag.startswith("nr") else 0

    def is_verb(self, place: int) -> bool:
        """Whether the word that begins at a place can only be a verb."""
        return self.words.get(place, (0, ""))[1][:1] == "v"

    def flag_at(self, place: int) -> str:
        """Return the part of speech of the word that begins at a place, in one or two letters."""
        flag = self.words.get(place, (0, ""))[1]
        return flag[:2] if flag[:2] in {"ns", "nt", "nz", "vn"} else flag[:1]

    def is_function(self, place: int) -> bool:
        """Whether a lone character is a conjunction, preposition, adverb or pronoun there."""
        end, flag = self.words.get(place, (place, ""))
        return end - place == 1 and flag[:1] in {"c", "p", "d", "r", "u"}

    def name_at(self, place: int) -> int:
        """Return the length of the dictionary's own person's name at a place; 0 without one."""
        end, flag = self.words.get(place, (place, ""))
        return end - place if end - place > 1 and flag.startswith("nr") else 0


def segment(text: str) -> Segments:
    """Return the words of a text."""
    import rjieba

    words: dict[int, tuple[int, str]] = {}
    place = 0
    for word, flag in rjieba.tag(text, False):
        words[place] = (place + len(word), flag)
        place += len(word)
    words[place] = (place, "")
    return Segments(text=text, words=words)
