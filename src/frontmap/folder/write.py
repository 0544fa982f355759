"""Writes a `Record` as the files of an atlas, and a new folder whole or not at all.

`read` reads what is written here as the same record.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import shapely
import tomli_w

from frontmap.errors import Fault, FrontmapError, refuse_errors
from frontmap.files import replace_together
from frontmap.files.unfinished import MARK, new_mode, sync_folder, unfinished_folder
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record
from frontmap.folder.tables import (
    AREA_TABLE,
    AREAS,
    ATLAS,
    CSV_TABLES,
    LANDMARK_TABLE,
    LANDMARKS,
    OPTIONAL,
    SEEDS,
    SETTINGS_TABLES,
    STREET_TABLE,
    STREETS,
    UNFINISHED,
    columns,
    header,
    table_rows,
    translations,
)
from frontmap.given.csv_text import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.folder.tables import Heading, TableSpec
    from frontmap.model import Record, Text

__all__ = [
    "DECIMALS",
    "changed_files",
    "geometry_json",
    "record_files",
    "replace_files",
    "require_free",
    "table_bytes",
    "write_new_folder",
    "written_shape",
]

Item = TypeVar("Item")

#: Decimals of a degree in coordinates that are written; the last is a tenth of a metre.
DECIMALS = 6


def record_files(record: Record) -> dict[str, bytes]:
    """Return the files that read as `record`, by their path inside the folder.

    Tables keep the record's order. Coordinates are rounded to `DECIMALS`.
    """
    languages = record.languages
    files = {ATLAS: _settings(record, languages)}
    for table in CSV_TABLES:
        items = table.of(record)
        seed = table.file.startswith(SEEDS)
        if record.has_seeds if seed else items or table.file not in OPTIONAL:
            written = table.without_blanks(items)
            rows = table_rows(written, items, languages)
            files[table.file] = table_bytes(header(written, languages), rows)
    outlines = (area.polygon for area in record.areas)
    files[AREAS] = _features(AREA_TABLE, record.areas, outlines, languages)
    if record.landmarks:
        places = (mark.geometry for mark in record.landmarks)
        files[LANDMARKS] = _features(LANDMARK_TABLE, record.landmarks, places, languages)
    if record.streets:
        lines = (street.line for street in record.streets)
        files[STREETS] = _features(STREET_TABLE, record.streets, lines, languages)
    return files


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Write a new atlas into a temporary folder, check it, and only then give it its name.

    Args:
        folder: where it will be; it must not exist, or be empty.
        files: content by path inside the folder, with forward slashes.

    Returns:
        The warnings about what was written.

    Raises:
        DataError: what would be written is no sound atlas; nothing is left behind.
        FrontmapError: the folder has something in it, or the file system refused.
    """
    folder = Path(folder)
    require_free(folder)
    with _unfinished(folder) as unfinished:
        faults = _checked(unfinished, files)
        target = folder.resolve()
        for part in (*unfinished.rglob("*"), unfinished):
            _sync(part)
        unfinished.chmod(new_mode(target, 0o777))
        if sys.platform == "win32" and target.is_dir():
            # elsewhere, an empty folder is replaced in one step
            target.rmdir()
        unfinished.rename(target)
        sync_folder(target.parent)
    return faults


def replace_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Replace files of an atlas, once the atlas with them was found sound.

    A file whose content is the same stays as it is. While some are replaced and some are not,
    `UNFINISHED` is there, and the atlas cannot be read.

    Args:
        folder: the atlas.
        files: content by path inside the folder, with forward slashes.

    Returns:
        The warnings about the atlas as it is then.

    Raises:
        DataError: the atlas would not be sound; nothing is replaced.
        FrontmapError: the file system refused.
    """
    with _unfinished(folder) as unfinished:
        for part in (Path(ATLAS).parts[0], SEEDS.rstrip("/")):
            _copy_files(folder / part, unfinished / part)
        faults = _checked(unfinished, files)
    replace_together(
        {folder / name: content for name, content in changed_files(folder, files).items()},
        folder / UNFINISHED,
    )
    return faults


def changed_files(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return those of `files` that are not in a folder yet, or there with another content."""
    return {
        name: content
        for name, content in files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    }


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """Give a folder beside `folder` that is gone again at the end, unless it was renamed."""
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_folder(target) as unfinished:
            yield unfinished
    except OSError as reason:
        raise FrontmapError(f"cannot write {folder}: {reason.strerror or reason}") from reason


def _copy_files(source: Path, target: Path) -> None:
    """Copy the files of a folder, if it is there, but not what is unfinished.

    The copies do not take over that a file or folder may not be written: they are written to, and
    removed.

    Raises:
        FrontmapError: a file could not be copied.
    """
    for path in source.rglob("*"):
        if MARK not in path.name and path.name != Path(UNFINISHED).name and path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(path, copy)
            except OSError as reason:
                said = f"cannot copy {path}: {reason.strerror or reason}"
                raise FrontmapError(said) from reason


def _checked(unfinished: Path, files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Write files into a folder, refuse it if it is no sound atlas, and return the warnings."""
    for name, content in files.items():
        path = unfinished / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    record, unread = read_record(unfinished)
    faults = (*unread, *check_record(record, unread=unread))
    refuse_errors(faults)
    return tuple(sorted(faults))


def _sync(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk."""
    if path.is_dir():
        sync_folder(path)
    else:
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())


def require_free(folder: Path) -> None:
    """Refuse a folder that has something in it.

    Raises:
        FrontmapError: `folder` is a link, a file, or a folder that is not empty.
    """
    if folder.is_symlink():
        raise FrontmapError(f"{folder} is a link; name the folder itself")
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as reason:
        raise FrontmapError(f"cannot look into {folder}: {reason.strerror or reason}") from reason
    if taken:
        raise FrontmapError(f"{folder} has something in it; name a folder that is new or empty")


def table_bytes(names: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table of an atlas as UTF-8 CSV with LF; a text that is a formula has a `'`."""
    return csv_text(chain([names], rows)).encode()


def _settings(record: Record, languages: Sequence[str]) -> bytes:
    """Return `atlas.toml`: title, licence and the like, then `[[groups]]` and the other tables.

    The headers of tables are written here: the library would put tables that are short into one
    line, where an author does not find them.
    """
    about = {
        **_texts("title", record.title, languages),
        **_texts("place", record.place, languages),
        "version": record.version,
        "licence": record.licence,
        **_texts("attribution", record.attribution, languages),
        "metric_crs": record.metric_crs,
        "languages": list(record.languages),
    }
    parts = [_toml(about)]
    for table in SETTINGS_TABLES:
        headings = columns(table, languages)
        for item in table.of(record):
            values = {heading.name: _toml_value(heading, item) for heading in headings}
            parts.append(f"\n[[{table.field}]]\n{_toml(values)}")
    return "".join(parts).encode()


def _texts(key: str, text: Text, languages: Sequence[str]) -> dict[str, str]:
    return {name: text.exact(language) for name, language in translations(key, languages)}


def _toml_value(heading: Heading, item: object) -> object:
    of = heading.column.type
    return of.to_toml(heading.value(item)) if of.to_toml else heading.cell(item)


def _toml(values: Mapping[str, object]) -> str:
    """Return keys and values as TOML; values that are empty are left out, and no zero is."""
    filled = {k: value for k, value in values.items() if value or isinstance(value, float)}
    return tomli_w.dumps(filled)


def _features(
    table: TableSpec[Item],
    items: Sequence[Item],
    geometries: Iterable[BaseGeometry | None],
    languages: Sequence[str],
) -> bytes:
    headings = columns(table, languages)
    features = (
        {
            "type": "Feature",
            "properties": {heading.name: _property(heading, item) for heading in headings},
            "geometry": None if geometry is None else geometry_json(geometry),
        }
        for item, geometry in zip(items, geometries, strict=True)
    )
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _property(heading: Heading, item: object) -> object:
    number = heading.column.type.layer is float
    return heading.value(item) if number else heading.cell(item)


def geometry_json(geometry: BaseGeometry) -> dict[str, object]:
    """Return a geometry as GeoJSON (RFC 7946): no heights, outer rings counter-clockwise."""
    built: dict[str, object] = json.loads(shapely.to_geojson(written_shape(geometry)))
    return built


def written_shape(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry without heights, rounded, valid, its outer rings counter-clockwise."""
    flat = shapely.force_2d(geometry)
    rounded = shapely.transform(flat, lambda xy: xy.round(DECIMALS))
    if flat.is_valid and not rounded.is_valid:
        # a tongue of land thinner than the last decimal would cross itself, and is cut off
        rounded = shapely.set_precision(flat, 10**-DECIMALS)
    oriented: BaseGeometry = shapely.orient_polygons(rounded)
    return oriented
