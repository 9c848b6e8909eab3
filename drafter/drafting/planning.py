"""Decide what stands where: activities become sections and paragraphs in the genre's order.

A paragraph is what one model call writes, so it stays small: a few activities, a bounded number
of figures. Pure.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.drafting.blocks import block_homes, named_blocks
from drafter.drafting.outline import Outline, load_outline, looks_to_second_half
from drafter.drafting.rows import row_form, together
from drafter.facts import Activity, FactSheet, Level, ReportKind, Role, Scope, Use

__all__ = ["ParagraphPlan", "Plan", "SectionPlan", "main_topics", "plan_summary"]

# What a 1.5B model still writes completely in one paragraph (measured on the example notes).
_MAX_FIGURES = 10
_MAX_ACTIVITIES = 4
# Whose headings fit any work.
_GENERAL = ("T00", "T99")
_NO_TOPIC = frozenset({"T99"})
# How many lines at the head of notes may describe the org, and by what they are told.
_DESCRIBED = 4
# 村里妇女1126人 tells of the village, whatever else the line goes on to tell.
_DESCRIBES = re.compile(
    r"(?:辖区|全[省市县区镇乡村旗]|[村镇乡县]里?|社区)[^，。；]{0,8}?(?:妇女|人口|户数?|常住|\d+个?[户村社])"
)
_DESCRIPTION = re.compile("辖区|户数|人口|常住|妇女[0-9]|^全[省市县区镇乡村]|社区[0-9]+户")
_ONE_LINE = 3
# From this level up the samples use second-level headings.
_SUBHEAD_LEVELS = frozenset({Level.COUNTY, Level.CITY, Level.PROVINCE})
_SUBHEAD_ACTIVITIES = 6


_LAST_YEAR = re.compile("去年|上年|上一年|同期")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphPlan:
    """One paragraph: the activities it states and how it opens.

    ``topic`` is that of most of its material; ``subhead`` is a second-level heading above it.
    """

    id: str
    topic: str
    activity_ids: tuple[str, ...]
    lead: str = ""
    subhead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """One first-level section; ``role`` tells results from problems and plans."""

    heading: str
    paragraphs: tuple[ParagraphPlan, ...]
    role: Role = Role.RESULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every activity of the sheet that a summary states, each in exactly one paragraph."""

    sections: tuple[SectionPlan, ...]

    @property
    def paragraphs(self) -> tuple[ParagraphPlan, ...]:
        """All paragraphs in document order."""
        return tuple(paragraph for section in self.sections for paragraph in section.paragraphs)


def plan_summary(sheet: FactSheet) -> Plan:
    """Return the plan of a whole summary.

    Results come by line of work in the genre's order, then problems, then plans; a section with
    too little material joins the one whose work is nearest. Activities keep the notes' order
    inside a topic.
    """
    outline = load_outline()
    results = [
        replace(activity, topics=(outline.main_topic(activity), *activity.topics[1:]))
        for activity in sheet.activities
        if activity.role is Role.RESULT
    ]
    results = _with_comparisons(_with_neighbours_topic(_with_description(results)))
    groups = _group_by_section(results, outline, block_homes(results, outline))
    groups = _merge_small(groups)
    used_leads: set[str] = set()
    sections = [_plan_section(group, outline, sheet, used_leads) for group in groups]
    steps = named_blocks(results) if sheet.kind is ReportKind.TOPICAL else []
    if steps:
        sections = _plan_steps(steps, outline)
    elif len(sections) == 1 and sheet.kind is ReportKind.TOPICAL:
        sections = _split_topical(groups[0], outline, used_leads)
    for role in (Role.PROBLEM, Role.PLAN):
        chosen = [activity for activity in sheet.activities if activity.role is role]
        if chosen:
            sections.append(_plan_list(chosen, role, outline, sheet))
    return _numbered(sections)


def main_topics(plan: Plan) -> tuple[str, ...]:
    """Return the topics of a plan's result paragraphs, the one with most paragraphs first."""
    counts: dict[str, int] = {}
    for section in plan.sections:
        if section.role is Role.RESULT:
            for paragraph in section.paragraphs:
                counts[paragraph.topic] = counts.get(paragraph.topic, 0) + 1
    return tuple(sorted(counts, key=lambda topic: -counts[topic]))


def _with_neighbours_topic(activities: Sequence[Activity]) -> list[Activity]:
    """Give an activity whose words tell no topic that of the one before it in the notes.

    Notes are written down by line of work: 全年接待900人次 belongs to the 妇女之家 before it. One
    under the same heading decides first.
    """
    settled = list(activities)
    known = [item.topics[0] not in _NO_TOPIC for item in settled]
    for place, activity in enumerate(settled):
        if known[place]:
            continue
        before = [i for i in range(place - 1, -1, -1) if known[i]]
        after = [i for i in range(place + 1, len(settled)) if known[i]]
        near = before[:1] + after[:1]
        same = [i for i in near if activity.heading and settled[i].heading == activity.heading]
        for i in (same or near)[:1]:
            settled[place] = replace(activity, topics=settled[i].topics)
    return settled


def _goes_on(activity: Activity, before: Activity) -> bool:
    """Whether a line's second sentence tells what the first was last year: 去年是305笔."""
    lines = [
        {(fact.source.file, fact.source.line) for fact in item.facts} for item in (before, activity)
    ]
    return (
        _LAST_YEAR.match(activity.text) is not None
        and all(lines)
        and lines[0] == lines[1]
        and all(fact.scope is Scope.LAST_YEAR for fact in activity.facts)
    )


def _with_comparisons(activities: Sequence[Activity]) -> list[Activity]:
    """Let last year's numbers stand with the work whose line they end."""
    settled: list[Activity] = []
    for activity in activities:
        if settled and _goes_on(activity, settled[-1]):
            settled.append(replace(activity, topics=settled[-1].topics))
        else:
            settled.append(activity)
    return settled


def _with_description(activities: Sequence[Activity]) -> list[Activity]:
    """Let what the first lines say of the org itself (辖区9个社区) stand with its organisation."""
    return [
        replace(item, topics=("T03",))
        if place < _DESCRIBED
        and (
            _DESCRIBES.match(item.text)
            or (item.topics[0] in _NO_TOPIC and _DESCRIPTION.search(item.text))
        )
        else item
        for place, item in enumerate(activities)
    ]


def _weight(activity: Activity) -> int:
    return 1 + sum(fact.use is Use.STATE for fact in activity.facts)


def _group_by_section(
    activities: Sequence[Activity], outline: Outline, homes: Mapping[str, str]
) -> list[list[list[Activity]]]:
    """Return sections → topics → activities, empty ones left out."""
    placed: dict[str, dict[str, list[Activity]]] = {name: {} for name, _ in outline.sections}
    home = {topic: name for name, topics in outline.sections for topic in topics}
    first, last = outline.sections[0][0], outline.sections[-1][0]
    for activity in activities:
        topic = activity.topics[0]
        # What describes the whole (T00) stands first, what fits nowhere last.
        elsewhere = first if topic == "T00" else last
        section = homes.get(activity.id) or home.get(topic, elsewhere)
        placed[section].setdefault(topic, []).append(activity)
    order = {"T00": -1} | {
        topic: i for _, topics in outline.sections for i, topic in enumerate(topics)
    }
    return [
        [topics[code] for code in sorted(topics, key=lambda code: order.get(code, 99))]
        for topics in placed.values()
        if topics
    ]


def _merge_small(groups: list[list[list[Activity]]]) -> list[list[list[Activity]]]:
    """Let a section of one slight activity join its neighbour; a lone section stays."""
    merged: list[list[list[Activity]]] = []
    carried: list[list[Activity]] = []
    for group in groups:
        weight = sum(_weight(activity) for topic in group for activity in topic)
        if weight <= 3 and len(groups) > 2:
            if merged:
                merged[-1].extend(group)
            else:
                carried.extend(group)
            continue
        # What came before it is slight: a section begins with its own work.
        merged.append(group + carried)
        carried = []
    if carried:
        merged.append(carried)
    return merged


def _plan_section(
    topics: Sequence[Sequence[Activity]],
    outline: Outline,
    sheet: FactSheet,
    used_leads: set[str],
) -> SectionPlan:
    count = sum(len(activities) for activities in topics)
    with_subheads = (
        sheet.level in _SUBHEAD_LEVELS
        and count >= _SUBHEAD_ACTIVITIES
        and sum(len(activities) > 1 for activities in topics) > 1
    )
    heading = _heading(topics, outline, used_leads)
    paragraphs: list[ParagraphPlan] = []
    for bundle in _bundles(topics):
        parts = _cut(bundle)
        for index, part in enumerate(parts):
            topic = _main_topic(part)
            paragraphs.append(
                ParagraphPlan(
                    id="",
                    topic=topic,
                    activity_ids=tuple(activity.id for activity in part),
                    lead=_fitting_lead(part[0], topic, outline, sheet, used_leads),
                    subhead=_subhead(topic, outline, used_leads)
                    if with_subheads and index == 0
                    else "",
                )
            )
    return SectionPlan(heading=heading, paragraphs=tuple(paragraphs))


def _subhead(topic: str, outline: Outline, used: set[str]) -> str:
    """Return a second-level heading that no other section has, a general one at the last."""
    first, *others = outline.words(topic).heads
    spare = [head for code in _GENERAL for head in outline.words(code).heads]
    head = next((head for head in (*others, first, *spare) if head not in used), first)
    used.add(head)
    return head


def _bundles(topics: Sequence[Sequence[Activity]]) -> list[list[Activity]]:
    """Join slight topics of one section so that no paragraph holds a single short clause."""
    bundles: list[list[Activity]] = []
    open_weight = 0
    for activities in topics:
        weight = sum(_weight(activity) for activity in activities)
        small = (
            open_weight + weight <= _MAX_FIGURES
            and len(bundles[-1] if bundles else ()) + len(activities) <= _MAX_ACTIVITIES
            and min(open_weight, weight) <= 4
        )
        # One line alone is no paragraph: it goes with its neighbours, evenly cut.
        joined = bundles and (small or min(open_weight, weight) <= _ONE_LINE)
        if joined:
            bundles[-1].extend(activities)
            open_weight += weight
        else:
            bundles.append(list(activities))
            open_weight = weight
    return bundles


def _cut(activities: Sequence[Activity]) -> list[list[Activity]]:
    """Cut one topic's activities into parts of bounded size and even weight.

    What one sentence tells (rows of a table, a total with what it adds up) stays in one part.
    """
    units = _units(activities)
    total = sum(map(_unit_weight, units))
    parts_needed = max(-(-total // (_MAX_FIGURES + 2)), -(-len(units) // _MAX_ACTIVITIES), 1)
    target = total / parts_needed
    parts: list[list[tuple[Activity, ...]]] = [[]]
    weight = 0.0
    for unit in units:
        own = _unit_weight(unit)
        if parts[-1] and (
            len(parts[-1]) >= _MAX_ACTIVITIES
            or (weight + own / 2 > target and len(parts) < parts_needed)
        ):
            parts.append([])
            weight = 0.0
        parts[-1].append(unit)
        weight += own
    return [[activity for unit in part for activity in unit] for part in parts]


def _units(activities: Sequence[Activity]) -> list[tuple[Activity, ...]]:
    """Return the activities in groups that are told in one sentence each."""
    texts = [
        f"{item.heading}：{item.text}"
        if row_form(f"{item.heading}：{item.text}") and not row_form(item.text)
        else item.text
        for item in activities
    ]
    units: list[tuple[Activity, ...]] = []
    for unit in together(activities, texts):
        if units and _goes_on(unit[0], units[-1][-1]):
            units[-1] = (*units[-1], *unit)
        else:
            units.append(unit)
    return units


def _unit_weight(unit: Sequence[Activity]) -> int:
    """Return a group's weight: a list of rows reads as lightly as a sentence of its length."""
    return min(sum(map(_weight, unit)), _MAX_FIGURES) if len(unit) > 1 else _weight(unit[0])


def _main_topic(activities: Iterable[Activity]) -> str:
    weights: dict[str, int] = {}
    for activity in activities:
        weights[activity.topics[0]] = weights.get(activity.topics[0], 0) + _weight(activity)
    return max(weights, key=lambda code: weights[code])


def _heading(topics: Sequence[Sequence[Activity]], outline: Outline, used: set[str]) -> str:
    """Return two parallel clauses for the two heaviest topics, or both clauses of a lone one.

    A clause that heads an earlier section is not taken again while the topic has another.
    """
    weights = {
        activities[0].topics[0]: sum(_weight(activity) for activity in activities)
        for activities in topics
    }
    fresh = [
        code for code in weights if any(head not in used for head in outline.words(code).heads)
    ]
    heaviest = sorted(fresh or weights, key=lambda code: -weights[code])[:2]
    # The document's order reads better than the order of weight.
    first, *rest = [code for code in weights if code in heaviest]
    if not rest:
        own = outline.words(first).heads
        heads = (tuple(head for head in own if head not in used) or own)[:2]
    elif len(weights) > 2 and (joint := _joint_heads(weights, outline, used)):
        heads = joint
    else:
        heads = tuple(_unused(outline.words(topic).heads, used) for topic in (first, rest[0]))
    used.update(heads)
    return "，".join(heads)


def _joint_heads(weights: dict[str, int], outline: Outline, used: set[str]) -> tuple[str, ...]:
    """Return one clause for two topics that go together, and one for the heaviest of the others."""
    for pair, head in outline.joint.items():
        others = [code for code in weights if code not in pair]
        if pair <= weights.keys() and head not in used and others:
            third = max(others, key=lambda code: weights[code])
            return head, _unused(outline.words(third).heads, used)
    return ()


def _unused(heads: Sequence[str], used: set[str]) -> str:
    return next((head for head in heads if head not in used), heads[0])


def _choose_lead(topic: str, outline: Outline, used: set[str]) -> str:
    for lead in outline.words(topic).leads:
        if lead not in used:
            used.add(lead)
            return lead
    return ""


def _fitting_lead(
    first: Activity, topic: str, outline: Outline, sheet: FactSheet, used: set[str]
) -> str:
    """Return an opening only where the first thing told is of its topic by its own words."""
    own = any(
        item.id == first.id and outline.main_topic(item) == topic for item in sheet.activities
    )
    return _choose_lead(topic, outline, used) if own else ""


def _split_topical(
    topics: Sequence[Sequence[Activity]], outline: Outline, used_leads: set[str]
) -> list[SectionPlan]:
    """A topical summary has one subject: its topics become the sections."""
    used_leads.clear()
    sections = []
    for activities in topics:
        parts = _cut(activities)
        topic = activities[0].topics[0]
        sections.append(
            SectionPlan(
                heading="，".join(outline.words(topic).heads[:2]),
                paragraphs=tuple(
                    ParagraphPlan(
                        id="",
                        topic=topic,
                        activity_ids=tuple(activity.id for activity in part),
                        lead=_choose_lead(topic, outline, used_leads),
                    )
                    for part in parts
                ),
            )
        )
    return sections


def _plan_steps(
    steps: Sequence[tuple[str, Sequence[Activity]]], outline: Outline
) -> list[SectionPlan]:
    """A topical summary whose notes are parted by steps keeps them, under parallel headings."""
    return [
        SectionPlan(
            heading=f"{outline.step_verbs[place % len(outline.step_verbs)]}{name}工作",
            paragraphs=tuple(
                ParagraphPlan(
                    id="",
                    topic=_main_topic(part),
                    activity_ids=tuple(activity.id for activity in part),
                )
                for part in _cut(activities)
            ),
        )
        for place, (name, activities) in enumerate(steps)
    ]


def _plan_list(
    activities: Sequence[Activity], role: Role, outline: Outline, sheet: FactSheet
) -> SectionPlan:
    words = outline.problem if role is Role.PROBLEM else outline.plan
    half_year = role is Role.PLAN and looks_to_second_half(sheet)
    return SectionPlan(
        heading=words["heading_half_year"] if half_year else words["heading"],
        role=role,
        paragraphs=(
            ParagraphPlan(
                id="",
                topic="T23" if role is Role.PROBLEM else "T24",
                activity_ids=tuple(activity.id for activity in activities),
            ),
        ),
    )


def _numbered(sections: Sequence[SectionPlan]) -> Plan:
    """Give every paragraph its id: section.paragraph, counted from 1."""
    return Plan(
        sections=tuple(
            replace(
                section,
                paragraphs=tuple(
                    replace(paragraph, id=f"{i}.{j}")
                    for j, paragraph in enumerate(section.paragraphs, 1)
                ),
            )
            for i, section in enumerate(sections, 1)
        )
    )
