"""Places that are points: a table's columns or a file of their own, and a boundary around them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely
from imported import feature, make, refused, said, states, text, write_features
from shapely import box
from shapely.geometry import mapping

from frontmap.atlas import check_atlas
from frontmap.errors import RequestError
from frontmap.importing.input_tables import read_table
from frontmap.importing.points import written_points
from frontmap.importing.table_shapes import recognise

if TYPE_CHECKING:
    from pathlib import Path

POINTS = (
    "place,lat,lon,date,control\n"
    "Old Town,33.505,36.305,2018-05-01,Blue\n"
    "Harbour,33.506,36.315,2018-05-01,Green\n"
    'Mill,"33,504","36,325",2018-05-01,Blue\n'
    "Mill,,,2018-05-02,Green\n"
)


def boundary(tmp_path: Path) -> Path:
    square = shapely.geometry.mapping(shapely.box(36.3, 33.5, 36.33, 33.51))
    feature = {"type": "Feature", "properties": {}, "geometry": square}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    return text(tmp_path, content, name="boundary.geojson")


def test_points_become_schematic_cells_that_fill_the_boundary(
    tmp_path: Path, holders: Path
) -> None:
    table = text(tmp_path, POINTS)
    atlas = make(tmp_path, table, holders=holders, boundary=boundary(tmp_path))
    assert {area.outline.value for area in atlas.areas.values()} == {"schematic"}
    together = shapely.union_all([area.polygon for area in atlas.areas.values()])
    assert together.symmetric_difference(shapely.box(36.3, 33.5, 36.33, 33.51)).area < 1e-9
    assert check_atlas(tmp_path / "atlas") == ()
    assert [b for b in atlas.topology.borders if b.right] != []
    assert states(atlas, "mill") == ["blue held", "green held"]


def test_points_without_a_boundary_are_asked_for_one(tmp_path: Path, holders: Path) -> None:
    with pytest.raises(RequestError, match="--boundary"):
        said(text(tmp_path, POINTS), holders=holders)


def test_every_point_that_is_missing_or_wrong_is_told(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lat,lon,date,control\nOld Town,,,2018-05-01,Blue\nMill,195,36,2018-05-01,Blue\n",
    )
    found = refused(table, holders=holders, boundary=boundary(tmp_path))
    assert [(code, row) for code, row, _ in found] == [
        ("missing-coordinates", 2),
        ("bad-coordinates", 3),
    ]


def test_places_without_coordinates_may_be_left_out(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lon,lat,date,control\nMill,36.305,33.505,2018-05-01,Blue\n"
        "Nowhere,,,2018-05-01,Blue\n",
    )
    around = boundary(tmp_path)
    atlas = make(tmp_path, table, holders=holders, boundary=around, skip_unmatched=True)
    assert list(atlas.areas) == ["mill"]


def test_points_of_a_file_have_names_of_their_own(tmp_path: Path, holders: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"fid": n, "name": name},
            "geometry": {"type": "MultiPoint", "coordinates": [[36.3 + n / 100, 33.505]]},
        }
        for n, name in enumerate(["Mill", "Harbour"], start=1)
    ]
    spots = tmp_path / "spots.geojson"
    spots.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    around = boundary(tmp_path)
    understood, _ = said(table, spots, holders=holders, boundary=around)
    assert [area.name.exact("en") for area in understood.plan.areas] == ["Mill", "Harbour"]
    features[1]["properties"]["name"] = "Mill"
    spots.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    assert [(code, row) for code, row, _ in refused(table, spots, boundary=around)] == [
        ("two-points", 2)
    ]


def test_points_outside_or_in_one_spot_are_told(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lat,lon,date,control\nA,33.505,36.305,2018-05-01,Blue\n"
        "B,33.505,36.305,2018-05-01,Blue\nC,35,36,2018-05-01,Blue\n",
    )
    found = refused(table, holders=holders, boundary=boundary(tmp_path))
    assert [(code, row) for code, row, _ in found] == [("same-point", 3), ("outside-boundary", 4)]


IVANIVKA = (
    "id,name,lon,lat,2018-05-01,2018-05-02\n"
    "P1,Ivanivka,36.305,33.505,Blue,Green\nP2,Ivanivka,36.325,33.506,Green,Green\n"
)


def spots(tmp_path: Path, *pairs: tuple[str, str]) -> Path:
    """Points in a row, each with an id and a name."""
    features = [
        feature({"type": "Point", "coordinates": [36.305 + n / 50, 33.505]}, id=key, name=name)
        for n, (key, name) in enumerate(pairs)
    ]
    return write_features(tmp_path / "spots.geojson", *features)


@pytest.mark.parametrize(
    "options",
    [
        {"columns": {"place": "id"}},
        {"columns": {"place": "id"}, "id_column": "id"},
        {"columns": {"place": "id"}, "id_column": "id", "name_column": "name"},
        {"columns": {"place": "id"}, "name_column": "name"},
    ],
)
def test_points_of_one_name_join_by_id_and_keep_their_name(
    tmp_path: Path, holders: Path, options: dict[str, object]
) -> None:
    points = spots(tmp_path, ("P1", "Ivanivka"), ("P2", "Ivanivka"))
    table = text(tmp_path, IVANIVKA)
    atlas = make(tmp_path, table, points, holders=holders, boundary=boundary(tmp_path), **options)
    assert {key: area.name.first for key, area in atlas.areas.items()} == {
        "p1": "Ivanivka", "p2": "Ivanivka",
    }  # fmt: skip
    assert states(atlas, "p1") == ["blue held", "green held"]
    assert states(atlas, "p2") == ["green held", "green held"]


def test_points_in_a_table_keep_the_names_that_it_has(tmp_path: Path, holders: Path) -> None:
    table, around = text(tmp_path, IVANIVKA), boundary(tmp_path)
    ((code, row, expected),) = refused(table, holders=holders, boundary=around)
    assert (code, row) == ("which-place", 3)
    assert expected == (
        "one point of a place; places of one name are told apart by an id: "
        "--column place=id --column name=name"
    )
    atlas = make(tmp_path, table, holders=holders, boundary=around, columns={"place": "id"})
    assert [area.name.first for area in atlas.areas.values()] == ["Ivanivka", "Ivanivka"]
    assert states(atlas, "p1") == ["blue held", "green held"]


def test_two_points_of_one_name_are_refused_with_the_options_that_join_them(
    tmp_path: Path,
) -> None:
    points = spots(tmp_path, ("P1", "Ivanivka"), ("P2", "Ivanivka"))
    found = refused(text(tmp_path, IVANIVKA), points, boundary=boundary(tmp_path))
    by_id = "those of one name join by id: --column place=id --id-column id"
    assert found == [("which-place", 2, f"one point of a place; {by_id}")]
    other = text(tmp_path, IVANIVKA.replace("id,", "number,"))
    found = refused(other, points, boundary=boundary(tmp_path), columns={"place": "name"})
    assert found[0][2].endswith("--column place=…, with --id-column of id")


def test_a_place_with_two_names_is_refused(tmp_path: Path) -> None:
    table = text(
        tmp_path,
        "id,name,lon,lat,date,holder\nP1,Ivanivka,36.31,33.505,2018-05-01,Blue\n"
        "P1,Ivanovka,36.31,33.505,2018-05-02,Blue\nP1,IVANIVKA,36.31,33.505,2018-05-03,Blue\n",
    )
    columns = {"place": "id"}
    found = refused(table, boundary=boundary(tmp_path), columns=columns)
    assert found == [("two-names", 3, "one name of 'P1'; or --leave-out 'name'")]
    understood, _ = said(table, boundary=boundary(tmp_path), columns=columns, left_out=("name",))
    assert [area.name.first for area in understood.plan.areas] == ["P1"]


def test_a_table_of_points_says_where_they_lie(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lon,lat,date,control\nMill,36.304,33.502,2018-05-01,Blue\n"
        "Harbour,36.322,33.506,2018-05-01,Blue\n",
    )
    _, lines = said(table, holders=holders, boundary=boundary(tmp_path))
    assert "points lie around longitude 36.31, latitude 33.50" in lines


def test_columns_that_can_only_be_one_another_are_seen(tmp_path: Path) -> None:
    table = text(
        tmp_path,
        "place,lat,lon,date,control\nMill,136.305,33.505,2018-05-01,Blue\n"
        "Harbour,136.315,33.506,2018-05-01,Blue\n",
    )
    assert refused(table, boundary=boundary(tmp_path)) == [
        ("swapped-coordinates", 2, "--column longitude=lat --column latitude=lon")
    ]


def test_points_inside_the_boundary_only_when_swapped_are_seen(
    tmp_path: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,y,x,date,control\nMill,36.305,33.505,2018-05-01,Blue\n"
        "Harbour,36.315,33.506,2018-05-01,Blue\n",
    )
    around = boundary(tmp_path)
    found = refused(table, holders=holders, boundary=around)
    assert found == [("swapped-coordinates", 0, "--column longitude=y --column latitude=x")]
    columns = {"longitude": "y", "latitude": "x"}
    atlas = make(tmp_path, table, holders=holders, boundary=around, columns=columns)
    assert list(atlas.areas) == ["mill", "harbour"]


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        ("36,3", "33,46", (36.3, 33.46)),
        ("36°18'00\"E", "33°28'12\"N", (36.3, 33.47)),
        ("36° 18′ E", "N 33° 28.2′", (36.3, 33.47)),
        ("E36.3", "33.46° n", (36.3, 33.46)),
        ("3°30'W", "33:28:12", (-3.5, 33.47)),
        ("−3.5", "33.5 S", (-3.5, -33.5)),
        ("٣٦٫٣", "٣٣٫٤٦", (36.3, 33.46)),
        ("36°18'00''E", "33°28’12”N", (36.3, 33.47)),
    ],
)
def test_coordinates_are_read_as_people_write_them(
    tmp_path: Path, lon: str, lat: str, expected: tuple[float, float]
) -> None:
    lon, lat = (cell.replace('"', '""') for cell in (lon, lat))
    content = f'place,lon,lat,date,control\nMill,"{lon}","{lat}",2018-05-01,Blue\n'
    table = read_table(text(tmp_path, content))
    (spot,) = written_points(table, recognise(table), skip=False).spots.values()
    assert spot == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("1,234.5", "33"), ("36°75'", "33"), ("36.5°18'", "33"), ("-36 E", "33"), ("36 O", "33"),
        ("nan", "33"), ("3_6", "33"), ("36 18", "33"), ("36.3", ""), ("36 N", "33 N"),
    ],
)  # fmt: skip
def test_coordinates_that_may_be_several_are_refused(tmp_path: Path, lon: str, lat: str) -> None:
    content = f'place,lon,lat,date,control\nMill,"{lon}","{lat}",2018-05-01,Blue\n'
    found = refused(text(tmp_path, content), boundary=boundary(tmp_path))
    assert [code for code, *_ in found] == ["bad-coordinates"]


def test_ways_of_writing_one_place_have_one_point(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lon,lat,date,control\nMill,36.305,33.505,2018-05-01,Blue\n"
        "MILL,36.305,33.505,2018-05-02,Green\n",
    )
    atlas = make(tmp_path, table, holders=holders, boundary=boundary(tmp_path))
    assert states(atlas, "mill") == ["blue held", "green held"]


def test_places_that_differ_by_a_sign_are_two_points(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lon,lat,date,control\nPost +,36.305,33.505,2018-05-01,Blue\n"
        "Post -,36.325,33.505,2018-05-01,Green\n",
    )
    atlas = make(tmp_path, table, holders=holders, boundary=boundary(tmp_path))
    assert [states(atlas, area) for area in atlas.areas] == [["blue held"], ["green held"]]


def test_the_coordinates_of_a_table_are_named_where_outlines_make_them_needless(
    tmp_path: Path, areas: Path
) -> None:
    understood, _ = said(text(tmp_path, POINTS.replace("Mill,,,", "Mill,0,0,")), areas)
    assert understood.unused == ("lon", "lat")


def test_cells_in_a_country_of_27_degrees_come_in_without_a_fault(
    tmp_path: Path, holders: Path
) -> None:
    """A frame of 27 by 13 degrees lies in five zones of UTM; its sides are no geodesics."""
    spots = [(5.1, 61.2), (10.7, 59.9), (18.1, 59.3), (22.1, 65.6), (25.7, 66.5), (24.9, 60.2)]
    rows = "".join(f"P{n},{x},{y},Blue,Green\n" for n, (x, y) in enumerate(spots))
    table = text(tmp_path, f"place,lon,lat,2018-05-01,2018-05-02\n{rows}")
    frame = write_features(tmp_path / "f.geojson", feature(mapping(box(4, 58, 31, 71))))
    atlas = make(tmp_path, table, holders=holders, boundary=frame)
    assert check_atlas(tmp_path / "atlas") == ()
    assert atlas.record.metric_crs == "+proj=laea +lat_0=64.5 +lon_0=17.5 +datum=WGS84 +units=m"
    together = shapely.union_all([area.polygon for area in atlas.areas.values()])
    assert together.symmetric_difference(box(4, 58, 31, 71)).area < 1e-4
    # as PROJ measures it, cut into pieces of 0.005°
    assert pytest.approx(1_876_197, rel=1e-5) == sum(atlas.topology.km2.values())


def test_points_on_both_sides_of_180_have_cells_in_a_frame_across_it(
    tmp_path: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,lon,lat,2018-05-01,2018-05-02\n"
        "Suva,178.44,-18.14,Blue,Blue\nLakeba,-178.8,-18.2,Green,Blue\n",
    )
    frame = write_features(tmp_path / "f.geojson", feature(mapping(box(177, -20, 182, -16))))
    atlas = make(tmp_path, table, holders=holders, boundary=frame)
    assert check_atlas(tmp_path / "atlas") == ()
    west, east = (area.polygon for area in atlas.areas.values())
    assert 177 == west.bounds[0]
    assert 182 == east.bounds[2]
    assert 1 == len([border for border in atlas.topology.borders if border.right])


def test_a_boundary_that_crosses_itself_is_refused(tmp_path: Path, holders: Path) -> None:
    bow = shapely.Polygon([(36, 33), (37, 34), (37, 33), (36, 34)])
    frame = write_features(tmp_path / "f.geojson", feature(mapping(bow)))
    found = refused(text(tmp_path, POINTS), holders=holders, boundary=frame)
    expected = "rings that are closed and do not cross themselves; --mend repairs it"
    assert [("bad-outline", 1, expected)] == found
