"""``drafter exemplars list|show|check|add``: the pairs that teach a model how a summary reads."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafter.commands.console import (
    ExitCode,
    assume_yes,
    confirm,
    is_interactive,
    say,
    write_json,
    write_out,
)

if TYPE_CHECKING:
    from drafter.prompting import Exemplar
    from drafter.prompting.adding import Candidate
    from drafter.prompting.checking import Fault

__all__ = ["app"]

_KIND_WORDS = {
    "result": "工作",
    "opening": "开头",
    "heading": "标题",
    "problem": "问题",
    "plan": "打算",
    "closing": "结尾",
}
_LEVEL_WORDS = {
    "province": "省",
    "city": "市",
    "county": "县",
    "township": "乡镇",
    "street": "街道",
    "village": "村",
    "community": "社区",
    "other": "其他",
}

app = typer.Typer(
    help="范例：教模型怎么写的“记录—成文”对子。\n\n例：drafter exemplars add 去年总结.docx",
    no_args_is_help=True,
)


@app.command("list")
def list_exemplars(
    topic: Annotated[str, typer.Option("--topic", metavar="主题", help="只列这个主题。")] = "",
    level: Annotated[str, typer.Option("--level", metavar="级别", help="只列这个级别。")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
) -> int:
    """列出全部范例，本单位自己的在前。

    例：drafter exemplars list --topic T10
    """
    from drafter.prompting import load_exemplars
    from drafter.prompting.exemplars import own_folder

    shown = [
        item
        for item in load_exemplars()
        if topic.upper() in ("", item.topic) and level in ("", item.level)
    ]
    if as_json:
        write_json([_as_json(item) for item in shown])
        return ExitCode.DONE
    for item in shown:
        origin = "本单位" if item.own else "自带"
        words = f"{item.topic}  {_LEVEL_WORDS[item.level]}  {_KIND_WORDS[item.kind]}"
        write_out(f"{item.id}  {words}  {origin}  {len(item.prose)}字")
    say(f"共 {len(shown)} 个。本单位的范例放在 {own_folder()}。")
    return ExitCode.DONE


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="编号", help="范例的编号，见 list。")],
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
) -> int:
    """显示一个范例：记录、成文、来历。

    例：drafter exemplars show t10-petitions
    """
    item = _find(name)
    if as_json:
        write_json(_as_json(item))
        return ExitCode.DONE
    write_out(f"{item.id}（{item.topic}，{_LEVEL_WORDS[item.level]}，{_KIND_WORDS[item.kind]}）")
    write_out(f"\n记录：\n{item.facts}\n\n成文：\n{item.prose}")
    if item.notes:
        write_out(f"\n改动：{item.notes}")
    return ExitCode.DONE


@app.command("check")
def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[编号|文件]...", help="不写就查全部。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
) -> int:
    """检查范例：数字有没有依据、写全没有，有没有人名、遮盖、过时的提法。

    例：drafter exemplars check t10-petitions
    """
    from drafter.prompting import load_exemplars
    from drafter.prompting.checking import check_exemplar

    items = [_find(name) for name in names] if names else list(load_exemplars())
    found = [(item, check_exemplar(item)) for item in items]
    faulty = [(item, faults) for item, faults in found if faults]
    if as_json:
        write_json(
            [
                {"id": item.id, "ok": not faults, "faults": _faults_json(faults)}
                for item, faults in found
            ]
        )
    else:
        for item, faults in faulty:
            write_out(f"{item.id}\n{_faults_words(faults)}")
        say(f"查了 {len(items)} 个范例，{len(faulty)} 个有问题。")
    return ExitCode.FINDINGS if faulty else ExitCode.DONE


@app.command("add")
def add(
    file: Annotated[
        str, typer.Argument(metavar="总结", help="本单位过去的总结，任何输入格式；- 是标准输入。")
    ],
    topic: Annotated[
        str, typer.Option("--topic", metavar="主题", help="全部归到这个主题，如 T10。")
    ] = "",
    level: Annotated[
        str, typer.Option("--level", metavar="级别", help="village、township、county 等。")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看不存。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不提问，合用的都存。")] = False,
) -> int:
    """把本单位过去的总结切成范例：取事实、核对、查人名和过时的提法，合用的存下来。

    例：drafter exemplars add 去年总结.docx --level township
    """
    from drafter.intake import read_notes
    from drafter.prompting.adding import cut_summary

    _check_options(topic, level)
    notes = read_notes(file)
    text = "\n".join(line.text for line in notes.lines)
    candidates = cut_summary(text, level=level, topic=topic.upper())
    usable = [item for item in candidates if item.usable]
    if not as_json:
        _tell(candidates)
    stored: list[Path] = []
    if usable and not dry_run:
        if not (assume_yes(yes) or is_interactive()):
            say("没有存：不在终端里运行时，请加 --yes。")
            return ExitCode.WRONG_CALL
        if confirm(f"把合用的 {len(usable)} 段存为本单位的范例？", yes=yes):
            stored = [_store(item.exemplar) for item in usable]
    if as_json:
        write_json(_added_json(candidates, stored, dry_run=dry_run))
    elif stored:
        say(f"存了 {len(stored)} 个，放在 {stored[0].parent}，写稿时优先选用；删去文件即可撤销。")
    return ExitCode.DONE if usable else ExitCode.FINDINGS


def _check_options(topic: str, level: str) -> None:
    import re

    from drafter.errors import InputError

    if topic and not re.fullmatch(r"T(?:[01]\d|2[0-4]|99)", topic.upper()):
        raise InputError(f"--topic 不能是“{topic}”", todo="请写 T00 到 T24 或 T99。")
    if level and level not in _LEVEL_WORDS:
        raise InputError(f"--level 不能是“{level}”", todo=f"可以写 {'、'.join(_LEVEL_WORDS)}。")


def _find(name: str) -> "Exemplar":
    """Return an exemplar by its id, or by the path of its file."""
    from drafter.errors import InputError
    from drafter.prompting import load_exemplars
    from drafter.prompting.exemplars import read_exemplar

    path = Path(name)
    if path.suffix == ".yaml":
        if not path.is_file():
            raise InputError("没有这个文件", path=name)
        return read_exemplar(path)
    for item in load_exemplars():
        if item.id == name:
            return item
    raise InputError(f"没有编号为 {name} 的范例", todo="全部编号见 drafter exemplars list。")


def _store(exemplar: "Exemplar") -> Path:
    """Write an exemplar to the user's folder, readable by its owner only; return its path."""
    from drafter.atomic import write_file
    from drafter.prompting.exemplars import exemplar_yaml, own_folder

    path = own_folder() / f"{exemplar.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, exemplar_yaml(exemplar).encode("utf-8"), private=True, remember=False)
    return path


def _tell(candidates: "tuple[Candidate, ...]") -> None:
    """Show every passage with what was mended and what keeps it out."""
    for item in candidates:
        exemplar = item.exemplar
        words = f"{exemplar.topic}，{_LEVEL_WORDS[exemplar.level]}，{_KIND_WORDS[exemplar.kind]}"
        write_out(f"【{'合用' if item.usable else '不用'}】{exemplar.id}（{words}）")
        write_out(f"  {exemplar.prose[:40]}{'……' if len(exemplar.prose) > 40 else ''}")
        if item.mends:
            whys: dict[str, int] = {}
            for mend in item.mends:
                whys[mend.why] = whys.get(mend.why, 0) + 1
            said = "、".join(f"{why}{count}处" for why, count in whys.items())
            write_out(f"  已修：{said}")
        for sentence, reason in item.left_out:
            write_out(f"  已略去：“{_short(sentence)}”（{reason}）")
        if item.faults:
            write_out(_faults_words(item.faults))
    good = sum(item.usable for item in candidates)
    sys.stdout.flush()
    say(f"切出 {len(candidates)} 段，合用 {good} 段，不用 {len(candidates) - good} 段。")


def _faults_words(faults: "tuple[Fault, ...]") -> str:
    return "\n".join(f"  - “{_short(fault.text)}”：{fault.reason}" for fault in faults)


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:22]}……"


def _faults_json(faults: "tuple[Fault, ...]") -> list[dict[str, str]]:
    return [{"kind": item.kind, "text": item.text, "reason": item.reason} for item in faults]


def _as_json(item: "Exemplar") -> dict[str, Any]:
    return {
        "id": item.id,
        "topic": item.topic,
        "level": item.level,
        "kind": item.kind,
        "own": item.own,
        "facts": item.facts,
        "prose": item.prose,
        "notes": item.notes,
    }


def _added_json(
    candidates: "tuple[Candidate, ...]", stored: list[Path], *, dry_run: bool
) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "stored": [str(path) for path in stored],
        "passages": [
            {
                **_as_json(item.exemplar),
                "line": item.line,
                "usable": item.usable,
                "left_out": [{"text": text, "reason": why} for text, why in item.left_out],
                "mends": [
                    {"old": mend.old, "new": mend.new, "why": mend.why} for mend in item.mends
                ],
                "faults": _faults_json(item.faults),
            }
            for item in candidates
        ],
    }
