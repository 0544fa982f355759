"""CSV files and spreadsheets in the dirt that they have: titles, merged cells, long rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import make, refused, said, states, text

from frontmap.given.csv_text import csv_text
from frontmap.importing.input_tables import read_table, without_footnotes
from frontmap.names import clean

if TYPE_CHECKING:
    from pathlib import Path


def test_an_excel_sheet_with_real_dates_and_merged_cells(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Notes")
    page = book["Sheet"]
    page.append(["Place", "Date", "Control"])
    page.append(["Mill", date(2018, 5, 1), "Blue"])
    page.append([None, date(2018, 5, 2), "Green"])
    page.append([2.0, "3 May 2018", "Green"])
    page.merge_cells("A2:A3")
    book.save(tmp_path / "table.xlsx")
    atlas = make(tmp_path, tmp_path / "table.xlsx", areas, holders=holders)
    assert states(atlas, "mill") == ["blue held", "green held", "- no_data"]
    # 2.0 is the fid of the harbour, which the outlines write 2
    assert states(atlas, "harbour") == ["- no_data", "- no_data", "green held"]


def test_a_title_above_the_header_is_passed_over_and_told(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "Who held what, compiled on 3 July, desk 7;;\n;;\nplace;date;control\n"
        "Mill;2018-05-01;Blue\n",
    )
    understood, lines = said(table, areas, holders=holders)
    assert [str(entry.where) for entry in understood.entries] == ["table.csv:4"]
    assert lines[0] == (
        "table.csv: utf-8, semicolons between the cells; the header is row 3; "
        "above it stands 'Who held what, compiled on 3 July, desk 7'"
    )


def test_a_header_of_two_rows_is_asked_for_and_read_by_its_row(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Who held what, May 2018"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Place", "Controlled by", None, "Source"])
    sheet.merge_cells("B2:C2")
    sheet.append([None, date(2018, 5, 1), "2 May 2018", None])
    sheet.append(["Mill", "Blue", "Green", "Post"])
    table = tmp_path / "table.xlsx"
    book.save(table)
    expected = "once, or --header with the row that has the names"
    assert refused(table, areas) == [("double-column", 2, expected)]
    atlas = make(tmp_path, table, areas, holders=holders, header=3)
    assert states(atlas, "mill") == ["blue held", "green held"]
    assert [source.title for source in atlas.sources.values()] == ["Post"]
    assert refused(table, areas, header=9) == [
        ("no-header", 9, "a row with something in it, of 1 to 4")
    ]


def test_an_excel_file_with_several_sheets_is_asked_which(tmp_path: Path, areas: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["Place", "Date", "Control"])
    book.create_sheet("More").append(["Place"])
    book.save(tmp_path / "table.xlsx")
    found = refused(tmp_path / "table.xlsx", areas)
    several = "to take several, save each as a file of its own"
    assert found == [("which-sheet", 0, f"--sheet with one of: Sheet, More; {several}")]


def test_rows_that_are_too_long_are_all_told(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue,x\nMill,2018-05-02,Blue,,\n")
    assert refused(table, areas) == [("wrong-width", 2, "3, as in the header")]


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        ("Blue[1]", "Blue"),
        ("Blue [1][note 2]", "Blue"),
        ("[1]", ""),
        ("Blue [b]", "Blue"),
        ("Blue [?]", "Blue [?]"),
        ("[contested: Blue, Green]", "[contested: Blue, Green]"),
        ("3 [km^2]", "3 [km^2]"),
    ],
)
def test_a_mark_of_a_footnote_is_taken_off_the_end_of_a_cell(
    tmp_path: Path, cell: str, bare: str
) -> None:
    table = without_footnotes(read_table(text(tmp_path, f'place,note\nMill,"{cell}"\n')))
    assert bare == table.rows[0].cells["note"]


def test_a_header_of_json_is_refused(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, '[{"place": "Mill", "date": "2018-05-01"}]', "table.json")
    assert ["unused-option"] == [code for code, *_ in refused(table, areas, header=2)]


@given(cells=st.lists(st.text("'=+-@\t\uff1dx1", min_size=1, max_size=5), min_size=1, max_size=4))
def test_a_table_that_frontmap_wrote_reads_as_the_clean_texts_that_it_was_written_of(
    cells: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "written.csv"
    rows = [["place", "note"], *(["Mill", cell] for cell in cells)]
    path.write_text(csv_text(rows), encoding="utf-8", newline="")
    read = [row.cells["note"] for row in read_table(path).rows]
    assert [clean(cell) for cell in cells] == read
