"""Sheets of Excel files, as the texts and colours that people see in them.

A day that a sheet shows as a month or a year is one, whatever day the spreadsheet has put there; a
clock time stays in the text, for those who read dates to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from frontmap.errors import DataError, Fault, Where, require_package
from frontmap.importing.cells import TableLine, cell_text
from frontmap.importing.written_dates import SERIAL_ZERO

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["EXCEL", "Sheet", "read_sheet"]

#: Endings of Excel files.
EXCEL = (".xlsx", ".xlsm")
#: The day 0 of workbooks that were made on a Macintosh.
_MAC_ZERO = date(1904, 1, 1)
#: What a number format has beside the letters of the parts of a date.
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_WHITE = {"#FFFFFF", "theme 0"}
#: Numbers of the palette from which on a colour is whatever the screen has.
_SYSTEM_COLOURS = 64
#: Spreadsheets count a 29 February 1900, and openpyxl gives it as the day before.
_TWO_DAYS = datetime(1900, 2, 28)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its lines, how it was found, and the day 0 where its numbers count days."""

    lines: list[TableLine]
    note: str
    serial_zero: date


def read_sheet(path: Path, wanted: str) -> Sheet:
    """Read a sheet of an Excel file: the one that is wanted, or the only one that is filled.

    Raises:
        DataError: the file cannot be read, or the sheet must be named.
        MissingPackageError: openpyxl is not installed.
    """
    book = _book(path)
    pages = {page.title: page for page in book.worksheets if _is_filled(page)}
    if wanted not in pages and (wanted or len(pages) != 1):
        found = f"no sheet {wanted!r}" if wanted else f"{len(pages)} sheets"
        expected = f"--sheet with one of: {', '.join(pages) or 'none'}"
        fault = Fault(Where(path.name), "which-sheet", found, expected, choices=tuple(pages))
        raise DataError([fault])
    title = wanted or next(iter(pages))
    page = pages[title]
    since_1904 = book.epoch.year == _MAC_ZERO.year
    note = f"the sheet {title!r}" + (", whose days count from 1904" if since_1904 else "")
    corners = _merged_corners(page)
    colours = _Colours()
    lines = []
    for number, cells in enumerate(page.iter_rows(), start=1):
        whole = [corners.get((number, place), cell) for place, cell in enumerate(cells, start=1)]
        texts = [_text(cell, since_1904=since_1904) for cell in whole]
        lines.append(TableLine(number, texts, tuple(map(colours.of, whole))))
    return Sheet(lines, note, _MAC_ZERO if since_1904 else SERIAL_ZERO)


def _book(path: Path) -> Any:  # noqa: ANN401 - it has no types
    require_package("openpyxl", extra="excel", what="Excel files (unlike CSV in UTF-8)")
    import openpyxl  # noqa: PLC0415 - an extra that few need

    try:
        return openpyxl.load_workbook(path, read_only=False, data_only=True)
    except Exception as reason:
        fault = Fault(Where(path.name), "unreadable-file", str(reason), "an Excel file (.xlsx)")
        raise DataError([fault]) from reason


def _is_filled(page: Any) -> bool:  # noqa: ANN401
    return any(cell is not None for row in page.iter_rows(values_only=True) for cell in row)


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
