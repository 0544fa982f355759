"""Tables from CSV files and spreadsheets, as rows of cleaned texts that know their line."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from frontmap.errors import DataError, Fault, Where, require_package
from frontmap.importing.cells import cell_text, decode
from frontmap.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from frontmap.importing.outlines import Outlines

__all__ = ["TABLE_ENDINGS", "Sheet", "SheetRow", "quoted", "read_sheet", "sheet_of"]

#: What a file's name ends with when it holds a table.
TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm")
_EXCEL = {".xlsx", ".xlsm"}
#: What CSV written for spreadsheets has before a text that they would take for a formula.
_QUOTE = re.compile(r"^'(?=[=+\-@])")
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row; `number` is its line in the file, where the header's is 1."""

    where: Where
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its columns in order, its rows, and how it was read.

    `drawn` is whether its rows are the attributes of outlines.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...]
    drawn: bool = False


def read_sheet(path: Path, *, sheet: str = "", header: int = 0, encoding: str = "") -> Sheet:
    """Read a table; delimiter, encoding and header are found out, and said.

    The header is the first row with two different texts in it: a title above it has one.

    Args:
        path: CSV with any common delimiter, or an Excel file.
        sheet: which sheet of an Excel file, where several have something in them.
        header: the row with the columns' names, where it cannot be told; what it leaves blank is
            taken from the row above it, where merged cells name several columns.
        encoding: the encoding of a CSV file that is not UTF-8.

    Raises:
        DataError: the file cannot be read as a table; every fault at once.
        MissingPackageError: reading Excel needs openpyxl, which is not installed.
    """
    if not path.is_file():
        raise DataError([Fault(Where(path.name), "missing-file", "no file", "a file")])
    if path.suffix.casefold() in _EXCEL:
        lines, notes = _excel_lines(path, sheet)
    else:
        lines, notes = _csv_lines(path, encoding)
    return _sheet(path.name, lines, notes, header)


def quoted(text: str) -> str:
    """Return `text` as a table for spreadsheets has it; `read_sheet` takes the `'` off again."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def sheet_of(outlines: Outlines) -> Sheet:
    """Return the attributes of outlines as a table."""
    rows = tuple(SheetRow(f.where, f.cells) for f in outlines.features)
    notes = ("the outlines' own attributes",)
    return Sheet(outlines.file, outlines.columns, rows, notes, drawn=True)


#: A line's number and its cells.
_Line = tuple[int, list[str]]


def _csv_lines(path: Path, encoding: str) -> tuple[list[_Line], list[str]]:
    text, named = decode(path.read_bytes(), file=path.name, encoding=encoding)
    if "\x00" in text:
        found, expected = "a file of bytes", "a table; name UTF-16 by --encoding"
        raise DataError([Fault(Where(path.name), "no-text", found, expected)])
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[_Line] = []
    try:
        end = 0
        for cells in reader:
            lines.append((end + 1, [_QUOTE.sub("", clean(cell), count=1) for cell in cells]))
            end = reader.line_num
    except csv.Error as reason:
        where = Where(path.name, reader.line_num)
        raise DataError([Fault(where, "bad-csv", str(reason), "a table in CSV")]) from reason
    return lines, [f"{named}, {_DELIMITERS[delimiter]} between the cells"]


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts most of the first lines into equally many, and most, cells.

    Told by the first line that it cuts, for a title may stand above the header.
    """
    best, most = ",", (0, 0)
    for delimiter in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            widths = [len(cells) for _, cells in zip(range(20), reader, strict=False) if cells]
        except csv.Error:
            continue
        header = next((width for width in widths if width > 1), 0)
        score = widths.count(header) if header else 0, header
        if score > most:
            best, most = delimiter, score
    return best


def _excel_lines(path: Path, wanted: str) -> tuple[list[_Line], list[str]]:
    require_package("openpyxl", extra="excel", what="Excel files (unlike CSV in UTF-8)")
    import openpyxl  # noqa: PLC0415 - an extra that few need

    try:
        book = openpyxl.load_workbook(path, read_only=False, data_only=True)
    except Exception as reason:
        fault = Fault(Where(path.name), "unreadable-file", str(reason), "an Excel file (.xlsx)")
        raise DataError([fault]) from reason
    filled = {
        page.title: page
        for page in book.worksheets
        if any(cell is not None for row in page.iter_rows(values_only=True) for cell in row)
    }
    if wanted not in filled and (wanted or len(filled) != 1):
        found = f"no sheet {wanted!r}" if wanted else f"{len(filled)} sheets"
        expected = f"--sheet with one of: {', '.join(filled) or 'none'}"
        raise DataError([Fault(Where(path.name), "which-sheet", found, expected)])
    title = wanted or next(iter(filled))
    page = filled[title]
    # only a merged cell's first corner holds its value, for all of them
    merged: dict[tuple[int, int], Any] = {}
    for area in page.merged_cells.ranges:
        for row, column in area.cells:
            merged[row, column] = page.cell(area.min_row, area.min_col).value
    lines = [
        (
            number,
            [
                _excel_text(merged.get((number, place), value))
                for place, value in enumerate(values, start=1)
            ],
        )
        for number, values in enumerate(page.iter_rows(values_only=True), start=1)
    ]
    return lines, [f"the sheet {title!r}"]


def _excel_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return cell_text(value)


def _sheet(file: str, lines: Sequence[_Line], notes: Iterable[str], header_row: int) -> Sheet:
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise DataError([Fault(Where(file), "empty-file", "an empty table", "a header and rows")])
    first = _header(file, filled, header_row)
    above, (number, header), filled = filled[:first], filled[first], filled[first + 1 :]
    if header_row and above:
        names = zip_longest(header, above[-1][1], fillvalue="")
        header = [name or higher for name, higher in names]
    elif above:
        left_out = ", ".join(repr(next(filter(None, cells))) for _, cells in above)
        notes = [*notes, f"the header is row {number}; above it stands {left_out}"]
    while header and not header[-1]:
        header = header[:-1]
    or_header = "" if header_row else ", or --header with the row that has the names"
    faults = [
        Fault(
            Where(file, number, column),
            "double-column",
            f"the column {column!r} twice",
            f"once{or_header}",
        )
        for column in sorted({name for name in header if name and header.count(name) > 1})
    ]
    faults += [
        Fault(Where(file, number), "empty-cell", f"no name of column {place}", f"a name{or_header}")
        for place, column in enumerate(header, start=1)
        if not column and any(cells[place - 1 : place] != [""] for _, cells in filled)
    ]
    rows = []
    for line, cells in filled:
        while cells and not cells[-1] and len(cells) > len(header):
            cells = cells[:-1]  # noqa: PLW2901 - spreadsheets pad rows with empty cells
        if len(cells) > len(header):
            found, expected = f"{len(cells)} cells", f"{len(header)}, as in the header"
            faults.append(Fault(Where(file, line), "wrong-width", found, expected))
        padded = cells + [""] * (len(header) - len(cells))
        rows.append(SheetRow(Where(file, line), dict(zip(header, padded, strict=False))))
    if faults:
        raise DataError(faults)
    return Sheet(file, tuple(filter(None, header)), tuple(rows), tuple(notes))


def _header(file: str, filled: Sequence[_Line], asked: int) -> int:
    """Return which of the filled lines has the columns' names."""
    if not asked:
        named = (n for n, (_, cells) in enumerate(filled) if len(set(filter(None, cells))) > 1)
        return next(named, 0)
    for place, (number, _) in enumerate(filled):
        if number == asked:
            return place
    expected = f"a row with something in it, of {filled[0][0]} to {filled[-1][0]}"
    raise DataError([Fault(Where(file, asked), "no-header", "an empty row", expected)])
