"""The command line: parse, one call, print.

Machine-readable output goes to standard output, everything else to standard error. Exit status:
0 done, 1 the data or the file system refused, 2 the command line is wrong.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from datetime import date  # noqa: TC003 - typer reads the annotations
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli import exchange as cli_exchange
from frontmap.cli import pictures as cli_pictures
from frontmap.cli.options import (
    AtlasOption,
    DayArgument,
    EpisodeOption,
    LanguageOption,
    QuietOption,
    SnapOption,
    ToldByOption,
    file_name,
    open_atlas,
    read_day,
    say,
)
from frontmap.errors import DataError, Fault, FrontmapError, RequestError, Severity
from frontmap.files import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

_OBJECTS_BETWEEN_COLLECTIONS = 2_000_000

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
    # a command is soon over, and what it builds by the million has no cycles to look for; nor need
    # anybody look through all that was imported when it ends, which takes a third of a second
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)
    # nothing here is linear algebra, whose threads NumPy would start when it is imported
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if isinstance(sys.stdout, TextIOWrapper):
        # a name that the machine's encoding lacks is a poor reason to say nothing
        sys.stdout.reconfigure(errors="replace")
    try:
        app(args=arguments, prog_name="frontmap")
    except DataError as refusal:
        _say_faults(refusal.faults)
        sys.exit(1)
    except FrontmapError as refusal:
        say(f"frontmap: {refusal}")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of standard output has gone; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as reason:
        say(f"frontmap: the file system refused: {reason}")
        sys.exit(1)
    except Exception as reason:
        if "FRONTMAP_DEBUG" in os.environ:
            raise
        kind = type(reason).__name__
        say(f"frontmap: unforeseen {kind}: {reason} (FRONTMAP_DEBUG=1 shows where; please report)")
        sys.exit(1)


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


@app.command(epilog="Example:  frontmap render --date 2018-05-03 --lang ar")
def render(
    day: Annotated[
        date | None,
        typer.Option(
            "--date",
            parser=read_day,
            metavar="DATE",
            help="The day it opens on.",
            show_default=False,
        ),
    ] = None,
    episode: Annotated[
        str,
        typer.Option(
            "--episode", metavar="ID", help="Open on this episode's last day.", show_default=False
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Default: maps/DATE.html."),
    ] = None,
    tiles: Annotated[
        str,
        typer.Option(
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
    from frontmap.page import write_page
    from frontmap.page.policy import tile_host

    if tiles:
        try:
            tile_host(tiles)
        except RequestError as reason:
            raise typer.BadParameter(str(reason), param_hint="--tiles") from reason
    opened = open_atlas(atlas, told_by, snap)
    if day is not None and episode and not opened.episode(episode).covers(day):
        raise typer.BadParameter(f"{day} is not a day of the episode {episode!r}")
    if day is None:
        day = (opened.episode(episode) if episode else opened.default_episode()).last
    opened.on(day)
    language = opened.output_language(lang)
    path = output or Path("maps") / file_name([day], opened, language, ".html")
    written = write_page(opened, path, day=day, language=language, tiles=tiles)
    if not quiet:
        say(str(written))


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
    from frontmap.telling.csv_json import to_csv, to_json
    from frontmap.telling.tables import changes_table

    opened = open_atlas(atlas, told_by, snap)
    content = changes_table(opened, opened.episode(episode) if episode else None)
    _write(to_csv(content) if form is TableFormat.CSV else to_json(content))


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
    from frontmap.telling.csv_json import to_csv, to_json
    from frontmap.telling.tables import stats_table

    opened = open_atlas(atlas, told_by, snap)
    chosen = opened.episode(episode) if episode else None
    content = stats_table(opened, by=by.value, episode=chosen)
    _write(to_csv(content) if form is TableFormat.CSV else to_json(content))


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
    from frontmap.telling.why import explain, why_json

    opened = open_atlas(atlas, "", snap)
    answer = explain(opened, opened.find_area(area), day)
    if form is TextFormat.JSON:
        _write(why_json(answer, opened))
        return
    from frontmap.telling.terminal import print_why

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
    from frontmap.telling.csv_json import to_csv, to_json
    from frontmap.telling.tables import compare_table

    opened = open_atlas(atlas, "", snap)
    one, other = opened.account(left), opened.account(right)
    if form is not None:
        content = compare_table(one, other, day)
        _write(to_csv(content) if form is TableFormat.CSV else to_json(content))
        return
    from frontmap.telling.terminal import print_comparison

    print_comparison(one, other, day, opened.output_language(lang))


@app.command(epilog="Example:  frontmap check . --strict")
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="ATLAS", help="The atlas's folder.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Findings about the evidence fail, too.")
    ] = False,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """List every fault of the data, and every doubt about its evidence."""
    from frontmap.atlas import check_atlas

    faults = check_atlas(folder or atlas)
    fatal = {Severity.ERROR, Severity.FINDING} if strict else {Severity.ERROR}
    if any(fault.severity in fatal for fault in faults):
        _say_faults(faults)
        raise typer.Exit(1)
    if not quiet:
        _say_faults(faults)


@app.command(epilog="Example:  frontmap sources --format csl-json > sources.json")
def sources(
    form: Annotated[SourcesFormat, typer.Option("--format")] = SourcesFormat.CSV,
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
) -> None:
    """Write the bibliography, with the claims and rulings that rest on each source."""
    from frontmap.telling.csv_json import to_csv, to_json
    from frontmap.telling.sources import bibliography, csl_json

    opened = open_atlas(atlas, "", snap)
    if form is SourcesFormat.CSL_JSON:
        _write(csl_json(opened.sources.values()))
        return
    content = bibliography(opened)
    _write(to_csv(content) if form is SourcesFormat.CSV else to_json(content))


cli_pictures.register(app)
cli_exchange.register(app)


def _say_faults(faults: Sequence[Fault]) -> None:
    for fault in faults:
        say(f"{fault.severity}: {fault}")
    counts = {kind: sum(f.severity == kind for f in faults) for kind in Severity}
    said = [counted(count, kind) for kind, count in counts.items() if count]
    say(", ".join(said) or "no faults")


def _write(text: str) -> None:
    """Write UTF-8 with LF to standard output, whatever the machine's own encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
