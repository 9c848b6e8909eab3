"""Problems and plans as 一是…；二是…。: every item one thing, worded as a summary words it.

What notes lack here is the verb at its place (家政班再办2期 is 再举办家政班2期) and a measure for
what is lacking (经费少 is 经费较少). A list keeps what a model wrote well item by item, so that one
bad item costs one item. Pure.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from drafter.drafting.figure_grammar import literal
from drafter.drafting.material import Material
from drafter.drafting.note_patterns import note_pattern
from drafter.drafting.plain import plain_sentence
from drafter.facts import Role
from drafter.figures import find_figures

__all__ = ["items_grammar", "items_of", "plain_list", "split_list", "woven_list"]

_LONGEST_TIME = 6
_ORDER = "一二三四五六七八九十"
# What the lead sentence of a list has said already: 问题：…, 明年想法，…, 2026年计划：①….
_AHEAD = "(?:20\\d\\d年?|[2-4]\\d年|明年|来年|下半年|下一步|下步|今后|接下来)"
_ANNOUNCED = re.compile(
    r"^(?:(?:存在的?)?(?:主要)?(?:问题|不足|困难|短板|缺点)[：:，]|"
    r"(?:不好|不足|差|欠缺|薄弱|做得不够)的?(?:地方|方面|之处)?[：:]|"
    rf"{_AHEAD}?(?:想|要|准备|打算)[干做办搞]的(?:事情?)?[：:，]|"
    rf"{_AHEAD}?的?(?:工作|初步)?(?:想法|打算|思路|计划|安排)[：:，]|{_AHEAD}[，：:])"
)
# The notes' own marks of a list, which 一是 replaces.
_ITEM_MARK = re.compile(
    r"^(?:(?:再|还有|另)?一个是|[一二三四五六七八九十]是(?:要)?，?|"
    # 第二编织组…, and no 第三届
    r"第[一二三四五六七八九](?![届批期次名个季轮站天组位代]|家(?![庭长政教风园暴]))，?|[①-⑳]|[（(]\d{1,2}[）)]|\d{1,2}[、)）])"
    r"(?=\D|\d+[月年个期场人名户次])"
)
# 还有家长课堂…, 不好的地方就是…: how one goes on in speech, where a list has its number.
_SPOKEN_FIRST = re.compile(
    r"^(?:还有(?:就是|一[个点条])?|另外|再就是|再一个|再有|(?:不好|不足|难)的(?:地方|方面)?就是)，?"
    r"(?=[^，。；\d]{2,})"
)
# A heading of the notes that came through as a line: 下半年, 2026打算.
_LEAD_WORDS = re.compile(
    r"(?:20\d\d年?|明年|来年|下半年|下一步|今后)?的?(?:工作)?(?:打算|计划|安排|想法|思路)?"
)
_WHEN_LAST = re.compile(
    r"^([^，。；]{2,24})，((?:1[0-2]|[1-9])月(?:底|初|中旬|上旬|下旬|份)?(?:前)?)$"
)
_LISTED = re.compile(r"^[一二三四五六七八九十]{1,3}是")


@dataclass(frozen=True, slots=True)
class _Row:
    role: Role | None
    said: re.Pattern[str]
    written: str


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    roles = {"problem": Role.PROBLEM, "plan": Role.PLAN, "-": None}
    text = files("drafter.drafting").joinpath("data/list_items.tsv").read_text("utf-8")
    cells = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return tuple(_Row(roles[role], note_pattern(said), written) for role, said, written in cells)


def plain_list(
    materials: Sequence[Material],
    *,
    bare: bool = False,
    lead: str = "",
    bared: Container[str] = frozenset(),
) -> str:
    """Return problems or plans as 一是…；二是…。, one clause for each thing.

    Args:
        materials: The problems or plans.
        bare: All in the notes' own words.
        lead: The sentence before; what it says of the time (2026年，…) no item says again.
        bared: Ids of the activities that are told in the notes' own words.
    """
    return _listed(
        [
            item
            for material in materials
            for item in items_of(material, lead, bare=bare or material.activity.id in bared)
        ]
    )


def woven_list(
    materials: Sequence[Material], own: Sequence[str], lead: str = ""
) -> tuple[str, int]:
    """Return a list of a model's items, and how many characters of it are plain.

    Args:
        materials: The problems or plans.
        own: A model's item for each; "" where the plain one has to stand.
        lead: The sentence before the list.
    """
    items: list[str] = []
    plain_chars = 0
    for material, said in zip(materials, own, strict=True):
        told = [said.rstrip("。")] if said else items_of(material, lead)
        told = [item for item in told if not _LEAD_WORDS.fullmatch(item)]
        plain_chars += 0 if said else sum(map(len, told))
        items += told
    return _listed(items), plain_chars


def split_list(text: str) -> list[str]:
    """Return the items of a list 一是…；二是…。 without their numbers; [] where it is none."""
    parts = [part for part in re.split("[；。]", text) if part]
    if not parts or not all(map(_LISTED.match, parts)):
        return []
    return [_LISTED.sub("", part).lstrip("，") for part in parts]


def items_grammar(items: Sequence[Sequence[str]]) -> str:
    """Return the grammar of a list whose items a model chooses among wordings made by rule.

    Args:
        items: The wordings of each item, the best first.
    """
    parts = [
        f"{literal(mark)} ({' | '.join(map(literal, ways))})"
        for mark, ways in zip(_marks(len(items)), items, strict=True)
    ]
    return f"root ::= {' '.join(parts)} {literal('。')}\n"


def items_of(material: Material, lead: str = "", *, bare: bool = False) -> list[str]:
    """Return the things of one problem or plan: what a semicolon parts is told apart.

    Args:
        material: The activity.
        lead: The sentence before the list; its time is not said again.
        bare: In the notes' own words, as far as written language has them.
    """
    sentence = plain_sentence(material, bare=True).rstrip("。")
    if bare:
        return [sentence] if sentence else []
    sentence = _ANNOUNCED.sub("", _ITEM_MARK.sub("", sentence))
    items = [_ITEM_MARK.sub("", item.strip("，")) for item in sentence.split("；")]
    items = [_SPOKEN_FIRST.sub("", item) for item in items]
    # 举办妇女代表大会，9月: when stands before what, as in speech of plans.
    items = [_WHEN_LAST.sub(r"\2\1", item) for item in items]
    items = [_worded(item, material.activity.role) for item in items]
    time = lead.split("，", 1)[0]
    if time and len(time) <= _LONGEST_TIME:
        items = [item.removeprefix(time).lstrip("，") or item for item in items]
    return [item for item in items if item and not _LEAD_WORDS.fullmatch(item)]


def _worded(item: str, role: Role) -> str:
    """Return an item in the words of the genre; its figures stay as they are."""
    for row in _rows():
        if row.role in (None, role):
            changed = row.said.sub(row.written, item)
            if changed != item and _values(changed) == _values(item):
                item = changed
    return item


def _values(text: str) -> list[tuple[object, object]]:
    return sorted((str(found.value), str(found.qualifier)) for found in find_figures(text))


def _listed(items: Sequence[str]) -> str:
    if len(items) == 1:
        return f"{items[0]}。"
    marked = zip(_marks(len(items)), items, strict=True)
    return "".join(mark + item for mark, item in marked) + "。" if items else ""


def _marks(count: int) -> list[str]:
    """Return what stands before each item: nothing before a lone one."""
    if count == 1:
        return [""]
    return [f"{'；' if number > 1 else ''}{_numeral(number)}是" for number in range(1, count + 1)]


def _numeral(number: int) -> str:
    if number <= 10:
        return _ORDER[number - 1]
    tens, ones = divmod(number, 10)
    return (_ORDER[tens - 1] if tens > 1 else "") + "十" + (_ORDER[ones - 1] if ones else "")
