"""Progress of a draft on the terminal: one line a section, what is being written, what is done."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from drafter.commands.console import say

if TYPE_CHECKING:
    from drafter.drafting import Composed, DraftObserver, ParagraphPlan, Plan
    from drafter.errors import ModelError
    from drafter.model import ChatReply, ChatRequest

__all__ = ["DraftProgress"]

# Characters of the paragraph under way that are shown: three lines of a usual terminal.
_SHOWN = 110
_ORIGIN = {"model": "模型写成", "repaired": "改正后写成", "plain": "直白句子"}


class DraftProgress:
    """Shows a live table on a terminal; elsewhere one plain line for each finished section.

    Args:
        plan: The plan whose sections are shown.
        quiet: Show nothing live.
    """

    def __init__(self, plan: "Plan", *, quiet: bool) -> None:
        self._plan = plan
        self._quiet = quiet
        self._total = {
            paragraph.id: index
            for index, section in enumerate(plan.sections)
            for paragraph in section.paragraphs
        }
        self._done = [0] * len(plan.sections)
        self._origins: list[list[str]] = [[] for _ in plan.sections]
        self._live: Any = None
        self._texts: dict[str, str] = {}
        self._finished: set[str] = set()

    def observer(
        self,
        *,
        on_reply: "Callable[[str, ChatRequest, ChatReply], None]",
        on_failure: "Callable[[str, ChatRequest, ModelError], None]",
        on_paragraph: "Callable[[ParagraphPlan, Composed], None]",
        done: "Mapping[str, Composed]",
    ) -> "DraftObserver":
        """Return an observer that shows progress and passes everything on.

        Args:
            on_reply: Hears of replies.
            on_failure: Hears of requests that got none.
            on_paragraph: Hears of finished paragraphs.
            done: Paragraphs that an earlier run finished.
        """
        from drafter.drafting import DraftObserver

        for paragraph in self._plan.paragraphs:
            if paragraph.id in done:
                self._finish(paragraph, done[paragraph.id])
        if done and not self._quiet:
            say(f"接着上次写：已有{len(done)}段写好。")

        def finished(paragraph: "ParagraphPlan", composed: "Composed") -> None:
            on_paragraph(paragraph, composed)
            self._finish(paragraph, composed)

        return DraftObserver(
            on_reply=on_reply,
            on_failure=on_failure,
            on_text=None if self._quiet else self._stream,
            on_paragraph=finished,
        )

    def _finish(self, paragraph: "ParagraphPlan", composed: "Composed") -> None:
        index = self._total[paragraph.id]
        self._finished.add(paragraph.id)
        self._done[index] += 1
        self._origins[index].append(composed.origin)
        section = self._plan.sections[index]
        if self._live is not None:
            self._live.update(self._table())
        elif not self._quiet and self._done[index] == len(section.paragraphs):
            say(f"  写好：{section.heading}")

    def _stream(self, paragraph_id: str, piece: str) -> None:
        # An empty piece withdraws what was shown of an attempt that failed.
        before = self._texts.get(paragraph_id, "") if piece else ""
        self._texts[paragraph_id] = before + piece.replace("\n", "")
        if self._live is not None:
            self._live.update(self._table())

    def _current(self) -> str:
        """Return what is being written first in the document, whatever else streams in beside."""
        for paragraph in self._plan.paragraphs:
            if paragraph.id not in self._finished and self._texts.get(paragraph.id):
                return self._texts[paragraph.id]
        return ""

    def _table(self) -> Any:  # noqa: ANN401 # a rich renderable
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 2))
        for index, section in enumerate(self._plan.sections):
            total = len(section.paragraphs)
            if self._done[index] == total:
                worst = max(self._origins[index], key=list(_ORIGIN).index)
                state = Text(_ORIGIN[worst], style="green" if worst != "plain" else "yellow")
            else:
                state = Text(f"{self._done[index]}/{total} 段", style="dim")
            table.add_row(Text(section.heading), state)
        return Group(table, Text(self._current()[-_SHOWN:], style="dim"))

    def __enter__(self) -> Self:
        if not self._quiet:
            from rich.console import Console
            from rich.live import Live

            console = Console(stderr=True)
            if console.is_terminal:
                self._live = Live(self._table(), console=console, transient=True)
                self._live.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.__exit__(kind, error, trace)
            self._live = None
