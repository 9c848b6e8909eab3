"""A line that starts with a slash: which command it is, in Chinese or ASCII, and its argument."""

from dataclasses import dataclass
from typing import Final

from drafter.refining.words import is_bare, number_of

__all__ = [
    "COMMANDS",
    "Slash",
    "as_words",
    "holds_commands",
    "leaves_change",
    "read_slash",
    "takes_change",
]

# name → (ASCII aliases, what it takes, what it does); the order is that of the help.
COMMANDS: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "看": (("show", "v"), "[段号]", "看全文或一段"),
    "段": (("focus", "p"), "n", "选定一段或一个部分，后面的话都说它；/段 全文 取消"),
    "核对": (("check", "c"), "[段号]", "每个数字的依据"),
    "事实": (("facts", "f"), "[改|删|加 …]", "看、改、删事实，文稿跟着改：/事实 改 a5.f2 130人"),
    "加": (("add",), "记录", "加新的事：/加 12月办培训1期，32人；/加 @补充.txt"),
    "接受": (("accept", "a"), "[序号…]", "采用改动（直接回车也行），可只采用其中几处"),
    "拒绝": (("reject", "r"), "", "不要这次改动"),
    "再来": (("again",), "", "同一个要求，换一种写法"),
    "重写": (("rewrite",), "[段号]", "按事实重写一段；不写段号就重做上一个要求"),
    "撤销": (("undo", "u"), "", "退回上一步，重新打开会话后也行"),
    "重做": (("redo",), "", "恢复刚撤销的一步"),
    "历史": (("history", "log"), "", "每一版是怎么来的"),
    "比较": (("diff",), "a b", "比较两版"),
    "回到": (("goto",), "n", "回到第n版接着改，后面的版本都还在"),
    "锁定": (("lock",), "n", "这一段谁也不改；/解锁 n 放开"),
    "解锁": (("unlock",), "n", "放开锁定的段"),
    "写": (("write", "w"), "n 文字", "自己改一段：/写 3 新的整段文字"),
    "合并": (("merge",), "3 4", "合并几段"),
    "拆分": (("split",), "3", "拆成两段"),
    "移动": (("move",), "3 5", "把第3段移到第5段后面"),
    "删": (("delete", "del"), "3", "删去一段或一个部分"),
    "标题": (("title",), "[n] 文字", "改总标题，或第n部分的标题"),
    "语气": (("tone",), "朴实|正式|…", "换语气（选定的一段，或全文）"),
    "长度": (("length",), "长|短", "写详细或写简短"),
    "保存": (("save", "s"), "", "写进这份会话的文件"),
    "导出": (("export", "e"), "文件", "另存为 .docx .md .html .txt"),
    "导入": (("import", "i"), "文件", "收进在 Word 里改过的稿子"),
    "模型": (("model", "m"), "[名称]", "看或换模型；none 不用模型"),
    "花费": (("cost",), "", "模型用了多少词元和时间"),
    "帮助": (("help", "h", "?"), "", "这份说明"),
    "退出": (("quit", "exit", "q"), "", "离开；会话已存好"),
}
# What these take may be several lines of text.
_TAKE_LINES: Final = frozenset({"加", "写", "事实"})
_ALIASES: Final = {alias: name for name, (aliases, _, _) in COMMANDS.items() for alias in aliases}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slash:
    """A command with its argument; ``near`` names likely ones where it is unknown."""

    name: str
    argument: str
    near: tuple[str, ...] = ()


def read_slash(line: str) -> Slash | None:
    """Return the command of a line; None where the line is no command."""
    line = line.strip()
    if line[:1] not in ("/", "／") or len(line) < 2:
        return None
    word, _, argument = line[1:].partition(" ")
    if "\n" in word:
        word, _, rest = word.partition("\n")
        argument = f"{rest} {argument}".strip()
    word = word.strip().lower()
    if word not in COMMANDS and word not in _ALIASES:
        # /段3 and /加12月… without the space are what people type.
        known = [name for name in COMMANDS if word.startswith(name)]
        if known:
            name = max(known, key=len)
            return Slash(name=name, argument=line[1 + len(name) :].strip())
        near = _near(word)
        return Slash(name="", argument=word, near=near)
    return Slash(name=_ALIASES.get(word, word), argument=argument.strip())


def holds_commands(text: str, first: Slash) -> bool:
    """Whether several lines that begin with a command are more than it and its text."""
    rest = text.strip().split("\n")[1:]
    known = any(slash is not None and slash.name for slash in map(read_slash, rest))
    return bool(rest) and (known or first.name not in _TAKE_LINES)


def takes_change(line: str) -> bool:
    """Whether a line takes the waiting change: Enter, 好, /接受 with or without numbers."""
    if not line.strip() or is_bare(line, "accept"):
        return True
    slash = read_slash(line)
    return slash is not None and slash.name == "接受"


def leaves_change(line: str) -> bool:
    """Whether a line puts the waiting change aside, whatever may be found of it: 不要, /拒绝."""
    slash = read_slash(line)
    return is_bare(line, "reject") or (slash is not None and slash.name == "拒绝")


def _near(word: str) -> tuple[str, ...]:
    import difflib

    return tuple(difflib.get_close_matches(word, [*COMMANDS, *_ALIASES], n=3, cutoff=0.4))


def as_words(name: str, argument: str) -> str:
    """Return a command as the sentence that means the same (/合并 3 4: 把第3段和第4段合并)."""
    pieces = argument.replace("、", " ").replace("，", " ").split()
    named = [_named(piece) for piece in pieces]
    if name == "移动" and len(named) == 2:
        return f"把{named[0]}移到{named[1]}后面"
    if name == "移动" and len(named) == 3 and pieces[2] in ("前", "前面", "后", "后面"):
        return f"把{named[0]}移到{named[1]}{pieces[2][0]}面"
    if name == "合并":
        return f"把{'和'.join(named)}合并"
    if name == "拆分":
        return f"把{''.join(named)}拆成两段"
    if name == "删":
        return f"删掉{'、'.join(named)}" if named else "删掉这段"
    return f"把{''.join(named)}移到"


def _named(piece: str) -> str:
    return f"第{piece}段" if number_of(piece) is not None else piece
