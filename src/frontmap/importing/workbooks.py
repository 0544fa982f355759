"""Excel workbooks of strangers: what is in one is looked through before openpyxl builds it.

openpyxl makes a cell of each place in a merged or linked range, however far that goes, and leaves a
formula without a result blank. Here the parts of the file are read as XML, one element at a time,
so that both are told before.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - a class

from frontmap.errors import DataError, Fault, Where, require_package
from frontmap.given.files import require_regular_file, require_size
from frontmap.importing.first_bytes import require_as_named
from frontmap.importing.packed import member_bytes, opened_zip
from frontmap.importing.safe_xml import walk_xml
from frontmap.limits import CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Book", "opened_book"]

#: What openpyxl raises for parts that are missing, or hold what they should not.
_BROKEN = (
    BadZipFile, ZlibError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
    NotImplementedError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
#: Elements that openpyxl spreads over all places of their range.
_SPREAD = {"mergeCell", "hyperlink"}
#: So much of a formula is told.
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as openpyxl gives it.

    Attributes:
        workbook: openpyxl's own, with the results of formulas.
        faults: for each sheet, by its name, the formulas of which the file has no result.
        notes: what openpyxl warns of.
    """

    workbook: Any
    faults: Mapping[str, tuple[Fault, ...]]
    notes: tuple[str, ...]


def opened_book(path: Path) -> Book:
    """Open a workbook.

    Raises:
        DataError: it is none, is broken, or has more in it than the limits.
        MissingPackageError: openpyxl is not installed.
    """
    require_package("openpyxl", extra="excel", what="Excel files (unlike CSV in UTF-8)")
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 - an extra that few need

    require_as_named(path, path.name)
    parts = _parts(path)
    try:
        with warnings.catch_warnings(record=True) as met, path.open("rb") as stream:
            warnings.simplefilter("always")
            reader = ExcelReader(stream, data_only=True, keep_links=False)
            reader.read()
            targets = {sheet.name: part.target for sheet, part in reader.parser.find_sheets()}
    except _BROKEN as reason:
        cause = reason.__cause__ or reason
        said = str(cause).partition("\n")[0] or type(cause).__name__
        fault = Fault(Where(path.name), "unreadable-file", said, "an Excel file (.xlsx)")
        raise DataError([fault]) from reason
    faults = {name: tuple(parts[t].faults(path.name)) for name, t in targets.items() if t in parts}
    # other warnings are of what only a program that writes the file again would lose
    notes = dict.fromkeys(str(one.message) for one in met)
    return Book(reader.wb, faults, tuple(n for n in notes if n.startswith("Cell ")))


def _parts(path: Path) -> dict[str, _Part]:
    """Return what is in each part of a workbook that is XML.

    Raises:
        DataError: it is no zip file, a part is no XML, or they have more in them than the limits.
    """
    where = Where(path.name)
    require_regular_file(path)
    found: dict[str, _Part] = {}
    with opened_zip(path) as packed:
        members = packed.infolist()
        require_size(where, unpacked=sum(one.file_size for one in members))
        for one in members:
            if one.filename.casefold().endswith((".xml", ".rels")):
                part = found[one.filename] = _Part(where)
                walk_xml(
                    path.name,
                    member_bytes(packed, one, path.name),
                    f"Excel, in {one.filename}",
                    start=part.start,
                    end=part.end,
                    text=part.text,
                    advice="saved again in a spreadsheet program",
                )
    return found


@dataclass(slots=True)
class _Part:
    """A part of a workbook, as its elements go by: a sheet, or something else without cells.

    Attributes:
        where: the workbook.
        cells: how many cells it has, and how many openpyxl makes of its ranges.
        without_result: the row, the column and the formula of cells that have no result.
    """

    where: Where
    cells: int = 0
    without_result: list[tuple[int, str, str]] = field(default_factory=list)
    _row: int = 0
    _at: str = ""
    _type: str = ""
    _formula: list[str] | None = None
    _has_value: bool = False
    _open: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._row = _whole(attributes.get("r", "")) or self._row + 1
        elif local == "c":
            self._count(1)
            self._at, self._type = attributes.get("r", ""), attributes.get("t", "")
            self._formula, self._has_value = None, False
        elif local == "f":
            self._formula = []
        elif local in {"v", "is"}:
            # a result that is an empty text is written as one
            self._has_value |= self._type == "str" or local == "is"
        elif local in _SPREAD:
            self._count(_places(attributes.get("ref", "")), attributes.get("ref", ""))
        self._open = local

    def text(self, part: str) -> None:
        if self._open == "f" and self._formula is not None:
            self._formula.append(part)
        elif self._open == "v" and part.strip():
            self._has_value = True

    def end(self, name: str) -> None:
        self._open = ""
        if name.rpartition(":")[2] == "c" and self._formula is not None and not self._has_value:
            match = _PLACE.fullmatch(self._at)
            row, column = (int(match[2]), match[1]) if match else (self._row, "")
            self.without_result.append((row, column, "".join(self._formula)[:_SHOWN]))

    def _count(self, more: int, ref: str = "") -> None:
        self.cells += more
        if self.cells > CELLS:
            # the rest is not worth the time
            found = f"{more} cells in {ref}" if ref else f"more than {CELLS} cells in a sheet"
            raise DataError([Fault(self.where, "too-large", found, f"at most {CELLS} in a sheet")])

    def faults(self, file: str) -> Iterator[Fault]:
        """Yield a fault for each formula without a result: its program computes nothing."""
        expected = "the file opened and saved in a spreadsheet program, which computes it"
        for row, column, formula in self.without_result:
            # the cells that share a formula have it written once
            what = f"the formula ={formula}" if formula else "a formula"
            found = f"{what}, without its result"
            yield Fault(Where(file, row, column), "no-result", found, expected)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0  # noqa: PLR2004 - rows have seven digits


def _places(ref: str) -> int:
    """Return how many places a range such as A1:B3 has; 1 of what is none."""
    first, _, last = ref.partition(":")
    ends = [_PLACE.fullmatch(one) for one in (first, last or first)]
    if not all(ends):
        return 1
    (west, north), (east, south) = ((_column(m[1]), int(m[2])) for m in ends if m)
    return (abs(east - west) + 1) * (abs(south - north) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
