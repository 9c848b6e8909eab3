"""Turn a unit's own past summary into exemplars: passages, each with the facts it states.

A past summary has no notes any more, so the facts are made from its prose by rule and the pair is
verified like any other. What is private, dated or political is left out and shown, a sentence where
the rest of its passage stands without it, else the passage; mechanical noise is mended and shown.
"""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Final

from drafter.facts import FactSheet, Role
from drafter.prompting.checking import Fault, Mend, check_exemplar, mend_text
from drafter.prompting.exemplars import Exemplar

__all__ = ["Candidate", "cut_summary"]

# A longer paragraph is cut between its sentences: a small model imitates a paragraph's length.
_LONGEST: Final = 220
_SHORTEST: Final = 30
_SHORTEST_LIST: Final = 20
_SENTENCE: Final = re.compile(r"[^。！？]+[。！？]?")
_BARE_HEADING: Final = re.compile(r"[\u4e00-\u9fff、“”]{4,14}")
_OPENING: Final = re.compile(r"(?:总结|汇报|报告)如下[：:。]?$")
_ENDS: Final = re.compile(r"[。！？；：”）]$")
# Where a summary says whose it is.
_HEAD: Final = 400
# A result is told as prose; what is left of a list (一是…；二是…) would teach lists.
_ITEM: Final = re.compile(
    r"(?:^|(?<=[。；：]))(?:[一二三四五六七八九十]是，?|第[一二三四五六]，|其次，?|首先，?)"
)
# The same in digits: 1. 2、 （3） ④; before a digit it is a number (3.5).
_NUMBERED: Final = re.compile(
    r"(?:^|(?<=[。；;]))\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑩])\s*"
)
_NUMBERS: Final = "一二三四五六七八九十"
# What is told as a list in a summary as well: problems and plans.
_LISTED: Final = re.compile("问题|不足|困难|打算|计划|安排|下一?步|明年")
_SECTION: Final = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、]")
# A heading that runs into its paragraph (（一）抓好培训。全年…) is no longer than this.
_RUN_IN: Final = 36
_NO_WORK: Final = frozenset({"T00", "T99"})
# What can be left out: a sentence, half of one, or the praise that it closes with.
_PART: Final = re.compile(r"[^。！？；]+[。！？；]?")
_CLAUSE: Final = re.compile(r"[^，。：]+[，。：]?")
_CLOSING: Final = re.compile(r"，[^，。；\d]{4,}[。；]$")
# A sentence that leans on the one before goes with it.
_LEANING: Final = re.compile("其中|其|该|此|这|他们|她们|对此|为此|通过此|通过这|同时|此外")
# Faults that a person may judge; the others keep a passage out.
_TO_BE_SEEN: Final = frozenset({"name", "style"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One passage of a summary as an exemplar, with what was mended and what is wrong.

    ``line`` is where its paragraph begins, from 1, among the lines that hold text. ``left_out`` are
    the sentences that its prose does without, each with the reason.
    """

    exemplar: Exemplar
    line: int
    mends: tuple[Mend, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it may be stored: nothing private, dated, political, unproven or incomplete."""
        return all(fault.kind in _TO_BE_SEEN for fault in self.faults)


def cut_summary(text: str, *, level: str = "", topic: str = "") -> tuple[Candidate, ...]:
    """Return the passages of a summary as candidates, in their order.

    Args:
        text: A whole summary as plain text.
        level: Level of the org; "" reads it off the text.
        topic: Topic of every passage; "" reads each one's off its facts.
    """
    from drafter.document import Heading, Paragraph, parse_text

    document = parse_text(_with_items_joined(_with_bare_headings_marked(text)))
    level = level or _sheet(text[:_HEAD]).level.value
    found: list[Candidate] = []
    heading, begun, broken = "", 0, ""
    for line, block in enumerate(document.blocks, 1):
        if isinstance(block, Heading):
            heading = block.text
            continue
        assert isinstance(block, Paragraph)  # noqa: S101 # there are no other blocks
        begun = begun if broken else line
        whole = broken + block.text
        # A line break inside a sentence, perhaps inside a name, is no end of a paragraph.
        is_last = line == len(document.blocks) or isinstance(document.blocks[line], Heading)
        broken = "" if is_last or _ENDS.search(whole) else whole
        if not broken:
            heading, whole = _run_in(whole, heading)
            passages = _passages(whole)
            found += (_best(passage, heading, level, topic, begun) for passage in passages)
    return tuple(found)


def _with_bare_headings_marked(text: str) -> str:
    """Return the text with an enumerator before headings that have none (创建评选工作).

    Without it such a line runs into the paragraph below, as a line broken in a sentence does.
    """
    lines = text.split("\n")
    for i in range(1, len(lines) - 1):
        line, following = lines[i].strip(), lines[i + 1].strip()
        # Behind the title, an empty line or a sentence that is over.
        alone = i == 1 or lines[i - 1].strip()[-1:] in {"", *"。！？：；:;"}
        if alone and _BARE_HEADING.fullmatch(line) and len(following) >= _SHORTEST:
            lines[i] = f"一、{line}"
    return "\n".join(lines)


def _with_items_joined(text: str) -> str:
    """Return the text with numbered problems and plans (1. 2. 3.) as summaries tell them.

    One sentence, 一是…；二是…；三是…, instead of crumbs that are each too short to teach anything.
    """
    lines: list[str] = []
    items: list[str] = []
    listed = False

    def end_list() -> None:
        whole = [item.strip(" \u3000。；;") for item in items]
        if (
            len(whole) > 1
            and len(whole) <= len(_NUMBERS)
            and not any("。" in item for item in whole)
        ):
            told = [f"{number}是{item}" for number, item in zip(_NUMBERS, whole, strict=False)]
            lines.append("；".join(told) + "。")
        else:
            lines.extend(items)
        items.clear()

    for line in text.split("\n"):
        words = line.strip()
        if listed and _NUMBERED.match(words):
            items += filter(None, (part.strip() for part in _NUMBERED.split(words)))
            continue
        end_list()
        if _SECTION.match(words):
            listed = len(words) <= _RUN_IN and bool(_LISTED.search(words))
        lines.append(line)
    end_list()
    return "\n".join(lines)


def _run_in(paragraph: str, heading: str) -> tuple[str, str]:
    """Return heading and body of a paragraph; without a heading of its own the one above it."""
    from drafter.document.enumerators import split_enumerator

    numbered = split_enumerator(paragraph)
    if numbered is None:
        return heading, paragraph
    words = numbered[1]
    own, _, body = words.partition("。")
    if body and len(own) <= _RUN_IN:
        return own, body
    return heading, words


def _sheet(text: str) -> FactSheet:
    from drafter.facts import build_fact_sheet
    from drafter.intake import notes_from_text

    return build_fact_sheet([notes_from_text(text)])


def _passages(paragraph: str) -> Iterator[str]:
    """Yield a paragraph, cut between sentences where it is long; fragments are no passages."""
    passage = ""
    for match in _SENTENCE.finditer(paragraph):
        if passage and len(passage) + len(match[0]) > _LONGEST:
            yield passage
            passage = ""
        passage += match[0]
    if passage:
        yield passage


def _best(passage: str, heading: str, level: str, topic: str, line: int) -> Candidate:
    """Return a passage as it stands, or without the sentences that keep it out."""
    whole = _candidate(passage, heading, level, topic, line)
    if whole.usable:
        return whole
    if whole.exemplar.kind == "opening":
        return _opening_without(whole, passage, heading, level, topic)
    kept: list[str] = []
    left_out: list[tuple[str, str]] = []
    reason = ""
    for part in _PART.findall(mend_text(passage)[0]):
        leaning = "接着上一句说的" if reason and _LEANING.match(part) else ""
        reason = _why_out(part, whole.faults) or leaning
        closing = _CLOSING.search(part)
        if (
            reason
            and closing
            and not leaning
            and not _why_out(part[: closing.start()], whole.faults)
        ):
            left_out.append((closing[0][1:], reason))
            kept.append(part[: closing.start()] + closing[0][-1])
            reason = ""
        elif reason:
            left_out.append((part, reason))
        else:
            kept.append(part)
    if kept and kept[-1].endswith("；"):
        kept[-1] = kept[-1][:-1] + "。"
    rest = _candidate("".join(kept), heading, level, topic, line) if kept and left_out else whole
    if not rest.usable:
        return whole
    return replace(rest, mends=whole.mends, left_out=tuple(left_out))


def _opening_without(
    whole: Candidate, passage: str, heading: str, level: str, topic: str
) -> Candidate:
    """Return an opening without the clauses that keep it out: a dated term among its formulas."""
    clauses = _CLAUSE.findall(mend_text(passage)[0])
    left_out = [
        (clause, reason) for clause in clauses if (reason := _why_out(clause, whole.faults))
    ]
    gone = {clause for clause, _ in left_out}
    kept = "".join(clause for clause in clauses if clause not in gone)
    rest = _candidate(kept, heading, level, topic, whole.line) if kept and gone else whole
    if not rest.usable or rest.exemplar.kind != "opening":
        return whole
    return replace(rest, mends=whole.mends, left_out=tuple(left_out))


def _why_out(text: str, faults: tuple[Fault, ...]) -> str:
    blocking = (item for item in faults if item.kind not in _TO_BE_SEEN)
    return next((item.reason for item in blocking if item.text in text), "")


def _candidate(passage: str, heading: str, level: str, topic: str, line: int) -> Candidate:
    prose, mends = mend_text(passage)
    sheet = _sheet(f"{heading}\n{prose}" if heading else prose)
    topics: Counter[str] = Counter()
    for activity in sheet.activities:
        topics[activity.topics[0]] += len(activity.text)
    ranked = [code for code, _ in topics.most_common()]
    topic = topic or next((code for code in ranked if code not in _NO_WORK), "T99")
    kind = _kind(prose, heading, sheet)
    if kind == "result":
        prose = _NUMBERED.sub("", _ITEM.sub("", prose))
    digest = hashlib.sha256(prose.encode("utf-8")).hexdigest()[:8]
    exemplar = Exemplar(
        id=f"own-{topic.lower()}-{digest}",
        topic="T00" if kind == "opening" else topic,
        level=level,
        kind=kind,
        document=0,
        lines="",
        facts=_terse(prose),
        prose=prose,
        notes="；".join(dict.fromkeys(mend.why for mend in mends)),
        own=True,
    )
    faults = check_exemplar(exemplar)
    if any(fault.kind in {"figure", "missing"} for fault in faults):
        # Terse notes may have lost what a figure counts; the passage's own words have not.
        plain = replace(exemplar, facts=re.sub(r"(?<=[。；])", "\n", prose).strip())
        faults = min(faults, other := check_exemplar(plain), key=len)
        exemplar = plain if faults is other else exemplar
    if len(passage) < (_SHORTEST if kind in {"result", "opening"} else _SHORTEST_LIST):
        short = Fault(kind="length", text=passage, reason=f"只有{len(passage)}字，太短")
        faults = (*faults, short)
    return Candidate(exemplar=exemplar, line=line, mends=mends, faults=faults)


def _kind(prose: str, heading: str, sheet: FactSheet) -> str:
    if _OPENING.search(prose):
        return "opening"
    roles = Counter(activity.role for activity in sheet.activities)
    role = roles.most_common(1)[0][0] if roles else Role.RESULT
    if re.search("问题|不足", heading):
        return "problem"
    if re.search("打算|计划|安排|下一?步|明年", heading):
        return "plan"
    return {Role.PROBLEM: "problem", Role.PLAN: "plan"}.get(role, "result")


def _terse(prose: str) -> str:
    """Return prose as notes: a line a sentence, spaces for commas, without its adverbs."""
    rule = _rules()
    lines = []
    for sentence in re.split(r"[。！？；]", prose):
        words = re.sub(rule["openers"], "", sentence.strip())
        words = re.sub(rule["drop"], "", words)
        words = re.sub(r"[，：]", " ", words).strip(" 、")
        if words:
            lines.append(words)
    return "\n".join(lines)


def _rules() -> dict[str, Any]:
    path = files("drafter.prompting").joinpath("data/hygiene.toml")
    rules: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["terse"]
    return rules
