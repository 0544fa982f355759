"""The commands that make pictures, slides and handouts: parse, one call, print."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.lines import bare_errors, report
from frontmap.cli.options import (
    AtlasOption,
    LanguageOption,
    QuietOption,
    SnapOption,
    ToldByOption,
    day_option,
    file_option,
    open_atlas,
    output_path,
    read_day,
    read_languages,
    teller_name,
    wrong_usage,
)
from frontmap.drawing.choices import Labels, Orientation, Paper, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["commands"]

commands = typer.Typer()


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


@commands.command(epilog="Example:  frontmap still 2018-05-03 --lang ar -o map.pdf")
def still(
    days: DaysArgument,
    output: Annotated[
        Path | None, file_option("A .png, .svg or .pdf. Default: maps/DATE.png.")
    ] = None,
    purpose: Annotated[
        Purpose | None,
        typer.Option(
            "--for",
            help="Size and letters for a slide, a sheet, a square post, a column of text.",
            show_default=False,
        ),
    ] = None,
    paper: Annotated[
        Paper | None,
        typer.Option(help="The paper of --for sheet. Default: a4.", show_default=False),
    ] = None,
    orientation: Annotated[
        Orientation | None,
        typer.Option(
            help="How the paper of --for sheet lies. Default: landscape.", show_default=False
        ),
    ] = None,
    width: Annotated[
        int | None,
        typer.Option(
            metavar="PIXELS", help="How wide it is; its height follows. Default: 1600, or by --for."
        ),
    ] = None,
    dpi: Annotated[
        float | None,
        typer.Option(
            min=30,
            max=2400,
            help="Dots per inch, which gives the printed size. Default: 200, or by --for.",
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(help="A title in place of the day's headline.", show_default=False),
    ] = None,
    subtitle: Annotated[
        str | None,
        typer.Option(
            help="A line in place of day and episode, which then stand at the foot.",
            show_default=False,
        ),
    ] = None,
    caption: Annotated[
        str | None,
        typer.Option(help="A text in place of the day's caption.", show_default=False),
    ] = None,
    no_title: Annotated[bool, typer.Option("--no-title", help="Leave the title out.")] = False,
    no_subtitle: Annotated[
        bool,
        typer.Option("--no-subtitle", help="Leave that line out; the day stands at the foot."),
    ] = False,
    no_caption: Annotated[
        bool, typer.Option("--no-caption", help="Leave the caption out.")
    ] = False,
    label: Annotated[
        Labels,
        typer.Option(help="Which areas are named; `changed` are those at the front, too."),
    ] = Labels.ALL,
    crop: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Show this group or area; may be given again.", show_default=False
        ),
    ] = None,
    before_after: Annotated[
        bool,
        typer.Option(
            "--before-after", help="Head the two days, the earlier one first, as before and after."
        ),
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
    from frontmap.drawing.heading import Heading
    from frontmap.outputs.still import StillOptions, write_still

    if before_after:
        _require_pair(days)
    if purpose is not Purpose.SHEET and (paper or orientation):
        raise typer.BadParameter("--paper and --orientation are for --for sheet")
    opened = open_atlas(atlas, told_by, snap)
    language = opened.output_language(lang)
    heading = Heading(
        title=_text("title", title, left_out=no_title),
        subtitle=_text("subtitle", subtitle, left_out=no_subtitle),
        caption=_text("caption", caption, left_out=no_caption),
    )
    written = write_still(
        opened,
        output_path(output, days, opened, language, ".png"),
        days=days,
        width=width,
        dpi=dpi,
        language=language,
        transparent=transparent,
        options=StillOptions(
            heading=heading,
            purpose=purpose,
            paper=paper or Paper.A4,
            orientation=orientation or Orientation.LANDSCAPE,
            labels=label,
            crop=tuple(crop or ()),
            before_after=before_after,
        ),
    )
    report(written, quiet=quiet)


def _text(name: str, given: str | None, *, left_out: bool) -> str | None:
    """Return the text of a heading: what is given, empty where it is left out, else `None`."""
    if left_out and given is not None:
        raise typer.BadParameter(f"give --{name} or --no-{name}, not both")
    return "" if left_out else given


@commands.command(epilog="Example:  frontmap slides 2018-05-02 2018-05-03 --before-after")
def slides(
    days: OptionalDaysArgument = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="Every day on which something changed.")
    ] = False,
    episode: EpisodeDaysOption = "",
    before_after: Annotated[
        bool,
        typer.Option(
            "--before-after", help="Add the two days, the earlier one first, side by side."
        ),
    ] = False,
    against: Annotated[
        str,
        typer.Option(
            metavar="VOICE",
            help="Beside each day, add it as this voice or side tells it, with what differs.",
            show_default=False,
        ),
    ] = "",
    notes: Annotated[
        str,
        typer.Option(
            metavar="LANGUAGES", help="Notes in these languages: en,ar.", show_default=False
        ),
    ] = "",
    template: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A .pptx or .potx whose layouts and theme the deck then has.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[Path | None, file_option("A .pptx. Default: maps/DATE.pptx.")] = None,
    lang: LanguageOption = None,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write a deck to teach with: a headline and a map to edit for each day, chart, sources, notes.

    Without dates: the days of the default episode on which something changed.
    """
    if days and (changes or episode):
        raise typer.BadParameter("give dates, or --changes and --episode, not both")
    if before_after:
        _require_pair(days or [])
    from frontmap.chosen_days import days_of_slides

    opened = open_atlas(atlas, told_by, snap)
    chosen = days_of_slides(opened, days, episode, changes=changes)
    language = opened.output_language(lang)
    beside = f"-against-{teller_name(against)}" if against else ""
    path = output_path(output, chosen, opened, language, f"{beside}.pptx")
    # an atlas that cannot be read is told of before a library that is missing
    from frontmap.outputs.deck import write_deck

    with _progress("slides", len(chosen), quiet=quiet) as step:
        written = write_deck(
            opened,
            path,
            days=chosen,
            language=language,
            pairs=[(chosen[0], chosen[1])] if before_after else [],
            against=against,
            notes=read_languages(notes),
            template=template,
            step=step,
        )
    report(written, quiet=quiet)


@commands.command(epilog="Example:  frontmap handout 2018-05-03 --paper letter")
def handout(
    days: DaysArgument,
    output: Annotated[Path | None, file_option("A .pdf. Default: maps/DATE-handout.pdf.")] = None,
    paper: Annotated[Paper, typer.Option(help="The size of the sheets.")] = Paper.A4,
    lang: LanguageOption = None,
    told_by: ToldByOption = "",
    snap: SnapOption = 0.0,
    atlas: AtlasOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write sheets for a class: a map, claims to ask about, a map to colour, and answers."""
    from frontmap.outputs.handout import write_handout

    opened = open_atlas(atlas, told_by, snap)
    language = opened.output_language(lang)
    path = output_path(output, days, opened, language, "-handout.pdf")
    with _progress("handout", len(days), quiet=quiet) as step:
        written = write_handout(
            opened, path, days=days, paper=paper.value, language=language, step=step
        )
    report(written, quiet=quiet)


@commands.command(epilog="Example:  frontmap animate --first 2018-04-18 --last 2018-05-22")
def animate(
    first: Annotated[date | None, day_option("--first", "The first day.")] = None,
    last: Annotated[date | None, day_option("--last", "The last day.")] = None,
    episode: EpisodeDaysOption = "",
    output: Annotated[
        Path | None, file_option("A .gif, .webp or .mp4. Default: maps/DATE_DATE.gif.")
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
    from frontmap.chosen_days import days_of_animation
    from frontmap.outputs.animation import write_animation

    opened = open_atlas(atlas, told_by, snap)
    with wrong_usage():
        days = days_of_animation(opened, first, last, episode)
    language = opened.output_language(lang)
    path = output_path(output, [days[0], days[-1]], opened, language, ".gif")
    with _progress("frames", len(days), quiet=quiet) as step:
        written = write_animation(
            opened, path, days=days, width=width, language=language, step=step
        )
    report(written, quiet=quiet)


def _require_pair(days: Sequence[date]) -> None:
    """Refuse what is no day before and a day after."""
    if len(days) != 2:  # noqa: PLR2004 - before and after
        raise typer.BadParameter("--before-after takes two dates")
    if days[1] <= days[0]:
        raise typer.BadParameter(f"--before-after: {days[0]} is not before {days[1]}")


@contextmanager
def _progress(what: str, count: int, *, quiet: bool) -> Iterator[Callable[[], object]]:
    """Show how far the work has come, on a terminal, unless told to be quiet.

    What it yields is to be called after each of `count` steps.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    screen = Console(file=bare_errors())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = quiet or not screen.is_terminal
    progress = Progress(
        *columns,
        console=screen,
        transient=True,
        disable=hidden,
        # what others write meanwhile stays with the guard
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with progress:
        task = progress.add_task(what, total=count)
        yield lambda: progress.advance(task)
