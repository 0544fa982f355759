"""Which of the files are tables and which outlines, and what stands in the way of reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from imported import draw_areas, feature, refused, said, square, text, write_features

from frontmap.errors import RequestError
from frontmap.importing.input_files import are_maps_alone, read_files
from frontmap.importing.options import ImportOptions

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "place,date,holder\nMill,2018-05-01,Blue\n"


def test_a_file_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="neither a table nor outlines"):
        said(text(tmp_path, "x", name="table.docx"))


def test_tables_of_one_kind_come_in_together(tmp_path: Path) -> None:
    one, two = text(tmp_path, TABLE, "one.csv"), text(tmp_path, TABLE, "two.csv")
    tables, outlines = read_files([one, draw_areas(tmp_path), two], ImportOptions(), print)
    assert ["one.csv", "two.csv"] == [table.file for table in tables]
    assert outlines is not None
    assert "areas.geojson" == outlines.file


def test_a_role_may_be_called_otherwise_in_another_table(tmp_path: Path) -> None:
    one = text(tmp_path, TABLE, "one.csv")
    two = text(tmp_path, "quarter,day,holder\nHarbour,2018-05-02,Green\n", "two.csv")
    read, _ = said(one, two, draw_areas(tmp_path))
    assert ["Mill", "Harbour"] == [entry.place for entry in read.entries]
    assert {"Mill": "mill", "Harbour": "harbour"} == read.plan.joined


def workbook(path: Path, **sheets: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def test_a_workbook_of_one_sheet_needs_no_name_of_it_beside_one_of_several(tmp_path: Path) -> None:
    def rows(day: int) -> list[list[str]]:
        return [["place", "date", "holder"], ["Mill", f"2018-05-0{day}", "Blue"]]

    may = workbook(tmp_path / "may.xlsx", Notes=[["read me"]], May=rows(1))
    june = workbook(tmp_path / "june.xlsx", June=rows(2))
    areas = draw_areas(tmp_path)
    read, lines = said(may, june, areas, sheet="May")
    assert ["2018-05-01", "2018-05-02"] == [str(entry.first) for entry in read.entries]
    assert ["may.xlsx: the sheet 'May'", "june.xlsx: the sheet 'June'"] == lines[:2]
    assert [("which-sheet", 0, "--sheet with one of: June")] == refused(june, areas, sheet="May")
    other = workbook(tmp_path / "july.xlsx", July=rows(3))
    both = refused(june, other, areas, sheet="May")
    several = "to take several, save each as a file of its own"
    assert [("which-sheet", 0, f"--sheet with one of: June, July; {several}")] == both


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    one = text(tmp_path, TABLE.replace("Mill,", '"Mill,'), "one.csv")
    two = write_features(tmp_path / "two.geojson", feature({"type": "Polygon"}, name="Mill"))
    assert {"bad-csv", "bad-geometry"} == {code for code, *_ in refused(one, two)}


def test_two_files_of_outlines_beside_a_table_are_refused(tmp_path: Path) -> None:
    other = write_features(tmp_path / "b.geojson", feature(square(36.3, 33.5), name="Mill"))
    with pytest.raises(RequestError, match="one file of outlines"):
        said(text(tmp_path, TABLE), draw_areas(tmp_path), other)


def test_a_folder_is_refused_with_a_file_in_it(tmp_path: Path) -> None:
    draw_areas(tmp_path)
    with pytest.raises(RequestError, match=r"is a folder: name a file in it, such as .*areas"):
        said(tmp_path)


def test_several_files_of_outlines_alone_are_maps(tmp_path: Path) -> None:
    one = draw_areas(tmp_path)
    assert are_maps_alone([one, tmp_path / "b.kml"])
    assert not are_maps_alone([one])
    assert not are_maps_alone([one, text(tmp_path, TABLE)])
