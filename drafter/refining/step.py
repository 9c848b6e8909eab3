"""The step of a session: state and input to a new state, with what the shell has to do (pure).

Every change of state is an event of the journal, applied by the same function that replays an old
journal; so what was shown is what a restart finds.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter.errors import DrafterError
from drafter.figures import find_figures
from drafter.refining.amending import change_facts, import_document, take_notes, write_part
from drafter.refining.asking import again, rewrite, take_rewritten
from drafter.refining.commands import (
    AskModel,
    Effect,
    Imported,
    Input,
    Judged,
    Line,
    NotesRead,
    Quit,
    ReadFile,
    Rewritten,
    Show,
    SwitchModel,
    WriteFile,
    Written,
)
from drafter.refining.instructing import Ask, Change, News, Refusal, one_by_one, understand
from drafter.refining.moves import Move
from drafter.refining.offering import accept, compare, go_to, judge, offer, reject
from drafter.refining.ordering import orders_in
from drafter.refining.pointing import focus, lock, look
from drafter.refining.reading import Slash, as_words, holds_commands, read_slash
from drafter.refining.saying import chosen_places, listed_notes, meant_by, new_notes, takes_back
from drafter.refining.state import State
from drafter.refining.words import is_bare, pattern

__all__ = ["Step", "step"]

_PLACED = re.compile("第.{1,3}(?:段|部分|句)|这一?段|全文")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one input led to."""

    state: State
    effects: tuple[Effect, ...] = field(default_factory=tuple)


def step(state: State, command: Input, now: str = "") -> Step:
    """Return the session after one input.

    Args:
        state: The session.
        command: What the user typed, or what the shell brings back.
        now: The time, for the history.
    """
    move = Move(state, now)
    try:
        match command:
            case Line(text=text):
                _line(move, text.strip("\n "))
            case Rewritten():
                take_rewritten(move, command)
            case Imported():
                import_document(move, command)
            case NotesRead(text=text):
                take_notes(move, text)
            case Written():
                _written(move, command)
            case Judged():
                judge(move)
    except DrafterError as error:
        move.tell(str(error), "bad")
    return Step(state=move.state, effects=tuple(move.effects))


def _line(move: Move, text: str) -> None:
    if not text:
        if move.state.pending is not None:
            accept(move, ())
        return
    slash = read_slash(text)
    if slash is not None and holds_commands(text, slash):
        move.tell(
            "这里有好几行，里面有命令。命令请一行一行输入；这几行都没有做。"
            "要当作记录收进来，请在最前面写 /加，再接记录。",
            "bad",
        )
        return
    if slash is None and _bare(move, text):
        return
    move.add("instruction", turn=move.state.turn + 1, text=text, time=move.now)
    if slash is not None:
        _slash(move, slash)
        return
    meant = meant_by(text)
    if meant is not None:
        _SLASHES[meant.name](move, meant.argument)
        return
    notes = _as_notes(text)
    if notes:
        take_notes(move, notes)
        return
    _instruct(move, text)


def _bare(move: Move, text: str) -> bool:
    """Do what a line of one plain word means (好, 撤销); say whether it was one."""
    pending = move.state.pending is not None
    names = ("undo", "redo", "again", "rewrite", "save", "check", "show", "quit", "help")
    if pending and is_bare(text, "accept"):
        accept(move, ())
    elif pending and is_bare(text, "reject"):
        reject(move)
    elif pending and (numbers := chosen_places(text)):
        accept(move, numbers)
    elif is_bare(text, "accept") or is_bare(text, "reject"):
        move.tell("没有等着采用的改动。")
    else:
        name = next((name for name in names if is_bare(text, name)), "")
        name = "undo" if not name and takes_back(text) else name
        if not name:
            return False
        _SLASHES[_CHINESE[name]](move, "")
    return True


def _as_notes(text: str) -> str:
    """Return the notes in a line that brings new facts; "" in any other."""
    match = re.match(
        rf"^(?:对了|另外|还有|哦|啊)?[，,]?{pattern('facts', 'add')}(?:事)?[:：，,。\s]*(.{{4,}})$",
        text,
        re.DOTALL,
    )
    if match:
        return match[1]
    if told := listed_notes(text) or new_notes(text):
        return told
    if text.startswith(("更正", "纠正", "勘误")) and not _PLACED.search(text):
        return text if find_figures(text) else ""
    return text if text.count("\n") > 0 else ""


def _instruct(move: Move, text: str) -> None:
    lock_word = _lock_words(text)
    orders = orders_in(text)
    if lock_word is not None and len(orders) > 1:
        move.tell(one_by_one(orders), "bad")
        return
    if lock_word is not None:
        lock(move, text, on=lock_word)
        return
    match understand(text, move.state):
        case Change() as change:
            offer(
                move,
                change.text,
                change.what,
                notes=change.notes,
                own=change.own,
                moved=change.moved,
            )
        case Ask(parts=parts, request=request):
            _ask(move, parts, request)
        case News(words=words):
            take_notes(move, words)
        case Refusal(reason=reason):
            move.tell(reason, "bad")


def _lock_words(text: str) -> bool | None:
    if re.search(pattern("act", "unlock"), text):
        return False
    return True if re.search(pattern("act", "lock"), text) else None


def _ask(move: Move, parts: Sequence[str], request: str, sample: int = 0) -> None:
    if move.state.pending is not None:
        reject(move, quietly=True)
    move.add("asked", request=request, parts=list(parts), sample=sample)
    move.effects.append(AskModel(parts=tuple(parts), request=request, sample=sample))


def _slash(move: Move, slash: Slash) -> None:
    if not slash.name:
        hint = f"是不是 {'、'.join('/' + name for name in slash.near)}？" if slash.near else ""
        move.tell(f"没有 /{slash.argument} 这个命令。{hint}输入 /帮助 看全部命令。", "bad")
        return
    _SLASHES[slash.name](move, slash.argument)


def _undo(move: Move, _: str) -> None:
    if move.state.pending is not None:
        reject(move)
        return
    target = move.state.versions.undo_target
    if not target:
        move.tell("已经是最早的一版。", "bad")
        return
    undone = move.state.versions.now
    go_to(move, target, f"已撤销：{undone.what}（/重做 可以恢复）")


def _redo(move: Move, _: str) -> None:
    target = move.state.versions.redo_target
    if not target:
        move.tell("没有可以重做的。", "bad")
        return
    version = move.state.versions.get(target)
    go_to(move, target, f"已恢复：{version.what if version else ''}")


def _facts(move: Move, argument: str) -> None:
    if not argument or not change_facts(move, argument):
        move.effects.append(Show(view="facts", about=(argument,) if argument else ()))


def _notes(move: Move, argument: str) -> None:
    if argument.startswith("@"):
        move.effects.append(ReadFile(path=argument[1:].strip(), purpose="notes"))
    elif argument:
        take_notes(move, argument)
    else:
        move.tell("请在后面写上新的事，例如：/加 12月办培训1期，32人。", "bad")


def _import(move: Move, argument: str) -> None:
    if not argument:
        move.tell("请写文件名，例如：/导入 总结.docx", "bad")
        return
    move.effects.append(ReadFile(path=argument.strip("“”\"'"), purpose="import"))


def _export(move: Move, argument: str) -> None:
    if not argument:
        move.tell("请写文件名，例如：/导出 总结.docx；写进原来的文件用 /保存。", "bad")
        return
    force = argument.endswith(" --force")
    path = argument.removesuffix(" --force").strip("“”\"' ")
    move.effects.append(WriteFile(path=path, force=force))


def _words(name: str) -> Callable[[Move, str], None]:
    def do(move: Move, argument: str) -> None:
        _instruct(move, as_words(name, argument))

    return do


def _title(move: Move, argument: str) -> None:
    number, _, words = argument.partition(" ")
    from drafter.refining.words import number_of

    if words and number_of(number) is not None:
        _instruct(move, f"第{number}部分的标题改成：{words}")
    elif argument and number_of(argument) is None:
        _instruct(move, f"标题改成：{argument}")
    else:
        move.tell("例：/标题 柳河镇妇联2025年工作总结；/标题 2 夯实基层组织", "bad")


def _manner(lead: str) -> Callable[[Move, str], None]:
    kinds = {"短": "写得更简短些", "长": "写得更详细具体些", "简": "写得更简短些"}

    def do(move: Move, argument: str) -> None:
        if not argument:
            move.tell("例：/语气 朴实；/长度 短", "bad")
            return
        where = "这段" if move.state.focus else "全文"
        wanted = kinds.get(argument[:1], f"{lead}{argument}") if lead == "" else lead + argument
        _instruct(move, f"{where}{wanted}")

    return do


def _again(move: Move, _: str) -> None:
    parts, request, sample = again(move)
    if parts:
        _ask(move, parts, request, sample)


def _rewrite(move: Move, argument: str) -> None:
    parts, request, sample = rewrite(move, argument)
    if parts:
        _ask(move, parts, request, sample)


def _show(view: str) -> Callable[[Move, str], None]:
    def do(move: Move, argument: str) -> None:
        about = tuple(argument.split())
        move.effects.append(Show(view=view, about=about))  # type: ignore[arg-type]

    return do


def _go(move: Move, argument: str) -> None:
    number = int(argument) if argument.isdecimal() else 0
    if move.state.versions.get(number) is None:
        move.tell(f"没有第{argument or '？'}版。输入 /历史 看有哪些。", "bad")
        return
    go_to(move, number, f"现在是第{number}版。接着改会从这里另起一支，原来的版本都还在。")


def _save(move: Move, argument: str) -> None:
    move.effects.append(WriteFile(path="", force=argument.strip() == "--force"))


def _model(move: Move, argument: str) -> None:
    move.effects.append(SwitchModel(name=argument))


def _quit(move: Move, _: str) -> None:
    move.effects.append(Quit())


def _written(move: Move, command: Written) -> None:
    if command.output:
        move.add(
            "saved",
            output=command.output,
            sha256=command.sha256,
            version=move.state.versions.current,
        )
    else:
        move.add("exported", name=command.name, version=move.state.versions.current)


_SLASHES: Mapping[str, Callable[[Move, str], Any]] = {
    "看": lambda move, argument: look(move, "text", argument),
    "段": focus,
    "核对": lambda move, argument: look(move, "figures", argument),
    "事实": _facts,
    "加": _notes,
    "接受": lambda move, argument: accept(move, tuple(argument.split())),
    "拒绝": lambda move, _: reject(move),
    "再来": _again,
    "重写": _rewrite,
    "撤销": _undo,
    "重做": _redo,
    "历史": _show("history"),
    "比较": compare,
    "回到": _go,
    "锁定": lambda move, argument: lock(move, argument, on=True),
    "解锁": lambda move, argument: lock(move, argument, on=False),
    "写": write_part,
    "合并": _words("合并"),
    "拆分": _words("拆分"),
    "移动": _words("移动"),
    "删": _words("删"),
    "标题": _title,
    "语气": _manner("语气改得"),
    "长度": _manner(""),
    "保存": _save,
    "导出": _export,
    "导入": _import,
    "模型": _model,
    "花费": _show("cost"),
    "帮助": _show("help"),
    "退出": _quit,
}
_CHINESE = {
    "undo": "撤销",
    "redo": "重做",
    "again": "再来",
    "rewrite": "重写",
    "save": "保存",
    "check": "核对",
    "show": "看",
    "quit": "退出",
    "help": "帮助",
}
