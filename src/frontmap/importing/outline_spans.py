"""Outlines that move, each with a first and a last day, as atlases of historical borders have them.

CShapes, OpenHistoricalMap, Cliopatria, GeoJSON-T, QGIS's temporal layers and KML's time spans are
of this kind. Their rows are read as intervals are; here they become areas on their days.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import shapely

from frontmap.days import ONE_DAY, day_after
from frontmap.errors import DataError, Fault
from frontmap.files import counted
from frontmap.importing.areas import polygon_features, snapped
from frontmap.importing.moving_outlines import (
    MovingOutlines,
    Piece,
    follow,
    least_sure,
    moves_of,
    require_valid,
    unused_columns,
)
from frontmap.names import fold, plain, unique_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.importing.entries import Entry
    from frontmap.importing.outlines import FeatureTable
    from frontmap.importing.table_shapes import Layout
    from frontmap.model import Area

__all__ = ["follow_spans", "have_several_outlines", "take_turns"]

#: Outlines whose vertices differ by less than this, in degrees, are the same: a centimetre.
_SAME = 1e-7
#: Outlines lie on one another where they share more than this of the smaller one: neighbours that
#: miss one another share less.
_SHARE = 0.1


def have_several_outlines(outlines: FeatureTable, column: str) -> bool:
    """Tell whether a place, by the column of places, has outlines that differ."""
    first: dict[str, BaseGeometry] = {}
    return any(
        not _same(first.setdefault(_alike(one.cells.get(column, "")), one.geometry), one.geometry)
        for one in outlines.features
        if one.geometry is not None
    )


def take_turns(outlines: FeatureTable, entries: Sequence[Entry]) -> bool:
    """Tell whether outlines lie on one another that are never there on the same day.

    Args:
        outlines: with polygons in EPSG:4326, of which a place has one.
        entries: one for each feature, in their order.
    """
    outline: dict[str, BaseGeometry] = {}
    days: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for entry, feature in zip(entries, outlines.features, strict=True):
        if feature.geometry is not None and not feature.geometry.is_empty:
            outline[_alike(entry.place)] = feature.geometry
            days[_alike(entry.place)].append((entry.first, entry.last or date.max))
    return any(not _meet(days[one], days[other]) for one, other in _places_on_one_another(outline))


def follow_spans(
    outlines: FeatureTable,
    entries: Sequence[Entry],
    layout: Layout,
    *,
    last: date | None = None,
    snap_m: float = 0.0,
) -> MovingOutlines:
    """Make areas of outlines with days, and say who held each.

    Args:
        outlines: with polygons in EPSG:4326.
        entries: one for each feature, in their order.
        layout: their columns. Without a place the outlines of one holder are one area.
        last: the last day of outlines without an end that no other of their place follows.
        snap_m: bring neighbours of the same days together that miss one another by up to so much.

    Raises:
        DataError: no polygons, two outlines of one place on a day, or an end that must be asked
            for.
        RequestError: `snap_m` is too little or too much for the outlines.
    """
    shapes = [f.geometry for f in polygon_features(outlines) if f.geometry is not None]
    placed = "place" in layout.roles
    of_place = _by_place(entries, shapes, last, placed=placed)
    if placed:
        _require_one_a_day(of_place)
    else:
        require_valid((one.where, one.shape) for of in of_place.values() for one in of)
        of_place = {place: list(_united(pieces)) for place, pieces in of_place.items()}
    pieces = sorted((one for of in of_place.values() for one in of), key=lambda one: one.first)
    found, held = follow(pieces)
    areas, notes = tuple(found), tuple[str, ...]()
    if snap_m > 0:
        areas, notes = snapped(areas, snap_m)
    ordered = sorted(areas, key=lambda area: (area.part_of, area.first or date.min))
    unused = unused_columns([outlines], set(outlines.columns) - set(layout.unused))
    notes = (*notes, *_told(entries, pieces, areas))
    return MovingOutlines(tuple(ordered), tuple(held), notes, unused)


def _told(
    entries: Sequence[Entry], pieces: Sequence[Piece], areas: Sequence[Area]
) -> Iterator[str]:
    """Say how many outlines there are, how often they move, and which ends were not written."""
    places = len({piece.stem for piece in pieces})
    days = f"{pieces[0].first} to {max(piece.last for piece in pieces)}"
    outlines = f"{counted(len(entries), 'outline')} of {counted(places, 'place')}"
    yield f"{outlines}, {days}; {moves_of(areas)}"
    if open_ends := sum(entry.last is None for entry in entries):
        yield f"{open_ends} without an end hold until the next of their place, or to --last"


def _alike(place: str) -> str:
    return fold(place) or plain(place)


def _same(one: BaseGeometry, other: BaseGeometry) -> bool:
    return one is other or one.normalize().equals_exact(other.normalize(), _SAME)


def _places_on_one_another(outline: Mapping[str, BaseGeometry]) -> Iterator[tuple[str, str]]:
    """Yield pairs of places whose outlines lie on one another."""
    places = [place for place, shape in outline.items() if shape.is_valid]
    tree = shapely.STRtree([outline[place] for place in places])
    pairs = tree.query(tree.geometries, predicate="intersects").T.tolist()
    for one, other in ((places[a], places[b]) for a, b in pairs if a < b):
        smaller = min(outline[one].area, outline[other].area)
        if shapely.intersection(outline[one], outline[other]).area > _SHARE * smaller:
            yield one, other


def _meet(one: Sequence[tuple[date, date]], other: Sequence[tuple[date, date]]) -> bool:
    """Tell whether a day lies in spans of both."""
    return any(a <= last and first <= b for a, b in one for first, last in other)


def _by_place(
    entries: Sequence[Entry],
    shapes: Sequence[BaseGeometry],
    last: date | None,
    *,
    placed: bool,
) -> dict[str, list[Piece]]:
    """Return the outlines of each place, or else of each holder, in the order of their days.

    Raises:
        DataError: outlines without an end, and no last day.
    """
    names: dict[str, str] = {}
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        name = entry.place if placed else entry.written.holder
        # holders that differ by a sign are two, places are not
        key = _alike(name) if placed else plain(name)
        names.setdefault(key, name)
        numbers[key].append(number)
    for of in numbers.values():
        of.sort(key=lambda number: entries[number].first)
    together = numbers.values() if placed else [[number] for number in range(len(entries))]
    lasts = _last_days(entries, together, last)
    stems = dict(zip(names, unique_ids(names.values(), otherwise="area"), strict=True))
    return {
        place: [
            Piece(
                entries[n].where,
                stems[place],
                names[place],
                entries[n].written,
                shapes[n],
                entries[n].first,
                lasts[n],
            )
            for n in of
        ]
        for place, of in numbers.items()
    }


def _last_days(
    entries: Sequence[Entry], of_places: Iterable[Sequence[int]], last: date | None
) -> dict[int, date]:
    """Return the last day of each outline: an open end is the eve of the next of its place.

    Raises:
        DataError: one that no other follows has no end, and there is no last day of the record.
    """
    lasts: dict[int, date] = {}
    faults = []
    latest = max((entry.last or entry.first for entry in entries), default=date.min)
    for of in of_places:
        for number, following in zip(of, [*of[1:], None], strict=True):
            entry = entries[number]
            until = entry.last
            if until is None and following is not None:
                until = entries[following].first - ONE_DAY
            elif until is None and last is not None:
                until = last
            elif until is None:
                what, expected = "an outline without an end", "an end, or the record's by --last"
                choices = (latest.isoformat(),)
                faults.append(Fault(entry.where, "which-last", what, expected, choices=choices))
            lasts[number] = max(entry.first, until or entry.first)
    if faults:
        raise DataError(faults)
    return lasts


def _require_one_a_day(of_place: Mapping[str, Sequence[Piece]]) -> None:
    """Refuse outlines of one place that are there on the same day.

    Raises:
        DataError: there are some.
    """
    expected = (
        "one outline of a place on a day; or --column place=… with a column that tells them apart, "
        "or --leave-out with the column of places: then those of one holder are one area"
    )
    faults = []
    for pieces in of_place.values():
        for one, other in pairwise(pieces):
            if other.first <= one.last:
                found = (
                    f"a second outline of {other.name!r} on {other.first}: that of feature "
                    f"{one.where.row} lasts to {one.last}"
                )
                faults.append(Fault(other.where, "two-outlines", found, expected))
    if faults:
        raise DataError(faults)


def _united(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the outlines of one holder as one, from each day on which they come or go."""
    turns = sorted({day for one in pieces for day in (one.first, day_after(one.last))})
    for first, following in pairwise(turns):
        there = [one for one in pieces if one.first <= first <= one.last]
        if there:
            yield replace(
                there[0],
                shape=shapely.union_all([one.shape for one in there]),
                written=replace(
                    there[0].written,
                    confidence=least_sure(one.written.confidence for one in there),
                    source=_joined(one.written.source for one in there),
                    note=_joined(one.written.note for one in there),
                ),
                first=first,
                last=following - ONE_DAY,
            )


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(filter(None, dict.fromkeys(texts)))
