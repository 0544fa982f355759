"""Positions that are tried for a text on a map: where it could stand, before the best is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely

from frontmap.drawing.marks import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry import Point

__all__ = ["Candidates", "Mask"]

Mask: TypeAlias = "NDArray[np.bool_]"


@dataclass(frozen=True)
class Candidates:
    """Positions of a box, each by its top left corner, in canvas units.

    Attributes:
        xs: of the left sides.
        ys: of the upper sides.
        width: of the box.
        height: of the box.
    """

    xs: NDArray[np.float64]
    ys: NDArray[np.float64]
    width: float
    height: float

    @classmethod
    def on_rings(
        cls, centre: Point, room: Box, *, apart: float, rings: int, angles: int
    ) -> Candidates:
        """Return positions of a box as large as `room` on rings round a point.

        Args:
            centre: of the rings.
            room: how large the box is.
            apart: how far a ring is from the one before it.
            rings: how many there are.
            angles: how many positions each has.
        """
        turns = 2 * np.pi * np.arange(angles) / angles
        steps = apart * np.arange(1, rings + 1)[:, None]
        half_wide, half_high = room.width / 2, room.height / 2
        return cls(
            (centre.x + np.cos(turns) * (steps + half_wide) - half_wide).ravel(),
            (centre.y + np.sin(turns) * (steps + half_high) - half_high).ravel(),
            room.width,
            room.height,
        )

    def where(self, mask: Mask) -> Candidates:
        """Return those for which a mask is true."""
        return Candidates(self.xs[mask], self.ys[mask], self.width, self.height)

    def inside(self, frame: Box) -> Mask:
        """Tell of each whether no part of it lies outside a frame."""
        inside: Mask = (self.xs >= frame.x) & (self.xs + self.width <= frame.right)
        inside &= (self.ys >= frame.y) & (self.ys + self.height <= frame.bottom)
        return inside

    def shapes(self, apart: float = 0.0) -> NDArray[np.object_]:
        """Return each as a polygon, `apart` larger on every side."""
        return shapely.box(
            self.xs - apart,
            self.ys - apart,
            self.xs + self.width + apart,
            self.ys + self.height + apart,
        )

    def off(self, point: Point) -> NDArray[np.float64]:
        """Return how far the middle of each is from a point."""
        return np.hypot(self.xs + self.width / 2 - point.x, self.ys + self.height / 2 - point.y)

    def nearest(self, point: Point) -> NDArray[np.float64]:
        """Return the point of each that is nearest to a point, n by 2."""
        return np.column_stack(
            [
                np.clip(point.x, self.xs, self.xs + self.width),
                np.clip(point.y, self.ys, self.ys + self.height),
            ]
        )

    def lines_from(self, point: Point) -> NDArray[np.object_]:
        """Return the shortest line from a point to each."""
        ends = self.nearest(point)
        starts = np.broadcast_to([point.x, point.y], ends.shape)
        lines: NDArray[np.object_] = np.asarray(
            shapely.linestrings(np.stack([starts, ends], axis=1)), dtype=object
        )
        return lines

    def box(self, place: int) -> Box:
        """Return one as a box."""
        return Box(float(self.xs[place]), float(self.ys[place]), self.width, self.height)
