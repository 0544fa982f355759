"""A Frictionless data package that describes the tables of an atlas (specs.frictionlessdata.io)."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from frontmap.errors import RequestError
from frontmap.exchange.formats import Format
from frontmap.folder.tables import CSV_TABLES, LIST, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from frontmap.atlas import Atlas
    from frontmap.folder.tables import Heading, TableSpec

__all__ = ["FORMAT", "datapackage_parts"]


def datapackage_parts(atlas: Atlas, folder: Path | None, path: Path) -> list[bytes]:
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
    tables = [table for table in CSV_TABLES if (folder / table.file).is_file()]
    languages = atlas.record.languages
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "frontmap-atlas",
        "title": atlas.title.first,
        "description": atlas.record.attribution.first,
        "resources": [_resource(t, tables, _headings(folder, t, languages)) for t in tables],
    }
    if atlas.record.version:
        package["version"] = atlas.record.version
    if atlas.record.licence:
        package["licenses"] = [{"name": atlas.record.licence.replace(" ", "-")}]
    return [(json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()]


def _headings(folder: Path, table: TableSpec[Any], languages: Sequence[str]) -> tuple[Heading, ...]:
    """Return the headings of a table; those of further languages only where the file has them."""
    with (folder / table.file).open(encoding="utf-8-sig", newline="") as stream:
        there = {cell.strip() for cell in next(csv.reader(stream), [])}
    there.update(table.always)
    return tuple(heading for heading in columns(table, languages) if heading.name in there)


def _resource(
    table: TableSpec[Any], tables: Sequence[TableSpec[Any]], headings: Sequence[Heading]
) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(heading) for heading in headings]}
    if any(heading.name == "id" for heading in headings):
        schema["primaryKey"] = ["id"]
    if keys := list(_foreign_keys(table, tables)):
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": _name(table.file),
        "title": table.title,
        "path": table.file,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _name(file: str) -> str:
    return file.split("/")[1].removesuffix(".csv")


def _field(heading: Heading) -> dict[str, Any]:
    column = heading.column
    field: dict[str, Any] = {"name": heading.name, "type": column.type.package_type}
    constraints: dict[str, Any] = {}
    # a translation may be missing
    if column.required and heading.name == column.name:
        constraints["required"] = True
    constraints |= column.type.constraints
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_keys(
    table: TableSpec[Any], tables: Sequence[TableSpec[Any]]
) -> Iterator[dict[str, Any]]:
    """Yield the references to other tables of the package; its keys cannot be lists."""
    others = {other.file for other in tables if other is not table}
    for column in table.columns:
        to = column.refers.table if column.refers else ""
        if column.package_key and column.type is not LIST and to in others:
            reference = {"resource": _name(to), "fields": ["id"]}
            yield {"fields": [column.name], "reference": reference}


FORMAT = Format(
    title="Frictionless data package",
    programs="archives",
    holds="a description of the atlas's own tables, written into its folder",
    parts=datapackage_parts,
    describes_folder=True,
)
