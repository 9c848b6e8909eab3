"""Rewrite a zip package so that the same content is the same bytes whenever it is written."""

import io
import zipfile
from collections.abc import Mapping

__all__ = ["repack"]

# The earliest time that a zip entry can carry.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def repack(package: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """Return the package with fixed times and order, some parts replaced by other content."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        for name in source.namelist():
            parts[name] = source.read(name)
    parts.update(replaced or {})
    # Readers that look at the head of a file only find out what it is by this part.
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, parts[name])
    return written.getvalue()
