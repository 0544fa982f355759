"""Drawings of the tiny atlas, and what is found in a drawing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Words

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Drawing, Part, Shape


def drawn(atlas: Atlas, day: int, **options: object) -> Drawing:
    """A day of January 2001, 800 by 600."""
    return lay_out(atlas.on(date(2001, 1, day)), width=800, height=600, **options)  # type: ignore[arg-type]


def shape_of(drawing: Drawing, area: str) -> Shape:
    """The shape of an area."""
    return next(shape for shape in drawing.areas() if shape.name == area)


def label_of(drawing: Drawing, area: str) -> str:
    """The label of an area, in one line."""
    return " ".join(next(words for words in drawing.labels() if words.name == area).lines)


def every_word(drawing: Drawing, part: Part) -> list[str]:
    """Every block of text of a part, each in one line."""
    return [" ".join(mark.lines) for mark in drawing.marks(part) if isinstance(mark, Words)]
