"""The commands that make pictures, slides and handouts: parse, one call, print."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.options import (
    AtlasOption,
    LanguageOption,
    QuietOption,
    SnapOption,
    ToldByOption,
    file_name,
    open_atlas,
    read_day,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frontmap.atlas import Atlas
    from frontmap.model import Episode

__all__ = ["register"]


class Paper(StrEnum):
    """The papers of handouts."""

    A4 = "a4"
    LETTER = "letter"


DaysArgument = Annotated[
    list[date],
    typer.Argument(parser=read_day, metavar="DATE", help="2018-05-03", show_default=False),
]
OptionalDaysArgument = Annotated[
    list[date] | None,
    typer.Argument(parser=read_day, metavar="DATE", help="2018-05-03", show_default=False),
]
WidthOption = Annotated[
    int, typer.Option(metavar="PIXELS", help="How wide the picture is; its height follows.")
]
EpisodeDaysOption = Annotated[
    str,
    typer.Option("--episode", metavar="ID", help="Every day of this episode.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add `still`, `slides`, `handout` and `animate` to the command line."""
    app.command(epilog="Example:  frontmap still 2018-05-03 --lang ar -o map.pdf")(still)
    app.command(epilog="Example:  frontmap slides --changes --episode south-damascus-2018")(slides)
    app.command(epilog="Example:  frontmap handout 2018-05-03 --paper letter")(handout)
    app.command(epilog="Example:  frontmap animate --first 2018-04-18 --last 2018-05-22")(animate)


def still(
    days: DaysArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A .png, .svg or .pdf. Default: maps/DATE.png.",
            show_default=False,
        ),
    ] = None,
    width: WidthOption = 1600,
    dpi: Annotated[
        float, typer.Option(min=30, max=2400, help="Dots per inch, which gives the printed size.")
    ] = 200,
    before_after: Annotated[
        bool, typer.Option("--before-after", help="Head the two days as before and after.")
    ] = False,
    no_title: Annotated[
        bool, typer.Option("--no-title", help="Leave the title out; the day stays, in small.")
    ] = False,
    transparent: Annotated[
        bool, typer.Option("--transparent", help="Leave the paper out.")
    ] = False,
    lang: LanguageOption = None,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the map of a day as one picture; of several days as a sheet on one scale.

    Each map of a sheet outlines what changed since the one before it.
    """
    from frontmap.outputs.still import write_still

    if before_after and len(days) != 2:  # noqa: PLR2004 - before and after
        raise typer.BadParameter("--before-after takes two dates")
    opened = open_atlas(atlas, told_by, snap)
    language = opened.output_language(lang)
    path = output or Path("maps") / file_name(days, opened, language, ".png")
    written = write_still(
        open_atlas(atlas, told_by, snap),
        path,
        days=days,
        width=width,
        dpi=dpi,
        language=language,
        title=not no_title,
        transparent=transparent,
        before_after=before_after,
    )
    _report(written, quiet=quiet)


def slides(
    days: OptionalDaysArgument = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="Every day on which something changed.")
    ] = False,
    episode: EpisodeDaysOption = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A .pptx. Default: maps/DATE.pptx.",
            show_default=False,
        ),
    ] = None,
    lang: LanguageOption = None,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write a deck whose maps are shapes to edit, with reasons and sources in the notes.

    Without dates: the days of the default episode on which something changed.
    """
    if days and (changes or episode):
        raise typer.BadParameter("give dates, or --changes and --episode, not both")
    opened = open_atlas(atlas, told_by, snap)
    chosen = days or _days_of(opened, episode, changes=changes)
    language = opened.output_language(lang)
    path = output or Path("maps") / file_name(chosen, opened, language, ".pptx")
    from frontmap.outputs.deck import write_deck

    with _watched("slides", len(chosen), quiet=quiet) as step:
        written = write_deck(opened, path, days=chosen, language=lang, step=step)
    _report(written, quiet=quiet)


def handout(
    days: DaysArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A .pdf. Default: maps/DATE-handout.pdf.",
            show_default=False,
        ),
    ] = None,
    paper: Annotated[Paper, typer.Option(help="The size of the sheets.")] = Paper.A4,
    lang: LanguageOption = None,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write sheets for a class: the map, who holds what, and what was said, with blanks."""
    from frontmap.outputs.handout import write_handout

    opened = open_atlas(atlas, told_by, snap)
    language = opened.output_language(lang)
    path = output or Path("maps") / file_name(days, opened, language, "-handout.pdf")
    with _watched("handout", len(days), quiet=quiet) as step:
        written = write_handout(
            opened, path, days=days, paper=paper.value, language=lang, step=step
        )
    _report(written, quiet=quiet)


def animate(
    first: Annotated[
        date | None,
        typer.Option(
            "--first", parser=read_day, metavar="DATE", help="The first day.", show_default=False
        ),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option(
            "--last", parser=read_day, metavar="DATE", help="The last day.", show_default=False
        ),
    ] = None,
    episode: EpisodeDaysOption = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A .gif or .webp. Default: maps/DATE_DATE.gif.",
            show_default=False,
        ),
    ] = None,
    width: WidthOption = 960,
    lang: LanguageOption = None,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write an animation with a frame for each day, longer where something changed.

    Without a first or last day: the episode's own, else the default episode's.
    """
    from frontmap.chosen_days import covered_days
    from frontmap.outputs.animation import write_animation

    opened = open_atlas(atlas, told_by, snap)
    start, end = _ends(opened, episode, first, last)
    days = covered_days(opened, start, end)
    language = opened.output_language(lang)
    path = output or Path("maps") / file_name([days[0], days[-1]], opened, language, ".gif")
    with _watched("frames", len(days), quiet=quiet) as step:
        written = write_animation(opened, path, days=days, width=width, language=lang, step=step)
    _report(written, quiet=quiet)


def _days_of(atlas: Atlas, episode: str, *, changes: bool) -> list[date]:
    """Return the days that are meant where none is given."""
    chosen: Episode | None = atlas.episode(episode) if episode else None
    if chosen is not None and not changes:
        return [day for day in atlas.days() if chosen.covers(day)]
    if chosen is None and not changes:
        chosen = atlas.default_episode()
    days = [day for day in atlas.timeline.change_days() if chosen is None or chosen.covers(day)]
    # An account that tells of no change still has a day to show.
    return days or [(chosen or atlas.default_episode()).last]


def _ends(atlas: Atlas, episode: str, first: date | None, last: date | None) -> tuple[date, date]:
    if episode:
        around = atlas.episode(episode)
    elif first is not None or last is not None:
        given = first if first is not None else last
        around = next((e for e in atlas.episodes if given and e.covers(given)), None) or (
            atlas.default_episode()
        )
    else:
        around = atlas.default_episode()
    start, end = first or around.first, last or around.last
    if start > end:
        raise typer.BadParameter(f"the first day, {start}, is after the last, {end}")
    return start, end


@contextmanager
def _watched(what: str, count: int, *, quiet: bool) -> Iterator[Callable[[], object]]:
    """Show how far the work has come, on a terminal and unless told to be quiet."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = quiet or not screen.is_terminal
    with Progress(*columns, console=screen, transient=True, disable=hidden) as progress:
        task = progress.add_task(what, total=count)
        yield lambda: progress.advance(task)


def _report(written: object, *, quiet: bool) -> None:
    if not quiet:
        say(str(written))
