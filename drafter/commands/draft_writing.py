"""Write one prepared summary to its file with its session beside it; for one file or a batch."""

import asyncio
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, ModelError

if TYPE_CHECKING:
    from drafter.commands.draft_progress import DraftProgress
    from drafter.drafting import Draft, Prepared
    from drafter.model import Model
    from drafter.session import Journal

__all__ = ["open_for_drafting", "session_path_of", "tell_unfinished", "write_summary"]


def session_path_of(target: Path) -> Path:
    """Return where the session of an output lies."""
    return target.with_name(target.name + ".session.jsonl")


async def open_for_drafting(
    name: str | None,
    prepared: "Prepared | None",
    *,
    yes: bool,
    max_tokens_total: int | None = None,
    warm: bool = True,
    slots: int | None = None,
    budget_s: float | None = None,
) -> "tuple[Model | None, str]":
    """Open the model and warm its prefix; what goes wrong is told, not raised.

    Args:
        name: As the user gave it; ``none`` opens nothing.
        prepared: Whose prefix is warmed; None warms nothing.
        yes: Whether questions are answered with yes.
        max_tokens_total: The most tokens that all calls together may use.
        warm: False leaves the prefix to be warmed by the caller, while the user reads.
        slots: How many requests the embedded engine serves side by side; None: the usual number.
        budget_s: So long it may take: who waits for the model waits for its start as well.
    """
    if name == "none":
        return None, ""
    model: Model | None = None
    try:
        async with asyncio.timeout(budget_s):
            model = await _opened(
                name, prepared, yes=yes, max_tokens_total=max_tokens_total, slots=slots
            )
            if warm and prepared is not None:
                await model.warm(prepared.first_turns)
    except (ModelError, TimeoutError) as error:
        if model is not None:
            await model.aclose()
        late = f"到了限定的时间（{(budget_s or 0) / 60:g}分钟），模型还没有准备好。"
        return None, str(error) if isinstance(error, ModelError) else late
    return model, ""


async def _opened(
    name: str | None,
    prepared: "Prepared | None",
    *,
    yes: bool,
    max_tokens_total: int | None,
    slots: int | None,
) -> "Model":
    from drafter.commands.opening import open_for_use
    from drafter.drafting import learned_names
    from drafter.privacy import Pseudonyms

    known = Pseudonyms(wide=True)
    return await open_for_use(
        name,
        yes=yes,
        max_tokens_total=max_tokens_total,
        pseudonyms=None if prepared is None else learned_names(prepared.sheet, known),
        slots=slots,
    )


def tell_unfinished(target: Path) -> None:
    """Say which other summaries of a folder were broken off, and how to go on or be rid of them.

    What a killed run leaves is hidden, so nobody would find it.
    """
    from drafter.commands.console import say
    from drafter.session.registry import unfinished_sessions

    own = session_path_of(target).resolve()
    names = [
        session.name.removesuffix(".session.jsonl")
        for session in unfinished_sessions(target.parent)
        if session.resolve() != own
    ]
    if names:
        say(
            f"提示：这里有没写完的总结（{'、'.join(names)}）。再运行当时的命令会接着写；"
            f"不要了可以 drafter session delete {names[0]}。"
        )


async def write_summary(
    prepared: "Prepared",
    target: Path,
    *,
    model: "Model | None",
    progress: "DraftProgress",
    profile: str,
    budget_s: float | None = None,
    alone: bool = True,
) -> "Draft":
    """Draft, verify, write the file and its session; nothing is half-written.

    What an earlier run of the same inputs finished is not asked for again. A run that is killed,
    or whose output cannot be written, leaves a hidden journal that the next one goes on from.

    Args:
        prepared: Facts, plan, prompts.
        target: The output file; its ending is the format.
        model: None writes plain sentences throughout.
        progress: Shows how far it is.
        profile: Layout profile of the document.
        budget_s: So long the model may be asked.
        alone: Whether Ctrl-C is this draft's to handle; a batch handles it for all of its own.
    """
    from drafter.drafting import draft_summary
    from drafter.session import session_lock
    from drafter.session.recording import SessionRecorder
    from drafter.session.registry import remember_session
    from drafter.session.resuming import take_up

    session_path = session_path_of(target)
    scratch = session_path.with_name(f".{session_path.name}.new")
    with session_lock(session_path):
        take_up(session_path, scratch)
        with _journal(scratch) as journal, progress:
            recorder = SessionRecorder(journal)
            done = recorder.start(prepared, model)
            observer = progress.observer(
                on_reply=recorder.reply,
                on_failure=recorder.failure,
                on_paragraph=recorder.paragraph,
                done=done,
            )
            with _ctrl_c(observer.stop) if alone else nullcontext():
                result = await draft_summary(
                    prepared.sheet,
                    prepared.plan,
                    model=model,
                    pack=prepared.pack,
                    prefix=prepared.prefix,
                    list_turns=prepared.list_turns,
                    topic_turns=prepared.topic_turns,
                    exemplars=prepared.shown,
                    seed=prepared.seed,
                    date=prepared.date,
                    length=prepared.length,
                    last=prepared.last,
                    done=done,
                    budget_s=budget_s,
                    observer=observer,
                )
            await asyncio.to_thread(_write_document, result, target, profile=profile)
            recorder.document(result, target, prepared=prepared, profile=profile)
        scratch.replace(session_path)
    remember_session(session_path)
    return result


def _journal(scratch: Path) -> "Journal":
    from drafter.session import Journal

    try:
        return Journal(scratch)
    except InputError:
        # Damaged in its middle: nothing of it can be trusted.
        scratch.unlink()
        return Journal(scratch)


def _write_document(result: "Draft", target: Path, *, profile: str) -> None:
    from drafter.exporting import ExportOptions, write_document

    assisted = any(item.origin != "plain" for item in result.sections)
    options = ExportOptions(assisted=assisted)
    write_document(result.document, target, profile=profile, options=options)


class _ctrl_c:  # noqa: N801 # reads as a statement: with _ctrl_c(stop)
    """Turn the first Ctrl-C into a request to stop; a second one interrupts at once."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop

    def __enter__(self) -> None:
        import signal

        loop = asyncio.get_running_loop()
        self._before = signal.getsignal(signal.SIGINT)

        def handle(_number: int, _frame: object) -> None:
            loop.call_soon_threadsafe(self._stop.set)
            signal.signal(signal.SIGINT, signal.default_int_handler)

        signal.signal(signal.SIGINT, handle)

    def __exit__(self, *_: object) -> None:
        import signal

        signal.signal(signal.SIGINT, self._before)
