"""Ask a model which of two deliveries is better, in both orders; off unless asked for.

A judge that prefers whatever stands first says nothing: only a preference that holds in both
orders counts, everything else is a tie.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from drafter.errors import ModelError
from drafter.evaluating.replies import Allowance, Endpoint, KeepingModel, KeptReplies
from drafter.evaluating.rows import Row, RunRecord
from drafter.evaluating.statistics import sign_test
from drafter.model import ChatRequest, ChatTurn, Model

__all__ = ["prefer", "summarise_preferences"]

_ANSWERS = {"甲": 1, "乙": -1, "平": 0}


async def prefer(
    record: RunRecord,
    notes: Mapping[str, str],
    *,
    model: Model,
    endpoint: Endpoint,
    kept: KeptReplies,
    allowance: Allowance,
) -> tuple[dict[str, Any], ...]:
    """Return one preference a case and later arm: ``after``, ``before``, ``tie`` or ``unknown``.

    Args:
        record: A run of at least two arms.
        notes: The cases' notes by id.
        model: The judge.
        endpoint: Where the judge is reached.
        kept: Its answers are kept like all replies.
        allowance: What may be spent.

    Raises:
        BudgetError: The budget is used up.
    """
    first = {row.case: row for row in reversed(record.of_arm(record.arms[0].id)) if not row.error}
    pairs = [
        (first[row.case], row)
        for arm in record.arms[1:]
        for row in record.of_arm(arm.id)
        if row.repeat == 0 and not row.error and row.case in first
    ]

    async def judge(before: Row, after: Row) -> dict[str, Any]:
        if before.delivered == after.delivered:
            return _said(after, "tie", "两稿相同")
        asked = KeepingModel(
            model,
            kept,
            endpoint=endpoint,
            case=after.case,
            repeat=0,
            allowance=allowance,
        )
        material = notes.get(after.case, "")
        try:
            forward = await _ask(asked, material, before.delivered, after.delivered)
            backward = await _ask(asked, material, after.delivered, before.delivered)
        except ModelError as error:
            return _said(after, "unknown", str(error))
        if forward is None or backward is None:
            return _said(after, "unknown", "没有按要求回答")
        if forward == 1 and backward == -1:
            return _said(after, "before", "两种次序都选前者")
        if forward == -1 and backward == 1:
            return _said(after, "after", "两种次序都选后者")
        return _said(after, "tie", "换了次序就改口" if forward == backward != 0 else "不分上下")

    return tuple(await asyncio.gather(*(judge(before, after) for before, after in pairs)))


def _said(row: Row, choice: str, reason: str) -> dict[str, Any]:
    return {"case": row.case, "arm": row.arm, "choice": choice, "reason": reason}


async def _ask(model: KeepingModel, notes: str, first: str, second: str) -> int | None:
    from drafter.prompting import load_pack
    from drafter.resources import folder

    template = load_pack(str(folder("eval") / "judge")).template("pair")
    prompt = template.render(notes=notes.strip(), first=first.strip(), second=second.strip())
    reply = await model.reply(
        ChatRequest(turns=(ChatTurn(role="user", content=prompt),), max_tokens=8)
    )
    return next((_ANSWERS[char] for char in reply.text if char in _ANSWERS), None)


def summarise_preferences(record: RunRecord, arm: str) -> str:
    """Return one arm's preferences in a sentence."""
    choices = [item["choice"] for item in record.preferences if item["arm"] == arm]
    wins, losses = choices.count("after"), choices.count("before")
    p = sign_test([1.0] * wins + [-1.0] * losses)
    return (
        f"评判模型：{arm} 胜{wins}、负{losses}、平{choices.count('tie')}、"
        f"没有结论{choices.count('unknown')}（符号检验 p={p:.3f}）"
    )
