"""The view of a map: its extent, and the projection from places to the canvas."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.errors import RequestError
from frontmap.ground.plane import MOST_LATITUDE, apart_m
from frontmap.ground.projection import fitted_projection, to_metric
from frontmap.names import near_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Box, Point
    from frontmap.model import Area, Episode


__all__ = [
    "MapExtent",
    "View",
    "crop_extent",
    "episode_extent",
    "extent_of",
    "in_view",
    "round_length",
]

#: The margin round the areas in view, as a share of the longer side of their extent.
_MARGIN = 0.06
#: Up to so many areas are all in view.
_FEW = 12
#: More areas are all in view, too, where those that the episode is about keep this share of the
#: surface that they would have alone.
_STILL_LARGE = 0.6
#: North, and how long lengths are in a place, is found with a second point so many degrees away.
_STEP = 0.01
#: The cosine of the greatest angle between two directions that are one north.
_ONE_NORTH = math.cos(math.radians(15))
#: Lines that are longer than this, in degrees, are bent as the projection bends them.
_STRAIGHT = 0.5


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


def _metric(geometry: BaseGeometry, crs: str) -> BaseGeometry:
    # a line that is straight in degrees is none in the projection, where it is long
    west, south, east, north = shapely.total_bounds(geometry).tolist()
    if max(east - west, north - south) > _STRAIGHT:
        geometry = shapely.segmentize(geometry, _STRAIGHT)
    return shapely.transform(geometry, partial(_project, crs=crs))


def _project(points: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    return np.column_stack(to_metric(crs).transform(points[:, 0], points[:, 1]))


def extent_of(areas: Iterable[Area], crs: str, *, margin: float = _MARGIN) -> MapExtent:
    """Return the extent of some areas, with `margin` (a share of its longer side) all round.

    Raises:
        RequestError: there are no areas, or the projection has no place for them.
    """
    polygons = [area.polygon for area in areas]
    if not polygons:
        raise RequestError("there is no area to show")
    vertices = shapely.get_coordinates(_metric(shapely.GeometryCollection(polygons), crs))
    if not np.isfinite(vertices).all():
        better = fitted_projection(*shapely.total_bounds(polygons).tolist())
        raise RequestError(
            f"{crs} has no place for these areas; in geodata/atlas.toml this atlas needs "
            f'metric_crs = "{better}"'
        )
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


def crop_extent(atlas: Atlas, wanted: Sequence[str]) -> MapExtent:
    """Return the extent of some groups and areas, by their ids.

    Raises:
        RequestError: one of them is not there.
    """
    groups = {group.id for group in atlas.record.groups}
    missing = [key for key in wanted if key not in groups and key not in atlas.areas]
    if missing:
        known = [*sorted(groups), *atlas.areas]
        told = ", ".join(_unknown(key, known) for key in missing)
        raise RequestError(f"a crop names groups and areas of the atlas, and {told} is none")
    chosen = [area for area in atlas.record.areas if {area.id, area.group} & set(wanted)]
    return extent_of(chosen, atlas.record.metric_crs)


def _unknown(key: str, known: Sequence[str]) -> str:
    meant = near_name(key, known)
    return f"{key!r} (did you mean {meant!r}?)" if meant else repr(key)


@dataclass(frozen=True)
class View:
    """An extent fitted into a frame of the canvas, centred, on one scale in both directions.

    Lengths are those of the metric CRS. In the zone of UTM that import chooses for a city they
    differ from those on the ground by less than 0.1 %, which is less than a map can show; in what
    it fits to a country by up to 0.5 %, to a continent by up to 3 %. `stretch` measures it.

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
        """The direction of true north in the middle of the canvas, as a vector of length 1."""
        return self._northward(0.5, 0.5)

    @property
    def has_one_north(self) -> bool:
        """Whether north lies in about the same direction all over the view: within 15°."""
        dx, dy = self.northward
        # the corners of a round map of the world lie outside the world
        shares = (0.0, 0.2, 0.8, 1.0)
        around = [self._northward(across, up) for across in shares for up in shares]
        return all(dx * x + dy * y >= _ONE_NORTH for x, y in around)

    def _northward(self, across: float, up: float) -> Point:
        lon, lat = self._degrees(across, up)
        if not math.isfinite(lon):
            # beyond the edge of the world there is no north
            return math.nan, math.nan
        # beyond a pole nothing lies further north
        step = _STEP if lat < MOST_LATITUDE - _STEP else -_STEP
        line = shapely.LineString([(lon, lat), (lon, lat + step)])
        here, there = shapely.get_coordinates(self.project(line))
        dx, dy = (float(way) for way in (there - here) * np.sign(step))
        length = math.hypot(dx, dy)
        return dx / length, dy / length

    @cached_property
    def stretch(self) -> float:
        """The greatest share by which a length in view differs from that on the ground."""
        worst = 0.0
        for x, y in ((0.5, 0.5), (0, 0), (0, 1), (1, 0), (1, 1), (0.5, 0), (0.5, 1)):
            lon, lat = self._degrees(x, y)
            if not math.isfinite(lon) or abs(lat) > MOST_LATITUDE - _STEP:
                continue
            for other in ((lon + _STEP, lat), (lon, lat - math.copysign(_STEP, lat))):
                drawn = _project(np.array([(lon, lat), other]), self.crs)
                metres = apart_m((lon, lat), other)
                worst = max(worst, abs(math.dist(*drawn.tolist()) / metres - 1))
        return worst

    def _degrees(self, across: float, up: float) -> tuple[float, float]:
        """Return longitude and latitude at shares of the extent's width and height."""
        extent = self.extent
        x, y = extent.left + across * extent.width, extent.bottom + up * extent.height
        lon, lat = to_metric(self.crs).transform(x, y, direction="INVERSE")
        return float(lon), float(lat)

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
