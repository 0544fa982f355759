"""Outline files with the dirt that published ones have: each comes in, or by the advice it gets.

Every file is drawn here; a refusal's advice is run, and then the file comes in.
"""

from __future__ import annotations

import json
import struct
from itertools import chain
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import feature, make, refused, said, states, text, write_features
from shapely import box
from shapely.geometry import mapping

from frontmap.errors import DataError
from frontmap.importing.outlines import read_outlines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from frontmap.atlas import Atlas

WEST, EAST = box(36, 33, 36.125, 33.125), box(36.125, 33, 36.25, 33.125)
NAMED = {"West": WEST, "East": EAST}


def rows(tmp_path: Path) -> Path:
    return text(tmp_path, "place,date,control\nWest,2018-05-01,Blue\nEast,2018-05-01,Green\n")


def drawn(tmp_path: Path, *others: object, **named: object) -> Path:
    shapes = {name: mapping(shape) for name, shape in NAMED.items()} | named
    features = [feature(shape, name=name) for name, shape in shapes.items()]
    return write_features(tmp_path / "a.geojson", *features, *others)


def comes_in(tmp_path: Path, holders: Path, outlines: Path, **options: Any) -> Atlas:  # noqa: ANN401
    """The atlas, in which `make` has found no fault, and both places are joined."""
    atlas = make(tmp_path, rows(tmp_path), outlines, holders=holders, **options)
    assert [states(atlas, area) for area in ("west", "east")] == [["blue held"], ["green held"]]
    return atlas


def codes(tmp_path: Path, outlines: Path, **options: Any) -> list[str]:  # noqa: ANN401
    return [code for code, *_ in refused(rows(tmp_path), outlines, **options)]


def test_polygons_multipolygons_and_collections_are_one_file(tmp_path: Path, holders: Path) -> None:
    far = box(37, 33, 37.125, 33.125)
    collection = {
        "type": "GeometryCollection",
        "geometries": [{"type": "Point", "coordinates": [36, 33]}, mapping(WEST)],
    }
    many = mapping(shapely.MultiPolygon([EAST, far]))
    atlas = comes_in(tmp_path, holders, drawn(tmp_path, West=collection, East=many))
    kinds = [area.polygon.geom_type for area in atlas.areas.values()]
    assert kinds == ["Polygon", "MultiPolygon"]


def test_heights_that_only_some_places_have_are_left_aside(tmp_path: Path, holders: Path) -> None:
    ragged = json.loads(json.dumps(mapping(WEST)))
    ragged["coordinates"][0][1].append(512.5)
    comes_in(tmp_path, holders, drawn(tmp_path, West=ragged))


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"]
)
def test_degrees_are_longitude_first_whatever_the_crs_member_calls_them(
    tmp_path: Path, holders: Path, name: str
) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    features = [feature(mapping(shape), name=key) for key, shape in NAMED.items()]
    outlines = write_features(tmp_path / "a.geojson", *features, crs=crs)
    atlas = comes_in(tmp_path, holders, outlines)
    assert atlas.areas["west"].polygon.bounds == (36, 33, 36.125, 33.125)


def projected(crs: str) -> geopandas.GeoDataFrame:
    frame = geopandas.GeoDataFrame(
        {"name": list(NAMED)}, geometry=list(NAMED.values()), crs="EPSG:4326"
    )
    return frame.to_crs(crs)


def test_metres_without_a_projection_come_in_when_it_is_named(
    tmp_path: Path, holders: Path
) -> None:
    shapes = dict(zip(NAMED, map(mapping, projected("EPSG:32637").geometry), strict=True))
    outlines = drawn(tmp_path, **shapes)
    assert codes(tmp_path, outlines) == ["not-degrees", "not-degrees"]
    comes_in(tmp_path, holders, outlines, crs="EPSG:32637")


@pytest.mark.parametrize("grid", ["EPSG:22770", "EPSG:2039", "EPSG:3395"])
def test_a_shapefile_in_a_national_grid_comes_in_and_without_it_asks(
    tmp_path: Path, holders: Path, grid: str
) -> None:
    projected(grid).to_file(tmp_path / "a.shp")
    comes_in(tmp_path, holders, tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    assert codes(tmp_path, tmp_path / "a.shp") == ["which-crs"]


TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.000125, 0.000125], "translate": [36, 33]},
    "objects": {
        "quarters": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"type": "Polygon", "arcs": [[2, -2]], "properties": {"name": "East"}},
            ],
        }
    },
    "arcs": [
        [[1000, 1000], [-1000, 0], [0, -1000], [1000, 0]],
        [[1000, 0], [0, 1000]],
        [[1000, 0], [1000, 0], [0, 1000], [-1000, 0]],
    ],
}


@pytest.mark.parametrize("ending", ["topojson", "json"])
def test_topojson_with_quantised_arcs_comes_in_as_degrees(
    tmp_path: Path, holders: Path, ending: str
) -> None:
    outlines = text(tmp_path, json.dumps(TOPOLOGY), f"a.{ending}")
    atlas = comes_in(tmp_path, holders, outlines)
    assert list(atlas.topology.neighbours("west")) == ["east"]


def test_several_layers_ask_which_and_come_in_when_one_is_named(
    tmp_path: Path, holders: Path
) -> None:
    for layer in ("old", "new"):
        projected("EPSG:4326").to_file(tmp_path / "a.gpkg", layer=layer)
    with pytest.raises(DataError, match="--layer with one of: old, new"):
        said(rows(tmp_path), tmp_path / "a.gpkg")
    comes_in(tmp_path, holders, tmp_path / "a.gpkg", layer="new")


def test_an_outline_that_stands_twice_comes_in_united(tmp_path: Path, holders: Path) -> None:
    outlines = drawn(tmp_path, feature(mapping(WEST), name="West"))
    assert codes(tmp_path, outlines) == ["unmatched-outlines", "ambiguous-place"]
    atlas = comes_in(tmp_path, holders, outlines, unite=True)
    assert atlas.areas["west"].polygon.equals(WEST)


def test_ids_that_are_written_as_decimals_join_whole_numbers(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(mapping(WEST), code=12.0, name="West"),
        feature(mapping(EAST), code=13.0, name="East"),
    )
    table = text(tmp_path, "place,date,control\n12,2018-05-01,Blue\n13.0,2018-05-01,Green\n")
    understood, _ = said(table, outlines)
    assert understood.plan.joined == {"12": "west", "13.0": "east"}


def test_spaces_around_names_and_between_them_do_not_matter(tmp_path: Path, holders: Path) -> None:
    features = [feature(mapping(shape), name=f" {name}\u00a0 ") for name, shape in NAMED.items()]
    comes_in(tmp_path, holders, write_features(tmp_path / "a.geojson", *features))


def test_a_ring_without_a_surface_comes_in_mended(tmp_path: Path, holders: Path) -> None:
    line = [[[36, 33], [36.125, 33], [36, 33]]]
    dirty = {
        "type": "MultiPolygon",
        "coordinates": [json.loads(json.dumps(mapping(WEST)))["coordinates"], line],
    }
    outlines = drawn(tmp_path, West=dirty)
    assert codes(tmp_path, outlines) == ["bad-outline"]
    assert comes_in(tmp_path, holders, outlines, mend=True).areas["west"].polygon.equals(WEST)


def test_a_name_that_is_null_is_refused_with_the_columns_that_name_all(
    tmp_path: Path, holders: Path
) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(mapping(WEST), name="West", label_fr="West"),
        feature(mapping(EAST), name=None, label_fr="East"),
    )
    ((code, row, expected),) = refused(rows(tmp_path), outlines)
    assert (code, row, expected) == (
        "empty-cell", 2, "a name; or --name-column with one of: label_fr",
    )  # fmt: skip
    comes_in(tmp_path, holders, outlines, name_column="label_fr")


def test_a_file_without_features_is_refused_alone_and_beside_a_table(tmp_path: Path) -> None:
    empty = write_features(tmp_path / "a.geojson")
    assert codes(tmp_path, empty) == ["no-area"]
    assert [code for code, *_ in refused(empty)] == ["no-area"]


@pytest.mark.parametrize("metres", [2, -2])
def test_slivers_between_neighbours_come_in_snapped(
    tmp_path: Path, holders: Path, metres: float
) -> None:
    missed = shapely.affinity.translate(EAST, metres / 100_000)
    outlines = drawn(tmp_path, East=mapping(missed))
    comes_in(tmp_path, holders, outlines, snap_m=5)


def test_a_frame_round_all_outlines_is_refused_and_without_it_they_come_in(
    tmp_path: Path, holders: Path
) -> None:
    frame = feature(mapping(box(35, 32, 38, 35)), name="Frame")
    with pytest.raises(DataError) as refusal:
        make(tmp_path, rows(tmp_path), drawn(tmp_path, frame), holders=holders)
    assert {"--over FILE" in fault.expected for fault in refusal.value.faults} == {True}
    # what lies over it in a file of its own, as the advice has it
    over = drawn(tmp_path).rename(tmp_path / "over.geojson")
    base = write_features(tmp_path / "base.geojson", frame)
    atlas = comes_in(tmp_path, holders, base, over=over)
    assert list(atlas.areas) == ["frame", "west", "east"]


def test_a_feature_without_geometry_is_left_out_and_named_where_the_table_has_no_word_of_it(
    tmp_path: Path,
) -> None:
    _, lines = said(rows(tmp_path), drawn(tmp_path, feature(None, name="Lake")))
    assert "features without a geometry are left out: 'Lake'" in lines


@pytest.mark.parametrize("nothing", [None, {"type": "Polygon", "coordinates": []}])
def test_a_feature_without_geometry_that_the_table_needs_is_refused_by_name(
    tmp_path: Path, nothing: object
) -> None:
    outlines = drawn(tmp_path, East=nothing)
    with pytest.raises(DataError, match=r"no geometry of 'East'.*--skip-unmatched"):
        said(rows(tmp_path), outlines)
    _, lines = said(rows(tmp_path), outlines, skip_unmatched=True)
    assert "  'East' has no outline and is left out" in lines


def test_a_point_without_geometry_is_refused_by_name(tmp_path: Path) -> None:
    points = write_features(
        tmp_path / "points.geojson",
        feature({"type": "Point", "coordinates": [36.05, 33.05]}, name="West"),
        feature(None, name="East"),
    )
    frame = write_features(tmp_path / "frame.geojson", feature(mapping(WEST)))
    assert [c for c, *_ in refused(rows(tmp_path), points, boundary=frame)] == ["empty-geometry"]
    understood, lines = said(rows(tmp_path), points, boundary=frame, skip_unmatched=True)
    assert list(understood.plan.joined) == ["West"]
    assert "features without a geometry are left out: 'East'" in lines


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (None, "empty-geometry"),
        ({"type": "LineString", "coordinates": [[36, 33], [37, 34]]}, "no-polygon"),
    ],
)
def test_a_map_of_a_series_whose_features_are_no_outlines_is_refused(
    tmp_path: Path, shape: object, code: str
) -> None:
    whole = feature(mapping(WEST), holder="Blue")
    files = [
        write_features(tmp_path / "map_2018-05-01.geojson", whole),
        write_features(tmp_path / "map_2018-05-02.geojson", feature(shape, holder="Blue")),
    ]
    with pytest.raises(DataError, match=rf"map_2018-05-02\.geojson feature 1 geometry: {code}"):
        said(*files)


def test_a_state_whose_row_has_no_outline_is_one_of_its_place_s(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(None, place="West", date="2018-05-01", holder="Blue"),
        feature(mapping(WEST), place="West", date="2018-05-02", holder="Green"),
    )
    understood, _ = said(outlines)
    assert [area.polygon.equals(WEST) for area in understood.plan.areas] == [True]
    assert [entry.written.holder for entry in understood.entries] == ["Blue", "Green"]


@pytest.mark.parametrize(
    "broken",
    [
        {"type": "Polygon", "coordinates": [[[36, 33], [float("nan"), 33], [36, 34], [36, 33]]]},
        {"type": "Polygon", "coordinates": [[[36, 33], [10**400, 33], [36, 34], [36, 33]]]},
        {"type": "Polygon", "coordinates": [[["36", "N"], [37, 33], [36, 34], [36, 33]]]},
        {"type": "Polygon"},
        {"type": "Circle", "coordinates": [36, 33]},
    ],
)
def test_coordinates_that_are_none_are_refused_with_their_feature(
    tmp_path: Path, broken: object
) -> None:
    assert codes(tmp_path, drawn(tmp_path, East=broken)) == ["bad-geometry"]


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    assert codes(tmp_path, text(tmp_path, "[" * 200_000, "a.geojson")) == ["bad-json"]


def test_what_has_further_values_in_it_is_kept_as_json(tmp_path: Path) -> None:
    when = {"timespans": [{"start": {"in": "2018"}}]}
    dated = feature(mapping(WEST), name="West", tags=["a", "b"]) | {"when": when}
    understood, _ = said(rows(tmp_path), write_features(
        tmp_path / "a.geojson", dated, feature(mapping(EAST), name="East"),
    ))  # fmt: skip
    assert understood.unused == ("tags of a.geojson", "when of a.geojson")
    cells = read_outlines(tmp_path / "a.geojson").features[0].cells
    assert (json.loads(cells["tags"]), json.loads(cells["when"])) == (["a", "b"], when)


def test_attributes_beside_a_table_are_used_by_the_join_or_named(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(mapping(WEST), fid=1, name="West", old="Gharb", holder="Red", since="2011"),
        feature(mapping(EAST), fid=2, name="East", old="Sharq", holder="Red", since="2011"),
    )
    table = text(
        tmp_path, "place,date,control,toll\nGharb,2018-05-01,Blue,3\nEast,2018-05-01,Green,\n"
    )
    understood, _ = said(table, outlines)
    # one place was joined by `old`; `fid` only counts the rows
    assert understood.unused == ("toll", "holder of a.geojson", "since of a.geojson")


def test_what_an_arcgis_server_gives_comes_in(tmp_path: Path, holders: Path) -> None:
    features = [
        {"attributes": {"name": name}, "geometry": {"rings": mapping(shape)["coordinates"]}}
        for name, shape in NAMED.items()
    ]
    esri = {
        "geometryType": "esriGeometryPolygon", "spatialReference": {"wkid": 4326},
        "fields": [{"name": "name", "type": "esriFieldTypeString"}], "features": features,
    }  # fmt: skip
    comes_in(tmp_path, holders, text(tmp_path, json.dumps(esri), "a.json"))


def test_a_feature_in_each_line_comes_in(tmp_path: Path, holders: Path) -> None:
    lines = [json.dumps(feature(mapping(shape), name=name)) for name, shape in NAMED.items()]
    comes_in(tmp_path, holders, text(tmp_path, "\n".join(lines) + "\n", "a.geojson"))


def test_a_layer_of_a_file_that_has_none_is_refused(tmp_path: Path) -> None:
    assert codes(tmp_path, drawn(tmp_path), layer="quarters") == ["unused-option"]


def test_columns_that_differ_by_spaces_alone_stay_two(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        {"type": "Feature", "properties": {"name": "West", "kind": "a", " kind": "b"},
         "geometry": mapping(WEST)},
    )  # fmt: skip
    assert read_outlines(outlines).features[0].cells == {
        "name": "West", "kind": "a", "kind 3": "b",
    }  # fmt: skip


def test_collections_in_collections_keep_their_polygons(tmp_path: Path, holders: Path) -> None:
    inner: object = mapping(WEST)
    for _ in range(5):
        inner = {"type": "GeometryCollection", "geometries": [inner]}
    comes_in(tmp_path, holders, drawn(tmp_path, West=inner))


def test_a_boundary_of_several_polygons_is_one_where_it_is_asked_for(tmp_path: Path) -> None:
    points = text(
        tmp_path, "place,lon,lat,date,control\nWest,36.05,33.05,2018-05-01,Blue\n"
        "East,36.2,33.05,2018-05-01,Green\n", "points.csv",
    )  # fmt: skip
    frame = drawn(tmp_path)
    ((code, _, expected),) = refused(points, boundary=frame)
    assert (code, expected) == ("bad-boundary", "one polygon; --unite makes one of several")
    understood, _ = said(points, boundary=frame, unite=True)
    whole = shapely.union_all([area.polygon for area in understood.plan.areas])
    assert round(whole.area, 9) == round(WEST.area + EAST.area, 9)


def test_curves_and_open_rings_of_a_database_are_told(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("pyarrow")
    corners = [(36, 33), (36.125, 33), (36.125, 33.125), (36, 33.125)]

    def polygon(kind: int, places: Sequence[tuple[float, float]]) -> bytes:
        return struct.pack(f"<BIII{2 * len(places)}d", 1, kind, 1, len(places), *chain(*places))

    def written(wkb: bytes) -> Path:
        table = arrow.table({"name": ["West"], "geometry": [wkb]})
        meta = json.dumps({"primary_column": "geometry", "columns": {"geometry": {}}})
        parquet.write_table(table.replace_schema_metadata({"geo": meta}), tmp_path / "a.parquet")
        return tmp_path / "a.parquet"

    west = text(tmp_path, "place,date,control\nWest,2018-05-01,Blue\n", "west.csv")
    # 10 is a polygon of curves
    assert [c for c, *_ in refused(west, written(polygon(10, corners)))] == ["bad-geometry"]
    assert [c for c, *_ in refused(west, written(polygon(3, corners)))] == ["bad-outline"]
    _, lines = said(west, written(polygon(3, corners)), mend=True)
    assert any("a ring that was not closed, mended" in line for line in lines)


@given(
    extra=st.lists(
        st.text(st.characters(categories=("L", "N"), codec="ascii"), min_size=1, max_size=8),
        min_size=1, max_size=5, unique_by=str.casefold,
    ),
    value=st.sampled_from(["x", 7, 2.5, True, ["a"], {"a": 1}]),
)  # fmt: skip
@settings(max_examples=40)
def test_each_further_attribute_beside_a_table_is_read_or_named(
    tmp_path_factory: pytest.TempPathFactory, extra: list[str], value: object
) -> None:
    folder = tmp_path_factory.mktemp("outlines")
    # two values, or the column would tell one outline from the other
    features = [
        feature(mapping(shape), **dict.fromkeys(extra, value) | {"name": name})
        for name, shape in NAMED.items()
    ]
    understood, _ = said(rows(folder), write_features(folder / "a.geojson", *features))
    named = {one.removesuffix(" of a.geojson") for one in understood.unused}
    read = {"outline", "pcode", "part_of", "note", "code", "name"}
    assert {column for column in extra if column not in read} == named - read


@pytest.mark.parametrize("ending", ["shx", "dbf"])
def test_a_shapefile_that_came_without_its_other_files_is_refused_by_their_name(
    tmp_path: Path, ending: str
) -> None:
    projected("EPSG:4326").to_file(tmp_path / "a.shp")
    (tmp_path / f"a.{ending}").unlink()
    with pytest.raises(DataError, match=rf"missing-file: found no a\.{ending}"):
        read_outlines(tmp_path / "a.shp")


def test_ids_that_the_places_of_the_outlines_own_table_replace_are_named(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(mapping(WEST), id=17, place="West", date="2018-05-01", holder="Blue"),
        feature(mapping(EAST), id=19, place="East", date="2018-05-01", holder="Blue"),
    )
    understood, _ = said(outlines)
    assert [area.id for area in understood.plan.areas] == ["west", "east"]
    assert understood.unused == ("id",)
