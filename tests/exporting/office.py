"""Render documents as an office does, or say why that cannot be done here."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

# Stand-ins for the fonts of the standard, so that figures are half a character wide as in them.
_FONTS = ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "宋体", "黑体")


def require_tool(*names: str, what: str, variable: str = "DRAFTER_REQUIRE_OFFICE") -> str:
    """Return the path of the first tool found; skip, or fail where ``variable`` demands it."""
    for name in names:
        if path := shutil.which(name):
            return path
    reason = f"{what} is not installed ({', '.join(names)})"
    if os.environ.get(variable) == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One piece of text on a page, in points from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The words that stand on one height of a page, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words without the spaces that the PDF reader guesses between them."""
        return "".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the line starts."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.words[-1].right

    @property
    def middle(self) -> float:
        """The height of the line's middle."""
        return (self.words[0].top + self.words[0].bottom) / 2


def render_pages(files: list[Path], folder: Path) -> list[list[list[Line]]]:
    """Render Word files with LibreOffice in one go: per file, per page, the lines downwards."""
    soffice = require_tool("soffice", "libreoffice", what="LibreOffice")
    pdftotext = require_tool("pdftotext", what="poppler")
    fonts = folder / "fonts.conf"
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer>'
        "<family>Noto Serif CJK SC</family></prefer></alias>"
        for name in _FONTS
    )
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include>{aliases}</fontconfig>",
        "utf-8",
    )
    profile = folder.parent / "office-profile"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )
    return [_pages(pdftotext, folder / f"{file.stem}.pdf") for file in files]


def _pages(pdftotext: str, pdf: Path) -> list[list[Line]]:
    boxes = subprocess.run(
        [pdftotext, "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True, timeout=60
    ).stdout
    return [_lines(page) for page in boxes.split("<page ")[1:]]


def _lines(page: str) -> list[Line]:
    words = [
        Word(
            text=_unescape(match["text"]),
            left=float(match["left"]),
            top=float(match["top"]),
            right=float(match["right"]),
            bottom=float(match["bottom"]),
        )
        for match in re.finditer(
            r'<word xMin="(?P<left>[\d.]+)" yMin="(?P<top>[\d.]+)" xMax="(?P<right>[\d.]+)" '
            r'yMax="(?P<bottom>[\d.]+)">(?P<text>.*?)</word>',
            page,
        )
    ]
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda item: ((item.top + item.bottom) / 2, item.left)):
        middle = (word.top + word.bottom) / 2
        if lines and abs((lines[-1][0].top + lines[-1][0].bottom) / 2 - middle) < 6:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(words=tuple(sorted(line, key=lambda item: item.left))) for line in lines]


def _unescape(text: str) -> str:
    return (
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    )
