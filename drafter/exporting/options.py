"""What a person may choose about an exported document, and the fonts that it names."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

__all__ = ["AI_MARK", "ExportOptions", "Font", "Profile", "load_fonts"]

# The mark that a model helped, kept in the file's properties as the labelling rules ask.
AI_MARK: Final = "AI辅助起草"


class Profile(StrEnum):
    """How a summary leaves the house: on its own, as a report to a superior, as an attachment."""

    PLAIN = "plain"
    REPORT = "report"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """Choices of one export.

    Attributes:
        made_at: The time that the file's properties state; without it the document's own date,
            so that the same document always gives the same bytes.
        assisted: Whether a model helped in drafting; then the properties carry ``AI_MARK``.
        visible_note: Whether a line under the date says so too.
        bold_headings: Local custom; the standard has no bold.
        latin_font: Font of Arabic numerals and Latin letters (Times New Roman is custom in some
            offices); "" keeps the Chinese font, as the standard says.
        first_page: Number of the first page; an attachment goes on from its covering letter.
        attachment_number: The number after 附件, "" for the only one.
    """

    made_at: datetime | None = None
    assisted: bool = True
    visible_note: bool = False
    bold_headings: bool = False
    latin_font: str = ""
    first_page: int = 1
    attachment_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One font of the table: the name that a docx asks for, and what may stand in for it."""

    names: tuple[str, ...]
    family: str
    generic: str

    @property
    def css(self) -> str:
        """The chain as a CSS ``font-family``."""
        return ", ".join([*(f'"{name}"' for name in self.names), self.generic])


@cache
def load_fonts() -> Mapping[str, Font]:
    """Load the font table by role: title, body, level1, level2, page_number."""
    text = resources.files("drafter.exporting").joinpath("data/fonts.toml").read_text("utf-8")
    return MappingProxyType(
        {
            role: Font(names=tuple(row["names"]), family=row["family"], generic=row["generic"])
            for role, row in tomllib.loads(text).items()
        }
    )
