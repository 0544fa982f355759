"""Options of import that cannot be honoured: each is refused, with what it would need.

An option that has nothing to do although it could have (`--near` where all names join, `--dates`
where all dates are plain) is none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from frontmap.errors import Fault, Where
from frontmap.importing.options import ImportOptions, TableShape
from frontmap.importing.outlines import VECTOR_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from frontmap.importing.input_tables import InputTable
    from frontmap.importing.outlines import FeatureTable
    from frontmap.importing.table_shapes import Layout

__all__ = ["ReadFiles", "unused_options"]

_EXCEL = (".xlsx", ".xlsm")
#: Files whose texts say their encoding themselves.
_ENCODED = (*_EXCEL, ".gpkg", ".fgb", ".parquet", ".geoparquet")


@dataclass(frozen=True)
class ReadFiles:
    """What options may be about.

    Attributes:
        files: those that the command line names.
        outlines: the outlines, or points, that were read.
        table: the table, likewise; their attributes where there is no other.
        layout: what its columns are.
        has_points: whether the places are points.
        lines: the file of streets, for which `--crs` does not count, if there is one.
        boundary: the file of the boundary, if there is one.
    """

    files: Sequence[Path]
    outlines: FeatureTable | None
    table: InputTable | None = None
    layout: Layout | None = None
    has_points: bool = False
    lines: Sequence[Path] = ()
    boundary: Path | None = None

    @property
    def shape(self) -> TableShape | None:
        """The shape of the table, if there is one."""
        return self.layout.shape if self.layout else None

    @property
    def has_table_file(self) -> bool:
        """Whether the table is a file of its own."""
        return self.table is not None and not self.table.of_outlines

    @property
    def has_shapes(self) -> bool:
        """Whether there are shapes in one of the files that may need a projection."""
        if self.outlines is not None or self.boundary is not None:
            return True
        return any(path.suffix.casefold() in VECTOR_ENDINGS for path in self.files)

    @property
    def has_intervals(self) -> bool:
        """Whether the rows have a start and an end."""
        return self.shape is TableShape.INTERVALS

    @property
    def has_ends_to_ask_for(self) -> bool:
        """Whether an end may be a last day or the day after it."""
        return self.has_intervals and self.layout is not None and not self.layout.own_words


class _Option(NamedTuple):
    """An option: its field in `ImportOptions`, what it needs, and whether that is there."""

    name: str
    field: str
    needs: str
    is_heard: Callable[[ReadFiles], bool]


_OPTIONS = (
    _Option(
        "--sheet", "sheet", "an Excel file",
        lambda read: any(path.suffix.casefold() in _EXCEL for path in read.files),
    ),
    _Option("--footnotes", "footnotes", "a table in a file of its own", lambda r: r.has_table_file),
    _Option("--header", "header", "a table in a file of its own", lambda r: r.has_table_file),
    _Option("--layer", "layer", "a file of outlines or points", lambda r: r.outlines is not None),
    _Option("--years", "years", "intervals, which have a start and an end",
            lambda read: read.has_intervals),
    _Option(
        "--crs", "crs", "a file of outlines, points or a boundary", lambda read: read.has_shapes,
    ),
    _Option(
        "--encoding", "encoding", "a file that does not say its encoding itself",
        lambda read: any(
            path.suffix.casefold() not in _ENCODED for path in (*read.files, *read.lines)
        ),
    ),
    _Option(
        "--end", "end", "a table of the shape intervals that frontmap has not written",
        lambda read: read.has_ends_to_ask_for,
    ),
    _Option("--holds", "holds", "states without an end", lambda read: not read.has_intervals),
    _Option("--boundary", "boundary", "places that are points", lambda read: read.has_points),
    _Option(
        "--id-column", "id_column", "a file of outlines or points; in a table it is --column place",
        lambda read: read.outlines is not None,
    ),
    _Option(
        "--name-column", "name_column",
        "a file of outlines or points; in a table it is --column name",
        lambda read: read.outlines is not None,
    ),
    _Option(
        "--snap", "snap_m", "outlines; cells around points fit one another",
        lambda read: not read.has_points,
    ),
)  # fmt: skip


def unused_options(options: ImportOptions, read: ReadFiles) -> Iterator[Fault]:
    """Yield a fault for each option that the user gives and that would not be honoured."""
    beside = filter(None, (options.holders, options.places, options.boundary))
    lines = filter(None, [options.streets])
    read = replace(read, files=(*read.files, *beside), lines=tuple(lines))
    read = replace(read, boundary=options.boundary)
    unsaid = ImportOptions()
    for option in _OPTIONS:
        said = getattr(options, option.field)
        if said != getattr(unsaid, option.field) and not option.is_heard(read):
            yield _fault(option.name, str(said), option.needs)
    for role in ("longitude", "latitude"):
        if role in options.columns and read.outlines is not None:
            found = f"{role}={options.columns[role]}"
            yield _fault("--column", found, "a table alone; the file of outlines says where")


def _fault(option: str, said: str, needs: str) -> Fault:
    return Fault(Where(option), "unused-option", f"{option} {said}", f"{needs}; or leave it out")
