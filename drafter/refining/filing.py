"""Write the draft of a session to a file, never over somebody else's work."""

from dataclasses import dataclass
from pathlib import Path

from drafter.atomic import check_replaceable, content_hash
from drafter.errors import InputError
from drafter.exporting import SUFFIXES, ExportOptions, write_document
from drafter.refining.commands import WriteFile, Written
from drafter.refining.state import State

__all__ = ["Filed", "write_draft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A file that was written, and what the session has to note of it."""

    path: Path
    event: Written


def write_draft(state: State, session: Path, effect: WriteFile, *, assisted: bool) -> Filed:
    """Write the text that stands.

    Args:
        state: The session.
        session: Its journal; the session's own output lies beside it.
        effect: Where to, "" for the session's own output.
        assisted: Whether a model wrote any of it.

    Raises:
        InputError: The format is unknown, or the file holds what drafter did not write.
    """
    own = session.with_name(state.output)
    path = Path(effect.path) if effect.path else own
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"不会写 {path.suffix or '没有后缀'} 格式的文件",
            path=str(path),
            todo=f"请用 {' '.join(SUFFIXES)} 之一。",
        )
    known = [state.output_hash] if state.output_hash else []
    try:
        check_replaceable(path, force=effect.force, known=known)
    except InputError as error:
        if not path.is_file():
            raise
        command = f"/导出 {effect.path} --force" if effect.path else "/保存 --force"
        raise InputError(
            error.reason,
            path=str(path),
            todo=f"先收进那里的修改：/导入 {path}；另存：/导出 新文件名；确定覆盖：{command}",
        ) from error
    options = ExportOptions(assisted=assisted)
    write_document(state.text.document, path, profile=state.profile, options=options)
    output = state.output if path.resolve() == own.resolve() else ""
    digest = content_hash(path.read_bytes())
    event = Written(output=output, sha256=digest, name=path.name)
    return Filed(path=path.resolve(), event=event)
