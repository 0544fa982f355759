"""Options that cannot be honoured, each refused by name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from imported import refused, said, text

from frontmap.errors import DataError
from frontmap.importing.new_atlas import begin_from_file
from frontmap.importing.options import EndRule, ImportOptions
from frontmap.importing.unused_options import ReadFiles, unused_options

if TYPE_CHECKING:
    from pathlib import Path

LONG = "place,date,holder\nMill,2018-05-01,Blue\n"
INTERVALS = "place,from,to,holder\nMill,2018-05-01,2018-05-02,Blue\n"
POINTS = "place,lon,lat,date,holder\nMill,36.305,33.505,2018-05-01,Blue\n"


@pytest.mark.parametrize(
    ("content", "options", "found"),
    [
        (LONG, {"sheet": "May"}, "--sheet May"),
        (LONG, {"layer": "areas"}, "--layer areas"),
        (LONG, {"end": EndRule.INCLUSIVE}, "--end inclusive"),
        (INTERVALS, {"holds": 7, "end": EndRule.INCLUSIVE}, "--holds 7"),
        (INTERVALS, {"holds": 0, "end": EndRule.INCLUSIVE}, "--holds 0"),
        (POINTS, {"columns": {"longitude": "lon", "latitude": "lat"}}, "--column latitude=lat"),
    ],
)
def test_an_option_that_would_not_be_honoured_is_refused(
    tmp_path: Path, areas: Path, content: str, options: dict[str, object], found: str
) -> None:
    with pytest.raises(DataError) as refusal:
        said(text(tmp_path, content), areas, **options)
    faults = refusal.value.faults
    assert {fault.code for fault in faults} == {"unused-option"}
    assert faults[0].found == found


def test_the_cells_of_points_hear_no_options_of_outlines(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, POINTS)
    asked = {"id_column": "fid", "name_column": "name", "snap_m": 5.0, "layer": "a"}
    found = refused(table, boundary=areas, **asked)
    assert [code for code, *_ in found if code == "unused-option"] == ["unused-option"] * 4


def test_a_boundary_is_refused_where_the_outlines_are_polygons(tmp_path: Path, areas: Path) -> None:
    assert refused(text(tmp_path, LONG), areas, boundary=areas) == [
        ("unused-option", 0, "places that are points; or leave it out")
    ]


def test_the_row_of_headings_is_that_of_a_table(areas: Path) -> None:
    found = refused(areas, header=2, columns={"place": "name", "source": "name"})
    assert "two-roles" in [code for code, *_ in found]
    (fault,) = unused_options(ImportOptions(header=2), ReadFiles((areas,), None))
    assert fault.expected == "a table in a file of its own; or leave it out"


def test_an_encoding_is_refused_where_every_file_says_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["place", "lon", "lat", "date", "holder"])
    book.active.append(["Mill", 36.305, 33.505, "2018-05-01", "Blue"])
    path = tmp_path / "who.xlsx"
    book.save(path)
    (fault,) = unused_options(ImportOptions(encoding="cp1256"), ReadFiles((path,), None))
    assert fault.code == "unused-option"
    assert [] == list(unused_options(ImportOptions(sheet="Sheet"), ReadFiles((path,), None)))
    beside = ImportOptions(encoding="cp1256", holders=tmp_path / "holders.csv")
    assert [] == list(unused_options(beside, ReadFiles((path,), None)))


@pytest.mark.parametrize(
    "options", [{"near": 2}, {"skip_unmatched": True}, {"order": "dmy"}, {"title": "Who"}]
)
def test_an_option_that_has_nothing_to_do_is_not_refused(
    tmp_path: Path, areas: Path, options: dict[str, object]
) -> None:
    assert said(text(tmp_path, LONG), areas, **options)[0].entries[0].place == "Mill"


def test_a_new_atlas_refuses_a_layer_of_a_file_that_has_none(tmp_path: Path, areas: Path) -> None:
    days = {"first": date(2018, 5, 1), "last": date(2018, 5, 2)}
    with pytest.raises(DataError, match="unused-option"):
        begin_from_file(tmp_path / "town", areas, ImportOptions(layer="areas"), **days)
    assert not (tmp_path / "town").exists()


def test_a_projection_is_heard_by_the_boundary(tmp_path: Path, areas: Path) -> None:
    path, asked = text(tmp_path, POINTS), ImportOptions(crs="EPSG:4326")
    (fault,) = unused_options(asked, ReadFiles((path,), None, has_points=True))
    assert fault.found == "--crs EPSG:4326"
    for boundary in (areas, tmp_path / "shapes.csv"):
        asked = ImportOptions(crs="EPSG:4326", boundary=boundary)
        assert [] == list(unused_options(asked, ReadFiles((path,), None, has_points=True)))


def test_a_projection_is_not_heard_by_the_lines_which_have_an_option_of_their_own(
    tmp_path: Path, areas: Path
) -> None:
    asked = ImportOptions(crs="EPSG:4326", streets=areas)
    (fault,) = unused_options(asked, ReadFiles((text(tmp_path, POINTS),), None, has_points=True))
    assert (fault.found, fault.expected) == (
        "--crs EPSG:4326",
        "a file of outlines, points or a boundary; or leave it out",
    )
