"""A record as the files of an atlas's folder, and a new folder written whole or not at all.

The other way round of `read`: what is written here reads as the same record.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from frontmap.errors import Fault, FrontmapError, refuse_errors
from frontmap.folder.check import check_record
from frontmap.folder.read import columns_in, read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from frontmap.days import Span
    from frontmap.model import (
        Actor,
        Area,
        Caption,
        Claim,
        Landmark,
        Record,
        Ruling,
        Source,
        Text,
        Voice,
    )

__all__ = [
    "DECIMALS",
    "actor_cells",
    "claim_cells",
    "geometry_json",
    "record_files",
    "require_free",
    "source_cells",
    "table_bytes",
    "voice_cells",
    "write_new_folder",
    "written_shape",
]

#: Decimals of a degree in what is written: a tenth of a metre.
DECIMALS = 6

Cells = tuple[str, ...]


def record_files(record: Record) -> dict[str, bytes]:
    """Return the files that read as `record`, by their path inside the folder.

    Tables keep the record's order. Coordinates are rounded to `DECIMALS`.
    """
    languages = record.languages
    files = {
        "geodata/atlas.toml": _settings(record).encode(),
        "geodata/areas.geojson": _features(_area_feature(a, languages) for a in record.areas),
    }
    tables: dict[str, Iterable[Cells]] = {
        "geodata/actors.csv": (actor_cells(actor, languages) for actor in record.actors),
        "geodata/control.csv": (_ruling_cells(ruling, languages) for ruling in record.rulings),
    }
    if record.captions:
        captions = (_caption_cells(caption, languages) for caption in record.captions)
        tables["geodata/captions.csv"] = captions
    if record.landmarks:
        marks = (_landmark_feature(mark, languages) for mark in record.landmarks)
        files["geodata/landmarks.geojson"] = _features(marks)
    if record.has_seeds:
        tables |= {
            "seeds/sources.csv": map(source_cells, record.sources),
            "seeds/voices.csv": (voice_cells(voice, languages) for voice in record.voices),
            "seeds/claims.csv": (claim_cells(claim, languages) for claim in record.claims),
        }
    for file, rows in tables.items():
        files[file] = table_bytes(columns_in(file, languages), rows)
    return files


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Write a new atlas, judge it, and only then give it its name.

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
    # the name says what it is, should the machine fail half-way
    unfinished = folder.absolute().parent / f".{folder.absolute().name}.{os.getpid()}~"
    try:
        try:
            for name, content in files.items():
                path = unfinished / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            record, unread = read_record(unfinished)
            faults = (*unread, *check_record(record, unread=unread))
            refuse_errors(faults)
            if folder.is_dir():
                folder.rmdir()
            unfinished.rename(folder.absolute())
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as reason:
        raise FrontmapError(f"cannot write {folder}: {reason.strerror or reason}") from reason
    return tuple(sorted(faults))


def require_free(folder: Path) -> None:
    """Refuse a folder that has something in it.

    Raises:
        FrontmapError: `folder` is a file, or a folder that is not empty.
    """
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as reason:
        raise FrontmapError(f"cannot look into {folder}: {reason.strerror or reason}") from reason
    if taken:
        raise FrontmapError(f"{folder} has something in it; name a folder that is new or empty")


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an atlas's own table as UTF-8 CSV with LF; cells are never escaped."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue().encode()


def _settings(record: Record) -> str:
    languages = record.languages
    lines = [
        *_pairs("title", record.title, languages),
        _pair("licence", record.licence),
        *_pairs("attribution", record.attribution, languages),
        _pair("metric_crs", record.metric_crs),
        f"languages = {_list(record.languages)}\n",
    ]
    for group in record.groups:
        lines += ["\n[[groups]]\n", _pair("id", group.id)]
        lines += _pairs("title", group.title, languages)
    for episode in record.episodes:
        lines += ["\n[[episodes]]\n", _pair("id", episode.id)]
        lines += _pairs("title", episode.title, languages)
        lines += [f"first = {episode.first}\n", f"last = {episode.last}\n"]
        lines += [f"groups = {_list(episode.groups)}\n"] if episode.groups else []
        lines += ["default = true\n"] if episode.default else []
    for relation in record.relations:
        lines += ["\n[[relations]]\n", f"sides = {_list(sorted(relation.sides))}\n"]
        lines += [_pair("episode", relation.episode), _pair("kind", relation.kind.value)]
        lines += [_pair("reason", relation.reason)]
    for accepted in record.accepted:
        lines += ["\n[[accepted]]\n", _pair("code", accepted.code), _pair("area", accepted.area)]
        lines += [f"first = {accepted.first}\n"] if accepted.first else []
        lines += [f"last = {accepted.last}\n"] if accepted.last else []
        lines += [_pair("reason", accepted.reason)]
    return "".join(lines)


def _pairs(key: str, text: Text, languages: Sequence[str]) -> list[str]:
    return [_pair(name, value) for name, value in _by_column(key, text, languages).items()]


def _by_column(column: str, text: Text, languages: Sequence[str]) -> dict[str, str]:
    """Return a text by the columns that it stands in: `name`, `name_ar`."""
    first, *others = languages
    further = {f"{column}_{tag}": text.exact(tag) for tag in others}
    return {column: text.exact(first), **further}


def _in_each(text: Text, languages: Sequence[str]) -> Cells:
    return tuple(text.exact(tag) for tag in languages)


def _pair(key: str, value: str) -> str:
    return f"{key} = {_quoted(value)}\n" if value else ""


def _quoted(value: str) -> str:
    # a JSON string is a TOML string, but for the one control character that JSON leaves bare
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(value) for value in values) + "]"


def _features(features: Iterable[Mapping[str, object]]) -> bytes:
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _area_feature(area: Area, languages: Sequence[str]) -> Mapping[str, object]:
    return {
        "type": "Feature",
        "properties": {
            "id": area.id,
            **_by_column("name", area.name, languages),
            "code": area.code,
            "pcode": area.pcode,
            "part_of": area.part_of,
            "group": area.group,
            "outline": area.outline.value,
            "first": _day(area.first),
            "last": _day(area.last),
            "note": area.note,
        },
        "geometry": geometry_json(area.polygon),
    }


def _landmark_feature(mark: Landmark, languages: Sequence[str]) -> Mapping[str, object]:
    return {
        "type": "Feature",
        "properties": {
            "id": mark.id,
            **_by_column("name", mark.name, languages),
            "kind": mark.kind,
            "precision_m": mark.precision_m,
            "areas": " ".join(mark.areas),
            "note": mark.note,
        },
        "geometry": None if mark.geometry is None else geometry_json(mark.geometry),
    }


def geometry_json(geometry: BaseGeometry) -> dict[str, object]:
    """Return a geometry as GeoJSON (RFC 7946): no heights, outer rings counter-clockwise."""
    built: dict[str, object] = json.loads(shapely.to_geojson(written_shape(geometry)))
    return built


def written_shape(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry as it is written: flat, rounded, outer rings counter-clockwise, valid."""
    flat = shapely.force_2d(geometry)
    rounded = shapely.transform(flat, lambda xy: xy.round(DECIMALS))
    if flat.is_valid and not rounded.is_valid:
        # a tongue that is thinner than the last decimal crosses itself, and is taken off
        rounded = shapely.set_precision(flat, 10**-DECIMALS)
    oriented: BaseGeometry = shapely.orient_polygons(rounded)
    return oriented


def actor_cells(actor: Actor, languages: Sequence[str]) -> Cells:
    """Return an actor as a row of `actors.csv`."""
    names = _in_each(actor.name, languages)
    return (actor.id, *names, actor.short, actor.colour, actor.side)


def _ruling_cells(ruling: Ruling, languages: Sequence[str]) -> Cells:
    return (
        ruling.area,
        ruling.since.isoformat(),
        _written(ruling.began),
        ruling.holder,
        ruling.status.value,
        " ".join(ruling.rivals),
        ruling.confidence.value if ruling.confidence else "",
        " ".join(ruling.evidence),
        *_in_each(ruling.note, languages),
    )


def _caption_cells(caption: Caption, languages: Sequence[str]) -> Cells:
    return (caption.day.isoformat(), *_in_each(caption.text, languages))


def source_cells(source: Source) -> Cells:
    """Return a source as a row of `sources.csv`."""
    return (
        source.id,
        source.title,
        source.author,
        source.outlet,
        _written(source.published),
        _written(source.updated),
        source.language,
        source.kind,
        source.url,
        source.note,
    )


def voice_cells(voice: Voice, languages: Sequence[str]) -> Cells:
    """Return a voice as a row of `voices.csv`."""
    return (voice.id, *_in_each(voice.name, languages), voice.side, voice.note)


def claim_cells(claim: Claim, languages: Sequence[str]) -> Cells:
    """Return a claim as a row of `claims.csv`."""
    return (
        claim.id,
        claim.source,
        claim.locator,
        claim.date.text,
        " ".join(claim.areas),
        claim.landmark,
        claim.place,
        claim.voice,
        claim.via,
        claim.kind.value,
        claim.stance.value if claim.stance.value != "asserts" else "",
        claim.holder,
        claim.status.value if claim.status else "",
        " ".join(claim.rivals),
        claim.extent.value if claim.extent.value != "whole" else "",
        _share(claim.share),
        claim.figure,
        claim.unit,
        claim.about,
        *_in_each(claim.summary, languages),
    )


def _share(share: tuple[float, float] | None) -> str:
    if share is None:
        return ""
    return f"{share[0]:g}" if share[0] == share[1] else f"{share[0]:g}/{share[1]:g}"


def _written(span: Span | None) -> str:
    return span.text if span else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
