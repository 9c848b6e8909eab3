"""One side of a comparison: a pack with its exemplars on a model; and what tells two sides apart.

A verdict helps only if it names what was changed: which template lost which lines, which
exemplars were swapped, which parameter moved.
"""

import difflib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drafter.evaluating.models import PlainModel
from drafter.evaluating.replies import Endpoint
from drafter.evaluating.rows import ArmRecord
from drafter.evaluating.suites import Case, CaseKind
from drafter.evaluating.wording import parameter_label, writing_label
from drafter.model import Model
from drafter.prompting import Exemplar, Pack

if TYPE_CHECKING:
    from drafter.drafting import Way

__all__ = ["Arm", "Asked", "Writing", "describe_change"]

_PARAMETERS = (
    "version",
    "temperature",
    "max_attempts",
    "fixed_exemplars",
    "topic_exemplars",
    "max_prompt_tokens",
)

# Beyond so many added or lost exemplars the list hides what else changed.
_NAMED = 8


class Writing(StrEnum):
    """How the model is asked.

    ``prompt``: paragraphs freely and without a grammar, so that clauses made by rule do not hide
    what a prompt spoils; whole drafts as they are delivered. ``drafted``: everything as the draft
    command would. The others: that way for every case.
    """

    PROMPT = "prompt"
    DRAFTED = "drafted"
    FREE = "free"
    PHRASES = "phrases"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one case's paragraphs are asked of, and how; ``way`` None leaves it to the composer."""

    model: Model
    way: "Way | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """A pack with the pool of exemplars that it chooses from, on a model.

    Attributes:
        id: Pack and model, unique within a run.
        writing: How the model is asked.
        grammar: Whether a model that takes grammars is given them; ``writing`` may do without.
        slot: Which of the engine's prefix caches its calls prefer, so that two arms side by side
            do not evict each other.
        apart: Whether its cases run before or after the other arms', not between them: the engine
            has fewer prefix caches than there are arms.
        deterministic: Whether the same request always gets the same reply at temperature 0.
    """

    id: str
    pack: Pack
    pool: tuple[Exemplar, ...]
    model: Model
    endpoint: Endpoint
    writing: Writing = Writing.PROMPT
    grammar: bool = True
    slot: int | None = None
    apart: bool = False
    deterministic: bool = False

    def asked(self, case: Case) -> Asked:
        """Return the model and the way for one case."""
        from drafter.drafting import Way

        way: Way | None = None
        grammar = self.grammar
        if self.writing is Writing.PROMPT:
            if case.kind is not CaseKind.DRAFT:
                way, grammar = Way.FREE, False
        elif self.writing is not Writing.DRAFTED:
            way = Way(self.writing.value)
        if case.kind in {CaseKind.REPAIR, CaseKind.REFINE}:
            # It begins with prose that somebody wrote freely.
            way = Way.FREE
        return Asked(model=self.model if grammar else PlainModel(self.model), way=way)

    @property
    def record(self) -> ArmRecord:
        """What a run's file says about it."""
        pack = self.pack
        return ArmRecord(
            id=self.id,
            pack=pack.label,
            model=self.model.name,
            endpoint=self.endpoint.name,
            grammar=self.grammar and self.model.takes_grammar,
            writing=self.writing.value,
            templates=tuple((step, item.body) for step, item in sorted(pack.templates.items())),
            parameters=tuple((name, str(getattr(pack, name))) for name in _PARAMETERS),
            exemplars=tuple(
                (item.id, _short_hash(f"{item.facts}\n\n{item.prose}")) for item in self.pool
            ),
        )

    @property
    def digest(self) -> str:
        """Hash of everything that decides what is sent, but the case."""
        record = self.record
        packed = json.dumps(
            [
                record.templates,
                record.parameters,
                record.exemplars,
                record.endpoint,
                record.model,
                self.grammar,
                record.writing,
            ],
            ensure_ascii=False,
        )
        return hashlib.sha256(packed.encode("utf-8")).hexdigest()


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def describe_change(before: ArmRecord, after: ArmRecord) -> tuple[str, ...]:
    """Return Chinese sentences that name what differs between two arms; empty when nothing does."""
    said: list[str] = []
    if before.model != after.model:
        said.append(f"模型：{before.model} → {after.model}")
    elif before.endpoint != after.endpoint:
        said.append(f"接口：{before.endpoint} → {after.endpoint}")
    if before.grammar != after.grammar:
        said.append("文法约束：" + ("去掉了" if before.grammar else "加上了"))
    if before.writing != after.writing:
        said.append(f"写法：{writing_label(before.writing)} → {writing_label(after.writing)}")
    said += _changed_templates(dict(before.templates), dict(after.templates))
    old, new = dict(before.parameters), dict(after.parameters)
    said += [
        f"参数 {parameter_label(name)}：{old.get(name, '没有')} → {new.get(name, '没有')}"
        for name in new
        if name != "version" and old.get(name) != new.get(name)
    ]
    said += _changed_exemplars(before.exemplars, after.exemplars)
    return tuple(said)


def _changed_templates(old: dict[str, str], new: dict[str, str]) -> list[str]:
    said: list[str] = []
    for step in sorted(old.keys() | new.keys()):
        if step not in new:
            said.append(f"模板 {step}：删掉了")
        elif step not in old:
            said.append(f"模板 {step}：新加的")
        elif old[step] != new[step]:
            lines = list(
                difflib.unified_diff(old[step].splitlines(), new[step].splitlines(), "", "", n=0)
            )[2:]
            gone = [line[1:] for line in lines if line.startswith("-")]
            come = [line[1:] for line in lines if line.startswith("+")]
            parts = []
            if gone:
                parts.append("去掉“" + "／".join(gone) + "”")
            if come:
                parts.append("加上“" + "／".join(come) + "”")
            said.append(f"模板 {step}：{'，'.join(parts) or '只有空白不同'}")
    return said


def _listed(names: Sequence[str]) -> str:
    more = f"等{len(names)}个" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def _changed_exemplars(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[str]:
    before, after = dict(old), dict(new)
    said: list[str] = []
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    edited = [name for name in before if name in after and before[name] != after[name]]
    if gone:
        said.append("范例少了：" + _listed(gone))
    if come:
        said.append("范例多了：" + _listed(come))
    if edited:
        said.append("范例内容变了：" + "、".join(edited))
    return said
