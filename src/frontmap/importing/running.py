"""One run of `frontmap import`: read the files, then show, propose or write what was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from frontmap.errors import Fault, FrontmapError, Severity
from frontmap.files import counted, write_atomically
from frontmap.importing.again import import_again, recipe_of
from frontmap.importing.holders import shared_colours
from frontmap.importing.interpretation import interpret
from frontmap.importing.proposing import Proposal, propose
from frontmap.importing.recipe import Recipe, over, read_recipe
from frontmap.importing.writing import RECIPE, judge, write_atlas, write_proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from frontmap.importing.options import ImportOptions

__all__ = ["ImportGoal", "import_atlas"]

_HEAD = (
    "What frontmap import makes of these files. Lines with ASK are questions: take away the # of",
    "the answer that is right. Edit what is wrong, and run:",
)


@dataclass(frozen=True, kw_only=True)
class ImportGoal:
    """What a run of import is for.

    Attributes:
        folder: the atlas to write; nothing is written with one of the others.
        recipe: the file to which the recipe is written, with what must be asked.
        proposal: the file to which the proposed table of holders alone is written.
        dry_run: show the first rows as they were read, and every fault.
        again: the imported atlas that is brought up to date; the files come to those of its recipe.
    """

    folder: Path | None = None
    again: Path | None = None
    recipe: Path | None = None
    proposal: Path | None = None
    dry_run: bool = False


def import_atlas(
    files: Sequence[Path],
    options: ImportOptions,
    goal: ImportGoal,
    *,
    note: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    """Import tables and outlines.

    Args:
        files: one table, one file of outlines, or both; or outlines that move, a file for each
            date; or a recipe that names them.
        options: what the user says where it cannot be known; it counts more than the recipe.
        goal: what is to be shown or written.
        note: takes what was recognised and done, as soon as it is; a quiet user leaves it out.
        say: takes what was asked for, and warnings.

    Raises:
        DataError: faults, and questions, each with the option that answers it.
        FrontmapError: what is to be written is there already, or the file system refused.
        RequestError: the files are not a table and outlines, or what holders mean is not said yet.
    """
    recipe, edited = _recipe(files, options, goal.again)
    if goal.recipe is not None:
        _require_own(goal.recipe, edited)
        proposal = propose(recipe.files, recipe.options, tell=note)
        _write_recipe(proposal, goal.recipe, goal.again, say)
    elif goal.again is not None:
        import_again(goal.again, recipe, said=options, dry_run=goal.dry_run, note=note, say=say)
    else:
        _import_new(recipe, goal, note=note, say=say)


def _import_new(
    recipe: Recipe,
    goal: ImportGoal,
    *,
    note: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    """Read the files, then show, propose holders, or write an atlas."""
    read = interpret(recipe.files, recipe.options, tell=note)
    if read.unused:
        say(f"not used: {', '.join(read.unused)}")
    if goal.dry_run:
        for line in read.shown():
            say(line)
        for fault in judge(read):
            say(f"{fault.severity}: {fault}")
    if goal.proposal is not None:
        write_proposal(read, goal.proposal)
        for line in shared_colours(read.proposal):
            say(line)
        say(f"{goal.proposal}: edit it, and come back with --holders {goal.proposal}")
    elif goal.folder is not None and not goal.dry_run:
        for fault in write_atlas(read, goal.folder, recipe):
            say(f"{fault.severity}: {fault}")
        note(f"{goal.folder} is ready; next:  frontmap check {goal.folder}")


def _recipe(
    files: Sequence[Path], options: ImportOptions, again: Path | None
) -> tuple[Recipe, Path | None]:
    """Return the recipe for the files, and the file that it comes from, if any.

    The options of the user count more than those of the recipe.
    """
    if again is not None:
        return recipe_of(again, files, options), again / RECIPE
    if [path.suffix.casefold() for path in files] != [".toml"]:
        return Recipe(tuple(files), options), None
    recipe = read_recipe(files[0])
    return replace(recipe, options=over(recipe.options, options)), files[0]


def _require_own(path: Path, edited: Path | None) -> None:
    """Refuse to write a recipe over a file that is not the one that was read.

    Raises:
        FrontmapError: it may have been edited.
    """
    if path.exists() and (edited is None or not path.samefile(edited)):
        raise FrontmapError(f"{path} exists and may have been edited; name another file")


def _write_recipe(
    proposal: Proposal, path: Path, again: Path | None, say: Callable[[str], None]
) -> None:
    """Write what was recognised of the files, and what must be asked, for the user to edit."""
    command = f"frontmap import {f'{path} -o DIR' if again is None else f'--again {again}'}"
    head = (*_HEAD, f"  {command}", *map(_left, proposal.left))
    content = proposal.recipe.text(path.parent, head=head).encode()
    if path.exists() and (before := path.read_bytes()) != content:
        kept = _place_for(path, before)
        write_atomically(kept, before)
        say(f"{path}: replaced; what it said before is in {kept}")
    write_atomically(path, content)
    for fault in proposal.left:
        say(f"{fault.severity}: {fault}")
    asked = counted(len(proposal.recipe.questions), "question")
    if new := len(proposal.recipe.new):
        ways = "1 new way" if new == 1 else f"{new} new ways"
        asked += f", {ways} of writing a holder"
    say(f"{path}: {asked}; edit it, and run:  {command}")


def _place_for(recipe: Path, before: bytes) -> Path:
    """Return where a recipe as it was is kept: in a new file, or one that has it already."""
    places = (recipe.with_name(f"{recipe.name}.before-{n}") for n in count(1))
    return next(p for p in places if not p.exists() or p.read_bytes() == before)


def _left(fault: Fault) -> str:
    kind = "FAULT" if fault.severity is Severity.ERROR else str(fault.severity).upper()
    return f"{kind} {fault}"
