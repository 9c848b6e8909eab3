"""What a run leaves behind: one row a case, arm and repeat, and the record of the whole run.

Totals are never stored; whoever shows them computes them from the rows.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from drafter.errors import InputError

__all__ = [
    "DIRECTIONS",
    "SCORER_VERSION",
    "ArmRecord",
    "Row",
    "RunRecord",
    "Score",
    "read_run",
    "row_from_json",
    "row_to_json",
    "run_to_json",
]

SCHEMA = 1

# Part of the key under which rows are cached; bump when a score's meaning changes.
SCORER_VERSION = 2

# Which way a score improves; None is shown and never judged.
DIRECTIONS: Mapping[str, bool | None] = {
    "first_pass": True,
    "precision": True,
    "recall": True,
    "misbound": False,
    "wrong_hedge": False,
    "wrong_unit": False,
    "unsupported": False,
    "leaked": False,
    "invented": False,
    "claims": False,
    "coverage": True,
    "structure": False,
    "register": False,
    "repetition": False,
    "chrf": True,
    "surprise": False,
    "length": None,
    "followed": True,
    "plain_share": False,
    "attempts": False,
    "delivered_register": False,
    "completion_tokens": None,
    "seconds": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One score of one case. ``value`` None means that it could not be scored; ``reason`` why."""

    name: str
    value: float | None
    reason: str = ""
    n: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The result of one case, arm and repeat.

    Attributes:
        scores: Of the first replies (before any repair), by name; of the delivery where named so.
        first_pass: Whether every first reply could have been delivered as it was.
        error: Why there is no result; "" when there is one. Errored rows are run again and count
            neither as pass nor as fail.
        firsts: (paragraph id, first reply as the model gave it) in document order.
        first: The same as they were judged, one a line.
        marks: (start, end, status) of every figure in ``first``.
        delivered: What would be delivered.
        fabricated: Figures of the delivery that its facts do not bear; must be empty.
        lacking: Figures that the delivery does not state; must be empty.
        prompts: The last turn of every call.
        tokens: Prompt and completion tokens over all calls, new and kept.
        keys: Keys of the replies that the row rests on.
        case_digest: Hash of the case as it was asked.
    """

    case: str
    arm: str
    repeat: int
    kind: str = "paragraph"
    tags: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    first_pass: bool = False
    error: str = ""
    firsts: tuple[tuple[str, str], ...] = ()
    first: str = ""
    marks: tuple[tuple[int, int, str], ...] = ()
    delivered: str = ""
    fabricated: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    tokens: tuple[int, int] = (0, 0)
    keys: tuple[str, ...] = ()
    case_digest: str = ""

    @property
    def broken(self) -> bool:
        """Whether the delivery breaks the promise."""
        return bool(self.fabricated or self.lacking)

    def value(self, name: str) -> float | None:
        """Return one score's value, None where it was not scored."""
        if self.error:
            return None
        if name == "first_pass":
            return float(self.first_pass)
        for score in self.scores:
            if score.name == name:
                return score.value
        return None

    def reason(self, name: str) -> str:
        """Return what a score rests on, "" where there is nothing to say."""
        return next((score.reason for score in self.scores if score.name == name), "")


_ROW_FIELDS = tuple(item.name for item in fields(Row))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmRecord:
    """One side of a comparison as the record names it.

    Attributes:
        id: Pack and model, e.g. ``v1@1 × qwen2.5-0.5b``.
        templates: Template texts by id, for naming what changed.
        parameters: The pack's parameters.
        exemplars: Hash of each exemplar by id.
        writing: How the model was asked; see ``arms.Writing``.
    """

    id: str
    pack: str
    model: str
    endpoint: str
    grammar: bool
    templates: tuple[tuple[str, str], ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    exemplars: tuple[tuple[str, str], ...] = ()
    writing: str = "drafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A finished (or broken off) run.

    Attributes:
        started: Local time, ISO.
        machine: Processor; replies may differ between processors.
        planned: Rows that the run was to have.
        new_calls: Calls that no kept reply answered.
        reason: Why it was blessed; "" for a run that was not.
    """

    suite: str
    started: str
    drafter: str
    machine: str
    arms: tuple[ArmRecord, ...]
    rows: tuple[Row, ...]
    planned: int
    seconds: float = 0.0
    new_calls: int = 0
    new_tokens: int = 0
    cost: float = 0.0
    stopped: str = ""
    reason: str = ""
    blessed: str = ""
    preferences: tuple[dict[str, Any], ...] = field(default=())

    def of_arm(self, arm: str) -> tuple[Row, ...]:
        """Return the rows of one arm."""
        return tuple(row for row in self.rows if row.arm == arm)

    @property
    def errored(self) -> tuple[Row, ...]:
        """The rows without a result."""
        return tuple(row for row in self.rows if row.error)

    @property
    def unfinished(self) -> int:
        """Rows that were planned and have no result: errored or never begun."""
        return self.planned - sum(not row.error for row in self.rows)


def run_to_json(record: RunRecord) -> dict[str, Any]:
    """Return a record as JSON values."""
    data = {item.name: getattr(record, item.name) for item in fields(record)}
    data["arms"] = [asdict(arm) for arm in record.arms]
    data["rows"] = [row_to_json(row) for row in record.rows]
    return {"schema": SCHEMA, **data}


def read_run(path: Path) -> RunRecord:
    """Read a run's or a baseline's file.

    Raises:
        InputError: It is not one.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            "读不出评测结果", path=str(path), todo="请给出 run 或 accept 写的 .json 文件。"
        ) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or "rows" not in data:
        raise InputError(
            "不是评测结果，或是别的版本写的", path=str(path), todo="请重新运行 drafter eval run。"
        )
    del data["schema"]
    try:
        data["rows"] = tuple(row_from_json(row) for row in data["rows"])
        data["arms"] = tuple(_arm_from_json(arm) for arm in data["arms"])
        data["preferences"] = tuple(data.get("preferences", ()))
        return RunRecord(**data)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("评测结果的内容不完整", path=str(path)) from error


def row_to_json(row: Row) -> dict[str, Any]:
    """Return a row as JSON values; ``asdict`` would copy every string's container thrice."""
    data = {name: getattr(row, name) for name in _ROW_FIELDS}
    data["scores"] = [
        {"name": item.name, "value": item.value, "reason": item.reason, "n": item.n}
        for item in row.scores
    ]
    return data


def row_from_json(data: dict[str, Any]) -> Row:
    """Return a row from what ``row_to_json`` made of it."""
    data = dict(data)
    data["scores"] = tuple(Score(**score) for score in data["scores"])
    data["firsts"] = _pairs(data["firsts"])
    data["marks"] = tuple((start, end, status) for start, end, status in data["marks"])
    data["tokens"] = (data["tokens"][0], data["tokens"][1])
    for name in ("tags", "fabricated", "lacking", "prompts", "keys"):
        data[name] = tuple(data[name])
    return Row(**data)


def _arm_from_json(data: dict[str, Any]) -> ArmRecord:
    data = dict(data)
    for name in ("templates", "parameters", "exemplars"):
        data[name] = _pairs(data[name])
    return ArmRecord(**data)


def _pairs(values: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in values)
