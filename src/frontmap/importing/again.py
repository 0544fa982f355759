"""An import that is repeated, because new data have come, into the atlas that it once made."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where, refuse_errors
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
    STREETS,
    VOICES,
)
from frontmap.folder.write import changed_files, replace_files
from frontmap.importing.interpretation import interpret
from frontmap.importing.known_ids import KnownIds
from frontmap.importing.merging import carried_on, merge_file, read_digests, words_in
from frontmap.importing.recipe import Recipe, over, read_recipe
from frontmap.importing.writing import RECIPE, ROWS, files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.entries import Entry
    from frontmap.importing.merging import Merged
    from frontmap.importing.options import ImportOptions
    from frontmap.importing.plan import Plan
    from frontmap.model import Area, Record

__all__ = ["import_again", "recipe_of"]

#: So many rows of a kind are named.
_NAMED = 8
#: The files that import writes, each before those to whose rows its own rows refer.
_ORDER = (ATLAS, CONTROL, CLAIMS, SOURCES, VOICES, ACTORS, AREAS, STREETS)
#: The files whose rows others name, by the fault of a name that is none.
_NEEDED = {"unknown-area": AREAS, "unknown-actor": ACTORS, "unknown-source": SOURCES}
#: Faults that writing the files anew mends.
_MENDED = ("missing-file", "unfinished-import")
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
    options = replace(options, events=_joined(recipe.options.events, options.events))
    return replace(
        recipe, files=_joined(recipe.files, added), options=over(recipe.options, options)
    )


def _joined(files: Iterable[Path], further: Iterable[Path]) -> tuple[Path, ...]:
    """Return files, and those of the further ones that are not among them."""
    joined: dict[Path, Path] = {}
    for file in (*files, *further):
        joined.setdefault(file.resolve(), file)
    return tuple(joined.values())


def import_again(  # noqa: PLR0913 - what one command is told
    folder: Path,
    recipe: Recipe,
    *,
    said: ImportOptions,
    dry_run: bool,
    note: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    """Read the files of a recipe again, and bring the atlas up to date.

    Rows that people edited or added stay, and so do the ids of sources, claims and outlines.

    Args:
        folder: the atlas.
        recipe: what `recipe_of` returns.
        said: what the user says now; days beyond those of the recipe are read only so.
        dry_run: say what would become of the rows, and write nothing.
        note: takes what was recognised and done; a quiet user leaves it out.
        say: takes warnings, and what becomes of the rows.

    Raises:
        DataError: faults of the files, or of the atlas as it would be.
        FrontmapError: the file system refused.
    """
    wrote, told = _digests(folder)
    read = interpret(recipe.files, recipe.options, tell=note)
    _require_days(read.entries, recipe.options, said)
    record = _record_before(folder)
    known = KnownIds.of(record, told, read.plan.areas)
    plan = _with_kept_ids(_known_by(read.plan, known), record.areas)
    read = replace(read, plan=plan)
    new = files_of(read, recipe, folder)
    merged = _merged(folder, new, wrote)
    for line in (*_told(merged), *_carried(folder, record, merged, new)):
        say(line)
    if read.unused:
        say(f"not used: {', '.join(read.unused)}")
    files = {file: merged[file].content if file in merged else new[file] for file in new}
    for line in _replaced_whole(folder, files, merged):
        say(line)
    if dry_run:
        return
    for fault in _replaced(folder, files, merged):
        say(f"{fault.severity}: {fault}")
    note(f"{folder} is up to date; next:  frontmap check {folder}")


def _record_before(folder: Path) -> Record:
    """Read the atlas as it is.

    Raises:
        DataError: it cannot be read; ids and edited rows would be lost.
    """
    record, faults = read_record(folder)
    refuse_errors(fault for fault in faults if fault.code not in _MENDED)
    return record


def _replaced_whole(
    folder: Path, files: dict[str, bytes], merged: Mapping[str, Merged]
) -> Iterator[str]:
    """Yield a line for each file that is replaced and not merged; a recipe may stay as it is."""
    comments = _keep_recipe(folder, files)
    for file in changed_files(folder, files):
        if file not in merged and file != str(ROWS) and (folder / file).exists():
            lost = file == str(RECIPE) and comments
            less = f", without its {counted(comments, 'line')} of comments" if lost else ""
            yield f"{file}: replaced by what import has now{less}"


def _keep_recipe(folder: Path, files: dict[str, bytes]) -> int:
    """Leave a recipe as it is edited where it says the same; else return how many comments go."""
    text = (folder / RECIPE).read_bytes().decode("utf-8-sig")
    if tomllib.loads(text) == tomllib.loads(files[str(RECIPE)].decode()):
        del files[str(RECIPE)]
        return 0
    return sum(line.lstrip().startswith("#") for line in text.splitlines())


def _require_days(entries: Sequence[Entry], recipe: ImportOptions, said: ImportOptions) -> None:
    """Refuse new entries that the days of the recipe would leave out without a question.

    Raises:
        DataError: there are some.
    """
    if recipe.last is None or said.last is not None:
        return
    later = [entry.first for entry in entries if entry.first > recipe.last]
    if later:
        found = f"{counted(len(later), 'row')} after {recipe.last}, which is the last day"
        expected = "the last day of the record now, by --last"
        choices = (max(later).isoformat(),)
        where = Where(str(RECIPE), 0, "last")
        raise DataError([Fault(where, "which-last", found, expected, choices=choices)])


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


def _carried(
    folder: Path, record: Record, merged: Mapping[str, Merged], new: Mapping[str, bytes]
) -> Iterator[str]:
    """Say which rows of people now reach days of which they knew nothing."""
    if CONTROL not in merged or not record.episodes:
        return
    coming = tomllib.loads(new[ATLAS].decode())["episodes"]
    lasts = (max(one.last for one in record.episodes), max(one["last"] for one in coming))
    before = (folder / CONTROL).read_bytes()
    carried = carried_on(before, merged[CONTROL].content, new[CONTROL], lasts)
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
    return read_digests(path.read_bytes(), str(ROWS))


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
        if file == AREAS and one.changed:
            yield f"{file}: where an outline of these is another now, it is so on all days"
    if nothing:
        yield "nothing has changed"
