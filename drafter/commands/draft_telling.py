"""What the draft command tells: prompts before, figures and tokens after, the audit report."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.commands.console import say, write_json

if TYPE_CHECKING:
    from decimal import Decimal

    from drafter.drafting import Draft, Prepared
    from drafter.facts import FactSheet
    from drafter.model import ChatTurn, Model, Usage

__all__ = ["cost_in_yuan", "figure_counts", "show_prompts", "tell_result", "write_report"]


def show_prompts(prepared: "Prepared") -> None:
    """Show every prompt of the first round with its tokens; nothing is sent."""
    from drafter.drafting import materials_by_id
    from drafter.model import ChatTurn
    from drafter.prompting import count_tokens

    def told(turns: "Sequence[ChatTurn]") -> int:
        for turn in turns:
            out.write(f"[{turn.role}]\n{turn.content}\n")
        return sum(count_tokens(turn.content) for turn in turns)

    materials = materials_by_id(prepared.sheet)
    out = sys.stdout
    out.write("== 固定部分（每次调用相同）\n")
    fixed = told(prepared.prefix)
    out.write(f"== 以上约{fixed}词元\n")
    total = calls = 0
    for section in prepared.plan.sections:
        for paragraph in section.paragraphs:
            chosen = [materials[name].text for name in paragraph.activity_ids]
            lines = [text for text in chosen if text]
            if not lines:
                continue
            prompt = prepared.pack.template("paragraph").render(lines=lines)
            out.write(f"\n== 段落 {paragraph.id}（{section.heading}）\n")
            turns = prepared.list_turns.get(section.role, ())
            tokens = told((*turns, ChatTurn(role="user", content=prompt)))
            out.write(f"== 以上约{tokens}词元\n")
            calls += 1
            total += tokens
    out.write(
        f"\n共{calls}次调用，提示词约{fixed * calls + total}词元，其中固定部分"
        f"{fixed * calls}词元可由缓存承担；改写不合格的段落会另有调用。没有发送任何内容。\n"
    )


def write_report(
    result: "Draft", prepared: "Prepared", target: Path, model: "Model | None"
) -> None:
    """Write the audit report beside the output."""
    import datetime

    from drafter import __version__
    from drafter.document import render_text
    from drafter.drafting import for_others
    from drafter.exporting import AuditRecord, write_audit_report

    now = datetime.datetime.now().astimezone()
    sources = {"model": "模型", "repaired": "模型，经修改", "plain": "直白句子"}
    record = AuditRecord(
        title=result.document.title,
        rows=(
            ("文件", target.name),
            ("模型", model.name if model is not None else "没有使用"),
            ("提示词包", prepared.pack.label),
            ("范例", "、".join(item.id for item in prepared.exemplars) or "没有"),
            (
                "各部分由来",
                "；".join(
                    f"{item.heading}：{sources.get(item.origin, item.origin)}"
                    for item in result.sections
                ),
            ),
            ("时间", f"{now:%Y-%m-%d %H:%M}，用时{result.seconds:.0f}秒"),
            ("drafter", __version__),
        ),
    )
    path = target.with_name(target.stem + ".核对报告.html")
    draft = render_text(result.document)
    shown, mask = for_others(prepared.sheet, draft)
    write_audit_report(
        path,
        mask=mask,
        draft=draft,
        verification=result.verification,
        sheet=shown,
        record=record,
    )
    say(f"核对报告：{path}")


def cost_in_yuan(model: "Model | None", usage: "Usage") -> "Decimal | None":
    """Return what the tokens cost by the user's own price table; None without one."""
    from drafter.config import read_settings
    from drafter.model.ledger import cost_of

    return None if model is None else cost_of(usage, read_settings().prices.get(model.name))


def figure_counts(result: "Draft", sheet: "FactSheet") -> dict[str, int]:
    """Return the contract's counts of figures."""
    from drafter.drafting import required_facts

    return {
        "in_facts": len(required_facts(sheet)),
        "in_draft": len(result.verification.figures),
        "flagged": len(result.verification.flagged),
        "missing": len(result.verification.missing),
    }


def tell_result(
    result: "Draft",
    prepared: "Prepared",
    target: Path,
    session_path: Path,
    model: "Model | None",
    failure: str,
    seconds: float,
    *,
    as_json: bool,
) -> None:
    """Tell what was written, what was checked and what is left to do."""
    counts = figure_counts(result, prepared.sheet)
    cost = cost_in_yuan(model, result.usage)
    if as_json:
        write_json(
            {
                "output": str(target),
                "session": str(session_path),
                "model": model.name if model is not None else "none",
                "prompts": prepared.pack.label,
                "seconds": round(seconds, 1),
                "tokens": {
                    "prompt": result.usage.prompt,
                    "completion": result.usage.completion,
                    "cached": result.usage.cached,
                },
                **({} if cost is None else {"cost": cost}),
                "figures": counts,
                "sections": [
                    {
                        "heading": section.heading,
                        "source": section.origin,
                        "attempts": section.attempts,
                        "chars": section.chars,
                        "plain_chars": section.plain_chars,
                    }
                    for section in result.sections
                ],
            }
        )
    else:
        _tell_person(result, counts, target, seconds)
        if cost is not None:
            say(f"费用约{cost:.4f}元（按 drafter.toml 里的价目）。")
    _tell_length(result, prepared.length)
    if failure:
        say(
            f"模型没有写完：{failure}没写成的部分已用直白句子补齐，文件可用。稍后可重新运行同一命令，写好的段落不会重写。"
        )
    if result.interrupted:
        say("已中断，写好的部分已保存。")


def _tell_length(result: "Draft", length: int | None) -> None:
    from drafter.drafting import LENGTH_TOLERANCE

    if length is None or abs(result.chars - length) <= LENGTH_TOLERANCE * length:
        return
    if result.chars < length:
        say(
            f"想要{length}字，按现有记录写到{result.chars}字：再长就要写记录里没有的话。"
            "请补充记录后再写。"
        )
    else:
        say(
            f"想要{length}字，压到{result.chars}字为止：再短就要漏掉记录里的事。"
            "请删去不必写的记录后再写。"
        )


def _tell_person(result: "Draft", counts: dict[str, int], target: Path, seconds: float) -> None:
    usage = result.usage
    chars = sum(section.chars for section in result.sections) or 1
    plain = sum(section.plain_chars for section in result.sections)
    by_model = sum(section.origin != "plain" for section in result.sections)
    say(f"已写好：{target}，全文{result.chars}字。")
    say(
        f"核对：记录中应写的数字{counts['in_facts']}个，文中数字{counts['in_draft']}个，"
        f"有问题的{counts['flagged']}个，漏写的{counts['missing']}个。"
    )
    say(
        f"共{len(result.sections)}个部分，模型写成{by_model}个，直白句子占{100 * plain // chars}%；"
        f"用时{seconds:.0f}秒，词元：提示{usage.prompt}（其中缓存{usage.cached}，"
        f"占{100 * usage.cached // max(usage.prompt, 1)}%），生成{usage.completion}。"
    )
    for fact in result.verification.missing:
        say(f"  漏写：{fact.label}{fact.figure.text}（第{fact.source.line}行）")
    for checked in result.verification.flagged:
        say(f"  有问题：{checked.figure.text}：{checked.reason}")
