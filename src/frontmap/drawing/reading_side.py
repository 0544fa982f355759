"""The side on which reading starts: what stands left in English stands right in Arabic."""

from __future__ import annotations

from enum import StrEnum

from frontmap.drawing.marks import Anchor, Box
from frontmap.words import language_of

__all__ = ["ReadingSide", "reading_side"]


class ReadingSide(StrEnum):
    """The side of a box at which its first word stands.

    Every method takes and gives boxes in the units of the canvas.
    """

    LEFT = "left"
    RIGHT = "right"

    @property
    def start_anchor(self) -> Anchor:
        """The anchor of a line of text that begins at the start."""
        return Anchor.LEFT if self is ReadingSide.LEFT else Anchor.RIGHT

    @property
    def end_anchor(self) -> Anchor:
        """The anchor of a line of text that ends at the end."""
        return Anchor.RIGHT if self is ReadingSide.LEFT else Anchor.LEFT

    def start(self, box: Box, offset: float = 0.0) -> float:
        """Return the x that lies `offset` after the start of a box, in the order of reading."""
        return box.x + offset if self is ReadingSide.LEFT else box.right - offset

    def end(self, box: Box) -> float:
        """Return the x of the side at which reading ends."""
        return box.right if self is ReadingSide.LEFT else box.x

    def at_start(self, box: Box, width: float, offset: float = 0.0) -> Box:
        """Return a box of this width, `offset` after the start of another, as high as that one."""
        x = box.x + offset if self is ReadingSide.LEFT else box.right - offset - width
        return Box(x, box.y, width, box.height)

    def at_end(self, box: Box, width: float) -> Box:
        """Return a box of this width at the end of another, as high as that one."""
        x = box.right - width if self is ReadingSide.LEFT else box.x
        return Box(x, box.y, width, box.height)

    def columns(self, box: Box, count: int, gap: float = 0.0) -> list[Box]:
        """Part a box into columns of one width with `gap` between them, the first one first."""
        width = (box.width - gap * (count - 1)) / count
        return [self.at_start(box, width, place * (width + gap)) for place in range(count)]


def reading_side(language: str) -> ReadingSide:
    """Return the side on which reading starts in a language, by its tag."""
    return ReadingSide.RIGHT if language_of(language).rtl else ReadingSide.LEFT
