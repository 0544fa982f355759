"""What moved where outlines come and go: which outline follows which, and the ground that changed.

Ground is km² on the WGS 84 ellipsoid, of outlines as drawn (`ground.topology`). Only outlines
that are not the same on both days are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from frontmap.ground.topology import measure
from frontmap.model import NO_DATA, UNKNOWN, Control

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.front.frontline import Frontline
    from frontmap.model import Area

__all__ = [
    "Ground",
    "MovedOutline",
    "beyond",
    "km2_of",
    "moved_front_m",
    "moved_ground",
    "moved_outlines",
]

_M2_PER_KM2 = 1_000_000.0
#: Ground below this, in km², is what rounding leaves of a border: a square metre.
_LEAST_KM2 = 1e-6
#: How far beyond the differing segments, in degrees, two shapes are compared.
_MARGIN = 1e-6
#: An outline that lies in others' but for this share of it lies in them.
_WHOLE = 0.999


@dataclass(frozen=True, slots=True)
class MovedOutline:
    """An outline that is there on only one of two days, on ground on which something changed.

    Attributes:
        area: its id.
        was: the id of the outline on the earlier day that it follows; empty where there is none.
        before: the state of its ground on the earlier day.
        after: that on the later day.
        there: whether the outline is there on the later day.
    """

    area: str
    was: str
    before: Control
    after: Control
    there: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """By actor, the km² that it holds and did not hold before, and the other way round.

    Mappings are sorted, and hold only the actors with something in them.
    """

    gained_km2: Mapping[str, float]
    lost_km2: Mapping[str, float]


def moved_outlines(
    gone: Mapping[str, Control], come: Mapping[str, Control], areas: Mapping[str, Area]
) -> Iterator[MovedOutline]:
    """Yield the outlines that moved, are new, or are there no more.

    An outline follows the one of the same `part_of`, else that on most of its ground. One whose
    whole ground is in the same state under other outlines has only been drawn anew, and is left
    out.

    Args:
        gone: the outlines that are there on the earlier day alone, with their states.
        come: those that are there on the later day alone.
        areas: all of them, by id.
    """
    followed = set()
    of_part: dict[str, list[str]] = defaultdict(list)
    for area in gone:
        of_part[areas[area].part_of].append(area)
    for area, after in come.items():
        part = areas[area].part_of
        if part and len(of_part[part]) == 1:
            (was,) = of_part[part]
            before, same = gone[was], False
        else:
            was, before, same = _state_of_ground(areas[area], gone, areas, after)
        followed.add(was)
        if not same and (before.status.row.ruled or after.status.row.ruled):
            yield MovedOutline(area, was, before, after, there=True)
    for area, before in gone.items():
        if area not in followed and before.status.row.ruled:
            _, after, same = _state_of_ground(areas[area], come, areas, before)
            if not same:
                yield MovedOutline(area, "", before, after, there=False)


def _state_of_ground(
    area: Area, others: Mapping[str, Control], areas: Mapping[str, Area], state: Control
) -> tuple[str, Control, bool]:
    """Return the outline on most of an area's ground, its state, and whether all is in `state`."""
    whole = area.polygon.area
    shares: dict[str, float] = {}
    for other in others:
        shape = areas[other].polygon
        if shapely.intersects(area.polygon, shape):
            shares[other] = shapely.intersection(area.polygon, shape).area / whole
    same = sum(share for other, share in shares.items() if others[other].same_state(state))
    free = 1.0 - sum(shares.values())
    most = max(shares, key=shares.__getitem__, default="")
    if not most or shares[most] < free:
        return "", NO_DATA, same > _WHOLE
    return most, others[most], same > _WHOLE


def moved_ground(
    before: Mapping[str, Control], after: Mapping[str, Control], areas: Mapping[str, Area]
) -> Ground:
    """Compare who holds which ground on two days, whatever the outlines are.

    Ground of which the record says nothing on one of the days, although there is an outline, is
    left out; ground outside all outlines is held by nobody.

    Args:
        before: the state of each outline that is there on the earlier day.
        after: that of each that is there on the later day.
        areas: all of them, by id.
    """
    then, now = (_differing(one, other) for one, other in ((before, after), (after, before)))
    shapes = {area: areas[area].polygon for area in {*then, *now}}
    held, holds = (_by_holder(states, shapes) for states in (then, now))
    silent_then, silent_now = (_silent(states, shapes) for states in (then, now))
    actors = sorted({*held, *holds} - {UNKNOWN})
    return Ground(
        gained_km2=_more(actors, holds, held, silent_then),
        lost_km2=_more(actors, held, holds, silent_now),
    )


def _differing(states: Mapping[str, Control], others: Mapping[str, Control]) -> dict[str, Control]:
    """Return the states of the outlines that another party holds on the other day, or nobody."""
    return {
        area: state
        for area, state in states.items()
        if area not in others or others[area].holder != state.holder
    }


def _by_holder(
    states: Mapping[str, Control], shapes: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    held: dict[str, list[BaseGeometry]] = defaultdict(list)
    for area, state in states.items():
        if state.holder:
            held[state.holder].append(shapes[area])
    return {holder: shapely.union_all(of) for holder, of in held.items()}


def _silent(states: Mapping[str, Control], shapes: Mapping[str, BaseGeometry]) -> BaseGeometry:
    return shapely.union_all([shapes[area] for area, state in states.items() if not state.holder])


def _more(
    actors: Sequence[str],
    ground: Mapping[str, BaseGeometry],
    other: Mapping[str, BaseGeometry],
    silent: BaseGeometry,
) -> dict[str, float]:
    """Return by actor the km² that it has in `ground` and neither in `other` nor where silent."""
    nothing = shapely.Polygon()
    found = {}
    for actor in actors:
        more = beyond(ground.get(actor, nothing), other.get(actor, nothing))
        km2 = km2_of(more if silent.is_empty else shapely.difference(more, silent))
        if km2 > _LEAST_KM2:
            found[actor] = km2
    return found


def beyond(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Return the part of a shape that lies outside another one.

    From day to day most of an outline stays. Where two shapes differ lies between the segments that
    only one of them has: what is outside the box round these is not looked at.
    """
    segments = np.concatenate([_segments(one), _segments(other)])
    different, times = np.unique(segments, axis=0, return_counts=True)
    ends = different[times % 2 == 1].reshape(-1, 2)
    if not len(ends):
        return shapely.Polygon()
    near = shapely.box(*(ends.min(axis=0) - _MARGIN), *(ends.max(axis=0) + _MARGIN))
    mine, theirs = (shapely.intersection(shape, near) for shape in (one, other))
    outside: BaseGeometry = shapely.difference(mine, theirs)
    return outside


def _segments(shape: BaseGeometry) -> NDArray[np.float64]:
    """Return the straight pieces of all rings as rows of two ends, the lesser end first."""
    coordinates, ring = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shape)), return_index=True
    )
    inside = ring[1:] == ring[:-1]
    begins, ends = coordinates[:-1][inside], coordinates[1:][inside]
    turned = (begins[:, 0] > ends[:, 0]) | (
        (begins[:, 0] == ends[:, 0]) & (begins[:, 1] > ends[:, 1])
    )
    rows = np.hstack([begins, ends])
    rows[turned] = rows[turned][:, [2, 3, 0, 1]]
    return rows


def km2_of(shape: BaseGeometry) -> float:
    """Return the km² of a shape in EPSG:4326, as it is drawn."""
    walked = shapely.orient_polygons(_parts(shape, "Polygon"))
    _, swept = measure(shapely.get_rings(walked).tolist())
    # rounding may leave of nothing a little less than that
    return max(0.0, -float(swept.sum()) / _M2_PER_KM2)


def moved_front_m(before: Frontline, after: Frontline) -> tuple[float, float]:
    """Return the metres that are front and were not, and those that were and are not."""
    then, now = (
        shapely.union_all([segment.border.line for segment in front.segments])
        for front in (before, after)
    )
    return _metres(shapely.difference(now, then)), _metres(shapely.difference(then, now))


def _metres(lines: BaseGeometry) -> float:
    metres, _ = measure(_parts(lines, "LineString"))
    return float(metres.sum())


def _parts(shape: BaseGeometry, kind: str) -> list[Any]:
    """Return the parts of one kind that a shape has, but empty ones."""
    parts = shapely.get_parts(shape).tolist()
    return [part for part in parts if part.geom_type == kind and not part.is_empty]
