from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from making import day
from planting import AREAS, ATLAS, LANDMARKS, STREETS, Edit, codes, faults_of, plant

from frontmap.errors import Severity, Where
from frontmap.folder.check import check_record
from frontmap.folder.check.outlines import _degree_faults, is_metric
from frontmap.folder.read import read_record
from frontmap.model import Area, Record, Text

if TYPE_CHECKING:
    from pathlib import Path

SOUTHWEST = "[[[3.0, -0.01], [3.01, -0.01], [3.01, 0.0], [3.0, 0.0], [3.0, -0.01]]]"


@pytest.mark.parametrize(
    ("edits", "where", "code"),
    [
        ([(AREAS, '"code": "SW"', '"code": "SE"')], f"{AREAS} feature 3 code", "double-code"),
        ([(AREAS, "جغ", "شم")], f"{AREAS} feature 2 code_ar", "double-code"),
        # where the code in Arabic is missing, it is the first one's
        ([(AREAS, "جغ", "SE")], f"{AREAS} feature 2 code_ar", "double-code"),
        ([(AREAS, "Southwest field", "North  Field")], f"{AREAS} feature 2 name", "double-name"),
        ([(AREAS, "[[[3.0, -0.01], [3.01, -0.01], [3.01, 0.0], [3.0, 0.0], [3.0, -0.01]]]",
           "[[[-0.01, 3.0], [-0.01, 3.01], [0.0, 3.01], [0.0, 3.0], [-0.01, 3.0]]]")],
         f"{AREAS} feature 2 geometry", "swapped-coordinates"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found_where_it_stands(
    copy_of_tiny: Path, edits: list[Edit], where: str, code: str
) -> None:
    plant(copy_of_tiny, *edits)
    assert (where, code) in codes(faults_of(copy_of_tiny))


@pytest.mark.parametrize(
    ("southwest", "kind"),
    [
        # 0.00005° is 5.6 m along the equator
        ("[[[3.0, -0.01], [3.00995, -0.01], [3.00995, 0.0], [3.0, 0.0], [3.0, -0.01]]]", "gap"),
        (
            (
                "[[[3.0, -0.01], [3.01, -0.01], [3.01, -0.005], [3.01, 0.0], [3.0, 0.0], "
                "[3.0, -0.01]]]"
            ),
            "unshared",
        ),
    ],
)
def test_a_narrow_gap_and_a_vertex_of_one_side_are_warnings(
    copy_of_tiny: Path, southwest: str, kind: str
) -> None:
    plant(copy_of_tiny, (AREAS, SOUTHWEST, southwest))
    faults = faults_of(copy_of_tiny)
    assert kind in {fault.code for fault in faults}
    assert {"warning"} == {fault.severity for fault in faults}


def test_a_gap_of_fifteen_metres_and_more_is_a_place_between(copy_of_tiny: Path) -> None:
    moved = "[[[3.0, -0.01], [3.0095, -0.01], [3.0095, -0.001], [3.0, -0.001], [3.0, -0.01]]]"
    plant(copy_of_tiny, (AREAS, SOUTHWEST, moved))
    assert () == faults_of(copy_of_tiny)


def with_two_times(record: Record, first_ends: int, second_begins: int) -> Record:
    """The southwest with two outlines, one after the other, that overlap on the ground."""
    (southwest,) = (area for area in record.areas if area.id == "southwest")
    earlier = replace(southwest, last=day(first_ends))
    later = Area(
        "southwest-new", Text.of(en="New"), Text.of(en="NEW"), "fields",
        shapely.box(3.0, -0.01, 3.01, -0.002), first=day(second_begins),
        where=southwest.where,
    )  # fmt: skip
    others = tuple(area for area in record.areas if area.id != "southwest")
    return replace(record, areas=(*others, earlier, later))


def test_outlines_of_different_days_may_lie_on_one_another(tiny: Path) -> None:
    record, _ = read_record(tiny)
    assert "overlap" not in {f.code for f in check_record(with_two_times(record, 2, 3))}
    assert "overlap" in {f.code for f in check_record(with_two_times(record, 3, 3))}


def test_faults_of_outlines_leave_the_coverage_unjudged(copy_of_tiny: Path) -> None:
    """An outline that is no polygon has no neighbours to overlap."""
    plant(copy_of_tiny, (AREAS, SOUTHWEST, "[]"))
    assert [(f"{AREAS} feature 2 geometry", "empty-geometry")] == codes(faults_of(copy_of_tiny))


def test_outlines_far_from_where_the_metric_system_holds_are_a_warning(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, "EPSG:32631", "EPSG:32637"))
    assert [(f"{ATLAS} metric_crs", "outside-crs")] == codes(faults_of(copy_of_tiny))


def test_a_metric_system_that_does_not_reach_is_told_with_one_that_does(tiny: Path) -> None:
    record, _ = read_record(tiny)
    (area,) = record.areas[:1]

    def told(*bounds: float, crs: str = "EPSG:32631") -> list[str]:
        large = replace(area, polygon=shapely.box(*bounds))
        faults = check_record(replace(record, areas=(large, *record.areas[1:]), metric_crs=crs))
        return [fault.expected for fault in faults if fault.code == "outside-crs"]

    # a country that reaches 5° beyond the zone is still drawn well
    assert [] == told(3.0, 10, 11, 15)
    (expected,) = told(-25, 34, 45, 72)
    better = "+proj=laea +lat_0=36 +lon_0=10 +datum=WGS84 +units=m"
    assert expected.endswith(f'for these outlines it would be "{better}"')
    assert [] == told(-25, 34, 45, 72, crs=better)


def test_an_atlas_across_the_meridian_of_180_is_in_degrees(tiny: Path) -> None:
    record, _ = read_record(tiny)
    (one, *_), (mark, *_) = record.areas, record.landmarks
    islands = [
        replace(one, polygon=shapely.box(179 + n, -17, 180 + n, -16), id=f"island-{n}")
        for n in range(3)
    ]
    beyond = replace(mark, geometry=shapely.Point(181.5, -16.5))
    fiji = replace(record, areas=tuple(islands), landmarks=(beyond,), metric_crs="EPSG:32701")
    degrees = {"not-degrees", "outside-crs", "swapped-coordinates"}
    assert [] == [fault for fault in check_record(fiji) if fault.code in degrees]
    alone = replace(fiji, areas=tuple(islands[2:]), landmarks=())
    assert "not-degrees" in {fault.code for fault in check_record(alone)}


@pytest.mark.parametrize(
    ("west", "south", "advice"),
    [
        (3.0099, -0.01, "try --snap 30"),
        (3.007, -0.01, "try --snap 1000"),
        (
            2.5,
            -5,
            "take what lies over the others out, or into a file for frontmap import --over FILE",
        ),
    ],
)
def test_an_overlap_is_told_with_the_distance_that_mends_it(
    tiny: Path, west: float, south: float, advice: str
) -> None:
    record, _ = read_record(tiny)
    drawn = {
        "southwest": shapely.box(2.2, south, 3.01, 0),
        "southeast": shapely.box(west, south, 3.2, 0),
    }
    areas = [replace(area, polygon=drawn.get(area.id, area.polygon)) for area in record.areas]
    faults = check_record(replace(record, areas=tuple(areas)))
    (expected,) = [fault.expected for fault in faults if fault.code == "overlap"]
    assert f"neighbours that share a line; {advice}" == expected


def test_a_landmark_needs_a_place_on_the_globe(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (LANDMARKS, "[3.015, -0.005]", "[300000.0, 4000000.0]"))
    assert (f"{LANDMARKS} feature 1 geometry", "not-degrees") in codes(faults_of(copy_of_tiny))


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ("null", "empty-geometry"),
        ('{"type": "LineString", "coordinates": []}', "empty-geometry"),
        ('{"type": "Point", "coordinates": [3.01, 0.0]}', "no-line"),
        ('{"type": "LineString", "coordinates": [[0.0, 0.0], [300000.0, 4.0]]}', "not-degrees"),
    ],
)
def test_a_street_is_a_line_in_degrees(copy_of_tiny: Path, geometry: str, code: str) -> None:
    lane = '{"type": "LineString", "coordinates": [[3.01, -0.01], [3.01, 0.0], [3.015, 0.01]]}'
    plant(copy_of_tiny, (STREETS, lane, geometry))
    assert [(f"{STREETS} feature 1 geometry", code)] == codes(faults_of(copy_of_tiny))


def test_a_street_may_be_of_several_lines(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        (
            STREETS,
            '"LineString", "coordinates": [[3.01',
            '"MultiLineString", "coordinates": [[[3.01',
        ),
        (STREETS, "0.01]]}", "0.01]]]}"),
    )
    assert () == faults_of(copy_of_tiny)


def test_streets_beside_the_map_are_told_with_their_number(copy_of_tiny: Path) -> None:
    record, _ = read_record(copy_of_tiny)
    (lane,) = record.streets
    far = [
        replace(lane, id=f"far-{number}", line=shapely.transform(lane.line, lambda xy: xy + 1))
        for number in range(6)
    ]
    (fault,) = check_record(replace(record, streets=(lane, *far)))
    assert (fault.code, fault.severity, fault.where.file) == (
        "street-beside", Severity.WARNING, STREETS,
    )  # fmt: skip
    assert fault.found == (
        "6 of 7 streets outside of what the map shows: far-0, far-1, far-2, far-3, far-4, …"
    )


def test_a_metric_system_that_has_no_place_for_the_outlines_is_an_error(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, "EPSG:32631", "+proj=gnom +lon_0=180"))
    (fault,) = faults_of(copy_of_tiny)
    assert ("outside-crs", Severity.ERROR) == (fault.code, fault.severity)


def test_an_outline_may_last_until_the_end_of_the_calendar(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (AREAS, '"official", "first": "", "last": ""',
                         '"official", "first": "", "last": "9999-12-31"'))  # fmt: skip
    assert () == faults_of(copy_of_tiny)


@pytest.mark.parametrize(
    ("crs", "metric"),
    [
        ("EPSG:32631", True),
        ("EPSG:3857", True),
        ("EPSG:4326", False),  # degrees
        ("+proj=laea +lat_0=53 +lon_0=10 +datum=WGS84 +units=m", True),
        ("+proj=aea +lat_0=37 +lat_1=29 +lat_2=45 +lon_0=-95.5 +datum=WGS84 +units=m", True),
        ("+proj=laea +lat_0=53 +lon_0=10 +datum=WGS84 +units=us-ft", False),
        ("+proj=longlat +datum=WGS84", False),
        ("EPSG:2263", False),  # feet
        ("UTM 31", False),
        ("", False),
    ],
)
def test_a_projected_system_in_metres_is_told_from_all_others(crs: str, metric: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_metric(crs) is metric


@pytest.mark.parametrize(
    ("lon", "lat", "hint"),
    [
        (180, 90, None),
        (-180, -90, None),
        (33.5, 136.3, "are they latitude first?"),
        (180.5, 0, "are they in metres?"),
        (300_000, 4_000_000, "are they in metres?"),
    ],
)
def test_what_cannot_be_degrees_is_told_with_what_it_may_be(
    lon: float, lat: float, hint: str | None
) -> None:
    faults = list(_degree_faults(shapely.Point(lon, lat), Where(AREAS, 2, "geometry")))
    assert [fault.code for fault in faults] == ([] if hint is None else ["not-degrees"])
    assert all(fault.expected.endswith(f"(EPSG:4326); {hint}") for fault in faults)


def test_outlines_that_last_to_the_day_before_may_have_one_name(tiny: Path) -> None:
    record, _ = read_record(tiny)

    def called_the_same(record: Record) -> list[str]:
        areas = [replace(area, name=Text.of(en="South")) for area in record.areas[-2:]]
        faults = check_record(replace(record, areas=(*record.areas[:-2], *areas)))
        return [fault.found for fault in faults if fault.code == "double-name"]

    twice = "'South', which southwest is called too"
    assert called_the_same(with_two_times(record, 2, 3)) == []
    assert called_the_same(with_two_times(record, 3, 3)) == [twice]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(1991, 6, 25), date(1991, 6, 25), ", on 1991-06-25"),
        (date(1991, 6, 25), None, ", from 1991-06-25"),
        (None, date(1991, 6, 25), ", to 1991-06-25"),
        (None, None, ""),
    ],
)
def test_an_overlap_of_outlines_that_come_and_go_is_told_with_its_days(
    tiny: Path, first: date | None, last: date | None, told: str
) -> None:
    record, _ = read_record(tiny)
    one, other, *_ = record.areas
    over = replace(other, polygon=one.polygon, first=first, last=last)
    faults = check_record(replace(record, areas=(one, over)))
    (found,) = [fault.found for fault in faults if fault.code == "overlap"]
    assert told == re.sub(r".*near [\d., -]+\d", "", found)


def test_a_map_that_is_cut_at_180_is_refused_and_one_that_goes_on_is_not(tiny: Path) -> None:
    record, _ = read_record(tiny)
    boxes = [(179, 0, 180, 1), (-180, 0, -179, 1), (-179, 0, -178, 1)]

    def found(turn: float) -> list[str]:
        areas = [
            replace(
                area, polygon=shapely.box(west + turn * (west < 0), 0, east + turn * (east < 0), 1)
            )
            for area, (west, _, east, _) in zip(record.areas, boxes, strict=True)
        ]
        faults = check_record(replace(record, areas=tuple(areas), landmarks=(), streets=()))
        return [str(fault.where) for fault in faults if fault.code == "apart-at-180"]

    assert found(0) == [f"{AREAS} feature 1 geometry"]
    assert found(360) == []


def test_a_layer_that_lies_many_times_over_itself_is_one_fault(tiny: Path) -> None:
    record, _ = read_record(tiny)
    first = record.areas[0]
    pile = [
        replace(first, id=f"q{one}", polygon=shapely.box(3, 0, 4 + one / 1000, 1))
        for one in range(100)
    ]
    faults = check_record(replace(record, areas=tuple(pile)))
    assert [fault.code for fault in faults if str(fault.where) == AREAS] == ["too-large"]
    assert [fault for fault in faults if fault.code == "overlap"] == []
