from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import shapely
from exported import HOSTILE, rows, write
from making import with_events

from frontmap.atlas import Atlas
from frontmap.exchange.formats.geojson import geojson_parts

if TYPE_CHECKING:
    from pathlib import Path


def test_the_geojson_is_that_of_rfc_7946(atlas: Atlas, tmp_path: Path) -> None:
    data = json.loads(write(atlas, tmp_path, "geojson").read_text(encoding="utf-8"))
    assert list(data) == ["type", "features"]
    for feature in data["features"]:
        ring = feature["geometry"]["coordinates"][0]
        assert shapely.LinearRing(ring).is_ccw
        assert all(len(position) == 2 for position in ring)
    first = data["features"][0]["properties"]
    assert (first["area"], first["first"], first["end"]) == ("north", "2001-01-01", "2001-01-05")


def test_the_features_are_the_states_in_their_order(atlas: Atlas, tmp_path: Path) -> None:
    data = json.loads(write(atlas, tmp_path, "geojson").read_text(encoding="utf-8"))
    for feature, row in zip(data["features"], rows(atlas), strict=True):
        days = {name: day.isoformat() for name, day in row.items() if isinstance(day, date)}
        assert feature["properties"] == row | days
        outline = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert outline.equals(atlas.areas[row["area"]].polygon)


def test_each_feature_stands_on_a_line_of_its_own(atlas: Atlas, tmp_path: Path) -> None:
    lines = write(atlas, tmp_path, "geojson").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1]) == ('{"type": "FeatureCollection", "features": [', "]}")
    assert len(lines[1:-1]) == 6
    assert all(json.loads(line.removesuffix(","))["type"] == "Feature" for line in lines[1:-1])


def test_hostile_names_stay_text(hostile: Atlas, tmp_path: Path) -> None:
    data = json.loads(write(hostile, tmp_path, "geojson").read_text(encoding="utf-8"))
    assert {feature["properties"]["name"] for feature in data["features"]} == {HOSTILE}


def test_reported_events_follow_the_states_as_points(tiny_atlas: Atlas) -> None:
    atlas = Atlas(with_events(tiny_atlas.record))
    features = json.loads(b"".join(geojson_parts(atlas)))["features"]
    kinds = [feature["geometry"]["type"] for feature in features]
    assert kinds == ["Polygon"] * 6 + ["Point"] * 3
    assert features[6]["geometry"]["coordinates"] == [3.005, 0.005]
    assert features[6]["properties"]["first"] == "2001-01-02"
    states = json.loads(b"".join(geojson_parts(tiny_atlas)))["features"]
    assert features[:6] == states
