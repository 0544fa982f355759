"""The files of an import: which of them are tables and which outlines, read and sound."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.errors import DataError, KeptFaults, RequestError
from frontmap.importing.areas import polygon_features
from frontmap.importing.files_beside import read_beside
from frontmap.importing.input_tables import (
    TABLE_ENDINGS,
    InputTable,
    is_table,
    read_table,
    table_of_features,
    without_footnotes,
)
from frontmap.importing.mending import sound_outlines
from frontmap.importing.one_holder import held_by_one
from frontmap.importing.outline_days import with_days
from frontmap.importing.outlines import (
    VECTOR_ENDINGS,
    FeatureTable,
    in_one_piece,
    polygons_of,
    read_outlines,
)
from frontmap.importing.spreadsheets import which_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from frontmap.importing.options import ImportOptions

__all__ = ["are_maps_alone", "read_files", "read_maps", "read_polygons_beside"]


def are_maps_alone(files: Sequence[Path]) -> bool:
    """Tell whether several files are all outlines: a map for each date."""
    of_maps = (path.suffix.casefold() in VECTOR_ENDINGS for path in files)
    return len(files) > 1 and all(of_maps) and not any(map(is_table, files))


def read_files(
    files: Sequence[Path], options: ImportOptions, tell: Callable[[str], None]
) -> tuple[tuple[InputTable, ...], FeatureTable | None]:
    """Return the tables and the outlines among the files, and tell how each was read.

    Where there is no table, it is the outlines' attributes.
    """
    table_files, vector_file = _sorted_files(files)
    faults = KeptFaults()
    tables: list[InputTable] = []
    outlines: FeatureTable | None = None
    for table_file in table_files:
        with faults.kept():
            asked = {"sheet": options.sheet, "encoding": options.encoding}
            table = read_table(table_file, header=options.header, **asked)
            tables.append(without_footnotes(table) if options.footnotes else table)
    with faults.kept():
        if vector_file is not None:
            asked = {"crs": options.crs, "encoding": options.encoding}
            outlines = _read_sound_outlines(vector_file, options)
            if not table_files and not options.layer and outlines.has_layer("control"):
                control = read_outlines(vector_file, layer="control", **asked)
                tables.append(replace(table_of_features(control), notes=("the layer control",)))
    faults.refuse()
    _require_sheet(options.sheet, tables)
    for line in _how_read(tables, outlines):
        tell(line)
    if not tables and outlines is not None:
        outlines = with_days(held_by_one(outlines, options))
        tables.append(table_of_features(outlines))
    elif options.all_held_by:
        raise RequestError("--all-held-by is for outlines without a table; the table says who held")
    if not tables:
        raise RequestError("there is no table of who held what among the files")
    return tuple(tables), outlines


def _require_sheet(wanted: str, tables: Iterable[InputTable]) -> None:
    """Refuse the name of a sheet that no workbook has; one with a single sheet needs no name.

    Raises:
        DataError: it is none of the sheets that were read.
    """
    file_of = {table.sheet: table.file for table in tables if table.sheet}
    if wanted and file_of and wanted not in file_of:
        raise DataError([which_sheet(next(iter(file_of.values())), wanted, [*file_of])])


def _how_read(tables: Sequence[InputTable], outlines: FeatureTable | None) -> Iterator[str]:
    """Yield how each file was read, and what was mended in it."""
    for one in (*tables, outlines):
        if one is not None and one.notes:
            yield f"{one.file}: {'; '.join(one.notes)}"
    if outlines is not None:
        yield from outlines.mended


def _read_sound_outlines(path: Path, options: ImportOptions) -> FeatureTable:
    """Read outlines, each of which is valid, or is mended as the options say."""
    asked = {"layer": options.layer, "crs": options.crs, "encoding": options.encoding}
    return sound_outlines(polygons_of(read_outlines(path, **asked)), mend=options.mend)


def read_polygons_beside(
    path: Path, options: ImportOptions, *, advise_crs: bool = False
) -> FeatureTable:
    """Read a file of polygons beside the outlines, each of which is valid, or is mended.

    `advise_crs` says whether there are no outlines that `--crs` could spoil.
    """
    asked = {"crs": options.crs, "encoding": options.encoding}
    read = read_beside(path, **asked, advise_crs=advise_crs)
    return sound_outlines(polygons_of(read), mend=options.mend)


def _sorted_files(files: Sequence[Path]) -> tuple[Sequence[Path], Path | None]:
    """Return the tables and the file of outlines among the files.

    Raises:
        RequestError: there are several files of outlines, or files of another kind.
    """
    known = (*TABLE_ENDINGS, *VECTOR_ENDINGS)
    for path in files:
        _refuse_folder(path, known)
    others = [path.name for path in files if path.suffix.casefold() not in known]
    if others:
        endings = ", ".join(known)
        raise RequestError(f"{others[0]} is neither a table nor outlines; known are {endings}")
    tables = [path for path in files if is_table(path)]
    vectors = [path for path in files if path not in tables]
    if len(vectors) > 1:
        raise RequestError("tables go with one file of outlines; outlines that move come alone")
    return tables, next(iter(vectors), None)


def _refuse_folder(path: Path, known: Sequence[str]) -> None:
    """Refuse a folder, unless it is a database, and name a file in it that could be meant.

    Raises:
        RequestError: it is one.
    """
    if path.is_dir() and path.suffix.casefold() != ".gdb":
        inside = sorted(p for p in path.iterdir() if p.suffix.casefold() in known)
        there = f", such as {inside[0]}" if inside else ""
        raise RequestError(f"{path} is a folder: name a file in it{there}")


def read_maps(
    files: Iterable[Path], options: ImportOptions, tell: Callable[[str], None]
) -> list[FeatureTable]:
    """Return the outlines of each date, all of them polygons, and tell how they were read."""
    maps: list[FeatureTable] = []
    faults = KeptFaults()
    for path in files:
        with faults.kept():
            read = _read_sound_outlines(path, options)
            maps.append(held_by_one(replace(read, features=polygon_features(read)), options))
    faults.refuse()
    for line in (line for one in maps for line in one.mended):
        tell(line)
    maps = list(in_one_piece(maps))
    for note in dict.fromkeys(note for one in maps for note in one.notes):
        tell(f"the maps: {note}")
    return maps
