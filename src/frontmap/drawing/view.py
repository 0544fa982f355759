"""The view of a map: its extent, and the projection from places to the canvas."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

from frontmap.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Box, Point
    from frontmap.model import Area, Episode


__all__ = ["MapExtent", "View", "episode_extent", "extent_of", "in_view", "round_length"]

#: The margin round the areas in view, as a share of the longer side of their extent.
_MARGIN = 0.06
#: Up to so many areas are all in view.
_FEW = 12
#: More areas are all in view, too, where those that the episode is about keep this share of the
#: surface that they would have alone.
_STILL_LARGE = 0.6
#: North is found with a second point so many degrees further north.
_STEP_NORTH = 0.01


@dataclass(frozen=True, slots=True)
class MapExtent:
    """A rectangle in metres of the atlas's metric CRS."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Metres from west to east; at least one."""
        return max(self.right - self.left, 1.0)

    @property
    def height(self) -> float:
        """Metres from south to north; at least one."""
        return max(self.top - self.bottom, 1.0)

    def holds(self, other: MapExtent) -> bool:
        """Tell whether no part of the other lies outside."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and self.right >= other.right
            and self.top >= other.top
        )

    def joined(self, other: MapExtent) -> MapExtent:
        """Return the smallest extent that holds both: one view for days of two episodes."""
        return MapExtent(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@cache
def _to_metric(crs: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


def _metric(geometry: BaseGeometry, crs: str) -> BaseGeometry:
    return shapely.transform(geometry, partial(_project, crs=crs))


def _project(points: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    return np.column_stack(_to_metric(crs).transform(points[:, 0], points[:, 1]))


def extent_of(areas: Iterable[Area], crs: str, *, margin: float = _MARGIN) -> MapExtent:
    """Return the extent of some areas, with `margin` (a share of its longer side) all round.

    Raises:
        RequestError: there are no areas.
    """
    polygons = [area.polygon for area in areas]
    if not polygons:
        raise RequestError("there is no area to show")
    vertices = _project(shapely.get_coordinates(polygons), crs)
    left, bottom = vertices.min(axis=0).tolist()
    right, top = vertices.max(axis=0).tolist()
    room = margin * max(right - left, top - bottom)
    return MapExtent(left - room, bottom - room, right + room, top + room)


def in_view(atlas: Atlas, episode: Episode, *, shape: float | None = None) -> tuple[Area, ...]:
    """Return the areas that are wholly in view on every day of the episode, in the file's order.

    These are all the areas that the episode shows, where they are few, or where those that the
    episode is about stay large. Else they are those that it is about; of the others, what falls
    into the frame is seen. `shape` is the frame's width over its height; without it the frame has
    the shape of the areas.
    """
    crs = atlas.record.metric_crs
    shown, main = atlas.shown(episode), atlas.focus_areas(episode)
    if len(shown) <= _FEW or len(main) == len(shown):
        return shown
    whole, about = extent_of(shown, crs), extent_of(main, crs)
    frame = shape or whole.width / whole.height
    smaller = max(about.width, about.height * frame) / max(whole.width, whole.height * frame)
    return shown if smaller**2 >= _STILL_LARGE else main


def episode_extent(atlas: Atlas, episode: Episode, *, shape: float | None = None) -> MapExtent:
    """Return the extent of the areas that `in_view` returns, in metres of the metric CRS."""
    return extent_of(in_view(atlas, episode, shape=shape), atlas.record.metric_crs)


@dataclass(frozen=True)
class View:
    """An extent fitted into a frame of the canvas, centred, on one scale in both directions.

    Lengths are those of the metric CRS; in UTM they differ from those on the ground by less than
    0.1 %, which is less than a map of a city can show.

    Attributes:
        extent: what is to be shown, in metres of `crs`.
        frame: where it is shown, in canvas units.
        crs: the atlas's metric CRS.
    """

    extent: MapExtent
    frame: Box
    crs: str

    @cached_property
    def per_metre(self) -> float:
        """Canvas units per metre."""
        return min(self.frame.width / self.extent.width, self.frame.height / self.extent.height)

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in EPSG:4326 in canvas units."""
        across, down = self.frame.centre
        east = (self.extent.left + self.extent.right) / 2
        north = (self.extent.bottom + self.extent.top) / 2
        scale = self.per_metre

        def place(points: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.column_stack(
                [across + (points[:, 0] - east) * scale, down - (points[:, 1] - north) * scale]
            )

        return shapely.transform(_metric(geometry, self.crs), place)

    @cached_property
    def northward(self) -> Point:
        """The direction of true north on the canvas, as a vector of length 1."""
        back = _to_metric(self.crs).transform(
            (self.extent.left + self.extent.right) / 2,
            (self.extent.bottom + self.extent.top) / 2,
            direction="INVERSE",
        )
        line = shapely.LineString([back, (back[0], back[1] + _STEP_NORTH)])
        here, there = shapely.get_coordinates(self.project(line))
        dx, dy = (float(step) for step in there - here)
        length = math.hypot(dx, dy)
        return dx / length, dy / length

    @property
    def whole(self) -> MapExtent:
        """What the frame shows: the extent, widened to the frame's shape."""
        east = (self.extent.left + self.extent.right) / 2
        north = (self.extent.bottom + self.extent.top) / 2
        half_wide = self.frame.width / 2 / self.per_metre
        half_high = self.frame.height / 2 / self.per_metre
        return MapExtent(east - half_wide, north - half_high, east + half_wide, north + half_high)


def round_length(most: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50 … that is not above `most` (at least 1)."""
    if most < 1:
        return 1.0
    power = float(10 ** math.floor(math.log10(most)))
    return max(step * power for step in (1, 2, 5) if step * power <= most)
