"""Days of outlines in parts, in an object, and in years."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from imported import feature, square, write_features

from frontmap.errors import DataError
from frontmap.importing.outline_days import with_days
from frontmap.importing.outlines import read_outlines

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.importing.outlines import FeatureTable


def outline(tmp_path: Path, **cells: object) -> FeatureTable:
    path = tmp_path / "outlines.geojson"
    return with_days(read_outlines(write_features(path, feature(square(36.3, 33.5), **cells))))


def said_by(tmp_path: Path, when: object) -> list[tuple[str, str]]:
    with pytest.raises(DataError) as refusal:
        outline(tmp_path, when=when)
    return [(fault.code, fault.found) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("cells", "column", "date"),
    [
        ({"gwsyear": 1946, "gwsmonth": 1, "gwsday": 2}, "gwsyear,gwsmonth,gwsday", "1946-01-02"),
        ({"YEAR": 946, "MONTH": 12, "DAY": "31"}, "YEAR,MONTH,DAY", "0946-12-31"),
        (
            {"year_start": 1946, "month_start": 1, "day_start": 2},
            "year_start,month_start,day_start",
            "1946-01-02",
        ),
        ({"s_year": -1, "s_month": -1, "s_day": -1}, "s_year,s_month,s_day", ""),
        ({"s_year": 1946, "s_month": None, "s_day": None}, "s_year,s_month,s_day", "1946"),
        ({"s_year": 1946, "s_month": 5, "s_day": None}, "s_year,s_month,s_day", "1946-5"),
        ({"s_year": 1946, "s_month": 0, "s_day": 0}, "s_year,s_month,s_day", "1946-00-00"),
    ],
)
def test_three_columns_of_a_date_become_one(
    tmp_path: Path, cells: dict[str, object], column: str, date: str
) -> None:
    table = outline(tmp_path, **cells)
    assert (table.columns, table.features[0].cells[column]) == ((column,), date)


def test_parts_stay_where_the_whole_date_is_there_or_a_part_is_missing(tmp_path: Path) -> None:
    whole = {"gwsyear": 1946, "gwsmonth": 1, "gwsday": 2, "gwsdate": "1946-01-02"}
    assert outline(tmp_path, **whole).columns == tuple(whole)
    assert outline(tmp_path, year=1946, month=1).columns == ("year", "month")


def test_each_timespan_is_an_outline_of_its_own(tmp_path: Path) -> None:
    one = {"start": {"in": "1945-05-08"}, "end": {"in": "1945-05-09"}, "label": "first"}
    other = {"start": {"earliest": "1945-06-01", "latest": "1945-06-01"}}
    table = outline(tmp_path, name="N", when={"timespans": [one, other]})
    assert table.columns == ("name", "when.start", "when.end", "when.label")
    assert [tuple(feature.cells.values()) for feature in table.features] == [
        ("N", "1945-05-08", "1945-05-09", "first"),
        ("N", "1945-06-01", "", ""),
    ]


def test_a_when_without_a_list_is_one_timespan(tmp_path: Path) -> None:
    table = outline(tmp_path, when={"start": "1945-05-08", "end": "1945-05-09"})
    assert [f.cells for f in table.features] == [
        {"when.start": "1945-05-08", "when.end": "1945-05-09", "when.label": ""}
    ]


def test_a_vague_moment_and_what_would_not_be_read_are_refused(tmp_path: Path) -> None:
    vague = {"earliest": "1945-05-08", "latest": "1945-05-10"}
    assert said_by(tmp_path, {"timespans": [{"start": vague}]}) == [
        ("no-day", f"a vague one, {json.dumps(vague)}")
    ]
    early = {"earliest": "1945-05-08"}
    assert said_by(tmp_path, {"timespans": [{"start": early}]}) == [
        ("no-day", f"a vague one, {json.dumps(early)}")
    ]
    lasting = {"timespans": [{"start": {"in": "1945-05-08"}}], "duration": "P10D"}
    assert said_by(tmp_path, lasting) == [("bad-when", "duration, which would not be read")]


@pytest.mark.parametrize(
    "when", ["1945", {"timespans": []}, {"timespans": [["1945"]]}, {"periods": ["a"]}, [1], "{"]
)
def test_a_when_that_names_no_days_is_refused(tmp_path: Path, when: object) -> None:
    assert [code for code, _ in said_by(tmp_path, when)] == ["bad-when"]
