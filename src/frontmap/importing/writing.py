"""What `frontmap import` writes of what it read: an atlas, or a proposal to edit first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from frontmap.errors import Fault, FrontmapError, RequestError, refuse_errors
from frontmap.files import write_atomically
from frontmap.folder.check import check_record
from frontmap.folder.write import record_files, require_free, write_new_folder
from frontmap.importing.assembling import assemble
from frontmap.importing.holders import holders_csv
from frontmap.importing.known_ids import told_apart
from frontmap.importing.merging import digests_csv
from frontmap.importing.streets import by_own_file

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.importing.interpretation import Interpretation
    from frontmap.importing.recipe import Recipe
    from frontmap.model import Record

__all__ = ["RECIPE", "ROWS", "files_of", "judge", "write_atlas", "write_proposal"]


#: Where an atlas keeps the recipe by which it was imported.
RECIPE = PurePosixPath("geodata/import.toml")


#: Where it keeps the digests of the rows that import wrote.
ROWS = PurePosixPath("geodata/import-rows.csv")


def write_atlas(
    interpretation: Interpretation, folder: Path, recipe: Recipe | None = None
) -> tuple[Fault, ...]:
    """Write what was read as a new atlas, whole or not at all, and return the warnings.

    Args:
        interpretation: what was read.
        folder: the atlas.
        recipe: the files that were read; without it, the atlas cannot be imported again.

    Raises:
        DataError: what was read is no sound record.
        FrontmapError: the folder has something in it, or the file system refused.
        RequestError: the user has not said yet what the holders mean.
    """
    require_free(folder)
    record, read = _checked(interpretation)
    written = write_new_folder(folder, _files(record, interpretation, recipe, folder))
    return by_own_file(written, read, record.streets)


def files_of(
    interpretation: Interpretation, recipe: Recipe | None, folder: Path
) -> dict[str, bytes]:
    """Return the files of what was read, by their path in the atlas.

    With a recipe, one of them is the recipe, with what was recognised, and another one has the
    digests of all rows.

    Raises:
        DataError: what was read is no sound record.
        RequestError: the user has not said yet what the holders mean.
    """
    return _files(_checked(interpretation)[0], interpretation, recipe, folder)


def _files(
    record: Record, interpretation: Interpretation, recipe: Recipe | None, folder: Path
) -> dict[str, bytes]:
    files = {**record_files(record), **interpretation.tables}
    if recipe is None:
        return files
    holders = interpretation.plan.holders
    options = replace(interpretation.settled, said_holders=holders, holders=None)
    text = replace(recipe, options=options).text(folder / RECIPE.parent)
    return files | {str(RECIPE): text.encode(), str(ROWS): digests_csv(files, told_apart(record))}


def judge(interpretation: Interpretation) -> tuple[Fault, ...]:
    """Judge what would be written, and return the warnings.

    Where the user has not said yet what the holders mean, they are taken as proposed.

    Raises:
        DataError: what was read is no sound record.
    """
    return _checked(interpretation.as_proposed())[1]


def write_proposal(interpretation: Interpretation, path: Path) -> None:
    """Write the proposed table of holders, for the user to edit.

    Raises:
        FrontmapError: the file exists, and may have been edited.
        RequestError: the table needs no such proposal.
    """
    if not interpretation.proposal:
        raise RequestError("the table is in frontmap's own words; there is nothing to propose")
    if path.exists():
        raise FrontmapError(f"{path} exists and may have been edited; name another file")
    languages = interpretation.plan.languages
    further = (languages[1:],) if languages else ()
    write_atomically(path, holders_csv(interpretation.proposal, *further))


def _checked(interpretation: Interpretation) -> tuple[Record, tuple[Fault, ...]]:
    if interpretation.needs_holders:
        ways = len(interpretation.proposal)
        what = "what one way" if ways == 1 else f"what {ways} ways"
        raise RequestError(
            f"{what} of writing a holder means is for you to say: --propose writes a recipe with "
            "what is probably meant",
            option="--propose",
        )
    record = assemble(interpretation.entries, interpretation.plan)
    # checked before it is written, so that faults name the rows of the user's own files
    faults = check_record(record)
    refuse_errors(faults)
    return record, tuple(faults)
