"""In which areas events are: by their points on their days, and by their places' names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from shapely import box

from frontmap.days import parse_span
from frontmap.errors import DataError, Where
from frontmap.importing.event_places import place_events
from frontmap.importing.events import Event
from frontmap.importing.options import ImportOptions
from frontmap.model import NO_TEXT, Area, ClaimKind, Text

if TYPE_CHECKING:
    from collections.abc import Sequence


def area(key: str, west: float, **days: date) -> Area:
    return Area(key, Text.of(en=key.title()), NO_TEXT, "", box(west, 0, west + 1, 1), **days)


AREAS = (area("mill", 0), area("harbour", 1))


def event(row: int = 2, **fields: Any) -> Event:  # noqa: ANN401
    of = {"date": parse_span("2018-05-02"), "place": "", "spot": None, "exact": True}
    empty = {"locator": "", "note": "", "killed": "", "written": "clash"}
    lists = {"actors": (), "sources": ()}
    where = Where("events.csv", row)
    return Event(where, **(of | empty | lists | {"kind": ClaimKind.CLASH} | fields))


def areas_of(*events: Event, areas: Sequence[Area] = AREAS, **options: Any) -> list[str]:  # noqa: ANN401
    placed, _ = place_events(events, areas, (), ImportOptions(**options))
    return [" ".join(one.areas) for one in placed]


def test_a_point_is_in_the_area_round_it() -> None:
    assert areas_of(event(spot=(0.5, 0.5)), event(3, spot=(1.5, 0.5))) == ["mill", "harbour"]


def test_a_point_on_a_border_is_in_both_areas() -> None:
    assert areas_of(event(spot=(1, 0.5))) == ["mill harbour"]


def test_a_point_outside_is_in_no_area_and_counted() -> None:
    placed, notes = place_events([event(spot=(9, 9))], AREAS, (), ImportOptions())
    assert [one.areas for one in placed] == [()]
    assert notes == ("1 event outside all outlines of their days: kept with the point, in no area",)


def test_a_point_beyond_the_meridian_of_180_is_where_the_areas_are() -> None:
    areas = (area("west", 179), area("east", 180))
    placed, notes = place_events([event(spot=(-179.5, 0.5))], areas, (), ImportOptions())
    assert [(one.spot, one.areas) for one in placed] == [((180.5, 0.5), ("east",))]
    assert notes == ()


def test_a_point_far_from_areas_on_one_side_stays_where_it_is() -> None:
    placed, _ = place_events([event(spot=(-179.5, 0.5))], AREAS, (), ImportOptions())
    assert placed[0].spot == (-179.5, 0.5)


def test_an_outline_counts_only_on_its_days() -> None:
    ended = (area("mill", 0, last=date(2018, 5, 1)),)
    assert areas_of(event(spot=(0.5, 0.5)), areas=ended) == [""]
    early = event(spot=(0.5, 0.5), date=parse_span("[2018-04-29..2018-05-05]"))
    assert areas_of(early, areas=ended) == ["mill"]


def test_what_only_lies_near_its_point_is_in_no_area() -> None:
    assert areas_of(event(spot=(0.5, 0.5), exact=False, place="Mill")) == [""]


def test_a_place_without_a_point_joins_by_its_name() -> None:
    assert areas_of(event(place="MILL")) == ["mill"]


def test_a_place_that_no_outline_has_is_asked_for_or_kept_without_one() -> None:
    with pytest.raises(DataError) as refusal:
        areas_of(event(place="Elsewhere"))
    assert "unknown-place" in [fault.code for fault in refusal.value.faults]
    assert areas_of(event(place="Elsewhere"), skip_unmatched=True) == [""]


def test_a_point_goes_before_the_place_s_name() -> None:
    assert areas_of(event(spot=(1.5, 0.5), place="Mill")) == ["harbour"]
