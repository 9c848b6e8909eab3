"""Where runs are kept: one folder with the replies, the rows made of them and each run's record.

A row is used again only while nothing that decides it has changed: the case, the arm, the
scorer and drafter's own code, and while every reply that it rests on is still kept.
"""

import hashlib
import json
import platform
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from drafter.atomic import open_private, write_file
from drafter.errors import InputError
from drafter.evaluating.replies import KeptReplies
from drafter.evaluating.rows import (
    SCORER_VERSION,
    Row,
    RunRecord,
    read_run,
    row_from_json,
    row_to_json,
    run_to_json,
)
from drafter.evaluating.running import Job

__all__ = [
    "EvalFolder",
    "baseline_names",
    "baselines_folder",
    "find_run",
    "machine_name",
    "recent_runs",
    "write_baseline",
]

_CODE_SUFFIXES = frozenset({".py", ".toml", ".tsv", ".txt", ".j2"})


class EvalFolder:
    """One folder of evaluations."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept = KeptReplies(path / "replies.jsonl")
        self._rows = _read_rows(path / "rows.jsonl")
        self._file = open_private(path / "rows.jsonl")
        self._digests: dict[str, str] = {}

    def known(self, job: Job) -> Row | None:
        """Return a job's row of an earlier run, or None where it must be made anew."""
        row = self._rows.get(self._key(job))
        if row is None or any(key not in self.kept for key in row.keys):
            return None
        return replace(row, arm=job.arm.id)

    def keep(self, job: Job, row: Row) -> None:
        """Keep a row with a result; errored ones are always run again."""
        key = self._key(job)
        if row.error or key in self._rows:
            return
        self._rows[key] = row
        line = json.dumps({"key": key, "row": row_to_json(row)}, ensure_ascii=False)
        self._file.write(line.encode("utf-8") + b"\n")

    def _key(self, job: Job) -> str:
        arm = self._digests.get(job.arm.id)
        if arm is None:
            arm = self._digests[job.arm.id] = job.arm.digest
        digest = hashlib.sha256(f"{job.case.digest}|{arm}|{job.repeat}".encode()).hexdigest()
        return f"{_code_fingerprint()}-{digest[:32]}"

    def save(self, record: RunRecord) -> Path:
        """Write a run's record and return where."""
        stamp = record.started.replace(":", "").replace("-", "")[:15]
        folder = self.path / "runs"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{record.suite}-{stamp}.json"
        number = 1
        while path.exists():
            number += 1
            path = folder / f"{record.suite}-{stamp}-{number}.json"
        _write_record(path, record, private=True)
        return path

    def close(self) -> None:
        """Close the files."""
        self.kept.close()
        self._file.close()


def _read_rows(path: Path) -> dict[str, Row]:
    found: dict[str, Row] = {}
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = path.read_bytes() if path.exists() else b""
    fingerprint = _code_fingerprint().encode()
    for line in raw.split(b"\n"):
        # Rows that other code made can never be asked for.
        if fingerprint not in line[:100]:
            continue
        try:
            entry = json.loads(line)
            found[entry["key"]] = row_from_json(entry["row"])
        except (ValueError, KeyError, TypeError):
            continue
    if raw and not raw.endswith(b"\n"):
        with path.open("ab") as file:
            file.write(b"\n")
    return found


@lru_cache(maxsize=1)
def _code_fingerprint() -> str:
    """Hash drafter's own code and data: whatever it decides, a change makes rows anew."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(str(SCORER_VERSION).encode())
    for path in sorted(package.rglob("*")):
        if path.suffix in _CODE_SUFFIXES and "_data" not in path.parts:
            digest.update(str(path.relative_to(package)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def machine_name() -> str:
    """Return the processor's name; another processor may give other replies."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def baselines_folder() -> Path:
    """Return where blessed runs lie."""
    from drafter.resources import folder

    return folder("eval") / "baselines"


def baseline_names() -> tuple[str, ...]:
    """Return the names of the blessed runs."""
    return tuple(sorted(path.stem for path in baselines_folder().glob("*.json")))


def find_run(reference: str, folder: Path) -> tuple[Path, RunRecord]:
    """Return a run by path, by name of a baseline, by name of a run, or ``latest``.

    Raises:
        InputError: No such run; those there are get named.
    """
    runs = sorted((folder / "runs").glob("*.json"), key=lambda path: path.stat().st_mtime)
    candidates = [
        Path(reference),
        baselines_folder() / f"{reference}.json",
        folder / "runs" / f"{reference}.json",
    ]
    if reference == "latest" and runs:
        candidates.insert(0, runs[-1])
    for path in candidates:
        if path.is_file():
            return path, read_run(path)
    named = [*baseline_names(), *(path.stem for path in runs[-5:])]
    raise InputError(
        f"没有评测结果 {reference}",
        todo=f"现有：{'、'.join(named)}。" if named else "请先运行 drafter eval run。",
    )


def recent_runs(folder: Path, suite: str) -> Sequence[tuple[Path, RunRecord]]:
    """Return the runs of one suite, oldest first; unreadable ones are left out."""
    found: list[tuple[Path, RunRecord]] = []
    for path in (folder / "runs").glob("*.json"):
        try:
            record = read_run(path)
        except InputError:
            continue
        if record.suite == suite:
            found.append((path, record))
    return sorted(found, key=lambda item: item[1].started)


def write_baseline(
    record: RunRecord, name: str, *, reason: str, today: str, folder: Path | None = None
) -> Path:
    """Bless a run: from now on changes are held against it.

    Args:
        record: A finished run of one arm, without errors.
        name: Name of the baseline.
        reason: Why it is right that results changed; kept and shown.
        today: Date of the blessing, ISO.
        folder: Where; the repository's own when None.

    Raises:
        InputError: The run cannot be a standard for others.
    """
    if not reason.strip():
        raise InputError("缺少理由", todo="用 --reason 写明为什么接受这个结果。")
    if len(record.arms) != 1:
        raise InputError(
            "这次评测有几个对照组", todo="请只用一个提示词包和一个模型重新运行，再接受结果。"
        )
    if record.unfinished:
        raise InputError(
            f"这次评测有{record.unfinished}个用例没有结果", todo="请重新运行，补齐后再接受。"
        )
    broken = [row.case for row in record.rows if row.fabricated]
    if broken:
        raise InputError(
            f"成稿里有没有依据的数字：{'、'.join(broken)}", todo="这样的结果不能作为基准。"
        )
    folder = folder or baselines_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    # Prompts and keys follow from the templates; a baseline is read in reviews.
    rows = tuple(replace(row, prompts=(), keys=()) for row in record.rows)
    _write_record(path, replace(record, rows=rows, reason=reason.strip(), blessed=today))
    return path


def _write_record(path: Path, record: RunRecord, *, private: bool = False) -> None:
    # A row a line: quick to write, and a review shows which cases changed.
    data = run_to_json(record)
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in data.pop("rows"))
    head = json.dumps(data, ensure_ascii=False, indent=1).removesuffix("\n}")
    text = f'{head},\n "rows": [\n{rows}\n]}}'
    write_file(path, f"{text}\n".encode(), private=private, remember=False)
