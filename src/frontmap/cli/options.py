"""What the commands share: options, the atlas that is opened, names of files."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from frontmap.cli.lines import Told
from frontmap.days import parse_day
from frontmap.errors import UsageError
from frontmap.given.texts import refused, show_refused
from frontmap.names import safe_name
from frontmap.words import LANGUAGES, language_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.atlas import Atlas

__all__ = [
    "AtlasOption",
    "DayArgument",
    "EpisodeOption",
    "LanguageOption",
    "QuietOption",
    "SnapOption",
    "TextCommand",
    "ToldByOption",
    "day_option",
    "file_name",
    "file_option",
    "open_atlas",
    "output_path",
    "read_day",
    "read_languages",
    "teller_name",
    "wrong_usage",
]

_NAMED_DAYS = 3


class TextCommand(TyperCommand):
    """A command none of whose options holds what no text may, such as bytes that are no letters.

    Names of files may, for file systems have them. An option that takes one value is given once: of
    two values the library would take the last one, and drop the first without a word.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as typer has it
        """Read the command line.

        Raises:
            BadParameter: an option that takes one value is given several times.
        """
        given = list(args)
        left = super().parse_args(ctx, args)
        *_, order = self.make_parser(ctx).parse_args(args=given)
        counts = Counter(max(option.opts, key=len) for option in order if _takes_one_value(option))
        if several := [f"{name} {count} times" for name, count in counts.items() if count > 1]:
            said = f"found {', '.join(several)}; expected each once, for it takes one value"
            raise typer.BadParameter(said, ctx=ctx)
        return left

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as typer has it
        """Run the command.

        Raises:
            BadParameter: an option holds such a character.
        """
        for parameter in self.params:
            value = ctx.params.get(parameter.name)
            for one in value if isinstance(value, list | tuple) else [value]:
                if isinstance(one, str) and refused(one):
                    _, found, expected = show_refused(one)
                    said = f"found {found}; expected {expected}"
                    raise typer.BadParameter(said, ctx=ctx, param_hint=parameter.opts)
        return super().invoke(ctx)


def _takes_one_value(parameter: Any) -> bool:  # noqa: ANN401 - as typer has it
    if parameter.param_type_name != "option":
        return False
    return not (parameter.multiple or parameter.is_flag or parameter.count)


def read_day(text: str) -> date:
    """Read a day as the command line has it.

    Raises:
        BadParameter: it is not one.
    """
    try:
        return parse_day(text)
    except ValueError as reason:
        raise typer.BadParameter(str(reason)) from reason


def _read_language(text: str) -> str:
    """Read a language as the command line has it.

    Raises:
        BadParameter: it is none that frontmap has words in.
    """
    if text in LANGUAGES:
        return text
    english = words_of(LANGUAGES[0])
    known = ", ".join(
        f"{tag!r} ({english.get(f'language.{tag}', language_of(tag).name)})" for tag in LANGUAGES
    )
    raise typer.BadParameter(f"{text!r} is not one of {known}")


def read_languages(text: str) -> tuple[str, ...]:
    """Read several languages as the command line has them: `en,ar`, each once.

    Raises:
        BadParameter: one of them is none that frontmap has words in.
    """
    return tuple(dict.fromkeys(_read_language(tag.strip()) for tag in text.split(",") if tag))


def day_option(name: str, text: str) -> Any:  # noqa: ANN401 - typer reads it
    """Return an option that takes a day; `text` is its help."""
    return typer.Option(name, parser=read_day, metavar="DATE", help=text, show_default=False)


def file_option(text: str, metavar: str = "FILE") -> Any:  # noqa: ANN401 - typer reads it
    """Return the option that names what is written; `text` is its help."""
    return typer.Option("--output", "-o", metavar=metavar, help=text, show_default=False)


AtlasOption = Annotated[
    Path | None,
    typer.Option(
        "--atlas",
        metavar="DIR",
        help="The atlas's folder; else FRONTMAP_ATLAS, else the current folder if it is an atlas, "
        "else the built-in atlas.",
        show_default=False,
    ),
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        parser=_read_language,
        metavar=f"<{'|'.join(LANGUAGES)}>",
        help="The language of the output; else the first of the atlas's own.",
        show_default=False,
    ),
]
ToldByOption = Annotated[
    str,
    typer.Option(
        "--as-told-by",
        metavar="VOICE",
        help="Tell it as one voice (its id), or one side (side:government), does.",
        show_default=False,
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")
]
EpisodeOption = Annotated[
    str,
    typer.Option("--episode", metavar="ID", help="Only this episode.", show_default=False),
]
SnapOption = Annotated[
    float,
    typer.Option(
        "--snap",
        metavar="METRES",
        min=0.0,
        max=100_000.0,
        help="Clean outlines that leave gaps or slivers, moving vertices this far at most.",
        show_default=False,
    ),
]
DayArgument = Annotated[date, typer.Argument(parser=read_day, metavar="DATE", help="2018-05-03")]


def open_atlas(folder: Path | None, told_by: str, snap_m: float = 0.0) -> Atlas:
    """Read the atlas that is meant; as one voice tells it, where a voice is named."""
    from frontmap.atlas import read_atlas

    opened = read_atlas(folder, snap_m=snap_m)
    told = Told()
    for moved in opened.snapped:
        told.say(str(moved))
    told.finish()
    return opened.account(told_by) if told_by else opened


@contextmanager
def wrong_usage() -> Iterator[None]:
    """Tell options that contradict one another as a wrong command line, with status 2."""
    try:
        yield
    except UsageError as reason:
        raise typer.BadParameter(str(reason)) from reason


def output_path(
    output: Path | None, days: Sequence[date], opened: Atlas, language: str, ending: str
) -> Path:
    """Return the file that is named, or one in `maps` that is named by what is in it."""
    return output or Path("maps") / file_name(days, opened, language, ending)


def file_name(days: Sequence[date], opened: Atlas, language: str, ending: str) -> str:
    """Name a file by what is in it: the days, whose account it is, and the language.

    The atlas's own language is not named.

    Of more than three days, the name has the first, the last, and how many they are: file systems
    take no more than 255 bytes.
    """
    name = "_".join(day.isoformat() for day in days)
    if len(days) > _NAMED_DAYS:
        name = f"{days[0]}_{days[-1]}-{len(days)}-days"
    if opened.told_by:
        name += f"-as-told-by-{teller_name(opened.told_by)}"
    if language != opened.default_language:
        name += f"-{language}"
    return name + ending


def teller_name(told_by: str) -> str:
    """Name a voice or a side as files are named; no voice has the name of a side."""
    kind, colon, side = told_by.partition(":")
    if colon:
        return f"{kind}-{safe_name(side)}"
    return ("voice-" if told_by.startswith(("side-", "voice-")) else "") + safe_name(told_by)
