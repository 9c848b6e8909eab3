"""Read files and pasted text of every format into clean notes with positions."""

from drafter.intake.plain import notes_from_text
from drafter.intake.reading import read_notes, read_text

__all__ = ["notes_from_text", "read_notes", "read_text"]
