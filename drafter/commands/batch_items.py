"""Which summaries a folder of notes asks for: one for each file and each folder in it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import InputError

__all__ = ["BatchItem", "find_items"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """One summary to write.

    Attributes:
        name: As the table shows it, and the key in the record of what is done.
        files: Its notes, in order.
        target: The output file.
    """

    name: str
    files: tuple[Path, ...]
    target: Path

    def content_hash(self) -> str:
        """Return a hash over names and contents of the notes.

        Raises:
            InputError: A file cannot be read.
        """
        digest = hashlib.sha256()
        for path in self.files:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise InputError(
                    f"读不出来（{error.strerror}）", path=str(path), todo="请检查权限。"
                ) from error
            digest.update(f"{path.name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()


def find_items(folder: Path, output: Path, *, suffix: str) -> tuple[BatchItem, ...]:
    """Return what is to be written, by name.

    Hidden files and the lock files of office programs are none of the user's notes.

    Args:
        folder: The user's.
        output: Where the summaries go; it may lie inside the folder.
        suffix: Of the summaries.

    Raises:
        InputError: No such folder, or nothing in it.
    """
    if not folder.is_dir():
        raise InputError("没有这个文件夹", path=str(folder), todo="请检查名称。")
    if folder.resolve() == output.resolve():
        raise InputError(
            "总结不能放在记录所在的文件夹里，否则下次会把总结当作记录",
            path=str(output),
            todo="请用 -o 写另一个文件夹。",
        )
    found: list[tuple[str, tuple[Path, ...]]] = []
    for path in sorted(folder.iterdir()):
        if _is_hidden(path) or path.resolve() == output.resolve():
            continue
        if path.is_file():
            found.append((path.name, (path,)))
        elif path.is_dir():
            inside = sorted(item for item in path.iterdir() if item.is_file())
            files = tuple(item for item in inside if not _is_hidden(item))
            if files:
                found.append((path.name, files))
    if not found:
        raise InputError("文件夹里没有记录", path=str(folder), todo="每份记录放一个文件。")
    stems = [_stem(name, files) for name, files in found]
    lower = [stem.lower() for stem in stems]
    items = []
    for (name, files), stem in zip(found, stems, strict=True):
        # 甲镇.txt beside 甲镇.docx: two summaries, so each keeps its notes' whole name.
        unique = stem if lower.count(stem.lower()) == 1 else name
        items.append(BatchItem(name=name, files=files, target=output / f"{unique}{suffix}"))
    return tuple(items)


def _stem(name: str, files: tuple[Path, ...]) -> str:
    return Path(name).stem if files[0].name == name and len(files) == 1 else name


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name == "Thumbs.db"
