"""A finished picture: drawings placed on one canvas, each at its own scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from frontmap.drawing.marks import Drawing, Part, Shape
from frontmap.drawing.styles import PAPER
from frontmap.drawing.svg import to_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Placed", "Plate", "plate_svg", "single"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing on a plate: its top left corner, and plate units per unit of the drawing.

    `name` is the day it shows, or what it is; it begins its ids in SVG and names it to readers.
    """

    drawing: Drawing
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    name: str = "map"


@dataclass(frozen=True, slots=True)
class Plate:
    """Drawings on one canvas, the lowest first.

    Attributes:
        width: of the canvas, in its own units.
        height: of the canvas.
        language: `en` or `ar`.
        title: what the picture is, in one line.
        about: what it shows, for those who cannot see it.
        placed: the drawings.
    """

    width: float
    height: float
    language: str
    title: str
    about: str
    placed: tuple[Placed, ...]

    def scaled(self, width: float) -> Plate:
        """Return the same picture on a canvas of another width."""
        by = width / self.width
        if by == 1:
            return self
        placed = tuple(
            Placed(p.drawing, by * p.x, by * p.y, by * p.scale, p.name) for p in self.placed
        )
        return Plate(width, by * self.height, self.language, self.title, self.about, placed)

    def areas(self) -> Iterator[Shape]:
        """Yield the shapes of the areas of every drawing."""
        for placed in self.placed:
            yield from placed.drawing.areas()


def single(drawing: Drawing) -> Plate:
    """Return a plate of one drawing that fills it."""
    return Plate(
        drawing.width,
        drawing.height,
        drawing.language,
        drawing.title,
        drawing.about,
        (Placed(drawing),),
    )


def plate_svg(plate: Plate, *, transparent: bool = False) -> str:
    """Write a plate as a standalone SVG 1.1 file; the same plate gives the same bytes.

    The ids of a drawing begin with its name, so that those of several days differ.
    """
    if len(plate.placed) == 1 and plate.placed[0] == Placed(plate.placed[0].drawing):
        return to_svg(plate.placed[0].drawing, transparent=transparent)
    width, height = _number(plate.width), _number(plate.height)
    ground = f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    nested = [
        f'<g transform="translate({_number(p.x)} {_number(p.y)}) scale({p.scale:.6g})" '
        f"data-name={quoteattr(p.name)}>\n"
        f"{to_svg(p.drawing, prefix=f'map-{p.name}', transparent=transparent or _on_paper(p))}</g>"
        for p in plate.placed
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="plate-title plate-desc" '
        f'lang="{plate.language}" xml:lang="{plate.language}">'
    )
    return "\n".join(
        [
            head,
            f'<title id="plate-title">{escape(plate.title)}</title>',
            f'<desc id="plate-desc">{escape(plate.about)}</desc>',
            *([] if transparent else [ground]),
            *nested,
            "</svg>\n",
        ]
    )


def _on_paper(placed: Placed) -> bool:
    """Tell whether a drawing has no ground of its own."""
    return not placed.drawing.marks(Part.BACKGROUND)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
