"""How findings and facts are worded on pages, in tables and in comments."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from drafter.facts.types import Fact, Use
from drafter.verifying.types import Status

__all__ = ["HIDDEN", "STATUS_LABELS", "WARN_LABELS", "without_omitted"]

# Stands for a telephone or identity number: whoever checks a summary needs the place, not the
# number.
HIDDEN: Final = "（号码不列出）"

STATUS_LABELS: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.SUPPORTED: "有据",
        Status.DERIVED: "由事实推算",
        Status.MISBOUND: "对象不符",
        Status.WRONG_UNIT: "单位不符",
        Status.WRONG_HEDGE: "程度词不符",
        Status.UNSUPPORTED: "没有依据",
        Status.LEAKED: "出自范例",
    }
)
WARN_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "名称",
        "title": "称谓",
        "quote": "引用",
        "level_word": "层级用词",
        "placeholder": "占位符",
        "count": "项数",
        "arithmetic": "算式",
        "outdated": "过时提法",
        "number_style": "数字用法",
    }
)


def without_omitted(text: str, facts: Iterable[Fact]) -> str:
    """Return words of the notes with the numbers that a summary must not say taken out."""
    for fact in facts:
        if fact.use is Use.OMIT:
            text = text.replace(fact.figure.text, HIDDEN)
    return text
