"""Pictures: drawings placed on one canvas, each at its own scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.errors import RequestError
from frontmap.limits import PIXELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.drawing.marks import Drawing, Shape

__all__ = ["POINTS_PER_INCH", "Picture", "PlacedDrawing", "require_pixels", "single"]

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PlacedDrawing:
    """A drawing on a picture.

    Attributes:
        drawing: what is placed.
        x: of its top left corner, in units of the picture.
        y: of its top left corner.
        scale: units of the picture per unit of the drawing.
        name: the day that it shows, or what it is; its ids in SVG begin with it.
    """

    drawing: Drawing
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    name: str = "map"


@dataclass(frozen=True, slots=True)
class Picture:
    """Drawings on one canvas, the lowest first.

    Attributes:
        width: of the canvas, in its own units.
        height: of the canvas.
        language: the tag of the language of frontmap's own words in it.
        title: what the picture is, in one line.
        about: what it shows, for those who cannot see it.
        placed: the drawings.
    """

    width: float
    height: float
    language: str
    title: str
    about: str
    placed: tuple[PlacedDrawing, ...]

    def scaled(self, width: float) -> Picture:
        """Return the same picture on a canvas of another width."""
        by = width / self.width
        if by == 1:
            return self
        placed = tuple(
            PlacedDrawing(p.drawing, by * p.x, by * p.y, by * p.scale, p.name) for p in self.placed
        )
        return Picture(width, by * self.height, self.language, self.title, self.about, placed)

    def areas(self) -> Iterator[Shape]:
        """Yield the shapes of the areas of every drawing."""
        for placed in self.placed:
            yield from placed.drawing.areas()


def single(drawing: Drawing) -> Picture:
    """Return a picture of one drawing that fills it."""
    return Picture(
        drawing.width,
        drawing.height,
        drawing.language,
        drawing.title,
        drawing.about,
        (PlacedDrawing(drawing),),
    )


def require_pixels(pictures: Sequence[Picture], width: int) -> None:
    """Refuse pictures of more pixels than one file may have.

    Args:
        pictures: what the file shows.
        width: of each, in pixels.

    Raises:
        RequestError: they are more than the limit.
    """
    pixels = sum(math.ceil(width * picture.height / picture.width) * width for picture in pictures)
    if pixels > PIXELS:
        raise RequestError(
            f"{pixels:,} pixels are more than the {PIXELS:,} that one file may have; name fewer "
            "days, or a smaller --width"
        )
