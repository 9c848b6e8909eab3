"""What there is to evaluate with, and one case looked at closely: prompt, reply, findings."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.drafting import materials_by_id, self_reference
from drafter.drafting.wording import formal_words
from drafter.errors import InputError
from drafter.evaluating.answering import case_plan, case_sheet, shown_exemplars
from drafter.evaluating.arms import Arm
from drafter.evaluating.models import LazyModel
from drafter.evaluating.replies import Endpoint
from drafter.evaluating.rows import DIRECTIONS, Row, read_run
from drafter.evaluating.store import baseline_names, baselines_folder, find_run
from drafter.evaluating.suites import load_suite, suite_names
from drafter.evaluating.wording import age_in_words, score_label, write_value
from drafter.model import Model
from drafter.prompting import build_prefix, count_tokens, load_exemplars, load_pack, pack_names

__all__ = ["Listing", "list_cases", "list_everything", "show_case"]

_RUNS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The same answer for people and for machines."""

    text: str
    value: Any


def list_cases(suite_name: str) -> Listing:
    """Return the cases of one suite."""
    suite = load_suite(suite_name)
    lines = [f"{suite.id}：{suite.purpose}，{len(suite.cases)}例"]
    lines += [
        f"  {case.id:<22} {case.kind.value:<10} {len(case.notes.strip()):>5}字  "
        f"{' '.join(case.tags)}"
        for case in suite.cases
    ]
    value = [
        {
            "id": case.id,
            "kind": case.kind.value,
            "tags": list(case.tags),
            "chars": len(case.notes.strip()),
            "reference": bool(case.reference),
        }
        for case in suite.cases
    ]
    return Listing(text="\n".join(lines), value=value)


def list_everything(folder: Path) -> Listing:
    """Return suites, packs, baselines with their age, and the latest runs."""
    today = datetime.datetime.now().astimezone().date()
    suites = [load_suite(name) for name in suite_names()]
    baselines = [(name, read_run(baselines_folder() / f"{name}.json")) for name in baseline_names()]
    runs = sorted((folder / "runs").glob("*.json"), key=lambda path: path.stat().st_mtime)
    lines = ["评测集："]
    lines += [f"  {suite.id:<10} {len(suite.cases):>3}例  {suite.purpose}" for suite in suites]
    lines.append("提示词包：")
    lines += [f"  {load_pack(name).label}" for name in pack_names()]
    lines.append("基准：")
    lines += [
        f"  {name:<16} {record.arms[0].id}，{age_in_words(record.blessed, today)}：{record.reason}"
        for name, record in baselines
    ] or ["  没有"]
    lines.append("最近的结果：")
    lines += [f"  {path.stem}" for path in runs[-_RUNS_SHOWN:]] or ["  没有"]
    value = {
        "suites": [
            {"id": suite.id, "cases": len(suite.cases), "purpose": suite.purpose}
            for suite in suites
        ],
        "packs": list(pack_names()),
        "baselines": [
            {
                "name": name,
                "arm": record.arms[0].id,
                "blessed": record.blessed,
                "reason": record.reason,
            }
            for name, record in baselines
        ],
        "runs": [path.stem for path in runs[-_RUNS_SHOWN:]],
    }
    return Listing(text="\n".join(lines), value=value)


def show_case(
    case_id: str,
    *,
    suite: str,
    pack: str,
    exemplars: Path | None,
    folder: Path,
    run: str | None,
) -> Listing:
    """Return what is sent for a case, with token counts, and what came back in a run."""
    case = load_suite(suite).case(case_id)
    arm = _unopened_arm(pack, exemplars)
    sheet = case_sheet(case)
    plan = case_plan(case, sheet)
    prefix = build_prefix(arm.pack, shown_exemplars(arm, case), we=self_reference(sheet))
    materials = materials_by_id(sheet)
    prompts = [
        arm.pack.template("paragraph").render(
            lines=[
                " ".join(formal_words(materials[name].text).split())
                for name in paragraph.activity_ids
                if materials[name].text
            ]
        )
        for paragraph in plan.paragraphs
    ]
    fixed = sum(count_tokens(turn.content) for turn in prefix)
    lines = [f"== 记录（{case.id}）", case.notes.strip(), f"\n== 固定部分，约{fixed}词元"]
    lines += [f"[{turn.role}]\n{turn.content}" for turn in prefix]
    for paragraph, prompt in zip(plan.paragraphs, prompts, strict=True):
        lines.append(f"\n== 段落 {paragraph.id}，约{count_tokens(prompt)}词元\n{prompt}")
    rows = _rows_of(case_id, folder, run)
    for row in rows:
        lines += _row_in_words(row)
    if not rows:
        lines.append("\n还没有这个用例的回复；drafter eval run --only " + case_id)
    value = {
        "case": case.id,
        "notes": case.notes,
        "prefix": [{"role": turn.role, "content": turn.content} for turn in prefix],
        "prefix_tokens": fixed,
        "prompts": [{"text": text, "tokens": count_tokens(text)} for text in prompts],
        "rows": [
            {
                "arm": row.arm,
                "repeat": row.repeat,
                "error": row.error,
                "first_pass": row.first_pass,
                "first": row.first,
                "delivered": row.delivered,
                "scores": [
                    {"name": item.name, "value": item.value, "reason": item.reason, "n": item.n}
                    for item in row.scores
                ],
            }
            for row in rows
        ],
    }
    return Listing(text="\n".join(lines), value=value)


def _unopened_arm(pack: str, exemplars: Path | None) -> Arm:
    async def never() -> Model:
        raise InputError("这里不调用模型")

    return Arm(
        id=pack,
        pack=load_pack(pack),
        pool=load_exemplars(exemplars),
        model=LazyModel("", takes_grammar=False, concurrency=1, opened=never),
        endpoint=Endpoint("", 1),
    )


def _rows_of(case_id: str, folder: Path, run: str | None) -> list[Row]:
    try:
        _, record = find_run(run or "latest", folder)
    except InputError:
        if run is not None:
            raise
        return []
    return [row for row in record.rows if row.case == case_id]


def _row_in_words(row: Row) -> list[str]:
    lines = [f"\n== 回复：{row.arm}，第{row.repeat + 1}遍"]
    if row.error:
        return [*lines, f"没有结果：{row.error}"]
    lines += [text for _, text in row.firsts]
    lines.append("-- 一次通过" if row.first_pass else "-- 需要修补")
    for name in DIRECTIONS:
        value, reason = row.value(name), row.reason(name)
        if value is not None:
            lines.append(
                f"   {score_label(name)}：{write_value(name, value)}"
                + (f"（{reason}）" if reason else "")
            )
    if row.delivered.strip() != row.first.strip():
        lines += ["-- 成稿", row.delivered.strip()]
    return lines
