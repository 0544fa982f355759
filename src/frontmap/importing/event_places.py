"""In which areas the events of a table are: by their point on their days, else by their place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from frontmap.files import counted
from frontmap.ground.plane import MOST_LONGITUDE
from frontmap.importing.joining import join_places, read_places, said_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontmap.errors import Where
    from frontmap.importing.events import Event
    from frontmap.importing.options import ImportOptions
    from frontmap.importing.outlines import Feature
    from frontmap.model import Area

__all__ = ["place_events"]

#: Once round the globe, in degrees; and the decimals of coordinates: a tenth of a metre.
_TURN, _DECIMALS = 360, 6


def place_events(
    events: Sequence[Event],
    areas: Sequence[Area],
    features: Sequence[Feature],
    options: ImportOptions,
) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Return the events with the areas that they are in, and notes for the user.

    A point is in the areas that contain it on one of its days; on a border, in both. An event
    without a point is in the area that its place is called after. One that only lies near its
    point, or in its region, is in none for sure.

    Raises:
        DataError: places that have no outline, or several.
    """
    events = _turned(events, areas)
    sure = [event for event in events if event.exact]
    with_point = [event for event in sure if event.spot is not None]
    found = _containing(with_point, areas)
    outside = len(with_point) - len(found)
    named, notes = _joined([e for e in sure if e.spot is None], areas, features, options)
    found |= named
    if outside:
        said = f"{counted(outside, 'event')} outside all outlines of their days"
        notes = (*notes, f"{said}: kept with the point, in no area")
    placed = (replace(e, areas=found[e.where]) if e.where in found else e for e in events)
    return tuple(placed), notes


def _turned(events: Sequence[Event], areas: Sequence[Area]) -> Sequence[Event]:
    """Return the events with their points beyond the meridian of 180° where the areas are."""
    west, _, east, _ = shapely.total_bounds([area.polygon for area in areas]).tolist()
    if max(-west, east) <= MOST_LONGITUDE:
        return events
    middle = (west + east) / 2
    return [
        replace(event, spot=(round(lon + turn, _DECIMALS), event.spot[1]))
        if event.spot is not None
        and not west <= (lon := event.spot[0]) <= east
        and (turn := _TURN * round((middle - lon) / _TURN))
        else event
        for event in events
    ]


def _containing(events: Sequence[Event], areas: Sequence[Area]) -> dict[Where, tuple[str, ...]]:
    """Return the areas, in their order, that contain the point of each event on its days."""
    if not events:
        return {}
    tree = shapely.STRtree([area.polygon for area in areas])
    points = shapely.points([event.spot or () for event in events])
    found: dict[Where, list[str]] = defaultdict(list)
    for number, place in sorted(tree.query(points, predicate="intersects").T.tolist()):
        event, area = events[number], areas[place]
        if area.during(event.date.first or event.date.last, event.date.last) is not None:
            found[event.where].append(area.id)
    return {where: tuple(ids) for where, ids in found.items()}


def _joined(
    events: Sequence[Event],
    areas: Sequence[Area],
    features: Sequence[Feature],
    options: ImportOptions,
) -> tuple[dict[Where, tuple[str, ...]], tuple[str, ...]]:
    """Return the area of each event's place, joined as the places of other tables are."""
    if not events:
        return {}, ()
    places: dict[str, Where] = {}
    for event in events:
        places.setdefault(event.place, event.where)
    named = said_places(options.said_places, areas)
    if options.places is not None:
        named |= read_places(options.places, areas, encoding=options.encoding)[0]
    joined = join_places(
        places, areas, features, named=named, near=options.near, skip=options.skip_unmatched
    )
    exact = len(joined.areas) - len(joined.near)
    said = [f"places of events joined to outlines: {exact} by name, {len(joined.near)} nearly"]
    said += map(str, joined.near)
    said += [f"  {place!r} has no outline; its events are in no area" for place in joined.skipped]
    of_place = joined.areas
    found: dict[Where, tuple[str, ...]] = {
        event.where: (of_place[event.place],) for event in events if event.place in of_place
    }
    return found, tuple(said)
