from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import geopandas
import pytest
import shapely

from frontmap.atlas import check_atlas, read_atlas
from frontmap.errors import DataError, FrontmapError
from frontmap.folder.read import read_record
from frontmap.folder.write import geometry_json, record_files, write_new_folder
from frontmap.importing.new_atlas import begin_from_areas, begin_small_atlas
from frontmap.importing.outlines import read_outlines
from frontmap.model import Status, Text

TINY = Path(__file__).parents[1] / "tiny"
FIRST, LAST = date(2018, 5, 1), date(2018, 5, 3)


def square(west: float, south: float, size: float = 0.01) -> dict[str, object]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(path: Path, *features: object, **members: object) -> Path:
    content = {"type": "FeatureCollection", "features": list(features)} | members
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def codes(refusal: pytest.ExceptionInfo[DataError]) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


def test_the_small_atlas_has_no_fault_and_no_doubt(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path / "town")
    assert check_atlas(tmp_path / "town") == ()


def test_the_small_atlas_shows_every_status_but_shared(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path / "town")
    atlas = read_atlas(tmp_path / "town")
    seen = {c.status for day in atlas.days() for c in atlas.on(day).controls.values()}
    assert seen == {Status.HELD, Status.CONTESTED, Status.EVACUATING, Status.UNKNOWN}


def test_the_readme_names_every_file_of_the_small_atlas(tmp_path: Path) -> None:
    folder = begin_small_atlas(tmp_path / "town").folder
    readme = (folder / "README.md").read_text(encoding="utf-8")
    files = [path for path in folder.rglob("*.*") if path.name != "README.md"]
    assert [path.name for path in files if path.name not in readme] == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FrontmapError, match="has something in it"):
        begin_small_atlas(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path)
    assert read_atlas(tmp_path).title.exact("en") == "A town of two banks"


def test_what_is_no_sound_atlas_leaves_nothing_behind(tmp_path: Path) -> None:
    record, _ = read_record(TINY)
    files = record_files(record) | {"geodata/actors.csv": b"id,name\n"}
    with pytest.raises(DataError):
        write_new_folder(tmp_path / "new", files)
    assert list(tmp_path.iterdir()) == []


def test_a_record_written_reads_as_the_same_record(tmp_path: Path) -> None:
    record, _ = read_record(TINY)
    write_new_folder(tmp_path / "again", record_files(record))
    again, faults = read_record(tmp_path / "again")
    assert faults == ()
    assert again.rulings == record.rulings
    assert again.claims == record.claims
    assert again.episodes[0].title == record.episodes[0].title
    assert [a.polygon.normalize() for a in again.areas] == [
        a.polygon.normalize() for a in record.areas
    ]


def test_an_atlas_begun_from_outlines_is_in_the_languages_of_their_names(tmp_path: Path) -> None:
    names = {"name": "Port", "name_en": "Harbour", "name_ar": "ميناء", "name_tr": "Liman"}
    outlines = read_outlines(write(tmp_path / "a.geojson", feature(square(36.3, 33.5), **names)))

    def begun(folder: str, *languages: str) -> tuple[tuple[str, ...], Text]:
        days = {"first": FIRST, "last": LAST}
        begin_from_areas(tmp_path / folder, outlines, languages=languages, **days)
        atlas = read_atlas(tmp_path / folder)
        assert check_atlas(tmp_path / folder) == ()
        return atlas.record.languages, next(iter(atlas.areas.values())).name

    assert begun("one") == (("en", "ar"), Text.of(en="Harbour", ar="ميناء"))
    assert begun("two", "fr", "tr") == (("fr", "tr"), Text.of(fr="Port", tr="Liman"))


def test_an_atlas_begun_from_outlines_has_a_row_without_data_for_each(tmp_path: Path) -> None:
    areas = write(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.5), name="Old Town"),
        feature(square(36.31, 33.5), name="Harbour"),
    )
    begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    control = (tmp_path / "new/geodata/control.csv").read_text(encoding="utf-8").splitlines()
    assert control[1:] == [
        "old-town,2018-05-01,,,no_data,,,,",
        "harbour,2018-05-01,,,no_data,,,,",
    ]
    assert read_atlas(tmp_path / "new").record.metric_crs == "EPSG:32637"
    assert [f for f in check_atlas(tmp_path / "new") if f.severity == "error"] == []


@pytest.mark.parametrize(("driver", "name"), [("GPKG", "a.gpkg"), ("ESRI Shapefile", "a.shp")])
def test_outlines_in_metres_are_brought_to_degrees(tmp_path: Path, driver: str, name: str) -> None:
    metric = geopandas.GeoDataFrame(
        {"name": ["One", "Two"]},
        geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)],
        crs="EPSG:4326",
    ).to_crs("EPSG:3857")
    metric.to_file(tmp_path / name, driver=driver)
    outlines = read_outlines(tmp_path / name)
    bounds = [f.geometry.bounds for f in outlines.features if f.geometry is not None]
    assert [[round(x, 6) for x in box] for box in bounds] == [[0, 0, 1, 1], [1, 0, 2, 1]]
    assert outlines.notes == ("reprojected from EPSG:3857 to EPSG:4326",)


def test_kml_is_taken(tmp_path: Path) -> None:
    ring = "36.3,33.5,0 36.31,33.5,0 36.31,33.51,0 36.3,33.5,0"
    (tmp_path / "a.kml").write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Old Town</name>'
        f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon></Placemark></Document></kml>",
        encoding="utf-8",
    )
    begin_from_areas(tmp_path / "new", read_outlines(tmp_path / "a.kml"), first=FIRST, last=LAST)
    assert list(read_atlas(tmp_path / "new").areas) == ["old-town"]


def test_pins_on_a_map_of_outlines_are_left_out_and_told(tmp_path: Path) -> None:
    pin = {"type": "Point", "coordinates": [36.3, 33.5]}
    both = {"type": "GeometryCollection", "geometries": [pin, square(36.31, 33.5)]}
    areas = write(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.5), name="Old Town"),
        feature(pin, name="Our office"),
        feature(both, name="Harbour"),
    )
    begun = begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert begun.notes[0] == "points and lines are left out: 'Our office'"
    kinds = {k: area.polygon.geom_type for k, area in read_atlas(tmp_path / "new").areas.items()}
    assert kinds == {"old-town": "Polygon", "harbour": "Polygon"}


def test_a_file_of_points_alone_is_refused_with_what_takes_it(tmp_path: Path) -> None:
    pin = {"type": "Point", "coordinates": [36.3, 33.5]}
    areas = write(tmp_path / "a.geojson", feature(pin, name="Old Town"))
    with pytest.raises(DataError, match="--boundary"):
        begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)


def test_faults_of_outlines_are_told_by_the_users_own_file(tmp_path: Path) -> None:
    areas = write(
        tmp_path / "mine.geojson",
        feature(square(36.3, 33.5), name="Old Town"),
        feature(square(36.305, 33.5), name="Harbour"),
    )
    with pytest.raises(DataError) as refusal:
        begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert {fault.where.file for fault in refusal.value.faults} == {"mine.geojson"}


def test_where_the_outlines_lie_is_told_for_the_author_to_judge(tmp_path: Path) -> None:
    areas = write(tmp_path / "a.geojson", feature(square(33.5, 36.3), name="Swapped"))
    begun = begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert "outlines lie around longitude 33.50, latitude 36.30" in begun.notes


def test_ids_that_only_count_the_rows_are_no_ids(tmp_path: Path) -> None:
    areas = write(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.5), id=0, name="Old Town"),
        feature(square(36.31, 33.5), id=1, name="Harbour"),
    )
    begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert list(read_atlas(tmp_path / "new").areas) == ["old-town", "harbour"]


def test_a_tongue_thinner_than_the_last_decimal_leaves_a_sound_outline() -> None:
    tongue = [
        [36.3, 33.5],
        [36.31, 33.5],
        [36.31, 33.51],
        [36.3050002, 33.51],
        [36.3050003, 33.5200004],
        [36.3050001, 33.51],
        [36.3, 33.51],
        [36.3, 33.5],
    ]
    drawn = shapely.Polygon(tongue)
    assert drawn.is_valid
    written = shapely.from_geojson(json.dumps(geometry_json(drawn)))
    assert written.is_valid
    assert written.equals(shapely.box(36.3, 33.5, 36.31, 33.51))


def test_a_shapefile_without_a_projection_is_asked_for_it(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame({"name": ["A"]}, geometry=[shapely.box(0, 0, 1, 1)])
    frame.set_crs("EPSG:4326").to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(DataError) as refusal:
        read_outlines(tmp_path / "a.shp")
    assert codes(refusal) == ["which-crs"]
    assert read_outlines(tmp_path / "a.shp", crs="EPSG:4326").features[0].cells["name"] == "A"


@pytest.mark.parametrize(
    "wrap",
    ["var areas = {};", "// from a map\nlet areas = {};", '{{"status": "ok", "data": {}}}', "[{}]"],
)
def test_geojson_is_found_in_what_is_wrapped_around_it(tmp_path: Path, wrap: str) -> None:
    bare = json.dumps({"type": "FeatureCollection", "features": [feature(square(1, 1), name="A")]})
    (tmp_path / "a.json").write_text(wrap.format(bare), encoding="utf-8")
    assert [f.cells["name"] for f in read_outlines(tmp_path / "a.json").features] == ["A"]


def test_heights_go_and_the_crs_member_is_believed(tmp_path: Path) -> None:
    ring = [[0, 0, 5], [111319.49, 0, 5], [111319.49, 111325.14, 5], [0, 0, 5]]
    file = write(
        tmp_path / "a.geojson",
        feature({"type": "Polygon", "coordinates": [ring]}, name="A"),
        crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
    )
    shape = read_outlines(file).features[0].geometry
    assert shape is not None
    assert not shape.has_z
    assert [round(x, 4) for x in shape.bounds] == [0, 0, 1, 1]


def test_every_coordinate_that_is_none_is_told_at_once(tmp_path: Path) -> None:
    far = {
        "type": "Polygon",
        "coordinates": [[[4e5, 3e6], [4e5 + 9, 3e6], [4e5, 3e6 + 9], [4e5, 3e6]]],
    }
    file = write(
        tmp_path / "a.geojson",
        feature(far, name="metres"),
        feature(square(33.5, 110.0), name="swapped"),
    )
    with pytest.raises(DataError) as refusal:
        read_outlines(file)
    assert codes(refusal) == ["not-degrees", "swapped-coordinates"]


def test_one_outline_with_its_axes_swapped_is_told_by_the_others(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.geojson",
        *(feature(square(10 + 0.01 * n, 50.0), name=f"n{n}") for n in range(3)),
        feature(square(50.0, 10.0), name="swapped"),
    )
    with pytest.raises(DataError) as refusal:
        read_outlines(file)
    assert [(f.code, f.where.row) for f in refusal.value.faults] == [("swapped-coordinates", 4)]


def test_a_name_column_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    file = write(tmp_path / "a.geojson", feature(square(1, 1), fid=1, what="A", how="B"))
    with pytest.raises(DataError, match="--name-column with one of: fid, what, how"):
        begin_from_areas(tmp_path / "new", read_outlines(file), first=FIRST, last=LAST)
    begin_from_areas(
        tmp_path / "new", read_outlines(file), first=FIRST, last=LAST, name_column="what"
    )
    assert list(read_atlas(tmp_path / "new").areas) == ["a"]


def test_a_name_that_two_outlines_have_is_told_and_told_apart(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.geojson",
        feature(square(1, 1), name="Mill"),
        feature(square(1.01, 1), name="Mill"),
    )
    begun = begin_from_areas(tmp_path / "new", read_outlines(file), first=FIRST, last=LAST)
    assert list(read_atlas(tmp_path / "new").areas) == ["mill", "mill-2"]
    assert "'Mill' is the name of several outlines" in begun.notes


def test_arabic_names_get_numbered_ids(tmp_path: Path) -> None:
    file = write(tmp_path / "a.geojson", feature(square(1, 1), name="حي القدم"))
    begin_from_areas(tmp_path / "new", read_outlines(file), first=FIRST, last=LAST)
    atlas = read_atlas(tmp_path / "new")
    assert [(a.id, a.name.exact("en")) for a in atlas.areas.values()] == [("area-1", "حي القدم")]


def test_outlines_that_cross_themselves_are_refused_with_their_place(tmp_path: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    file = write(tmp_path / "a.geojson", feature(bow, name="Bow"))
    with pytest.raises(DataError, match=r"0\.5 0\.5"):
        begin_from_areas(tmp_path / "new", read_outlines(file), first=FIRST, last=LAST)
    assert not (tmp_path / "new").exists()


def test_snapping_closes_the_gaps_and_says_what_it_moved(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.geojson",
        feature(square(1, 1), name="West"),
        feature(square(1.01003, 1), name="East"),
    )
    begun = begin_from_areas(
        tmp_path / "new", read_outlines(file), first=FIRST, last=LAST, snap_m=10
    )
    assert [note for note in begun.notes if note.startswith("--snap moved")] != []
    assert [f for f in check_atlas(tmp_path / "new") if f.code == "gap"] == []
