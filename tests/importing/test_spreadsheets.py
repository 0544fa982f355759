"""Sheets of Excel files: days, the formats that hide them, and colours."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from imported import make, refused, said, states
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from frontmap.errors import DataError
from frontmap.importing.options import DateOrder
from frontmap.importing.spreadsheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

BLUE, GREEN = (PatternFill("solid", fgColor=colour) for colour in ("335C99", "9CC98A"))


def sheet(tmp_path: Path, *rows: list[object], form: str = "", since_1904: bool = False) -> Path:
    """A workbook of these rows, whose days all have one number format."""
    book = openpyxl.Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    for row in rows:
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            if form and cell.is_date:
                cell.number_format = form
    book.save(tmp_path / "table.xlsx")
    return tmp_path / "table.xlsx"


def painted(path: Path, **fills: PatternFill) -> Path:
    book = openpyxl.load_workbook(path)
    for cell, fill in fills.items():
        book.active[cell].fill = fill
    book.save(path)
    return path


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_and_counts_of_days_are_those_that_the_workbook_counts(
    tmp_path: Path, areas: Path, holders: Path, *, since_1904: bool
) -> None:
    # 1904-01-01 is day 0 of the one count and day 1462 of the other
    counted = 43224 - 1462 * since_1904
    rows = [["Mill", date(2018, 5, 3), "Blue"], ["Mill", counted, "Green"]]
    table = sheet(tmp_path, ["place", "date", "control"], *rows, since_1904=since_1904)
    atlas = make(tmp_path, table, areas, holders=holders, order=DateOrder.EXCEL)
    assert (date(2018, 5, 3), date(2018, 5, 4)) == atlas.days()
    assert ["blue held", "green held"] == states(atlas, "mill")


def test_a_workbook_that_counts_from_1904_is_told(tmp_path: Path) -> None:
    page = read_sheet(sheet(tmp_path, ["place", "date"], since_1904=True), "")
    assert "the sheet 'Sheet', whose days count from 1904" == page.note
    assert date(1904, 1, 1) == page.serial_zero


def test_the_29th_of_february_1900_is_refused(tmp_path: Path, areas: Path) -> None:
    rows = [["Mill", datetime(1900, 2, 28), "Blue"], ["Mill", date(2018, 5, 1), "Blue"]]
    table = sheet(tmp_path, ["place", "date", "control"], *rows)
    assert [("bad-day", 2)] == [(code, row) for code, row, _ in refused(table, areas)]


@pytest.mark.parametrize(
    ("form", "day", "shown"),
    [
        ("mmm yyyy", date(2018, 5, 1), "2018-05"),
        ("[$-409]mmm\\ yy;@", date(2018, 5, 1), "2018-05"),
        ("yyyy", date(2018, 1, 1), "2018"),
        ("mmmm", date(2018, 5, 1), "2018-05"),
        ("mmm yyyy", date(2018, 5, 3), "2018-05-03"),
        ("dd/mm/yyyy", date(2018, 5, 1), "2018-05-01"),
        ('yyyy"d"', date(2018, 1, 1), "2018"),
    ],
)
def test_a_day_that_the_sheet_hides_is_none(
    tmp_path: Path, form: str, day: date, shown: str
) -> None:
    lines = read_sheet(sheet(tmp_path, ["date"], [day], form=form), "").lines
    assert [shown] == lines[1].cells


def test_a_month_in_a_sheet_is_refused(tmp_path: Path, areas: Path) -> None:
    rows = [["Mill", date(2018, 5, 1), "Blue"], ["Mill", date(2018, 6, 1), "Blue"]]
    table = sheet(tmp_path, ["place", "date", "control"], *rows, form="mmm yyyy")
    assert [("no-day", 2), ("no-day", 3)] == [(c, row) for c, row, _ in refused(table, areas)]


def test_a_clock_time_in_a_sheet_is_told(tmp_path: Path, areas: Path) -> None:
    rows = [["Mill", datetime(2018, 5, 1, 14, 30), "Blue"], ["Mill", date(2018, 5, 2), "Blue"]]
    table = sheet(tmp_path, ["place", "date", "control"], *rows)
    _, lines = said(table, areas)
    assert "table.xlsx: clock times are left out: 14:30 in table.xlsx:2 date" in lines


def test_cells_that_are_told_apart_only_by_colour_are_refused(tmp_path: Path, areas: Path) -> None:
    table = sheet(tmp_path, ["place", "1 May 2018", "2 May 2018"], ["Mill"], ["Harbour"])
    painted(table, B2=BLUE, C2=GREEN, B3=GREEN, C3=GREEN)
    ((code, _, expected),) = refused(table, areas)
    assert "colours-only" == code
    assert expected.startswith("the holder written in each cell")


def test_one_sign_in_cells_of_several_colours_is_refused(tmp_path: Path, areas: Path) -> None:
    rows = [["Mill", date(2018, 5, 1), "x"], ["Mill", date(2018, 5, 2), "x"]]
    table = painted(sheet(tmp_path, ["place", "date", "control"], *rows), C2=BLUE, C3=GREEN)
    assert ["colours-only"] == [code for code, *_ in refused(table, areas)]


def test_cells_with_a_colour_and_no_text_among_others_are_told(tmp_path: Path, areas: Path) -> None:
    table = sheet(tmp_path, ["place", "1 May 2018", "2 May 2018"], ["Mill", "Blue"])
    painted(table, B2=BLUE, C2=GREEN)
    _, lines = said(table, areas)
    assert "table.xlsx: cells with a colour and no text say nothing: #9CC98A (1)" in lines


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        (PatternFill("solid", fgColor="FFFFFF"), ""),
        (PatternFill("solid", fgColor=openpyxl.styles.Color(theme=4, tint=0.4)), "theme 4 +0.40"),
        (PatternFill("solid", fgColor=openpyxl.styles.Color(indexed=10)), "#FF0000"),
        (PatternFill("darkUp", fgColor="335C99"), "darkUp #335C99"),
        (PatternFill(), ""),
    ],
)
def test_a_colour_is_named_as_the_sheet_has_it(
    tmp_path: Path, fill: PatternFill, colour: str
) -> None:
    table = painted(sheet(tmp_path, ["place", "date"]), A1=fill)
    assert [(colour, "")] == [line.colours for line in read_sheet(table, "").lines]


def test_a_formula_without_its_result_is_refused(tmp_path: Path, areas: Path) -> None:
    rows = ["place", "date", "holder"], ["Mill", "2018-05-01", '="Bl"&"ue"']
    assert [("no-result", 2)] == [found[:2] for found in refused(sheet(tmp_path, *rows), areas)]


def test_comments_are_counted_and_the_fullest_sheet_is_offered_first(tmp_path: Path) -> None:
    path = sheet(tmp_path, ["read me"])
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("data")
    for row in (["place", "date", "holder"], ["Mill", "2018-05-01", "Blue"]):
        page.append(row)
    page["C2"].comment = Comment("disputed", "desk")
    book.save(path)
    with pytest.raises(DataError) as refusal:
        read_sheet(path, "")
    assert ("data", "Sheet") == refusal.value.faults[0].choices
    assert "the sheet 'data'; 1 comment at its cells not read" == read_sheet(path, "data").note
