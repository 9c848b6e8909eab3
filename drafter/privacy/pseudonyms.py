"""The map between private passages and their tokens: one for a whole run, kept in memory.

The same passage gets the same token everywhere, however it is spaced. What was learned once is
hidden everywhere, also where its surroundings would not give it away.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from drafter.privacy.detecting import find_private
from drafter.privacy.lexicon import lexicon
from drafter.privacy.segmenting import segment
from drafter.privacy.tokens import TOKEN, token_of
from drafter.privacy.types import Private, PrivateKind

__all__ = ["Pseudonyms"]

_ROUNDS = 4
# 衡塘县妇联: whose notes they are says which word is a place, and “衡塘嫂” a brand of it.
_HOME = re.compile(
    r"(?:(?<![\u3400-\u9fff])|(?<=[省市县区镇乡]))(?P<place>[\u3400-\u9fff]{2,4}?)"
    r"(?P<level>省|市|县|区|镇|乡|街道|村|社区)妇(?:联|女联合会)"
)


class Pseudonyms:
    """Hides private passages and puts them back.

    Args:
        known: Token → passage of an earlier run (a session's map).
        exact: Whether each spelling of a passage gets a token of its own, so that what comes back
            is what was hidden to the letter (for files); else spaces do not matter (for models).
        wide: Whether weak evidence of a name is enough: for what is put back afterwards.
    """

    def __init__(
        self, known: Mapping[str, str] | None = None, *, exact: bool = False, wide: bool = False
    ) -> None:
        self._exact = exact
        self._wide = wide
        self._by_token: dict[str, str] = {}
        self._tokens: dict[str, str] = {}
        self._counts: Counter[PrivateKind] = Counter()
        self._learned: set[str] = set()
        self._homes: tuple[str, ...] = ()
        self._pattern: re.Pattern[str] | None = None
        for token, passage in (known or {}).items():
            self._keep(token, passage)

    @property
    def map(self) -> dict[str, str]:
        """Token → passage; never written anywhere but to the file beside the session."""
        return dict(self._by_token)

    def learn(self, text: str) -> None:
        """Find what is private in a text and give it tokens."""
        if text in self._learned:
            return
        self._learned.add(text)
        self._homes += tuple(sorted(_homes(text) - set(self._homes)))
        for item in self._find(text):
            if self._flat(item.text) not in self._tokens:
                self._add(item.kind, item.text)

    def _find(self, text: str) -> list[Private]:
        """Return what is private in a text but the words that begin with the notes' own place."""
        return [
            item
            for item in find_private(text, wide=self._wide)
            if item.kind is not PrivateKind.NAME or not item.text.startswith(self._homes)
        ]

    def hide(self, text: str) -> str:
        """Return a text with every private passage replaced by its token."""
        for _ in range(_ROUNDS):
            hidden = self._hidden_once(text)
            if hidden == text:
                break
            # What stood beside a passage may only now be seen for what it is.
            text = hidden
        return text

    def _hidden_once(self, text: str) -> str:
        pieces: list[str] = []
        place = 0
        found = self._find(text)
        for item in found:
            if self._flat(item.text) not in self._tokens:
                self._add(item.kind, item.text)
        for item in found:
            pieces.append(self.hide_known(text[place : item.start]))
            pieces.append(self._tokens[self._flat(item.text)])
            place = item.end
        pieces.append(self.hide_known(text[place:]))
        return "".join(pieces)

    def hide_grammar(self, grammar: str, hidden: str) -> str:
        """Return a grammar whose literals hold tokens instead of what they stand for.

        A literal that is only part of a private passage (三妹 of a name) stands for the whole.

        Args:
            grammar: GBNF text.
            hidden: The turn that the grammar is for, already hidden.
        """

        def replaced(match: re.Match[str]) -> str:
            literal = match[1]
            if len(literal) < 2 or literal in hidden:
                return match[0]
            for token, passage in self._by_token.items():
                if literal in passage and token in hidden:
                    return f'"{token}"'
            return f'"{self.hide(literal)}"'

        return re.sub(r'"((?:[^"\\]|\\.)*)"', replaced, grammar)

    def restore(self, text: str) -> str:
        """Return a text with every known token replaced by what it stands for."""
        return TOKEN.sub(lambda match: self._by_token.get(match[0], match[0]), text)

    def shows(self, text: str) -> list[str]:
        """Return the private passages that a text still shows, known or detected."""
        left = [item.text for item in self._find(text)]
        bare = TOKEN.sub("\ue0ff", text)
        return left + [match[0] for match in self._known().finditer(bare)]

    def counts(self, texts: Iterable[str]) -> dict[str, int]:
        """Return how many tokens of each category stand in texts that were hidden."""
        found: Counter[str] = Counter()
        for text in texts:
            found.update(match[0][1:3] for match in TOKEN.finditer(text))
        return dict(sorted(found.items()))

    def hide_known(self, text: str) -> str:
        """Return a text with only those passages replaced that are known already."""
        if not self._tokens or not text:
            return text
        pieces: list[str] = []
        place = 0
        # Tokens that stand there already are left alone.
        for match in TOKEN.finditer(text):
            pieces.append(self._known().sub(self._token_for, text[place : match.start()]))
            pieces.append(match[0])
            place = match.end()
        pieces.append(self._known().sub(self._token_for, text[place:]))
        return "".join(pieces)

    def _token_for(self, match: re.Match[str]) -> str:
        return self._tokens[self._flat(match[0])]

    def _known(self) -> re.Pattern[str]:
        """Return the pattern of all known passages that may be hidden wherever they stand."""
        if self._pattern is None:
            passages = sorted(
                (flat for flat in self._tokens if _is_telling(flat)), key=len, reverse=True
            )
            gap = "" if self._exact else r"[ \u3000\t\n]?"
            spaced = (gap.join(map(re.escape, flat)) for flat in passages)
            self._pattern = re.compile("|".join(spaced) or r"(?!)")
        return self._pattern

    def _add(self, kind: PrivateKind, passage: str) -> None:
        while True:
            token = token_of(kind, self._counts[kind])
            self._counts[kind] += 1
            if token not in self._by_token:
                break
        self._keep(token, passage)

    def _flat(self, passage: str) -> str:
        return passage if self._exact else "".join(passage.split())

    def _keep(self, token: str, passage: str) -> None:
        self._by_token[token] = passage
        self._tokens.setdefault(self._flat(passage), token)
        self._pattern = None


def _homes(text: str) -> set[str]:
    """Return the places whose federations a text names.

    A village or town that begins with a common surname (王家村妇联) shares it with people who
    are called so (王家英), and is none.
    """
    safe = lexicon().safe
    return {
        match["place"]
        for match in _HOME.finditer(text)
        if match["level"] in "省市县区" or match["place"][0] not in safe
    }


def _is_telling(flat: str) -> bool:
    """Whether a passage gives somebody away wherever it stands; a surname or a word does not."""
    if len(flat) < 2:
        return False
    return segment(flat).ordinary_at(0) != len(flat)
