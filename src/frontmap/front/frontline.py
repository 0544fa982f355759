"""The front: borders across which hostile parties are present on a day, and what moved since.

A border is front for each pair of hostile actors present on either side of it. Different sides
are hostile unless the atlas says `allied` or `truce` for the episode; an actor without a side is
nobody's enemy. Nobody is present where the state is unknown or the record is silent. No line is
drawn inside an area, even a contested one: nobody knows where it ran.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.front.facing import Numbers, who_faces
from frontmap.model import NO_DATA, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas

    from frontmap.ground.topology import Border, Topology
    from frontmap.model import Control
    from frontmap.relations import Hostility, Pair


__all__ = ["FrontSegment", "Frontline", "Movement", "find_frontline", "find_movement"]


@dataclass(frozen=True, slots=True)
class FrontSegment:
    """A border that is front.

    Attributes:
        border: the line, with the areas on its left and right.
        pairs: the hostile actors who face one another across it, each pair once, in alphabetical
            order; either may stand on either side.
        sides: the pairs of their sides, likewise.
    """

    border: Border
    pairs: tuple[Pair, ...]
    sides: tuple[Pair, ...]


@dataclass(frozen=True)
class Frontline:
    """All borders that are front on a day, in the order of the topology's borders."""

    segments: tuple[FrontSegment, ...]

    @cached_property
    def length_m(self) -> float:
        """Geodesic metres of front, each border once."""
        return sum(segment.border.length_m for segment in self.segments)

    def by_actor(self) -> Mapping[str, float]:
        """Return metres of front for each actor on it; each border once per actor."""
        metres: dict[str, float] = defaultdict(float)
        for segment in self.segments:
            for actor in {actor for pair in segment.pairs for actor in pair}:
                metres[actor] += segment.border.length_m
        return {actor: metres[actor] for actor in sorted(metres)}

    def lines(self) -> Mapping[Pair, shapely.MultiLineString]:
        """Return the front between each two sides as lines in EPSG:4326, joined end to end."""
        found: dict[Pair, list[shapely.LineString]] = defaultdict(list)
        for segment in self.segments:
            for pair in segment.sides:
                found[pair].append(segment.border.line)
        return {
            pair: shapely.MultiLineString(
                list(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(found[pair]))))
            )
            for pair in sorted(found)
        }

    def to_frame(self) -> geopandas.GeoDataFrame:
        """Return one row per border that is front, in EPSG:4326.

        Columns: `border` (its number), `left` and `right` (ids of areas), `sides` and `actors`
        (pairs, each joined by a slash and parted by spaces), `length_m` (geodesic), `geometry`.
        """
        import geopandas  # noqa: PLC0415 - half a second that only this needs

        columns: dict[str, list[object]] = {
            "border": [segment.border.number for segment in self.segments],
            "left": [segment.border.left for segment in self.segments],
            "right": [segment.border.right for segment in self.segments],
            "sides": [" ".join(map("/".join, segment.sides)) for segment in self.segments],
            "actors": [" ".join(map("/".join, segment.pairs)) for segment in self.segments],
            "length_m": [segment.border.length_m for segment in self.segments],
        }
        lines = [segment.border.line for segment in self.segments]
        return geopandas.GeoDataFrame(columns, geometry=lines, crs="EPSG:4326")


def find_frontline(
    controls: Mapping[str, Control], topology: Topology, hostility: Hostility
) -> Frontline:
    """Find the borders that are front in the given states; an area without one is `no_data`."""
    present: Numbers[tuple[str, ...]] = Numbers()
    # beyond the outer edge the area's number is -1, the last of `present`, where nobody is
    here = [controls.get(area, NO_DATA).present for area in topology.rings]
    left, right = np.array([*map(present.number, here), present.number(())])[topology.sides].T
    facing, pairs = who_faces(left, right, present.items, hostility)
    sides = [hostility.sides_of(of) for of in pairs]
    front = np.flatnonzero(facing)
    return Frontline(
        tuple(
            FrontSegment(topology.borders[border], pairs[faced], sides[faced])
            for border, faced in zip(front.tolist(), facing[front].tolist(), strict=True)
        )
    )


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved from one day to another.

    An area is gained or lost when its holder changes. Where the record is silent on either day
    nothing is known to have moved. Mappings hold, sorted, only the actors with something in them.

    Attributes:
        gained: by actor, the areas it holds and did not hold before, in the file's order.
        lost: by actor, the areas it held and does not hold any more, likewise.
        gained_km2: by actor, geodesic km² of those gained.
        lost_km2: by actor, geodesic km² of those lost.
        opened_m: metres of border that are front and were not.
        closed_m: metres of border that were front and are not.
    """

    gained: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]
    gained_km2: Mapping[str, float]
    lost_km2: Mapping[str, float]
    opened_m: float
    closed_m: float


def find_movement(
    before: Mapping[str, Control],
    after: Mapping[str, Control],
    topology: Topology,
    hostility: Hostility,
) -> Movement:
    """Compare two days' states on the same borders; an area without a state is `no_data`."""
    changed = {
        area
        for area in topology.rings
        if not before.get(area, NO_DATA).same_state(after.get(area, NO_DATA))
    }
    gained: dict[str, list[str]] = defaultdict(list)
    lost: dict[str, list[str]] = defaultdict(list)
    for area in topology.rings:
        old = before.get(area, NO_DATA).holder
        new = after.get(area, NO_DATA).holder
        if old != new and old and new:
            gained[new].append(area)
            lost[old].append(area)
    opened = closed = 0.0
    for border in topology.borders:
        if border.left in changed or border.right in changed:
            was = bool(_facing(border, before, hostility))
            now = bool(_facing(border, after, hostility))
            opened += border.length_m * (now and not was)
            closed += border.length_m * (was and not now)
    return Movement(
        gained=_by_actor(gained),
        lost=_by_actor(lost),
        gained_km2=_square_kilometres(gained, topology),
        lost_km2=_square_kilometres(lost, topology),
        opened_m=opened,
        closed_m=closed,
    )


def _facing(
    border: Border, controls: Mapping[str, Control], hostility: Hostility
) -> tuple[Pair, ...]:
    return hostility.facing(controls.get(border.left, NO_DATA), controls.get(border.right, NO_DATA))


def _by_actor(areas: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {actor: tuple(areas[actor]) for actor in sorted(areas) if actor != UNKNOWN}


def _square_kilometres(areas: Mapping[str, list[str]], topology: Topology) -> Mapping[str, float]:
    return {
        actor: sum(topology.km2[area] for area in found)
        for actor, found in _by_actor(areas).items()
    }
