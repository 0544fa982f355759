"""The rules of outlines, sound polygons in degrees that form one coverage, and of other places."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.errors import Fault, Severity, Where
from frontmap.files import counted
from frontmap.folder.tables import AREAS, ATLAS, translations
from frontmap.ground.antimeridian import across_180
from frontmap.ground.coverage import (
    CoverageFault,
    CoverageFaultKind,
    CrowdedError,
    are_usable,
    coverage_faults,
    existing_together,
)
from frontmap.ground.plane import (
    MOST_LONGITUDE,
    are_degrees,
    beside_map,
    coordinates_briefly,
    exchanged,
    rounded_up,
)
from frontmap.ground.projection import cannot_show, fitted_projection, is_metric, named_crs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.folder.check.references import References, Rule
    from frontmap.model import Area, Record, Street

__all__ = ["RULES"]

#: Holes between neighbours that are narrower than this, in metres, are mistakes of drawing.
_NARROW_GAP_M = 15
#: What is expected of neighbours' outlines instead of each kind of fault.
_SHARED = {
    CoverageFaultKind.OVERLAP: "neighbours that share a line",
    CoverageFaultKind.GAP: f"no gap narrower than {_NARROW_GAP_M} m",
    CoverageFaultKind.UNSHARED: "the very same vertices on both sides",
}
#: Where they share more than this of the smaller one, one of them lies over the other.
_LARGE_PART = 0.2
_OVER = "take what lies over the others out, or into a file for frontmap import --over FILE"
#: Lines that lie this far apart, in metres, are no line drawn twice.
_MOST_SNAP_M = 20_000
#: A metric CRS still does for outlines that reach so many degrees beyond its region.
_BEYOND = 6.0
#: So many streets beside the map are named.
_NAMED = 5


def outline_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of areas and their outlines, alone and as one coverage."""
    if not record.areas and AREAS not in names.broken:
        yield Fault(Where(AREAS), "no-area", "no area", "at least one area")
    sound: list[Area] = []
    shapes = np.array([area.polygon for area in record.areas], dtype=np.object_)
    for area, is_sound in zip(record.areas, are_usable(shapes).tolist(), strict=True):
        if area.first is not None and area.last is not None and area.last < area.first:
            found = f"{area.first} to {area.last}"
            yield Fault(area.where.at("last"), "ends-early", found, "a last day not before first")
        faults = [] if is_sound else list(_outline(area))
        yield from faults
        if not faults:
            sound.append(area)
    yield from _doubles(record.areas, record.languages)
    yield from _swapped(sound)
    if len(sound) == len(record.areas):
        yield from _apart_at_180(sound)
        if sound and is_metric(record.metric_crs):
            yield from _elsewhere(record)
        yield from _coverage(record)


def _outline(area: Area) -> Iterator[Fault]:
    where = area.where.at("geometry")
    shape = area.polygon
    if shape.is_empty:
        yield Fault(where, "empty-geometry", f"{area.id} without an outline", "a polygon")
        return
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        yield Fault(where, "no-polygon", f"a {shape.geom_type}", "a Polygon or MultiPolygon")
        return
    strange = list(_degree_faults(shape, where))
    if strange:
        yield from strange
        return
    if not shape.is_valid:
        found = f"an outline that is not valid: {shapely.is_valid_reason(shape)}"
        yield Fault(where, "bad-outline", found, "rings that do not cross themselves")


def _degree_faults(
    shape: BaseGeometry, where: Where, beside: Sequence[Area] = ()
) -> Iterator[Fault]:
    """Yield a fault where coordinates cannot be degrees of longitude and latitude.

    What lies beside areas that run across the meridian of 180° may lie beyond it, as they do.
    """
    west, south, east, north = shape.bounds
    around = [shape, *(area.polygon for area in beside)]
    if not (are_degrees(*shape.bounds) or are_degrees(*shapely.total_bounds(around).tolist())):
        found = f"coordinates such as {coordinates_briefly(east, north)}"
        swapped = max(-west, east) <= MOST_LONGITUDE and max(-south, north) <= MOST_LONGITUDE
        hint = "are they latitude first?" if swapped else "are they in metres?"
        expected = f"longitude and latitude in degrees (EPSG:4326); {hint}"
        yield Fault(where, "not-degrees", found, expected)


def _elsewhere(record: Record) -> Iterator[Fault]:
    """Warn where outlines lie outside the region that the metric CRS is made for."""
    use = named_crs(record.metric_crs).area_of_use
    bounds = shapely.total_bounds([area.polygon for area in record.areas])
    west, south, east, north = (float(edge) for edge in bounds)
    has_none = lost = cannot_show(record.metric_crs, west, south, east, north)
    here = "its region"
    if use is not None:
        # a region across 180° is written with an east that is less than its west
        last = use.east + 360 * (use.east < use.west)
        turns = [turn for turn in (-360, 0, 360) if west + turn <= last and east + turn >= use.west]
        far = min((max(use.west - west - turn, east + turn - last) for turn in turns), default=360)
        apart = not turns or north < use.south or south > use.north
        lost = lost or apart or far > _BEYOND
        here = f"{use.west:g}, {use.south:g} to {use.east:g}, {use.north:g}"
    if not lost:
        return
    found = f"outlines from {west:.1f}, {south:.1f} to {east:.1f}, {north:.1f}"
    better = fitted_projection(west, south, east, north)
    expected = (
        f"places of {record.metric_crs}, {here}; is longitude first, and the system the right one? "
        f'for these outlines it would be "{better}"'
    )
    where = Where(ATLAS, 0, "metric_crs")
    severity = Severity.ERROR if has_none else Severity.WARNING
    yield Fault(where, "outside-crs", found, expected, severity=severity)


def _doubles(areas: Sequence[Area], languages: Sequence[str]) -> Iterator[Fault]:
    """Warn of codes that two areas have in one language, where one may be the first one's."""
    for column, language in translations("code", languages):
        codes = Counter(area.code.to(language) for area in areas if area.code)
        for area in areas:
            code = area.code.exact(language)
            if codes[code] > 1:
                expected = "a code of its own"
                yield Fault(
                    area.where.at(column),
                    "double-code",
                    repr(code),
                    expected,
                    severity=Severity.WARNING,
                )


def _apart_at_180(areas: Sequence[Area]) -> Iterator[Fault]:
    """Find a map that ends at the meridian of 180° and begins there anew: borders would be lost."""
    shapes = [area.polygon for area in areas]
    west, _, east, _ = shapely.total_bounds(shapes).tolist() if shapes else (0.0,) * 4
    if west > -MOST_LONGITUDE or east < MOST_LONGITUDE:
        return
    for area, shape in zip(areas, across_180(shapes), strict=True):
        if shape is not area.polygon:
            found = f"{area.id} on the other side of 180° than the rest of the map"
            expected = "longitudes that go on there: 179, 180, 181; frontmap import writes them so"
            yield Fault(area.where.at("geometry"), "apart-at-180", found, expected)


def _swapped(areas: Sequence[Area]) -> Iterator[Fault]:
    """Find outlines that lie far from all others, unless longitude and latitude are exchanged."""
    bounds = shapely.bounds(np.array([area.polygon for area in areas], dtype=np.object_))
    for number in exchanged(bounds):
        area, (lon, lat) = areas[number], bounds[number].reshape(2, 2).mean(axis=0)
        found = f"{area.id} near {lon:.3f}, {lat:.3f}, far from all others"
        expected = "longitude, then latitude; are the two exchanged?"
        yield Fault(area.where.at("geometry"), "swapped-coordinates", found, expected)


def _coverage(record: Record) -> Iterator[Fault]:
    """Judge how outlines that exist on the same days lie to one another."""
    areas = {area.id: area for area in record.areas}
    found_before: set[tuple[str, tuple[str, str]]] = set()
    for numbers in existing_together(record.areas):
        there = [record.areas[number] for number in numbers]
        try:
            faults = coverage_faults(there, gap_m=_NARROW_GAP_M)
        except CrowdedError as reason:
            found, _, expected = str(reason).partition("; ")
            yield Fault(Where(AREAS), "too-large", found, f"outlines side by side; {expected}")
            return
        for fault in faults:
            if (fault.kind, fault.areas) not in found_before:
                found_before.add((fault.kind, fault.areas))
                left, right = (areas[area] for area in fault.areas)
                at = left.where.at("geometry")
                overlap = fault.kind is CoverageFaultKind.OVERLAP
                severity = Severity.ERROR if overlap else Severity.WARNING
                over = overlap and _lies_over(left, right)
                expected = f"{_SHARED[fault.kind]}; {_OVER if over else _advice(fault)}"
                found = f"{fault}{_days_of(left, right)}"
                yield Fault(at, fault.kind, found, expected, severity=severity)


def _days_of(one: Area, other: Area) -> str:
    """Say on which days two outlines exist together, where one of them comes or goes."""
    first = max(filter(None, (one.first, other.first)), default=None)
    last = min(filter(None, (one.last, other.last)), default=None)
    if first is not None and first == last:
        return f", on {first}"
    return (f", from {first}" if first else "") + (f", to {last}" if last else "")


def _lies_over(one: Area, other: Area) -> bool:
    """Tell whether an outline lies over another by so much that no line was missed."""
    if any((one.first, one.last, other.first, other.last)):
        # maps of a date each are not mended by what stays in one place
        return False
    common = shapely.area(shapely.intersection(one.polygon, other.polygon))
    return bool(common > _LARGE_PART * min(one.polygon.area, other.polygon.area))


def _advice(fault: CoverageFault) -> str:
    """Say what mends two outlines that miss one another."""
    # where the lines part from nothing, they are twice as far apart as on the average
    needed = 2 * fault.width_m
    if needed > _MOST_SNAP_M:
        return "is one area drawn over the other?"
    return f"try --snap {rounded_up(needed)}"


def landmark_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of landmarks."""
    del names
    for mark in record.landmarks:
        if mark.geometry is None:
            continue
        where = mark.where.at("geometry")
        if mark.geometry.is_empty:
            expected = "a place, or null where it is only bounded"
            yield Fault(where, "empty-geometry", f"{mark.id} without a place", expected)
        else:
            yield from _degree_faults(mark.geometry, where, record.areas)


def street_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of streets: each is a line, and the map shows it."""
    del names
    sound: list[Street] = []
    for street in record.streets:
        where = street.where.at("geometry")
        faults: list[Fault] = []
        if street.line.is_empty:
            faults = [Fault(where, "empty-geometry", f"{street.id} without a line", "a line")]
        elif street.line.geom_type not in {"LineString", "MultiLineString"}:
            found = f"a {street.line.geom_type}"
            faults = [Fault(where, "no-line", found, "a LineString or MultiLineString")]
        else:
            faults = list(_degree_faults(street.line, where, record.areas))
        yield from faults
        if not faults:
            sound.append(street)
    yield from _streets_beside(sound, record.areas)


def _streets_beside(streets: Sequence[Street], areas: Sequence[Area]) -> Iterator[Fault]:
    """Warn of streets that no reader sees, for they lie beside the map."""
    if not streets or not areas:
        return
    outlines = shapely.total_bounds([area.polygon for area in areas])
    if not are_degrees(*outlines.tolist()):
        return
    beside = beside_map(shapely.bounds([street.line for street in streets]), outlines)
    if found := [street for street, is_beside in zip(streets, beside, strict=True) if is_beside]:
        named = ", ".join(street.id for street in found[:_NAMED])
        more = ", …" if len(found) > _NAMED else ""
        yield Fault(
            found[0].where.at("geometry"),
            "street-beside",
            f"{len(found)} of {counted(len(streets), 'street')} outside of what the map shows: "
            f"{named}{more}",
            "streets that lie where the outlines do",
            severity=Severity.WARNING,
        )


RULES: tuple[Rule, ...] = (outline_faults, landmark_faults, street_faults)
