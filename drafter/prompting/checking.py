"""What an exemplar must not be: unproven, incomplete, noisy, private, dated or political.

An exemplar's faults come out in every draft that it is shown for, so it is held to more than a
draft is. Deterministic; what is looked for stands in data/hygiene.toml.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from drafter.prompting.exemplars import Exemplar

__all__ = ["Fault", "Mend", "check_exemplar", "find_private", "mend_text"]

_RULES: Final = ("noisy", "dated", "political", "private")
# Kinds of the linter that tell notes from a summary.
_UNWRITTEN: Final = frozenset({"colloquial", "markdown"})
_SHORTEST: Final = 30
_LONGEST: Final = 260
_ENDS: Final = re.compile(r"[。！？”）：]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with an exemplar.

    ``kind``: ``figure missing name noisy dated political private style length``. ``text`` is the
    place in the prose (or the facts); ``reason`` one plain Chinese clause.
    """

    kind: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One thing that was mended without asking: from what, to what, why."""

    old: str
    new: str
    why: str


@lru_cache(maxsize=1)
def _hygiene() -> dict[str, Any]:
    path = files("drafter.prompting").joinpath("data/hygiene.toml")
    return tomllib.loads(path.read_text("utf-8"))


def mend_text(text: str) -> tuple[str, tuple[Mend, ...]]:
    """Return a passage with its mechanical noise mended, and what was mended."""
    mends: list[Mend] = []
    for rule in _hygiene()["repair"]:
        pattern = re.compile(rule["pattern"], re.MULTILINE)
        mends += (
            Mend(old=match[0], new=match.expand(rule["new"]), why=rule["why"])
            for match in pattern.finditer(text)
        )
        text = pattern.sub(rule["new"], text)
    return text.strip(), tuple(mends)


def check_exemplar(exemplar: Exemplar) -> tuple[Fault, ...]:
    """Return everything that is wrong with an exemplar; empty means checked and clean."""
    from drafter.facts import build_fact_sheet
    from drafter.intake import notes_from_text
    from drafter.verifying import verify
    from drafter.verifying.style import lint_prose

    sheet = build_fact_sheet([notes_from_text(exemplar.facts, exemplar.id)])
    verification = verify(exemplar.prose, sheet)
    faults = [
        Fault(kind="figure", text=item.figure.text, reason=item.reason)
        for item in verification.flagged
    ]
    faults += (
        Fault(kind="missing", text=fact.figure.text, reason="事实里有，范文没写")
        for fact in verification.missing
    )
    faults += (
        Fault(kind="missing", text=fact.figure.text, reason="事实里有，却没有当成工作内容")
        for dropped in sheet.dropped
        for fact in dropped.figures
    )
    faults += (
        Fault(kind="figure", text="、".join(item.fact_ids), reason=item.reason)
        for item in sheet.conflicts
    )
    faults += (
        Fault(kind=_kind_of_warning(item.kind), text=item.text, reason=item.reason)
        for item in verification.warnings
    )
    faults += (
        Fault(
            kind="noisy" if item.kind in _UNWRITTEN else "style",
            text=item.text,
            reason=item.reason,
        )
        for item in lint_prose(exemplar.prose)
    )
    faults += _by_rule(exemplar.prose)
    if exemplar.kind != "heading" and not _ENDS.search(exemplar.prose):
        faults.append(Fault(kind="noisy", text=exemplar.prose[-6:], reason="句子没有写完"))
    faults += _by_rule(exemplar.facts, ("political", "private"))
    if exemplar.kind == "result" and not _SHORTEST <= len(exemplar.prose) <= _LONGEST:
        reason = f"{len(exemplar.prose)}字，范文以{_SHORTEST}—{_LONGEST}字为宜"
        faults.append(Fault(kind="length", text=exemplar.prose[:12], reason=reason))
    return tuple(_once(faults))


def _once(faults: list[Fault]) -> Iterator[Fault]:
    """Yield each fault once; one whose place lies inside another's of its kind says nothing new."""
    for place, fault in enumerate(faults):
        if not any(
            fault.kind == other.kind
            and fault.text in other.text
            and (len(fault.text) < len(other.text) or before < place)
            for before, other in enumerate(faults)
            if before != place
        ):
            yield fault


def _kind_of_warning(kind: str) -> str:
    if kind in {"name", "title", "quote"}:
        return "name"
    return {"placeholder": "noisy", "outdated": "dated"}.get(kind, "style")


def _by_rule(text: str, kinds: tuple[str, ...] = _RULES) -> list[Fault]:
    found: list[Fault] = []
    for kind in kinds:
        for pattern, reason in _hygiene()[kind].items():
            found += (
                Fault(kind=kind, text=match[0], reason=reason)
                for match in re.finditer(pattern, text)
            )
    if "private" in kinds:
        found += find_private(text)
    return found


def find_private(text: str) -> list[Fault]:
    """Return what reads like a person's name: after a post or role, or before an honour."""
    found: list[Fault] = []
    taken: list[tuple[int, int]] = []
    for pattern in _person_patterns():
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if any(low < end and start < high for low, high in taken):
                continue
            taken.append((start, end))
            found.append(Fault(kind="private", text=match[1], reason="像是人名"))
    return found


@lru_cache(maxsize=1)
def _person_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of names, the surest first; group 1 is the name."""
    rule = _hygiene()["person"]
    words = "|".join(map(re.escape, sorted(rule["not_names"], key=len, reverse=True)))
    surname, given = f"(?!{words})[{rule['surnames']}]", f"[{rule['given']}]"
    sure = f"{surname}(?<![{rule['common_words']}])"
    edge = f"(?=[，。、；：“”（）()\\s{rule['next']}]|{rule['before']}|$)"
    posts, alone = rule["posts"], f"[{rule['surnames']}](?<![{rule['not_before_posts']}])"
    return tuple(
        re.compile(pattern)
        for pattern in (
            f"(?<![{rule['joined']}])({sure}{given}{{2}})",
            f"(?:{rule['after']})({surname}{given}{{2}}){edge}",
            f"(?:{rule['after']})({surname}{given}){edge}",
            f"({surname}{given})(?={rule['before']})",
            f"({alone}(?:{posts}))",
        )
    )
