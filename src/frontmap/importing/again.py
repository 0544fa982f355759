"""An import that is repeated, because new data have come, into the atlas that it once made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, RequestError, Where
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
from frontmap.importing.interpretation import interpret
from frontmap.importing.known_ids import KnownIds
from frontmap.importing.merging import carried_on, merge_file, read_digests, words_in
from frontmap.importing.recipe import Recipe, over, read_recipe
from frontmap.importing.writing import RECIPE, ROWS, files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.assembling import Plan
    from frontmap.importing.interpretation import Interpretation
    from frontmap.importing.merging import Merged
    from frontmap.importing.options import ImportOptions
    from frontmap.model import Record

__all__ = ["import_again", "recipe_of"]

#: So many rows of a kind are named.
_NAMED = 8
#: The files that import writes, each before those to whose rows its own rows refer.
_ORDER = (ATLAS, CONTROL, CLAIMS, SOURCES, VOICES, ACTORS, AREAS)
#: The files whose rows others name, by the fault of a name that is none.
_NEEDED = {"unknown-area": AREAS, "unknown-actor": ACTORS, "unknown-source": SOURCES}
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


def import_again(  # noqa: PLR0913 - what is read, what is said of it, and who hears of it
    folder: Path,
    recipe: Recipe,
    *,
    added: Sequence[Path] = (),
    dry_run: bool,
    note: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    """Read the files of a recipe again, and bring the atlas up to date.

    Rows that people edited or added stay, and so do the ids of sources and claims.

    Args:
        folder: the atlas.
        recipe: what `recipe_of` returns.
        added: files whose days must not be left out, for the user does not say the last one.
        dry_run: say what would become of the rows, and write nothing.
        note: takes what was recognised and done; a quiet user leaves it out.
        say: takes warnings, and what becomes of the rows.

    Raises:
        DataError: faults of the files, or of the atlas as it would be.
        FrontmapError: the file system refused.
        RequestError: the files that were added go on after the last day of the recipe.
    """
    wrote, told = _digests(folder)
    read = interpret(recipe.files, recipe.options, tell=note)
    for line in _left_out(read, {path.name for path in added}):
        say(line)
    record, _ = read_record(folder)
    known = KnownIds.of(record, told, read.plan.areas)
    read = replace(read, plan=_known_by(read.plan, known))
    new = files_of(read, recipe, folder)
    merged = _merged(folder, new, wrote)
    for line in (*_told(merged), *_carried(record, merged, new)):
        say(line)
    if read.unused:
        say(f"not used: {', '.join(read.unused)}")
    if dry_run:
        return
    files = {file: merged[file].content if file in merged else new[file] for file in new}
    for fault in _replaced(folder, files, merged):
        say(f"{fault.severity}: {fault}")
    note(f"{folder} is up to date; next:  frontmap check {folder}")


def _left_out(read: Interpretation, added: set[str]) -> Iterator[str]:
    """Say how many rows lie after the last day that the recipe has.

    Raises:
        RequestError: some are in files that were added.
    """
    last = read.plan.last
    after = [one for one in read.entries if last is not None and one.first > last]
    if not after:
        return
    latest = max(one.last or one.first for one in after)
    found = f"{counted(len(after), 'row')} after {last}, which is the last day in {RECIPE}"
    new = [one.where.file for one in after if one.where.file in added]
    if new:
        raise RequestError(
            f"{', '.join(dict.fromkeys(new))}: {found}; say the last day that is meant",
            option=f"--last {latest}",
        )
    yield f"warning: {found}, left out; --last {latest} takes them in"


def _carried(
    record: Record, merged: Mapping[str, Merged], new: Mapping[str, bytes]
) -> Iterator[str]:
    """Say which rows of people now reach days of which they knew nothing."""
    if CONTROL not in merged:
        return
    last = max(episode.last for episode in record.episodes).isoformat()
    carried = carried_on(merged[CONTROL].content, new[CONTROL], last)
    for one in carried[:_NAMED]:
        yield (
            f"{CONTROL}: warning: by your edit of {one.since}, {one.area} is {one.state} also "
            f"from {one.day} on, where import has {one.coming}; add a row of that day if it ends"
        )
    if len(carried) > _NAMED:
        yield f"{CONTROL}: … and {len(carried) - _NAMED} more areas"


def _known_by(plan: Plan, known: KnownIds) -> Plan:
    """Return a plan with the ids that rows have already."""
    ids = known.areas
    areas = tuple(
        replace(area, id=ids.get(area.id, area.id), part_of=ids.get(area.part_of, area.part_of))
        for area in plan.areas
    )
    joined = {place: ids.get(area, area) for place, area in plan.joined.items()}
    events = tuple(
        replace(event, areas=tuple(ids.get(area, area) for area in event.areas))
        for event in plan.events
    )
    return replace(plan, known=known, areas=areas, joined=joined, events=events)


def _replaced(
    folder: Path, files: Mapping[str, bytes], merged: Mapping[str, Merged]
) -> tuple[Fault, ...]:
    """Replace the files, and return the warnings.

    Raises:
        DataError: the atlas would not be sound; rows that were taken away, and that import needs,
            are named first.
    """
    try:
        return replace_files(folder, files)
    except DataError as refusal:
        lacking = {fault.code for fault in refusal.faults}
        expected = (
            f"the row again; or, where it has another id now, that id in {RECIPE}, too, or in all "
            "rows that name it"
        )
        needed = [
            Fault(Where(file), "taken-away", f"no row {key}, which import needs", expected)
            for code, file in _NEEDED.items()
            if code in lacking and file in merged
            for key in merged[file].left_out
        ]
        raise DataError([*needed, *refusal.faults]) from refusal


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


def _digests(
    folder: Path,
) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, Mapping[str, str]]]:
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
