"""The letters of PNG, PDF and frames: FiraGO, whose two faces the package `pymupdf-fonts` holds.

It was drawn for maps, and has Latin, Greek, Cyrillic, Georgian, Hebrew and Arabic letters, so that
a picture does not depend on the fonts of a machine.
"""

from __future__ import annotations

import atexit
import io
import unicodedata
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from frontmap.drawing.marks import Words
from frontmap.drawing.writers.svg import WEB_FONTS
from frontmap.errors import require_package

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.drawing.picture import Picture

__all__ = ["FAMILY", "font_files", "in_letters", "lacking", "lacking_letters"]

#: The name of the family.
FAMILY = "FiraGO"

_FACES = ("Regular", "Bold")
#: What is drawn for a letter that the family lacks.
_LACKING = "\N{WHITE VERTICAL RECTANGLE}"
#: No PDF may hold it, and nobody sees it.
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@cache
def font_files() -> tuple[Path, ...]:
    """Return the files of the faces, which are there until the process ends.

    Raises:
        MissingPackageError: the package that holds them is not installed.
    """
    folder = TemporaryDirectory(prefix="frontmap-fonts-")
    atexit.register(folder.cleanup)
    files = tuple(Path(folder.name) / f"{FAMILY}-{face}.ttf" for face in _FACES)
    for file, face in zip(files, _FACES, strict=True):
        file.write_bytes(_face(face))
    return files


def _face(name: str) -> bytes:
    require_package("pymupdf_fonts", extra="pictures", what="PNG, PDF and animations")
    face: bytes = import_module(f"pymupdf_fonts.{FAMILY}_{name}").fontbuffer
    return face


@cache
def _letters() -> frozenset[int]:
    """Return the letters that both faces have."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - an extra

    there = (TTFont(io.BytesIO(_face(face)), lazy=True).getBestCmap() for face in _FACES)
    return frozenset.intersection(*map(frozenset, there))


def lacking_letters(pictures: Iterable[Picture]) -> str:
    """Return the letters of pictures that the family lacks, each once, in the order of Unicode."""
    drawn = (
        line
        for picture in pictures
        for placed in picture.placed
        for group in placed.drawing.groups
        for mark in group.marks
        if isinstance(mark, Words)
        for line in mark.lines
    )
    return lacking(drawn)


def lacking(texts: Iterable[str]) -> str:
    """Return the letters of texts that the family lacks, each once, in the order of Unicode."""
    used = {char for text in texts for char in text}
    return "".join(sorted(c for c in used if ord(c) not in _letters() and not _is_unseen(c)))


def in_letters(text: str, lacking: str) -> str:
    """Return a text, or SVG, in our letters, with a box for each one that is `lacking`."""
    boxes = dict.fromkeys(map(ord, lacking), _LACKING)
    return text.replace(WEB_FONTS, FAMILY).translate({**boxes, ord(_BYTE_ORDER_MARK): None})


def _is_unseen(char: str) -> bool:
    """Tell whether a character has no look of its own: controls, joiners, variation selectors."""
    return unicodedata.category(char) in {"Cc", "Cf", "Zs"} or "\ufe00" <= char <= "\ufe0f"
