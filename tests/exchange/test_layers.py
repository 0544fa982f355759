from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from exported import in_arabic_only, rows, write
from making import with_events
from shapely.affinity import translate

from frontmap.atlas import Atlas
from frontmap.exchange.layers import control_layer, event_layers, layers
from frontmap.model import Pointer, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def days_of(row: dict[str, Any]) -> Iterator[date]:
    day = row["begin"]
    while day < row["end"]:
        yield day
        day += timedelta(days=1)


def test_each_area_and_day_has_exactly_one_state(atlas: Atlas) -> None:
    there = [(row["area"], day) for row in rows(atlas) for day in days_of(row)]
    assert sorted(there) == sorted((area, day) for area in atlas.areas for day in atlas.days())


def test_short_names_and_codes_have_a_column_for_each_language(tiny_atlas: Atlas) -> None:
    north, southwest, southeast, *_ = rows(tiny_atlas)
    said = [(row["code"], row["code_ar"]) for row in (north, southwest, southeast)]
    assert [("NF", "شم"), ("SW", "جغ"), ("SW", "جغ")] == said
    assert ("BLU", "أزرق") == (north["holder_short"], north["holder_short_ar"])


def test_an_assumed_state_says_so(assumed_atlas: Atlas) -> None:
    assert "assumed" == rows(assumed_atlas)[0]["confidence"]


def test_a_state_ends_on_the_day_after_its_last(atlas: Atlas) -> None:
    for row in rows(atlas):
        assert row["end"] == row["last"] + timedelta(days=1)
        assert row["begin"] == row["first"]


def test_the_states_are_those_of_the_tiny_atlas(atlas: Atlas) -> None:
    said = [(r["area"], r["first"].day, r["last"].day, r["label"]) for r in rows(atlas)]
    assert said == [
        ("north", 1, 4, "Blue party"),
        ("southwest", 1, 3, "Green party"),
        ("southwest", 4, 4, "Unknown"),
        ("southeast", 1, 1, "Green party"),
        ("southeast", 2, 2, "Green party, contested (Blue party)"),
        ("southeast", 3, 4, "Blue party"),
    ]


def bounded(atlas: Atlas, **ends: tuple[date | None, date | None]) -> Atlas:
    """The atlas with outlines that exist from one day to another only."""
    areas = tuple(
        replace(area, first=ends[area.id][0], last=ends[area.id][1]) if area.id in ends else area
        for area in atlas.record.areas
    )
    return Atlas(replace(atlas.record, areas=areas))


def faced(atlas: Atlas, day: date) -> list[tuple[str, ...]]:
    """The front of a day as a day finds it."""
    return sorted(
        (s.border.left, s.border.right, " ".join("/".join(pair) for pair in s.pairs))
        for s in atlas.on(day).frontline.segments
    )


def test_the_front_by_day_is_the_front_of_each_day(atlas: Atlas) -> None:
    third = date(2001, 1, 3)
    for one in (atlas, bounded(atlas, north=(None, date(2001, 1, 2)), southwest=(third, None))):
        spans = rows(one, "frontline")
        for day in one.days():
            there = [row for row in spans if row["first"] <= day <= row["last"]]
            assert faced(one, day) == sorted((r["left"], r["right"], r["facing"]) for r in there)
            exported = sum(row["length_m"] for row in there)
            assert exported == pytest.approx(one.on(day).frontline.length_m, abs=0.2)


def test_a_front_goes_on_over_a_day_on_which_another_outline_ends(atlas: Atlas) -> None:
    (record, first) = (atlas.record, atlas.areas["north"])
    elsewhere = replace(
        first,
        id="elsewhere",
        polygon=translate(first.polygon, 1.0),
        last=date(2001, 1, 2),
    )
    whole = Atlas(replace(record, areas=(elsewhere, *record.areas)))
    assert rows(whole, "frontline") == rows(atlas, "frontline")


def test_the_last_day_of_the_calendar_is_exported(atlas: Atlas, tmp_path: Path) -> None:
    ahead = date.max - date(2001, 1, 4)
    record = replace(
        atlas.record,
        episodes=tuple(
            replace(e, first=e.first + ahead, last=e.last + ahead) for e in atlas.record.episodes
        ),
        areas=tuple(replace(area, last=date.max) for area in atlas.record.areas),
        rulings=tuple(replace(r, since=r.since + ahead, began=None) for r in atlas.record.rulings),
        captions=(),
    )
    last = Atlas(record)
    assert {row["end"] for row in rows(last) if row["last"] == date.max} == {date.max}
    fronts = rows(last, "frontline")
    assert len(fronts) == len(rows(atlas, "frontline"))
    assert write(last, tmp_path, "gpkg").stat().st_size > 0


def test_an_account_is_exported_as_it_is_told(atlas: Atlas, tmp_path: Path) -> None:
    account = atlas.account("green-media")
    told = rows(account)
    assert [r["label"] for r in told if r["area"] == "north"] == ["no data"]
    own = write(atlas, tmp_path, "gpkg").read_bytes()
    assert write(account, tmp_path, "gpkg").read_bytes() != own


def test_a_name_that_is_only_there_in_arabic_is_not_left_empty(atlas: Atlas) -> None:
    arabic = in_arabic_only(atlas)
    assert {(r["name"], r["name_ar"], r["holder_name"]) for r in rows(arabic)} == {
        ("", "حقل", "حزب")
    }
    assert {row["label"] for row in rows(arabic)} == {"حزب", "حزب, contested (حزب)"}


def test_the_rows_of_an_outline_stand_together_with_it(atlas: Atlas) -> None:
    found = [(shape, [r["area"] for r in of]) for shape, of in control_layer(atlas).by_geometry()]
    assert [areas for _, areas in found] == [["north"], ["southwest"] * 2, ["southeast"] * 3]
    assert [shape for shape, _ in found] == [area.polygon for area in atlas.areas.values()]


def test_a_plain_table_has_no_geometry_and_its_days_are_dates(atlas: Atlas) -> None:
    plain = {layer.name: layer for layer in layers(atlas) if not layer.shape}
    assert list(plain) == [
        "actors", "episodes", "claims", "sources", "voices", "annotations", "errata",
    ]  # fmt: skip
    assert all(layer.geometries == () for layer in plain.values())
    (week,) = plain["episodes"].records()
    assert (week["first"], week["last"]) == (date(2001, 1, 1), date(2001, 1, 4))
    assert "default" not in week
    (vague,) = [c for c in plain["claims"].records() if c["id"] == "herald-1"]
    assert (vague["date_first"], vague["date_last"]) == (date(2001, 1, 2), date(2001, 1, 2))


def test_an_atlas_without_evidence_has_no_layers_of_it(atlas: Atlas) -> None:
    bare = Atlas(replace(atlas.record, has_seeds=False, claims=(), sources=(), voices=()))
    assert [layer.name for layer in layers(bare)] == [
        "control", "frontline", "areas", "actors", "episodes", "streets", "annotations", "errata",
    ]  # fmt: skip


def test_pointers_are_points_where_there_are_any(atlas: Atlas) -> None:
    port = Pointer(Text.of({"en": "Port", "ar": "المرفأ"}), 3.25, 0.5)
    found = {layer.name: layer for layer in layers(Atlas(replace(atlas.record, pointers=(port,))))}
    (row,) = found["pointers"].records()
    assert row == {"name": "Port", "name_ar": "المرفأ", "lon": 3.25, "lat": 0.5}
    assert (found["pointers"].shape, found["pointers"].geometries[0].coords[0]) == (
        "Point", (3.25, 0.5),
    )  # fmt: skip
    assert "pointers" not in {layer.name for layer in layers(atlas)}


def test_streets_annotations_and_errata_are_layers_where_there_are_any(atlas: Atlas) -> None:
    found = {layer.name: layer for layer in layers(atlas)}
    (lane,) = found["streets"].records()
    assert (lane["id"], lane["name_ar"], lane["kind"]) == ("mill-lane", "درب الطاحونة", "main")
    assert found["streets"].geometries == (atlas.record.streets[0].line,)
    (annotation,) = found["annotations"].records()
    assert annotation["date"] == "2001-01-02/2001-01-03"
    assert (annotation["landmark"], annotation["lon"]) == ("mill", None)
    (erratum,) = found["errata"].records()
    assert (erratum["area"], erratum["since"]) == ("southeast", date(2001, 1, 3))
    bare = Atlas(replace(atlas.record, streets=(), annotations=(), errata=()))
    assert set(found) - {layer.name for layer in layers(bare)} == {
        "streets", "annotations", "errata",
    }  # fmt: skip


def test_reported_events_are_points_with_the_days_they_may_be_of(tiny_atlas: Atlas) -> None:
    assert list(event_layers(tiny_atlas)) == []
    (events,) = event_layers(Atlas(with_events(tiny_atlas.record)))
    said = [(row["id"], row["begin"], row["end"], row["last"]) for row in events.records()]
    assert said == [
        ("almanac-51", date(2001, 1, 2), date(2001, 1, 3), date(2001, 1, 2)),
        ("almanac-52", date(2001, 1, 1), date(2001, 1, 4), date(2001, 1, 3)),
        ("almanac-53", date(2001, 1, 2), date(2001, 1, 3), date(2001, 1, 2)),
    ]
    assert events.shape == "Point"
    assert [(point.x, point.y) for point in events.geometries] == [  # type: ignore[attr-defined]
        (3.005, 0.005),
        (3.015, 0.005),
        (3.5, 0.005),
    ]


def test_the_claims_of_an_atlas_without_events_have_no_columns_of_points(
    tiny_atlas: Atlas,
) -> None:
    of = {layer.name: layer.names for layer in layers(tiny_atlas)}
    assert {"lon", "lat"}.isdisjoint(of["claims"])
    with_them = {layer.name: layer for layer in layers(Atlas(with_events(tiny_atlas.record)))}
    assert {"lon", "lat"} <= set(with_them["claims"].names)
    assert list(with_them)[-1] == "events"
