"""What a person may choose of a picture; the command line knows it before anything is drawn."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Labels", "Orientation", "Paper", "Purpose"]


class Labels(StrEnum):
    """Which areas have a label."""

    ALL = "all"
    #: Those that changed, and those at the front.
    CHANGED = "changed"
    NONE = "none"


class Purpose(StrEnum):
    """What a picture is for."""

    SLIDE = "slide"
    SHEET = "sheet"
    SQUARE = "square"
    COLUMN = "column"


class Paper(StrEnum):
    """A paper."""

    A4 = "a4"
    LETTER = "letter"


class Orientation(StrEnum):
    """Which side of a sheet lies at the foot."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
