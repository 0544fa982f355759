"""A Frictionless data package that describes the tables of an atlas (specs.frictionlessdata.io)."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from frontmap.errors import RequestError
from frontmap.folder.read import COLUMNS, columns_in
from frontmap.model import ClaimKind, Confidence, Extent, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum
    from pathlib import Path

    from frontmap.atlas import Atlas

__all__ = ["datapackage_bytes"]

_ID = "^[a-z0-9][a-z0-9_-]*$"
_TITLES = {
    "geodata/actors.csv": "The parties that can hold an area",
    "geodata/control.csv": "Who held which area from which day on, and because of which claims",
    "geodata/captions.csv": "A sentence or two for a day",
    "seeds/sources.csv": "The documents",
    "seeds/voices.csv": "Who asserts the claims",
    "seeds/claims.csv": "What each voice says",
}
_DAYS = {("geodata/control.csv", "since"), ("geodata/captions.csv", "date")}
_NEEDED = {
    "geodata/actors.csv": {"id", "name", "colour"},
    "geodata/control.csv": {"area", "since", "status"},
    "geodata/captions.csv": {"date"},
    "seeds/sources.csv": {"id", "title"},
    "seeds/voices.csv": {"id", "name"},
    "seeds/claims.csv": {"id", "source", "date", "voice", "kind"},
}
_CHOICES: dict[str, type[StrEnum]] = {
    "status": Status,
    "confidence": Confidence,
    "stance": Stance,
    "extent": Extent,
}
_REFERENCES = {
    "geodata/control.csv": [("holder", "actors", "id")],
    "seeds/claims.csv": [
        ("source", "sources", "id"),
        ("voice", "voices", "id"),
        ("holder", "actors", "id"),
    ],
}


def datapackage_bytes(atlas: Atlas, folder: Path | None, path: Path) -> bytes:
    """Return the descriptor of the tables in `folder`, to be written as `path` in that folder.

    Paths in a data package may not lead out of its own folder, so it lies beside the tables.

    Raises:
        RequestError: `path` is not in the atlas's folder.
    """
    if folder is None or folder.resolve() != path.absolute().parent.resolve():
        raise RequestError(
            f"a data package describes the tables beside it: write it as {folder or 'the atlas'}"
            "/datapackage.json"
        )
    files = [file for file in COLUMNS if (folder / file).is_file()]
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "frontmap-atlas",
        "title": atlas.title.first,
        "description": atlas.record.attribution.first,
        "resources": [_resource(file, files, _columns(folder, file, atlas)) for file in files],
    }
    if atlas.record.licence:
        package["licenses"] = [{"name": atlas.record.licence.replace(" ", "-")}]
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _columns(folder: Path, file: str, atlas: Atlas) -> tuple[str, ...]:
    """Return the columns that a table has: those of further languages need not be there."""
    with (folder / file).open(encoding="utf-8-sig", newline="") as stream:
        header = {cell.strip() for cell in next(csv.reader(stream), [])}
    further = set(columns_in(file, atlas.record.languages)) - set(COLUMNS[file]) - header
    return tuple(c for c in columns_in(file, atlas.record.languages) if c not in further)


def _resource(file: str, files: list[str], columns: Sequence[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(file, column) for column in columns]}
    if "id" in COLUMNS[file]:
        schema["primaryKey"] = ["id"]
    there = {_name(other) for other in files}
    keys = [
        {"fields": [column], "reference": {"resource": table, "fields": [field]}}
        for column, table, field in _REFERENCES.get(file, [])
        if table in there
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": _name(file),
        "title": _TITLES[file],
        "path": file,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _name(file: str) -> str:
    return file.split("/")[1].removesuffix(".csv")


def _field(file: str, column: str) -> dict[str, Any]:
    kind = "date" if (file, column) in _DAYS else "string"
    field: dict[str, Any] = {"name": column, "type": kind}
    constraints: dict[str, Any] = {}
    if column in _NEEDED[file]:
        constraints["required"] = True
    if column in {"id", "area"} and file != "seeds/claims.csv":
        constraints["pattern"] = _ID
    if column in _CHOICES:
        constraints["enum"] = [choice.value for choice in _CHOICES[column]]
    if (file, column) == ("seeds/claims.csv", "kind"):
        constraints["enum"] = [choice.value for choice in ClaimKind]
    if constraints:
        field["constraints"] = constraints
    return field
