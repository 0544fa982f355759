"""What `import` and `new` say when they refuse: faults of one kind together, and what to try."""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from frontmap.cli.lines import say, say_some_faults, written_whole
from frontmap.errors import DataError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontmap.errors import Fault

__all__ = ["refused_with_advice"]

#: Where all faults are written when not all are shown.
_ALL = Path("maps/import-faults.txt")
#: The recipe that is proposed where the user has none yet.
_RECIPE = "recipe.toml"
#: Options that say what is written, with how many values each has.
_GOALS = {"-o": 1, "--output": 1, "--propose": 1, "--propose-holders": 1, "--dry-run": 0}

#: Options that mend the faults that name them, each as it is to be said.
_CURES = {
    "--mend": "--mend", "--years": "--years", "--crs": "--crs EPSG:…",
    "--streets-crs": "--streets-crs EPSG:…",
}  # fmt: skip
#: What one must say where the command asks nothing in a recipe, likewise.
_CHOSEN = {"--layer": "--layer NAME", "--streets-layer": "--streets-layer NAME"}


@contextmanager
def refused_with_advice(arguments: Sequence[str], *, can_propose: bool = True) -> Iterator[None]:
    """Say why an import was refused, and the command to try next, and exit with status 1.

    Args:
        arguments: the command line, without the program's name.
        can_propose: whether the command writes a recipe with what must be asked.
    """
    try:
        yield
    except DataError as refusal:
        lines = [f"{fault.severity}: {fault}" for fault in refusal.faults]
        say_some_faults(refusal.faults, rest=lambda: written_whole(lines, _ALL))
        say(f"next:  {_next(arguments, refusal.faults, can_propose=can_propose)}")
        raise typer.Exit(1) from refusal
    except RequestError as refusal:
        say(f"frontmap: {refusal}")
        if refusal.option:
            name = f" {_recipe(arguments)}" if refusal.option == "--propose" else ""
            say(f"next:  {_command(arguments, refusal.option + name)}")
        raise typer.Exit(1) from refusal


def _next(arguments: Sequence[str], faults: Sequence[Fault], *, can_propose: bool) -> str:
    from frontmap.importing.proposing import is_question

    known = _unsaid_cures(arguments, can_propose=can_propose)
    left = [fault for fault in faults if not _cure(fault, known)]
    # a proposal asks what is a question, and is refused for the rest
    is_asked = is_question if can_propose else lambda _: False
    hard = list(filterfalse(is_asked, left))
    said = _cures(filterfalse(is_asked, faults) if left else faults, known)
    arguments = _without_roles(arguments, said)
    again = " ".join((shlex.join(["frontmap", *arguments]), *said))
    # a proposal that was refused with questions would be refused again
    proposing = not can_propose or any(a.partition("=")[0] == "--propose" for a in arguments)
    if not hard and said and (proposing or not left):
        return again
    mend = _to_mend(arguments, hard)
    if proposing or len(hard) == len(left) or not mend.endswith("files"):
        return f"{mend}, and run again:  {again}"
    return _command(arguments, " ".join((*said, "--propose", _recipe(arguments))))


def _unsaid_cures(arguments: Sequence[str], *, can_propose: bool) -> dict[str, str]:
    """Return the options that mend faults, without those of the command line."""
    cures = _CURES if can_propose else _CURES | _CHOSEN
    return {option: cure for option, cure in cures.items() if option not in arguments}


def _to_mend(arguments: Sequence[str], faults: Sequence[Fault]) -> str:
    """Return what is at fault: what is said in vain, which no proposal takes, or the files."""
    if not any(fault.where.file.startswith("--") for fault in faults):
        return "mend the files"
    recipe = _said_recipe(arguments)
    return f"edit {recipe}" if recipe else "change the options"


def _without_roles(arguments: Sequence[str], cures: Sequence[str]) -> list[str]:
    """Return the command line without the columns of which `cures` name others."""
    pairs = [one for cure in cures for one in shlex.split(cure) if "=" in one]
    roles = {f"{pair.partition('=')[0]}=" for pair in pairs}
    kept: list[str] = []
    for argument in arguments:
        is_named = bool(kept) and kept[-1] == "--column"
        pair = argument if is_named else argument.removeprefix("--column=")
        if (is_named or pair != argument) and any(map(pair.startswith, roles)):
            del kept[len(kept) - is_named :]
        else:
            kept.append(argument)
    return kept


def _cures(faults: Iterable[Fault], known: Mapping[str, str]) -> list[str]:
    """Return the options that mend faults, each once."""
    return list(dict.fromkeys(cure for f in faults if (cure := _cure(f, known))))


def _cure(fault: Fault, known: Mapping[str, str]) -> str:
    """Return the option that mends a fault, if a single one does, of those that are not said."""
    if fault.code == "which-last" and fault.choices:
        return f"--last {max(fault.choices)}"
    if fault.code == "swapped-coordinates" and fault.expected.startswith("--column"):
        return fault.expected
    return next((cure for option, cure in known.items() if option in fault.expected), "")


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
    free = (name for n in range(1, 1000) if not Path(name := f"recipe-{n}.toml").exists())
    new = next(free) if Path(_RECIPE).exists() else _RECIPE
    return _said_recipe(arguments) or new


def _said_recipe(arguments: Sequence[str]) -> str:
    """Return the recipe of the command line, or that of its atlas; empty where there is none."""
    if "--again" in arguments:
        return shlex.quote(f"{arguments[arguments.index('--again') + 1]}/geodata/import.toml")
    # a file that is only to be written is no answer
    read = [
        a for before, a in zip(("", *arguments), arguments, strict=False) if before != "--propose"
    ]
    named = [a for a in read if a.endswith(".toml") and Path(a).is_file()]
    return shlex.quote(named[0]) if named else ""
