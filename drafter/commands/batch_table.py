"""What a batch says at its end: one row a summary, on the screen, as a file for Excel, as JSON."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from drafter.commands.console import say, write_json

__all__ = ["ROW_FILE", "BatchRow", "tell_batch"]

ROW_FILE = "汇总表.csv"
_STATES = {"done": "写好", "findings": "数字要核对", "no_model": "模型没写完", "failed": "没有写"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """How one summary came out.

    Attributes:
        name: The notes.
        output: The file; "" where none was written.
        state: ``done findings no_model failed``.
        in_facts: Figures that the summary should state; the others as in ``draft --json``.
        plain_share: Percent of the characters that are plain sentences.
        tokens: Prompt and completion.
        seconds: Wall time.
        kept: Whether an earlier run wrote it.
        remark: In Chinese, what the user should know.
    """

    name: str
    output: str = ""
    state: str = "failed"
    in_facts: int = 0
    in_draft: int = 0
    flagged: int = 0
    missing: int = 0
    plain_share: int = 0
    tokens: int = 0
    seconds: float = 0.0
    kept: bool = False
    remark: str = ""

    @property
    def needs_attention(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state != "done"

    @property
    def state_in_words(self) -> str:
        """As the table says it."""
        return _STATES[self.state]


def tell_batch(rows: Sequence[BatchRow], path: Path, *, as_json: bool) -> None:
    """Write the table to its file, and show it.

    Raises:
        InputError: The file cannot be written.
    """
    from drafter.atomic import write_file

    # Excel takes a file without the mark for the system's old encoding.
    write_file(path, _as_csv(rows).encode("utf-8-sig"))
    attention = [row for row in rows if row.needs_attention]
    if as_json:
        summaries = [{**asdict(row), "needs_attention": row.needs_attention} for row in rows]
        counts = {"all": len(rows), "attention": len(attention)}
        write_json({"table": str(path), "counts": counts, "summaries": summaries})
        return
    _show(rows)
    say(f"共{len(rows)}份，写好{len(rows) - len(attention)}份，需要看的{len(attention)}份。")
    for row in attention:
        say(f"  {row.name}：{row.state_in_words}。{row.remark}")
    say(f"汇总表：{path}")


def _as_csv(rows: Sequence[BatchRow]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        ["记录", "总结", "结果", "应写数字", "文中数字", "有问题", "漏写", "直白句子%", "说明"]
    )
    for row in rows:
        cells = [row.name, row.output, row.state_in_words, row.in_facts, row.in_draft, row.flagged]
        cells += [row.missing, row.plain_share, row.remark]
        writer.writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: object) -> object:
    """A file may be named =…; a spreadsheet would reckon with it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def _show(rows: Sequence[BatchRow]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("记录", "结果"):
        table.add_column(heading)
    for heading in ("应写数字", "有问题", "漏写", "直白", "用时"):
        table.add_column(heading, justify="right", no_wrap=True)
    styles = {"done": "green", "failed": "red"}
    for row in rows:
        state = Text(row.state_in_words, style=styles.get(row.state, "yellow"))
        if row.state == "failed":
            table.add_row(Text(row.name), state)
            continue
        took = "上次" if row.kept else f"{row.seconds:.0f}秒"
        counts = [str(row.in_facts), str(row.flagged), str(row.missing)]
        table.add_row(Text(row.name), state, *counts, f"{row.plain_share}%", took)
    Console(stderr=True).print(table)
