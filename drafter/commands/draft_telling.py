"""What the draft command says when it is done: to a person, as JSON, as an audit report."""

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.commands.console import say, write_json

if TYPE_CHECKING:
    from drafter.drafting import Draft, Prepared
    from drafter.facts import FactSheet
    from drafter.model import Model

__all__ = ["tell_result", "write_report"]


def write_report(
    result: "Draft", prepared: "Prepared", target: Path, model: "Model | None"
) -> None:
    """Write the audit report beside the output."""
    import datetime

    from drafter import __version__
    from drafter.document import render_text
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
    write_audit_report(
        path,
        draft=render_text(result.document),
        verification=result.verification,
        sheet=prepared.sheet,
        record=record,
    )
    say(f"核对报告：{path}")


def _figures(result: "Draft", sheet: "FactSheet") -> dict[str, int]:
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
    counts = _figures(result, prepared.sheet)
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
    if failure:
        say(
            f"模型没有写完：{failure}没写成的部分已用直白句子补齐，文件可用。稍后可重新运行同一命令。"
        )
    if result.interrupted:
        say("已中断，写好的部分已保存。")


def _tell_person(result: "Draft", counts: dict[str, int], target: Path, seconds: float) -> None:
    usage = result.usage
    chars = sum(section.chars for section in result.sections) or 1
    plain = sum(section.plain_chars for section in result.sections)
    by_model = sum(section.origin != "plain" for section in result.sections)
    say(f"已写好：{target}")
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
