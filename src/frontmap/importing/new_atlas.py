"""A new atlas: a small made-up one that works at once, or an empty one for outlines at hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, KeptFaults, RequestError, refuse_errors
from frontmap.files import counted
from frontmap.folder.check import check_record
from frontmap.folder.read import unknown_actor
from frontmap.folder.write import record_files, require_free, write_new_folder
from frontmap.importing.areas import (
    EPISODE,
    GROUP,
    areas_from,
    columns_read,
    languages_of,
    metric_crs_for,
    snapped,
)
from frontmap.importing.mending import sound_outlines
from frontmap.importing.outlines import polygons_of, read_outlines
from frontmap.importing.streets import by_own_file, credited, read_streets, streets_on_map
from frontmap.importing.uniting import united_by_column
from frontmap.importing.unused_columns import filled_columns
from frontmap.importing.unused_options import ReadFiles, unused_options
from frontmap.model import Actor, Area, Episode, Group, Record, Ruling, Text
from frontmap.words import LANGUAGES, own_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from frontmap.importing.options import ImportOptions
    from frontmap.importing.outlines import FeatureTable
    from frontmap.model import Street

    #: Streets, and notes on them.
    Lines = tuple[tuple[Street, ...], tuple[str, ...]]


__all__ = ["NewAtlas", "begin_from_areas", "begin_from_file", "begin_small_atlas"]


#: What there is to edit in an atlas of outlines.
_TO_EDIT = (
    "geodata/control.csv has a row without data for each of them",
    "geodata/actors.csv has two parties to rename; README.md says what to edit",
)


@dataclass(frozen=True, slots=True)
class NewAtlas:
    """An atlas that was written, and what its author should know.

    Attributes:
        folder: the new atlas.
        notes: sentences for the author, in order.
        faults: warnings about the outlines.
    """

    folder: Path
    notes: tuple[str, ...]
    faults: tuple[Fault, ...] = ()

    def __str__(self) -> str:
        """Say it all, a line each, and what to do next."""
        warnings = (f"{fault.severity}: {fault}" for fault in self.faults)
        ready = f"{self.folder} is ready; next:  frontmap check {self.folder}"
        return "\n".join((*self.notes, *warnings, ready))


def begin_small_atlas(folder: Path) -> NewAtlas:
    """Write the small made-up atlas, with a README that says what to edit.

    Raises:
        FrontmapError: the folder has something in it, or the file system refused.
    """
    faults = write_new_folder(folder, _template())
    return NewAtlas(folder, (f"{folder}/README.md says what to edit, and in which order",), faults)


def begin_from_file(
    folder: Path, file: Path, options: ImportOptions, *, first: date, last: date
) -> NewAtlas:
    """Write an atlas of the outlines of a vector file, in which nothing is known yet.

    The options are those of `read_outlines`, of `begin_from_areas` and of `read_streets`, and so
    are the refusals; those of all files are told at once.
    """
    outlines: list[FeatureTable] = []
    faults = KeptFaults()
    with faults.kept():
        asked = {"layer": options.layer, "crs": options.crs, "encoding": options.encoding}
        outlines.append(read_outlines(file, **asked))
    with faults.kept():
        if outlines and (unused := list(unused_options(options, ReadFiles((file,), outlines[0])))):
            outlines.clear()
            raise DataError(unused)
    if not outlines:
        with faults.kept():
            read_streets(options, languages=options.languages)
    faults.refuse()
    return begin_from_areas(
        folder,
        outlines[0],
        first=first,
        last=last,
        id_column=options.id_column,
        name_column=options.name_column,
        mend=options.mend,
        unite=options.unite,
        snap_m=options.snap_m,
        languages=options.languages,
        lines=lambda: read_streets(options, languages=options.languages),
    )


def begin_from_areas(  # noqa: PLR0913 - the options of one command
    folder: Path,
    outlines: FeatureTable,
    *,
    first: date,
    last: date,
    id_column: str = "",
    name_column: str = "",
    mend: bool = False,
    unite: bool = False,
    snap_m: float = 0.0,
    languages: tuple[str, ...] = (),
    lines: Callable[[], Lines] = lambda: ((), ()),
) -> NewAtlas:
    """Write an atlas of the given outlines in which nothing is known yet.

    Args:
        folder: the new atlas.
        outlines: polygons in EPSG:4326.
        first: the first day that the record will cover.
        last: its last day.
        id_column: the column with ids; without it they are made from names.
        name_column: the column with names; needed where it cannot be recognised.
        mend: repair outlines that are not valid and have one plain reading.
        unite: make one area of the outlines of one name.
        snap_m: bring neighbours together that miss one another by up to this many metres.
        languages: those of the names, the first one first; without them English, and those of
            frontmap's own in which there are names.
        lines: reads streets, and returns them with notes on them, as `read_streets` does.

    Raises:
        DataError: outlines that are none, or a column that must be named.
        FrontmapError: the folder has something in it, or the file system refused.
        RequestError: the days are the wrong way round.
    """
    require_free(folder)
    if last < first:
        raise RequestError(f"the last day, {last}, comes before the first, {first}")
    columns = {"id_column": id_column, "name_column": name_column}
    drawn: list[tuple[tuple[Area, ...], tuple[str, ...]]] = []
    streets: tuple[Street, ...] = ()
    faults = KeptFaults()
    with faults.kept():
        drawn.append(_drawn(outlines, columns, languages, mend=mend, unite=unite))
    with faults.kept():
        streets, told = lines()
    faults.refuse()
    ((areas, notes),) = drawn
    languages = languages or languages_of([a.name for a in areas] + [s.name for s in streets])
    metric_crs = metric_crs_for(areas)
    areas, closed = snapped(areas, snap_m) if snap_m > 0 else (areas, ())
    record = _empty_record(outlines.file, areas, metric_crs, languages, (first, last))
    record, moved = _with_streets(record, streets)
    # checked before it is written, so that faults name the features of the user's own file
    warnings = check_record(record)
    refuse_errors(warnings)
    written = write_new_folder(folder, record_files(record) | _readme_of_outlines(first))
    measured = f"{counted(len(areas), 'area')}, measured in {metric_crs}"
    notes = (*notes, *closed, *told, *moved, measured, *_TO_EDIT)
    return NewAtlas(folder, notes, by_own_file(written, warnings, record.streets))


def _drawn(
    outlines: FeatureTable,
    columns: Mapping[str, str],
    languages: tuple[str, ...],
    *,
    mend: bool,
    unite: bool,
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Return the areas that outlines are, with notes; `columns` are those that the user names."""
    outlines = sound_outlines(polygons_of(outlines), mend=mend)
    if unite:
        outlines = _united(outlines, columns, (languages or LANGUAGES)[0])
    areas, notes = areas_from(outlines, languages=languages, **columns)
    unread = filled_columns(outlines.features) - columns_read(
        outlines, languages=languages, **columns
    )
    unused = [column for column in outlines.columns if column in unread]
    told = [f"not used: {', '.join(unused)}"] if unused else []
    return areas, (*outlines.notes, *outlines.mended, *notes, *told)


def _united(outlines: FeatureTable, columns: Mapping[str, str], language: str) -> FeatureTable:
    """Return outlines of which those of one id or name are one, with a note of it."""
    whole, notes = united_by_column(outlines, language=language, **columns)
    return replace(whole, notes=(*outlines.notes, *notes))


def _readme_of_outlines(first: date) -> dict[str, bytes]:
    """Return the template's README for an atlas whose outlines are the user's own, by its name."""
    text = _template()["README.md"].decode()
    text = text.replace(
        "Its town is made up: put your own in its place.",
        "Its outlines are yours;\nwho held them is still to be written.",
    )
    return {"README.md": text.replace("show 2020-03-05", f"show {first}").encode()}


def _with_streets(record: Record, streets: tuple[Street, ...]) -> tuple[Record, tuple[str, ...]]:
    """Return a record with streets and with credit for them, and notes on where they lie."""
    if not streets:
        return record, ()
    streets, notes = streets_on_map(streets, record.areas, file=streets[0].where.file)
    credit = credited(record.attribution, streets, record.languages)
    return replace(record, streets=streets, attribution=credit), notes


def _empty_record(
    file: str,
    areas: tuple[Area, ...],
    metric_crs: str,
    languages: tuple[str, ...],
    days: tuple[date, date],
) -> Record:
    """Return a record of one episode with two parties to rename, in which no area has data.

    `days` are its first and its last one. Titles and names are in `languages`.
    """
    first, last = days

    def called(key: str, **parts: object) -> Text:
        return own_text(key, languages, **parts)

    def party(letter: str, colour: str) -> Actor:
        name, short = called("new.party", letter=letter), Text.of({languages[0]: letter})
        return Actor(f"party-{letter.lower()}", name, short, colour, f"side-{letter.lower()}")

    return Record(
        title=called("new.title", file=file),
        licence="",
        attribution=called("new.outlines", file=file),
        metric_crs=metric_crs,
        languages=languages,
        groups=(Group(GROUP, called("new.areas")),),
        episodes=(Episode(EPISODE, called("new.record"), first, last, (GROUP,), default=True),),
        relations=(),
        accepted=(),
        areas=areas,
        actors=(
            party("A", "#2f5d8a"),
            party("B", "#e0b252"),
            unknown_actor(languages),
        ),
        rulings=tuple(Ruling.without_data(area.id, first) for area in areas),
        has_seeds=False,
    )


def _template() -> dict[str, bytes]:
    root = files("frontmap") / "templates" / "new"
    return dict(sorted(_files_in(root, "")))


def _files_in(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _files_in(item, f"{path}{item.name}/")
        else:
            found.append((f"{path}{item.name}", item.read_bytes()))
    return found
