"""The genre's outline as data: sections in order, headings, paragraph openings, self-reference."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from drafter.facts import Activity, FactSheet, Level, ReportKind, Role

__all__ = [
    "Outline",
    "TopicWords",
    "leadership",
    "list_lead",
    "load_outline",
    "looks_to_second_half",
    "period_in_words",
    "report_title",
    "self_reference",
]


# 2025年工作总结 says whose it is to nobody.
_NOBODYS_TITLE = re.compile(r"(?:20\d\d年)?度?(?:[上下]半年|全年)?(?:工作)?(?:总结|小结|汇报|报告)")
_TOTAL = re.compile("合计|总计|共计|小计")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWords:
    """How one topic is put into words: heading clauses of six characters, paragraph openings.

    ``needs``: what an activity must tell (regex) to stand under such a heading, else it counts
    to the topic ``instead``.
    """

    heads: tuple[str, ...]
    leads: tuple[str, ...]
    focus: str
    needs: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Sections (id, topic codes) in the genre's order and the words for each topic."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    joint: dict[frozenset[str], str]
    topics: dict[str, TopicWords]
    problem: dict[str, str]
    plan: dict[str, str]
    opening: dict[str, str]
    we: dict[str, str]
    under: dict[str, str]
    overviews: tuple[str, ...]
    step_verbs: tuple[str, ...]

    def words(self, topic: str) -> TopicWords:
        """Return the words of a topic; an unknown code reads as other work."""
        return self.topics.get(topic, self.topics["T99"])

    def main_topic(self, activity: Activity) -> str:
        """Return the topic that an activity is told under.

        募集爱心款 alone is no 抢险救灾; a total has no topic and goes with what it adds up.
        """
        if _TOTAL.match(activity.text):
            return "T99"
        topic = activity.topics[0]
        words = self.topics.get(topic)
        if words is None or not words.needs or re.search(words.needs, activity.text):
            return topic
        return words.instead


@lru_cache(maxsize=1)
def load_outline() -> Outline:
    """Read the outline that travels with the package."""
    data: dict[str, Any] = tomllib.loads(
        files("drafter.drafting").joinpath("data/outline.toml").read_text("utf-8")
    )
    return Outline(
        sections=tuple((item["id"], tuple(item["topics"])) for item in data["section"]),
        joint={frozenset(item["topics"]): item["head"] for item in data["joint"]},
        topics={
            code: TopicWords(
                heads=tuple(words["heads"]),
                leads=tuple(words["leads"]),
                focus=data["focus"][code],
                needs=words.get("needs", ""),
                instead=words.get("instead", ""),
            )
            for code, words in data["topic"].items()
        },
        problem=data["problem"],
        plan=data["plan"],
        opening=data["opening"],
        we=data["we"],
        under=data["under"],
        overviews=tuple(data["overview"]["forms"]),
        step_verbs=tuple(data["step"]["verbs"]),
    )


def self_reference(sheet: FactSheet) -> str:
    """Return how the org speaks of itself: 我镇妇联, 我乡妇联, 市妇联.

    The org's own name decides between 镇 and 乡, which share a level.
    """
    return _by_place(load_outline().we, sheet)


def leadership(sheet: FactSheet) -> str:
    """Return under whom the org works, for the opening; "" where its level is not known."""
    return _by_place(load_outline().under, sheet)


def list_lead(sheet: FactSheet, role: Role) -> str:
    """Return the sentence that problems or plans stand behind."""
    outline = load_outline()
    words = outline.problem if role is Role.PROBLEM else outline.plan
    half_year = role is Role.PLAN and looks_to_second_half(sheet)
    lead = words["lead_half_year" if half_year else "lead"].format(we=self_reference(sheet))
    ahead = _year_ahead(sheet)
    return lead.replace("下一步", f"{ahead}年", 1) if role is Role.PLAN and ahead else lead


def looks_to_second_half(sheet: FactSheet) -> bool:
    """Whether the plans are for 下半年: those of a second half's report are for the year ahead."""
    return sheet.kind is ReportKind.HALF_YEAR and not sheet.period.endswith("H2")


def _year_ahead(sheet: FactSheet) -> str:
    """Return the year after the report's where the plans name it; else ""."""
    year = sheet.period.split("/")[-1][:4]
    if not year.isdigit():
        return ""
    ahead = str(int(year) + 1)
    named = any(item.role is Role.PLAN and ahead in item.text for item in sheet.activities)
    return ahead if named else ""


def _by_place(words: dict[str, str], sheet: FactSheet) -> str:
    if sheet.level is Level.TOWNSHIP and "乡" in sheet.org and "镇" not in sheet.org:
        return words["township"].replace("镇", "乡")
    if sheet.level is Level.COUNTY:
        for name in ("区", "旗", "市"):
            if f"{name}妇联" in sheet.org:
                return words["county"].replace("县", name)
    return words[sheet.level.value]


_DECEMBER = 12


def period_in_words(period: str) -> str:
    """Return a period as official prose writes it: 2025年, 2026年上半年; "" for none.

    The month form is written for months of one year and of two.
    """
    if not period:
        return ""
    if "/" in period:
        first, last = period.split("/")
        year, month = first[:4], int(first[5:7])
        last_year, last_month = last[:4], int(last[5:7])
        if last_year != year and (month, last_month) == (1, _DECEMBER):
            return f"{year}年至{last_year}年"
        tail = f"{last_month}月" if last_year == year else f"{last_year}年{last_month}月"
        return f"{year}年{month}月" if first == last else f"{year}年{month}月至{tail}"
    if "H" in period:
        return f"{period[:4]}年{'上' if period.endswith('1') else '下'}半年"
    if "Q" in period:
        return f"{period[:4]}年第{'一二三四'[int(period[-1]) - 1]}季度"
    if len(period) == 7:
        return f"{period[:4]}年{int(period[5:])}月"
    return f"{period}年"


def report_title(sheet: FactSheet) -> str:
    """Return the sheet's own title, or org, period and genre put together.

    A line of notes that served as title (2025年 全年 工作素材汇总) is no title of a document.
    """
    rough = re.search(r"\s|素材|材料|汇总|工作总结.*工作总结", sheet.title)
    nobodys = _NOBODYS_TITLE.fullmatch(sheet.title)
    if sheet.title and not ((rough or nobodys) and sheet.org and sheet.period):
        return sheet.title
    topical = "" if sheet.kind is not ReportKind.TOPICAL else _topic_name(sheet)
    return f"{sheet.org or '妇联'}{period_in_words(sheet.period)}{topical}工作总结"


def _topic_name(sheet: FactSheet) -> str:
    counts: dict[str, int] = {}
    for activity in sheet.activities:
        counts[activity.topics[0]] = counts.get(activity.topics[0], 0) + 1
    if not counts:
        return ""
    return (
        load_outline().words(max(counts, key=lambda code: counts[code])).focus.removesuffix("工作")
    )
