"""The command line: parse, one call, print.

Machine-readable output goes to standard output, everything else to standard error. Exit status:
0 done, 1 the data or the file system refused, 2 the command line is wrong; 130, 143 or 129 it was
stopped by Ctrl-C, SIGTERM or SIGHUP.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from datetime import date  # noqa: TC003 - typer reads the annotations
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path  # noqa: TC003 - likewise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontmap.cli import exchange as cli_exchange
from frontmap.cli import pictures as cli_pictures
from frontmap.cli.lines import guarded_errors, report, say, say_faults, say_whole
from frontmap.cli.options import (
    AtlasOption,
    DayArgument,
    EpisodeOption,
    LanguageOption,
    QuietOption,
    SnapOption,
    TextCommand,
    ToldByOption,
    day_option,
    file_option,
    open_atlas,
    output_path,
    wrong_usage,
)
from frontmap.errors import DataError, FrontmapError, RequestError, Severity, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontmap.telling.csv_json import Table

_OBJECTS_BETWEEN_COLLECTIONS = 2_000_000
#: How to have all faults, where not all are said.
_ALL_FAULTS = "frontmap check --all says all of them, whole"

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Map who held which neighbourhood, day by day, and show on what evidence.",
    epilog="Start with:  frontmap render --date 2018-05-03",
)


class TableFormat(StrEnum):
    """How tables are written."""

    CSV = "csv"
    JSON = "json"


class TextFormat(StrEnum):
    """How an answer is written."""

    TEXT = "text"
    JSON = "json"


class SourcesFormat(StrEnum):
    """How a bibliography is written."""

    CSV = "csv"
    JSON = "json"
    CSL_JSON = "csl-json"


class By(StrEnum):
    """What figures are counted for."""

    ACTOR = "actor"
    SIDE = "side"


FormatOption = Annotated[TableFormat, typer.Option("--format", help="How the table is written.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, and turn every refusal into a message and an exit status.

    Set the environment variable `FRONTMAP_DEBUG` to see where an unforeseen error came from.
    """
    # a command ends soon, and the millions of objects that it builds have no cycles to collect;
    # at its end, collecting what was imported would take a third of a second for nothing
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)
    # NumPy starts threads for linear algebra when it is imported; nothing here needs them
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if isinstance(sys.stdout, TextIOWrapper):
        # a letter that the terminal's encoding lacks must not stop the whole answer; a file or a
        # pipe gets the same bytes on every machine
        chosen = sys.stdout.isatty() or "PYTHONIOENCODING" in os.environ
        sys.stdout.reconfigure(encoding=None if chosen else "utf-8", errors="replace")
    said = tuple(arguments or sys.argv[1:])
    try:
        with guarded_errors(said):
            app(args=arguments, prog_name="frontmap", obj=said)
    except DataError as refusal:
        say_faults(refusal.faults, rest=lambda: _ALL_FAULTS)
        sys.exit(1)
    except FrontmapError as refusal:
        say(f"frontmap: {refusal}")
        sys.exit(1)
    except BrokenPipeError:
        # whoever reads the output has gone, and nothing more can be said
        raise
    except OSError as reason:
        say(f"frontmap: the file system refused: {reason}")
        sys.exit(1)
    except MemoryError:
        say("frontmap: there is too little memory for this; fewer days or areas at once take less")
        sys.exit(1)
    except Exception as reason:
        if "FRONTMAP_DEBUG" in os.environ:
            sys.excepthook = _show_traceback
            raise
        kind = type(reason).__name__
        say(f"frontmap: unforeseen {kind}: {reason} (FRONTMAP_DEBUG=1 shows where; please report)")
        sys.exit(1)


def _show_traceback(*raised: Any) -> None:  # noqa: ANN401 - as Python has it
    """Show a traceback, of whose message a terminal obeys nothing."""
    with guarded_errors(()):
        sys.__excepthook__(*raised)


def _version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"frontmap {version('frontmap')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda wanted: _version(wanted=wanted),
            is_eager=True,
            help="Show the version and exit.",
        ),
    ] = False,
) -> None:
    pass


def _read_tiles(text: str) -> str:
    """Read the address of online tiles; an empty one is none."""
    from frontmap.page.policy import tile_host

    try:
        if text:
            tile_host(text)
    except RequestError as reason:
        raise typer.BadParameter(str(reason), param_hint="--tiles") from reason
    return text


@app.command(epilog="Example:  frontmap render --date 2018-05-03 --lang ar")
def render(
    day: Annotated[date | None, day_option("--date", "The day it opens on.")] = None,
    episode: Annotated[
        str,
        typer.Option(
            "--episode", metavar="ID", help="Open on this episode's last day.", show_default=False
        ),
    ] = "",
    output: Annotated[Path | None, file_option("Default: maps/DATE.html.")] = None,
    tiles: Annotated[
        str,
        typer.Option(
            parser=_read_tiles,
            metavar="URL",
            help="Online map tiles beneath, as https://…/{z}/{x}/{y}.png; the page then asks that "
            "host. Default: none, and the page asks nobody.",
            show_default=False,
        ),
    ] = "",
    lang: LanguageOption = None,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the day-slider map: one HTML file that needs no network."""
    from frontmap.chosen_days import opening_day
    from frontmap.page import write_page

    opened = open_atlas(atlas, told_by, snap)
    with wrong_usage():
        day = opening_day(opened, day, episode)
    language = opened.output_language(lang)
    path = output_path(output, [day], opened, language, ".html")
    report(write_page(opened, path, day=day, language=language, tiles=tiles), quiet=quiet)


@app.command(epilog="Example:  frontmap show 2018-05-03 --as-told-by is-media")
def show(
    day: DayArgument,
    lang: LanguageOption = None,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
) -> None:
    """Say who holds what on a day, what changed, and how long the front is."""
    from frontmap.telling.terminal import print_day

    opened = open_atlas(atlas, told_by, snap)
    print_day(opened.on(day), opened.output_language(lang))


@app.command(epilog="Example:  frontmap table --format csv > control.csv")
def table(
    form: FormatOption = TableFormat.CSV,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
) -> None:
    """Write the daily control-state table: a row for each area and day of every episode."""
    from frontmap.telling.tables import daily_csv, daily_json

    opened = open_atlas(atlas, told_by, snap)
    for part in daily_csv(opened) if form is TableFormat.CSV else daily_json(opened):
        _write(part)


@app.command(epilog="Example:  frontmap changes --episode south-damascus-2018")
def changes(
    form: FormatOption = TableFormat.CSV,
    episode: EpisodeOption = "",
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
) -> None:
    """Write what changed hands, when, and on what evidence."""
    from frontmap.telling.tables import changes_table

    opened = open_atlas(atlas, told_by, snap)
    _write_table(changes_table(opened, opened.episode(episode) if episode else None), form)


@app.command(epilog="Example:  frontmap stats --by side --episode south-damascus-2018")
def stats(
    form: FormatOption = TableFormat.CSV,
    by: Annotated[By, typer.Option(help="Count for each actor, or each side.")] = By.ACTOR,
    episode: EpisodeOption = "",
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
) -> None:
    """Write km² and metres of front by actor and day.

    Held and contested are apart, so that a share is a range. Where the line ran inside an area
    is not known: the front is measured along the outlines.
    """
    from frontmap.telling.tables import stats_table

    opened = open_atlas(atlas, told_by, snap)
    chosen = opened.episode(episode) if episode else None
    _write_table(stats_table(opened, by=by.value, episode=chosen), form)


@app.command(epilog="Example:  frontmap why asali 2018-05-05")
def why(
    area: Annotated[str, typer.Argument(metavar="AREA", help="An area's id, such as asali.")],
    day: DayArgument,
    form: Annotated[TextFormat, typer.Option("--format")] = TextFormat.TEXT,
    lang: LanguageOption = None,
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
) -> None:
    """Say why the map shows an area so: the ruling, its claims, and those that disagree."""
    from frontmap.telling.terminal import print_why
    from frontmap.telling.why import explain, why_json

    opened = open_atlas(atlas, "", snap)
    answer = explain(opened, opened.find_area(area), day)
    if form is TextFormat.JSON:
        _write(why_json(answer, opened))
    else:
        print_why(answer, opened, opened.output_language(lang))


@app.command(epilog="Example:  frontmap compare is-media side:government 2018-04-28")
def compare(
    left: Annotated[str, typer.Argument(metavar="VOICE", help="A voice's id, or side:SIDE.")],
    right: Annotated[str, typer.Argument(metavar="VOICE", help="Another one.")],
    day: DayArgument,
    form: Annotated[
        TableFormat | None, typer.Option("--format", help="A table for scripts.")
    ] = None,
    lang: LanguageOption = None,
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
) -> None:
    """Show the areas that two accounts tell differently on a day."""
    from frontmap.telling.tables import compare_table
    from frontmap.telling.terminal import print_comparison

    opened = open_atlas(atlas, "", snap)
    one, other = opened.account(left), opened.account(right)
    if form is None:
        print_comparison(one, other, day, opened.output_language(lang))
    else:
        _write_table(compare_table(one, other, day), form)


@app.command(epilog="Example:  frontmap check . --strict")
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="ATLAS", help="The atlas's folder.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Findings about the evidence fail, too.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Say every fault whole, however many there are.")
    ] = False,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """List every fault of the data, and every doubt about its evidence."""
    from frontmap.atlas import check_atlas

    faults = check_atlas(folder or atlas)
    fatal = {Severity.ERROR, Severity.FINDING} if strict else {Severity.ERROR}
    failed = any(fault.severity in fatal for fault in faults)
    if (failed or not quiet) and every:
        say_whole(faults)
    elif failed or not quiet:
        say_faults(faults, rest=lambda: _ALL_FAULTS)
    if failed:
        raise typer.Exit(1)


@app.command(epilog="Example:  frontmap sources --format csl-json > sources.json")
def sources(
    form: Annotated[SourcesFormat, typer.Option("--format")] = SourcesFormat.CSV,
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
) -> None:
    """Write the bibliography, with the claims and rulings that rest on each source."""
    from frontmap.telling.sources import bibliography, csl_json

    opened = open_atlas(atlas, "", snap)
    if form is SourcesFormat.CSL_JSON:
        _write(csl_json(opened.sources.values()))
    else:
        _write_table(bibliography(opened), form)


for part in (cli_pictures, cli_exchange):
    app.registered_commands += part.commands.registered_commands
for command in app.registered_commands:
    command.cls = TextCommand


def _write_table(content: Table, form: TableFormat | SourcesFormat) -> None:
    """Write a table to standard output, as CSV or JSON."""
    from frontmap.telling.csv_json import to_csv, to_json

    _write(to_json(content) if form == "json" else to_csv(content))


def _write(text: str) -> None:
    """Write UTF-8 with LF to standard output, whatever the machine's own encoding is.

    What a terminal would obey is written out there; a file or a pipe gets the data as they are.
    """
    sys.stdout.flush()
    if sys.stdout.isatty():
        text = "\n".join(map(shown, text.split("\n")))
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
