"""Reads the files of an atlas into a `Record`, in which every row keeps its file and line.

A cell that cannot be parsed is a fault, and its row is left out. Whether what was parsed makes
sense is for `check`. A byte order mark, CRLF, and the `'` that spreadsheets put before `=`, `+`,
`-` and `@` are accepted.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from array import array
from collections import Counter
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from frontmap.errors import DataError, Fault, Severity, Where, any_error
from frontmap.folder.rows import Row, plain
from frontmap.folder.tables import (
    ACCEPTED_TABLE,
    ACTOR_TABLE,
    ANNOTATION_TABLE,
    AREA_TABLE,
    ATLAS,
    CAPTION_TABLE,
    CLAIM_TABLE,
    CONTROL_TABLE,
    EPISODE_TABLE,
    ERRATUM_TABLE,
    GROUP_TABLE,
    LANDMARK_TABLE,
    OPTIONAL,
    POINTER_TABLE,
    RELATION_TABLE,
    SEEDS,
    SOURCE_TABLE,
    STREET_TABLE,
    UNFINISHED,
    VOICE_TABLE,
    TableSpec,
    header,
    translation_of,
    translations,
)
from frontmap.given.csv_text import unquoted
from frontmap.given.files import file_bytes
from frontmap.given.json_text import bad_json, parsed_json
from frontmap.given.texts import quoted
from frontmap.given.toml_text import parsed_toml
from frontmap.limits import DRAWN_LETTERS, NAME_LETTERS
from frontmap.model import (
    DEFAULT_LANGUAGES,
    UNKNOWN,
    Actor,
    Area,
    Landmark,
    Record,
    Ruling,
    Street,
    Text,
)
from frontmap.names import near_name
from frontmap.words import is_language_tag, language_of, own_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["read_record", "unknown_actor"]

#: The fewest points of a ring: a triangle's, with the first repeated at the end.
_LEAST_RING = 4
_ZIP = b"PK\x03\x04"
_TABLE_HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")

#: The code of a column in a language that the atlas does not name.
_OTHER_LANGUAGE = "other-language"
#: The settings outside of tables that are texts in each language.
_TRANSLATED = frozenset({"title", "attribution", "place"})
#: Those that are names.
_SHORT = frozenset({"title", "version", "place"})

#: What can go wrong where a geometry is made of what is none.
_NO_GEOMETRY = (
    AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError,
    ShapelyError,
)  # fmt: skip

Item = TypeVar("Item")


def read_record(folder: Path) -> tuple[Record, tuple[Fault, ...]]:
    """Read an atlas's folder, and find every fault in one go.

    Returns:
        The record, without the rows that could not be parsed, and a fault for each of those.
        Nothing is raised for what the files hold or for files that are missing.
    """
    reader = _Reader(folder)
    settings = reader.settings()
    reader.languages = settings.languages
    has_seeds = (folder / SEEDS).is_dir()
    record = Record(
        title=settings.text("title"),
        licence=settings.string("licence"),
        attribution=settings.text("attribution"),
        metric_crs=settings.string("metric_crs"),
        languages=settings.languages,
        groups=tuple(reader.of_settings(settings, GROUP_TABLE)),
        episodes=tuple(reader.of_settings(settings, EPISODE_TABLE)),
        relations=tuple(reader.of_settings(settings, RELATION_TABLE)),
        accepted=tuple(reader.of_settings(settings, ACCEPTED_TABLE)),
        areas=tuple(reader.areas()),
        actors=_with_unknown(tuple(reader.table(ACTOR_TABLE)), settings.languages),
        rulings=tuple(reader.rulings()),
        captions=tuple(reader.table(CAPTION_TABLE)),
        landmarks=tuple(reader.landmarks()),
        sources=tuple(reader.table(SOURCE_TABLE)) if has_seeds else (),
        voices=tuple(reader.table(VOICE_TABLE)) if has_seeds else (),
        claims=tuple(reader.table(CLAIM_TABLE)) if has_seeds else (),
        has_seeds=has_seeds,
        version=settings.string("version"),
        streets=tuple(reader.streets()),
        annotations=tuple(reader.table(ANNOTATION_TABLE)),
        errata=tuple(reader.table(ERRATUM_TABLE)),
        place=settings.text("place"),
        pointers=tuple(reader.of_settings(settings, POINTER_TABLE)),
        read_from=tuple(reader.read_from),
    )
    settings.report_unread()
    # a file of settings that cannot be read has not said which languages there are
    known = settings.names_languages
    told = (fault for fault in reader.faults if known or fault.code != _OTHER_LANGUAGE)
    return record, tuple(sorted(told))


class _Settings:
    """The settings in `atlas.toml`; it notes which keys are asked for, to tell of the others."""

    def __init__(self, data: dict[str, Any], lines: dict[tuple[str, int], int]) -> None:
        self.data = data
        self.lines = lines
        self.taken: set[str] = set()
        self.faults: list[Fault] = []
        self.languages: tuple[str, ...] = DEFAULT_LANGUAGES
        self.names_languages = bool(data)

    def read_languages(self) -> None:
        """Take the key `languages`: which further columns are read depends on it."""
        tags = self.strings("languages")
        where = Where(ATLAS, 0, "languages")
        expected = 'tags of two or three small letters, each once, such as ["en", "ar"]'
        self.names_languages &= bool(tags) or "languages" not in self.data
        wrong = [tag for tag in tags if not is_language_tag(tag)]
        wrong += [tag for tag in dict.fromkeys(tags) if tags.count(tag) > 1]
        if wrong:
            self.faults.append(Fault(where, "bad-language", quoted(wrong[0]), expected))
        elif self.data.get("languages") == []:
            self.faults.append(Fault(where, "bad-language", "no language", expected))
        good = tuple(dict.fromkeys(tag for tag in tags if is_language_tag(tag)))
        self.languages = good or DEFAULT_LANGUAGES

    def string(self, key: str) -> str:
        self.taken.add(key)
        value = self.data.get(key, "")
        if not isinstance(value, str):
            found = quoted(str(value))
            self.faults.append(Fault(Where(ATLAS, 0, key), "bad-text", found, "a text"))
            return ""
        row = Row(Where(ATLAS), {key: plain(value)})
        short = key.partition("_")[0] in _SHORT
        row.refuse_long({key: NAME_LETTERS if short else DRAWN_LETTERS})
        self.faults += row.faults
        return row.string(key)

    def text(self, key: str) -> Text:
        return Text.of({tag: self.string(name) for name, tag in translations(key, self.languages)})

    def strings(self, key: str) -> tuple[str, ...]:
        self.taken.add(key)
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.faults.append(
                Fault(Where(ATLAS, 0, key), "bad-list", quoted(str(value)), "a list of texts")
            )
            return ()
        return tuple(value)

    def rows(self, spec: TableSpec[Any]) -> Iterator[Row]:
        """Yield the tables `[[field]]` as rows of text, the items of a list joined by spaces."""
        key, columns = spec.field, header(spec, self.languages)
        self.taken.add(key)
        tables = self.data.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.faults.append(
                Fault(Where(ATLAS, 0, key), "bad-table", quoted(str(tables)), f"tables [[{key}]]")
            )
            return
        for number, table in enumerate(tables):
            where = Where(ATLAS, self.lines.get((key, number), 0))
            row = Row.of(where, table, self.languages, columns)
            for column in sorted(set(table) - set(columns)):
                at = where.at(column)
                row.faults.append(_extra(at, column, columns, spec.translated, self.languages))
            yield row

    def report_unread(self) -> None:
        keys = sorted(self.taken)
        for key in sorted(set(self.data) - self.taken):
            at = Where(ATLAS, 0, key)
            self.faults.append(_extra(at, key, keys, _TRANSLATED, self.languages))


class _Reader:
    """Reads the files of one folder and keeps the faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.read_from: list[Path] = []
        self.languages: tuple[str, ...] = DEFAULT_LANGUAGES
        self._clean = _CleanCells()
        if (folder / UNFINISHED).exists():
            found = "an import that was ended while it replaced files, or that goes on"
            expected = "a whole atlas; frontmap import --again, with the same files, completes it"
            self.faults.append(Fault(Where(UNFINISHED), "unfinished-import", found, expected))

    def settings(self) -> _Settings:
        text = self._file(ATLAS)
        data: dict[str, Any] = {}
        try:
            data = parsed_toml(text or "")
        except ValueError as reason:
            line = re.search(r"line (\d+)", str(reason))
            where = Where(ATLAS, int(line[1]) if line else 0)
            self.faults.append(Fault(where, "bad-toml", str(reason), "a file in TOML"))
        settings = _Settings(data, _table_lines(text or ""))
        settings.faults = self.faults
        settings.read_languages()
        return settings

    def of_settings(self, settings: _Settings, table: TableSpec[Item]) -> Iterator[Item]:
        """Yield the rows of the tables `[[field]]` whose values can all be parsed."""
        for row in settings.rows(table):
            yield from self._good(row, table.read(row))

    def table(self, table: TableSpec[Item]) -> Iterator[Item]:
        """Yield the rows of a CSV file whose cells can all be parsed."""
        for where, cells in self._csv(table):
            row = Row(where, cells, self.languages)
            yield from self._good(row, table.read(row))

    def rulings(self) -> Iterator[Ruling]:
        """Yield the rulings; where many differ in area and day alone, the rest is parsed once."""
        names = [n for n in header(CONTROL_TABLE, self.languages) if n not in {"area", "since"}]
        said_by: Callable[[dict[str, str]], tuple[str, ...]] | None = None
        known: dict[tuple[str, ...], tuple[Any, ...]] = {}
        days: dict[str, date] = {}
        make = CONTROL_TABLE.item
        for where, cells in self._csv(CONTROL_TABLE):
            if said_by is None:
                # the file need not have the columns of further languages
                said_by = itemgetter(*(name for name in names if name in cells))
            said, area, since = said_by(cells), cells["area"], cells["since"]
            if said in known and since in days and area and area.isprintable():
                yield make(area, days[since], *known[said], where)
                continue
            row = Row(where, cells, self.languages)
            values = CONTROL_TABLE.values(row)
            ruling = make(**values, where=where)
            if not row.faults:
                # a ruling's fields are its columns in their order, the area and the day first
                known[said], days[since] = tuple(values.values())[2:], ruling.since
            yield from self._good(row, ruling)

    def areas(self) -> Iterator[Area]:
        for row, geometry in self._features(AREA_TABLE):
            polygon = geometry if geometry is not None else shapely.Polygon()
            yield from self._good(row, AREA_TABLE.read(row, polygon=polygon))

    def landmarks(self) -> Iterator[Landmark]:
        for row, geometry in self._features(LANDMARK_TABLE):
            yield from self._good(row, LANDMARK_TABLE.read(row, geometry=geometry))

    def streets(self) -> Iterator[Street]:
        for row, geometry in self._features(STREET_TABLE):
            line = geometry if geometry is not None else shapely.LineString()
            yield from self._good(row, STREET_TABLE.read(row, line=line))

    def _good(self, row: Row, item: Item) -> Iterator[Item]:
        self.faults += row.faults
        if not any_error(row.faults):
            yield item

    def _file(self, file: str) -> str | None:
        """Return a file's text; `None`, and a fault, where it cannot be read."""
        path = self.folder / file
        try:
            raw = file_bytes(path, Where(file))
        except DataError as refusal:
            if file not in OPTIONAL or os.path.lexists(path):
                self.faults += refusal.faults
            return None
        self.read_from.append(path.absolute())
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

    def _csv(self, table: TableSpec[Any]) -> Iterator[tuple[Where, dict[str, str]]]:
        """Yield the place of each row of a table, and its cells by column."""
        file = table.file
        text = self._file(file)
        if text is None:
            return
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            there = [cell.strip() for cell in next(lines)]
            if not self._header(table, there):
                return
            end = lines.line_num
            for written in lines:
                where, end = Where(file, end + 1), lines.line_num
                cells = [self._clean[cell] for cell in written]
                if not any(cells):
                    continue
                if len(cells) != len(there):
                    found = f"{len(cells)} cells"
                    expected = f"{len(there)}, as in the header; put a text with commas in quotes"
                    self.faults.append(Fault(where, "wrong-width", found, expected))
                    continue
                yield where, dict(zip(there, cells, strict=True))
        except csv.Error as reason:
            where = Where(file, lines.line_num)
            self.faults.append(Fault(where, "bad-csv", str(reason), "a table in CSV"))

    def _header(self, table: TableSpec[Any], there: Sequence[str]) -> bool:
        """Judge the header of a table; it is whole without further languages and later columns."""
        where = Where(table.file, 1)
        if len(there) == 1 and (other := _other_delimiter(there[0])):
            expected = "cells separated by commas; save the table with commas"
            found = f"cells separated by {other!r}"
            self.faults.append(Fault(where, "wrong-delimiter", found, expected))
            return False
        for column in sorted(name for name, times in Counter(there).items() if times > 1):
            found = f"the column {quoted(column)} twice"
            self.faults.append(Fault(where.at(column), "double-column", found, "it once"))
        columns = header(table, self.languages)
        missing = [name for name in table.always if name not in there]
        extra = [column for column in there if column not in columns]
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
            at = where.at(column)
            self.faults.append(_extra(at, column, columns, table.translated, self.languages))
        return not missing and len(set(there)) == len(there)

    def _features(self, table: TableSpec[Any]) -> Iterator[tuple[Row, BaseGeometry | None]]:
        file = table.file
        text = self._file(file)
        if text is None:
            return
        try:
            data = parsed_json(text, Where(file), object_hook=_compact)
        except json.JSONDecodeError as reason:
            self.faults.append(bad_json(Where(file), reason))
            return
        except DataError as refusal:
            self.faults += refusal.faults
            return
        features = data.get("features") if isinstance(data, dict) else None
        if not isinstance(features, list):
            found = "something else"
            expected = "a GeoJSON FeatureCollection"
            self.faults.append(Fault(Where(file), "bad-geojson", found, expected))
            return
        self._crs(file, data)
        columns = frozenset(header(table, self.languages))
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
            rows.append(Row.of(where, properties, self.languages, columns))
            geometries.append(feature.get("geometry"))
        self._other_languages(table, rows)
        yield from zip(rows, _geometries(geometries, rows), strict=True)

    def _other_languages(self, table: TableSpec[Any], rows: Sequence[Row]) -> None:
        """Say once for each language what outlines have in it that is left unread."""
        met: dict[str, Where] = {}
        heads = tuple(f"{name}_" for name in sorted({"note", *table.translated}))
        for row in rows:
            for column, cell in row.cells.items():
                if cell and column.startswith(heads):
                    met.setdefault(column, row.where)
        for column, where in met.items():
            at = where.at(column)
            if _other_language(column, table.translated, self.languages):
                self.faults.append(_extra(at, column, (), table.translated, self.languages))
            elif translation_of(column, "note"):
                expected = "note, in the first language only; it is left unread"
                self.faults.append(_left_unread(at, column, expected))

    def _crs(self, file: str, data: dict[str, Any]) -> None:
        """Refuse the `crs` member of old GeoJSON, unless it names longitude and latitude."""
        crs = data.get("crs")
        properties = crs.get("properties") if isinstance(crs, dict) else None
        name = properties.get("name", "") if isinstance(properties, dict) else ""
        if crs is not None and not str(name).endswith(("CRS84", "EPSG::4326", "EPSG:4326")):
            found, expected = quoted(str(name)), "longitude and latitude in WGS 84 (EPSG:4326)"
            self.faults.append(Fault(Where(file, 0, "crs"), "bad-crs", found, expected))


def _other_delimiter(header: str) -> str:
    """Return the character that separates a header's cells instead of the comma, if any."""
    return next((other for other in ";\t|" if other in header), "")


class _CleanCells(dict[str, str]):
    """Cells by what is written: without spaces around them and the `'` of spreadsheets.

    A text that stands in many cells is cleaned once.
    """

    def __missing__(self, cell: str) -> str:
        self[cell] = text = sys.intern(unquoted(cell.strip()))
        return text


def _compact(member: dict[str, Any]) -> dict[str, Any]:
    """Turn the rings of a polygon into arrays while the file is being parsed.

    Lists of lists of numbers take ten times the memory. What is no ring stays as it is; it is
    refused later, where its feature is known.
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
            # such an array is made in one go and takes numbers alone
            return np.frombuffer(array("d", [*chain.from_iterable(ring)])).reshape(-1, 2)
        with_heights = np.asarray(ring)
    except (TypeError, ValueError, OverflowError):
        return ring
    return with_heights if with_heights.dtype.kind in "fi" else ring


def _geometries(values: Sequence[object], rows: Sequence[Row]) -> list[BaseGeometry | None]:
    """Build the features' geometries; sound polygons all at once, for that is faster."""
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
    """Tell whether a geometry is a polygon of closed rings without heights, as from `_compact`."""
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
            and bool(np.isfinite(ring).all())
            for ring in rings
        )
    )


def _geometry(value: object, row: Row) -> BaseGeometry | None:
    """Build one geometry without heights; `None` where the file says null."""
    if value is None:
        return None
    try:
        with np.errstate(invalid="ignore"):  # what is no number is told below, with its place
            built: BaseGeometry = shapely.force_2d(shape(cast("dict[str, Any]", value)))
        finite = np.isfinite(shapely.get_coordinates(built)).all()
        found = "" if finite else "a place that is no number"
    except _NO_GEOMETRY:
        found = "what is no geometry"
    if found:
        expected = "a GeoJSON geometry"
        row.faults.append(Fault(row.where.at("geometry"), "bad-geometry", found, expected))
        return None
    return built


def _other_language(column: str, translated: Iterable[str], languages: Sequence[str]) -> str:
    """Return the language that a column is in which the atlas does not read: `fr` of `name_fr`."""
    tag = next(filter(None, (translation_of(column, name) for name in translated)), "")
    return tag if tag not in languages[1:] else ""


def _left_unread(where: Where, column: str, expected: str) -> Fault:
    """Return the warning of a column in a language in which it is not read."""
    found = f"the column {quoted(column)}"
    return Fault(where, _OTHER_LANGUAGE, found, expected, severity=Severity.WARNING)


def _extra(
    where: Where,
    column: str,
    columns: Sequence[str],
    translated: Iterable[str],
    languages: Sequence[str],
) -> Fault:
    """Return the warning of a column that is not read, in a language or at all."""
    if tag := _other_language(column, translated, languages):
        expected = f'"{tag}" added to languages in {ATLAS}'
        if tag == languages[0]:
            expected = f"it as {column.rpartition('_')[0]}, for {tag} is the first language"
        return _left_unread(where, column, f"{expected}; it is left unread")
    return Fault(
        where,
        "extra-column",
        quoted(column),
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


def _with_unknown(actors: tuple[Actor, ...], languages: Sequence[str]) -> tuple[Actor, ...]:
    """Add the actor `unknown`, which every atlas has, where the table leaves it out."""
    if any(actor.id == UNKNOWN for actor in actors):
        return actors
    return (*actors, unknown_actor(languages))


def unknown_actor(languages: Sequence[str]) -> Actor:
    """Return the actor that every atlas has, called so in these languages."""
    marks = Text.of({tag: language_of(tag).question for tag in languages})
    return Actor(UNKNOWN, own_text("actor.unknown", languages), marks, "#d9d6cf", "")
