"""Streets made of lines as people have them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely
from commands import ran, run
from imported import HOLDERS, THREE_DAYS, draw_areas, text

from frontmap.errors import DataError
from frontmap.importing.options import ImportOptions
from frontmap.importing.streets import read_streets, streets_on_map
from frontmap.model import StreetKind, Text

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas
    from frontmap.model import Street

Line = tuple[dict[str, Any], str, list[Any]]


def written(path: Path, *lines: Line) -> Path:
    """A GeoJSON file of the features: attributes, the type of the geometry, its coordinates."""
    features = [
        {"type": "Feature", "properties": cells, "geometry": {"type": kind, "coordinates": at}}
        for cells, kind, at in lines
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def read_lines(file: Path, **said: Any) -> tuple[tuple[Street, ...], tuple[str, ...]]:  # noqa: ANN401
    """The streets of a file, by options of import; `languages` are those of the atlas."""
    languages = said.pop("languages", ())
    return read_streets(ImportOptions(streets=file, **said), languages=languages)


def line(*points: tuple[float, float], **cells: str) -> Line:
    return cells, "LineString", [list(point) for point in points]


OSM = (
    line((36.3, 33.4), (36.4, 33.4), highway="motorway", name="م5", **{"name:en": "M5"}),
    line((36.4, 33.4), (36.5, 33.5), highway="trunk_link", name="م5", **{"name:en": "M5"}),
    line((36.3, 33.5), (36.4, 33.5), highway="Secondary", **{"name:en": "Main", "lanes": "2"}),
    line((36.3, 33.6), (36.4, 33.6), highway="footway"),
    line((36.3, 33.7), (36.4, 33.7), waterway="river", **{"name:ar": "بردى"}),
)


def test_lines_of_openstreetmap_are_streets_by_name_and_kind(tmp_path: Path) -> None:
    streets, _ = read_lines(written(tmp_path / "osm.geojson", *OSM))
    assert [(s.id, s.kind, s.name.exact("en"), s.name.exact("ar")) for s in streets] == [
        ("m5", StreetKind.HIGHWAY, "M5", ""),
        ("main", StreetKind.MAIN, "Main", ""),
        ("street-1", StreetKind.STREET, "", ""),
        ("street-2", StreetKind.WATER, "", "بردى"),
    ]
    assert streets[0].line.equals_exact(
        shapely.LineString([(36.3, 33.4), (36.4, 33.4), (36.5, 33.5)]), 0
    )


def test_it_is_told_what_was_made_of_them(tmp_path: Path) -> None:
    pin = ({"name": "Well"}, "Point", [36.3, 33.4])
    _, notes = read_lines(written(tmp_path / "osm.geojson", *OSM, pin))
    assert notes == (
        "osm.geojson: 4 streets of 5 lines: those of one name and kind are one",
        "osm.geojson: what is no line is left out: 'Well'",
        "osm.geojson: highways, by highway and waterway: motorway (1), trunk_link (1)",
        "osm.geojson: main streets, by highway and waterway: Secondary (1)",
        "osm.geojson: streets, by highway and waterway: footway (1)",
        "osm.geojson: water, by highway and waterway: river (1)",
        (
            "osm.geojson: names in name are not used where name:en or name:ar has another: 'م5' "
            "(2); --languages with their language first takes them"
        ),
        "osm.geojson: columns that are not used: lanes",
    )


def test_names_without_a_language_are_of_the_first_that_is_said(tmp_path: Path) -> None:
    file = written(tmp_path / "osm.geojson", *OSM)
    streets, notes = read_lines(file, languages=("ar", "en"))
    assert [(s.name.exact("ar"), s.name.exact("en")) for s in streets] == [
        ("م5", "M5"),
        ("", "Main"),
        ("", ""),
        ("بردى", ""),
    ]
    assert not [note for note in notes if "names in" in note]


def test_ids_that_are_written_otherwise_or_lost_are_told(tmp_path: Path) -> None:
    ids = ("lane", "way/1", "Ä 2", "way-1", "x/4", "x/5", "x/6")
    lines = [line((1, n), (2, n), id=one, name=f"L{n}") for n, one in enumerate(ids)]
    road = [line((1, n), (2, n), id=f"r/{n}", name="Road") for n in (8, 9)]
    streets, notes = read_lines(written(tmp_path / "x.geojson", *lines, *road))
    assert [s.id for s in streets] == [
        "lane", "way-1", "a-2", "way-1-2", "x-4", "x-5", "x-6", "road",
    ]  # fmt: skip
    assert notes[2:] == (
        (
            "x.geojson: ids are those of the column id; 6 are written otherwise: 'way/1' as "
            "way-1, 'Ä 2' as a-2, 'way-1' as way-1-2, 'x/4' as x-4, 'x/5' as x-5, …"
        ),
        (
            "x.geojson: ids of 2 lines are not used: a street of several lines has one made from "
            "its name"
        ),
    )


def test_names_that_are_lists_and_invisible_letters_are_told(tmp_path: Path) -> None:
    listed: dict[str, Any] = {"name": ["A", "B"], "kind": "main"}
    turned = line((1, 3), (2, 3), name="Lane\u202e", kind="main", **{"name:ar": "\u200fزقاق"})
    file = written(tmp_path / "x.geojson", (listed, "LineString", [[1, 2], [2, 2]]), turned)
    streets, notes = read_lines(file)
    assert [s.name.texts for s in streets] == [('["A", "B"]',), ("Lane", "زقاق")]
    assert notes == (
        "x.geojson: invisible characters left out: U+202E of name (1), U+200F of name:ar (1)",
        "x.geojson: 2 streets of 2 lines: those of one name and kind are one",
        "x.geojson: main streets, by kind: main (2)",
        """x.geojson: names that are lists stand as they are written: '["A", "B"]'""",
    )


def test_a_second_word_for_what_a_line_is_is_told(tmp_path: Path) -> None:
    file = written(
        tmp_path / "x.geojson",
        line((1, 2), (2, 2), kind="main", highway="motorway"),
        line((1, 3), (2, 3), highway="trunk", waterway="ditch"),
    )
    streets, notes = read_lines(file)
    assert [s.kind for s in streets] == [StreetKind.MAIN, StreetKind.HIGHWAY]
    assert notes[-2:] == (
        "x.geojson: highway is not used where kind says what a line is: 'motorway' (1)",
        "x.geojson: waterway is not used where kind or highway says what a line is: 'ditch' (1)",
    )


def test_headings_are_read_however_they_are_written(tmp_path: Path) -> None:
    file = written(
        tmp_path / "x.geojson",
        line((1, 2), (2, 2), NAME="Left", NAME_EN="Right", HIGHWAY="primary"),
        line((1, 3), (2, 3), NAME="Alone"),
    )
    streets, notes = read_lines(file)
    assert [(s.kind, s.name.first) for s in streets] == [
        (StreetKind.MAIN, "Right"),
        (StreetKind.STREET, "Alone"),
    ]
    assert notes[-1] == (
        "x.geojson: names in NAME are not used where NAME_EN has another: 'Left' (1); --languages "
        "with their language first takes them"
    )


def test_lines_without_a_kind_are_streets_and_it_is_told(tmp_path: Path) -> None:
    file = written(tmp_path / "own.geojson", line((1, 2), (3, 4), id="lane", name="A lane"))
    (street,), notes = read_lines(file)
    assert (street.id, street.kind) == ("lane", StreetKind.STREET)
    assert notes[1] == (
        "own.geojson: no column of kind, highway, waterway, fclass says what a line is: all are "
        "streets"
    )


def test_names_are_read_in_the_languages_that_are_said(tmp_path: Path) -> None:
    lane = line((1, 2), (3, 4), name="Ruelle", name_en="Lane", name_ar="زقاق", kind="main")
    (street,), notes = read_lines(written(tmp_path / "own.geojson", lane), languages=("fr", "en"))
    assert street.name == Text.of({"fr": "Ruelle", "en": "Lane"})
    assert notes[-1] == (
        "own.geojson: columns that are not used: name_ar; names are also in ar: --languages"
    )


def test_a_name_without_a_language_stands_in_where_there_is_no_other(tmp_path: Path) -> None:
    file = written(
        tmp_path / "osm.geojson",
        line((1, 2), (3, 4), name="Left", **{"name:en": "Right"}),
        line((1, 3), (3, 5), name="Left"),
    )
    streets, _ = read_lines(file)
    assert [street.name.exact("en") for street in streets] == ["Right", "Left"]


def test_a_file_without_a_line_is_refused_feature_by_feature(tmp_path: Path) -> None:
    ring = [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]
    file = written(tmp_path / "x.geojson", ({}, "Polygon", ring), ({}, "Point", [1.0, 1.0]))
    with pytest.raises(DataError) as refusal:
        read_lines(file)
    assert [(str(f.where), f.code, f.found) for f in refusal.value.faults] == [
        ("x.geojson feature 1 geometry", "no-line", "a Polygon"),
        ("x.geojson feature 2 geometry", "no-line", "a Point"),
    ]


@pytest.mark.parametrize(("ending", "driver"), [(".gpkg", "GPKG"), (".shp", "ESRI Shapefile")])
def test_lines_in_metres_come_in_by_their_projection(
    tmp_path: Path, ending: str, driver: str
) -> None:
    path = tmp_path / f"roads{ending}"
    shapes = shapely.to_wkb([shapely.LineString([(500_000, 0), (500_000, 1000)])])
    pyogrio.raw.write(
        path, shapes, [np.array(["Meridian"], dtype=object)], ["name"],
        geometry_type="LineString", crs="EPSG:32631", driver=driver,
    )  # fmt: skip
    (street,), _ = read_lines(path)
    assert street.name.exact("en") == "Meridian"
    assert [round(degrees, 5) for degrees in street.line.bounds] == [3.0, 0.0, 3.0, 0.00905]


def test_a_file_of_nothing_and_a_line_without_a_length_are_told(tmp_path: Path) -> None:
    dot = line((36.3, 33.4), (36.3, 33.4), name="Dot")
    told = []
    for file in (written(tmp_path / "none.geojson"), written(tmp_path / "dot.geojson", dot)):
        with pytest.raises(DataError) as refusal:
            read_lines(file)
        told += [(str(f.where), f.code, f.found) for f in refusal.value.faults]
    assert told == [
        ("none.geojson", "no-line", "no feature"),
        ("dot.geojson feature 1 geometry", "no-line", "a LineString without a length"),
    ]
    lane = line((36.3, 33.4), (36.4, 33.4), name="Lane")
    # shorter than the places that are written are apart
    stub = line((36.305, 33.47), (36.3050003, 33.4700003), name="Stub")
    streets, notes = read_lines(written(tmp_path / "both.geojson", dot, lane, stub))
    assert [street.id for street in streets] == ["lane"]
    assert notes[1] == "both.geojson: what is no line is left out: 'Dot', 'Stub'"


LANE = line((36.3, 33.505), (36.31, 33.506), name="Lane", kind="main")


def named(**cells: str) -> Line:
    return line((36.3, 33.5), (36.31, 33.5), **cells)


FAR = line((3.0, 50.0), (3.1, 50.0), name="Far", kind="main")
SWAPPED = line((33.505, 36.3), (33.506, 36.31), name="Swapped", kind="main")
NEW = "new town --from-areas areas.geojson --first 2018-05-01 --last 2018-05-03 --streets"
IMPORT = "import table.csv areas.geojson --holders holders.csv -o town --streets"
DEGREES = "longitude, then latitude, in degrees"
SECOND = " feature 2 geometry"
LONG = f"long-text: found '{'x' * 80}'… (201 letters)"


@pytest.fixture
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draw_areas(tmp_path)
    text(tmp_path, THREE_DAYS)
    text(tmp_path, HOLDERS, "holders.csv")


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("command", [NEW, IMPORT])
@pytest.mark.parametrize(
    ("lines", "found", "expected"),
    [
        (
            [FAR],
            ": street-beside: found 1 street, all far from the map, around 3.05, 50.00",
            "lines near the outlines, around 36.31, 33.50; or no --streets",
        ),
        (
            [LANE, SWAPPED],
            f"{SECOND}: swapped-coordinates: found 33.505, 36.305, far from the map unless swapped",
            DEGREES,
        ),
        (
            [LANE, line((33.5, 136.3), (33.6, 136.4))],
            f"{SECOND}: swapped-coordinates: found latitude first (33.500, 136.300)",
            DEGREES,
        ),
        (
            [LANE, line((250_000, 3_700_000), (250_100, 3_700_000))],
            f"{SECOND}: not-degrees: found coordinates such as 250000, 3700000",
            f"{DEGREES}; they look projected: name the projection by --streets-crs",
        ),
        (
            [({}, "Point", [36.3, 33.5])],
            " feature 1 geometry: no-line: found a Point",
            "a line; or no --streets",
        ),
        ([], ": no-line: found no feature", "lines; or no --streets"),
        ([LANE, named(name="x" * 201)], f" feature 2 name: {LONG}", "at most 200 letters"),
        ([named(**{"name:ar": "x" * 201})], f" feature 1 name:ar: {LONG}", "at most 200 letters"),
        ([named(id="x" * 201)], f" feature 1 id: {LONG}", "at most 200 letters"),
    ],
)
def test_what_is_refused_is_told_by_the_user_s_own_file_with_a_command_to_try(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    lines: list[Line],
    found: str,
    expected: str,
) -> None:
    written(tmp_path / "x.geojson", *lines)
    done = ran([*command.split(), "x.geojson"], capsys)
    again = f"frontmap {command} x.geojson"
    if "--streets-crs" in expected:
        following = f"next:  {again} --streets-crs EPSG:…"
    else:
        following = f"next:  mend the files, and run again:  {again}"
    assert (1, [f"error: x.geojson{found}; expected {expected}", "1 error", following]) == (
        done.status,
        done.err.splitlines()[-3:],
    )
    assert not (tmp_path / "town").exists()


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("command", [NEW, IMPORT])
def test_a_street_beside_the_map_is_told_by_its_own_file_and_to_the_quiet_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    written(tmp_path / "x.geojson", LANE, FAR)
    assert 0 == run(*command.split(), "x.geojson", "--quiet")
    assert capsys.readouterr().err == (
        "warning: x.geojson feature 2 geometry: street-beside: found 1 of 2 streets outside of "
        "what the map shows: far; expected streets that lie where the outlines do\n"
    )


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize(
    ("name", "kept"),
    [("   ", ""), ("\u00a0\u200b", ""), ("M5", "M5"), ("4711", "4711"), ("way/4711", "way/4711")],
)
def test_a_name_of_spaces_is_none_and_a_code_is_a_name(
    tmp_path: Path, name: str, kept: str
) -> None:
    (street,), _ = read_lines(
        written(tmp_path / "x.geojson", line((36.3, 33.5), (36.31, 33.5), name=name))
    )
    assert kept == street.name.exact("en")


def test_a_line_that_is_drawn_again_is_there_once_and_it_is_told(tmp_path: Path) -> None:
    turned = line((36.31, 33.506), (36.3, 33.505), name="Lane", kind="main")
    (street,), notes = read_lines(written(tmp_path / "x.geojson", LANE, LANE, turned))
    assert "LineString" == street.line.geom_type
    assert 2 == shapely.get_num_coordinates(street.line)
    assert "x.geojson: 2 lines drawn again: left out" in notes


def test_lines_of_very_many_places_are_told(tmp_path: Path) -> None:
    places = [(36.3 + number / 1e6, 33.5 + number % 2 / 1e6) for number in range(50_001)]
    _, notes = read_lines(written(tmp_path / "x.geojson", line(*places)))
    assert notes[1] == (
        "x.geojson: 50,001 places on these lines: a page carries them all; main streets may do"
    )
    _, notes = read_lines(written(tmp_path / "x.geojson", line(*places[1:])))
    assert not [note for note in notes if "places" in note]


def test_many_streets_of_one_long_name_have_ids_that_can_be_read_again(tmp_path: Path) -> None:
    long = [line((1, 2), (3, 4), name="x" * 200, kind=kind) for kind in ("main", "street")]
    streets, _ = read_lines(written(tmp_path / "x.geojson", *long))
    assert [len(street.id) for street in streets] == [190, 192]


def test_streets_lie_on_the_outlines_side_of_180_degrees(tmp_path: Path, tiny_atlas: Atlas) -> None:
    area = replace(tiny_atlas.record.areas[0], polygon=shapely.box(179.99, 10, 180.01, 10.01))
    file = written(tmp_path / "x.geojson", line((-179.995, 10), (-179.99, 10)))
    streets, _ = read_lines(file)
    (street,), notes = streets_on_map(streets, [area], file="x.geojson")
    assert [180.005, 10, 180.01, 10] == [round(degrees, 6) for degrees in street.line.bounds]
    assert notes == ("x.geojson: 1 street moved across the meridian of 180°, to the outlines",)
