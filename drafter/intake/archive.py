"""A zip from a stranger is opened within limits: bombs, locks and broken ones are refused early."""

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from drafter.errors import InputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Archive", "open_archive"]

_MOST_BYTES: Final = 300_000_000
_MOST_PART_BYTES: Final = 60_000_000
_MOST_PARTS: Final = 5_000
_MOST_RATIO: Final = 200
_SMALL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Archive:
    """An office file whose sizes were checked. Nothing outside it is ever followed."""

    path: str
    data: bytes
    file: zipfile.ZipFile
    names: frozenset[str]

    def has(self, name: str) -> bool:
        """Whether it holds a part of that name."""
        return name in self.names

    def read(self, name: str) -> bytes:
        """Return one part's bytes.

        Raises:
            InputError: The part is too large or broken.
        """
        try:
            with self.file.open(name) as part:
                data = part.read(_MOST_PART_BYTES + 1)
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            KeyError,
            ValueError,
        ) as error:
            raise broken(self.path) from error
        except Exception as error:  # zlib, struct and zipfile errors share no base
            raise broken(self.path) from error
        if len(data) > _MOST_PART_BYTES:
            raise too_large(self.path)
        return data

    def parse(self, name: str) -> "Element":
        """Return one part as an XML tree, entities and external references refused.

        Raises:
            InputError: It is no sound XML.
        """
        from defusedxml.ElementTree import fromstring

        data = self.read(name)
        try:
            tree: Any = fromstring(data, forbid_dtd=True)
        except Exception as error:  # ParseError, or one of defusedxml's refusals
            raise broken(self.path) from error
        return tree  # type: ignore[no-any-return]


def broken(path: str) -> InputError:
    """Return the refusal of a damaged office file."""
    return InputError(
        "文件损坏，打不开", path=path, todo="请用 Word 或 WPS 打开后重新另存，再试一次。"
    )


def too_large(path: str) -> InputError:
    """Return the refusal of an office file that unpacks to too much."""
    return InputError(
        "文件解开后太大，可能有问题", path=path, todo="请把需要的内容复制到新文件，再试一次。"
    )


def open_archive(path: str, data: bytes) -> Archive:
    """Open an office file.

    Raises:
        InputError: It is broken, locked with a password, or unpacks to too much.
    """
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        parts = file.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise broken(path) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise too_large(path)
    for part in parts:
        if part.flag_bits & 1:
            raise InputError("文件加了密码，读不了", path=path, todo="请取消密码后另存，再试一次。")
        if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise too_large(path)
    names = frozenset(part.filename for part in parts)
    return Archive(path=path, data=data, file=file, names=names)
