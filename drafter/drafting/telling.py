"""Whether prose tells what an activity's words tell, apart from its figures (pure).

Figures are the verifier's. Here are the names of things: whom it was done with (派出所), what it
was called (“书香家庭”), what it was about (美丽庭院). A term left out makes the figures stand for
nothing; a party that the notes do not name was made up.
"""

import re
from functools import lru_cache
from importlib.resources import files

from drafter.figures import find_figures

__all__ = ["invented_parties", "untold_terms"]

_CJK = r"\u3400-\u9fff"
_QUOTED = re.compile(r"[“《]([^”》]{2,16})[”》]")
_PLACE = re.compile(rf"[（(]([{_CJK}、]{{2,12}})[）)]")
_HEAD = re.compile(rf"^[“《]?([{_CJK}“”《》]{{2,10}}?)(?=[，、：:；（(\s]|$)")
# An ending of so many characters is a party's name without those before it.
_A_NAME = 3
# Share of a term's characters that must be there: 美丽庭院 may read 庭院 when the rest is near.
_KEPT = 0.7


@lru_cache(maxsize=1)
def _parties() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pattern of what ends a party's name, and the words that are no party."""
    lines = files("drafter.drafting").joinpath("data/parties.txt").read_text("utf-8").splitlines()
    rows = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    endings = [row for row in rows if not row.startswith("!")]
    endings.sort(key=len, reverse=True)
    # A long ending is a name of its own (县妇联, 派出所) and may begin a clause.
    alone = "|".join(re.escape(row) for row in endings if len(row) >= _A_NAME)
    pattern = re.compile(
        rf"([{_CJK}]{{1,6}}?|(?<![{_CJK}])(?={alone}))"
        rf"({'|'.join(map(re.escape, endings))})(?![{_CJK}]?长)"
    )
    return pattern, frozenset(row[1:] for row in rows if row.startswith("!"))


def _party_names(text: str) -> list[str]:
    pattern, none = _parties()
    names = [_name(match) for match in pattern.finditer(text)]
    return [name for name in names if not any(name.endswith(word) for word in none)]


def _name(match: re.Match[str]) -> str:
    """Return a long ending alone (派出所), a short one with the two characters before it."""
    if len(match[2]) >= _A_NAME:
        return match[2]
    return re.sub(r"^.?[和与同及联合跟到]", "", match[1][-2:]) + match[2]


def untold_terms(prose: str, words: str) -> list[str]:
    """Return the terms of an activity's words that the prose does not hold.

    Args:
        prose: What was written.
        words: The activity in the notes' own words.
    """
    lacking = [name for name in _party_names(words) if name not in prose]
    lacking += [term for term in _QUOTED.findall(words) if _kept(term, prose) < 1]
    lacking += [
        place
        for place in _PLACE.findall(words)
        if not find_figures(place) and _kept(place, prose) < _KEPT
    ]
    head = _HEAD.match(words)
    if head and not find_figures(head[1]):
        term = head[1].strip("“”《》")
        if 2 <= len(term) <= 8 and _kept(term, prose) < _KEPT:
            lacking.append(term)
    return list(dict.fromkeys(lacking))


def _kept(term: str, prose: str) -> float:
    if term in prose:
        return 1.0
    pairs = [term[i : i + 2] for i in range(len(term) - 1)]
    return sum(pair in prose for pair in pairs) / len(pairs) if pairs else 1.0


def invented_parties(prose: str, words: str) -> list[tuple[str, int, int]]:
    """Return the parties of the prose that the words do not name, each with its span."""
    pattern, none = _parties()
    found = []
    for match in pattern.finditer(prose):
        name = _name(match)
        if name in words or any(name.endswith(word) for word in none):
            continue
        found.append((name, match.end() - len(name), match.end()))
    return found
