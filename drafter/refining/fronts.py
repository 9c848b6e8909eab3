"""The two ways in: a terminal with editing, history and completion, or lines from a pipe."""

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from drafter.refining.reading import COMMANDS
from drafter.refining.structure import sections_of

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.formatted_text import AnyFormattedText
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from drafter.refining.quiet import QuietTerminal
    from drafter.refining.running import Refiner

__all__ = ["completions", "run_piped", "run_terminal", "stdin_lines"]


async def run_piped(refiner: "Refiner", lines: Iterable[str]) -> None:
    """Take instructions line by line; each is shown before its answer."""
    await refiner.ask_again()
    for raw in lines:
        line = raw.rstrip("\r\n")
        if line.startswith("#"):
            continue
        if line.strip() or refiner.state.pending is not None:
            refiner.door.say(f"> {line}\n")
        await refiner.take(line)
        await refiner.settle()
        if refiner.left:
            return


async def run_terminal(refiner: "Refiner", said: Sequence[str], terminal: "QuietTerminal") -> None:
    """Take instructions from a person.

    Args:
        refiner: The session.
        said: Her earlier instructions, for the arrow keys and Ctrl-R.
        terminal: Keeps what is typed between two prompts for the next one.
    """
    from prompt_toolkit.patch_stdout import patch_stdout

    # A model's turn listens to Ctrl-C itself and the prompt reads it as a key; in between, while
    # a file is written or a diff is made, it must not take the session down.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    session = _prompt(refiner, said)
    leaving = False
    typed, sent = terminal.typed, terminal.sent
    while not refiner.left:
        try:
            # What is judged meanwhile is told above the prompt.
            with patch_stdout(raw=True):
                line = await session.prompt_async(default=typed, accept_default=sent)
        except KeyboardInterrupt:
            if leaving:
                return
            leaving = True
            refiner.door.say("再按一次 Ctrl-C 离开；会话已存好。\n")
            continue
        except EOFError:
            return
        finally:
            terminal.between()
            typed, sent = "", False
        leaving = False
        await refiner.take(line)


def _prompt(refiner: "Refiner", said: Sequence[str]) -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.output import ColorDepth
    from prompt_toolkit.styles import Style

    history = InMemoryHistory()
    for text in said:
        history.append_string(text)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    session: PromptSession[str] = PromptSession(
        message=lambda: _message(refiner),
        history=history,
        completer=_completer(refiner),
        complete_while_typing=False,
        multiline=True,
        prompt_continuation=lambda width, _number, _soft: " " * min(width, 4),
        key_bindings=_keys(),
        enable_history_search=False,
        bottom_toolbar=None,
        color_depth=ColorDepth.DEPTH_1_BIT if plain else None,
        style=Style.from_dict({"prompt": "" if plain else "bold"}),
    )
    session.default_buffer.on_text_changed += lambda buffer: _typed(refiner, buffer.text)
    return session


def _typed(refiner: "Refiner", text: str) -> None:
    if text and not text.startswith("/"):
        refiner.foresee(text)


def _message(refiner: "Refiner") -> "AnyFormattedText":
    from drafter.refining.structure import name_of

    state = refiner.state
    focus = f" {name_of(state.text, state.focus)}" if state.focus else ""
    ask = " 采用吗？回车采用" if state.pending is not None else ""
    return [("class:prompt", f"[第{state.versions.current}版{focus}{ask}] ")]


def _keys() -> "KeyBindings":
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _(event: "KeyPressEvent") -> None:
        buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _(event: "KeyPressEvent") -> None:
        event.current_buffer.insert_text("\n")

    return keys


def _completer(refiner: "Refiner") -> "Completer":
    """Complete commands behind a slash, and sections by number."""
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    class Named(Completer):
        def get_completions(
            self, document: Document, _event: CompleteEvent
        ) -> Iterator[Completion]:
            for text, about, length in completions(refiner, document.text_before_cursor):
                yield Completion(text, start_position=-length, display_meta=about)

    return Named()


def completions(refiner: "Refiner", before: str) -> Iterator[tuple[str, str, int]]:
    """Yield (text, explanation, characters replaced) for what was typed so far."""
    if before.startswith("/") and " " not in before:
        word = before[1:].lower()
        for name, (aliases, _, what) in COMMANDS.items():
            if name.startswith(word):
                yield f"/{name} ", what, len(before)
            else:
                for alias in aliases:
                    if word and alias.startswith(word):
                        yield f"/{alias} ", what, len(before)
                        break
        return
    start = before.rfind("第")
    if start >= 0 and len(before) - start <= 4:
        typed = before[start:]
        for number, section in enumerate(sections_of(refiner.state.text), 1):
            name = f"第{number}部分"
            chinese = f"第{'一二三四五六七八九十'[number - 1]}部分" if number <= 10 else name
            if chinese.startswith(typed) and section.heading is not None:
                yield chinese, section.heading.text, len(typed)


def stdin_lines() -> Iterator[str]:
    """Yield the lines of standard input, decoded as any input file is."""
    for raw in sys.stdin.buffer:
        try:
            yield raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield raw.decode("gb18030", errors="replace")
