"""Write a summary to a file in the format that the file's name asks for."""

from pathlib import Path

from drafter.atomic import check_replaceable, write_file
from drafter.document import VISIBLE_NOTE, Document, render_markdown, render_text
from drafter.errors import InputError
from drafter.exporting.options import ExportOptions, Profile
from drafter.exporting.profiles import shape_for

__all__ = ["SUFFIXES", "render_document", "write_document"]

SUFFIXES = (".docx", ".md", ".html", ".txt")


def render_document(
    document: Document,
    suffix: str,
    *,
    profile: str = "plain",
    options: ExportOptions | None = None,
    path: str | None = None,
) -> bytes:
    """Return a file's content: ``suffix`` is one of ``SUFFIXES``.

    Raises:
        InputError: The format or the profile is unknown; ``path`` is named in the message.
    """
    options = options or ExportOptions()
    kind = parse_profile(profile)
    document = shape_for(document, kind)
    match suffix.lower():
        case ".docx":
            from drafter.exporting.docx_writing import render_docx

            return render_docx(document, profile=kind, options=options)
        case ".html" | ".htm":
            from drafter.exporting.html_writing import render_html

            return render_html(document, profile=kind, options=options).encode()
        case ".md":
            return _with_note(render_markdown(document), options).encode()
        case ".txt":
            return _with_note(render_text(document), options).encode()
    raise InputError(
        f"不会写 {suffix or '没有后缀'} 格式的文件",
        path=path,
        todo=f"输出文件请用 {' '.join(SUFFIXES)} 之一。",
    )


def write_document(
    document: Document,
    path: Path | str,
    *,
    profile: str = "plain",
    options: ExportOptions | None = None,
    force: bool = True,
) -> str:
    """Write a summary, whole or not at all, and return the content hash of the file.

    Args:
        document: The summary.
        path: Its suffix names the format.
        profile: ``plain``, ``report`` or ``attachment``.
        options: Further choices.
        force: False refuses to replace a file that a person wrote or changed.

    Raises:
        InputError: Unknown format or profile, or the place cannot be written.
    """
    path = Path(path)
    data = render_document(document, path.suffix, profile=profile, options=options, path=str(path))
    check_replaceable(path, force=force)
    return write_file(path, data)


def parse_profile(name: str) -> Profile:
    """Return the profile of a name.

    Raises:
        InputError: There is none of that name.
    """
    try:
        return Profile(name)
    except ValueError:
        raise InputError(
            f"没有 {name} 这种版式", todo=f"--profile 请用 {'、'.join(Profile)} 之一。"
        ) from None


def _with_note(text: str, options: ExportOptions) -> str:
    return f"{text}\n{VISIBLE_NOTE}\n" if options.visible_note else text
