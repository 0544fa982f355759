"""Outlines that run across the meridian of 180°, drawn on beyond it as one piece.

GeoJSON cuts them there (RFC 7946, section 3.1.9), other files jump from 179 to -179 or go on to
181. A line between neighbours, a distance and a picture need one piece: all outlines are brought to
longitudes that go on beyond 180, as 179, 180, 181, on whichever side most of them lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import affinity

from frontmap.ground.plane import MOST_LATITUDE, MOST_LONGITUDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["across_180"]

_TURN = 2 * MOST_LONGITUDE

#: Outlines are brought together round the widest gap between them, if it is at least this wide, in
#: degrees: on a map of the world none is.
_GAP = 90.0


def across_180(shapes: Sequence[BaseGeometry]) -> tuple[BaseGeometry, ...]:
    """Return polygons in degrees as one map, without a jump at the meridian of 180°.

    An edge that spans more than half of the globe, and less than all of it, is taken for one that
    leads across the meridian. Then the widest gap between all outlines, if it is wide, becomes the
    edge of the map, and parts that were cut at the meridian are joined. Outlines that need none of
    it come back as they are, as do other geometries.
    """
    areal = [shape.geom_type in {"Polygon", "MultiPolygon"} for shape in shapes]
    led = [
        _led_on(shape) if is_areal else shape for shape, is_areal in zip(shapes, areal, strict=True)
    ]
    parts, owner = shapely.get_parts(
        np.array([one for one, is_areal in zip(led, areal, strict=True) if is_areal]),
        return_index=True,
    )
    turns = _turns(parts)
    if not turns.any():
        return tuple(led)
    for place, number in enumerate(np.flatnonzero(areal).tolist()):
        if turns[owner == place].any():
            led[number] = _joined(parts[owner == place], turns[owner == place])
    return tuple(led)


def _led_on(shape: BaseGeometry) -> BaseGeometry:
    """Return a polygon or multipolygon whose rings lead across the meridian instead of jumping."""
    steps = np.abs(np.diff(shapely.get_coordinates(shape)[:, 0]))
    if not ((steps > MOST_LONGITUDE) & (steps < _TURN)).any():
        return shape
    polygons = []
    for part in shapely.get_parts(shape):
        outer, *holes = (_led(ring) for ring in shapely.get_rings(part))
        west = outer[:, 0].min()
        for hole in holes:
            hole[:, 0] += _TURN * np.ceil((west - hole[:, 0].min()) / _TURN)
        polygons.append(shapely.Polygon(outer, holes))
    led: BaseGeometry = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    return led if led.is_valid else shape


def _led(ring: BaseGeometry) -> NDArray[np.float64]:
    places = shapely.get_coordinates(ring)
    steps = np.diff(places[:, 0])
    jumps = np.where((np.abs(steps) > MOST_LONGITUDE) & (np.abs(steps) < _TURN), steps, 0.0)
    turns = np.round(jumps / _TURN)
    if np.count_nonzero(turns) == 1:
        return _round_pole(places, int(np.flatnonzero(turns)[0]))
    places[1:, 0] -= _TURN * np.cumsum(turns)
    return places


def _round_pole(places: NDArray[np.float64], jump: int) -> NDArray[np.float64]:
    """Return a ring that leads once round a pole, over the meridian only at `jump`, with the pole.

    Both ends of the ring go on to the pole along the meridian, as files have Antarctica.
    """
    walked = np.roll(places[:-1], -jump - 1, axis=0)
    edge = float(np.copysign(MOST_LONGITUDE, walked[-1, 0]))
    beyond = walked[0, 0] + 2 * edge
    share = (edge - walked[-1, 0]) / (beyond - walked[-1, 0])
    lat = walked[-1, 1] + share * (walked[0, 1] - walked[-1, 1])
    pole = float(np.copysign(MOST_LATITUDE, lat))
    ends = [(edge, lat), (edge, pole), (-edge, pole), (-edge, lat)]
    return np.vstack([walked, ends, walked[:1]])


def _turns(parts: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return by how many degrees each polygon is to be turned so that all lie together."""
    none = np.zeros(len(parts))
    bounds = shapely.bounds(parts)
    west, east = bounds[:, 0], bounds[:, 2]
    if not len(parts) or (min(west) >= -MOST_LONGITUDE and max(east) <= MOST_LONGITUDE
                          and max(east) - min(west) <= MOST_LONGITUDE):  # fmt: skip
        return none
    at = np.remainder(west + MOST_LONGITUDE, _TURN) - MOST_LONGITUDE
    order = np.argsort(at, kind="stable")
    reached = np.maximum.accumulate((at + east - west)[order])
    gaps = np.append(at[order][1:], at[order][0] + _TURN) - reached
    widest = int(np.argmax(gaps))
    if gaps[widest] < _GAP:
        return none
    first = at[order][(widest + 1) % len(order)]
    there = first + np.remainder(at - first, _TURN)
    middle = (first + (there + east - west).max()) / 2
    if middle > MOST_LONGITUDE:
        there -= _TURN
    turns: NDArray[np.float64] = np.round((there - west) / _TURN) * _TURN
    return turns


def _joined(parts: NDArray[np.object_], turns: NDArray[np.float64]) -> BaseGeometry:
    """Turn the parts of an outline, and join those that were cut at the meridian."""
    turned = [
        affinity.translate(part, turn) for part, turn in zip(parts, turns.tolist(), strict=True)
    ]
    # an outline that crosses itself is refused, or mended, later
    whole: BaseGeometry = shapely.MultiPolygon(turned)
    if len(turned) == 1:
        whole = turned[0]
    elif shapely.is_valid(turned).all():
        whole = shapely.union_all(turned)
    return whole
