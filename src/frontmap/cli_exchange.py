"""The commands that bring atlases in and out: parse, one call, print."""

from __future__ import annotations

from datetime import date
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.days import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["register"]


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as reason:
        raise typer.BadParameter(str(reason)) from reason


QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")
]
LayerOption = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="The layer of outlines, where a file has several.", show_default=False
    ),
]
CrsOption = Annotated[
    str,
    typer.Option(
        metavar="CRS",
        help="The projection of outlines, such as EPSG:32637, where the file names none.",
        show_default=False,
    ),
]
EncodingOption = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The encoding of texts that are not UTF-8, such as cp1256.",
        show_default=False,
    ),
]
SnapOption = Annotated[
    float | None,
    typer.Option(
        metavar="METRES",
        min=0,
        help="Bring neighbours together that miss one another by up to this.",
        show_default=False,
    ),
]
IdColumnOption = Annotated[
    str,
    typer.Option(
        metavar="COLUMN",
        help="The outlines' column with ids. Default: id, or made from names.",
        show_default=False,
    ),
]
NameColumnOption = Annotated[
    str,
    typer.Option(
        metavar="COLUMN",
        help="The outlines' column with names, where it cannot be told.",
        show_default=False,
    ),
]
FirstOption = Annotated[
    date | None,
    typer.Option(
        "--first",
        parser=_day,
        metavar="DATE",
        help="The first day that the record covers.",
        show_default=False,
    ),
]
LastOption = Annotated[
    date | None,
    typer.Option("--last", parser=_day, metavar="DATE", help="Its last day.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add `new`, `export` and `import` to the command line."""
    app.command(epilog="Example:  frontmap new town && frontmap render --atlas town")(new)

    app.command(epilog="Example:  frontmap export south-damascus.gpkg")(export)


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The atlas to make.")],
    from_areas: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Start from these outlines: GeoJSON, GeoPackage, Shapefile, KML.",
            show_default=False,
        ),
    ] = None,
    first: FirstOption = None,
    last: LastOption = None,
    id_column: IdColumnOption = "",
    name_column: NameColumnOption = "",
    layer: LayerOption = "",
    crs: CrsOption = "",
    encoding: EncodingOption = "",
    snap: SnapOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make a small working atlas to start from, or an empty one for outlines you have."""
    from frontmap.starting import begin_from_areas, begin_small_atlas

    if from_areas is None:
        begun = begin_small_atlas(folder)
    elif first is None or last is None:
        raise typer.BadParameter("--from-areas needs --first and --last: which days are covered?")
    else:
        from frontmap.importing.outlines import read_outlines

        outlines = read_outlines(from_areas, layer=layer, crs=crs, encoding=encoding)
        begun = begin_from_areas(
            folder,
            outlines,
            first=first,
            last=last,
            id_column=id_column,
            name_column=name_column,
            snap_m=snap,
        )
    if not quiet:
        _say([*begun.notes, *(f"{f.severity}: {f}" for f in begun.faults)])
        _say([f"{begun.folder} is ready; next:  frontmap check {begun.folder}"])


def export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Ends in .gpkg, .geojson, .kml, .csv, .parquet, datapackage.json."
        ),
    ],
    told_by: Annotated[
        str,
        typer.Option(
            "--as-told-by",
            metavar="VOICE",
            help="Tell it as one voice (its id), or one side (side:government), does.",
            show_default=False,
        ),
    ] = "",
    atlas: Annotated[
        Path | None,
        typer.Option("--atlas", metavar="DIR", help="The atlas's folder.", show_default=False),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Write the atlas for QGIS, Google Earth, spreadsheets, or data science.

    A state lasts from first to last, both included. GeoPackage also has the front by day, the
    claims, and styles for QGIS; GeoParquet needs pip install 'frontmap[parquet]'.
    """
    from frontmap.atlas import find_atlas, read_atlas
    from frontmap.exchange import write_export

    opened = read_atlas(atlas)
    told = opened.account(told_by) if told_by else opened
    said = write_export(told, file, folder=find_atlas(atlas))
    if not quiet:
        _say([said])


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)
