"""One side of a comparison: a pack with its exemplars on a model; and what tells two sides apart.

A verdict helps only if it names what was changed: which template lost which lines, which
exemplars were swapped, which parameter moved.
"""

import difflib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.evaluating.replies import Endpoint
from drafter.evaluating.rows import ArmRecord
from drafter.evaluating.wording import parameter_label
from drafter.model import Model
from drafter.prompting import Exemplar, Pack

__all__ = ["Arm", "describe_change"]

_PARAMETERS = (
    "version",
    "temperature",
    "max_attempts",
    "fixed_exemplars",
    "topic_exemplars",
    "max_prompt_tokens",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """A pack with the pool of exemplars that it chooses from, on a model.

    Attributes:
        id: Pack and model, unique within a run.
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
    slot: int | None = None
    apart: bool = False
    deterministic: bool = False

    @property
    def record(self) -> ArmRecord:
        """What a run's file says about it."""
        pack = self.pack
        return ArmRecord(
            id=self.id,
            pack=pack.label,
            model=self.model.name,
            endpoint=self.endpoint.name,
            grammar=self.model.takes_grammar,
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
                record.grammar,
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


def _changed_exemplars(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[str]:
    before, after = dict(old), dict(new)
    said: list[str] = []
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    edited = [name for name in before if name in after and before[name] != after[name]]
    if gone:
        said.append("范例少了：" + "、".join(gone))
    if come:
        said.append("范例多了：" + "、".join(come))
    if edited:
        said.append("范例内容变了：" + "、".join(edited))
    return said
