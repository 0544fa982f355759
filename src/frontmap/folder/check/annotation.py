"""The rules of annotations: each has days of one episode, and a place that its map shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import shapely

from frontmap.errors import Fault
from frontmap.folder.tables import AREAS, LANDMARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from frontmap.folder.check.references import References, Rule
    from frontmap.model import Annotation, Area, Episode, Landmark, Record

__all__ = ["RULES"]

_A_PLACE = "an area, a landmark, or lon and lat"


def annotation_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of annotations that the columns alone do not show."""
    landmarks = {mark.id: mark for mark in record.landmarks}
    for annotation in record.annotations:
        episode = _episode(annotation, record)
        if episode is None and "episodes" not in names.broken:
            where = annotation.where.at("date")
            expected = "a day of an episode, or days of one"
            yield Fault(where, "outside-episodes", annotation.date.text, expected)
        faults = [*_number_of_places(annotation), *_bounded(annotation, landmarks)]
        yield from faults
        if episode is not None and not faults and not names.broken & {AREAS, LANDMARKS}:
            shown = list(_shown(annotation, episode, record))
            yield from _outside_the_map(annotation, shown, landmarks)


def _episode(annotation: Annotation, record: Record) -> Episode | None:
    first, last = _days(annotation)
    of_both = (e for e in record.episodes if e.covers(first) and e.covers(last))
    return next(of_both, None)


def _days(annotation: Annotation) -> tuple[date, date]:
    return annotation.date.first or date.min, annotation.date.last


def _number_of_places(annotation: Annotation) -> Iterator[Fault]:
    """Find a place that is not given, given twice, or given by half."""
    where = annotation.where
    point = [name for name in ("lon", "lat") if getattr(annotation, name) is not None]
    given = [name for name in ("area", "landmark") if getattr(annotation, name)] + point[:1]
    if not given:
        yield Fault(where.at("area"), "no-place", "no place", _A_PLACE)
    elif len(given) > 1:
        found = f"{given[0]} and {given[1]}"
        yield Fault(where.at(given[1]), "two-places", found, f"one of them: {_A_PLACE}")
    elif len(point) == 1:
        other = "lat" if point == ["lon"] else "lon"
        yield Fault(where.at(other), "half-a-place", f"{point[0]} alone", f"{other}, too")


def _bounded(annotation: Annotation, landmarks: dict[str, Landmark]) -> Iterator[Fault]:
    """Find a landmark at which no arrow can point."""
    mark = landmarks.get(annotation.landmark)
    if mark is not None and mark.geometry is None:
        found = f"{mark.id}, whose place is only bounded"
        expected = "a landmark with a place; or an area, or lon and lat"
        yield Fault(annotation.where.at("landmark"), "bounded-place", found, expected)


def _shown(annotation: Annotation, episode: Episode, record: Record) -> Iterator[Area]:
    """Yield the areas that the episode's map shows on any of the annotation's days."""
    days = _days(annotation)
    for area in record.areas:
        if episode.shows(area) and area.during(*days) and not area.polygon.is_empty:
            yield area


def _outside_the_map(
    annotation: Annotation, shown: list[Area], landmarks: dict[str, Landmark]
) -> Iterator[Fault]:
    """Find a place outside of the smallest box round all outlines that are shown, if any."""
    if not shown:
        return
    where, expected = annotation.where, "a place on the map of these days"
    frame = shapely.box(*shapely.total_bounds([area.polygon for area in shown]))
    mark = landmarks.get(annotation.landmark)
    if annotation.area and annotation.area not in {area.id for area in shown}:
        yield Fault(where.at("area"), "outside-map", annotation.area, expected)
    elif mark is not None and mark.geometry is not None and not frame.intersects(mark.geometry):
        yield Fault(where.at("landmark"), "outside-map", mark.id, expected)
    elif annotation.lon is not None and annotation.lat is not None:
        yield from _point_outside(annotation, annotation.lon, annotation.lat, frame)


def _point_outside(
    annotation: Annotation, lon: float, lat: float, frame: BaseGeometry
) -> Iterator[Fault]:
    if shapely.intersects_xy(frame, lon, lat):
        return
    west, south, east, north = frame.bounds
    expected = f"a point from {west:.4f}, {south:.4f} to {east:.4f}, {north:.4f}"
    if shapely.intersects_xy(frame, lat, lon):
        expected += "; are lon and lat exchanged?"
    yield Fault(annotation.where.at("lon"), "outside-map", f"{lon:g}, {lat:g}", expected)


RULES: tuple[Rule, ...] = (annotation_faults,)
