"""What is private in a session's journal is hidden, and nothing of its form is taken for it."""

from pathlib import Path

import pytest

from drafter.session.veiling import Veil


@pytest.mark.parametrize(
    "line",
    [
        "- {id: a4.f1, text: 12人, label: 加QQ, verb: 加QQ, object: 群, source: 记录.txt 第3行 1}",
        "- {id: a4.f1, text: 3条, label: 发微博, object: 微博, source: 记录.txt 第3行 1}",
        "- {id: a4.f1, text: 2个, label: 抖音, verb: 拍抖音, object: 抖音, scope: own}",
        "text: 开通视频号\nsource: 记录.txt 第4行\nfigures: []",
    ],
)
def test_the_names_of_fields_are_nobodys_account(tmp_path: Path, line: str) -> None:
    """Behind 微信 and QQ whatever letters follow are an account; here object: follows."""
    veil = Veil(tmp_path / "a.session.jsonl")

    hidden = veil.hide({"yaml": line})["yaml"]

    assert "账号" not in hidden
    assert veil.restore(hidden) == line


@pytest.mark.parametrize(
    ("line", "private"),
    [
        ("text: 加微信 zl_8812 进群", "zl_8812"),
        ("text: 联系 qq: 282930111", "282930111"),
        ("- {id: a1.f1, label: 微信 object_9, object: 群}", "object_9"),
        ("text: 电话13812345678", "13812345678"),
    ],
)
def test_accounts_and_numbers_are_hidden_all_the_same(
    tmp_path: Path, line: str, private: str
) -> None:
    """Only the form is set apart, not what stands in it."""
    veil = Veil(tmp_path / "a.session.jsonl")

    hidden = veil.hide({"yaml": line})["yaml"]

    assert private not in hidden
    assert veil.restore(hidden) == line
