"""How many exemplars, and fixed or by topic, give the best drafts for their cost.

Writes every paragraph of a suite once an arm with an embedded model, in the suite's order, as the
draft command would, and prints one table row an arm. An arm is ``F+T``: F exemplars that stand
before every paragraph, then T chosen for the paragraph's own topic. Rows are kept in a file, so a
run that was stopped goes on; docs/exemplars.md holds the tables.

    python bench/exemplars.py --model qwen2.5-1.5b --out rows.jsonl 0+0 1+0 3+0 5+0 0+1 2+1
    python bench/exemplars.py --leaks --suite full --out drafts.jsonl 3+0
    python bench/exemplars.py --check DRAFT.docx NOTES.txt --check OTHER.docx OTHER.txt

``--check`` needs no model: it looks in finished drafts for what only an exemplar can have told.
"""

import argparse
import asyncio
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from drafter.drafting import (
    Composer,
    draft_summary,
    main_topics,
    materials_by_id,
    plan_summary,
    self_reference,
)
from drafter.evaluating.answering import case_plan, case_sheet
from drafter.evaluating.suites import Case, CaseKind, load_suite
from drafter.figures import find_figures
from drafter.model.opening import embedded_model
from drafter.prompting import Exemplar, build_prefix, choose_exemplars, count_tokens, load_exemplars
from drafter.prompting.packs import Pack, load_pack
from drafter.verifying.names import find_names
from drafter.verifying.style import lint_prose

SHIPPED: Final = load_exemplars(Path("no-own-exemplars"))


def chosen(case: Case, fixed: int, by_topic: int) -> tuple[Exemplar, ...]:
    """Return the exemplars of an arm for a case: the fixed ones first."""
    sheet = case_sheet(case)
    level = sheet.level.value

    def choose(pool: Sequence[Exemplar], topics: Sequence[str], count: int) -> list[Exemplar]:
        choice = choose_exemplars(
            pool,
            topics=topics,
            level=level,
            count=count,
            budget_tokens=3000,
            count_tokens=count_tokens,
        )
        return list(choice.exemplars)

    topics = main_topics(plan_summary(sheet))
    first = choose(SHIPPED, topics if case.kind is CaseKind.DRAFT else (), fixed)
    rest = [item for item in SHIPPED if item not in first]
    return (*first, *choose(rest, topics[:1], by_topic))


async def write_paragraph(case: Case, arm: str, model: Any, pack: Pack) -> dict[str, Any]:  # noqa: ANN401
    """Return one row: how a paragraph came about and what it cost."""
    fixed, by_topic = map(int, arm.split("+"))
    sheet = case_sheet(case)
    exemplars = chosen(case, fixed, by_topic)
    composer = Composer(
        sheet=sheet,
        model=model,
        pack=pack,
        prefix=build_prefix(pack, exemplars, we=self_reference(sheet)),
        exemplars=[(item.id, item.prose) for item in exemplars],
    )
    materials = materials_by_id(sheet)
    paragraph = case_plan(case, sheet).paragraphs[0]
    told = [materials[name] for name in paragraph.activity_ids]
    began = time.monotonic()
    done = await composer.compose(paragraph, told)
    return {
        "case": case.id,
        "arm": arm,
        "origin": done.origin,
        "attempts": done.attempts,
        "chars": len(done.text),
        "plain": done.plain_chars,
        "style": len(lint_prose(done.text)),
        "prompt": done.usage.prompt,
        "cached": done.usage.cached,
        "seconds": round(time.monotonic() - began, 2),
        "text": done.text,
    }


async def write_draft(case: Case, arm: str, model: Any, pack: Pack) -> dict[str, Any]:  # noqa: ANN401
    """Return one row: what of its exemplars turned up in a whole draft, and what was refused."""
    fixed, by_topic = map(int, arm.split("+"))
    sheet = case_sheet(case)
    exemplars = chosen(case, fixed, by_topic)
    replies: list[str] = []

    def hear(_paragraph: str, _request: object, reply: Any) -> None:  # noqa: ANN401
        replies.append(reply.text)

    from drafter.document import render_text
    from drafter.drafting import DraftObserver

    began = time.monotonic()
    draft = await draft_summary(
        sheet,
        plan_summary(sheet),
        model=model,
        pack=pack,
        prefix=build_prefix(pack, exemplars, we=self_reference(sheet)),
        exemplars=[(item.id, item.prose) for item in exemplars],
        observer=DraftObserver(on_reply=hear),
    )
    text = render_text(draft.document)
    return {
        "case": case.id,
        "arm": arm,
        "seconds": round(time.monotonic() - began, 1),
        "chars": len(text),
        "flagged": len(draft.verification.flagged),
        "missing": len(draft.verification.missing),
        "raw": strangers("\n".join(replies), case.notes, exemplars),
        "delivered": strangers(text, case.notes, exemplars),
        "text": text,
    }


def strangers(text: str, notes: str, exemplars: Sequence[Exemplar]) -> list[str]:
    """Return figures and names of the text that stand in an exemplar and not in the notes.

    A figure counts by value and unit; small counts (up to 12) are anybody's and are left out where
    the notes hold their digits.
    """
    shown = "\n".join(item.prose for item in exemplars)
    known = {(str(item.value), item.unit) for item in find_figures(notes)}
    taught = {(str(item.value), item.unit) for item in find_figures(shown)}
    found = [
        item.text
        for item in find_figures(text)
        if (str(item.value), item.unit) in taught - known
        and not any(item.text.startswith(digits) for digits in re.findall(r"\d+", notes))
    ]
    names = {warn.text.strip("“”《》") for item in exemplars for warn in find_names(item.prose, "")}
    plain = re.sub(r"[“”《》]", "", notes)
    return found + [name for name in sorted(names) if name in text and name not in plain]


def check(pairs: Sequence[tuple[str, str]]) -> int:
    """Print what of any shipped exemplar stands in each draft and not in its notes."""
    from drafter.intake import read_notes

    found = 0
    for draft, notes in pairs:
        text, known = (
            "\n".join(line.text for line in read_notes(path).lines) for path in (draft, notes)
        )
        leaked = strangers(text, known, SHIPPED)
        found += len(leaked)
        print(f"{draft}: {len(find_figures(text))} figures, from exemplars: {leaked or 'none'}")
    return 1 if found else 0


def table(rows: Sequence[dict[str, Any]], arms: Sequence[str]) -> str:
    """Return the comparison of the arms as a Markdown table."""
    out = (
        "| exemplars | paragraphs | first reply delivered | calls | plain characters | style "
        "| prompt tokens (not cached) | seconds |\n|---|---|---|---|---|---|---|---|\n"
    )
    for arm in arms:
        own = [row for row in rows if row["arm"] == arm]
        if not own:
            continue
        n = len(own)
        first = sum(row["origin"] == "model" and row["attempts"] == 1 for row in own)
        chars = sum(row["chars"] for row in own)
        out += (
            f"| {arm} | {n} | {first} | {sum(row['attempts'] for row in own) / n:.2f} "
            f"| {100 * sum(row['plain'] for row in own) / chars:.0f} % "
            f"| {sum(row['style'] for row in own)} "
            f"| {sum(row['prompt'] for row in own) / n:.0f} "
            f"({sum(row['prompt'] - row['cached'] for row in own) / n:.0f}) "
            f"| {sum(row['seconds'] for row in own) / n:.1f} |\n"
        )
    return out


async def run(given: argparse.Namespace) -> None:
    """Write what is not in the file yet, and print the table."""
    rows: list[dict[str, Any]] = []
    if given.out.exists():
        rows = [json.loads(line) for line in given.out.read_text("utf-8").splitlines()]
    done = {(row["case"], row["arm"]) for row in rows}
    wanted = CaseKind.DRAFT if given.leaks else CaseKind.PARAGRAPH
    cases = [case for case in load_suite(given.suite).cases if case.kind is wanted][: given.count]
    pack = load_pack(given.pack)
    model = await embedded_model(given.model)
    try:
        with given.out.open("a", encoding="utf-8") as kept:
            for arm in given.arms:
                for case in cases:
                    if (case.id, arm) in done:
                        continue
                    write = write_draft if given.leaks else write_paragraph
                    row = await write(case, arm, model, pack)
                    rows.append(row)
                    kept.write(json.dumps(row, ensure_ascii=False) + "\n")
                    kept.flush()
    finally:
        await model.aclose()
    if given.leaks:
        for row in rows:
            print({key: value for key, value in row.items() if key != "text"})
    else:
        print(table(rows, given.arms))


def main() -> int:
    """Read the call and run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("arms", nargs="*", help="F+T, e.g. 3+0")
    parser.add_argument("--check", nargs=2, action="append", metavar=("DRAFT", "NOTES"))
    parser.add_argument("--model", default="qwen2.5-1.5b")
    parser.add_argument("--suite", default="smoke")
    parser.add_argument("--pack", default="v1")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--leaks", action="store_true")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if given.check:
        return check(given.check)
    if not given.arms or given.out is None:
        parser.error("arms and --out are needed")
    asyncio.run(run(given))
    return 0


if __name__ == "__main__":
    sys.exit(main())
