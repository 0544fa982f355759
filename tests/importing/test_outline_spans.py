"""Outlines each with a first and a last day: the values were worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import pytest
import shapely
from imported import feature, make, refused, said, square, states, text, write_features

from frontmap.errors import DataError, RequestError
from frontmap.importing.interpretation import interpret
from frontmap.importing.options import EndRule, ImportOptions, TableShape
from frontmap.importing.proposing import propose

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.importing.interpretation import Interpretation

#: Narrow and wide outlines, west to east: these two share a border, and the third lies apart.
NARROW, WIDE, EAST = (
    {"type": "Polygon", "coordinates": [[[w, 33], [e, 33], [e, 34], [w, 34], [w, 33]]]}
    for w, e in ((36, 37), (36, 38), (39, 40))
)


def borders(tmp_path: Path, *rows: tuple[object, ...], names: str = "start_date,end_date") -> Path:
    """Write outlines with a name, a holder and their days."""
    start, end = names.split(",")
    features = [
        feature(shape, name=name, holder=holder, **{start: first, end: last})
        for shape, name, holder, first, last in rows
    ]
    return write_features(tmp_path / "borders.geojson", *features)


def spans(understood: Interpretation) -> list[str]:
    return [f"{area.id} {area.first} {area.last}" for area in understood.plan.areas]


def test_an_outline_lasts_to_its_own_end(tmp_path: Path, holders: Path) -> None:
    path = borders(
        tmp_path,
        (NARROW, "North", "Blue", "1945-05-08", "1945-06-30"),
        (EAST, "South", "Green", "1945-05-08", "1945-08-15"),
        (WIDE, "North", "Blue", "1945-07-01", "1945-08-15"),
    )
    understood, lines = said(path)
    assert spans(understood) == [
        "north 1945-05-08 1945-06-30",
        "north-1945-07-01 1945-07-01 1945-08-15",
        "south 1945-05-08 1945-08-15",
    ]
    assert lines[-1] == "3 outlines of 2 places, 1945-05-08 to 1945-08-15; moved 1 time"
    atlas = make(tmp_path, path, holders=holders)
    assert (len(atlas.days()), atlas.days()[-1]) == (100, date(1945, 8, 15))
    assert [len(atlas.on(day).runs) for day in atlas.days()] == [2] * 100


def test_one_outline_of_a_place_with_several_holders_stays(tmp_path: Path, holders: Path) -> None:
    path = borders(
        tmp_path,
        (NARROW, "North", "Blue", "1945-05-08", "1945-05-09"),
        (NARROW, "North", "Green", "1945-05-10", "1945-05-11"),
    )
    atlas = make(tmp_path, path, holders=holders)
    assert [(area.id, area.first) for area in atlas.areas.values()] == [("north", None)]
    assert states(atlas, "north") == ["blue held"] * 2 + ["green held"] * 2


def test_places_that_take_turns_on_one_ground_move(tmp_path: Path) -> None:
    path = borders(
        tmp_path,
        (WIDE, "Union", "Blue", "1945-05-08", "1945-05-09"),
        (NARROW, "North", "Blue", "1945-05-10", "1945-05-11"),
    )
    assert spans(said(path, end=EndRule.INCLUSIVE)[0]) == [
        "north 1945-05-10 1945-05-11",
        "union 1945-05-08 1945-05-09",
    ]


def test_an_outline_that_two_holders_have_in_turn_stays_one_area(tmp_path: Path) -> None:
    path = borders(
        tmp_path,
        (NARROW, "North", "Blue", "1945-05-08", "1945-05-09"),
        (NARROW, "North", "Green", "1945-05-10", "1945-05-11"),
        (WIDE, "North", "Green", "1945-05-12", "1945-05-12"),
    )
    understood, _ = said(path)
    assert spans(understood) == [
        "north 1945-05-08 1945-05-11",
        "north-1945-05-12 1945-05-12 1945-05-12",
    ]
    assert [(e.place, e.written.holder) for e in understood.entries] == [
        ("north", "Blue"),
        ("north", "Green"),
        ("north-1945-05-12", "Green"),
    ]


def test_ends_are_told_by_neighbours_or_asked_for(tmp_path: Path) -> None:
    rows = (
        (NARROW, "North", "Blue", "1945-05-08", "1945-07-01"),
        (WIDE, "North", "Blue", "1945-07-01", "1945-08-15"),
    )
    understood, _ = said(borders(tmp_path, *rows))
    assert spans(understood) == [
        "north 1945-05-08 1945-06-30",
        "north-1945-07-01 1945-07-01 1945-08-14",
    ]
    apart = borders(tmp_path, *rows[:1], (WIDE, "North", "Blue", "1945-08-01", "1945-08-15"))
    ((code, _, expected),) = refused(apart)
    assert (code, expected) == (
        "which-end-rule",
        "--end inclusive (its last day) or --end exclusive (the first day after it)",
    )
    assert spans(said(apart, end=EndRule.EXCLUSIVE)[0])[1].endswith("1945-08-01 1945-08-14")


def test_open_ends_need_the_last_day(tmp_path: Path) -> None:
    path = borders(
        tmp_path,
        (NARROW, "North", "Blue", "1945-05-08", None),
        (WIDE, "North", "Blue", "1945-07-01", ""),
    )
    asked = {"end": EndRule.INCLUSIVE}
    assert refused(path, **asked) == [("which-last", 2, "an end, or the record's by --last")]
    understood, lines = said(path, last=date(1945, 8, 15), **asked)
    assert spans(understood) == [
        "north 1945-05-08 1945-06-30",
        "north-1945-07-01 1945-07-01 1945-08-15",
    ]
    assert "2 without an end hold until the next of their place, or to --last" in lines


def test_without_a_column_of_ends_an_outline_holds_until_the_next(tmp_path: Path) -> None:
    path = write_features(
        tmp_path / "borders.geojson",
        feature(NARROW, name="North", holder="Blue", start_date="1920"),
        feature(EAST, name="South", holder="Green", start_date="1920"),
        feature(WIDE, name="North", holder="Blue", start_date="1931"),
    )
    asked = {"shape": TableShape.SPANS, "years": True}
    assert [code for code, _, _ in refused(path, **asked)] == ["which-last", "which-last"]
    understood, lines = said(path, last=date(1939, 12, 31), **asked)
    assert spans(understood) == [
        "north 1920-01-01 1930-12-31",
        "north-1931-01-01 1931-01-01 1939-12-31",
        "south 1920-01-01 1939-12-31",
    ]
    assert "borders.geojson: no interval has an end" in lines


def test_two_outlines_of_one_place_on_one_day_are_refused(tmp_path: Path) -> None:
    path = borders(
        tmp_path,
        (NARROW, "North", "Blue", "1945-05-08", "1945-06-30"),
        (WIDE, "North", "Blue", "1945-06-30", "1945-08-15"),
    )
    faults = refused(path, end=EndRule.INCLUSIVE)
    assert [(code, row) for code, row, _ in faults] == [("two-outlines", 2)]
    assert "--leave-out" in faults[0][2]


def test_without_places_the_outlines_of_a_holder_are_one_area(tmp_path: Path) -> None:
    path = borders(
        tmp_path,
        (NARROW, "a", "Blue", "1945-05-01", "1945-05-10"),
        (EAST, "b", "Blue", "1945-05-04", "1945-05-06"),
    )
    asked = {"shape": TableShape.SPANS, "left_out": ("name",), "end": EndRule.INCLUSIVE}
    understood, _ = said(path, **asked)
    assert spans(understood) == [
        "blue 1945-05-01 1945-05-03",
        "blue-1945-05-04 1945-05-04 1945-05-06",
        "blue-1945-05-07 1945-05-07 1945-05-10",
    ]
    assert [area.polygon.area for area in understood.plan.areas] == [1.0, 2.0, 1.0]


def test_outlines_without_a_place_are_asked_about_in_one_run_and_the_least_sure_counts(
    tmp_path: Path,
) -> None:
    days = {"holder": "Blue", "start": "1945-05-08", "end": "1945-06-30"}
    parts = (
        feature(WIDE, **days, confidence="high"),
        feature(EAST, **days, confidence="low"),
        feature(square(50, 33, 1), **days | {"holder": "Green"}, confidence="high"),
    )
    path = write_features(tmp_path / "parts.geojson", *parts)
    asked = propose([path], ImportOptions(), tell=lambda _: None).recipe.questions
    assert [(c.key, c.value) for one in asked for c in one.choices] == [
        ("shape", "spans"),
        ("end", "inclusive"),
        ("end", "exclusive"),
    ]
    understood, _ = said(path, shape=TableShape.SPANS, end=EndRule.INCLUSIVE)
    assert {(one.place, one.written.confidence) for one in understood.entries} == {
        ("blue", "low"),
        ("green", "high"),
    }


def test_places_that_overlap_on_one_day_are_told_by_the_check(
    tmp_path: Path, holders: Path
) -> None:
    path = borders(
        tmp_path,
        (NARROW, "North", "Blue", "1945-05-08", "1945-06-30"),
        (NARROW, "Old North", "Blue", "1945-05-08", "1945-06-30"),
    )
    with pytest.raises(DataError, match="overlap"):
        make(tmp_path, path, holders=holders, shape=TableShape.SPANS, end=EndRule.INCLUSIVE)


def test_status_rivals_note_and_source_are_read(tmp_path: Path) -> None:
    more = {"status": "contested", "rivals": "Green", "note": "by night", "source": "Gazette"}
    days = {"start": "1945-05-08", "end": "1945-05-09"}
    path = write_features(
        tmp_path / "borders.geojson", feature(NARROW, name="N", holder="Blue", **days, **more)
    )
    understood, _ = said(path, shape=TableShape.SPANS, end=EndRule.INCLUSIVE)
    (written,) = [entry.written for entry in understood.entries]
    assert (written.holder, written.note, written.source) == (
        "Blue (contested; Green)",
        "by night",
        "Gazette",
    )


def test_a_contested_outline_without_a_place_is_an_area_of_its_own(tmp_path: Path) -> None:
    days = {"start": "1945-05-08", "end": "1945-05-09", "holder": "Blue"}
    path = write_features(
        tmp_path / "borders.geojson",
        feature(NARROW, status="held", **days),
        feature(EAST, status="contested", **days),
    )
    understood, _ = said(path, shape=TableShape.SPANS, end=EndRule.INCLUSIVE)
    assert [area.id for area in understood.plan.areas] == ["blue", "blue-contested"]


def test_an_outline_needs_a_place_or_a_holder(tmp_path: Path) -> None:
    rows = (NARROW, "North", "", "1945-05-08", "1945-06-30"), (EAST, "", "Blue", "1945-05-08", "")
    path = borders(tmp_path, *rows)
    asked = {"shape": TableShape.SPANS, "end": EndRule.INCLUSIVE}
    assert refused(path, **asked) == [("empty-cell", 2, "a place's name")]
    without = refused(path, left_out=("name",), **asked)
    assert without == [("empty-cell", 1, "a holder, or --column place=…")]


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    days = {"start": "1945-05-08", "end": "1945-05-09"}
    path = write_features(
        tmp_path / "borders.geojson",
        feature(NARROW, name="N", holder="Blue", population=7, **days),
        feature(WIDE, name="N", holder="Blue", start="1945-05-10", end="1945-05-11"),
    )
    assert said(path)[0].unused == ("population",)


def test_options_that_say_nothing_of_such_outlines_are_refused(tmp_path: Path) -> None:
    path = borders(tmp_path, (NARROW, "North", "Blue", "1945-05-08", "1945-06-30"))
    for option in ({"near": 1}, {"holds": 3}, {"id_column": "name"}):
        with pytest.raises(RequestError, match="not for outlines with a start and an end each"):
            said(path, shape=TableShape.SPANS, end=EndRule.INCLUSIVE, **option)
    table = text(tmp_path, "place,start,end,holder\nNorth,1945-05-08,1945-05-09,Blue\n")
    with pytest.raises(RequestError, match="without a table"):
        interpret([table, path], ImportOptions(shape=TableShape.SPANS), tell=lambda _: None)


def test_neighbours_of_the_same_days_are_snapped(tmp_path: Path) -> None:
    near = shapely.geometry.mapping(shapely.box(37.00001, 33, 38, 34))
    path = borders(
        tmp_path,
        (NARROW, "North", "Blue", "1945-05-08", "1945-06-30"),
        (near, "Mid", "Green", "1945-05-08", "1945-06-30"),
        (WIDE, "North", "Blue", "1945-07-01", "1945-08-15"),
    )
    areas = said(path, snap_m=5)[0].plan.areas
    mid, north, _ = areas
    assert mid.polygon.bounds[0] == north.polygon.bounds[2]


# What real sets look like.


def test_cshapes_has_its_days_in_three_columns(tmp_path: Path) -> None:
    def country(shape: object, name: str, *days: int) -> dict[str, object]:
        keys = ("gwsyear", "gwsmonth", "gwsday", "gweyear", "gwemonth", "gweday")
        cells = dict(zip(keys, map(float, days), strict=True))
        return feature(shape, cntry_name=name, gwcode=7, **cells)

    path = write_features(
        tmp_path / "cshapes.geojson",
        country(NARROW, "Utopia", 1946, 1, 1, 1964, 10, 23),
        country(WIDE, "Utopia", 1964, 10, 24, 2019, 12, 31),
    )
    roles = {"place": "cntry_name", "holder": "cntry_name"}
    understood, lines = said(path, columns=roles)
    assert spans(understood) == [
        "utopia 1946-01-01 1964-10-23",
        "utopia-1964-10-24 1964-10-24 2019-12-31",
    ]
    assert understood.unused == ("gwcode",)
    assert "start: gwsyear,gwsmonth,gwsday; end: gweyear,gwemonth,gweday" in lines[0]


def test_openhistoricalmap_has_open_ends_and_years(tmp_path: Path) -> None:
    path = borders(
        tmp_path,
        (NARROW, "Utopia", "Blue", "1920", "1930"),
        (WIDE, "Utopia", "Blue", "1931", None),
    )
    assert {code for code, _, _ in refused(path)} == {"no-day"}
    understood, _ = said(path, years=True, last=date(1939, 12, 31))
    assert spans(understood) == [
        "utopia 1920-01-01 1930-12-31",
        "utopia-1931-01-01 1931-01-01 1939-12-31",
    ]


def test_cliopatria_has_numbers_of_years(tmp_path: Path) -> None:
    rows = (
        (NARROW, "Utopia", "Blue", 700, 812),
        (WIDE, "Utopia", "Blue", 813, 900),
    )
    path = borders(tmp_path, *rows, names="FromYear,ToYear")
    assert {code for code, _, _ in refused(path)} == {"no-day"}
    assert spans(said(path, years=True)[0]) == [
        "utopia 0700-01-01 0812-12-31",
        "utopia-0813-01-01 0813-01-01 0900-12-31",
    ]


def test_a_year_in_which_the_next_begins_is_no_year_of_the_one_before(tmp_path: Path) -> None:
    rows = ((NARROW, "Utopia", "Blue", 700, 812), (WIDE, "Utopia", "Blue", 812, 900))
    path = borders(tmp_path, *rows, names="FromYear,ToYear")
    assert spans(said(path, years=True)[0]) == [
        "utopia 0700-01-01 0811-12-31",
        "utopia-0812-01-01 0812-01-01 0899-12-31",
    ]


def test_years_before_the_first_are_refused(tmp_path: Path) -> None:
    path = borders(tmp_path, (NARROW, "Utopia", "Blue", -300, 20), names="FromYear,ToYear")
    asked = {"years": True, "shape": TableShape.SPANS, "end": EndRule.INCLUSIVE}
    assert [code for code, _, _ in refused(path, **asked)] == ["before-our-era", "no-day"]


def test_geojson_t_has_timespans_beside_the_properties(tmp_path: Path) -> None:
    def during(*days: tuple[str, str]) -> dict[str, object]:
        timespans = [{"start": {"in": one}, "end": {"in": other}} for one, other in days]
        return {"timespans": timespans}

    north = feature(NARROW, title="North", holder="Blue")
    wide = feature(WIDE, title="North", holder="Blue")
    path = write_features(
        tmp_path / "places.geojson",
        north | {"when": during(("1945-05-08", "1945-05-31"), ("1945-07-01", "1945-07-31"))},
        wide | {"when": during(("1945-06-01", "1945-06-30"))},
    )
    understood, _ = said(path, columns={"place": "title"})
    assert spans(understood) == [
        "north 1945-05-08 1945-05-31",
        "north-1945-06-01 1945-06-01 1945-06-30",
        "north-1945-07-01 1945-07-01 1945-07-31",
    ]


def test_geojson_t_has_timespans_inside_a_geometry_too(tmp_path: Path) -> None:
    def during(shape: dict[str, object], one: str, other: str) -> dict[str, object]:
        timespan = {"start": {"in": one}, "end": {"in": other}}
        return shape | {"when": {"timespans": [timespan]}}

    parts = [
        during(NARROW, "1945-05-08", "1945-05-31"),
        during(WIDE, "1945-06-01", "1945-06-30"),
    ]
    collection = {"type": "GeometryCollection", "geometries": parts}
    path = write_features(
        tmp_path / "places.geojson", feature(collection, name="North", holder="Blue")
    )
    assert spans(said(path)[0]) == [
        "north 1945-05-08 1945-05-31",
        "north-1945-06-01 1945-06-01 1945-06-30",
    ]


def test_a_temporal_layer_of_qgis_has_two_columns_of_times(tmp_path: Path) -> None:
    path = tmp_path / "control.gpkg"
    pyogrio.raw.write(
        str(path),
        geometry=shapely.to_wkb([shapely.box(36, 33, 37, 34), shapely.box(36, 33, 38, 34)]),
        field_data=[
            np.array(["North", "North"], dtype=object),
            np.array(["Blue", "Blue"], dtype=object),
            np.array(["1945-05-08T00:00:00", "1945-07-01T00:00:00"], dtype="datetime64[ms]"),
            np.array(["1945-06-30T00:00:00", "1945-08-15T00:00:00"], dtype="datetime64[ms]"),
        ],
        fields=["name", "held_by", "start", "end"],
        geometry_type="Polygon",
        crs="EPSG:4326",
        layer="control",
    )
    assert spans(said(path)[0]) == [
        "north 1945-05-08 1945-06-30",
        "north-1945-07-01 1945-07-01 1945-08-15",
    ]


def test_kml_has_time_spans_and_no_holder(tmp_path: Path) -> None:
    def placemark(west: float, first: str, last: str) -> str:
        east = west + 1
        ring = f"{west},33 {east},33 {east},34 {west},34 {west},33"
        return (
            f"<Placemark><name>North</name><TimeSpan><begin>{first}</begin><end>{last}</end>"
            "</TimeSpan><Polygon><outerBoundaryIs><LinearRing><coordinates>"
            f"{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        )

    marks = placemark(36, "1945-05-08", "1945-06-30") + placemark(36.5, "1945-07-01", "1945-08-15")
    content = (
        '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<Folder><name>Blue</name>{marks}</Folder></Document></kml>"
    )
    path = text(tmp_path, content, "borders.kml")
    assert "which-holder" in [code for code, _, _ in refused(path)]
    understood, _ = said(path, all_held_by="Blue")
    assert spans(understood) == [
        "north 1945-05-08 1945-06-30",
        "north-1945-07-01 1945-07-01 1945-08-15",
    ]
    assert {entry.written.holder for entry in understood.entries} == {"Blue"}


def test_several_outlines_with_a_start_alone_are_recognised_and_ask_for_the_last_day(
    tmp_path: Path,
) -> None:
    features = [
        feature(NARROW, name="North", holder="Blue", start="1945-05-08"),
        feature(WIDE, name="North", holder="Blue", start="1945-05-11"),
    ]
    path = write_features(tmp_path / "b.geojson", *features)
    with pytest.raises(DataError) as refusal:
        said(path)
    assert [("which-last", ("1945-05-11",))] == [(f.code, f.choices) for f in refusal.value.faults]
    understood, _ = said(path, last=date(1945, 5, 12))
    assert spans(understood) == [
        "north 1945-05-08 1945-05-10",
        "north-1945-05-11 1945-05-11 1945-05-12",
    ]
