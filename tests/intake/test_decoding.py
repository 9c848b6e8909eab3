"""The encoding of a short text is told from its characters."""

from pathlib import Path

import pytest

from drafter.intake.decoding import decode

SIMPLIFIED = [
    "培训妇女60人",
    "慰问老人二十户",
    "接待来访46件",
    "发放宣传资料3200份",
    "两癌筛查一千人",
    "评最美家庭12户",
    "妇女之家",
    "招聘会1场，岗位410个",
    "巾帼志愿者清理垃圾",
    "柳河镇妇联2025年工作记录",
    "使其生活恢复正常",
    "家政培训两期，参加六十人",
    "存在问题：经费不足",
    "明年打算",
]
TRADITIONAL = [
    "培訓婦女60人",
    "慰問老人二十戶",
    "接待來訪46件",
    "發放宣傳資料3200份",
    "評最美家庭12戶",
    "婦女之家",
    "招聘會1場，崗位410個",
    "家政培訓兩期，參加六十人",
    "存在問題：經費不足",
    "明年打算",
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("text", SIMPLIFIED)
def test_a_short_simplified_text_is_read_in_any_encoding(text: str, encoding: str) -> None:
    """Strict GB18030 accepts most Big5, and neither says which it is."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", TRADITIONAL)
def test_a_short_traditional_text_is_read(text: str) -> None:
    """Reports come from places that write traditional characters too."""
    assert decode(text.encode("big5")) == text


def test_line_ends_become_one_kind() -> None:
    """Offsets count one character a line end, whatever the system wrote."""
    assert decode("甲\r\n乙\r丙\n".encode()) == "甲\n乙\n丙\n"


def test_a_text_cut_inside_a_character_is_still_read() -> None:
    """A file cut off by a full disk keeps what it has."""
    whole = ("培训妇女60人，慰问老人20户。" * 40).encode()

    text = decode(whole[:-1])

    assert text is not None
    assert text.startswith("培训妇女60人")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x00\x01\x02\xff" * 100, b"abc\x00def\x00\xff"]
)
def test_what_is_no_text_is_told_so(data: bytes) -> None:
    """Noise taken for text would become facts."""
    assert decode(data) is None


def test_the_examples_are_read_as_they_are() -> None:
    """The usual case costs nothing."""
    path = Path(__file__).parents[2] / "examples" / "township-2025.txt"

    assert decode(path.read_bytes()) == path.read_text("utf-8")
