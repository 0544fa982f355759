"""The commands that bring atlases in and out: parse, one call, print."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontmap.cli.lines import Told, report, say
from frontmap.cli.options import (
    AtlasOption,
    QuietOption,
    SnapOption,
    ToldByOption,
    day_option,
    file_option,
    open_atlas,
    wrong_usage,
)
from frontmap.cli.refusals import refused_with_advice
from frontmap.exchange import ENDINGS, write_export
from frontmap.importing.options import Calendar, DateOrder, EndRule, ImportOptions, TableShape
from frontmap.words import is_language_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
MendOption = Annotated[
    bool,
    typer.Option(
        "--mend", help="Repair outlines that cross or touch themselves, where it is plain how."
    ),
]
UniteOption = Annotated[
    bool, typer.Option("--unite", help="Make one area of the outlines that have one name.")
]
StreetsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="LINES",
        help="Streets and water by which a reader finds the way: a file of lines, as OpenStreetMap "
        "has them; its names and its kind, highway or waterway are read.",
        show_default=False,
    ),
]
StreetsLayerOption = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="The layer of --streets, where it has several.", show_default=False
    ),
]
StreetsCrsOption = Annotated[
    str,
    typer.Option(
        metavar="CRS",
        help="The projection of --streets, where it names none.",
        show_default=False,
    ),
]
FirstOption = Annotated[date | None, day_option("--first", "The first day that the record covers.")]
LastOption = Annotated[date | None, day_option("--last", "Its last day.")]


@commands.command(epilog="Example:  frontmap new town && frontmap render --atlas town")
def new(
    context: typer.Context,
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
    mend: MendOption = False,
    unite: UniteOption = False,
    streets: StreetsOption = None,
    streets_layer: StreetsLayerOption = "",
    streets_crs: StreetsCrsOption = "",
    snap: SnapOption = 0.0,
    quiet: QuietOption = False,
) -> None:
    """Make a small working atlas to start from, or an empty one for outlines you have."""
    options = _options(locals())
    from frontmap.importing.new_atlas import begin_from_file, begin_small_atlas

    if from_areas is None:
        _require_unsaid(
            {
                "--first": first, "--last": last, "--languages": options.languages,
                "--id-column": id_column, "--name-column": name_column, "--layer": layer,
                "--crs": crs, "--encoding": encoding, "--streets": streets,
                "--streets-layer": streets_layer, "--streets-crs": streets_crs, "--snap": snap,
            }
        )  # fmt: skip
        made = begin_small_atlas(folder)
    elif first is None or last is None:
        raise typer.BadParameter("--from-areas needs --first and --last: which days are covered?")
    else:
        with refused_with_advice(context.obj, can_propose=False):
            made = begin_from_file(folder, from_areas, options, first=first, last=last)
    if quiet:
        for fault in made.faults:
            say(f"{fault.severity}: {fault}")
    report(made, quiet=quiet)


def _require_unsaid(options: Mapping[str, object]) -> None:
    """Refuse what says something of outlines where the small atlas is made.

    Raises:
        BadParameter: some option is given.
    """
    if said := [option for option, value in options.items() if value]:
        few, needs = " and ".join(said), "needs" if len(said) == 1 else "need"
        raise typer.BadParameter(f"{few} {needs} --from-areas: the small atlas is as it is")


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


#: The parameters of the command that are called otherwise than the field that they fill.
_FIELDS = {
    "column": "columns", "leave_out": "left_out", "dates": "order", "snap": "snap_m",
    "event_column": "event_columns", "event_kind": "event_kinds", "word": "words",
}  # fmt: skip
#: How the values of those are read that the command line has in another form.
_READ: Mapping[str, Callable[[Any], object]] = {
    "columns": lambda pairs: _pairs(pairs or (), "ROLE=COLUMN, such as holder=Controller"),
    "event_columns": lambda pairs: _pairs(pairs or (), "ROLE=COLUMN, such as kind=Incident"),
    "event_kinds": lambda pairs: _pairs(pairs or (), "WORD=KIND, such as Shelling=damage"),
    "events": lambda files: tuple(files or ()),
    "left_out": lambda columns: tuple(columns or ()),
    "words": lambda pairs: _pairs(pairs or (), "WORD=MEANING, such as 'under siege=contested'"),
    "languages": _tags,
}


def _options(said: Mapping[str, object]) -> ImportOptions:
    """Return the options of import that the parameters of a command say."""
    named = {_FIELDS.get(name, name): value for name, value in said.items()}
    known = {one.name for one in fields(ImportOptions)}
    values: dict[str, Any] = {
        name: _READ[name](value) if name in _READ else value
        for name, value in named.items()
        if name in known
    }
    return ImportOptions(**values)


def _require_goal(named: Sequence[str], again: Path | None, *, dry_run: bool) -> None:
    """Refuse a command line that does not say what is to be written, or says two things."""
    if len(named) > 1:
        raise typer.BadParameter(f"{named[0]} or {named[1]}: a proposal is no atlas")
    if again is not None and named and named != ["--propose"]:
        raise typer.BadParameter(f"--again writes into its own atlas; leave out {named[0]}")
    if dry_run and "--propose" in named:
        raise typer.BadParameter("--propose or --dry-run: a dry run writes nothing")
    if again is None and not named and not dry_run:
        raise typer.BadParameter("say --propose RECIPE, --dry-run or -o DIR")


def _require_files(
    files: Sequence[Path] | None, again: Path | None, add: Sequence[Path] | None
) -> None:
    """Refuse a command line that does not say what is imported, or says it in a wrong place."""
    if again is None and not files:
        raise typer.BadParameter("name the files, a recipe, or --again DIR")
    if again is not None and files:
        raise typer.BadParameter("--again takes new files by --add FILE")
    if again is None and add:
        raise typer.BadParameter("--add needs --again DIR; without it, name all files")


@commands.command(
    "import",
    epilog="Example:  frontmap import who.xlsx quarters.shp --holders holders.csv -o town",
)
def import_(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE…",
            help="A table (CSV, Excel), outlines, or both; or a map for each date; or a recipe.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[Path | None, file_option("The atlas to make.", metavar="DIR")] = None,
    again: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Import again into this atlas, by its recipe; what was edited by hand stays.",
        ),
    ] = None,
    add: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A new file that comes to the others, with --again."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the first rows as understood; write nothing.")
    ] = False,
    propose: Annotated[
        Path | None,
        typer.Option(
            metavar="RECIPE",
            help="Write a recipe, to be edited: what was recognised, and what must be asked.",
        ),
    ] = None,
    propose_holders: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write only the table of what the holders mean."),
    ] = None,
    holders: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The edited table of holders.")
    ] = None,
    preset: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What the table or the events are, where many people have such: acled, wikipedia.",
            show_default=False,
        ),
    ] = "",
    footnotes: Annotated[
        bool, typer.Option("--footnotes", help="Take marks of footnotes, as [12], off the cells.")
    ] = False,
    shape: Annotated[
        TableShape | None, typer.Option(help="The shape of the table, where it is not recognised.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE=COLUMN",
            help="Which column is the place, name, date, asof, start, end, holder, status, "
            "rivals, confidence, source, history, note, longitude, latitude; repeat it for "
            "several.",
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN",
            help="Leave out this column, which says something of a state; repeat it for several.",
        ),
    ] = None,
    word: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD=MEANING",
            help="What a word in a column of statuses is (held, contested, …), or in one of "
            "confidences (high, medium, low, assumed).",
        ),
    ] = None,
    dates: Annotated[
        DateOrder | None, typer.Option(help="How dates are written, where they may mean two days.")
    ] = None,
    calendar: Annotated[
        Calendar | None, typer.Option(help="The calendar of years between 1300 and 1500.")
    ] = None,
    zone: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="The place's time zone, as Asia/Damascus or +03:00, where dates are instants.",
            show_default=False,
        ),
    ] = "",
    years: Annotated[
        bool,
        typer.Option(
            "--years",
            help="Read a start that is a year as its first day, an end as its last; and months.",
        ),
    ] = False,
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
    all_held_by: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Who holds every outline, where no column says it.",
            show_default=False,
        ),
    ] = "",
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
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="A table, or points, of reported events; each becomes a claim. Also several.",
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
    mend: MendOption = False,
    unite: UniteOption = False,
    streets: StreetsOption = None,
    streets_layer: StreetsLayerOption = "",
    streets_crs: StreetsCrsOption = "",
    over: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Areas that lie over others, to be cut out of them."),
    ] = None,
    snap: SnapOption = 0.0,
    quiet: QuietOption = False,
) -> None:
    """Make an atlas from a table and outlines as you have them.

    It says what it recognised, and asks by an option for what it cannot know. Days of which the
    table says nothing have no data.
    """
    options = _options(locals())
    from frontmap.importing.running import ImportGoal, import_atlas

    goals = {"-o": output, "--propose": propose, "--propose-holders": propose_holders}
    _require_goal([name for name, of in goals.items() if of is not None], again, dry_run=dry_run)
    _require_files(files, again, add)
    goal = ImportGoal(
        folder=output, again=again, recipe=propose, dry_run=dry_run, proposal=propose_holders
    )
    told = Told()
    note = (lambda _: None) if quiet else told.say
    with refused_with_advice(context.obj), wrong_usage():
        try:
            import_atlas(files or add or (), options, goal, note=note, say=told.say)
        finally:
            told.finish()
