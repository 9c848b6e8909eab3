"""Prompts are source files: complete headers, declared inputs, a version that tells the truth."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from drafter.errors import PromptError
from drafter.prompting import Template, count_tokens, load_pack, lock_entries, pack_names

PROMPTS = Path(__file__).parents[2] / "prompts"
ALL = [
    pytest.param(template, id=template.id)
    for name in pack_names()
    for template in load_pack(name).templates.values()
]
SAMPLE = {
    "we": "我镇妇联",
    "lines": ["家政培训2期60人", "发放宣传资料3200份 咨询180人次"],
    "sentences": [[("举办讲座6场", "组织举办讲座6场"), ("覆盖380人次",)]],
    "findings": ["“21笔”不对：记录里是21名"],
    "current": "举办家政培训2期，培训60人；发放宣传资料3200份，接受咨询180人次。",
    "request": "写具体一点",
}


@pytest.mark.parametrize("template", ALL)
def test_declared_inputs_are_the_inputs_used(template: Template) -> None:
    """An undeclared name would render from nowhere, a superfluous one would mislead."""
    used = meta.find_undeclared_variables(Environment(autoescape=True).parse(template.body))

    assert set(template.inputs) == used


@pytest.mark.parametrize("template", ALL)
def test_a_rendering_stays_within_its_budget(template: Template) -> None:
    """A prompt that outgrows the context is cut silently by some engines."""
    values = {name: SAMPLE[name] for name in template.inputs if name in SAMPLE}
    if set(values) != set(template.inputs):
        pytest.fail(f"add sample values for {set(template.inputs) - set(values)}")

    assert 0 < count_tokens(template.render(**values)) <= template.max_prompt_tokens


def test_the_version_lock_holds() -> None:
    """A changed template without a version bump makes two runs look like one prompt."""
    lock = json.loads((PROMPTS / "versions.lock").read_text("utf-8"))
    now: dict[str, dict[str, object]] = {}
    for name in pack_names():
        now.update(lock_entries(load_pack(name)))

    assert lock == now


@pytest.mark.parametrize("name", pack_names())
def test_the_changelog_says_what_a_version_of_a_pack_scored(name: str) -> None:
    """A bump without its evaluation is an opinion; the next editor needs the number."""
    told = (PROMPTS.parent / "CHANGELOG.md").read_text("utf-8").partition("### Prompts")[2]
    own = [
        line for line in told.split("\n- ") if line.strip().startswith(f"`{load_pack(name).label}`")
    ]

    assert own, f"CHANGELOG.md, Prompts, does not name {load_pack(name).label}"
    assert re.search(r"\d%", own[0])


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_is_never_older_than_its_templates(name: str) -> None:
    """Reports name packs: a template changed under an old pack's name would hide there."""
    pack = load_pack(name)

    assert pack.version >= max(item.version for item in pack.templates.values())


def test_another_temperature_changes_the_lock() -> None:
    """Parameters change drafts as surely as words do."""
    pack = load_pack("v1")

    assert lock_entries(replace(pack, temperature=1.5)) != lock_entries(pack)


def test_a_missing_value_is_an_error_and_not_an_empty_space() -> None:
    """Jinja's default renders "There were  people" and nobody notices."""
    with pytest.raises(PromptError, match="lines"):
        load_pack("v1").template("paragraph").render()


def test_notes_are_data_and_never_a_template() -> None:
    """Notes come from anyone; braces in them must reach the model as they are."""
    rendered = load_pack("v1").template("paragraph").render(lines=["{{ 7 * 7 }} {% raw %}"])

    assert "{{ 7 * 7 }} {% raw %}" in rendered


def test_an_unknown_pack_names_those_there_are() -> None:
    """The message says what to type instead."""
    with pytest.raises(PromptError, match="v1"):
        load_pack("nonsense")


def test_counting_needs_no_network_and_is_on_the_safe_side() -> None:
    """A budget counted too low overflows the context."""
    assert count_tokens("发放宣传资料3200份") >= 8
