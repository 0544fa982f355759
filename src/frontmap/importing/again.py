"""An import that is repeated, because new data have come, into the atlas that it once made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where
from frontmap.files import counted
from frontmap.folder.read import read_record
from frontmap.folder.tables import (
    ACTORS,
    ANNOTATIONS,
    AREAS,
    ATLAS,
    CAPTIONS,
    CLAIMS,
    CONTROL,
    ERRATA,
    SOURCES,
    VOICES,
)
from frontmap.folder.write import replace_files
from frontmap.importing.assembling import KnownIds
from frontmap.importing.interpretation import interpret
from frontmap.importing.merging import merge_file, read_digests, words_in
from frontmap.importing.recipe import Recipe, over, read_recipe
from frontmap.importing.writing import RECIPE, ROWS, files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.assembling import Plan
    from frontmap.importing.merging import Merged
    from frontmap.importing.options import ImportOptions
    from frontmap.model import Area

__all__ = ["import_again", "recipe_of"]

#: So many rows of a kind are named.
_NAMED = 8
#: The files that import writes, each before those to whose rows its own rows refer.
_ORDER = (ATLAS, CONTROL, CLAIMS, SOURCES, VOICES, ACTORS, AREAS)
#: Files that only people write, and that refer to areas.
_REFERRING = (CAPTIONS, ANNOTATIONS, ERRATA)


def recipe_of(folder: Path, added: Sequence[Path], options: ImportOptions) -> Recipe:
    """Return the recipe of an imported atlas, with further files and what the user says now.

    Raises:
        DataError: there is none, or it cannot be read.
    """
    path = folder / RECIPE
    if not path.is_file():
        expected = "an atlas that frontmap import has made, which keeps its recipe there"
        raise DataError([Fault(Where(str(RECIPE)), "missing-file", "no recipe", expected)])
    recipe = read_recipe(path)
    known = {file.resolve() for file in recipe.files}
    further = tuple(file for file in added if file.resolve() not in known)
    return replace(recipe, files=(*recipe.files, *further), options=over(recipe.options, options))


def import_again(
    folder: Path,
    recipe: Recipe,
    *,
    dry_run: bool,
    note: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    """Read the files of a recipe again, and bring the atlas up to date.

    Rows that people edited or added stay, and so do the ids of sources, claims and outlines.

    Args:
        folder: the atlas.
        recipe: what `recipe_of` returns.
        dry_run: say what would become of the rows, and write nothing.
        note: takes what was recognised and done; a quiet user leaves it out.
        say: takes warnings, and what becomes of the rows.

    Raises:
        DataError: faults of the files, or of the atlas as it would be.
        FrontmapError: the file system refused.
    """
    wrote = _digests(folder)
    read = interpret(recipe.files, recipe.options, tell=note)
    record, _ = read_record(folder)
    plan = replace(_with_kept_ids(read.plan, record.areas), known=KnownIds.of(record))
    read = replace(read, plan=plan)
    new = files_of(read, recipe, folder)
    merged = _merged(folder, new, wrote)
    for line in _told(merged):
        say(line)
    if read.unused:
        say(f"not used: {', '.join(read.unused)}")
    if dry_run:
        return
    files = {file: merged[file].content if file in merged else new[file] for file in new}
    for fault in replace_files(folder, files):
        say(f"{fault.severity}: {fault}")
    note(f"{folder} is up to date; next:  frontmap check {folder}")


def _with_kept_ids(plan: Plan, there: Sequence[Area]) -> Plan:
    """Return a plan whose outlines that move have the ids that they have in the atlas.

    A map of an earlier day would else take the id of the outline that was the first before.
    """
    began = {(area.part_of, area.first): area.id for area in there if area.part_of}
    ids = {
        area.id: kept
        for area in plan.areas
        if area.first and (kept := began.get((area.part_of, area.first)))
    }
    taken = set(ids.values())
    for area in plan.areas:
        ids.setdefault(area.id, f"{area.part_of}-{area.first}" if area.id in taken else area.id)
    return replace(
        plan,
        areas=tuple(replace(area, id=ids[area.id]) for area in plan.areas),
        joined={place: ids.get(area, area) for place, area in plan.joined.items()},
        events=tuple(
            replace(event, areas=tuple(ids[area] for area in event.areas)) for event in plan.events
        ),
    )


def _merged(
    folder: Path, new: Mapping[str, bytes], wrote: Mapping[str, Mapping[str, str]]
) -> dict[str, Merged]:
    """Bring each file that is there together with what import has now."""
    files = [file for file in _ORDER if file in new and (folder / file).is_file()]
    others = [file for file in _REFERRING if file not in new and (folder / file).is_file()]
    needed = {word for file in others for word in words_in((folder / file).read_text("utf-8-sig"))}
    merged = {}
    for file in files:
        there = (folder / file).read_bytes()
        merged[file] = merge_file(file, there, new[file], wrote.get(file, {}), needed)
        needed |= merged[file].words
    return merged


def _digests(folder: Path) -> Mapping[str, Mapping[str, str]]:
    path = folder / ROWS
    if not path.is_file():
        expected = "the digests of the rows that import wrote, which tell them from edited ones"
        raise DataError([Fault(Where(str(ROWS)), "missing-file", "no file", expected)])
    return read_digests(path.read_bytes())


def _told(merged: Mapping[str, Merged]) -> Iterator[str]:
    """Say, file by file, what becomes of the rows."""
    nothing = True
    for file, one in merged.items():
        for rows, what in (
            (one.added, "new"),
            (one.changed, "replaced by what import has now"),
            (one.removed, "taken away, for import no longer has them"),
            (one.kept, "kept as they were edited, though import has them otherwise now"),
            (one.left_out, "still left out, for they were taken away by hand"),
        ):
            if rows:
                nothing = False
                named = ", ".join(rows[:_NAMED]) + (", …" if len(rows) > _NAMED else "")
                yield f"{file}: {counted(len(rows), 'row')} {what}: {named}"
    if nothing:
        yield "nothing has changed"
