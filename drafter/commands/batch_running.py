"""Write many summaries side by side over one model; each that is done is recorded at once.

The record in the output folder holds hashes and counts, no text. A run that was killed repeats
only what was under way: whole summaries by this record, paragraphs by each one's own journal.
"""

import asyncio
import hashlib
import json
import signal
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.commands.batch_items import BatchItem
from drafter.commands.batch_table import BatchRow
from drafter.commands.console import debugging, say
from drafter.commands.draft_writing import open_for_drafting, write_summary
from drafter.errors import DrafterError, InputError

if TYPE_CHECKING:
    from drafter.drafting import Draft, Prepared
    from drafter.model import Model

__all__ = ["BatchSettings", "run_batch"]

_RECORD = ".drafter-batch.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings:
    """What holds for every summary of a batch."""

    period: str
    kind: str
    date: str
    prompts: str
    profile: str
    seed: int
    budget_s: float
    force: bool

    def content_hash(self, model: str) -> str:
        """Return a hash of what decides how a summary comes out."""
        from drafter import __version__

        parts = {**asdict(self), "budget_s": 0, "force": False}
        packed = json.dumps([parts, model, __version__], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(packed.encode("utf-8")).hexdigest()


class _Record:
    """The rows of summaries that are done, by name."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _RECORD
        self._rows: dict[str, dict[str, Any]] = {}
        raw = self._path.read_bytes() if self._path.exists() else b""
        for line in raw.split(b"\n"):
            try:
                entry = json.loads(line)
                self._rows[entry["row"]["name"]] = entry
            except (ValueError, KeyError, TypeError):
                # A line that a kill tore; its summary is looked at again.
                continue
        self._torn = bool(raw) and not raw.endswith(b"\n")

    def find(self, item: BatchItem, key: str) -> BatchRow | None:
        """Return the row of a summary that is done and still there, whoever changed it since."""
        entry = self._rows.get(item.name)
        if entry is None or entry.get("key") != key or not item.target.exists():
            return None
        row = BatchRow(**entry["row"])
        # A model that did not answer may answer now.
        return None if row.state in ("failed", "no_model") else replace(row, kept=True)

    def add(self, row: BatchRow, key: str) -> None:
        """Note a summary that is done; on disk when it returns.

        Raises:
            InputError: The disk does not take it.
        """
        import os

        line = json.dumps({"key": key, "row": asdict(row)}, ensure_ascii=False) + "\n"
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write(("\n" if self._torn else "").encode() + line.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise InputError(
                f"写不进去（{error.strerror}）", path=str(self._path), todo="请检查磁盘空间和权限。"
            ) from error
        self._torn = False


async def run_batch(
    items: Sequence[BatchItem],
    output: Path,
    settings: BatchSettings,
    *,
    model_name: str | None,
    jobs: int | None,
    max_tokens_total: int | None,
    yes: bool,
    quiet: bool,
) -> list[BatchRow] | None:
    """Write what is not done yet and return a row for each item; None when interrupted.

    Raises:
        InputError: The endpoint may not be used, or another batch writes to this folder.
    """
    from drafter.session import session_lock

    with session_lock(output / "batch"):
        model, trouble = await open_for_drafting(
            model_name,
            None,
            yes=yes,
            max_tokens_total=max_tokens_total,
            budget_s=settings.budget_s,
        )
        try:
            batch = _Batch(output, settings, model, trouble, quiet=quiet, count=len(items))
            return await batch.run(items, jobs)
        finally:
            if model is not None:
                await model.aclose()


class _Batch:
    def __init__(
        self,
        output: Path,
        settings: BatchSettings,
        model: "Model | None",
        trouble: str,
        *,
        quiet: bool,
        count: int,
    ) -> None:
        self._record = _Record(output)
        self._settings = settings
        self._settings_key = settings.content_hash(model.name if model is not None else "none")
        self._model = model
        self._trouble = trouble
        self._quiet = quiet
        self._count = count
        self._finished = 0

    async def run(self, items: Sequence[BatchItem], jobs: int | None) -> list[BatchRow] | None:
        """Write side by side; the first Ctrl-C stops everything, and nothing finished is lost."""
        model = self._model
        # The engine's caches hold one summary's prompts; elsewhere the endpoint is kept busy
        # while one of the summaries is read, verified and written.
        embedded = getattr(model, "fingerprint", "") == "embedded"
        side_by_side = jobs or (1 if model is None or embedded else min(model.concurrency, 8) + 1)
        gate = asyncio.Semaphore(side_by_side)
        rows: dict[str, BatchRow] = {}

        async def work(item: BatchItem) -> None:
            async with gate:
                rows[item.name] = await self._one(item)

        whole = asyncio.gather(*(work(item) for item in items))
        loop = asyncio.get_running_loop()
        before = signal.getsignal(signal.SIGINT)
        signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(whole.cancel))
        try:
            await whole
        except asyncio.CancelledError:
            return None
        finally:
            signal.signal(signal.SIGINT, before)
        return [rows[item.name] for item in items]

    async def _one(self, item: BatchItem) -> BatchRow:
        began = time.monotonic()
        key = ""
        try:
            key = f"{self._settings_key}:{item.content_hash()}"
            row = self._record.find(item, key)
            if row is not None:
                self._finished += 1
                return row
            row = await self._written(item)
        except DrafterError as error:
            row = BatchRow(name=item.name, remark=str(error))
        except Exception as error:  # noqa: BLE001 # one input must not take the others along
            if debugging():
                import traceback

                traceback.print_exc()
            row = BatchRow(name=item.name, remark=f"程序内部出错（{type(error).__name__}）。")
        row = replace(row, seconds=round(time.monotonic() - began, 1))
        if row.state != "failed":
            self._record.add(row, key)
        self._finished += 1
        if not self._quiet:
            say(f"[{self._finished}/{self._count}] {item.name}：{row.state_in_words}")
        return row

    async def _written(self, item: BatchItem) -> BatchRow:
        from drafter.commands.draft_progress import DraftProgress
        from drafter.drafting import learned_names

        prepared = await asyncio.to_thread(_prepare, item, self._settings)
        known = getattr(self._model, "pseudonyms", None)
        if known is not None:
            # A remote endpoint: before the first word of these notes is sent.
            await asyncio.to_thread(learned_names, prepared.sheet, known)
        if self._model is not None and getattr(self._model, "fingerprint", "") == "embedded":
            await self._model.warm(prepared.first_turns)
        result = await write_summary(
            prepared,
            item.target,
            model=self._model,
            progress=DraftProgress(prepared.plan, quiet=True),
            profile=self._settings.profile,
            budget_s=self._settings.budget_s,
            alone=False,
        )
        return _row(item, prepared, result, result.failure or self._trouble)


def _prepare(item: BatchItem, settings: BatchSettings) -> "Prepared":
    from drafter.atomic import check_replaceable
    from drafter.commands.evidence import load_fact_sheet
    from drafter.drafting import prepare_summary

    check_replaceable(item.target, force=settings.force)
    sheet = load_fact_sheet(
        [str(path) for path in item.files], period=settings.period, kind=settings.kind
    )
    if not sheet.activities:
        raise InputError("没有读出任何一项工作", path=item.name, todo="请检查文件内容。")
    return prepare_summary(sheet, prompts=settings.prompts, seed=settings.seed, date=settings.date)


def _row(item: BatchItem, prepared: "Prepared", result: "Draft", failure: str) -> BatchRow:
    from drafter.commands.draft_telling import figure_counts

    counts = figure_counts(result, prepared.sheet)
    chars = sum(section.chars for section in result.sections) or 1
    plain = sum(section.plain_chars for section in result.sections)
    state = "no_model" if failure else "done"
    conflicts = len(prepared.sheet.conflicts)
    remarks = [failure] if failure else []
    if conflicts:
        remarks.append(f"记录里有{conflicts}处前后矛盾，没有写入。")
    if counts["missing"]:
        remarks.append(f"漏写{counts['missing']}个数字。")
    if counts["flagged"]:
        remarks.append(f"有{counts['flagged']}个数字要核对。")
    return BatchRow(
        name=item.name,
        output=str(item.target),
        state="findings" if counts["flagged"] else state,
        in_facts=counts["in_facts"],
        in_draft=counts["in_draft"],
        flagged=counts["flagged"],
        missing=counts["missing"],
        plain_share=100 * plain // chars,
        tokens=result.usage.prompt + result.usage.completion,
        remark="".join(remarks),
    )
