"""Sheets of Excel files, as the texts and colours that people see in them.

A day that a sheet shows as a month or a year is one, whatever day the spreadsheet has put there; a
clock time stays in the text, for those who read dates to judge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from frontmap.errors import DataError, Fault, Where
from frontmap.files import counted
from frontmap.importing.cells import TableLine, cell_text
from frontmap.importing.workbooks import opened_book
from frontmap.importing.written_dates import SERIAL_ZERO
from frontmap.limits import CELLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["EXCEL", "Sheet", "read_sheet", "which_sheet"]

#: Endings of Excel files.
EXCEL = (".xlsx", ".xlsm")
#: The day 0 of workbooks that were made on a Macintosh.
_MAC_ZERO = date(1904, 1, 1)
#: What a number format has beside the letters of the parts of a date.
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
#: So many hidden columns are named.
_NAMED = 5
_WHITE = {"#FFFFFF", "theme 0"}
#: Numbers of the palette from which on a colour is whatever the screen has.
_SYSTEM_COLOURS = 64
#: Spreadsheets count a 29 February 1900, and openpyxl gives it as the day before.
_TWO_DAYS = datetime(1900, 2, 28)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name and lines, how it was found, and the day 0 where its numbers count days."""

    name: str
    lines: list[TableLine]
    note: str
    serial_zero: date


def read_sheet(path: Path, wanted: str) -> Sheet:
    """Read a sheet of an Excel file: the only one that is filled, or else the one that is wanted.

    Raises:
        DataError: the file cannot be read, or the sheet must be named.
        MissingPackageError: openpyxl is not installed.
    """
    book = opened_book(path)
    page = _page(book.workbook, path.name, wanted)
    if faults := book.faults.get(page.title):
        raise DataError(faults)
    since_1904 = book.workbook.epoch.year == _MAC_ZERO.year
    note = f"the sheet {page.title!r}" + (", whose days count from 1904" if since_1904 else "")
    note = "; ".join((note + _hidden(page) + _comments(page), *book.notes))
    lines = _lines(page, path.name, since_1904=since_1904)
    return Sheet(page.title, lines, note, _MAC_ZERO if since_1904 else SERIAL_ZERO)


def _stored(page: Any) -> Mapping[tuple[int, int], Any]:  # noqa: ANN401
    """Return the cells that a sheet has, by row and column.

    openpyxl's own ways to go through them make all that lie between, up to 17 billion of them.
    """
    cells: Mapping[tuple[int, int], Any] = page._cells  # noqa: SLF001 - see above
    return cells


def _lines(page: Any, file: str, *, since_1904: bool) -> list[TableLine]:  # noqa: ANN401
    """Return the rows that have a cell, each up to its last one that is filled or coloured.

    Raises:
        DataError: together they are longer than the limit.
    """
    corners = _merged_corners(page)
    colours = _Colours()
    rows: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    for (number, place), cell in _stored(page).items():
        whole = corners.get((number, place), cell)
        seen = _text(whole, since_1904=since_1904), colours.of(whole)
        if any(seen):
            rows[number][place] = seen
    longest = max(rows, key=lambda number: max(rows[number]), default=0)
    if (length := sum(max(of) for of in rows.values())) > CELLS:
        found = f"{length} cells, with the empty ones before the last of a row"
        raise DataError([Fault(Where(file, longest), "too-large", found, f"at most {CELLS}")])
    lines = []
    for number in sorted(rows):
        places = range(1, max(rows[number]) + 1)
        seen_at = [rows[number].get(place, ("", "")) for place in places]
        texts, tints = zip(*seen_at, strict=True)
        lines.append(TableLine(number, list(texts), tints))
    return lines


def _page(book: Any, file: str, wanted: str) -> Any:  # noqa: ANN401
    """Return the only sheet that is filled, or else the one that is wanted.

    Raises:
        DataError: the sheet must be named.
    """
    pages = {page.title: page for page in book.worksheets if _is_filled(page)}
    if wanted not in pages and len(pages) != 1:
        # a sheet of remarks is no table; the fullest one is likely to be
        fullest = sorted(pages, key=lambda name: -pages[name].max_row)
        raise DataError([which_sheet(file, wanted, fullest)])
    return pages.get(wanted) or next(iter(pages.values()))


def which_sheet(file: str, wanted: str, sheets: Sequence[str]) -> Fault:
    """Ask which of its sheets is meant of a file; `wanted` is none of them."""
    found = f"no sheet {wanted!r}" if wanted else f"{len(sheets)} sheets"
    expected = f"--sheet with one of: {', '.join(sheets) or 'none'}"
    if len(sheets) > 1:
        expected += "; to take several, save each as a file of its own"
    return Fault(Where(file), "which-sheet", found, expected, choices=tuple(sheets))


def _hidden(page: Any) -> str:  # noqa: ANN401
    """Say how many rows and columns are hidden, and read like the others."""
    filled = {number for (number, _), cell in _stored(page).items() if cell.value is not None}
    rows = [n for n, row in page.row_dimensions.items() if row.hidden and n in filled]
    columns = [name for name, column in page.column_dimensions.items() if column.hidden]
    said = [counted(len(rows), "hidden row")] if rows else []
    said += [f"hidden columns from {', '.join(sorted(columns)[:_NAMED])}"] if columns else []
    return f"; {' and '.join(said)} read, too" if said else ""


def _comments(page: Any) -> str:  # noqa: ANN401
    """Say how many comments stand at cells, and are not read."""
    number = sum(cell.comment is not None for cell in _stored(page).values())
    return f"; {counted(number, 'comment')} at its cells not read" if number else ""


def _is_filled(page: Any) -> bool:  # noqa: ANN401
    return any(cell.value is not None for cell in _stored(page).values())


def _merged_corners(page: Any) -> dict[tuple[int, int], Any]:  # noqa: ANN401
    """Return the corner of each merged cell by row and column; only that has the value."""
    return {
        (row, column): page.cell(area.min_row, area.min_col)
        for area in page.merged_cells.ranges
        for row, column in area.cells
    }


def _text(cell: Any, *, since_1904: bool) -> str:  # noqa: ANN401
    """Return what people see in a cell, as ISO 8601 where it is a day."""
    value = cell.value
    if isinstance(value, datetime):
        if not since_1904 and value.date() == _TWO_DAYS.date():
            return "28 or 29 February 1900"
        if hidden := _without_hidden_day(value, cell.number_format):
            return hidden
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else cell_text(value)


def _without_hidden_day(value: datetime, form: str) -> str:
    """Return the month or year that a first of the month is shown as; empty where the day is."""
    letters = set(_NO_LETTERS.sub("", form.partition(";")[0]).casefold())
    if value.day != 1 or "d" in letters or letters & {"h", "s"} or not letters & {"y", "m"}:
        return ""
    if "m" in letters:
        return f"{value:%Y-%m}"
    return f"{value:%Y}" if value.month == 1 else ""


class _Colours:
    """The colours with which cells are filled, each style looked up once."""

    def __init__(self) -> None:
        self._of_style: dict[int, str] = {}

    def of(self, cell: Any) -> str:  # noqa: ANN401
        """Return the colour of a cell, as #RRGGBB where it has one; empty where it is white."""
        if not cell.has_style:
            return ""
        style = cell.style_id
        if style not in self._of_style:
            self._of_style[style] = _colour(cell.fill)
        return self._of_style[style]


def _colour(fill: Any) -> str:  # noqa: ANN401
    kind, front = getattr(fill, "fill_type", None), getattr(fill, "fgColor", None)
    if not kind or front is None:
        return ""
    if front.type == "theme":
        colour = f"theme {front.theme}" + (f" {front.tint:+.2f}" if front.tint else "")
    elif front.type == "indexed":
        colour = _of_palette(front.indexed)
    else:
        colour = f"#{str(front.rgb)[-6:].upper()}"
    colour = "" if colour in _WHITE else colour
    return colour if kind == "solid" else f"{kind} {colour}".strip()


def _of_palette(number: int) -> str:
    from openpyxl.styles.colors import COLOR_INDEX  # noqa: PLC0415 - an extra that few need

    return f"#{COLOR_INDEX[number][-6:]}" if number < _SYSTEM_COLOURS else ""
