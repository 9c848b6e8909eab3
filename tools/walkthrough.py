"""Write the walk-through of ``docs/refine.md``: each step is run, and what it said is put in.

``python tools/walkthrough.py`` runs ``drafter`` in an empty folder on the example notes, without a
model, and replaces what stands between the two marks of the document. ``--check`` only compares.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
DOCUMENT: Final = ROOT / "docs" / "refine.md"
EXAMPLE: Final = ROOT / "examples" / "township-2025.txt"
BEGIN: Final = "<!-- walk-through: written by tools/walkthrough.py -->\n"
END: Final = "<!-- end of the walk-through -->\n"

# What is said about a step, and the lines that are typed; "" is the Enter key.
STEPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Look at one section (`/看 3` is paragraph 3). Every figure is judged against the facts.",
     ("/段 第三部分", "/段 全文")),
    ("Say what to do. Nothing changes until Enter accepts it.",
     ("把第6段移到第8段后面", "")),
    ("Words are replaced by rule, wherever they stand; `/接受 1` takes only the first place.",
     ("把“建有”改成“现有”", "/接受 1")),
    ("A number that the facts do not hold is refused, with the honest way to change it.",
     ("把咨询人数写到200人次", "把“3200份”改成“5000份”")),
    ("A corrected fact is followed wherever it is told, and by what was reckoned from it.",
     ("/事实 36户", "/事实 改 a10.f1 40", "")),
    ("Something that was forgotten: told in plain notes, put where its like stands.",
     ("再加一条：12月又办了一期培训，32人", "")),
    ("A locked paragraph stays as it is, whatever is asked.",
     ("/锁定 10", "删掉第10段", "/解锁 10")),
    ("Undo and redo; going back to an earlier version and on from there makes a branch.",
     ("/撤销", "/重做", "/回到 2", "删掉最后一段", "", "/历史", "/回到 5")),
    ("Save. A file that somebody else changed meanwhile is not overwritten.",
     ("/保存",)),
)  # fmt: skip
AGAIN: Final = (
    ("The next day: the session opens where it was left, and undo still works.",
     ("/历史", "/撤销", "/重做")),
)  # fmt: skip
EDITED: Final = "And a file that was edited in Word comes back as one more change to look at."


def ran(folder: Path, words: Sequence[str], typed: str = "") -> str:
    """Run drafter and return what it said on standard output."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "drafter", *words], cwd=folder, input=typed, env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return re.sub(r"\d\d-\d\d \d\d:\d\d", "01-05 09:00", done.stdout.replace(f"{folder}/", ""))


def answers(said: str) -> list[str]:
    """Return what was said after each typed line, the line with it."""
    pieces = re.split(r"(?m)^(?=> )", said)
    return [piece.rstrip("\n") for piece in pieces if piece.startswith(">")]


def told(steps: Sequence[tuple[str, tuple[str, ...]]], said: str) -> list[str]:
    """Return the steps with their output as Markdown."""
    waiting = answers(said)
    lines: list[str] = []
    for about, typed in steps:
        shown = [waiting.pop(0) for _ in typed]
        lines += [about, "", "```text", *shown, "```", ""]
    return lines


def walked() -> str:
    """Run the whole walk-through and return it as Markdown."""
    from docx import Document

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "记录.txt").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
        ran(folder, ["draft", "记录.txt", "-o", "总结.docx", "--model", "none"])
        refine = ["refine", "总结.docx", "--model", "none"]
        lines = ["```console", "$ drafter draft 记录.txt -o 总结.docx --model none",
                 "$ drafter refine 总结.docx --model none", "```", ""]  # fmt: skip
        lines += told(STEPS, ran(folder, refine, typed(STEPS)))
        lines += told(AGAIN, ran(folder, refine, typed(AGAIN)))
        package = Document(str(folder / "总结.docx"))
        for paragraph in package.paragraphs:
            if "宪法日" in paragraph.text:
                paragraph.runs[-1].text = paragraph.runs[-1].text.replace("240人", "250人")
        package.save(str(folder / "改过.docx"))
        said = ran(folder, [*refine, "--import", "改过.docx"], "/拒绝\n")
        lines += [EDITED, "", "```console", "$ drafter refine 总结.docx --import 改过.docx", "```",
                  "", "```text", said.rstrip("\n"), "```", ""]  # fmt: skip
    return "\n".join(lines)


def typed(steps: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return the lines of some steps as they are typed."""
    return "".join(f"{line}\n" for _, lines in steps for line in lines)


def main() -> None:
    """Write the document, or compare it."""
    before = DOCUMENT.read_text("utf-8")
    head, rest = before.split(BEGIN)
    after = head + BEGIN + "\n" + walked() + END + rest.split(END)[1]
    if "--check" in sys.argv:
        raise SystemExit(0 if before == after else "docs/refine.md is not what drafter says now")
    DOCUMENT.write_text(after, "utf-8")


if __name__ == "__main__":
    main()
