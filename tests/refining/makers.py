"""A small refined session, in memory and on disk, for the tests of this room."""

from drafter.drafting import plan_summary
from drafter.drafting.listing import plain_list
from drafter.drafting.plain import plain_paragraph
from drafter.facts import Role, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.refining.commands import Append, Effect, Input, Line, Tell
from drafter.refining.sheets import materials_in, write_sheet
from drafter.refining.state import State, apply
from drafter.refining.step import step
from drafter.session import Part, Text, Version, version_event

__all__ = ["NOTES", "Talk", "first_state"]

NOTES = """\
青石乡妇联2025年工作记录
维权周摆摊2场，发资料3200份，咨询180人次
全年接待来访46件（婚姻家庭26件，财产20件），调处成功43件
家政培训2期60人
电商培训1期35人
六一慰问留守儿童71名，送书包71个
走访困难妇女36户，慰问金每户500元，共1.8万元
存在问题：活动经费紧张，全年只有3万元
"""


def first_state(notes: str = NOTES) -> State:
    """Return a session of one version whose paragraphs are plain sentences."""
    sheet = build_fact_sheet([notes_from_text(notes, "记录.txt")])
    yaml = write_sheet(sheet)
    known = materials_in(yaml, frozenset(item.id for item in sheet.activities))
    parts: list[Part] = []
    for section in plan_summary(sheet).sections:
        parts.append(Part(id=f"p{len(parts) + 1}", text=section.heading, level=1))
        for paragraph in section.paragraphs:
            chosen = [known[key] for key in paragraph.activity_ids]
            words = plain_paragraph(chosen) if section.role is Role.RESULT else plain_list(chosen)
            parts.append(
                Part(
                    id=f"p{len(parts) + 1}",
                    text=words,
                    activities=paragraph.activity_ids,
                    role=section.role.value,
                )
            )
    text = Text(title="青石乡妇联2025年工作总结", parts=tuple(parts), signature="青石乡妇联")
    version = Version(number=1, parent=0, text=text, facts=0, what="初稿")
    state = apply(State(), {"type": "facts", "yaml": yaml})
    return apply(state, {"type": "version", **version_event(version, None)})


class Talk:
    """Feeds lines to the pure step and keeps what came of it."""

    def __init__(self, state: State | None = None) -> None:
        self.state = state or first_state()
        self.events: list[dict[str, object]] = []
        self.effects: tuple[Effect, ...] = ()

    def say(self, *lines: str) -> "Talk":
        """Say some lines one after another."""
        for line in lines:
            self.give(Line(text=line))
        return self

    def give(self, command: Input) -> None:
        """Give one input of any kind."""
        result = step(self.state, command, "2026-01-05T09:00:00+08:00")
        self.state, self.effects = result.state, result.effects
        self.events += [dict(effect.event) for effect in self.effects if isinstance(effect, Append)]

    @property
    def told(self) -> str:
        """What the last input was answered."""
        return "\n".join(effect.text for effect in self.effects if isinstance(effect, Tell))

    @property
    def words(self) -> list[str]:
        """The paragraphs that stand."""
        return [part.text for part in self.state.text.paragraphs]

    def holding(self, words: str) -> int:
        """Return the number of the paragraph that holds some words."""
        return next(i for i, text in enumerate(self.words, 1) if words in text)
