"""What can go wrong, in words a reader of the data understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "DataError",
    "Fault",
    "FrontmapError",
    "RequestError",
    "UsageError",
    "Where",
    "refuse_errors",
]


#: What a file's name ends with when its rows are no lines that an editor could go to.
_MAPS = (
    ".geojson", ".json", ".js", ".kml", ".kmz", ".gpkg", ".shp", ".gml", ".fgb", ".parquet", ".zip",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """Where something stands in an atlas.

    `file` is relative to the atlas's folder, with forward slashes. `row` is the line of a text
    table (the header is 1) or the number of a feature (the first is 1); 0 is the whole file.
    """

    file: str
    row: int = 0
    column: str = ""

    def at(self, column: str) -> Where:
        """Return the same row's other column."""
        return Where(self.file, self.row, column)

    def __str__(self) -> str:
        """Say it as `file:row column`, and a feature of a map as `file feature number column`."""
        row = f" feature {self.row}" if self.file.endswith(_MAPS) else f":{self.row}"
        where = self.file + row if self.row else self.file
        return f"{where} {self.column}".rstrip()


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in the data, and what to do about it.

    `code` is a stable short name (`unknown-area`), `severity` is `error` (no output is made),
    `warning` (told, never fatal) or `finding` (a judgement of the evidence, which `--strict`
    makes fatal and `[[accepted]]` excuses). `subject` is the area, and `day` the ISO day, that
    the fault is about, where it has one; an exception is matched by them.
    """

    where: Where
    code: str
    found: str
    expected: str
    meant: str = ""
    severity: str = "error"
    subject: str = ""
    day: str = ""

    def __str__(self) -> str:
        """Say it in one line: where, what was found, what is expected, what was meant.

        What a terminal would obey, such as an escape in a column's name, is written out.
        """
        meant = f" (did you mean {self.meant}?)" if self.meant else ""
        said = f"{self.where}: {self.code}: found {self.found}; expected {self.expected}{meant}"
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in said)


class FrontmapError(Exception):
    """Anything frontmap refuses, with a reason that a user can act on."""


class DataError(FrontmapError):
    """The data was read and judged, and is not fit to be drawn."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep every fault, in the order of file and row."""
        self.faults: tuple[Fault, ...] = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class RequestError(FrontmapError):
    """What was asked for is not there: a day outside every episode, an area of no atlas."""


class UsageError(RequestError):
    """What was asked for contradicts itself: the command line is wrong, not the data."""


def refuse_errors(faults: Iterable[Fault]) -> None:
    """Raise those of `faults` that are errors, all at once, if there are any.

    Raises:
        DataError: some of them are.
    """
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise DataError(errors)
