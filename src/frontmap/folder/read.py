"""From the files of an atlas to rows that know their file and line: parses, and never judges.

A cell that cannot be parsed is a fault; what a parsed row means is for `check`. Readers accept a
byte order mark, CRLF, and the `'` that spreadsheets' CSV files carry before `=`, `+`, `-`, `@`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import tomllib
from array import array
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from frontmap.errors import Fault, Severity, Where, any_error
from frontmap.folder.rows import NO_CONTROL, Row, has_control, plain
from frontmap.model import (
    UNKNOWN,
    Acceptance,
    Actor,
    Area,
    Caption,
    Claim,
    ClaimKind,
    Confidence,
    Episode,
    Extent,
    Group,
    Landmark,
    Outline,
    Record,
    Relation,
    RelationKind,
    Ruling,
    Source,
    Stance,
    Status,
    Text,
    Voice,
)
from frontmap.names import near_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["COLUMNS", "read_record"]

#: The columns of each table, in order; design.md, section 3.
COLUMNS: dict[str, tuple[str, ...]] = {
    "geodata/actors.csv": ("id", "name", "name_ar", "short", "colour", "side"),
    "geodata/control.csv": (
        "area", "since", "began", "holder", "status", "rivals", "confidence", "evidence",
        "note", "note_ar",
    ),
    "geodata/captions.csv": ("date", "text", "text_ar"),
    "seeds/sources.csv": (
        "id", "title", "author", "outlet", "published", "updated", "language", "kind", "url",
        "note",
    ),
    "seeds/voices.csv": ("id", "name", "name_ar", "side", "note"),
    "seeds/claims.csv": (
        "id", "source", "locator", "date", "areas", "landmark", "place", "voice", "via", "kind",
        "stance", "holder", "status", "rivals", "extent", "share", "figure", "unit", "about",
        "summary", "summary_ar",
    ),
}  # fmt: skip

_ATLAS = "geodata/atlas.toml"
_AREAS = "geodata/areas.geojson"
_LANDMARKS = "geodata/landmarks.geojson"
_CONTROL = "geodata/control.csv"
#: The columns of a ruling but the area and the day that it is of.
_SAID = COLUMNS[_CONTROL][2:]
_OPTIONAL = {"geodata/captions.csv", _LANDMARKS}
_SPREADSHEET_QUOTE = re.compile(r"'(?=[=+\-@])")
#: A triangle, its first corner repeated.
_LEAST_RING = 4
_ZIP = b"PK\x03\x04"
_TABLE_HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")

Value = TypeVar("Value")


def read_record(folder: Path) -> tuple[Record, tuple[Fault, ...]]:
    """Read an atlas's folder as far as it can be read.

    Returns:
        The record, without the rows that could not be parsed, and a fault for each of those.
        Nothing is raised for what the files hold or for files that are missing.
    """
    reader = _Reader(folder)
    settings = reader.settings()
    has_seeds = (folder / "seeds").is_dir()
    record = Record(
        title=settings.text("title"),
        licence=settings.string("licence"),
        attribution=settings.text("attribution"),
        metric_crs=settings.string("metric_crs"),
        languages=settings.strings("languages") or ("en",),
        groups=tuple(reader.groups(settings)),
        episodes=tuple(reader.episodes(settings)),
        relations=tuple(reader.relations(settings)),
        accepted=tuple(reader.accepted(settings)),
        areas=tuple(reader.areas()),
        actors=_with_unknown(tuple(reader.table("geodata/actors.csv", _actor))),
        rulings=tuple(reader.rulings()),
        captions=tuple(reader.table("geodata/captions.csv", _caption)),
        landmarks=tuple(reader.landmarks()),
        sources=tuple(reader.table("seeds/sources.csv", _source)) if has_seeds else (),
        voices=tuple(reader.table("seeds/voices.csv", _voice)) if has_seeds else (),
        claims=tuple(reader.table("seeds/claims.csv", _claim)) if has_seeds else (),
        has_seeds=has_seeds,
    )
    settings.report_unread()
    return record, tuple(sorted(reader.faults))


class _Settings:
    """`atlas.toml`: its keys, each taken once, so that the ones nobody takes can be told."""

    def __init__(self, data: dict[str, Any], lines: dict[tuple[str, int], int]) -> None:
        self.data = data
        self.lines = lines
        self.taken: set[str] = set()
        self.faults: list[Fault] = []

    def string(self, key: str) -> str:
        self.taken.add(key)
        value = self.data.get(key, "")
        if not isinstance(value, str):
            self.faults.append(Fault(Where(_ATLAS, 0, key), "bad-text", repr(value), "a text"))
            return ""
        if has_control(value):
            where = Where(_ATLAS, 0, key)
            self.faults.append(Fault(where, "control-character", repr(value), NO_CONTROL))
        return value

    def text(self, key: str) -> Text:
        return Text(self.string(key), self.string(f"{key}_ar"))

    def strings(self, key: str) -> tuple[str, ...]:
        self.taken.add(key)
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.faults.append(
                Fault(Where(_ATLAS, 0, key), "bad-list", repr(value), "a list of texts")
            )
            return ()
        return tuple(value)

    def rows(self, key: str, columns: Sequence[str]) -> Iterator[Row]:
        """Yield the tables `[[key]]` as rows of text, lists joined by spaces."""
        self.taken.add(key)
        tables = self.data.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.faults.append(
                Fault(Where(_ATLAS, 0, key), "bad-table", repr(tables), f"tables [[{key}]]")
            )
            return
        for number, table in enumerate(tables):
            where = Where(_ATLAS, self.lines.get((key, number), 0))
            row = Row(where, {column: plain(value) for column, value in table.items()})
            for column in sorted(set(table) - set(columns)):
                row.faults.append(_extra(where.at(column), column, columns))
            yield row

    def report_unread(self) -> None:
        for key in sorted(set(self.data) - self.taken):
            self.faults.append(_extra(Where(_ATLAS, 0, key), key, sorted(self.taken)))


class _Reader:
    """Reads the files of one folder and keeps the faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self._clean = _CleanCells()

    def settings(self) -> _Settings:
        text = self._file(_ATLAS)
        data: dict[str, Any] = {}
        try:
            data = tomllib.loads(text or "")
        except tomllib.TOMLDecodeError as reason:
            line = re.search(r"line (\d+)", str(reason))
            where = Where(_ATLAS, int(line[1]) if line else 0)
            self.faults.append(Fault(where, "bad-toml", str(reason), "a file in TOML"))
        settings = _Settings(data, _table_lines(text or ""))
        settings.faults = self.faults
        return settings

    def groups(self, settings: _Settings) -> Iterator[Group]:
        for row in settings.rows("groups", ("id", "title", "title_ar")):
            yield from self._good(row, Group(row.id(), row.text("title"), where=row.where))

    def episodes(self, settings: _Settings) -> Iterator[Episode]:
        columns = ("id", "title", "title_ar", "first", "last", "groups", "default")
        for row in settings.rows("episodes", columns):
            episode = Episode(
                id=row.id(),
                title=row.text("title"),
                first=row.needed_day("first"),
                last=row.needed_day("last"),
                groups=row.list("groups"),
                default=row.string("default") == "true",
                where=row.where,
            )
            yield from self._good(row, episode)

    def relations(self, settings: _Settings) -> Iterator[Relation]:
        for row in settings.rows("relations", ("sides", "episode", "kind", "reason")):
            kind = row.choice_or_none("kind", RelationKind)
            if not row.string("kind"):
                row.fault("kind", "empty-cell", "allied or truce")
            sides = frozenset(row.list("sides"))
            if len(sides) != 2:  # noqa: PLR2004 - a relation is between two
                row.fault("sides", "bad-relation", "two different sides")
            relation = Relation(
                sides,
                row.string("episode"),
                kind or RelationKind.TRUCE,
                row.string("reason"),
                where=row.where,
            )
            yield from self._good(row, relation)

    def accepted(self, settings: _Settings) -> Iterator[Acceptance]:
        for row in settings.rows("accepted", ("code", "area", "first", "last", "reason")):
            acceptance = Acceptance(
                code=row.needed("code"),
                area=row.string("area"),
                first=row.day("first"),
                last=row.day("last"),
                reason=row.needed("reason"),
                where=row.where,
            )
            yield from self._good(row, acceptance)

    def table(self, file: str, parse: Callable[[Row], Value]) -> Iterator[Value]:
        """Yield what `parse` makes of each row of a CSV file whose cells can all be parsed."""
        for where, cells in self._csv(file):
            row = Row(where, cells)
            yield from self._good(row, parse(row))

    def rulings(self) -> Iterator[Ruling]:
        """Yield the rulings; what thousands of them say alike is parsed once."""
        said_by = itemgetter(*_SAID)
        known: dict[tuple[str, ...], Ruling] = {}
        days: dict[str, date] = {}
        for where, cells in self._csv(_CONTROL):
            said, area, since = said_by(cells), cells["area"], cells["since"]
            if said in known and since in days and area.isprintable():
                yield _alike(known[said], area, days[since], where)
                continue
            row = Row(where, cells)
            ruling = _ruling(row)
            if not row.faults:
                known[said], days[since] = ruling, ruling.since
            yield from self._good(row, ruling)

    def areas(self) -> Iterator[Area]:
        for row, geometry in self._features(_AREAS):
            area = Area(
                id=row.id(),
                name=row.text("name"),
                code=row.string("code"),
                group=row.string("group"),
                polygon=geometry if geometry is not None else shapely.Polygon(),
                outline=row.choice("outline", Outline, Outline.DERIVED),
                pcode=row.string("pcode"),
                part_of=row.string("part_of"),
                first=row.day("first"),
                last=row.day("last"),
                note=row.string("note"),
                where=row.where,
            )
            yield from self._good(row, area)

    def landmarks(self) -> Iterator[Landmark]:
        for row, geometry in self._features(_LANDMARKS):
            landmark = Landmark(
                id=row.id(),
                name=row.text("name"),
                kind=row.string("kind"),
                geometry=geometry,
                precision_m=row.measure("precision_m") or 0.0,
                areas=row.list("areas"),
                note=row.string("note"),
                where=row.where,
            )
            yield from self._good(row, landmark)

    def _good(self, row: Row, value: Value) -> Iterator[Value]:
        self.faults += row.faults
        if not any_error(row.faults):
            yield value

    def _file(self, file: str) -> str | None:
        """Return a file's text, or record why there is none."""
        path = self.folder / file
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            if file not in _OPTIONAL:
                self.faults.append(Fault(Where(file), "missing-file", "no file", "a file"))
            return None
        except OSError as reason:
            found = reason.strerror or "an error"
            self.faults.append(Fault(Where(file), "unreadable-file", found, "a file to read"))
            return None
        if raw.startswith(_ZIP):
            found, expected = "an Excel or zip file", "text; save the table as CSV (UTF-8)"
            self.faults.append(Fault(Where(file), "excel-file", found, expected))
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as reason:
            row = raw[: reason.start].count(b"\n") + 1
            found = f"the byte 0x{raw[reason.start]:02x}"
            expected = "UTF-8; save the file as UTF-8"
            self.faults.append(Fault(Where(file, row), "not-utf-8", found, expected))
            return None
        if not text or text.isspace():
            self.faults.append(Fault(Where(file), "empty-file", "an empty file", "a header"))
            return None
        return text

    def _csv(self, file: str) -> Iterator[tuple[Where, dict[str, str]]]:
        """Yield where each row of a table stands, and its cells by column."""
        text = self._file(file)
        if text is None:
            return
        columns = COLUMNS[file]
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            header = [cell.strip() for cell in next(lines)]
            if not self._header(file, header, columns):
                return
            end = lines.line_num
            for written in lines:
                where, end = Where(file, end + 1), lines.line_num
                cells = [self._clean[cell] for cell in written]
                if not any(cells):
                    continue
                if len(cells) != len(header):
                    found = f"{len(cells)} cells"
                    expected = f"{len(header)}, as in the header; put a text with commas in quotes"
                    self.faults.append(Fault(where, "wrong-width", found, expected))
                    continue
                yield where, dict(zip(header, cells, strict=True))
        except csv.Error as reason:
            where = Where(file, lines.line_num)
            self.faults.append(Fault(where, "bad-csv", str(reason), "a table in CSV"))

    def _header(self, file: str, header: Sequence[str], columns: Sequence[str]) -> bool:
        where = Where(file, 1)
        if len(header) == 1 and (other := _other_delimiter(header[0])):
            expected = "cells separated by commas; save the table with commas"
            found = f"cells separated by {other!r}"
            self.faults.append(Fault(where, "wrong-delimiter", found, expected))
            return False
        for column in sorted({name for name in header if header.count(name) > 1}):
            found = f"the column {column!r} twice"
            self.faults.append(Fault(where.at(column), "double-column", found, "it once"))
        missing = [column for column in columns if column not in header]
        extra = [column for column in header if column not in columns]
        for column in missing:
            self.faults.append(
                Fault(
                    where.at(column),
                    "missing-column",
                    "no such column",
                    f"a column {column!r}",
                    near_name(column, extra),
                )
            )
        for column in sorted(set(extra)):
            self.faults.append(_extra(where.at(column), column, columns))
        return not missing and len(set(header)) == len(header)

    def _features(self, file: str) -> Iterator[tuple[Row, BaseGeometry | None]]:
        text = self._file(file)
        if text is None:
            return
        try:
            data = json.loads(text, object_hook=_compact)
        except (ValueError, RecursionError) as reason:
            line = reason.lineno if isinstance(reason, json.JSONDecodeError) else 0
            found = f"line {line}: {reason}" if line else str(reason)
            self.faults.append(Fault(Where(file), "bad-json", found, "a file in JSON"))
            return
        features = data.get("features") if isinstance(data, dict) else None
        if not isinstance(features, list):
            found = "something else"
            expected = "a GeoJSON FeatureCollection"
            self.faults.append(Fault(Where(file), "bad-geojson", found, expected))
            return
        self._crs(file, data)
        rows: list[Row] = []
        geometries: list[object] = []
        for number, feature in enumerate(features, start=1):
            where = Where(file, number)
            properties = feature.get("properties") if isinstance(feature, dict) else None
            if not isinstance(properties, dict):
                found = "no properties"
                expected = "a GeoJSON feature with properties"
                self.faults.append(Fault(where, "bad-feature", found, expected))
                continue
            rows.append(Row(where, {key: plain(value) for key, value in properties.items()}))
            geometries.append(feature.get("geometry"))
        yield from zip(rows, _geometries(geometries, rows), strict=True)

    def _crs(self, file: str, data: dict[str, Any]) -> None:
        """Refuse the `crs` member of old GeoJSON, unless it names longitude and latitude."""
        crs = data.get("crs")
        properties = crs.get("properties") if isinstance(crs, dict) else None
        name = properties.get("name", "") if isinstance(properties, dict) else ""
        if crs is not None and not str(name).endswith(("CRS84", "EPSG::4326", "EPSG:4326")):
            found, expected = repr(name), "longitude and latitude in WGS 84 (EPSG:4326)"
            self.faults.append(Fault(Where(file, 0, "crs"), "bad-crs", found, expected))


def _other_delimiter(header: str) -> str:
    """Return what separates a header's cells, where it is not the comma."""
    return next((other for other in ";\t|" if other in header), "")


class _CleanCells(dict[str, str]):
    """Cells without the spaces and the `'` of spreadsheets; what repeats is cleaned once."""

    def __missing__(self, cell: str) -> str:
        text = cell.strip()
        if text.startswith("'"):
            text = _SPREADSHEET_QUOTE.sub("", text, count=1)
        self[cell] = text = sys.intern(text)
        return text


def _compact(member: dict[str, Any]) -> dict[str, Any]:
    """Let arrays stand for polygons' rings while the rest of the file is read.

    Lists of lists of numbers take ten times the room. What is no ring stays as it is, to be
    refused where its feature is known.
    """
    coordinates = member.get("coordinates")
    if isinstance(coordinates, list):
        if member.get("type") == "Polygon":
            member["coordinates"] = [_ring(ring) for ring in coordinates]
        elif member.get("type") == "MultiPolygon":
            member["coordinates"] = [
                [_ring(ring) for ring in polygon] if isinstance(polygon, list) else polygon
                for polygon in coordinates
            ]
    return member


def _ring(ring: object) -> object:
    try:
        if isinstance(ring, list) and {2} == {len(point) for point in ring}:
            # numbers and nothing else go into such an array, as it is made in one go
            return np.frombuffer(array("d", [*chain.from_iterable(ring)])).reshape(-1, 2)
        with_heights = np.asarray(ring)
    except (TypeError, ValueError, OverflowError):
        return ring
    return with_heights if with_heights.dtype.kind in "fi" else ring


def _geometries(values: Sequence[object], rows: Sequence[Row]) -> list[BaseGeometry | None]:
    """Build the features' geometries, all the sound polygons at once: one by one takes longer."""
    sound = [_is_sound(value) for value in values]
    polygons = [
        cast("dict[str, Any]", value)["coordinates"]
        for value, is_sound in zip(values, sound, strict=True)
        if is_sound
    ]
    built = iter(_polygons(polygons))
    return [
        next(built) if is_sound else _geometry(value, row)
        for is_sound, value, row in zip(sound, values, rows, strict=True)
    ]


def _polygons(coordinates: Sequence[Sequence[NDArray[np.float64]]]) -> NDArray[np.object_]:
    rings = list(chain.from_iterable(coordinates))
    if not rings:
        return np.empty(0, dtype=np.object_)
    ring = np.repeat(np.arange(len(rings)), [len(points) for points in rings])
    polygon = np.repeat(np.arange(len(coordinates)), [len(of) for of in coordinates])
    lines = np.asarray(shapely.linearrings(np.concatenate(rings), indices=ring))
    return np.asarray(shapely.polygons(lines, indices=polygon))


def _is_sound(value: object) -> bool:
    """Tell whether it is a polygon of whole rings without heights, as `_compact` leaves them."""
    if not isinstance(value, dict) or value.get("type") != "Polygon":
        return False
    rings = value.get("coordinates")
    return (
        isinstance(rings, list)
        and bool(rings)
        and all(
            isinstance(ring, np.ndarray)
            and ring.ndim == 2  # noqa: PLR2004 - points, and their longitude and latitude
            and len(ring) >= _LEAST_RING
            and ring.shape[1] == 2  # noqa: PLR2004
            for ring in rings
        )
    )


def _geometry(value: object, row: Row) -> BaseGeometry | None:
    """Build a feature's geometry without heights; `None` where the file says null."""
    if value is None:
        return None
    try:
        built: BaseGeometry = shapely.force_2d(shape(cast("dict[str, Any]", value)))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, ShapelyError):
        found, expected = "what is no geometry", "a GeoJSON geometry"
        row.faults.append(Fault(row.where.at("geometry"), "bad-geometry", found, expected))
        return None
    return built


def _extra(where: Where, column: str, columns: Sequence[str]) -> Fault:
    return Fault(
        where,
        "extra-column",
        repr(column),
        "one of " + ", ".join(columns) + "; it is left unread",
        near_name(column, columns),
        severity=Severity.WARNING,
    )


def _table_lines(text: str) -> dict[tuple[str, int], int]:
    """Return the line of each `[[table]]` header, by the table's name and number."""
    lines: dict[tuple[str, int], int] = {}
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TABLE_HEADER.match(line):
            name = header[1]
            lines[name, seen.get(name, 0)] = number
            seen[name] = seen.get(name, 0) + 1
    return lines


def _actor(row: Row) -> Actor:
    colour = row.string("colour")
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        row.fault("colour", "bad-colour", "a colour such as #b5483a")
    return Actor(
        row.id(),
        row.text("name"),
        row.string("short"),
        colour.lower(),
        row.string("side"),
        where=row.where,
    )


def _with_unknown(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Add the actor that is always there to a table that leaves it out."""
    if any(actor.id == UNKNOWN for actor in actors):
        return actors
    return (*actors, Actor(UNKNOWN, Text("Unknown", "غير معروف"), "?", "#d9d6cf", ""))


def _ruling(row: Row) -> Ruling:
    if not row.string("status"):
        row.fault("status", "empty-cell", "one of " + ", ".join(s.value for s in Status))
    return Ruling(
        area=row.string("area"),
        since=row.needed_day("since"),
        began=row.span("began"),
        holder=row.string("holder"),
        status=row.choice("status", Status, Status.UNKNOWN),
        rivals=row.list("rivals"),
        confidence=row.choice_or_none("confidence", Confidence),
        evidence=row.list("evidence"),
        note=row.text("note"),
        where=row.where,
    )


def _alike(like: Ruling, area: str, since: date, where: Where) -> Ruling:
    """Return the ruling that says of `area` and `since` what another one says of its own."""
    return Ruling(
        area,
        since,
        like.began,
        like.holder,
        like.status,
        like.rivals,
        like.confidence,
        like.evidence,
        like.note,
        where,
    )


def _caption(row: Row) -> Caption:
    return Caption(row.needed_day("date"), row.text("text"), where=row.where)


def _source(row: Row) -> Source:
    return Source(
        id=row.id(),
        title=row.needed("title"),
        author=row.string("author"),
        outlet=row.string("outlet"),
        published=row.span("published"),
        updated=row.span("updated"),
        language=row.string("language"),
        kind=row.string("kind"),
        url=row.string("url"),
        note=row.string("note"),
        where=row.where,
    )


def _voice(row: Row) -> Voice:
    return Voice(
        row.id(), row.text("name"), row.string("side"), row.string("note"), where=row.where
    )


def _claim(row: Row) -> Claim:
    if not row.string("kind"):
        row.fault("kind", "empty-cell", "one of " + ", ".join(k.value for k in ClaimKind))
    return Claim(
        id=row.id(),
        source=row.string("source"),
        locator=row.string("locator"),
        date=row.needed_span("date"),
        areas=row.list("areas"),
        landmark=row.string("landmark"),
        place=row.string("place"),
        voice=row.string("voice"),
        via=row.string("via"),
        kind=row.choice("kind", ClaimKind, ClaimKind.CONTEXT),
        stance=row.choice("stance", Stance, Stance.ASSERTS),
        holder=row.string("holder"),
        status=row.choice_or_none("status", Status),
        rivals=row.list("rivals"),
        extent=row.choice("extent", Extent, Extent.WHOLE),
        share=row.share("share"),
        figure=row.string("figure"),
        unit=row.string("unit"),
        about=row.string("about"),
        summary=row.text("summary"),
        where=row.where,
    )
