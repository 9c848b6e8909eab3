"""What the detector reports: one private passage and what it is (pure)."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Private", "PrivateKind"]


class PrivateKind(StrEnum):
    """What a passage gives away; the value is the word that stands in its token."""

    NAME = "人名"
    PHONE = "电话"
    IDENTITY = "证件"
    BANK = "卡号"
    PLATE = "车牌"
    ADDRESS = "住址"
    ACCOUNT = "账号"
    MAIL = "邮箱"


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """One private passage of a text; ``text`` is the passage as it stands there."""

    kind: PrivateKind
    start: int
    end: int
    text: str
