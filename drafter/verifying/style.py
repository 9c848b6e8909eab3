"""The linter: what makes a whole document read unlike official prose, by rule.

Deterministic; feeds repair and evaluation. It says nothing about truth: figures and names are the
verifier's. Source: register notes of the genre, GB/T 15834, GB/T 15835.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from drafter.facts import FactSheet, Level

__all__ = ["StyleFinding", "lint_prose"]

_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_ASCII_IN_PROSE = re.compile(r"(?<=[\u3400-\u9fff”）])[,;:?!()]|[,;:?!()](?=[\u3400-\u9fff“（])")
_YEAR_FORMS = (
    re.compile(r"(?<!\d)(?:19|20)\d\d年"),
    re.compile(r"二[〇零][〇零一二三四五六七八九]{2}年"),
)
# The level word that an org of another level would use of itself.
_LEVEL_WORDS = {
    Level.TOWNSHIP: ("我县", "我市", "我区", "我村", "我社区", "我街道", "我省"),
    Level.STREET: ("我县", "我市", "我村", "我镇", "我乡", "我省"),
    Level.VILLAGE: ("我县", "我市", "我区", "我镇", "我乡", "我街道", "我省"),
    Level.COMMUNITY: ("我县", "我市", "我镇", "我乡", "我村", "我省"),
    Level.COUNTY: ("我镇", "我乡", "我村", "我街道", "我社区", "我省"),
    Level.CITY: ("我县", "我镇", "我乡", "我村", "我街道", "我社区", "我省"),
    Level.PROVINCE: ("我县", "我市", "我镇", "我乡", "我村", "我街道", "我社区"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleFinding:
    """One place that does not read like the genre.

    ``kind``: ``markdown punctuation colloquial stock repeated_opening long_sentence level_word
    year_form duplicate_sentence heading``.
    """

    kind: str
    text: str
    start: int
    end: int
    reason: str


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads(files("drafter.verifying").joinpath("data/style.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    rules = _rules()
    return {
        "colloquial": re.compile("|".join(rules["colloquial"])),
        "markdown": re.compile("|".join(rules["markdown"]), re.MULTILINE),
    }


def lint_prose(text: str, sheet: FactSheet | None = None) -> tuple[StyleFinding, ...]:
    """Return what a reader of the genre would stumble over, in order of place.

    Args:
        text: A whole document as lines, or one paragraph.
        sheet: Tells the org's level; without it level words are not checked.
    """
    found = [
        *_matches(_patterns()["markdown"], text, "markdown", "有 Markdown 或列表记号"),
        *_matches(_patterns()["colloquial"], text, "colloquial", "口语，应改为书面语"),
        *_matches(_ASCII_IN_PROSE, text, "punctuation", "中文里应使用全角标点"),
        *_straight_quotes(text),
        *_stock(text),
        *_sentences(text),
        *_openings(text),
        *_years(text),
        *_headings(text),
    ]
    if sheet is not None:
        found += _level_words(text, sheet)
    return tuple(sorted(found, key=lambda item: (item.start, item.kind)))


def _finding(kind: str, text: str, start: int, end: int, reason: str) -> StyleFinding:
    return StyleFinding(kind=kind, text=text[start:end], start=start, end=end, reason=reason)


def _matches(pattern: re.Pattern[str], text: str, kind: str, reason: str) -> list[StyleFinding]:
    return [_finding(kind, text, *match.span(), reason) for match in pattern.finditer(text)]


def _straight_quotes(text: str) -> list[StyleFinding]:
    return _matches(re.compile('"'), text, "punctuation", "应使用弯引号“”")


def _stock(text: str) -> list[StyleFinding]:
    found = []
    for pattern in _rules()["stock"]:
        found += [
            _finding("stock", text, *match.span(), "套话，全文只宜出现一次")
            for match in list(re.finditer(pattern, text))[1:]
        ]
    return found


def _sentences(text: str) -> list[StyleFinding]:
    longest = _rules()["longest_sentence"]
    found = []
    seen: dict[str, int] = {}
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if len(sentence) > longest and "；" not in sentence:
            reason = f"一句长达{len(sentence)}字，读起来吃力"
            found.append(_finding("long_sentence", text, *match.span(), reason))
        if len(sentence) >= 12 and sentence in seen:
            found.append(_finding("duplicate_sentence", text, *match.span(), "同一句话写了两遍"))
        seen[sentence] = match.start()
    return found


def _paragraphs(text: str) -> list[tuple[int, str]]:
    found = []
    start = 0
    for line in text.split("\n"):
        body = line.strip()
        if len(body) > 30 and not _HEADING.match(body):
            found.append((start + line.index(body[0]), body))
        start += len(line) + 1
    return found


def _openings(text: str) -> list[StyleFinding]:
    found = []
    seen: set[str] = set()
    for start, body in _paragraphs(text):
        opening = re.split(r"[，。；：]", body, maxsplit=1)[0]
        if len(opening) >= 4 and opening in seen:
            reason = "两段开头相同"
            found.append(_finding("repeated_opening", text, start, start + len(opening), reason))
        seen.add(opening)
    return found


def _years(text: str) -> list[StyleFinding]:
    places = [list(form.finditer(text)) for form in _YEAR_FORMS]
    if all(places):
        match = places[1][0]
        return [_finding("year_form", text, *match.span(), "年份的写法前后不一致")]
    return []


def _headings(text: str) -> list[StyleFinding]:
    found = []
    seen: set[str] = set()
    start = 0
    for line in text.split("\n"):
        mark = _HEADING.match(line)
        if mark and len(line) <= 40:
            body = line[mark.end() :]
            end = start + len(line)
            if body.endswith(("。", "；", "，", "：")):
                found.append(_finding("heading", text, end - 1, end, "标题末尾不用标点"))
            if body in seen:
                found.append(_finding("heading", text, start, end, "两个标题相同"))
            seen.add(body)
        start += len(line) + 1
    return found


def _level_words(text: str, sheet: FactSheet) -> list[StyleFinding]:
    words = _LEVEL_WORDS.get(sheet.level, ())
    if not words:
        return []
    reason = f"与单位的级别（{sheet.org or sheet.level.value}）不符"
    return _matches(re.compile("|".join(words)), text, "level_word", reason)
