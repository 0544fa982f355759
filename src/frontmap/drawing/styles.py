"""Line widths, letter sizes and greys of a drawing, all in step with the size of its canvas."""

from __future__ import annotations

import math
from dataclasses import dataclass

from frontmap.drawing.colours import DARK, WHITE
from frontmap.drawing.marks import Stroke

__all__ = ["MUTED", "PAPER", "SOFT", "UNCOVERED", "Style", "style_for"]

#: The canvas, and the ground inside the map's frame where the atlas has no area.
PAPER = "#ffffff"
UNCOVERED = "#eceae4"
#: Words of second rank; still 4.5 to 1 on white and on the ground.
MUTED = "#5a5f66"
SOFT = "#8d9197"

#: Signals that an area changed; yellow between dark lines is seen on any fill, and in grey.
_SIGNAL = "#ffd21f"

#: A canvas of this many square units is drawn with widths and sizes as they are written here.
_USUAL = 1200 * 900
_LEAST, _MOST = 0.78, 4.0


@dataclass(frozen=True, slots=True)
class Style:
    """Everything that grows with the canvas. `unit` is 1 on a canvas of 1200 by 900."""

    unit: float

    @property
    def edge(self) -> Stroke:
        """The line between areas."""
        return Stroke("#ffffff", 1.1 * self.unit)

    @property
    def thin_edge(self) -> Stroke:
        """The line round an area without data."""
        return Stroke(SOFT, 0.8 * self.unit)

    @property
    def broken_edge(self) -> Stroke:
        """The line round an area whose outline is schematic, and nothing else."""
        return Stroke("#4b5058", 1.1 * self.unit, (4.5 * self.unit, 3.2 * self.unit))

    @property
    def front(self) -> tuple[Stroke, ...]:
        """The front today: a strong line in a light casing, the lowest first."""
        return Stroke(WHITE, 6.4 * self.unit), Stroke(DARK, 3.8 * self.unit)

    @property
    def front_before(self) -> tuple[Stroke, ...]:
        """The front yesterday, where it is front no longer."""
        return Stroke(WHITE, 3.0 * self.unit), Stroke(DARK, 1.3 * self.unit)

    @property
    def changed(self) -> tuple[Stroke, ...]:
        """The outline, drawn inside, of an area that changed on the day."""
        return Stroke(DARK, 2.9 * self.unit), Stroke(_SIGNAL, 1.8 * self.unit)

    @property
    def changed_inset(self) -> float:
        """How far inside an area its outline is drawn, so that the front stays visible."""
        return 5.2 * self.unit

    @property
    def pitch(self) -> float:
        """The distance after which a pattern repeats."""
        return 9 * self.unit

    @property
    def main_sizes(self) -> tuple[float, ...]:
        """Letter sizes of the areas that the map is about, the best first."""
        return tuple(size * self.unit for size in (14.0, 13.0, 12.0, 11.0, 10.5))

    @property
    def other_sizes(self) -> tuple[float, ...]:
        """Letter sizes of the areas round them."""
        return tuple(size * self.unit for size in (11.5, 10.5))

    @property
    def code_sizes(self) -> tuple[float, ...]:
        """Letter sizes of codes that stand in an area too small for its name, the best first."""
        return tuple(size * self.unit for size in (12.0, 11.0, 10.0, 9.0))

    def text(self, size: float) -> float:
        """Return a letter size that is `size` on the usual canvas."""
        return size * self.unit


def style_for(width: float, height: float) -> Style:
    """Return the style for a canvas of this size."""
    return Style(min(max(math.sqrt(width * height / _USUAL), _LEAST), _MOST))
