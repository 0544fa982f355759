"""What a refused import says: faults of one kind together, and the command to try next."""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from frontmap.cli.lines import say, say_some_faults, written_whole
from frontmap.errors import DataError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.errors import Fault

__all__ = ["refused_with_advice"]

#: Where all faults are written when not all are shown.
_ALL = Path("maps/import-faults.txt")
#: The recipe that is proposed where the user has none yet.
_RECIPE = "recipe.toml"
#: Options that say what is written, with how many values each has.
_GOALS = {"-o": 1, "--output": 1, "--propose": 1, "--propose-holders": 1, "--dry-run": 0}

#: Options that need no value, and that faults name which they mend.
_CURES = ("--mend", "--years")


@contextmanager
def refused_with_advice(arguments: Sequence[str]) -> Iterator[None]:
    """Say why an import was refused, and the command to try next, and exit with status 1.

    Args:
        arguments: the command line, without the program's name.
    """
    try:
        yield
    except DataError as refusal:
        lines = [f"{fault.severity}: {fault}" for fault in refusal.faults]
        say_some_faults(refusal.faults, rest=lambda: written_whole(lines, _ALL))
        say(f"next:  {_next(arguments, refusal.faults)}")
        raise typer.Exit(1) from refusal
    except RequestError as refusal:
        say(f"frontmap: {refusal}")
        if refusal.option:
            name = f" {_recipe(arguments)}" if refusal.option == "--propose" else ""
            say(f"next:  {_command(arguments, refusal.option + name)}")
        raise typer.Exit(1) from refusal


def _next(arguments: Sequence[str], faults: Sequence[Fault]) -> str:
    from frontmap.importing.proposing import is_question

    again = shlex.join(["frontmap", *arguments])
    cures = [_cure(fault, arguments) for fault in faults]
    if all(cures):
        return " ".join((again, *dict.fromkeys(cures)))
    # a proposal that was refused with questions would be refused again
    proposing = any(one.partition("=")[0] == "--propose" for one in arguments)
    if proposing or not any(is_question(fault) for fault in faults):
        return f"mend the files, and run again:  {again}"
    return _command(arguments, f"--propose {_recipe(arguments)}")


def _cure(fault: Fault, arguments: Sequence[str]) -> str:
    """Return the option that mends a fault, if a single one does."""
    if fault.code == "which-last" and fault.choices:
        return f"--last {max(fault.choices)}"
    return next((o for o in _CURES if o in fault.expected and o not in arguments), "")


def _command(arguments: Sequence[str], option: str) -> str:
    """Return the command line with an option in the place of what was to be written."""
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        name, equals, _ = argument.partition("=")
        if name not in _GOALS:
            kept.append(argument)
        elif not equals:
            for _ in range(_GOALS[name]):
                next(rest, None)
    return f"{shlex.join(['frontmap', *kept])} {option}"


def _recipe(arguments: Sequence[str]) -> str:
    """Return the recipe of the command line, that of its atlas, or the name of a new one."""
    if "--again" in arguments:
        return shlex.quote(f"{arguments[arguments.index('--again') + 1]}/geodata/import.toml")
    named = [a for a in arguments if a.endswith(".toml") and Path(a).is_file()]
    free = (name for n in range(1, 1000) if not Path(name := f"recipe-{n}.toml").exists())
    if named:
        return shlex.quote(named[0])
    return next(free) if Path(_RECIPE).exists() else _RECIPE
