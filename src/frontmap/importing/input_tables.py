"""Tables from CSV files and spreadsheets, as rows of cleaned texts that know their line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where
from frontmap.given import texts
from frontmap.given.csv_text import unquoted
from frontmap.given.files import file_bytes, require_regular_file
from frontmap.importing.cells import TableLine, decode, text_faults
from frontmap.importing.json_tables import JSON_LINES, has_objects, read_objects
from frontmap.importing.spreadsheets import EXCEL, read_sheet
from frontmap.importing.written_dates import SERIAL_ZERO
from frontmap.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from frontmap.importing.outlines import FeatureTable

__all__ = [
    "TABLE_ENDINGS",
    "InputRow",
    "InputTable",
    "is_table",
    "read_table",
    "table_of_features",
    "without_footnotes",
]

#: Endings of the files that hold a table.
TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt", *EXCEL, *JSON_LINES)
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
#: Marks of footnotes at the end of a cell, as encyclopaedias have them.
_MARKS = re.compile(
    r"(?:\s*\[(?:\d{1,4}|[a-z]{1,2}|(?:note|nb|n) \d+|[a-z ]+ needed|(?:when|who|where|why|which)\?"
    r"|disputed|dubious.*|not in citation.*|unreliable source\?)\])+$",
    re.IGNORECASE,
)
#: How many of the first lines tell the delimiter.
_FIRST_LINES = 20


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row: where it stands, and its cells by column. In a file's first line the row is 1.

    Of a spreadsheet it has the colours, too, with which cells are filled.
    """

    where: Where
    cells: dict[str, str]
    colours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InputTable:
    """A table as the user has it.

    Attributes:
        file: the file's name.
        columns: the columns with a name, in order.
        rows: the rows with something in them, in order.
        notes: how the file was read, for the user.
        of_outlines: whether its rows are the attributes of outlines.
        serial_zero: the day 0, where its numbers count days.
        header: the line with the columns' names.
        sheet: the sheet of an Excel file that it is.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[InputRow, ...]
    notes: tuple[str, ...]
    of_outlines: bool = False
    serial_zero: date = SERIAL_ZERO
    header: int = 1
    sheet: str = ""


def is_table(path: Path) -> bool:
    """Tell whether a file is a table: by its ending, and JSON by what is in it."""
    ending = path.suffix.casefold()
    return ending in TABLE_ENDINGS or (ending == ".json" and has_objects(path))


def read_table(path: Path, *, sheet: str = "", header: int = 0, encoding: str = "") -> InputTable:
    """Read a table; delimiter, encoding and header are recognised, and told in its notes.

    The header is the first row with two different texts in it: a title above it has one.

    Args:
        path: CSV with any common delimiter, an Excel file, or JSON with a list of objects.
        sheet: which sheet of an Excel file; one that alone has something in it needs no name.
        header: the row with the columns' names, where it cannot be recognised; what it leaves
            blank is taken from the row above it, where merged cells name several columns.
        encoding: the encoding of a file that is not UTF-8.

    Raises:
        DataError: the file cannot be read as a table; every fault at once.
        MissingPackageError: reading Excel needs openpyxl, which is not installed.
    """
    require_regular_file(path)
    if path.suffix.casefold() in {".json", *JSON_LINES}:
        return _table_of_objects(path, header, encoding)
    if path.suffix.casefold() in EXCEL:
        page = read_sheet(path, sheet)
        lines, note = page.lines, page.note
    else:
        page = None
        lines, note = _csv_lines(path, encoding)
    filled = [line for line in lines if any(line.cells)]
    if not filled:
        where = Where(path.name)
        raise DataError([Fault(where, "empty-file", "an empty table", "a header and rows")])
    place = _header_place(path.name, filled, header)
    found = _header_of(path.name, filled[place], filled[:place], asked=bool(header))
    table = _sound(found.table(filled[place + 1 :], note))
    return replace(table, serial_zero=page.serial_zero, sheet=page.name) if page else table


def _sound(table: InputTable) -> InputTable:
    """Return a table, none of whose texts holds what no text may.

    Raises:
        DataError: some do.
    """
    if faults := list(text_faults((row.where, row.cells) for row in table.rows)):
        raise DataError(faults)
    return table


def _table_of_objects(path: Path, header: int, encoding: str) -> InputTable:
    if header:
        found, expected = f"--header {header}", "a table with a header; or leave it out"
        raise DataError([Fault(Where("--header"), "unused-option", found, expected)])
    objects, notes = read_objects(path, encoding=encoding)
    rows = tuple(InputRow(Where(path.name, number), cells) for number, cells in objects)
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells))
    return _sound(InputTable(path.name, columns, rows, notes))


def table_of_features(features: FeatureTable) -> InputTable:
    """Return the attributes of outlines as a table."""
    rows = tuple(InputRow(f.where, f.cells) for f in features.features)
    notes = ("the outlines' own attributes",)
    return InputTable(features.file, features.columns, rows, notes, of_outlines=True)


def without_footnotes(table: InputTable) -> InputTable:
    """Return a table whose cells and headings have no marks of footnotes, such as `[12]`."""
    rows = tuple(
        replace(row, cells={_plain(name): _plain(cell) for name, cell in row.cells.items()})
        for row in table.rows
    )
    marks = [
        m[0].strip() for row in table.rows for c in row.cells.values() if (m := _MARKS.search(c))
    ]
    note = f"marks of footnotes are taken off {len(marks)} cells: {', '.join(marks[:3])}"
    notes = (*table.notes, note) if marks else table.notes
    return replace(table, columns=tuple(map(_plain, table.columns)), rows=rows, notes=notes)


def _plain(cell: str) -> str:
    return _MARKS.sub("", cell)


def _csv_lines(path: Path, encoding: str) -> tuple[list[TableLine], str]:
    text, named = decode(file_bytes(path), file=path.name, encoding=encoding)
    if "\x00" in text:
        found, expected = "a file of bytes", "a table; name UTF-16 by --encoding"
        raise DataError([Fault(Where(path.name), "no-text", found, expected)])
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[TableLine] = []
    try:
        end = 0
        for cells in reader:
            lines.append(TableLine(end + 1, [_text_of(cell) for cell in cells]))
            end = reader.line_num
    except csv.Error as reason:
        where = Where(path.name, reader.line_num)
        raise DataError([Fault(where, "bad-csv", str(reason), "a table in CSV")]) from reason
    return lines, f"{named}, {_DELIMITERS[delimiter]} between the cells"


def _text_of(cell: str) -> str:
    """Return the clean text of a cell of CSV, without the `'` that spreadsheets need."""
    text = unquoted(cell)
    # invisible characters may stand before the `'`
    return unquoted(clean(cell)) if text == cell else clean(text)


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts most of the first lines into equally many, and most, cells.

    The first line that it cuts says how many: a title may stand above the header.
    """
    best, most = ",", (0, 0)
    for delimiter in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            first = zip(range(_FIRST_LINES), reader, strict=False)
            widths = [len(cells) for _, cells in first if cells]
        except csv.Error:
            continue
        header = next((width for width in widths if width > 1), 0)
        score = widths.count(header) if header else 0, header
        if score > most:
            best, most = delimiter, score
    return best


def _header_place(file: str, filled: Sequence[TableLine], asked: int) -> int:
    """Return which of the filled lines has the columns' names."""
    if not asked:
        several = (n for n, line in enumerate(filled) if len(set(filter(None, line.cells))) > 1)
        return next(several, 0)
    for place, line in enumerate(filled):
        if line.number == asked:
            return place
    expected = f"a row with something in it, of {filled[0].number} to {filled[-1].number}"
    raise DataError([Fault(Where(file, asked), "no-header", "an empty row", expected)])


def _header_of(file: str, line: TableLine, above: Sequence[TableLine], *, asked: bool) -> _Header:
    """Return the header, with the names that it takes from the line above where it was asked for.

    Without that, what stands above is no heading, and the user is told so.
    """
    names, note = line.cells, ""
    if asked and above:
        pairs = zip_longest(line.cells, above[-1].cells, fillvalue="")
        names = [name or higher for name, higher in pairs]
    elif above:
        left_out = ", ".join(repr(next(filter(None, one.cells))) for one in above)
        note = f"the header is row {line.number}; above it stands {left_out}"
    while names and not names[-1]:
        names = names[:-1]
    return _Header(Where(file, line.number), tuple(names), note, asked=asked)


@dataclass(frozen=True)
class _Header:
    """The columns' names, some of which may be blank, and where they stand."""

    where: Where
    names: tuple[str, ...]
    note: str
    asked: bool

    def table(self, lines: Sequence[TableLine], note: str) -> InputTable:
        """Return the table of this header and the lines below it.

        Raises:
            DataError: names that are missing or repeated, or lines that are too long.
        """
        if faults := [*self._name_faults(lines), *self._width_faults(lines)]:
            raise DataError(faults)
        file, width = self.where.file, len(self.names)
        rows = tuple(
            InputRow(
                Where(file, line.number),
                dict(zip(self.names, line.cells + [""] * (width - len(line.cells)), strict=False)),
                {n: colour for n, colour in zip(self.names, line.colours, strict=False) if colour},
            )
            for line in lines
        )
        notes = (note, self.note) if self.note else (note,)
        columns = tuple(filter(None, self.names))
        return InputTable(file, columns, rows, notes, header=self.where.row)

    def _name_faults(self, lines: Sequence[TableLine]) -> Iterator[Fault]:
        remedy = "" if self.asked else ", or --header with the row that has the names"
        for name in (name for name, n in Counter(self.names).items() if name and n > 1):
            found = f"the column {texts.quoted(name)} twice"
            yield Fault(self.where.at(name), "double-column", found, f"once{remedy}")
        for place, name in enumerate(self.names):
            used = any(any(line.cells[place : place + 1]) for line in lines)
            if not name and used:
                found = f"no name of column {place + 1}"
                yield Fault(self.where, "empty-cell", found, f"a name{remedy}")

    def _width_faults(self, lines: Sequence[TableLine]) -> Iterator[Fault]:
        expected = f"{len(self.names)}, as in the header"
        for line in lines:
            # spreadsheets pad rows with empty cells
            if any(line.cells[len(self.names) :]):
                last = max(place for place, cell in enumerate(line.cells, start=1) if cell)
                where = Where(self.where.file, line.number)
                yield Fault(where, "wrong-width", f"{last} cells", expected)
