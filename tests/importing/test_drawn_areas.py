"""Areas are made of outlines or around points, and one outline stands for each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from imported import draw_areas, feature, refused, said, square, text, write_features

from frontmap.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "place,date,holder\nMill,2018-05-01,Blue\n"


def test_a_state_in_each_row_of_one_outline_makes_one_area(tmp_path: Path) -> None:
    rows = [
        feature(square(36.3, 33.5), place="Mill", date=f"2018-05-0{day}", holder="Blue")
        for day in (1, 2)
    ]
    read, _ = said(write_features(tmp_path / "states.geojson", *rows), shape="long")
    assert ["mill"] == [area.id for area in read.plan.areas]


def test_a_place_with_another_outline_is_refused_with_what_can_be_done(tmp_path: Path) -> None:
    rows = [
        feature(square(36.3, 33.5, size), place="Mill", date=f"2018-05-0{day}", holder="Blue")
        for day, size in ((1, 0.01), (2, 0.02))
    ]
    [(code, row, expected)] = refused(write_features(tmp_path / "s.geojson", *rows), shape="long")
    assert ("two-outlines", 2) == (code, row)
    assert "--unite" in expected
    assert "--shape spans or snapshots" in expected


def test_a_table_without_outlines_or_points_asks_for_them(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="there are no outlines"):
        said(text(tmp_path, TABLE))


def test_points_need_a_frame(tmp_path: Path) -> None:
    table = text(tmp_path, "place,date,holder,lon,lat\nMill,2018-05-01,Blue,36.3,33.5\n")
    with pytest.raises(RequestError, match="--boundary FILE"):
        said(table)


def test_what_lies_over_the_others_is_an_area_of_its_own(tmp_path: Path) -> None:
    over = write_features(tmp_path / "over.geojson", feature(square(36.305, 33.5), name="Strip"))
    read, lines = said(text(tmp_path, TABLE), draw_areas(tmp_path), over=over)
    assert ["old-town", "harbour", "mill", "strip"] == [area.id for area in read.plan.areas]
    assert any(line.startswith("over.geojson: ") for line in lines)


def test_a_frame_without_points_is_told_what_it_is_for(tmp_path: Path) -> None:
    frame = write_features(tmp_path / "frame.geojson", feature(square(36.3, 33.5), name="Frame"))
    with pytest.raises(RequestError, match="columns of longitude and latitude for --boundary"):
        said(text(tmp_path, TABLE), boundary=frame)
