"""Write one prepared summary to its file with its session beside it; for one file or a batch."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import ModelError

if TYPE_CHECKING:
    from drafter.commands.draft_progress import DraftProgress
    from drafter.drafting import Draft, Prepared
    from drafter.model import Model

__all__ = ["open_for_drafting", "session_path_of", "write_summary"]


def session_path_of(target: Path) -> Path:
    """Return where the session of an output lies."""
    return target.with_name(target.name + ".session.jsonl")


async def open_for_drafting(
    name: str | None, prepared: "Prepared", *, yes: bool
) -> "tuple[Model | None, str]":
    """Open the model and warm its prefix; what goes wrong is told, not raised."""
    if name == "none":
        return None, ""
    from drafter.commands.model import allow_endpoint, fetch_for_use
    from drafter.model import open_model

    try:
        model = await open_model(
            name,
            fetch=lambda weights: fetch_for_use(weights, yes=yes),
            confirm=lambda question: allow_endpoint(question, yes=yes),
        )
    except ModelError as error:
        return None, str(error)
    try:
        await model.warm(prepared.prefix)
    except ModelError as error:
        await model.aclose()
        return None, str(error)
    return model, ""


async def write_summary(
    prepared: "Prepared",
    target: Path,
    *,
    model: "Model | None",
    progress: "DraftProgress",
    profile: str,
) -> "Draft":
    """Draft, verify, write the file and its session; nothing is half-written.

    Args:
        prepared: Facts, plan, prompts.
        target: The output file; its ending is the format.
        model: None writes plain sentences throughout.
        progress: Shows how far it is.
        profile: Layout profile of the document.
    """
    from drafter.drafting import draft_summary
    from drafter.session import Journal, SessionRecorder, session_lock

    session_path = session_path_of(target)
    scratch = session_path.with_name(f".{session_path.name}.new")
    scratch.unlink(missing_ok=True)
    try:
        with session_lock(session_path):
            with Journal(scratch) as journal, progress:
                recorder = SessionRecorder(journal)
                recorder.start(prepared, model)
                observer = progress.observer(
                    on_reply=recorder.reply, on_paragraph=recorder.paragraph
                )
                with _ctrl_c(observer.stop):
                    result = await draft_summary(
                        prepared.sheet,
                        prepared.plan,
                        model=model,
                        pack=prepared.pack,
                        prefix=prepared.prefix,
                        list_turns=prepared.list_turns,
                        exemplars=prepared.shown,
                        seed=prepared.seed,
                        date=prepared.date,
                        observer=observer,
                    )
                _write_document(result, target, profile=profile)
                recorder.document(result, target)
            scratch.replace(session_path)
    finally:
        scratch.unlink(missing_ok=True)
    return result


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
