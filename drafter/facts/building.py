"""Notes become the fact sheet: every figure in exactly one place, nothing lost, nothing added."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from drafter.facts.addressing import addressed_from, is_contact
from drafter.facts.aims import is_plan_with_results, with_aims
from drafter.facts.blocks import Block, BlockKind
from drafter.facts.carrying import carry_roles
from drafter.facts.comparing import with_last_year
from drafter.facts.conflicts import find_conflicts
from drafter.facts.correcting import (
    Change,
    Correction,
    corrected,
    correction_in,
    may_correct,
    merged,
    targets_of,
)
from drafter.facts.doubting import answer_in, asked_back, check_in, doubted, rivals_in
from drafter.facts.header import Header, read_header
from drafter.facts.joining import Logical
from drafter.facts.labelling import label_figures
from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.passages import Passage, passage_of
from drafter.facts.periods import is_whole_years, year_of
from drafter.facts.phrases import Label
from drafter.facts.roles import (
    is_of_later_year,
    item_opening,
    role_of,
    role_opening,
    scope_of,
    use_of,
)
from drafter.facts.shapes import is_own_unit, is_recap
from drafter.facts.sorting import (
    ReadNotes,
    SortedBlocks,
    header_input_of,
    read_file,
    sort_blocks,
    without_copies,
)
from drafter.facts.splitting import split
from drafter.facts.talking import is_private, is_talk
from drafter.facts.topics import topics_of
from drafter.facts.types import (
    Activity,
    Conflict,
    Dropped,
    Fact,
    FactSheet,
    Notes,
    Provenance,
    ReportKind,
    Role,
    Scope,
    Use,
)
from drafter.facts.vagueness import matter_of
from drafter.facts.wholes import Placed
from drafter.figures import Figure, Kind

__all__ = ["build_fact_sheet"]

# What only dates or describes another figure; a passage is not cut around it.
_FRAME: Final = frozenset({Kind.DATE, Kind.AGE, Kind.ORDINAL, Kind.PERIOD})
_ESCAPE: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[^uUx])")
_FIRST_OF_LIST: Final = re.compile(r"\s*(?:①|❶|[（(][1一][)）]|1[.．、](?!\d)|一是)\s*")
_YEAR: Final = re.compile(r"20\d\d\s*年?|\d\d\s*年|一[次件]")
# 明年嘛 and 不好的地方啊 head what follows without their particle.
_OPENING_ENDS: Final = " ：:嘛呢啊呀哈么吧"
_STOPPED: Final = ("。", "！", "？")
_NOW: Final = re.compile(r"\s*(?:今年|本年|上半年|目前|已|去年|这[次回](?=[^，。；]*了))")
_LAST_YEARS: Final = re.compile("^(?:去年|上年)(?:同期)?")
_THIS_YEAR: Final = "今年"
_CALL: Final = 14
_WORD: Final = re.compile(r"\w")
_NEAR_LINES: Final = 2
_ROW_NUMBER: Final = re.compile(r"\d{1,2}\s*[，,、|｜\t]\s*(?=[\u4e00-\u9fff“])")
_NO_WORDS: Final = re.compile(
    r"[\s，,。；;、：:|（）()]*(?:(?:一|总)?共|合计)?[\s，,。；;、：:|（）()]*"
)
_ASKED_OF: Final = re.compile(r"[报说发填理写统计]{1,2}(?:一下|个数|下来|上来)")
# How far below a number that was asked back its answer may stand.
_ANSWER_LINES: Final = 4
_NEXT_LINE: Final = 1
_CARRIED: Final = frozenset({Kind.QUANTITY, Kind.MONEY, Kind.PERCENT})


def build_fact_sheet(
    notes: Sequence[Notes],
    *,
    org: str = "",
    period: str = "",
    kind: ReportKind | None = None,
    title: str = "",
) -> FactSheet:
    """Return the fact sheet of one report.

    Args:
        notes: One or several files; their activities follow each other.
        org: Whose report it is; by default what the notes say.
        period: ``2025``, ``2026H1``, ``2025-03/2025-05`` or words for it.
        kind: Annual, half-year or topical.
        title: The summary's title.

    Raises:
        InputError: ``period`` cannot be read.
    """
    read = [read_file(part) for part in notes]
    parts = [sort_blocks(part) for part in read]
    parts, remarks = without_copies(read, parts)
    header = read_header(
        header_input_of(read, parts), org=org, period=period, kind=kind, title=title
    )
    builder = _Builder(header)
    builder.aims = any(is_plan_with_results(part.lines) for part in notes)
    for part, kinds in zip(read, parts, strict=True):
        builder.add(part, kinds)
    return builder.sheet((*(remark for part in notes for remark in part.remarks), *remarks))


class _Builder:
    """Collects the sheet's parts; ids count through all files."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.aims = False
        self.activities: list[Activity] = []
        self.header_facts: list[Fact] = []
        self.dropped: list[Dropped] = []
        self.unsettled: list[Conflict] = []
        self.remarks: list[str] = []
        self.asked: Fact | None = None
        self.asked_line = 0

    def sheet(self, remarks: tuple[str, ...]) -> FactSheet:
        """Return what was collected, with its conflicts."""
        header = self.header
        activities = carry_roles(self.activities, header.kind, year_of(header.period))
        # Before 计划 and 实际 stand in every line, by which unlike things would look alike.
        conflicts = find_conflicts(activities, self.header.level)
        activities = with_aims(activities) if self.aims else activities
        return FactSheet(
            title=self.header.title,
            org=self.header.org,
            level=self.header.level,
            period=self.header.period,
            kind=self.header.kind,
            header_figures=tuple(self.header_facts),
            activities=activities,
            conflicts=(*conflicts, *self.unsettled),
            dropped=tuple(self.dropped),
            remarks=(*remarks, *self.remarks),
        )

    def add(self, part: ReadNotes, kinds: SortedBlocks) -> None:
        """Add one file."""
        for block in (*kinds.titles, *kinds.fields, *kinds.frames):
            self._add_header(part, block)
        dated = {id(lead) for block in kinds.rest for lead in block.leads}
        for block in kinds.rest:
            if block.kind == BlockKind.DROPPED:
                self._drop(part, block)
            elif block.kind == BlockKind.HEADING:
                if id(block) not in dated:
                    self._add_header(part, block)
            else:
                self._add_content(part, block)
        for block in kinds.signatures:
            self._add_header(part, block)

    def _add_header(self, part: ReadNotes, block: Block) -> None:
        for figure in part.within(block.line, 0, len(block.line.text)):
            if block.start <= figure.start < block.end or block.kind != BlockKind.HEADING:
                number = len(self.header_facts) + 1
                self.header_facts.append(
                    self._fact(
                        part,
                        block.line,
                        figure,
                        f"h.f{number}",
                        "时间" if figure.kind in {Kind.DATE, Kind.PERIOD} else "",
                    )
                )

    def _drop(
        self, part: ReadNotes, block: Block, kept: Collection[int] = (), origin: int = 0
    ) -> None:
        """Drop a block with its figures, but for those that begin at a place told elsewhere."""
        number = len(self.dropped) + 1
        figures = [
            figure
            for figure in part.within(block.line, block.start, block.end)
            if figure.start - block.start + origin not in kept
        ]
        if block.reason == "分隔线" and not figures:
            return
        self.dropped.append(
            Dropped(
                text=block.text.strip(),
                reason=block.reason,
                source=_provenance(part, block.line, block.start, block.end),
                figures=tuple(
                    self._fact(part, block.line, figure, f"d{number}.f{place}", "")
                    for place, figure in enumerate(figures, 1)
                ),
            )
        )

    def _fact(self, part: ReadNotes, line: Logical, figure: Figure, key: str, label: str) -> Fact:
        source = _provenance(part, line, figure.start, figure.end)
        return Fact(
            id=key,
            figure=figure.at(source.start, source.end),
            label=label,
            source=source,
            use=use_of(figure, line.text),
        )

    def _add_content(self, part: ReadNotes, block: Block) -> None:
        number = _ROW_NUMBER.match(block.text) if block.line.first.cells else None
        if number and self._is_held(block):
            # 2 | 执委积分制, a row below 明年: its first cell counts the rows.
            block = replace(block, start=block.start + number.end())
        rest = block
        plain = not block.line.first.cells
        if plain and self._leave_open(part, block):
            rest = replace(block, start=block.end)
        while plain and rest.start < rest.end:
            figures = part.within(block.line, rest.start, rest.end, rest.start)
            span = check_in(rest.text, self.activities) if part.chat and figures else None
            found = None if span else self._correction(rest, figures)
            begin, end = span or ((found.start, found.end) if found else (0, 0))
            if not end:
                break
            if rest.text[:begin].strip():
                self._add_passages(part, replace(rest, end=rest.start + begin))
            stretch = replace(rest, start=rest.start + begin, end=rest.start + end)
            if found is None:
                self._drop(part, replace(stretch, kind=BlockKind.DROPPED, reason="验算"))
            else:
                self._correct(part, stretch, found)
            rest = replace(rest, start=stretch.end, leads=())
            if found is not None and found.tail:
                # （后改了，实际93户，37200元）: what else the bracket counts is of the same thing.
                count = len(self.activities)
                self._add_passages(part, replace(rest, end=rest.start + found.tail))
                if 0 < count < len(self.activities):
                    self.activities[count - 1 : count + 1] = [merged(*self.activities[-2:])]
                rest = replace(rest, start=rest.start + found.tail + 1)
        if rest is block or rest.text.strip():
            self._add_passages(part, rest)
        if block.start:
            self._before(part, block)

    def _correction(self, rest: Block, figures: Sequence[Figure]) -> Correction | None:
        """Return the first correction in what is left of a line, an answer before all."""
        asked = self.asked
        if asked is not None and rest.line.first.line - self.asked_line <= _ANSWER_LINES:
            found = answer_in(rest.text, figures, asked)
            if found is not None:
                return found
        return correction_in(rest.text, figures) if may_correct(rest.text) else None

    def _leave_open(self, part: ReadNotes, block: Block) -> bool:
        """Keep back what a remark doubts: 他说16人，单子上17人，再核; False without one."""
        figures = part.within(block.line, block.start, block.end, block.start)
        rivals = rivals_in(block.text, figures) if figures else None
        if rivals is None:
            return False
        above = doubted(block.text, rivals, self.activities)
        if above:
            self._drop(part, replace(block, kind=BlockKind.DROPPED, reason="写给起草人的话"))
        else:
            count = len(self.activities)
            self._add_passages(part, block)
            values = {figure.value for figure in rivals}
            above = tuple(
                fact
                for activity in self.activities[count:]
                for fact in activity.facts
                if fact.figure.value in values
            )
        one, other = (figure.text for figure in rivals)
        self.unsettled.append(
            Conflict(
                kind="two_values",
                reason=f"第{block.line.first.line}行说有{one}和{other}两个数，还没核实。请核对。",
                fact_ids=tuple(fact.id for fact in above),
            )
        )
        return True

    def _correct(self, part: ReadNotes, block: Block, found: Correction) -> None:
        """Let the numbers above say what a correction says; what cannot be told is left open."""
        answered = self.asked if found.answers else None
        changed = [
            change
            for change in found.changes
            if self._change(part, block, found.start, change, answered)
        ]
        if not changed and (found.own or not found.marked):
            # Nothing above is meant: it tells of something itself.
            told = block.start + max(found.told - found.start, 0)
            self._add_passages(part, replace(block, start=told))
            return
        if len(changed) < len(found.changes):
            self.remarks.append(f"第{block.line.first.line}行的更正没有找到要改的数字，请核对。")
        kept = {change.new.start for change in changed}
        self._drop(part, replace(block, kind=BlockKind.DROPPED, reason="更正"), kept, found.start)

    def _change(
        self, part: ReadNotes, block: Block, origin: int, change: Change, answered: Fact | None
    ) -> bool:
        """Make one change; False where nothing above can be meant."""
        targets = (answered,) if answered else targets_of(change, self.activities)
        if not targets:
            return False
        start = block.start + change.new.start - origin
        source = _provenance(part, block.line, start, start + len(change.new.text))
        if len(targets) > 1:
            shown = "、".join(fact.figure.text for fact in targets)
            self.unsettled.append(
                Conflict(
                    kind="two_values",
                    reason=f"第{source.line}行更正为{change.new.text}，看不出改的是哪一个（{shown}）。请核对。",
                    fact_ids=tuple(fact.id for fact in targets),
                )
            )
            return False
        (target,) = targets
        place = next(place for place, each in enumerate(self.activities) if target in each.facts)
        new = replace(target, figure=change.new, source=source)
        self.activities[place] = corrected(self.activities[place], target, new)
        number = len(self.dropped) + 1
        self.dropped.append(
            Dropped(
                text=target.surface or target.figure.text,
                reason=f"已更正为{change.new.text}",
                source=target.source,
                figures=(replace(target, id=f"d{number}.f1", part_of=None),),
            )
        )
        return True

    def _add_passages(self, part: ReadNotes, block: Block) -> None:
        text = block.text
        # An enumerator's own number may be part of a line, never of its content.
        local = part.within(block.line, block.start, block.end, block.start)
        spans = [(figure.start, figure.end) for figure in local if figure.kind not in _FRAME]
        segments = (
            ()
            if block.line.first.cells
            else split(
                text,
                spans,
                dated=_is_dated(text, local),
                listed=block.listed,
                headed=id(block.line) in part.headed or self._is_held(block),
            )
        )
        bounds = [(segment.start, segment.end, segment.lead) for segment in segments] or [
            (0, len(text), "")
        ]
        opening = "" if block.line.first.cells else text[: role_opening(text, self.header.kind)]
        listed = _FIRST_OF_LIST.match(text, len(opening)) if opening else None
        year = year_of(self.header.period)
        later = is_of_later_year(opening, year)
        if listed or (later and len(bounds) > 1) or opening.startswith(("一次", "一件")):
            local = self._without_year(part, block, local, len(opening))
        if opening and not any(figure.start < len(opening) for figure in local):
            # 问题：… is told under its own heading; the words before the colon say no more.
            begin = listed.end() if listed else item_opening(text, len(opening))
            bounds = [
                (max(start, begin), end, "" if lead and lead in opening else lead)
                for start, end, lead in bounds
                if end > len(opening)
            ]
        leads: Sequence[Block] = block.leads
        ahead, going_on = later, False
        before = 0
        for place, (start, end, lead) in enumerate(bounds):
            # What lies between two segments (an item's mark) belongs to the one behind it.
            last = place == len(bounds) - 1
            mine = [
                figure for figure in local if before <= figure.start < (len(text) if last else end)
            ]
            whole = (
                min([start, *(figure.start for figure in mine)]),
                max([end, *(figure.end for figure in mine)]),
            )
            before = whole[1]
            counts = max(
                (figure.start - whole[0] for figure in mine if _is_counted(figure)), default=None
            )
            aside_at = addressed_from(text[whole[0] : whole[1]], counts=counts)
            reason = "写给起草人的话"
            if aside_at is None and counts is None and is_contact(text[whole[0] : whole[1]]):
                aside_at, reason = 0, "联系方式"
            said = text[slice(*whole)]
            if is_private(said, chat=part.chat and counts is not None) or (
                counts is None and aside_at is None and self._is_talk(part, block, said)
            ):
                aside_at, reason = 0, "闲谈"
                if part.chat and (asked := asked_back(said, mine, self.activities)):
                    self.asked, self.asked_line = asked, block.line.first.line
            if aside_at is None and counts is None and _only_calls(said, mine):
                aside_at, reason = 0, "联系方式"
            if aside_at is not None:
                cut = whole[0] + aside_at
                aside = replace(
                    block,
                    kind=BlockKind.DROPPED,
                    reason=reason,
                    start=block.start + cut,
                    end=block.start + whole[1],
                )
                self._drop(part, aside)
                mine = [figure for figure in mine if figure.start < cut]
                whole = (whole[0], cut)
                told = text[whole[0] : cut].strip(" ，,；;。")
                if told and counts is None and self._is_talk(part, block, told):
                    # 各位，总结今天要交，把数字发群里: what comes before the order is talk too.
                    front = replace(aside, start=block.start + whole[0], end=aside.start)
                    self._drop(part, replace(front, reason="闲谈"))
                    continue
                if not told or told in cues()["noise"]["filler"]:
                    continue
            dates, leads = leads, ()
            self._add_activity(
                part,
                replace(block, section=opening.strip(_OPENING_ENDS), lead="") if opening else block,
                whole,
                mine,
                lead,
                dates,
                ahead=(ahead or going_on) and not _NOW.match(text[whole[0] : whole[1]]),
            )
            # 明年计划…；两癌筛查再扩5000人: what a line opens as a plan stays one.
            # Further on only as far as its sentence goes, unless a colon gives it the rest.
            looks = bool(self.activities) and _is_ahead(self.activities[-1], self.header.kind, year)
            headed = not place or role_opening(text[start:end], self.header.kind) > 0
            ahead = ahead or (looks and headed)
            going_on = (going_on or looks) and not text[start:end].rstrip().endswith(_STOPPED)
        for day in leads:
            # Nothing of the entry is work, so its day goes with it.
            self._drop(part, replace(day, kind=BlockKind.DROPPED, reason="闲谈"))

    def _without_year(
        self, part: ReadNotes, block: Block, local: tuple[Figure, ...], end: int
    ) -> tuple[Figure, ...]:
        """Give the year that opens a list of plans to the header: 2026年想：①…②…."""
        opening = [figure for figure in local if figure.start < end]
        if not all(_YEAR.fullmatch(figure.text) for figure in opening):
            return local
        for figure in part.within(block.line, block.start, block.start + end):
            number = len(self.header_facts) + 1
            self.header_facts.append(self._fact(part, block.line, figure, f"h.f{number}", "时间"))
        return local[len(opening) :]

    def _is_held(self, block: Block) -> bool:
        """Whether a line is one list by what stands over it: of plans, of problems, of sums."""
        headings = [name for name in (block.chapter, block.section, block.lead) if name]
        role = role_of("", headings, self.header.kind, year_of(self.header.period))
        return role is not Role.RESULT or any(is_recap(name) for name in headings)

    def _is_talk(self, part: ReadNotes, block: Block, text: str) -> bool:
        """Whether a passage without counts is talk; a problem or plan needs no figure."""
        if block.line.first.heading_level:
            return False
        headings = [name for name in (block.chapter, block.section, block.lead) if name]
        headings = [] if part.chat else headings  # anybody may speak below a heading there
        role = role_of(text, headings, self.header.kind, year_of(self.header.period))
        return role is Role.RESULT and is_talk(text, chat=part.chat)

    def _before(self, part: ReadNotes, block: Block) -> None:
        """Keep a figure that stands before the content of a line (第1组：)."""
        if id(block.line) in part.opened or any(day.line is block.line for day in block.leads):
            return
        for figure in part.within(block.line, 0, block.start):
            number = len(self.header_facts) + 1
            self.header_facts.append(self._fact(part, block.line, figure, f"h.f{number}", ""))

    def _add_activity(
        self,
        part: ReadNotes,
        block: Block,
        bounds: tuple[int, int],
        figures: Sequence[Figure],
        lead: str,
        leads: Sequence[Block],
        *,
        ahead: bool,
    ) -> None:
        start, end = bounds
        opening = [
            (day.text.rstrip(" :：，,"), part.within(day.line, day.start, day.end), day)
            for day in leads
        ]
        passage = passage_of(
            block.text[start:end],
            [figure.moved(-start) for figure in figures],
            lead=lead or block.lead,
            is_row=bool(block.line.first.cells),
        )
        if not figures and not opening and not _WORD.search(passage.text):
            return
        headings = [name for name in (block.chapter, block.section, block.lead, lead) if name]
        number = len(self.activities) + 1
        key = f"a{number}"
        facts: list[Fact] = []
        text = passage.text
        for words, found, day in opening:
            text = f"{words}，{text}"
            for figure in found:
                source = _provenance(part, day.line, figure.start, figure.end)
                facts.append(
                    Fact(
                        id=f"{key}.f{len(facts) + 1}",
                        figure=figure.at(source.start, source.end),
                        label="时间",
                        source=source,
                    )
                )
        role = role_of(passage.text, headings, self.header.kind, year_of(self.header.period))
        if ahead or (block.undone and role is Role.RESULT):
            role = Role.PLAN
        topics = topics_of(
            passage.text,
            headings,
            role,
            matter=self.header.title if self.header.kind is ReportKind.TOPICAL else "",
            counts=any(figure.kind not in _FRAME for figure in figures),
            first=not any(activity.topics[0] != "T00" for activity in self.activities),
            before=self._topic_above(part, block, headings),
        )
        facts.extend(self._facts(part, block, figures, passage, key, len(facts), role))
        if part.beside:
            text, facts = with_last_year(text, facts)
        self.activities.append(
            Activity(
                id=key,
                topics=topics,
                text=text,
                source=_provenance(part, block.line, block.start + start, block.start + end),
                facts=tuple(facts),
                role=role,
                heading=_heading(lead, block),
            )
        )

    def _topic_above(self, part: ReadNotes, block: Block, headings: Sequence[str]) -> str:
        """The main topic of what was done just above, under the same heading; empty without."""
        last = self.activities[-1] if self.activities else None
        if block.leads:
            return ""  # another day, another matter
        if last is None or last.role is not Role.RESULT or last.source.file != part.notes.name:
            return ""
        near = block.line.first.line - last.source.line <= _NEAR_LINES
        same = last.heading == (headings[-1] if headings else "")
        return last.topics[0] if near and same and last.topics[0] not in {"T00", "T99"} else ""

    def _carried(self, part: ReadNotes, block: Block, figure: Figure, label: Label) -> Label:
        """Take what a figure without words counts from the line above: 一季 查88户 / 二季 96户."""
        last = self.activities[-1] if self.activities else None
        if (
            last is None
            or last.source.file != part.notes.name
            or not 0 <= block.line.first.line - last.source.line <= _NEXT_LINE
        ):
            return label
        for fact in last.facts:
            if fact.label and fact.label != "时间" and fact.figure.unit == figure.unit:
                return replace(label, text=fact.label, verb=fact.verb, object=fact.object)
        return label

    def _facts(
        self,
        part: ReadNotes,
        block: Block,
        figures: Sequence[Figure],
        passage: Passage,
        key: str,
        already: int,
        role: Role,
    ) -> list[Fact]:
        placed = [
            Placed(figure, *span) for figure, span in zip(figures, passage.spans, strict=True)
        ]
        section = block.section if find_topic_words(block.section) else block.chapter
        section = section or block.section
        if _ASKED_OF.search(section):
            section = matter_of(section) or section  # 各村把留守儿童数报一下 asks for 留守儿童
        labels = label_figures(passage.text, placed, passage.lead or block.lead, section)
        facts = []
        for number, (item, label) in enumerate(zip(placed, labels, strict=True)):
            figure = item.figure
            if not label.text and figure.kind in _CARRIED and _has_no_words(passage):
                label = self._carried(part, block, figure, label)  # noqa: PLW2901
            origin = block.start + figure.start
            own = _own_span(block.line, origin, origin + len(figure.text))
            surface = figure.text[own[0] - origin : own[1] - origin]
            source = _provenance(part, block.line, *own)
            scope = scope_of(
                passage.text,
                item.start,
                item.end,
                figure,
                self.header.level,
                self.header.org,
                role,
                # Of several years none is the one before the report's.
                "" if is_whole_years(self.header.period) else year_of(self.header.period),
                block.lead or block.section,
            )
            facts.append(
                Fact(
                    id=f"{key}.f{already + number + 1}",
                    figure=figure.at(source.start, source.end),
                    label=_of_its_year(label.text, scope),
                    source=source,
                    verb=label.verb,
                    object=label.object,
                    use=use_of(figure, passage.text),
                    surface="" if surface == figure.text else surface,
                    scope=scope,
                    part_of=None
                    if label.part_of is None
                    else f"{key}.f{already + label.part_of + 1}",
                )
            )
        return facts


def _of_its_year(label: str, scope: Scope) -> str:
    """Return a label without the 去年 of the figure before: 结对去年58对→今年73对."""
    if scope is Scope.LAST_YEAR or not _LAST_YEARS.match(label):
        return label
    return _LAST_YEARS.sub("", label) or _THIS_YEAR


def _heading(lead: str, block: Block) -> str:
    """Return what stands over an activity; 我们村：… in a message is its sender's village."""
    own = bool(lead) and is_own_unit(lead.strip("：: "))
    return block.section if own and block.section else lead or block.lead or block.section


def _has_no_words(passage: Passage) -> bool:
    """Whether a passage is numbers and times alone, or with 共 before them: 二季 96户."""
    rest, position = "", 0
    for start, end in passage.spans:
        rest += passage.text[position:start]
        position = end
    return _NO_WORDS.fullmatch(rest + passage.text[position:]) is not None


def _only_calls(text: str, figures: Sequence[Figure]) -> bool:
    """Whether a passage gives a private number and little beside it: 权益部小鲁 0000-1234567."""
    private = [figure for figure in figures if use_of(figure, text) is Use.OMIT]
    return bool(private) and len(text) - sum(len(figure.text) for figure in private) <= _CALL


def _is_ahead(activity: Activity, kind: ReportKind, year: str) -> bool:
    """Whether a passage is a plan by its own first words."""
    return activity.role is Role.PLAN and role_of(activity.text, [], kind, year) is Role.PLAN


def _is_counted(figure: Figure) -> bool:
    """Whether a figure tells of work; a deadline, a telephone number, 2000字, 一遍 do not."""
    if figure.kind is Kind.PERIOD and str(figure.value).endswith(("H1", "H2")):
        return False  # 上半年的东西报上来
    return figure.kind not in {Kind.DATE, Kind.NUMBER_CODE} and figure.unit not in {
        "字",
        "点",
        "页",
        "遍",
    }


def _own_span(line: Logical, start: int, end: int) -> tuple[int, int]:
    """Return where a figure stands without the unit or month that its heading lent it."""
    for added_start, added_end in line.first.added:
        if start < added_start < end <= added_end:
            return start, added_start
        if added_start == start and added_end < end:
            return added_end, end
    return start, end


def _is_dated(text: str, figures: Sequence[Figure]) -> bool:
    """Whether a passage begins with its date."""
    return any(
        figure.kind is Kind.DATE and not text[: figure.start].strip("“ 于在今年")
        for figure in figures[:1]
    )


def _provenance(part: ReadNotes, line: Logical, start: int, end: int) -> Provenance:
    note_line, begin, finish = line.place(start, end)
    text = part.notes.text
    number = note_line.line
    if note_line.offsets:
        # A record may stand on several lines, and a character may be written as an escape.
        number += text.count("\n", note_line.start, begin)
        if escape := _ESCAPE.match(text, finish - 1):
            finish = escape.end()
    return Provenance(
        file=part.notes.name, line=number, start=begin, end=finish, place=note_line.place
    )
