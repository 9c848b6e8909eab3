"""What the header of a report is read from: titles, fields, signatures and the notes' own words."""

from dataclasses import dataclass

__all__ = ["HeaderInput"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderInput:
    """What the header is read from.

    Attributes:
        titles: Title lines of the notes, the best first.
        fields: (key, value) pairs of header lines (单位：柳河镇妇联).
        signatures: Org and date lines at the end.
        stamps: Texts of message times.
        body: The rest of the notes.
        talk: What was left out as talk, where a chat's name stands.
        first: The notes' first line, whatever became of it.
    """

    titles: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    signatures: tuple[str, ...]
    stamps: tuple[str, ...]
    body: str
    talk: str = ""
    first: str = ""
