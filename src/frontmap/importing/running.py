"""One run of `frontmap import`: read the files, then show, propose or write what was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from frontmap.errors import Fault, FrontmapError, Severity
from frontmap.files import counted, write_atomically
from frontmap.importing.interpretation import Interpretation, interpret
from frontmap.importing.proposing import propose
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
    """

    folder: Path | None = None
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
    recipe = _recipe(files, options)
    if goal.recipe is not None:
        _write_recipe(recipe, goal.recipe, known=files, note=note, say=say)
        return
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
        say(f"{goal.proposal}: edit it, and come back with --holders {goal.proposal}")
    elif goal.folder is not None and not goal.dry_run:
        used = _used(recipe, read)
        text = used.text(goal.folder / RECIPE.parent)
        for fault in write_atlas(read, goal.folder, text):
            say(f"{fault.severity}: {fault}")
        note(f"{goal.folder} is ready; next:  frontmap check {goal.folder}")


def _recipe(files: Sequence[Path], options: ImportOptions) -> Recipe:
    """Return the recipe that the files are, with the options of the user over its own."""
    if [path.suffix.casefold() for path in files] != [".toml"]:
        return Recipe(tuple(files), options)
    recipe = read_recipe(files[0])
    return replace(recipe, options=over(recipe.options, options))


def _used(recipe: Recipe, read: Interpretation) -> Recipe:
    """Return the recipe of what was read: with what was recognised, and holders as rows."""
    options = replace(read.settled, said_holders=read.plan.holders, holders=None)
    return Recipe(recipe.files, options)


def _write_recipe(
    recipe: Recipe,
    path: Path,
    *,
    known: Sequence[Path],
    note: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    """Write what was recognised of the files, and what must be asked, for the user to edit.

    Raises:
        DataError: faults that no answer mends.
        FrontmapError: there is another file, which may have been edited.
    """
    if path.exists() and path not in known:
        raise FrontmapError(f"{path} exists and may have been edited; name another file")
    proposal = propose(recipe.files, recipe.options, tell=note)
    asked = len(proposal.recipe.questions)
    command = f"frontmap import {path} -o DIR"
    head = (*_HEAD, f"  {command}")
    text = proposal.recipe.text(path.parent, head=(*head, *map(_left, proposal.left)))
    write_atomically(path, text.encode())
    for fault in proposal.left:
        say(f"{fault.severity}: {fault}")
    say(f"{path}: {counted(asked, 'question')}; edit it, and run:  {command}")


def _left(fault: Fault) -> str:
    kind = "FAULT" if fault.severity is Severity.ERROR else str(fault.severity).upper()
    return f"{kind} {fault}"
