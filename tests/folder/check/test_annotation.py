from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from making import day
from planting import ANNOTATIONS, LANDMARKS, codes, faults_of, plant

from frontmap.days import parse_span
from frontmap.errors import Fault, Where
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record
from frontmap.folder.tables import AREAS
from frontmap.model import Group

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.model import Record


@pytest.fixture
def record(tiny: Path) -> Record:
    return read_record(tiny)[0]


def annotated(record: Record, **fields: Any) -> Record:  # noqa: ANN401 - of any field
    """The tiny atlas with its one annotation changed; its place is the point given, if any."""
    (annotation,) = record.annotations
    place = {"landmark": ""} if {"lon", "lat", "area"} & set(fields) else {}
    return replace(record, annotations=(replace(annotation, **{**place, **fields}),))


@pytest.mark.parametrize(
    ("fields", "column", "code"),
    [
        ({"landmark": ""}, "area", "no-place"),
        ({"area": "north", "landmark": "mill"}, "landmark", "two-places"),
        ({"area": "north", "lon": 3.01, "lat": 0.0}, "lon", "two-places"),
        ({"landmark": "mill", "lon": 3.01, "lat": 0.0}, "lon", "two-places"),
        ({"landmark": "mill", "lat": 0.0}, "lat", "two-places"),
        ({"lon": 3.01}, "lat", "half-a-place"),
        ({"lat": 0.0}, "lon", "half-a-place"),
        ({"lon": 3.03, "lat": 0.0}, "lon", "outside-map"),
        ({"lon": 3.01, "lat": -0.02}, "lon", "outside-map"),
        ({"date": parse_span("2001-01-05")}, "date", "outside-episodes"),
        ({"date": parse_span("2001-01-03/2001-01-05")}, "date", "outside-episodes"),
        ({"date": parse_span("2000-12-31/2001-01-01")}, "date", "outside-episodes"),
        ({"area": "nowhere"}, "area", "unknown-area"),
    ],
)
def test_what_breaks_a_rule_is_found_where_it_stands(
    record: Record, fields: dict[str, Any], column: str, code: str
) -> None:
    found = codes(check_record(annotated(record, **fields)))
    assert (f"{ANNOTATIONS}:2 {column}", code) in found


@pytest.mark.parametrize(
    "fields",
    [
        {"area": "north"},
        {"lon": 3.02, "lat": -0.01},
        {"lon": 3.0, "lat": 0.01},
        {"date": parse_span("2001-01-01/2001-01-04")},
    ],
)
def test_an_area_a_landmark_or_a_point_is_a_place(record: Record, fields: dict[str, Any]) -> None:
    assert () == check_record(annotated(record, **fields))


def test_longitude_and_latitude_that_are_exchanged_are_told_so(record: Record) -> None:
    (fault,) = check_record(annotated(record, lon=0.005, lat=3.01))
    assert (fault.found, fault.expected) == (
        "0.005, 3.01",
        "a point from 3.0000, -0.0100 to 3.0200, 0.0100; are lon and lat exchanged?",
    )


def test_an_arrow_cannot_point_at_a_landmark_that_is_only_bounded(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (LANDMARKS, '{"type": "Point", "coordinates": [3.015, -0.005]}', "null"))
    (fault,) = faults_of(copy_of_tiny)
    assert (str(fault.where), fault.code) == (f"{ANNOTATIONS}:2 landmark", "bounded-place")


def test_a_landmark_outside_of_the_map_is_no_place_on_it(record: Record) -> None:
    far = replace(record.landmarks[0], geometry=shapely.Point(3.5, 0))
    found = codes(check_record(replace(record, landmarks=(far,))))
    assert [(f"{ANNOTATIONS}:2 landmark", "outside-map")] == found


def test_the_map_is_that_of_the_episode_s_groups_and_of_the_outlines_of_its_days(
    record: Record,
) -> None:
    """The north is of a group that the episode does not show, or has no outline any more."""
    north, *others = record.areas
    title = record.groups[0].title
    elsewhere = replace(
        record,
        areas=(replace(north, group="far"), *others),
        groups=(*record.groups, Group("far", title)),
    )
    past = replace(record, areas=(replace(north, last=day(1)), *others))
    for atlas in (elsewhere, past):
        found = codes(check_record(annotated(atlas, area="north")))
        assert (f"{ANNOTATIONS}:2 area", "outside-map") in found
    assert () == check_record(annotated(elsewhere, area="southeast"))


def test_places_are_not_judged_where_the_outlines_could_not_be_read(record: Record) -> None:
    unread = [Fault(Where(AREAS, 1), "no-polygon", "", "")]
    wrong = annotated(record, lon=8.0, lat=0.0)
    assert ["outside-map"] == [fault.code for fault in check_record(wrong)]
    assert () == check_record(wrong, unread=unread)


def test_an_atlas_without_outlines_on_these_days_has_no_map_to_lie_outside_of(
    record: Record,
) -> None:
    faults = check_record(replace(record, areas=(), rulings=(), claims=(), landmarks=()))
    assert "outside-map" not in {fault.code for fault in faults}
