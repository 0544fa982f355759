"""What a refused import says: faults of one kind together, and the command to try next."""

from __future__ import annotations

import shlex
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from frontmap.cli.options import say, say_counts
from frontmap.errors import DataError, RequestError, Severity
from frontmap.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.errors import Fault

__all__ = ["refused_with_advice"]

#: Of faults of one kind in one file, so many are shown.
_SHOWN = 5
#: Where all faults are written when not all are shown.
_ALL = Path("maps/import-faults.txt")
#: The recipe that is proposed where the user has none yet.
_RECIPE = "recipe.toml"
#: Options that say what is written, with how many values each has.
_GOALS = {"-o": 1, "--output": 1, "--propose": 1, "--propose-holders": 1, "--dry-run": 0}

#: Options that mend the faults that name them, each as it is to be said.
_CURES = {"--mend": "--mend", "--years": "--years", "--crs": "--crs EPSG:…"}


@contextmanager
def refused_with_advice(arguments: Sequence[str]) -> Iterator[None]:
    """Say why an import was refused, and the command to try next, and exit with status 1.

    Args:
        arguments: the command line, without the program's name.
    """
    try:
        yield
    except DataError as refusal:
        _say_together(refusal.faults)
        say(f"next:  {_next(arguments, refusal.faults)}")
        raise typer.Exit(1) from refusal
    except RequestError as refusal:
        say(f"frontmap: {refusal}")
        if refusal.option:
            name = f" {_recipe(arguments)}" if refusal.option == "--propose" else ""
            say(f"next:  {_command(arguments, refusal.option + name)}")
        raise typer.Exit(1) from refusal


def _say_together(faults: Sequence[Fault]) -> None:
    """Say the first faults of each kind, how many there are, and where all of them stand."""
    kinds: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        kinds[fault.where.file, fault.code].append(fault)
    for (file, code), of_kind in kinds.items():
        for fault in of_kind[:_SHOWN]:
            say(f"{fault.severity}: {fault}")
        if len(of_kind) > _SHOWN:
            say(f"  … and {len(of_kind) - _SHOWN} more {code} in {file}")
    if any(len(of_kind) > _SHOWN for of_kind in kinds.values()):
        _write_all(faults)
    say_counts(faults)


def _write_all(faults: Sequence[Fault]) -> None:
    """Write all faults into a file, unless it is another one of that name."""
    told = tuple(f"{severity}: " for severity in Severity)
    if _ALL.is_file() and not _ALL.read_text("utf-8", errors="replace").startswith(told):
        say(f"{_ALL} is no list of faults, and stays as it is")
        return
    write_atomically(_ALL, "".join(f"{f.severity}: {f}\n" for f in faults).encode())
    say(f"all of them are in {_ALL}")


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
    said = (o for o in _CURES if o in fault.expected and o not in arguments)
    return _CURES.get(next(said, ""), "")


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
