"""Line widths, letter sizes and greys of a drawing, which grow with its canvas."""

from __future__ import annotations

import math
from dataclasses import dataclass

from frontmap.drawing.colours import DARK, WHITE
from frontmap.drawing.marks import Anchor, Stroke, TextStyle
from frontmap.drawing.reading_side import ReadingSide, reading_side
from frontmap.words import FALLBACK

__all__ = ["MUTED", "PAPER", "SOFT", "UNCOVERED", "Style", "style_for"]

#: The canvas, and the ground inside the map's frame where the atlas has no area.
PAPER = "#ffffff"
UNCOVERED = "#f4f2ed"
#: Text of second rank; its contrast on white and on `UNCOVERED` is still 4.5 to 1.
MUTED = "#5a5f66"
#: Thin lines that carry no meaning: frames, rules.
SOFT = "#8d9197"

#: Round an area without data, which is as white as paper: 3 to 1 on it and on the ground.
_EMPTY_EDGE = "#7b8086"

#: Marks an area that changed; yellow between dark lines is seen on any fill, and in grey.
_SIGNAL = "#ffd21f"

#: A canvas of this many square units is drawn with widths and sizes as they are written here.
_USUAL = 1200 * 900
_LEAST, _MOST = 0.78, 4.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a drawing looks: what grows with its canvas, and the language of its own words.

    Attributes:
        unit: how large everything is; 1 on a canvas of 1200 by 900.
        language: the tag of the language.
        least: no letters are smaller, in canvas units.
        least_label: no letters of an area's label are smaller.
    """

    unit: float
    language: str = FALLBACK
    least: float = 0.0
    least_label: float = 0.0

    @property
    def side(self) -> ReadingSide:
        """The side on which reading starts."""
        return reading_side(self.language)

    @property
    def edge(self) -> Stroke:
        """The line between areas."""
        return Stroke("#ffffff", 1.1 * self.unit)

    @property
    def thin_edge(self) -> Stroke:
        """The line round an area without data."""
        return Stroke(_EMPTY_EDGE, 0.8 * self.unit)

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
        """The front of the day before, where it is front no longer, the lowest first."""
        return Stroke(WHITE, 3.0 * self.unit), Stroke(DARK, 1.3 * self.unit)

    @property
    def changed(self) -> tuple[Stroke, ...]:
        """The outline of an area that changed on the day, drawn inside it, the lowest first."""
        return Stroke(DARK, 2.9 * self.unit), Stroke(_SIGNAL, 1.8 * self.unit)

    @property
    def changed_inset(self) -> float:
        """How far inside an area that outline is drawn, so that the front stays visible."""
        return 5.2 * self.unit

    @property
    def pitch(self) -> float:
        """The distance after which a pattern repeats."""
        return 9 * self.unit

    @property
    def main_sizes(self) -> tuple[float, ...]:
        """Letter sizes of the areas that the map is about, the best first."""
        return self._labels(14.0, 13.0, 12.0, 11.0, 10.5)

    @property
    def other_sizes(self) -> tuple[float, ...]:
        """Letter sizes of the areas round them."""
        return self._labels(11.5, 10.5)

    @property
    def code_sizes(self) -> tuple[float, ...]:
        """Letter sizes of codes that stand in an area too small for its name, the best first."""
        return self._labels(12.0, 11.0, 10.0, 9.0)

    def _labels(self, *sizes: float) -> tuple[float, ...]:
        """Return sizes of labels, none below the least one."""
        return tuple(dict.fromkeys(max(size * self.unit, self.least_label) for size in sizes))

    def lettering(self, size: float) -> float:
        """Return the size of letters that are `size` on a canvas of 1200 by 900."""
        return max(self.scaled(size), self.least)

    def scaled(self, length: float) -> float:
        """Return what is `length` on a canvas of 1200 by 900, in units of this canvas."""
        return length * self.unit

    def letters(  # noqa: PLR0913 - all but the size are options, by name
        self,
        size: float,
        *,
        colour: str = DARK,
        language: str = "",
        anchor: Anchor | None = None,
        bold: bool = False,
        halo: str = "",
    ) -> TextStyle:
        """Return how text is set whose letters are `size` on a canvas of 1200 by 900.

        Args:
            size: of the letters, before it grows with the canvas.
            colour: of the letters.
            language: of the text; that of the drawing where it is not given.
            anchor: which end of a line stands at its x; the start where it is not given.
            bold: whether the letters are bold.
            halo: the colour round the letters; empty for none.
        """
        return TextStyle(
            self.lettering(size),
            colour,
            language or self.language,
            anchor or self.side.start_anchor,
            bold,
            halo,
        )


def style_for(width: float, height: float, language: str = FALLBACK) -> Style:
    """Return the style for a canvas of this size, in canvas units."""
    return Style(min(max(math.sqrt(width * height / _USUAL), _LEAST), _MOST), language)
