"""Everyday words of the work are nobody's name or address, and a programme is nobody's case."""

import pytest

from drafter.privacy import find_private, is_sensitive


@pytest.mark.parametrize(
    "text",
    [
        "全年评选28户，其中上报县里2户",
        "最美家庭推到区5户，市里1户",
        "苗绣12个绣娘，接单160件",
        "红旗户45，黄旗户6",
        "“建设法治云江·巾帼在行动”1900余场",
    ],
)
def test_words_of_the_work_are_not_private(text: str) -> None:
    """Hidden, they turn into 有关住户 and take a figure along."""
    assert list(find_private(text)) == []


@pytest.mark.parametrize("text", ["住和平里3户", "东风里12号"])
def test_a_lane_is_still_an_address(text: str) -> None:
    """里 names a lane as well."""
    assert list(find_private(text))


def test_a_screening_of_many_is_no_story() -> None:
    """两癌检查187人 tells of nobody; told as 帮扶有关群众 it would tell of nothing."""
    assert not is_sensitive("两癌检查，组织去镇卫生院，实查187人，查出有问题的4个")
    assert is_sensitive("救助两癌患者刘桂兰1人")
