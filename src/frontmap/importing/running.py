"""One run of `frontmap import`: read the files, then show, propose or write what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.importing.holders import shared_colours
from frontmap.importing.interpretation import interpret
from frontmap.importing.writing import judge, write_atlas, write_proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from frontmap.importing.options import ImportOptions

__all__ = ["ImportGoal", "import_atlas"]


@dataclass(frozen=True, kw_only=True)
class ImportGoal:
    """What a run of import is for.

    Attributes:
        folder: the atlas to write; nothing is written with one of the others.
        proposal: the file to which the proposed table of holders is written.
        dry_run: show the first rows as they were read, and every fault.
    """

    folder: Path | None = None
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
            date.
        options: what the user says where it cannot be known.
        goal: what is to be shown or written.
        note: takes what was recognised and done, as soon as it is; a quiet user leaves it out.
        say: takes what was asked for, and warnings.

    Raises:
        DataError: faults, and questions, each with the option that answers it.
        FrontmapError: what is to be written is there already, or the file system refused.
        RequestError: the files are not a table and outlines, or what holders mean is not said yet.
    """
    read = interpret(files, options, tell=note)
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
        for fault in write_atlas(read, goal.folder):
            say(f"{fault.severity}: {fault}")
        note(f"{goal.folder} is ready; next:  frontmap check {goal.folder}")
