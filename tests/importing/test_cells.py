"""The encodings in which people save texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imported import make, refused, shapefile, states, text

if TYPE_CHECKING:
    from pathlib import Path


def test_an_encoding_that_is_not_utf_8_must_be_named(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path, "place,date,control,note\nMill,2018-05-01,Blue,طاحونة\n", encoding="cp1256"
    )
    assert [(code, row) for code, row, _ in refused(table, areas)] == [("encoding", 2)]
    atlas = make(tmp_path, table, areas, holders=holders, encoding="cp1256")
    assert atlas.record.rulings[-1].note.exact("en") == "طاحونة"


def test_a_table_in_utf_8_stays_so_where_the_encoding_of_the_outlines_is_named(
    tmp_path: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nطاحونة,2018-05-01,Blue\n")
    outlines = shapefile(tmp_path, ["طاحونة", "ميناء"], encoding="cp1256")
    atlas = make(tmp_path, table, outlines, holders=holders, encoding="cp1256")
    assert [area.name.exact("en") for area in atlas.areas.values()] == ["طاحونة", "ميناء"]


def test_an_encoding_that_is_none_is_refused_even_where_it_is_not_needed(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    codes = {code for code, *_ in refused(table, areas, encoding="cp125x")}
    assert codes == {"unknown-encoding"}


def test_utf_16_as_spreadsheets_write_it_is_known_by_its_mark(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place\tdate\tcontrol\nMill\t2018-05-01\tBlue\n", encoding="utf-16")
    assert states(make(tmp_path, table, areas, holders=holders), "mill") == ["blue held"]
