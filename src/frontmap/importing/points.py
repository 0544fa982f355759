"""Places that are points, in a file of their own or in a table's columns, and areas around them."""

from __future__ import annotations

import re
import shlex
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely

from frontmap.errors import DataError, Fault, Where
from frontmap.importing.areas import found_name_column, names_of
from frontmap.importing.headings import is_place_heading
from frontmap.importing.outlines import Feature
from frontmap.importing.tessellation import cells_around
from frontmap.model import NO_TEXT, Area, Outline, Text
from frontmap.names import near_name, plain, unique_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.importing.input_tables import InputTable
    from frontmap.importing.outlines import FeatureTable
    from frontmap.importing.table_shapes import Layout

__all__ = [
    "Points",
    "are_points",
    "areas_around",
    "drawn_points",
    "has_points",
    "name_column_of_points",
    "written_points",
]


_ONE_POLYGON = "one polygon; --unite makes one of several"

#: A coordinate in degrees, with minutes and seconds where there is a degree sign or a colon. A
#: letter `O` is not read: it is the west in French, and the east in German.
_DEGREES = re.compile(
    r"(?P<before>[NSEW])?\s*(?P<sign>[+-])?\s*(?P<degrees>\d+(?:\.\d+)?)\s*"
    r"(?:[°º˚:]\s*(?:(?P<minutes>\d+(?:\.\d+)?)\s*(?:['’′:]\s*"
    r"(?:(?P<seconds>\d+(?:\.\d+)?)\s*(?:\"|”|″|''|’’|′′)?\s*)?)?)?)?"
    r"(?P<after>[NSEW])?",
    re.IGNORECASE,
)
_MOST = {"longitude": 180.0, "latitude": 90.0}
_AXIS = {"n": "latitude", "s": "latitude", "e": "longitude", "w": "longitude"}
_NEGATIVE = {"-", "s", "w"}
_SIXTY = 60.0


@dataclass(frozen=True)
class Points:
    """A point for each place.

    Attributes:
        file: the file that has them.
        spots: longitude and latitude in degrees (EPSG:4326), by what the place is known by.
        where: where each is written.
        names: the name of each, by the same.
        features: what else is written of each, in the same order.
        axes: the table's columns of longitude and latitude; none where points are drawn.
    """

    file: str
    spots: dict[str, tuple[float, float]]
    where: dict[str, Where]
    names: dict[str, str]
    features: tuple[Feature, ...]
    axes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say where they lie: the author alone can tell that the axes were exchanged."""
        west, south, east, north = shapely.MultiPoint(list(self.spots.values())).bounds
        return (
            f"points lie around longitude {(west + east) / 2:.2f}, "
            f"latitude {(south + north) / 2:.2f}"
        )


def are_points(outlines: FeatureTable) -> bool:
    """Tell whether a file has only points, where outlines would be."""
    kinds = {f.geometry.geom_type for f in outlines.features if f.geometry is not None}
    return bool(kinds) and kinds <= {"Point", "MultiPoint"}


def has_points(layout: Layout) -> bool:
    """Tell whether a table has columns of longitude and latitude."""
    return {"longitude", "latitude"} <= set(layout.roles)


def drawn_points(
    outlines: FeatureTable,
    table: InputTable,
    place: str,
    *,
    name_column: str = "",
    id_column: str = "",
) -> Points:
    """Return the points of a file, known by an id where a column has that, and by name otherwise.

    Args:
        outlines: points in EPSG:4326.
        table: the table of who held what.
        place: its column of places; taken as the id where the file has it, too.
        name_column: the file's column of names that the user names, if any.
        id_column: its column of ids, likewise.

    Raises:
        DataError: no column is plainly the name, or two points are known by one.
    """
    known_by = _id_column(outlines, place, id_column)
    if known_by and not id_column and is_place_heading(known_by):
        name_column = name_column or known_by
    drawn = replace(outlines, features=tuple(f for f in outlines.features if f.geometry))
    names = names_of(drawn, name_column, known_by)
    keys = [f.cells.get(known_by, "") for f in drawn.features] if known_by else names
    if faults := list(_key_faults(drawn, keys, known_by, table)):
        raise DataError(faults)
    middles = shapely.centroid([feature.geometry for feature in drawn.features])
    return Points(
        outlines.file,
        {key: (middle.x, middle.y) for key, middle in zip(keys, middles, strict=True)},
        {key: feature.where for key, feature in zip(keys, drawn.features, strict=True)},
        dict(zip(keys, names, strict=True)),
        drawn.features,
    )


def _key_faults(
    drawn: FeatureTable, keys: Sequence[str], known_by: str, table: InputTable
) -> Iterator[Fault]:
    """Find points without an id, and several that are known by one."""
    first: dict[str, Where] = {}
    for key, feature in zip(keys, drawn.features, strict=True):
        where = feature.where
        if not key:
            yield Fault(where.at(known_by), "empty-cell", "no id", "an id")
        elif first.setdefault(key, where) != where:
            found = f"another point of {key!r} than in feature {first[key].row}"
            yield _by_id(Fault(where, "two-points", found, "one point of a place"), drawn, table)


def _id_column(outlines: FeatureTable, place: str, asked: str) -> str:
    """Return the column by which the points are known, if there is one."""
    if asked and asked not in outlines.columns:
        expected = f"--id-column with one of: {', '.join(outlines.columns) or 'none'}"
        near = near_name(asked, outlines.columns)
        where = Where(outlines.file)
        raise DataError([Fault(where, "unknown-column", repr(asked), expected, near)])
    return asked or (place if place in outlines.columns else "")


def _by_id(fault: Fault, drawn: FeatureTable, table: InputTable) -> Fault:
    """Return the fault of points of one name, with the column of ids that joins them, if any."""
    written = [[f.cells.get(column, "") for f in drawn.features] for column in drawn.columns]
    unique = [
        column
        for column, cells in zip(drawn.columns, written, strict=True)
        if all(cells) and len(set(cells)) == len(cells)
    ]
    one = f"{fault.expected}; those of one name join by id:"
    if shared := next((column for column in unique if column in table.columns), ""):
        expected = f"{one} --column place={shared} --id-column {shared}"
        return replace(fault, code="which-place", expected=expected, choices=(shared,))
    if unique:
        expected = f"{one} --column place=…, with --id-column of {', '.join(unique)}"
        return replace(fault, expected=expected)
    return fault


def name_column_of_points(
    outlines: FeatureTable, place: str, *, name_column: str = "", id_column: str = ""
) -> str:
    """Return the column by which `drawn_points` names points; the options are the same."""
    if place in outlines.columns and not name_column:
        return place
    return name_column or found_name_column(outlines.columns) or id_column


def written_points(table: InputTable, layout: Layout, *, skip: bool) -> Points:
    """Return the points of a table's columns of longitude and latitude, in degrees.

    Args:
        table: the table.
        layout: which of its columns are the place, the longitude and the latitude.
        skip: pass over places without coordinates.

    Raises:
        DataError: coordinates that are none, that are missing, or two points of one place.
    """
    written = _WrittenPoints(table, layout)
    faults = list(written.faults(skip=skip))
    if faults:
        raise DataError(faults)
    place = layout.roles["place"]
    return Points(
        table.file,
        {name: spot for name, (_, spot) in written.first.items()},
        {name: where for name, (where, _) in written.first.items()},
        {name: name for name in written.first},
        tuple(Feature(where, {place: name}, None) for name, (where, _) in written.first.items()),
        (layout.roles["longitude"], layout.roles["latitude"]),
    )


class _WrittenPoints:
    """The points that a table's rows write, and what is wrong with them.

    Attributes:
        first: where each place's point is written first, and the point.
    """

    def __init__(self, table: InputTable, layout: Layout) -> None:
        """Read the coordinates of each row; a place is the same whatever its case and accents."""
        self._table, self._layout = table, layout
        self._axes = {axis: layout.roles[axis] for axis in _MOST}
        self.first: dict[str, tuple[Where, tuple[float, float]]] = {}
        self._others: list[tuple[Where, str]] = []
        self._bad: list[tuple[Where, str, bool]] = []
        self._missing: dict[str, Where] = {}
        self._read = 0
        called: dict[str, str] = {}
        for (written, lon, lat), where in self._first_met().items():
            name, spot = called.setdefault(plain(written), written), _spot(lon, lat)
            if not lon and not lat:
                self._missing.setdefault(name, where)
            elif spot is None:
                # an exchange is read with the two axes exchanged, too
                self._bad.append((where, f"{lon} {lat}".strip(), _spot(lat, lon) is not None))
            else:
                self._read += 1
                if self.first.setdefault(name, (where, spot))[1] != spot:
                    self._others.append((where, name))

    def _first_met(self) -> dict[tuple[str, str, str], Where]:
        """Return where each place is met first with the same coordinates; rows repeat them."""
        columns = (self._layout.roles["place"], *self._axes.values())
        met: dict[tuple[str, str, str], Where] = {}
        for row in self._table.rows:
            place, lon, lat = (row.cells.get(column, "") for column in columns)
            met.setdefault((place, lon, lat), row.where)
        return met

    def faults(self, *, skip: bool) -> Iterator[Fault]:
        """Yield what is wrong with them; a place without a point is passed over to `skip` it."""
        column = self._axes["longitude"]
        exchanged = sum(other for *_, other in self._bad)
        if exchanged == len(self._bad) > self._read:
            where, text, _ = self._bad[0]
            yield _exchanged(where, f"{text}, which {_LATITUDE_FIRST}", [*self._axes.values()])
        else:
            for where, text, _ in self._bad:
                expected = "a longitude and a latitude in degrees"
                yield Fault(where.at(column), "bad-coordinates", text, expected)
        for where, name in self._others:
            found = f"another point of {name!r} than in row {self.first[name][0].row}"
            one = Fault(where.at(column), "two-points", found, "one point of a place")
            yield self._by_id(one)
        for name, where in self._missing.items():
            if not skip and name not in self.first:
                expected = "a longitude and a latitude; --skip-unmatched leaves the place out"
                found = f"no coordinates of {name!r}"
                yield Fault(where.at(column), "missing-coordinates", found, expected)

    def _by_id(self, fault: Fault) -> Fault:
        """Return the fault of places of one name, with a column of ids that tells them apart."""
        roles = self._layout.roles
        for column in self._table.columns:
            if column not in roles.values() and self._is_id(column):
                options = f"--column place={column} --column name={roles['place']}"
                expected = (
                    f"{fault.expected}; places of one name are told apart by an id: {options}"
                )
                return replace(fault, code="which-place", expected=expected, choices=(column,))
        return fault

    def _is_id(self, column: str) -> bool:
        pairs = set()
        for row in self._table.rows:
            lon, lat = (row.cells.get(axis, "") for axis in self._axes.values())
            if lon or lat:
                pairs.add((row.cells.get(column, ""), _spot(lon, lat)))
        values, spots = {value for value, _ in pairs}, {spot for _, spot in pairs}
        return "" not in values and len(pairs) == len(values) == len(spots)


_LATITUDE_FIRST = "is a longitude and a latitude only the other way round"


def _exchanged(where: Where, found: str, axes: Sequence[str]) -> Fault:
    """Return the fault of points that have the latitude where the longitude should be."""
    expected = "longitude, then latitude, in degrees"
    if axes:
        longitude, latitude = axes
        where = where.at(longitude)
        expected = shlex.join(
            ["--column", f"longitude={latitude}", "--column", f"latitude={longitude}"]
        )
    return Fault(where, "swapped-coordinates", found, expected)


def _spot(longitude: str, latitude: str) -> tuple[float, float] | None:
    """Return the coordinates in degrees that two texts write; `None` where they write none."""
    lon, lat = _degrees(longitude, "longitude"), _degrees(latitude, "latitude")
    return None if lon is None or lat is None else (lon, lat)


def _degrees(text: str, axis: str) -> float | None:
    """Return the degrees on an axis that a text writes, such as `36,3`, `36°18'9"E` or `W 3.5°`."""
    match = _DEGREES.fullmatch(_ascii(text))
    if match is None:
        return None
    signs = [match[part].casefold() for part in ("before", "sign", "after") if match[part]]
    parts = [match[part] for part in ("degrees", "minutes", "seconds") if match[part]]
    degrees, minutes, seconds = (float(match[p] or 0) for p in ("degrees", "minutes", "seconds"))
    sound = [
        len(signs) <= 1,
        _AXIS.get("".join(signs), axis) == axis,
        max(minutes, seconds) < _SIXTY,
        # only the last part has a fraction
        not any("." in part for part in parts[:-1]),
    ]
    value = degrees + minutes / _SIXTY + seconds / _SIXTY**2
    if not all(sound) or value > _MOST[axis]:
        return None
    return -value if signs and signs[0] in _NEGATIVE else value


def _ascii(text: str) -> str:
    """Return a number with the digits, the point and the minus of ASCII."""
    digits = "".join(
        str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in text
    )
    return re.sub("[,٫]", ".", digits).replace("−", "-").strip()


def areas_around(points: Points, boundary: FeatureTable, language: str) -> tuple[Area, ...]:
    """Return a schematic area for each point: the part of `boundary` that is nearest to it.

    `language` is that of the points' names.

    Raises:
        DataError: a boundary that is not one polygon, points outside it, or two in one spot.
    """
    ids = unique_ids(points.spots, otherwise="area")
    around = _polygon_of(boundary)
    _refuse_exchanged(points, around)
    cells = cells_around(points.spots, points.where, around)
    return tuple(
        Area(
            id=area,
            name=Text.of({language: points.names[name]}),
            code=NO_TEXT,
            group="areas",
            polygon=cell,
            outline=Outline.SCHEMATIC,
            note="The part of the boundary that is nearest to the place's point.",
            where=points.where[name],
        )
        for area, name, cell in zip(ids, points.spots, cells, strict=True)
    )


def _refuse_exchanged(points: Points, around: BaseGeometry) -> None:
    """Refuse points all of which lie outside, and most inside once their axes are exchanged.

    Raises:
        DataError: they do.
    """
    spots = list(points.spots.values())
    inside = int(shapely.intersects_xy(around, *zip(*spots, strict=True)).sum())
    other = int(shapely.intersects_xy(around, *zip(*((y, x) for x, y in spots), strict=True)).sum())
    if not inside and other * 2 > len(spots):
        found = f"no point inside the boundary, and {other} of {len(spots)} with exchanged axes"
        raise DataError([_exchanged(Where(points.file), found, points.axes)])


def _polygon_of(outlines: FeatureTable) -> BaseGeometry:
    polygons = [
        f.geometry
        for f in outlines.features
        if f.geometry is not None and f.geometry.geom_type in {"Polygon", "MultiPolygon"}
    ]
    if len(polygons) != 1 or len(polygons) != len(outlines.features):
        found = f"{len(outlines.features)} features, {len(polygons)} of them polygons"
        raise DataError([Fault(Where(outlines.file), "bad-boundary", found, _ONE_POLYGON)])
    if not polygons[0].is_valid:
        found = f"a boundary that is not valid: {shapely.is_valid_reason(polygons[0])}"
        expected = "rings that do not cross themselves"
        raise DataError([Fault(Where(outlines.file), "bad-boundary", found, expected)])
    return polygons[0]
