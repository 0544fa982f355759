"""Each column with something in it of which nothing is made is named, with its file if need be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imported import draw_areas, feature, said, square, text, write_features

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "place,date,holder,beds,blank\nMill,2018-05-01,Blue,7,\n"


def test_a_filled_column_is_named_and_a_blank_one_is_not(tmp_path: Path) -> None:
    assert ("beds",) == said(text(tmp_path, TABLE), draw_areas(tmp_path))[0].unused


def test_a_column_of_outlines_beside_a_table_is_named_with_its_file(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "quarters.geojson", feature(square(36.3, 33.5), name="Mill", people=900)
    )
    read, _ = said(text(tmp_path, TABLE), outlines)
    assert ("beds", "people of quarters.geojson") == read.unused


def test_a_column_that_joins_places_is_used(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "quarters.geojson", feature(square(36.3, 33.5), name="Q1", local="Mill")
    )
    assert ("beds",) == said(text(tmp_path, TABLE), outlines)[0].unused


def test_the_columns_of_several_tables_are_named_once(tmp_path: Path) -> None:
    one, two = text(tmp_path, TABLE, "one.csv"), text(tmp_path, TABLE, "two.csv")
    assert ("beds",) == said(one, two, draw_areas(tmp_path))[0].unused
