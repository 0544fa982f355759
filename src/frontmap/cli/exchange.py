"""The commands that bring atlases in and out: parse, one call, print."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.options import (
    AtlasOption,
    QuietOption,
    SnapOption,
    ToldByOption,
    day_option,
    file_option,
    open_atlas,
    report,
    say,
)
from frontmap.exchange import ENDINGS, write_export
from frontmap.importing.options import DateOrder, EndRule, ImportOptions, TableShape
from frontmap.words import is_language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["commands"]

commands = typer.Typer()


def _tags(text: str) -> tuple[str, ...]:
    """Read the languages of an atlas as the command line has them: `fr,en`.

    Raises:
        BadParameter: one of them is no tag, or stands there twice.
    """
    tags = tuple(text.replace(",", " ").split())
    if len(set(tags)) < len(tags) or not all(map(is_language_tag, tags)):
        raise typer.BadParameter(f"{text!r}: write tags such as fr,en, each once")
    return tags


LanguagesOption = Annotated[
    str,
    typer.Option(
        metavar="TAGS",
        help="The languages of names and notes, as fr,en: that of the column name, then those of "
        "columns such as name_en; else English, and what else there is.",
        show_default=False,
    ),
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
FirstOption = Annotated[date | None, day_option("--first", "The first day that the record covers.")]
LastOption = Annotated[date | None, day_option("--last", "Its last day.")]


@commands.command(epilog="Example:  frontmap new town && frontmap render --atlas town")
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
    languages: LanguagesOption = "",
    id_column: IdColumnOption = "",
    name_column: NameColumnOption = "",
    layer: LayerOption = "",
    crs: CrsOption = "",
    encoding: EncodingOption = "",
    snap: SnapOption = 0.0,
    quiet: QuietOption = False,
) -> None:
    """Make a small working atlas to start from, or an empty one for outlines you have."""
    from frontmap.importing.new_atlas import begin_from_file, begin_small_atlas

    tags = _tags(languages)
    if from_areas is None:
        if tags:
            raise typer.BadParameter("--languages needs --from-areas: the small atlas is English")
        made = begin_small_atlas(folder)
    elif first is None or last is None:
        raise typer.BadParameter("--from-areas needs --first and --last: which days are covered?")
    else:
        made = begin_from_file(
            folder,
            from_areas,
            first=first,
            last=last,
            layer=layer,
            crs=crs,
            encoding=encoding,
            id_column=id_column,
            name_column=name_column,
            snap_m=snap,
            languages=tags,
        )
    report(made, quiet=quiet)


@commands.command(epilog="Example:  frontmap export south-damascus.gpkg")
def export(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=f"Ends in {', '.join(ENDINGS)}."),
    ],
    told_by: ToldByOption = "",
    atlas: AtlasOption = None,
    snap: SnapOption = 0.0,
    quiet: QuietOption = False,
) -> None:
    """Write the atlas for QGIS, Google Earth, spreadsheets, or data science.

    A state lasts from first to last, both included. GeoPackage also has the front by day, the
    claims, and styles for QGIS; GeoParquet needs pip install 'frontmap[parquet]'.
    """
    from frontmap.atlas import find_atlas

    opened = open_atlas(atlas, told_by, snap)
    report(write_export(opened, file, folder=find_atlas(atlas)), quiet=quiet)


def _holds(text: str) -> int:
    if text == "next":
        return 0
    # ASCII, as days are written; and no more digits than the calendar has days
    if re.fullmatch(r"[0-9]{1,7}", text) and int(text) > 0:
        return int(text)
    raise typer.BadParameter("a number of days of seven digits at most, or next")


def _pairs(pairs: Iterable[str], example: str) -> dict[str, str]:
    """Read pairs such as `example`, each with another word before the sign."""
    read: dict[str, str] = {}
    for pair in pairs:
        one, equals, other = pair.partition("=")
        if not equals or not other:
            raise typer.BadParameter(f"{pair!r} is not {example}")
        if one in read:
            raise typer.BadParameter(f"{one} is said to be {read[one]!r} and {other!r}")
        read[one] = other
    return read


@commands.command(
    "import",
    epilog="Example:  frontmap import who.xlsx quarters.shp --holders holders.csv -o town",
)
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="A table (CSV, Excel), outlines, or both; or a map for each date."
        ),
    ],
    output: Annotated[Path | None, file_option("The atlas to make.", metavar="DIR")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the first rows as understood; write nothing.")
    ] = False,
    propose_holders: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a table of what the holders mean, to be edited."),
    ] = None,
    holders: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The edited table of holders.")
    ] = None,
    shape: Annotated[
        TableShape | None, typer.Option(help="The shape of the table, where it is not recognised.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE=COLUMN",
            help="Which column is the place, date, asof, start, end, holder, source, history, "
            "note, status, rivals, longitude, latitude; repeat it for several.",
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN",
            help="Leave out this column, which says something of a state; repeat it for several.",
        ),
    ] = None,
    dates: Annotated[
        DateOrder | None, typer.Option(help="How dates are written, where they may mean two days.")
    ] = None,
    end: Annotated[
        EndRule | None, typer.Option(help="Whether an interval's end is its last day.")
    ] = None,
    holds: Annotated[
        int | None,
        typer.Option(
            parser=_holds,
            metavar="DAYS|next",
            help="How many days a written state holds, or until the next of its place.",
        ),
    ] = None,
    places: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A table written,area for names that do not join."),
    ] = None,
    near: Annotated[
        int,
        typer.Option(metavar="LETTERS", min=0, help="Join names that differ by up to so many."),
    ] = 0,
    skip_unmatched: Annotated[
        bool, typer.Option("--skip-unmatched", help="Leave out places that have no outline.")
    ] = False,
    boundary: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A polygon to cut the cells of points with."),
    ] = None,
    events: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A table, or points, of reported events; each becomes a claim."
        ),
    ] = None,
    event_column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE=COLUMN",
            help="Which column of the events is the date, end, place, longitude, latitude, kind, "
            "subkind, actor, actor2, source, precision, time_precision, id, note, fatalities.",
        ),
    ] = None,
    event_kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD=KIND",
            help="What a kind of event is: control, clash, agreement, evacuation, displacement, "
            "siege, damage, casualties, force or context.",
        ),
    ] = None,
    first: FirstOption = None,
    last: LastOption = None,
    sheet: Annotated[
        str, typer.Option(metavar="NAME", help="The sheet of an Excel file.", show_default=False)
    ] = "",
    header: Annotated[
        int,
        typer.Option(
            metavar="ROW",
            min=0,
            help="The row with the columns' names, where it cannot be told.",
            show_default=False,
        ),
    ] = 0,
    title: Annotated[
        str, typer.Option(metavar="TEXT", help="The atlas's title.", show_default=False)
    ] = "",
    languages: LanguagesOption = "",
    id_column: IdColumnOption = "",
    name_column: NameColumnOption = "",
    layer: LayerOption = "",
    crs: CrsOption = "",
    encoding: EncodingOption = "",
    snap: SnapOption = 0.0,
    quiet: QuietOption = False,
) -> None:
    """Make an atlas from a table and outlines as you have them.

    It says what it recognised, and asks by an option for what it cannot know. Days of which the
    table says nothing have no data.
    """
    from frontmap.importing.running import ImportGoal, import_atlas

    if output is None and not dry_run and propose_holders is None:
        raise typer.BadParameter("say -o DIR, --dry-run or --propose-holders FILE")
    options = ImportOptions(
        shape=shape,
        columns=_pairs(column or (), "ROLE=COLUMN, such as holder=Controller"),
        left_out=tuple(leave_out or ()),
        order=dates,
        end=end,
        holds=holds,
        holders=holders,
        places=places,
        near=near,
        skip_unmatched=skip_unmatched,
        first=first,
        last=last,
        boundary=boundary,
        sheet=sheet,
        header=header,
        encoding=encoding,
        layer=layer,
        crs=crs,
        id_column=id_column,
        name_column=name_column,
        snap_m=snap,
        title=title,
        events=events,
        event_columns=_pairs(event_column or (), "ROLE=COLUMN, such as kind=Incident"),
        event_kinds=_pairs(event_kind or (), "WORD=KIND, such as Shelling=damage"),
        languages=_tags(languages),
    )
    goal = ImportGoal(folder=output, dry_run=dry_run, proposal=propose_holders)
    import_atlas(files, options, goal, note=lambda line: report(line, quiet=quiet), say=say)
